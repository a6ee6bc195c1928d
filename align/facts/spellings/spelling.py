"""Scores in [0, 1] of two names as spelled, for each pair of scripts.

Three ways to compare, the best wins: the table of names that are translated
(``organisations``), Korean personal names syllable by syllable
(``romanised``), and sound by a learned table (``graphemes``).
"""

from __future__ import annotations

from collections.abc import Sequence

from align.facts.hangul import to_jamo
from align.facts.spellings.forms import HEAD, TAIL, Hangul, Latin, read_hangul, read_latin
from align.facts.spellings.graphemes import cost_reading, cost_slip, count_amiss
from align.facts.spellings.jamo import (
    CLEARLY_OTHER,
    RAISED,
    jamo_distance,
    least_word,
    read_sounds,
    score_words,
)
from align.facts.spellings.letters import score_letters
from align.facts.spellings.namesakes import (
    SHORTEST,
    are_one_name,
    are_other_chinese,
    are_other_names,
    find_names,
)
from align.facts.spellings.organisations import cost_translated, find_entries, shares_beginning
from align.facts.spellings.romanised import USUAL, cost_romanised, family_names, spelled_families

UNUSUAL = 0.5
"""Least score of names that may have one bearer."""

TURNED = 0.03
"""What a name loses whose words stand in the other order."""

_SYLLABLE_NATS = 1.5  # a score of 0.5 at this mean cost: one odd syllable in three
_SOUND_NATS = 1.2  # the same by sound: 0.1 % of unlike names cost less, 3 % of right ones more
_PARENT = 0.65  # "Samsung" beside 삼성전자: one may stand for the other
SLIP_SCORE = 0.56
"""Score of a full name with one jamo that cannot be a spelling: 가와마타 for Kawabata."""

_FITS = 0.5  # nats for each jamo of a word that is the other word
_FITS_BUT = 4.0  # nats, all in all, of a word but for the jamo that is off
_LONG = 5  # jamo of a word in which one that is wrong does not make another name
_SOUNDS_SO = 0.9  # score by sound of a word that is the other word, listed or not
_OTHER_NAME = 0.45  # of the score of words that are near and known to be two names
_LISTED = 0.66  # full names whose words are near and known for spellings of one name
_PART_OF_NAME = 0.9  # "Altman" beside "샘 올트먼": the same as far as it goes


def _fade(nats: float, half: float) -> float:
    """Return a score of 1 at no cost and 0.5 at ``half``."""
    return 1.0 / (1.0 + (nats / half) ** 2)


def score_across(english: str, korean: str) -> float:
    """Return the score of a name in Latin letters against one in Hangul."""
    here, there = find_entries(english), find_entries(korean)
    if here & there:
        return 1.0
    latin, hangul = read_latin(english), read_hangul(korean)
    if not latin.words or not hangul.joined:
        return 0.0
    score = 0.0
    if hangul.korean and latin.readings:
        score = _fade(cost_romanised(latin.readings, *hangul.korean), _SYLLABLE_NATS)
    if score < UNUSUAL and not (score and latin.hyphenated):
        sound = _fade(_sound(latin, hangul), _SOUND_NATS)
        score = (sound + score) / 2 if sound > score > 0.0 else max(score, sound)
    if len(hangul.joined) <= 3 and korean in family_names():
        spelled = min(spelled_families(word).get(korean, 9.0) for word in latin.words)
        score = max(score, _PART_OF_NAME * _fade(spelled, _SYLLABLE_NATS))
    if score >= UNUSUAL:
        if not hangul.korean and _is_anothers(latin, hangul):
            score *= _OTHER_NAME
    elif len(hangul.words) > 1 and len(hangul.words) == len(latin.words):
        score = max(score, _score_slip(latin, hangul))
    nats_words = cost_translated(english, korean)
    if nats_words is not None:
        score = max(score, _fade(nats_words, _SOUND_NATS))
    if here and there:
        return _PARENT if shares_beginning(here, korean) else min(score, 0.3)
    return score


