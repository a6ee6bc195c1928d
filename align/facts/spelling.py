"""Scores in [0, 1] of two names as spelled, for each pair of scripts.

Three ways to compare, the best wins: the table of names that are translated
(``organisations``), Korean personal names syllable by syllable
(``romanised``), and sound by a learned table (``graphemes``).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from math import exp, log

import regex
from attrs import frozen

from align.facts.graphemes import (
    Pieces,
    consonant_classes,
    cost_reading,
    find_capitals,
    make_pieces,
    near_jamo,
)
from align.facts.hangul import to_jamo
from align.facts.organisations import cost_translated, find_entries, shares_beginning
from align.facts.romanised import (
    Reading,
    cost_romanised,
    family_names,
    read_romanised,
    spelled_families,
    split_korean,
)

UNUSUAL = 0.5
"""Least score of names that may have one bearer."""

CLEARLY_OTHER = 0.42
"""Below this a cheap bound on the score is as good as the score."""

_OTHER_NATS = -log(CLEARLY_OTHER)
_SYLLABLE_NATS = 1.5  # a score of 0.5 at this mean cost: one odd syllable in three
_SOUND_NATS = 1.2  # the same by sound: 0.1 % of unlike names cost less, 3 % of right ones more
_PARENT = 0.65  # "Samsung" beside 삼성전자: one may stand for the other
_PART_OF_NAME = 0.9  # "Altman" beside "샘 올트먼": the same as far as it goes

_WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}&'’.\-‐‑–]+")
_TITLE_WORDS = frozenset(["mr", "mrs", "ms", "dr", "prof", "sir", "dame", "jr", "sr"])


@frozen(slots=True)
class _Latin:
    """A name in Latin letters, read once."""

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    readings: tuple[Reading, ...]
    orders: tuple[tuple[Pieces, float], ...]
    singles: tuple[tuple[Pieces, float], ...]
    hyphenated: bool


@frozen(slots=True)
class _Hangul:
    """A name in Hangul, read once; ``turned`` is ``jamo`` with the first word last."""

    words: tuple[str, ...]
    jamo: tuple[str, ...]
    turned: tuple[str, ...]
    syllables: str
    joined: str
    korean: tuple[str, str] | None
    entries: frozenset[int]


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in bare.lower().replace("ß", "ss") if "a" <= c <= "z" or c.isdigit())


@lru_cache(maxsize=16384)
def _read_latin(name: str) -> _Latin:
    name = unicodedata.normalize("NFC", name)
    words, parts, flags = [], [], []
    for raw in _WORD_RE.findall(name):
        pieces = [p for p in regex.split(r"[\-‐‑–]", raw) if _fold(p)]
        folded = tuple(_fold(p) for p in pieces)
        if not folded or folded[0] in _TITLE_WORDS:
            continue
        word = "".join(folded)
        marks = [c for p in pieces for c in find_capitals(p)]
        words.append(word)
        parts.append(folded)
        flags.append(tuple(marks) if len(marks) == len(word) else (False,) * len(word))
    words, parts, flags = words[:6], parts[:6], flags[:6]

    def build(order: list[int]) -> Pieces:
        return make_pieces(
            tuple(words[i] for i in order), tuple(f for i in order for f in flags[i])
        )

    count = len(words)
    orders: list[tuple[Pieces, float]] = []
    singles: list[tuple[Pieces, float]] = []
    every = list(range(count))
    if count:
        orders.append((build(every), 0.0))
    if count > 1:
        orders.append((build([count - 1, *every[:-1]]), 0.05))
        singles = [(build([i]), 0.15 if i == count - 1 else 0.75) for i in every]
    if count > 2:
        orders.append((build([0, count - 1]), 0.1))
        orders.append((build([*every[1:], 0]), 0.05))
    readings = read_romanised(tuple(parts))
    hyphenated = any(len(p) == 2 for p in parts)
    return _Latin(tuple(words), tuple(parts), readings, tuple(orders), tuple(singles), hyphenated)


@lru_cache(maxsize=65536)
def _read_hangul(name: str) -> _Hangul:
    entries = find_entries(name)
    name = unicodedata.normalize("NFC", name)
    words = tuple(regex.findall(r"[\p{L}\p{N}&]+", name.replace("·", " ").replace("-", "")))
    jamo = tuple(to_jamo(w.lower()) for w in words)
    syllables = "".join(words)
    return _Hangul(
        words=words,
        jamo=jamo,
        turned=jamo[1:] + jamo[:1],
        syllables=syllables,
        joined="".join(jamo),
        korean=split_korean(syllables),
        entries=entries,
    )


def _fade(nats: float, half: float) -> float:
    """Return a score of 1 at no cost and 0.5 at ``half``."""
    return 1.0 / (1.0 + (nats / half) ** 2)


def score_across(english: str, korean: str) -> float:
    """Return the score of a name in Latin letters against one in Hangul."""
    here, there = find_entries(english), find_entries(korean)
    if here & there:
        return 1.0
    latin, hangul = _read_latin(english), _read_hangul(korean)
    if not latin.words or not hangul.joined:
        return 0.0
    score = 0.0
    if latin.readings and hangul.korean:
        score = _fade(cost_romanised(latin.readings, *hangul.korean), _SYLLABLE_NATS)
    if score < UNUSUAL and not (score and latin.hyphenated):
        sound = _fade(_sound(latin, hangul), _SOUND_NATS)
        score = (sound + score) / 2 if sound > score > 0.0 else max(score, sound)
    if len(hangul.joined) <= 3 and korean in family_names():
        spelled = min(spelled_families(word).get(korean, 9.0) for word in latin.words)
        score = max(score, _PART_OF_NAME * _fade(spelled, _SYLLABLE_NATS))
    nats_words = cost_translated(english, korean)
    if nats_words is not None:
        score = max(score, _fade(nats_words, _SOUND_NATS))
    if here and there:
        return _PARENT if shares_beginning(here, korean) else min(score, 0.3)
    return score


def _sound(latin: _Latin, hangul: _Hangul) -> float:
    """Return the nats for each jamo of the best reading of the name, or of a part of it."""
    best = 9.9
    for pieces, extra in latin.orders:
        best = min(best, cost_reading(pieces, hangul.joined) + extra)
    if len(hangul.words) == 1:
        for pieces, extra in latin.singles:
            best = min(best, cost_reading(pieces, hangul.joined) + extra)
    elif len(latin.words) == 1:
        pieces = latin.orders[0][0]
        best = min(best, cost_reading(pieces, hangul.jamo[-1]) + 0.15)
        best = min(best, cost_reading(pieces, hangul.jamo[0]) + 0.75)
    return best


_VOWEL_FIRST, _CODA_FIRST = "\u1161", "\u11a8"
_EU = "\u1173"
_EU_GAP = 0.6
_CHEAP_GAP = 1.0 - _EU_GAP


@cache
def _prices(x: str) -> dict[str, float]:
    """Return what it costs to write another jamo for ``x``, by jamo, as far as it was asked."""
    return _Prices(x)


class _Prices(dict[str, float]):
    """Prices of one jamo, worked out when first asked for: Hangul and any other character."""

    def __init__(self, x: str) -> None:
        self.x = x
        self.near = near_jamo().get(x, {})

    def __missing__(self, y: str) -> float:
        kinds = [(char >= _VOWEL_FIRST) + (char >= _CODA_FIRST) for char in (self.x, y)]
        near = self.near.get(y, 0.0) / 1.6
        other = 1.0 if kinds[0] == kinds[1] else 1.6
        price = self[y] = 0.0 if self.x == y else near or other
        return price


@lru_cache(maxsize=65536)
def _gaps(jamo: str) -> tuple[float, ...]:
    return tuple(_EU_GAP if char == _EU else 1.0 for char in jamo)


@lru_cache(maxsize=65536)
def jamo_distance(a: str, b: str, limit: float = 99.0) -> float:
    """Return the weighted edits between two jamo strings, or a number above ``limit``.

    Jamo that spellings of one foreign name interchange cost less; so does the
    vowel ㅡ that only carries a consonant.

    >>> near = jamo_distance(to_jamo("올트먼"), to_jamo("알트만"))
    >>> near < jamo_distance(to_jamo("올트먼"), to_jamo("올브라이트"))
    True
    """
    return _distance(a, b, limit)


def _distance(a: str, b: str, limit: float) -> float:
    """Return ``jamo_distance`` without a memory, for callers that have their own."""
    gaps = _gaps(b)
    row = [0.0, *accumulate(gaps)]
    for x, drop in zip(a, _gaps(a), strict=True):
        prices = _prices(x)
        before = iter(row)
        corner = next(before)
        left = corner + drop
        new = [left]
        for y, gap, above in zip(b, gaps, before, strict=True):
            best = corner + prices[y]
            other = above + drop
            if other < best:
                best = other
            other = left + gap
            if other < best:
                best = other
            corner, left = above, best
            new.append(best)
        row = new
        least = min(row)
        if least > limit:
            return least
    return row[-1]


# Sino-Korean syllables that the South writes without their ㄹ or ㄴ at the beginning.
_INITIAL_LAW = {"리": "이", "로": "노", "류": "유", "림": "임", "라": "나", "량": "양", "려": "여"}
_INITIAL_LAW |= {"렴": "염", "룡": "용", "뢰": "뇌", "니": "이", "녀": "여"}


@frozen(slots=True, eq=False)
class _Sounds:
    """A word in jamo, ready to be compared.

    ``places`` holds for each jamo the places of the word where it costs less than
    another, as bits; ``lightened`` is what its ㅡ can save of the edits' cost.
    """

    size: int
    classes: int
    lightened: float
    places: dict[str, int]


@lru_cache(maxsize=65536)
def _read_sounds(jamo: str) -> _Sounds:
    places: dict[str, int] = {}
    for i, char in enumerate(jamo):
        for like in (char, *near_jamo().get(char, ())):
            places[like] = places.get(like, 0) | 1 << i
    return _Sounds(len(jamo), consonant_classes(jamo), _CHEAP_GAP * jamo.count(_EU), places)


def _count_edits(places: dict[str, int], size: int, other: str) -> int:
    """Return the edits between two words where like jamo are equal and all else costs one.

    ``places`` are those of the longer word, for speed. Every column of the table of
    edits is a word of bits. Cites: Hyyrö 2003, a form of Myers 1999.
    """
    full = (1 << size) - 1
    last = 1 << size >> 1
    up, down, edits = full, 0, size
    place = places.get
    for char in other:
        same = place(char, 0)
        flat = (((same & up) + up) ^ up) | same | down
        more = down | ~(flat | up) & full
        less = up & flat
        if more & last:
            edits += 1
        elif less & last:
            edits -= 1
        more = more << 1 | 1
        up = (less << 1 | ~(flat | more)) & full
        down = flat & more & full
    return edits


@lru_cache(maxsize=65536)
def _word_score(a: str, b: str) -> float:
    """Return the score of two words in jamo; a low one may be a bound from above."""
    if a == b:
        return 1.0
    left, right = _read_sounds(a), _read_sounds(b)
    long, other = (left, b) if left.size >= right.size else (right, a)
    size = long.size + 0.7
    foreign = (left.classes ^ right.classes).bit_count()
    bound = exp(-2.1 * (0.5 * foreign + 0.6 * abs(left.size - right.size)) / size)
    if bound < CLEARLY_OTHER:
        return bound
    limit = _OTHER_NATS * size / 2.1
    edits = _count_edits(long.places, long.size, other)
    unlike = edits - (left.lightened + right.lightened)
    if unlike > limit:
        return exp(-2.1 * unlike / size)
    return exp(-2.1 * _distance(a, b, limit) / size)


def _least_word(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the least score of words side by side; not exact where clearly other."""
    least = 1.0
    for x, y in zip(a, b, strict=True):
        least = min(least, _word_score(x, y))
        if least < CLEARLY_OTHER - 0.08:
            break
    return least


