"""The table of checks: a code, its severity, its function, its examples.

A check is a small function from a pair of sides to findings; its docstring is
what ``align explain`` prints. A new check is a function, a row and two
examples: one that fires, one that must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from attrs import frozen

from align.checks.bounds import check_bound, check_exact
from align.checks.labels import check_label, check_missing_date, check_month, check_score
from align.checks.language import check_untranslated
from align.checks.names import check_organisation, check_person, check_place
from align.checks.negation import check_negation_added, check_negation_lost
from align.checks.opposites import check_direction, check_limit
from align.checks.pairs import Finding, Pair
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
from align.checks.roles import check_role
from align.checks.units import check_unit
from align.checks.values import (
    check_currency,
    check_date,
    check_figure,
    check_missing_figure,
    check_rounding,
    check_scale,
)
from align.records import DiscrepancyType, Severity

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
        code="FIG008",
        type="figure",
        severity="minor",
        run=check_exact,
        fires=("About 40,000 cases were reported.", "정확히 4만 건이 보고됐다."),
        silent=("About 40,000 cases were reported.", "약 4만 건이 보고됐다."),
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
        code="POL001",
        type="mistranslation",
        severity="major",
        run=check_direction,
        fires=("Exports rose sharply last year.", "지난해 수출이 크게 감소했다."),
        silent=("Exports rose sharply last year.", "지난해 수출이 크게 증가했다."),
    ),
    Check(
        code="POL002",
        type="mistranslation",
        severity="major",
        run=check_limit,
        fires=("The vote was delayed by at least a week.", "투표는 최대한 일주일 미뤄졌다."),
        silent=("The vote was delayed by at least a week.", "투표는 최소한 일주일 미뤄졌다."),
    ),
    Check(
        code="NEG001",
        type="mistranslation",
        severity="major",
        run=check_negation_added,
        fires=("The bank published the report in June.", "은행은 6월에 보고서를 발표하지 않았다."),
        silent=("The bank failed to publish the report.", "은행은 보고서를 발표하지 않았다."),
    ),
    Check(
        code="NEG002",
        type="mistranslation",
        severity="major",
        run=check_negation_lost,
        fires=("The church did not replace him.", "교회는 그를 교체했다."),
        silent=("The church did not replace him.", "교회는 그를 교체하지 않았다."),
    ),
    Check(
        code="UNT001",
        type="omission",
        severity="major",
        run=check_untranslated,
        fires=("The report was out on Monday.", "The report was out on Monday."),
        silent=("The report was out on Monday.", "보고서는 월요일에 나왔다."),
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
        code="DAT003",
        type="omission",
        severity="info",
        run=check_missing_date,
        fires=("She is running for re-election in November.", "그는 재선에 나선다."),
        silent=("She is running for re-election in November.", "그는 11월 재선에 나선다."),
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
    Check(
        code="ROL003",
        type="role",
        severity="major",
        run=check_role,
        fires=("Chairman Greg Brockman came along.", "그레그 브록먼 사장이 함께 왔다."),
        silent=("President Greg Brockman came along.", "그레그 브록먼 사장이 함께 왔다."),
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
