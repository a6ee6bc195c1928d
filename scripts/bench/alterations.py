"""Sentences of a translation with a clause or phrase taken out or put in on one side.

What ``omissions.py`` trains and measures on. Units are found by function words
and endings, not by a parser: prepositional phrases, relative and participial
clauses, coordinated parts and what stands between commas in English; phrases
that end in a particle, adnominal and connective clauses in Korean. A unit that
is put in comes from another sentence of the same document and stands where the
sentence has a unit of its own, so that it reads like a part of it. A unit holds two
words of content and, in Korean, does not begin in the middle of a phrase: not with a word
that leans on the one before it ("때문에"), nor with a verb parted from what it governs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Literal

import regex
from attrs import frozen

from align.records import Span

Way = Literal["deleted", "inserted"]
Side = Literal["en", "ko"]

SHORTEST, LONGEST = 2, {"en": 14, "ko": 9}
"""Words of a unit."""

LEAST_LEFT = 0.4
"""Share of a sentence's words that a deletion leaves."""

_WORD_RE = regex.compile(r"\S+")
_OPENS_RE = regex.compile(r"[(\[\"“‘「『]")
_CLOSES_RE = regex.compile(r"[)\]\"”’」』]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREPOSITIONS = _words(
    "in on at for with by from after before during under over against into through "
    "across between among about without since until despite towards toward within "
    "near behind amid"
)
_CLAUSES = _words(
    "who which where when while because although though if whether unless as and but or"
)
_FINITE = _words(
    "is are was were has have had will would can could may might should must do does "
    "did said says it he she they we i you"
)
_BREAKS = _PREPOSITIONS | _CLAUSES | {"that", "to"}
_OPENERS = _words("who which where while after although because but and")
_GRAMMAR = (
    _FINITE
    | _BREAKS
    | _words("the a an this that these those his her their its our my your of no not")
)
MOST_IN_PHRASE = 6
"""Words of a phrase beside its head."""
_COMMA_RE = regex.compile(r"[,;:–—]$")

_PARTICLE_RE = regex.compile(
    r"(?:에서|에서는|에서도|에는|에도|에|으로|로|까지|부터|처럼|위해|따라|통해|동안|의)$"
)
_GOVERNS_RE = regex.compile(
    r"^(?:대[한해]|위[한해]|의[한해]|따[른라]|관[한해]|인[한해]|비[해하]|속[한하]|걸[린려]|있|없|됐|되|같)"
)
"""Words that need the phrase before them: without it nothing is left that can be said."""
_BOUND_RE = regex.compile(
    r"^(?:것|수|때|바|줄|뿐|점|데|지|후|뒤|전|중|만큼|채|적|듯)(?:\P{L}|[이가은는을를에도로으만]|$)"
)
_ADNOMINAL_RE = regex.compile(
    r"(?:하는|되는|있는|없는|했던|하던|됐던|였던|않는|같은|적인|하고자|받은|받는|오는|가는|보는|나온|[가-힣]한|[가-힣]된|[가-힣]될|[가-힣]할|[가-힣]던)$"
)
_CONNECTIVE_RE = regex.compile(
    r"(?:며|면서|지만|는데|으나|[하되았었했]고|아서|어서|해서|도록|자마자)[,]?$"
)
_LEANS_RE = regex.compile(
    r"^(?:것|때문|동안|이후|이전|이래|[때후뒤](?:부터|까지)|하여|하고|하는|하며|했|해서|싶|않|못하"
    r"|라는|라고|다는|다고|내지|등[의을이은에]?$|및$)"
)
"""Words that lean on the one before them, beside those of the two patterns above."""
_POINTS_RE = regex.compile(
    r"^(?:그|그녀|그들|이|저|나|우리|자신|당신|이것|그것)(?:은|는|가|이|의|을|를|도|와|과|에게)?$"
    r"|^(?:내|제|이런|그런|저런|이렇게|그렇게|어떤|모든|다른|각|여러|더|또|및)$"
)
"""Pronouns, demonstratives and the like: no content of their own."""
_DEPENDENT = (_LEANS_RE, _GOVERNS_RE, _BOUND_RE)
_SUBJECT_RE = regex.compile(r"(?:이|가)$")
_PHRASE_END_RE = regex.compile(r"(?:[은는이가을를다며고],?|[,.]|에서|에|로)$")
_VERB_RE = regex.compile(r"(?:[가-힣][해어아려]|던|긴|진|린|온|난)$")
_GOVERNED_RE = regex.compile(r"(?:[을를이가에의와과]|에서|에게|으?로)$")
_CASE_RE = regex.compile(r"(?:을|를|에|에서|으로|로|와|과|의|에게)$")


