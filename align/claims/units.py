"""The units that claims are made of: sentences, quotations, clauses, and figures with their words.

Clauses are cut at what ends them on the surface; no parser is asked. A cut too
many does little harm, since the sentence itself and pairs of clauses are units
too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

import regex
from attrs import frozen

from align.facts import Facts
from align.quotemarks import pair_marks
from align.records import Figure, Lang, Segment, Span

SALIENT = Decimal(5)
"""Smaller numbers are shared by chance."""

MIN_UNIT: Mapping[Lang, int] = {"en": 30, "ko": 13, "mixed": 20}
"""Characters of a clause that can carry a claim."""

WINDOW = 2
"""Words beside a figure that say what it counts."""

_WORD_RE = regex.compile(r"\S+")


@frozen
class Unit:
    """Words that may be a claim: a sentence, quotation or clause, or a figure in its clause.

    ``segment`` counts the event's segments; ``text`` is what is compared, ``span``
    what is shown.
    """

    segment: int
    span: Span
    text: str
    figures: tuple[Figure, ...]
    is_window: bool = False
    """The text is a figure with the words beside it."""
    is_said: bool = False
    """Most of the text stands in quotation marks."""
    times: tuple[Figure, ...] = ()
    """The times of day in it."""
    quoted: str = ""
    """Its words in quotation marks."""


def make_units(segments: Sequence[Segment], facts: Mapping[str, Facts]) -> list[Unit]:
    """Return the units of all segments, in order: those of a segment stand together."""
    return [unit for i, s in enumerate(segments) for unit in _units_of(i, s, facts[s.id])]


def _units_of(place: int, segment: Segment, facts: Facts) -> Iterator[Unit]:
    telling = [figure for figure in facts.figures if is_telling(figure)]
    times = [figure for figure in facts.figures if figure.kind == "time"]
    spans = find_units(segment.text, segment.lang)
    quotes = [Span(pair.open, pair.close) for pair in pair_marks(segment.text) if pair.is_quote]
    for span in spans:
        said = [
            Span(max(q.start, span.start), min(q.end, span.end)) for q in quotes if q.overlaps(span)
        ]
        yield Unit(
            place,
            span,
            mask_numbers(span.of(segment.text)),
            tuple(f for f in telling if _holds(span, f)),
            is_said=2 * sum(q.end - q.start for q in said) > span.end - span.start,
            times=tuple(f for f in times if _holds(span, f)),
            quoted=" ".join(q.of(segment.text) for q in said),
        )
    for figure in telling:
        window = find_window(segment.text, segment.lang, figure)
        around = min(
            (s for s in spans if s.start <= window.start and window.end <= s.end),
            key=lambda s: s.end - s.start,
        )
        yield Unit(place, around, window.of(segment.text), (figure,), is_window=True)


def _holds(span: Span, figure: Figure) -> bool:
    return span.start <= figure.start and figure.end <= span.end


@cache
def _cut_re(lang: Lang) -> regex.Pattern[str]:
    """Return where a clause of the language may end: sentence ends, quotation marks, links."""
    if lang == "en":
        return regex.compile(
            r"""
              [,;:]\s+ | (?<=[.!?])\s+                               # marks
            | \s*["“”]\s*                                            # a quotation begins or ends
            | \s+(?=(?:and|but|while|who|which|where|that)\s)        # a word that opens a clause
            """,
            regex.VERBOSE,
        )
    return regex.compile(
        r"""
          ,\s+ | (?<=[.!?])\s+
        | [“”"]\s*
        | (?<=며|지만|으나|는데|면서|도록|니까                       # endings that link clauses
            |[^로하르보]고                                           # 만나고, but 그리고, 라고
            |[아어해여려]서                                          # 들어서, but 에서
            |위해|통해|따라)[,’']?\s+
        """,
        regex.VERBOSE,
    )


def find_units(text: str, lang: Lang) -> list[Span]:
    """Return the sentence itself, its quotations, its clauses and pairs of clauses.

    >>> text = "임원 7명이 나왔고, 국내에서는 스타트업 백여 곳이 왔다."
    >>> [span.of(text) for span in find_units(text, "ko")][1:]
    []
    >>> text = "He met seven executives of the company, and he promised to build a new plant."
    >>> [span.of(text) for span in find_units(text, "en")][1]
    'He met seven executives of the company'
    """
    least = MIN_UNIT[lang]
    spans = [Span(0, len(text))]
    for pair in pair_marks(text):
        if pair.is_quote and pair.close - pair.open > least:
            spans.append(Span(pair.open + 1, pair.close))
    cuts = [0, *(match.end() for match in _cut_re(lang).finditer(text)), len(text)]
    clauses: list[Span] = []
    for start, end in pairwise(cuts):
        last = clauses[-1] if clauses else None
        if last and (end - start < least or last.end - last.start < least):
            clauses[-1] = Span(last.start, end)
        elif end > start:
            clauses.append(Span(start, end))
    if len(clauses) > 1:
        spans += clauses
    if len(clauses) > 2:
        spans += [Span(a.start, b.end) for a, b in pairwise(clauses)]
    return list(dict.fromkeys([spans[0], *(_trim(text, span) for span in spans[1:])]))


def _trim(text: str, span: Span) -> Span:
    """Return the span without white space, commas and quotation marks at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(_EDGES))))


_EDGES = " \t\n\r,;:\"'“”‘’"


def find_window(text: str, lang: Lang, figure: Figure) -> Span:
    """Return the figure with what it counts: words after it in English, before it in Korean.

    >>> from align.facts.figures import read_figures
    >>> text = "Later he met about 100 startup founders in the city hall."
    >>> find_window(text, "en", read_figures(text, "en")[0]).of(text)
    'about 100 startup founders'
    """
    words = [match.span() for match in _WORD_RE.finditer(text)]
    touched = [k for k, (a, b) in enumerate(words) if a < figure.end and figure.start < b]
    first, last = touched[0], touched[-1]
    if lang == "en":
        first, last = max(first - 1, 0), min(last + WINDOW, len(words) - 1)
    else:
        first = max(first - WINDOW, 0)
    return _trim(text, Span(words[first][0], words[last][1]))


def is_telling(figure: Figure) -> bool:
    """Say whether a figure is rarely shared by chance."""
    if figure.kind in ("date", "date_rel", "time", "ordinal") or figure.value is None:
        return False
    if figure.kind in ("number", "multiple", "ratio"):
        return isinstance(figure.value, Decimal) and figure.value >= SALIENT
    return True


def mask_numbers(text: str) -> str:
    """Return the text with 0 for each number: figures pull sentences apart that belong together.

    >>> mask_numbers("4천만 달러"), mask_numbers("$3.2 million for 300 people")
    ('0 달러', '$0 for 0 people')
    """
    return str(_NUMBER_RE.sub("0", text))


_NUMBER_RE = regex.compile(
    r"\d[\d,.]*(?<![,.])(?:[십백천만억조]+(?:\s?\d[\d,]*(?<!,))?)*(?:\s(?:thousand|[mbtr]+illion)s?)?"
)
