"""The table of checks: a code, its severity, its function, its examples.

A check is a small function from a pair of sides to findings; its docstring is
what ``align explain`` prints. A new check is a function, a row and two
examples: one that fires, one that must not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Generic, TypeVar

from attrs import frozen

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
from align.checks.labels import check_label, check_month, check_score
from align.checks.names import check_organisation, check_person, check_place
from align.checks.pairs import Finding, Pair, Side
from align.checks.people import (
    Found,
    PersonContext,
    check_spelling,
    check_title_within,
    check_titles,
    check_variants,
)
from align.checks.quantities import check_quantity
from align.checks.quotes import QuoteContext, check_speaker, check_words
from align.checks.units import check_unit
from align.records import DiscrepancyType, Figure, Severity

Subject = TypeVar("Subject", Pair, PersonContext, QuoteContext)
Result = TypeVar("Result")


@frozen(kw_only=True)
class Check(Generic[Subject, Result]):
    """A row of the table: a check of two sides, or of a person over documents.

    ``fires`` and ``silent`` are English–Korean pairs; the first must yield the
    code, the second must not.
    """

    code: str
    type: DiscrepancyType
    severity: Severity
    run: Callable[[Subject], Iterable[Result]]
    fires: tuple[str, str]
    silent: tuple[str, str]

    @property
    def explanation(self) -> str:
        """What the check means, for a reader of the report."""
        return " ".join((self.run.__doc__ or "").split())


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
        if not is_hedged or (pair.is_translation and a.unit == b.unit and a.kind == b.kind):
            yield _differs(match, "One side is rounded", "variant")


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


def check_bound(pair: Pair) -> Iterator[Finding]:
    """One side says at least or over, the other at most or under."""
    low, high = {"at least", "over"}, {"at most", "under"}
    for match in pair.figures.matches:
        bounds = {match.source.bound, match.target.bound}
        if bounds & low and bounds & high and match.agreement is not Agreement.DIFFERS:
            yield _differs(match, "The limits point in opposite directions")


def check_date(pair: Pair) -> Iterator[Finding]:
    """Two dates or times stand for the same event and differ in what both give."""
    for match in _differing(pair):
        if match.source.kind in CALENDAR or match.source.kind == "time":
            yield _differs(match, "The dates differ")


def check_missing_figure(pair: Pair) -> Iterator[Finding]:
    """A figure of one side has no counterpart on the other, though one translates the other."""
    if not pair.is_translation:
        return
    for figures, is_source in ((pair.figures.only_source, True), (pair.figures.only_target, False)):
        other = pair.target if is_source else pair.source
        for figure in figures:
            if not _is_worth_missing(figure) or _has_number(other, figure):
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


def _is_worth_missing(figure: Figure) -> bool:
    """Say whether a figure is plain enough that a translation should have it."""
    if figure.value is None or not any(c.isdigit() for c in figure.text):
        return False
    if figure.kind in CALENDAR:
        return "X" not in str(figure.value)
    if figure.kind == "number":
        return isinstance(figure.value, Decimal) and figure.value > MISSED
    return figure.kind in ("percent", "currency", "dimension")


MISSED = Decimal(10)
"""Numbers up to this are put into words, or left out, without loss."""


def _has_number(side: Side, figure: Figure) -> bool:
    """Say whether a side gives the figure's number after all, as another kind of figure."""
    digits = {number.replace(",", "") for number in _DIGITS_RE.findall(side.text)}
    if digits & {number.replace(",", "") for number in _DIGITS_RE.findall(figure.text)}:
        return True
    return any(figure.value == other.value for other in side.facts.figures)


_DIGITS_RE = re.compile(r"\d+(?:[.,]\d+)*")


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
        yield match


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


