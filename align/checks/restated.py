"""What one document states twice: its headline and its text, its lead and a later paragraph.

A figure that a headline gives and the text has nowhere is held against the one
that the text gives in the same words; two sentences of the text must say nearly
the same. Left out: persons (``people``); what is told in two languages (beads and
claims); shares, measures and times in the text, which parallel sentences give of
different things.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

import regex
from attrs import frozen

from align.checks.evidence import make_evidence
from align.checks.figures import (
    CALENDAR,
    Agreement,
    compare_figures,
    has_same_unit,
    is_small_word,
    show_value,
)
from align.checks.pairs import Finding
from align.claims.units import find_units
from align.facts import Facts
from align.facts.particles import strip_particles
from align.records import Evidence, Figure, Segment, Span
from align.tables import read_table

HEADS = frozenset({"headline", "subhead", "caption"})

HEAD_SHARE = 0.4
"""How much of a headline's clause, by the rarity of its words, the sentence of the text has."""
UNCOUNTED_SHARE = 0.75
"""The same where the headline does not say what it counts: the verb must be there too."""
TEXT_SHARE = 0.7
"""The same of two clauses of the text, of each in the other."""

LEAST_SHARED = {True: 2, False: 4}
"""Content words that both must have, where one is a headline and where none is."""

LEAD = 3
"""Sentences of a text that sum up what follows: others that are alike, as in the sections of
an encyclopedia, tell of different things in the same words."""
APART = 2
"""Sentences from one to the other, in the text: neighbours contrast two things."""

HEAD_KINDS = frozenset({"number", "currency", "percent", "age", "score", "date", "dimension"})
PAIRED = frozenset({"score", "date"})
"""Kinds of two small numbers, which most have in common."""
TEXT_KINDS = frozenset({"number", "currency"})

Found = tuple[Finding, tuple[Evidence, ...]]


@frozen(kw_only=True)
class Statement:
    """A figure with the words of its clause and of its sentence."""

    order: int
    segment: Segment
    figure: Figure
    span: Span
    clause: frozenset[str]
    sentence: frozenset[str]
    is_head: bool


@frozen(kw_only=True)
class Restated:
    """The figures of a document in one language, each in its words, and how rare these are."""

    statements: tuple[Statement, ...]
    rarity: Mapping[str, float]
    facts: Mapping[str, Facts]
    figures: Mapping[str, tuple[Figure, ...]]
    numbers: Mapping[str, frozenset[str]]

    def weigh(self, words: Iterable[str]) -> float:
        """Return how much words tell, the rarer the more."""
        return sum(self.rarity.get(word, 0.0) for word in words)

    def is_given_elsewhere(self, statement: Statement) -> bool:
        """Say whether another sentence of the document gives the statement's figure, or may."""
        own, figure = statement.segment.id, statement.figure
        if any(
            compare_figures(figure, other) is not Agreement.DIFFERS
            for name, figures in self.figures.items()
            if name != own
            for other in figures
            if figure.kind == other.kind or figure.kind not in PAIRED
        ):
            return True
        digits = _digits(figure.text) if figure.kind not in PAIRED else frozenset()
        return any(digits & numbers for name, numbers in self.numbers.items() if name != own)


def read_restated(segments: Sequence[Segment], facts: Mapping[str, Facts]) -> Restated:
    """Return what a document states in one language; ``segments`` are in reading order."""
    words = [find_words(segment.text) for segment in segments]
    statements = []
    for order, (segment, sentence) in enumerate(zip(segments, words, strict=True)):
        figures = [f for f in facts[segment.id].figures if _is_stated(f, segment.text)]
        spans = find_units(segment.text, segment.lang) if figures else []
        for figure in figures:
            around = (s for s in spans if s.start <= figure.start and figure.end <= s.end)
            span = min(around, key=lambda s: s.end - s.start)
            clause = find_words(span.of(segment.text))
            is_head = segment.kind in HEADS or order == 0
            statements.append(
                Statement(
                    order=order,
                    segment=segment,
                    figure=figure,
                    span=span,
                    clause=clause,
                    sentence=sentence,
                    is_head=is_head,
                )
            )
    count = Counter(word for found in words for word in found)
    return Restated(
        statements=tuple(statements),
        rarity={word: math.log((len(segments) + 1) / n) for word, n in count.items()},
        facts=facts,
        figures={segment.id: facts[segment.id].figures for segment in segments},
        numbers={segment.id: _digits(segment.text) for segment in segments},
    )


def _is_stated(figure: Figure, text: str) -> bool:
    if text[: figure.start].endswith("["):  # a note
        return False
    if figure.kind not in HEAD_KINDS or figure.value is None or is_small_word(figure):
        return False
    return figure.kind != "date" or regex.search(r"-\d\d-\d\d$", str(figure.value)) is not None


def _digits(text: str) -> frozenset[str]:
    return frozenset(number.replace(",", "") for number in _DIGITS_RE.findall(text))


_DIGITS_RE = regex.compile(r"\d+(?:[.,]\d+)*")
_WORD_RE = regex.compile(r"\p{Latin}[\p{Latin}\d'’-]+|\p{Hangul}{2,}")
_LITTLE_RE = regex.compile(
    r"the|and|for|with|from|th(?:is|at|eir|ey|an)|was|were|are|is|has|have|had|been|will|would"
    r"|its?|his|hers?|he|she|of|to|in|on|at|by|as|an|or|but|not|who|which|into|over|about"
    r"|sa(?:id|ys)|after|more|most|all|when"
)
"""Words that any two sentences may have in common."""


