"""Figures and dates that both sides give: values, scales, currencies, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from align.checks.figures import (
    CALENDAR,
    Agreement,
    FigureMatch,
    has_same_unit,
    is_rounding,
    is_scale_slip,
    is_small_word,
    show_value,
)
from align.checks.pairs import Finding, Pair, Side
from align.records import Figure, Value

_DIGITS_RE = re.compile(r"\d+(?:[.,]\d+)*")


_SEASON_RE = re.compile(r"(?<!\d)\d{4}[-–/~∼]$")
"""Before the short year of 2025-26."""

HALF = Decimal(50)
_HALF_RE = re.compile(r"\bhal(?:f|ve[ds]?)\b|절반|반으로", re.IGNORECASE)

MISSED = Decimal(10)
"""Numbers up to this are put into words, or left out, without loss."""


def check_figure(pair: Pair) -> Iterator[Finding]:
    """Two figures stand for the same thing and their values differ.

    Hedges, bounds, roundings and other units are taken into account; dates,
    scale slips and currencies have codes of their own.
    """
    for match in (*_differing(pair), *_loose(pair)):
        a, b = match.source, match.target
        if a.kind in CALENDAR or a.kind == "time" or _is_turned_score(a, b):
            continue
        if a.value == b.value and a.unit != b.unit:
            continue  # UNI001
        if is_scale_slip(a, b) or a.currency != b.currency:
            continue
        yield _differs(match, "The figures differ")


def check_rounding(pair: Pair) -> Iterator[Finding]:
    """One side rounds the figure that the other gives exactly, without saying so."""
    for match in pair.figures.matches:
        a, b = match.source, match.target
        is_hedged = a.approx or b.approx or a.bound or b.bound
        if match.agreement is not Agreement.NEAR or not is_rounding(a, b):
            continue
        if _is_dozen(a) or _is_dozen(b):
            continue  # a dozen or so, 10여 명
        if not is_hedged or (pair.is_translation and a.unit == b.unit and a.kind == b.kind):
            yield _differs(match, "One side is rounded", "variant")


def _is_dozen(figure: Figure) -> bool:
    return "dozen" in figure.text.lower()


def _loose(pair: Pair) -> Iterator[FigureMatch]:
    """Yield what a translation should give exactly, though hedges would let it pass."""
    if not pair.is_translation:
        return
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if match.agreement is not Agreement.NEAR or is_rounding(a, b) or a.value == b.value:
            continue
        if isinstance(a.value, str) or type(a.value) is not type(b.value):
            continue
        if (a.kind, a.unit, a.currency) == (b.kind, b.unit, b.currency):
            yield match


def _is_turned_score(a: Figure, b: Figure) -> bool:
    pairs = isinstance(a.value, tuple) and isinstance(b.value, tuple)
    return a.kind == b.kind == "score" and pairs and a.value == b.value[::-1]  # type: ignore[index]


def check_scale(pair: Pair) -> Iterator[Finding]:
    """The digits are the same and the power of ten is not, as when 만 is read as a thousand."""
    for match in _differing(pair):
        if is_scale_slip(match.source, match.target):
            yield _differs(match, "Same digits at another scale")


def check_currency(pair: Pair) -> Iterator[Finding]:
    """The same amount stands in another currency."""
    for match in _differing(pair):
        a, b = match.source, match.target
        if a.kind == b.kind == "currency" and a.currency != b.currency and a.value == b.value:
            yield _differs(match, "The currencies differ")


def check_date(pair: Pair) -> Iterator[Finding]:
    """Two dates stand for the same event and differ in what both give."""
    for match in _differing(pair):
        a, b = match.source, match.target
        if not pair.is_translation and "W" in f"{a.value}{b.value}":
            continue  # outlets name the weekday of what happened, or of who reported it
        if a.kind in CALENDAR:
            yield _differs(match, "The dates differ")


def check_missing_figure(pair: Pair) -> Iterator[Finding]:
    """A figure of one side has no counterpart on the other, though one translates the other."""
    if not pair.is_translation:
        return
    for figures, is_source in ((pair.figures.only_source, True), (pair.figures.only_target, False)):
        side, other = pair.source, pair.target
        if not is_source:
            side, other = other, side
        for figure in figures:
            if not _is_worth_missing(side, figure) or _has_number(other, figure):
                continue
            yield Finding(
                verdict="not_found",
                message=f"{figure.text}: not found in the {'Korean' if is_source else 'English'}",
                source=figure.span if is_source else None,
                target=None if is_source else figure.span,
                source_value=show_value(figure) if is_source else None,
                target_value=None if is_source else show_value(figure),
                confidence=0.6,
            )


def _is_worth_missing(side: Side, figure: Figure) -> bool:
    """Say whether a figure is plain enough that a translation should have it."""
    if _SEASON_RE.search(side.text, max(0, figure.start - 5), figure.start):
        return False
    if figure.value is None or not any(c.isdigit() for c in figure.text):
        return False
    if side.text.startswith("당", figure.end) and _is_power_of_ten(figure.value):
        return False  # 1리터당, 100만 명당: per litre, per million
    if figure.kind in CALENDAR:
        return "X" not in str(figure.value)
    if figure.kind == "number":
        return isinstance(figure.value, Decimal) and figure.value > MISSED
    return figure.kind in ("percent", "currency", "dimension")


def _is_power_of_ten(value: Value | None) -> bool:
    return isinstance(value, Decimal) and value.normalize().as_tuple().digits == (1,)


def _has_number(side: Side, figure: Figure) -> bool:
    """Say whether a side gives the figure's number after all, as another kind of figure."""
    digits = {number.replace(",", "") for number in _DIGITS_RE.findall(side.text)}
    if digits & {number.replace(",", "") for number in _DIGITS_RE.findall(figure.text)}:
        return True
    if figure.kind == "percent" and figure.value == HALF and _HALF_RE.search(side.text):
        return True
    return any(figure.value == other.value for other in side.facts.figures)