def score_hangul(a: str, b: str) -> float:
    """Return the score of two names in Hangul."""
    left, right = _read_hangul(a), _read_hangul(b)
    if not left.joined or not right.joined:
        return float(a == b)
    if left.syllables == right.syllables or left.entries & right.entries:
        return 1.0
    if left.korean and right.korean:
        return _score_korean(left.korean, right.korean)
    if len(left.words) == len(right.words) > 1:
        straight = _least_word(left.jamo, right.jamo)
        turned = _least_word(left.jamo, right.turned) - 0.03
        if straight + 0.08 > max(CLEARLY_OTHER, turned):
            straight = min(straight + 0.08, _word_score(left.joined, right.joined))
        return max(straight, turned)
    whole = _word_score(left.joined, right.joined)
    best = whole
    short, long = (left, right) if len(left.words) < len(right.words) else (right, left)
    if len(short.words) == 1 and len(long.words) > 1:
        best = max(best, _word_score(short.joined, "".join(long.turned)) - 0.03)
        for word in long.jamo:
            best = max(best, _PART_OF_NAME * _word_score(short.joined, word))
    return best


def _score_korean(a: tuple[str, str], b: tuple[str, str]) -> float:
    """Return the score of two Korean names: one syllable makes another person."""
    (family_a, given_a), (family_b, given_b) = a, b
    law = _INITIAL_LAW.get
    if law(family_a, family_a) != law(family_b, family_b) or len(given_a) != len(given_b):
        return 0.2 if given_a != given_b else 0.35
    score = 1.0 if family_a == family_b else 0.8
    for x, y in zip(given_a, given_b, strict=True):
        if x != y and law(x, x) != law(y, y):
            near = jamo_distance(to_jamo(x), to_jamo(y)) < 0.3
            score = min(score, 0.55 if near else 0.35) - 0.1 * (score < 0.6)
    return score


