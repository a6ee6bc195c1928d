"""The table of checks: a code, its severity, its function, its examples.

A check is a small function from a pair of sides to findings; its docstring is
what ``align explain`` prints. A new check is a function, a row and two
examples: one that fires, one that must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from attrs import frozen

from align.checks.alone import ClaimContext, check_alone
from align.checks.bounds import check_bound, check_exact
from align.checks.clock import check_time
from align.checks.days import check_weekday_across
from align.checks.founders import check_founder
from align.checks.glossary import check_term
from align.checks.labels import check_label, check_missing_date, check_month, check_score
from align.checks.language import check_untranslated
from align.checks.limits import check_ceiling
from align.checks.locality import check_part
from align.checks.names import check_organisation, check_person, check_place
from align.checks.negation import check_negation_added, check_negation_lost
from align.checks.omissions import check_addition, check_omission
from align.checks.opposites import check_direction, check_limit, check_strength
from align.checks.pairs import Finding, Pair
from align.checks.parties import check_party
from align.checks.people import (
    Found,
    PersonContext,
    check_spelling,
    check_variants,
)
from align.checks.quantities import check_quantity
from align.checks.quoted_content import check_content
from align.checks.quotes import QuoteContext, check_speaker, check_words
from align.checks.repeats import Retold, check_repeated
from align.checks.restated import Restated, check_restated
from align.checks.roles import check_role
from align.checks.titles import check_title_translated, check_title_within, check_titles
from align.checks.units import check_unit
from align.checks.untold import Untold, check_sentence_added, check_sentence_omitted
from align.checks.values import (
    check_currency,
    check_date,
    check_figure,
    check_missing_figure,
    check_rounding,
    check_scale,
)
from align.checks.within import Alone, Told, check_conversion, check_weekday
from align.checks.works import check_work
from align.records import DiscrepancyType, Severity

Subject = TypeVar(
    "Subject", Pair, PersonContext, QuoteContext, Alone, ClaimContext, Restated, Retold, Untold
)
Result = TypeVar("Result")


@frozen(kw_only=True)
class Check(Generic[Subject, Result]):
    """A row of the table: a check of two sides, or of a person over documents.

    ``fires`` and ``silent`` are English–Korean pairs; the first must yield the
    code, the second must not. ``needs`` are the lines of a glossary that they need.
    """

    code: str
    type: DiscrepancyType
    severity: Severity
    run: Callable[[Subject], Iterable[Result]]
    fires: tuple[str, str]
    silent: tuple[str, str]
    needs: str = ""

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
        code="FIG010",
        type="figure",
        severity="minor",
        run=check_ceiling,
        fires=("The tax will raise up to £120 million.", "세금으로 1억2000만 파운드를 걷는다."),
        silent=(
            "The tax will raise up to £120 million.",
            "세금으로 최대 1억2000만 파운드를 걷는다.",
        ),
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
        fires=("He wants to stay at least until the vote.", "그는 최대한 투표까지 남으려 한다."),
        silent=("He wants to stay at least until the vote.", "그는 최소한 투표까지 남으려 한다."),
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
        code="OMI001",
        type="omission",
        severity="minor",
        run=check_omission,
        fires=(
            "Trains will run again from Monday, and weekend passengers will get a refund.",
            "열차는 월요일부터 다시 다닌다.",
        ),
        silent=(
            "Trains will run again from Monday.",
            "열차는 월요일부터 다시 다닌다.",
        ),
    ),
    Check(
        code="ADD001",
        type="addition",
        severity="minor",
        run=check_addition,
        fires=(
            "Trains will run again from Monday.",
            "열차는 월요일부터 다시 다니며, 주말 표를 산 손님은 환불을 받는다.",
        ),
        silent=(
            "Trains will run again from Monday.",
            "열차는 월요일부터 다시 다닌다.",
        ),
    ),
    Check(
        code="TRM001",
        type="mistranslation",
        severity="minor",
        run=check_term,
        fires=("The foundry makes chips.", "이 파운드리는 칩을 만든다."),
        silent=("The foundry makes chips.", "이 파운드리는 반도체를 만든다."),
        needs="chip\t반도체",
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
        fires=("He died on 3 October 1990.", "그는 1990년 5월에 죽었다."),
        silent=("He died on 3 October 1990.", "그는 1990년 10월에 죽었다."),
    ),
    Check(
        code="DAT003",
        type="omission",
        severity="info",
        run=check_missing_date,
        fires=("He will stand again in November.", "그는 다시 출마한다."),
        silent=("He will stand again in November.", "그는 11월에 다시 출마한다."),
    ),
    Check(
        code="DAT004",
        type="date",
        severity="major",
        run=check_weekday_across,
        fires=("It opened on Tuesday, Feb. 4, 2025.", "2025년 2월 4일 수요일에 열렸다."),
        silent=("It opened on Tuesday, Feb. 4, 2025.", "2025년 2월 4일 화요일에 열렸다."),
    ),
    Check(
        code="DAT006",
        type="date",
        severity="major",
        run=check_time,
        fires=("The talks began at 3 p.m.", "회담은 오후 5시에 시작됐다."),
        silent=("The talks began at 3 p.m. EDT.", "회담은 한국시간 오전 4시에 시작됐다."),
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
        code="NAM006",
        type="place",
        severity="minor",
        run=check_part,
        fires=("They met in southern Seoul's Seocho District.", "서울 서초구 남부에서 만났다."),
        silent=("They met in southern Seoul's Seocho District.", "서울 남부 서초구에서 만났다."),
    ),
    Check(
        code="NAM007",
        type="name",
        severity="minor",
        run=check_work,
        fires=("He wrote “Uncover the Smoking Gun” in May.", "그는 5월에 ‘스모킹건’을 썼다."),
        silent=(
            "He wrote “Uncover the Smoking Gun” in May.",
            "그는 5월에 ‘언커버 더 스모킹건’을 썼다.",
        ),
    ),
    Check(
        code="FIG009",
        type="mistranslation",
        severity="major",
        run=check_party,
        fires=(
            "Their talks were secret. After the three-way meeting he left.",
            "두 사람의 만남은 비밀이었다. 3자 회담이 끝나자 그는 떠났다.",
        ),
        silent=(
            "The two men talked in secret. After the three-way meeting he left.",
            "두 사람은 몰래 이야기했다. 3자 회담이 끝나자 그는 떠났다.",
        ),
    ),
    Check(
        code="STR001",
        type="mistranslation",
        severity="minor",
        run=check_strength,
        fires=("The plan is widely viewed as a threat.", "이 계획은 위협으로 널리 알려져 있다."),
        silent=("The plan is widely viewed as a threat.", "이 계획은 위협으로 널리 여겨진다."),
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

WITHIN_CHECKS: tuple[Check[Alone, Told], ...] = (
    Check(
        code="CNV001",
        type="unit",
        severity="major",
        run=check_conversion,
        fires=("", "1억 달러(약 130억 원)를 투자한다."),
        silent=("", "1억 달러(약 1300억 원)를 투자한다."),
    ),
    Check(
        code="DAT005",
        type="date",
        severity="major",
        run=check_weekday,
        fires=("It opened on Wednesday, February 4, 2025.", ""),
        silent=("It opened on Tuesday, February 4, 2025.", ""),
    ),
)

UNTOLD_CHECKS: tuple[Check[Untold, Found], ...] = (
    Check(
        code="OMI002",
        type="omission",
        severity="minor",
        run=check_sentence_omitted,
        fires=(
            "The trains stopped at noon.\nThe mayor of the city was angry.\nNobody was hurt.",
            "열차는 정오에 멈췄다.\n다친 사람은 없었다.",
        ),
        silent=(
            "The trains stopped at noon.\nNobody was hurt.",
            "열차는 정오에 멈췄다.\n다친 사람은 없었다.",
        ),
    ),
    Check(
        code="ADD002",
        type="addition",
        severity="minor",
        run=check_sentence_added,
        fires=(
            "The trains stopped at noon.\nNobody was hurt.",
            "열차는 정오에 멈췄다.\n시장은 몹시 화를 냈다고 한다.\n다친 사람은 없었다.",
        ),
        silent=(
            "The trains stopped at noon.\nNobody was hurt.",
            "열차는 정오에 멈췄다.\n다친 사람은 없었다.",
        ),
    ),
)

CLAIM_CHECKS: tuple[Check[ClaimContext, Found], ...] = (
    Check(
        code="OMI003",
        type="omission",
        severity="info",
        run=check_alone,
        fires=(
            "He invested with Microsoft in the company.",
            "그는 이 회사에 투자했다.",
        ),
        silent=(
            "He invested with Microsoft in the company.",
            "그는 마이크로소프트와 함께 이 회사에 투자했다.",
        ),
    ),
)

RESTATED_CHECKS: tuple[Check[Restated, Found], ...] = (
    Check(
        code="INC002",
        type="figure",
        severity="major",
        run=check_restated,
        fires=(
            "Quake kills 420 people in Palu\nRescuers are digging.\n"
            "The quake killed 240 people in Palu.",
            "",
        ),
        silent=(
            "Quake kills 420 people in Palu\nRescuers are digging.\n"
            "An earlier quake killed 240 people in Palu.",
            "",
        ),
    ),
)

BITEXT_CHECKS: tuple[Check[Retold, Finding], ...] = (
    Check(
        code="INC001",
        type="other",
        severity="info",
        run=check_repeated,
        fires=("He left the room.\nHe left the room.", "그는 방을 나갔다.\n그는 떠났다."),
        silent=("He left the room.\nHe left the room.", "그는 방을 나갔다.\n그는 방을 나갔다"),
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
    Check(
        code="ROL005",
        type="role",
        severity="minor",
        run=check_founder,
        fires=(
            "Greg Brockman, OpenAI co-founder, came along.",
            "챗GPT 공동 창업자인 그레그 브록먼 사장이 왔다.",
        ),
        silent=(
            "Greg Brockman, OpenAI co-founder, came along.",
            "오픈AI를 공동 창업한 그레그 브록먼 사장이 왔다.",
        ),
    ),
    Check(
        code="ROL004",
        type="role",
        severity="major",
        run=check_title_translated,
        fires=(
            "CEO Sam Altman came. Altman had lunch.",
            "샘 올트먼 CEO가 왔다. 올트먼 CEO가 말했다. 올트먼 회장은 점심을 먹었다.",
        ),
        silent=(
            "CEO Sam Altman came. Chairman Altman had lunch.",
            "샘 올트먼 CEO가 왔다. 올트먼 CEO가 말했다. 올트먼 회장은 점심을 먹었다.",
        ),
    ),
)

NEIGHBOUR_CHECKS = tuple(check for check in PAIR_CHECKS if check.run is check_party)
"""Checks of a bead together with the next one, where more is told of the same."""

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
        code="QUO002",
        type="quote",
        severity="minor",
        run=check_content,
        fires=(
            "“More memory will be needed,” he said.",
            "그는 “HBM 메모리가 더 있어야 한다”고 말했다.",
        ),
        silent=("“More HBM will be needed,” he said.", "그는 “HBM이 더 있어야 한다”고 말했다."),
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

CHECKS: tuple[Check[Any, Any], ...] = (
    *PAIR_CHECKS,
    *WITHIN_CHECKS,
    *UNTOLD_CHECKS,
    *CLAIM_CHECKS,
    *RESTATED_CHECKS,
    *BITEXT_CHECKS,
    *PERSON_CHECKS,
    *QUOTE_CHECKS,
)