def _sound(latin: Latin, hangul: Hangul) -> float:
    """Return the nats for each jamo of the best reading of the name, or of a part of it."""
    best = 9.9
    for pieces, extra in latin.orders:
        best = min(best, cost_reading(pieces, hangul.joined) + extra)
    if len(hangul.words) == 1:
        for pieces, extra in latin.singles if hangul.korean else latin.ends:
            best = min(best, cost_reading(pieces, hangul.joined) + extra)
    elif len(latin.words) == 1:
        pieces = latin.orders[0][0]
        best = min(best, cost_reading(pieces, hangul.jamo[-1]) + TAIL)
        best = min(best, cost_reading(pieces, hangul.jamo[0]) + HEAD)
    elif len(hangul.words) < len(latin.words):
        for pieces, extra in latin.tails:
            best = min(best, cost_reading(pieces, hangul.joined) + extra)
    return best


def _is_anothers(latin: Latin, hangul: Hangul) -> bool:
    """Say whether a Hangul word is listed, and not for the word it sounds like.

    Where it sounds just like it, the list is held to be short of a form.
    """
    words = latin.words
    if len(hangul.syllables) < SHORTEST:
        return False
    tails = ("".join(words[i:]) for i in range(len(words) - 1))  # "Le Maire" is listed as Lemaire
    known = [find_names(word) for word in (*words, *tails)]
    for word, jamo in zip(hangul.words, hangul.jamo, strict=True):
        names = find_names(word)
        if not names or not all(map(names.isdisjoint, known)):
            continue
        costs = [cost_reading(pieces, jamo) for pieces in latin.pieces]
        least = min(costs)
        if known[costs.index(least)] and _fade(least, _SOUND_NATS) < _SOUNDS_SO:
            return True
    return False


def _score_slip(latin: Latin, hangul: Hangul) -> float:
    """Return ``SLIP_SCORE`` where one word is a jamo off and the others fit well, else 0."""
    for first in (0, 1):  # the order of the words; turned, the last comes first
        odd = -1
        for i, classes in enumerate(hangul.classes):
            if classes & ~latin.sounds[i - first]:
                if odd >= 0:
                    break
                odd = i
        else:
            if _is_slip(latin, hangul, first, odd):
                return SLIP_SCORE
    return 0.0


def _is_slip(latin: Latin, hangul: Hangul, first: int, odd: int) -> bool:
    """Say whether all words fit but one, which is a jamo off; ``odd`` is one that cannot fit."""
    for i, jamo in enumerate(hangul.jamo):
        amiss = count_amiss(latin.pieces[i - first], jamo)
        if amiss > 1 or (amiss and odd not in (-1, i)):
            return False
        if amiss:
            odd = i
    for i, jamo in enumerate(hangul.jamo):
        if i != odd and cost_reading(latin.pieces[i - first], jamo) > _FITS:
            if odd >= 0:
                return False
            odd = i
    jamo = hangul.jamo[odd]
    if len(jamo) < _LONG or find_names(hangul.words[odd]):
        return False
    return cost_slip(latin.pieces[odd - first], jamo) <= _FITS_BUT


# Sino-Korean syllables that the South writes without their ㄹ or ㄴ at the beginning.
_INITIAL_LAW = {"리": "이", "로": "노", "류": "유", "림": "임", "라": "나", "량": "양", "려": "여"}
_INITIAL_LAW |= {"렴": "염", "룡": "용", "뢰": "뇌", "니": "이", "녀": "여"}