def _differing(pair: Pair) -> Iterator[FigureMatch]:
    for match in pair.figures.matches:
        if match.agreement is not Agreement.DIFFERS:
            continue
        if any(is_small_word(f) for f in (match.source, match.target)) and not (
            pair.is_translation and _are_clear_ordinals(pair, match.source, match.target)
        ):
            continue
        if not pair.is_translation and not _counts_alike(pair, match.source, match.target):
            continue
        if _stands_loose(pair, match, True) or _stands_loose(pair, match, False):
            continue
        yield match


def _stands_loose(pair: Pair, match: FigureMatch, is_source: bool) -> bool:
    """Say whether the other side has the digits of a figure where no figure agrees with them.

    Then it is these that render the figure (7피안타, 69타), and what was left beside it by
    elimination is something else.
    """
    figure = match.source if is_source else match.target
    if figure.kind in CALENDAR or figure.kind == "time":
        return False
    found = _DIGITS_RE.match(figure.text)
    is_plain = figure.kind in ("number", "ordinal") and isinstance(figure.value, Decimal)
    if found is None and not (is_plain and figure.value % 1 == 0):  # type: ignore[operator]
        return False
    number = found.group().replace(",", "") if found else f"{figure.value:.0f}"
    other = pair.target if is_source else pair.source
    taken = [
        m.target.span if is_source else m.source.span
        for m in pair.figures.matches
        if m is match or m.agreement is not Agreement.DIFFERS
    ]
    loose = sum(
        m.group().replace(",", "") == number
        and not any(span.start <= m.start() < span.end for span in taken)
        for m in _DIGITS_RE.finditer(other.text)
    )
    side = pair.source if is_source else pair.target
    there = sum(f.value == figure.value for f in other.facts.figures)
    return loose > 0 and loose + there >= sum(f.value == figure.value for f in side.facts.figures)


def _are_clear_ordinals(pair: Pair, a: Figure, b: Figure) -> bool:
    """Say whether two ordinals are the only ones of their sides and written as such."""
    if a.kind != "ordinal" or b.kind != "ordinal":
        return False
    for side in (pair.source, pair.target):
        if sum(figure.kind == "ordinal" for figure in side.facts.figures) != 1:
            return False
    return a.text.lower() == "first" or "번째" in b.text


def _counts_alike(pair: Pair, a: Figure, b: Figure) -> bool:
    """Say whether two figures of different sources are sure to count the same thing.

    In one language the counter or head noun must be the same; across languages
    they must be the only two of their kind.
    """
    if not has_same_unit(a, b) or a.kind != b.kind:
        return False
    if a.kind != "number":
        return True
    if pair.source.lang == pair.target.lang:
        return a.counted is not None and a.counted == b.counted
    rivals = [f for side in (pair.source, pair.target) for f in side.facts.figures]
    return sum(f.kind == "number" for f in rivals) == 2


def _differs(match: FigureMatch, what: str, verdict: str = "differs") -> Finding:
    a, b = show_value(match.source), show_value(match.target)
    return Finding(
        verdict="variant" if verdict == "variant" else "differs",
        message=f"{what}: {a} against {b}",
        source=match.source.span,
        target=match.target.span,
        source_value=a,
        target_value=b,
    )