def find_words(text: str) -> frozenset[str]:
    """Return the content words of a text, by their beginnings: what follows is inflection.

    >>> sorted(find_words("The quake killed 12 people in Palu")), sorted(find_words("지진으로"))
    (['kill', 'palu', 'peop', 'quak'], ['지진'])
    """
    found = set()
    for word in _WORD_RE.findall(text):
        if "가" <= word[0] <= "힣":
            found.add(min(strip_particles(word), key=len)[:2])
        elif not _LITTLE_RE.fullmatch(word.lower()):
            found.add(word.lower()[:4])
    return frozenset(found)


def check_restated(restated: Restated) -> Iterator[Found]:
    """One document gives two figures or dates of what it states twice in the same words.

    A headline's or caption's figure is held against the text only where the text has it
    nowhere; between two sentences of the text the finding is minor. Words that name another
    time, a part or a plan keep sentences apart.
    """
    told: set[tuple[str, Span]] = set()
    for one, other in combinations(restated.statements, 2):
        a, b = (other, one) if other.is_head and not one.is_head else (one, other)
        keys = {(s.segment.id, s.figure.span) for s in (a, b)}
        if keys & told or not _is_one_statement(a, b, restated):
            continue
        told |= keys
        values = show_value(a.figure), show_value(b.figure)
        yield (
            Finding(
                verdict="differs",
                message=f"One document, two values: {values[0]} against {values[1]}",
                confidence=0.7 if a.is_head else 0.6,
                severity=None if a.is_head else "minor",
            ),
            tuple(
                make_evidence(s.segment, s.figure.span, v)
                for s, v in zip((a, b), values, strict=True)
            ),
        )


def _is_one_statement(a: Statement, b: Statement, restated: Restated) -> bool:
    """Say whether two figures are told of one thing, and differ."""
    if a.segment.id == b.segment.id or not _are_rivals(a, b):
        return False
    if not a.is_head and (
        a.order >= LEAD or b.order - a.order < APART or a.figure.kind not in TEXT_KINDS
    ):
        return False
    shared = a.clause & (b.sentence if a.is_head else b.clause)
    if len(shared) < LEAST_SHARED[a.is_head] or not a.clause & b.clause:
        return False
    weight = restated.weigh(shared)
    if a.is_head:
        is_counted = a.figure.kind != "number" or a.figure.counted is not None
        share = HEAD_SHARE if is_counted else UNCOUNTED_SHARE
        is_near = weight >= share * restated.weigh(a.clause)
    else:
        is_near = weight >= TEXT_SHARE * max(restated.weigh(a.clause), restated.weigh(b.clause))
    if not is_near or _is_set_apart(a, b, restated.facts):
        return False
    if a.is_head:
        return not restated.is_given_elsewhere(a)
    return not (restated.is_given_elsewhere(a) and restated.is_given_elsewhere(b))


def _are_rivals(a: Statement, b: Statement) -> bool:
    x, y = a.figure, b.figure
    if x.kind != y.kind or not has_same_unit(x, y) or x.currency != y.currency:
        return False
    if compare_figures(x, y) is not Agreement.DIFFERS:
        return False
    if isinstance(x.value, tuple) and isinstance(y.value, tuple) and x.value == y.value[::-1]:
        return False  # a score, told of the other side
    if x.kind != "number":
        return True
    if x.counted is None or y.counted is None:
        return a.is_head
    return x.counted.lower().rstrip("s") == y.counted.lower().rstrip("s")


def _is_set_apart(a: Statement, b: Statement, facts: Mapping[str, Facts]) -> bool:
    """Say whether the sentences speak of other times, parts or persons."""
    if any(_contrast_re(s.segment.lang).search(s.span.of(s.segment.text)) for s in (a, b)):
        return True
    days = [
        [f for f in facts[s.segment.id].figures if f.kind in CALENDAR and f.span != s.figure.span]
        for s in (a, b)
    ]
    agreed = [
        any(compare_figures(day, other) > Agreement.UNKNOWN for other in others)
        for own, others in (days, days[::-1])
        for day in own
    ]
    if not all(agreed) and (not a.is_head or all(days)):
        return True
    return not a.is_head and _names_differ(a, b, facts)


def _names_differ(a: Statement, b: Statement, facts: Mapping[str, Facts]) -> bool:
    """Say whether each sentence names somebody or something that the other does not."""
    texts = [a.segment.text, b.segment.text]
    names = [{m.text.split()[-1] for m in facts[s.segment.id].mentions} for s in (a, b)]
    return any(n not in texts[1] for n in names[0]) and any(n not in texts[0] for n in names[1])


@cache
def _contrast_re(lang: str) -> regex.Pattern[str]:
    side = "ko" if lang == "ko" else "en"
    (words,) = (row["words"] for row in read_table("contrasts") if row["lang"] == side)
    return regex.compile(words if side == "ko" else rf"\b(?:{words})\b", regex.IGNORECASE)


def split_by_language(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return the segments of each document in each of its languages, in reading order."""
    found: defaultdict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in segments:
        found[segment.doc, segment.lang].append(segment)
    return list(found.values())