PAIR_CHECKS: tuple[Check[Pair, Finding], ...] = (
    Check(
        code="FIG001",
        type="figure",
        severity="major",
        run=check_figure,
        fires=("The fund holds $340 million.", "이 펀드의 규모는 4억3천만 달러다."),
        silent=("The fund holds $340 million.", "이 펀드의 규모는 3억4천만 달러다."),
    ),
    Check(
        code="FIG002",
        type="figure",
        severity="info",
        run=check_rounding,
        fires=("Sales rose 12.4 percent.", "매출이 12% 늘었다."),
        silent=("Sales rose about 12 percent.", "매출이 12% 늘었다."),
    ),
    Check(
        code="FIG003",
        type="figure",
        severity="critical",
        run=check_scale,
        fires=("The bridge cost 13.5 million won.", "다리를 놓는 데 1350억 원이 들었다."),
        silent=("The bridge cost 13.5 million won.", "다리를 놓는 데 1350만 원이 들었다."),
    ),
    Check(
        code="FIG004",
        type="omission",
        severity="info",
        run=check_missing_figure,
        fires=("He sold 25 houses in 2019.", "그는 2019년에 집을 팔았다."),
        silent=("He sold 25 houses in 2019.", "그는 2019년에 집 25채를 팔았다."),
    ),
    Check(
        code="FIG005",
        type="figure",
        severity="major",
        run=check_bound,
        fires=("At least 30 people came.", "최대 30명이 왔다."),
        silent=("At least 30 people came.", "30명 이상이 왔다."),
    ),
    Check(
        code="FIG006",
        type="figure",
        severity="major",
        run=check_score,
        fires=("City took a 2-0 win on Saturday.", "시티는 토요일 0-2 승리를 거뒀다."),
        silent=("City lost 2-0 on Saturday.", "시티는 토요일 0-2로 졌다."),
    ),
    Check(
        code="FIG007",
        type="figure",
        severity="minor",
        run=check_label,
        fires=('He spoke to "60 Minutes" on Sunday.', "그는 일요일 “30 Minutes”에 나왔다."),
        silent=('He spoke to "60 Minutes" on Sunday.', "그는 일요일 “60 Minutes”에 나왔다."),
    ),
    Check(
        code="UNI001",
        type="unit",
        severity="major",
        run=check_unit,
        fires=("Up to 6 inches of rain fell.", "최대 6센티미터의 비가 내렸다."),
        silent=("Up to 6 inches of rain fell.", "최대 6인치의 비가 내렸다."),
    ),
    Check(
        code="QTY001",
        type="mistranslation",
        severity="critical",
        run=check_quantity,
        fires=("The chip runs at 40 percent less cost.", "이 칩은 성능을 40% 낮췄다."),
        silent=("The chip runs at 40 percent less cost.", "이 칩은 비용을 40% 낮췄다."),
    ),
    Check(
        code="CUR001",
        type="unit",
        severity="critical",
        run=check_currency,
        fires=("It paid 40 million dollars.", "4천만 유로를 냈다."),
        silent=("It paid 40 million dollars.", "4천만 달러를 냈다."),
    ),
    Check(
        code="DAT001",
        type="date",
        severity="major",
        run=check_date,
        fires=("The court met on May 12, 2021.", "법원은 2021년 5월 21일에 열렸다."),
        silent=("The court met on May 12, 2021.", "법원은 2021년 5월 12일에 열렸다."),
    ),
    Check(
        code="DAT002",
        type="date",
        severity="major",
        run=check_month,
        fires=("The meeting is set for mid-October.", "회의는 5월 중순에 열린다."),
        silent=("The meeting is set for mid-October.", "회의는 10월 중순에 열린다."),
    ),
    Check(
        code="NAM001",
        type="name",
        severity="critical",
        run=check_person,
        fires=("Minister Lee Young met Kim Chang-han.", "이영 장관은 박성훈 대표를 만났다."),
        silent=("Minister Lee Young met Kim Chang-han.", "이영 장관은 김창한 대표를 만났다."),
    ),
    Check(
        code="NAM004",
        type="name",
        severity="major",
        run=check_organisation,
        fires=("He has worked for Toyota since 2010.", "그는 2010년부터 테슬라에서 일했다."),
        silent=("He has worked for Toyota since 2010.", "그는 2010년부터 도요타에서 일했다."),
    ),
    Check(
        code="NAM005",
        type="place",
        severity="major",
        run=check_place,
        fires=("The storm reached Mexico on Monday.", "폭풍은 월요일 플로리다에 이르렀다."),
        silent=("The storm reached Mexico on Monday.", "폭풍은 월요일 멕시코에 이르렀다."),
    ),
)

PERSON_CHECKS: tuple[Check[PersonContext, Found], ...] = (
    Check(
        code="NAM002",
        type="spelling",
        severity="info",
        run=check_variants,
        fires=("", "올트먼 CEO가 말했다. 알트만 CEO는 떠났다."),
        silent=("", "올트먼 CEO가 말했다. 올트먼 CEO는 떠났다."),
    ),
    Check(
        code="NAM003",
        type="spelling",
        severity="minor",
        run=check_spelling,
        fires=("", "올트먼 CEO가 왔다. 올트먼 CEO와 올트먼 CEO의 동료다. 울트먼 CEO는 떠났다."),
        silent=("", "올트먼 CEO가 왔다. 올트먼 CEO와 올트먼 CEO의 동료다. 브록먼 사장은 떠났다."),
    ),
    Check(
        code="ROL001",
        type="role",
        severity="major",
        run=check_titles,
        fires=("Greg Brockman, chairman of OpenAI, came along.", "그레그 브록먼 사장이 함께 왔다."),
        silent=(
            "Greg Brockman, president of OpenAI, came along.",
            "그레그 브록먼 사장이 함께 왔다.",
        ),
    ),
    Check(
        code="ROL002",
        type="role",
        severity="minor",
        run=check_title_within,
        fires=("", "올트먼 CEO가 왔다. 올트먼 CEO가 말했다. 올트먼 회장은 떠났다."),
        silent=("", "올트먼 CEO가 왔다. 올트먼 최고경영자가 말했다. 올트먼 대표는 떠났다."),
    ),
)

QUOTE_CHECKS: tuple[Check[QuoteContext, Found], ...] = (
    Check(
        code="QUO001",
        type="quote",
        severity="minor",
        run=check_words,
        fires=(
            "",
            "“우리는 협력할 준비를 마쳤다”고 말했다.\n“우리는 협력할 준비가 됐다”고 말했다.",
        ),
        silent=(
            "",
            "“우리는 협력할 준비를 마쳤다”고 말했다.\n“우리는 협력할 준비를 마쳤다.”고 밝혔다.",
        ),
    ),
    Check(
        code="ATT001",
        type="attribution",
        severity="major",
        run=check_speaker,
        fires=(
            "",
            "이영 장관은 “규제를 풀겠다”고 말했다.\n김성훈 대표는 “규제를 풀겠다”고 말했다.",
        ),
        silent=("", "샘 올트먼은 “규제를 풀겠다”고 말했다.\n샘 알트만은 “규제를 풀겠다”고 말했다."),
    ),
)

CHECKS: tuple[Check[Any, Any], ...] = (*PAIR_CHECKS, *PERSON_CHECKS, *QUOTE_CHECKS)