@frozen(kw_only=True)
class Altered:
    """A pair with one side altered; ``span`` is what was put in, or where words were taken out.

    ``words`` are those put in or taken out.
    """

    doc: str
    segment: str
    side: Side
    way: Way
    en: str
    ko: str
    span: Span
    words: str

    @property
    def lacks(self) -> Side:
        """The side on which something is missing."""
        other: Side = "ko" if self.side == "en" else "en"
        return self.side if self.way == "deleted" else other


Row = tuple[str, str, str, str]
"""Document, segment, English, Korean."""


def alter_rows(rows: Sequence[Row], seed: int) -> Iterator[Altered]:
    """Yield up to four altered pairs for each pair: either side, either way."""
    rng = random.Random(seed)
    for doc in dict.fromkeys(row[0] for row in rows):
        part = [row for row in rows if row[0] == doc]
        for lang, column in (("en", 2), ("ko", 3)):
            side: Side = "en" if lang == "en" else "ko"
            units = [(n, u) for n, row in enumerate(part) for u in find_units(row[column], side)]
            for n, row in enumerate(part):
                text = row[column]
                own = [u for m, u in units if m == n]
                deletable = [u for u in own if is_deletable(text, u.span)]
                if deletable:
                    unit = _draw(rng, deletable).span
                    yield _make(row, side, "deleted", *delete(text, unit), unit.of(text))
                others = [(m, u, v) for m, u in units if m != n for v in own if v.kind == u.kind]
                if others:
                    kind = rng.choice(sorted({u.kind for _, u, _ in others}))
                    m, other, place = rng.choice(
                        [entry for entry in others if entry[1].kind == kind]
                    )
                    words = other.span.of(part[m][column]).strip(" ,")
                    altered, span = insert(text, place.span, words, side)
                    yield _make(row, side, "inserted", altered, span, words)


def _make(row: Row, side: Side, way: Way, text: str, span: Span, words: str) -> Altered:
    return Altered(
        doc=row[0],
        segment=row[1],
        side=side,
        way=way,
        en=text if side == "en" else row[2],
        ko=text if side == "ko" else row[3],
        span=span,
        words=words,
    )


def _draw(rng: random.Random, units: Sequence[Unit]) -> Unit:
    """Return one of the units, each kind as likely as the others."""
    kind = rng.choice(sorted({unit.kind for unit in units}))
    return rng.choice([unit for unit in units if unit.kind == kind])


def is_deletable(text: str, unit: Span) -> bool:
    """Say whether enough of the sentence is left without the unit."""
    whole, part = len(text.split()), len(unit.of(text).split())
    return whole - part >= max(3, LEAST_LEFT * whole)


def delete(text: str, unit: Span) -> tuple[str, Span]:
    """Return the text without the unit, and where it stood.

    >>> delete("He left, after the vote, for Oslo.", Span(9, 24))
    ('He left for Oslo.', Span(start=7, end=7))
    """
    before, after = text[: unit.start].rstrip(), text[unit.end :].lstrip()
    if unit.of(text).rstrip().endswith(",") and before.endswith(","):
        before = before[:-1]
    if not before and after[:1].islower():
        after = after[0].upper() + after[1:]
    if regex.match(r"[.,!?;:)”\"]", after):
        before = before.rstrip(",")
    gap = "" if not before or regex.match(r"[.,!?;:)”]", after) else " "
    return before + gap + after, Span(len(before), len(before))


def insert(text: str, place: Span, words: str, lang: Side) -> tuple[str, Span]:
    """Return the text with words put behind (English) or before (Korean) one of its units.

    >>> insert("He left after the vote.", Span(8, 22), "for Oslo", "en")
    ('He left after the vote for Oslo.', Span(start=23, end=31))
    """
    if lang == "ko":
        start = place.start
        return f"{text[:start]}{words} {text[start:]}", Span(start, start + len(words))
    end = place.start + len(place.of(text).rstrip(" ,"))
    return f"{text[:end]} {words}{text[end:]}", Span(end + 1, end + 1 + len(words))


Kind = Literal["phrase", "modifier", "clause"]


@frozen
class Unit:
    """Words that can be left out, and what they are."""

    span: Span
    kind: Kind


