"""What a figure measures: costs cut by 95 % are not performance cut by 95 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex
from attrs import frozen

from align.checks.figures import Agreement
from align.checks.pairs import Finding, Pair, Side
from align.facts.calendar.dates import fold_case
from align.records import Figure, Span
from align.tables import read_table

MEASURING = frozenset({"percent", "multiple"})
"""Kinds of figure that say nothing without what they measure."""

_OF_RE = regex.compile(r"\s+of\s")
_OF_KO_RE = regex.compile(r"\p{Hangul}{0,2}의\s?(?:약|최대|최소)?\s*")

REACH = 24
"""Characters between a figure and the word that says what it measures."""


@frozen
class Quantity:
    """A word for something that figures measure, and where it stands."""

    concepts: frozenset[str]
    span: Span


def check_quantity(pair: Pair) -> Iterator[Finding]:
    """Both sides give the same figure and apply it to different things."""
    for match in pair.figures.matches:
        if match.agreement < Agreement.NEAR or match.source.kind not in MEASURING:
            continue
        a = find_quantity(pair.source, match.source)
        b = find_quantity(pair.target, match.target)
        if a is None or b is None or a.concepts & b.concepts:
            continue
        if a.concepts & _all_concepts(pair.target) or not b.concepts - _near_concepts(pair, a):
            continue
        words = a.span.of(pair.source.text), b.span.of(pair.target.text)
        yield Finding(
            verdict="differs",
            message=f"{match.source.text} is said of {words[0]} against {words[1]}",
            source=_hull(a.span, match.source.span),
            target=_hull(b.span, match.target.span),
            source_value=words[0],
            target_value=words[1],
            confidence=0.8,
        )


def _hull(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))


def _near_concepts(pair: Pair, quantity: Quantity) -> frozenset[str]:
    """Return what stands beside the source's quantity in the same breath ("cost and price")."""
    return frozenset().union(
        *(
            other.concepts
            for other in find_quantities(pair.source)
            if other != quantity and 0 <= _gap(other.span, quantity.span) <= 6
        )
    )


def _all_concepts(side: Side) -> frozenset[str]:
    return frozenset().union(*(quantity.concepts for quantity in find_quantities(side)))


def find_quantity(side: Side, figure: Figure) -> Quantity | None:
    """Return the nearest word, in the figure's clause, for what it measures."""
    near = [
        (_gap(quantity.span, figure.span), quantity)
        for quantity in find_quantities(side)
        if _is_same_clause(side.text, quantity.span, figure.span)
        and not quantity.span.overlaps(figure.span)
        and not _is_base(side, quantity.span, figure.span)
    ]
    near = [entry for entry in near if entry[0] <= REACH]
    return min(near, key=lambda entry: entry[0])[1] if near else None


def _is_base(side: Side, quantity: Span, figure: Span) -> bool:
    """Say whether the figure is a part of the quantity, as in 0.4% of the price, 매매가의 0.4%.

    What it is said of is then another thing, or the same: the words do not tell.

    >>> from align.checks.pairs import make_text_pair
    >>> pair = make_text_pair("The fee is 3% of the price.", "수수료는 가격의 3%다.")
    >>> [find_quantity(s, s.facts.figures[0]).span.of(s.text) for s in (pair.source, pair.target)]
    ['fee', '수수료']
    """
    if quantity.start >= figure.end:
        return _OF_RE.match(side.text, figure.end, quantity.start) is not None
    return _OF_KO_RE.fullmatch(side.text, quantity.end, figure.start) is not None


def _gap(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end, 0)


def _is_same_clause(text: str, a: Span, b: Span) -> bool:
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    return not regex.search(r"[,;:.!?](?:\s|$)", between)


def find_quantities(side: Side) -> Iterator[Quantity]:
    """Yield the words of a side that name something measurable."""
    pattern, concepts = _words("ko" if side.lang == "ko" else "en")
    for match in pattern.finditer(side.text):
        word = fold_case(match["word"])
        yield Quantity(concepts[word], Span(*match.span("word")))


@cache
def _words(lang: str) -> tuple[regex.Pattern[str], dict[str, frozenset[str]]]:
    column = "korean" if lang == "ko" else "english"
    found: dict[str, set[str]] = {}
    for row in read_table("quantities"):
        for word in row[column].split(";"):
            forms = [word] if lang == "ko" else [word, f"{word}s"]
            for form in forms:
                found.setdefault(form, set()).add(row["concept"])

    def either(words: Iterable[str]) -> str:
        return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))

    if lang == "en":
        rule = rf"\b(?P<word>{either(found)})\b"
    else:  # a single syllable must be a word of its own, but for its particle
        long, short = (either(w for w in found if (len(w) > 1) is more) for more in (True, False))
        rule = rf"(?P<word>{long})|(?<!\p{{Hangul}})(?P<word>{short})(?=[이가은는을를의도만\s])"
    return regex.compile(rule, regex.IGNORECASE), {k: frozenset(v) for k, v in found.items()}