def score_hangul(a: str, b: str) -> float:
    """Return the score of two names in Hangul."""
    left, right = read_hangul(a), read_hangul(b)
    if not left.joined or not right.joined:
        return float(a == b)
    if left.syllables == right.syllables or left.entries & right.entries:
        return 1.0
    if left.korean and right.korean:
        return _score_korean(left.korean, right.korean)
    if len(left.words) == len(right.words) > 1:
        straight = least_word(left.sounds, right.sounds)
        turned = least_word(left.sounds, right.sounds[1:] + right.sounds[:1]) - TURNED
        if straight + RAISED > max(CLEARLY_OTHER, turned):
            straight = min(straight + RAISED, score_words(left.whole, right.whole))
            straight = _weigh_words(straight, left.words, right.words)
        return max(straight, turned)
    best = _weigh_words(score_words(left.whole, right.whole), left.words, right.words)
    short, long = (left, right) if len(left.words) < len(right.words) else (right, left)
    if len(short.words) == 1 and len(long.words) > 1:
        turned_long = read_sounds("".join(long.jamo[1:] + long.jamo[:1]))
        best = max(best, score_words(short.whole, turned_long) - TURNED)
        for word, sounds in zip(long.words, long.sounds, strict=True):
            score = _PART_OF_NAME * score_words(short.whole, sounds)
            if score > best:
                best = max(best, _weigh_words(score, short.words, (word,)))
    return best


def _weigh_words(score: float, a: Sequence[str], b: Sequence[str]) -> float:
    """Return the score of names that sound alike, by what is known of their words.

    Other names are other names, however near; spellings of one name are no slips.
    """
    if score < UNUSUAL or len(a) != len(b):
        return score
    if len(a) == 1 and min(len(a[0]), len(b[0])) < SHORTEST:
        return score
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if any(are_other_names(x, y) for x, y in apart):
        return _OTHER_NAME * score
    if len(a) == 1 and apart and are_other_chinese(*apart[0]):
        return _OTHER_NAME * score
    if len(a) > 1 and score < _LISTED and all(are_one_name(x, y) for x, y in apart):
        return _LISTED
    return score


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


def score_latin(a: str, b: str) -> float:
    """Return the score of two names in Latin letters."""
    left, right = read_latin(a), read_latin(b)
    if not left.words or not right.words:
        return float(a.strip() == b.strip() or bool(find_entries(a) & find_entries(b)))
    if left.joined == right.joined or find_entries(a) & find_entries(b):
        return 1.0
    if len(left.joined) == len(right.joined) and sorted(left.words) == sorted(right.words):
        return 1.0
    shared = _shared_syllables(left, right)
    if shared is not None:
        return _fade(shared, _SYLLABLE_NATS)
    short, long = (left, right) if len(left.words) <= len(right.words) else (right, left)
    if len(short.words) > 1:
        first, last = short.words[0], short.words[-1]
        score = _both(first, long.words[0], last, long.words[-1])
        score = max(score, _both(last, long.words[0], first, long.words[-1]) - TURNED)
        if len(short.words) == len(long.words) == 3:
            score = min(score, score_letters(short.words[1], long.words[1]) + 0.1)
        return score
    best = score_letters(short.words[0], long.joined)
    for word in long.words:
        if len(long.words) > 1 and len(word) > 1:
            best = max(best, _PART_OF_NAME * score_letters(short.words[0], word))
    return best


def _both(a: str, b: str, c: str, d: str) -> float:
    """Return the lesser score of a with b and c with d; not exact where clearly other."""
    one = score_letters(a, b)
    return one if one < CLEARLY_OTHER else min(one, score_letters(c, d))


def _shared_syllables(left: Latin, right: Latin) -> float | None:
    """Return the mean cost of the Korean name that both may spell, or None.

    None where either does not look Korean, that is where no family name is
    spelled as usual.
    """
    if not (left.looks_korean and right.looks_korean):
        return None
    best: float | None = None
    for families_a, divisions_a in left.readings:
        if min(families_a.values()) > USUAL:
            continue
        for families_b, divisions_b in right.readings:
            if min(families_b.values()) > USUAL:
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