def find_units(text: str, lang: Side) -> list[Unit]:
    """Return the phrases and clauses of a sentence that can be left out.

    >>> text = "Sainsbury's tested a joint venture with Boots in the early 2000s, before a row."
    >>> [unit.span.of(text) for unit in find_units(text, "en")]
    ['in the early 2000s,']
    >>> text = "시장은 지난 3월 시청에서 새 계획을 발표했다."
    >>> [unit.span.of(text) for unit in find_units(text, "ko")]
    ['지난 3월 시청에서']
    """
    words = [(m.group(), Span(*m.span())) for m in _WORD_RE.finditer(text)]
    found = _english(words) if lang == "en" else _korean(words)
    units = []
    for first, last, kind in found:
        if not SHORTEST <= last - first + 1 <= LONGEST[lang]:
            continue
        end = words[last][1].end
        if last == len(words) - 1:
            end -= len(text[:end]) - len(text[:end].rstrip('.!?"”’)'))
        if end <= words[first][1].start:
            continue
        span = Span(words[first][1].start, end)
        if lang == "ko" and first and _needs(words[first - 1][0], words[first][0]):
            continue
        if _is_whole(span.of(text)) and _has_content(span.of(text), lang):
            units.append(Unit(span, kind))
    return list(dict.fromkeys(units))


def _has_content(words: str, lang: Side) -> bool:
    """Say whether words hold two that are more than grammar; Korean ones lean on none before them.

    >>> [_has_content(w, "ko") for w in ("서울 시청에서", "동안 그의", "그의 아파트로")]
    [True, False, False]
    """
    plain = [word.strip("\"“”‘’'(),.;:!?").lower() for word in words.split()]
    if lang == "en":
        return sum(word not in _GRAMMAR for word in plain) >= SHORTEST
    leaning = [bool(any(r.search(word) for r in _DEPENDENT)) for word in plain]
    return (
        not leaning[0]
        and sum(
            not leans and not _POINTS_RE.search(word)
            for leans, word in zip(leaning, plain, strict=True)
        )
        >= SHORTEST
    )


def _needs(before: str, word: str) -> bool:
    """Say whether a Korean verb stands behind what it governs, which a unit may not part from it.

    >>> _needs("대장암을", "포함한"), _needs("지난해", "발표한")
    (True, False)
    """
    is_verb = _ADNOMINAL_RE.search(word) or _CONNECTIVE_RE.search(word) or _VERB_RE.search(word)
    return bool(is_verb and _GOVERNED_RE.search(before))


def _is_whole(words: str) -> bool:
    """Say whether a unit holds no half of a quotation or parenthesis."""
    return len(_OPENS_RE.findall(words)) == len(_CLOSES_RE.findall(words)) == 0


def _english(words: Sequence[tuple[str, Span]]) -> Iterator[tuple[int, int, Kind]]:
    low = [word.lower().strip("\"“”‘’'(),.;:!?") for word, _ in words]
    ends = [bool(_COMMA_RE.search(word)) for word, _ in words]
    count = len(words)
    for i in range(1, count):
        j = i
        if low[i] in _PREPOSITIONS:
            while j + 1 < count and not ends[j] and low[j + 1] not in _BREAKS:
                j += 1
            inside = low[i + 1 : j + 1]
            if j - i <= MOST_IN_PHRASE and not any(_is_verb(word) for word in inside):
                yield i, j, "phrase"
        elif ends[i - 1]:
            while j + 1 < count and not ends[j]:
                j += 1
            if ends[j] or j == count - 1:
                if low[i] in _OPENERS or low[i].endswith(("ing", "ed")):
                    yield i, j, "clause"
                elif not set(low[i : j + 1]) & _FINITE:
                    yield i, j, "modifier"


def _is_verb(word: str) -> bool:
    return word in _FINITE or (word.endswith("ed") and len(word) > 4)


def _korean(words: Sequence[tuple[str, Span]]) -> Iterator[tuple[int, int, Kind]]:
    bare = [word.strip("\"“”‘’'()") for word, _ in words]
    for k in range(len(words) - 1):
        word, following = bare[k], bare[k + 1]
        j = k
        if _CONNECTIVE_RE.search(word):
            while j > 0 and k - j < LONGEST["ko"] and not _ends_clause(bare[j - 1]):
                j -= 1
            if j == 0 or _ends_clause(bare[j - 1]):
                yield j, k, "clause"
        elif _ADNOMINAL_RE.search(word) and not _BOUND_RE.search(following):
            while j > 0 and k - j < MOST_IN_PHRASE and _CASE_RE.search(bare[j - 1]):
                j -= 1
            if j == 0 or not _SUBJECT_RE.search(bare[j - 1]):
                yield j, k, "modifier"
        elif _PARTICLE_RE.search(word) and not _GOVERNS_RE.search(following):
            while j > 0 and k - j < MOST_IN_PHRASE and not _ends_phrase(bare[j - 1]):
                j -= 1
            if not _ADNOMINAL_RE.search(following):
                yield j, k, "phrase"


def _ends_clause(word: str) -> bool:
    return word.endswith(",") or bool(_CONNECTIVE_RE.search(word))


def _ends_phrase(word: str) -> bool:
    return bool(_PHRASE_END_RE.search(word))