@lru_cache(maxsize=65536)
def _letter_distance(a: str, b: str) -> float:
    """Return the edits between two words: a vowel for a vowel and a swap cost less."""
    vowels = "aeiouy"
    old: list[float] = []
    row = [float(j) for j in range(len(b) + 1)]
    for i, x in enumerate(a):
        older, old, row = old, row, [i + 1.0]
        for j, y in enumerate(b):
            price = 0.0 if x == y else 0.6 if x in vowels and y in vowels else 1.0
            row.append(min(old[j] + price, old[j + 1] + 1.0, row[j] + 1.0))
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                row[-1] = min(row[-1], older[j - 1] + 0.6)
    return row[-1]


@lru_cache(maxsize=65536)
def _letter_bits(word: str) -> int:
    """Return the set of letters of a folded word, as bits."""
    out = 0
    for char in word:
        out |= 1 << (ord(char) & 63)
    return out


_VOWEL_BITS = sum(1 << (ord(char) & 63) for char in "aeiouy")


def _price_lost(lost: int) -> float:
    """Return the least cost of letters that the other word lacks."""
    vowels = (lost & _VOWEL_BITS).bit_count()
    return lost.bit_count() - 0.4 * vowels


@lru_cache(maxsize=65536)
def _letter_score(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:  # an initial
        return 0.85 if a[0] == b[0] else 0.0
    left, right = _letter_bits(a), _letter_bits(b)
    edits = max(_price_lost(left & ~right), _price_lost(right & ~left), abs(len(a) - len(b)))
    bound = exp(-2.4 * edits / max(len(a), len(b)))
    if bound < CLEARLY_OTHER:
        return bound
    return exp(-2.4 * _letter_distance(a, b) / max(len(a), len(b)))


def score_latin(a: str, b: str) -> float:
    """Return the score of two names in Latin letters."""
    left, right = _read_latin(a), _read_latin(b)
    if not left.words or not right.words:
        return float(a.strip() == b.strip() or bool(find_entries(a) & find_entries(b)))
    if sorted(left.words) == sorted(right.words) or find_entries(a) & find_entries(b):
        return 1.0
    if "".join(left.words) == "".join(right.words):
        return 1.0
    shared = _shared_syllables(left, right)
    if shared is not None:
        return _fade(shared, _SYLLABLE_NATS)
    short, long = (left, right) if len(left.words) <= len(right.words) else (right, left)
    if len(short.words) > 1:
        first, last = short.words[0], short.words[-1]
        score = _both(first, long.words[0], last, long.words[-1])
        score = max(score, _both(last, long.words[0], first, long.words[-1]) - 0.03)
        if len(short.words) == len(long.words) == 3:
            score = min(score, _letter_score(short.words[1], long.words[1]) + 0.1)
        return score
    best = _letter_score(short.words[0], "".join(long.words))
    for word in long.words:
        if len(long.words) > 1 and len(word) > 1:
            best = max(best, _PART_OF_NAME * _letter_score(short.words[0], word))
    return best


def _both(a: str, b: str, c: str, d: str) -> float:
    """Return the lesser score of a with b and c with d; not exact where clearly other."""
    one = _letter_score(a, b)
    return one if one < CLEARLY_OTHER else min(one, _letter_score(c, d))


def _shared_syllables(left: _Latin, right: _Latin) -> float | None:
    """Return the mean cost of the Korean name that both may spell, or None.

    None where either does not look Korean, that is where no family name is
    spelled as usual.
    """
    best: float | None = None
    for families_a, divisions_a in left.readings:
        if min(families_a.values()) > 0.5:
            continue
        for families_b, divisions_b in right.readings:
            if min(families_b.values()) > 0.5:
                continue
            family = _least_common(families_a, families_b)
            for x in divisions_a:
                for y in divisions_b:
                    if len(x) != len(y):
                        continue
                    total = family
                    for s, t in zip(x, y, strict=True):
                        total += _least_common(s, t)
                    nats = total / (len(x) + 1)
                    best = nats if best is None else min(best, nats)
    return best


def _least_common(a: dict[str, float], b: dict[str, float]) -> float:
    if a.keys().isdisjoint(b):
        return _NONE_COMMON
    return min(a[s] + b[s] for s in a.keys() & b.keys())


_NONE_COMMON = 6.0
