"""What Korean units that are also other words need around them: 전 (coin, before), 말, K."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from align.facts.measuring.units import Unit
from align.facts.numbers.numerals import Numeral, stands_alone
from align.tables import read_table

REACH = 24
"""Characters on each side in which the words that speak for a unit are looked for."""

GRAIN = r"쌀|보리|콩|팥|밀|곡식|곡물|좁쌀|찹쌀|막걸리|소금|깨|수수|술|소주|기름|간장|식초|꿀"
NEEDED = {
    "말": re.compile(rf"(?:{GRAIN})[가-힣]?\s?$|^\s?(?:의\s)?(?:{GRAIN})"),
    "되": re.compile(rf"(?:{GRAIN})[가-힣]?\s?$|^\s?(?:의\s)?(?:{GRAIN})"),
    "돈": re.compile(r"금|반지|목걸이|팔찌|은수저"),
    "K": re.compile(r"켈빈|절대|온도|액체|초전도|극저온|질소|헬륨|복사|끓는|녹는|어는"),
}
"""Units and the words that must stand before or behind them."""

MEASURES = frozenset("되돈")

NO_SHARE = (
    r"\s?(?:선수|구단|팀|리그|무대|데뷔|생활|야구|축구|농구|배구|골프|골퍼|바둑|기사|게이머|복서|통산|"
    r"\d{1,2}년|\d{1,2}단)"
)
REFUSED = {
    "L": re.compile(r"\s?(?:사이즈|크기의\s옷)"),
    "프로": re.compile(NO_SHARE),
    "보": re.compile(r"\)"),
}
"""Units and what behind them makes them another word: 2L 사이즈 (a size), 프로 선수."""

FULL_RE = re.compile(
    r"\s?(?:버스|열차|지하철|전철|전동차|관중|관객|사례|엘리베이터|객석|극장|구장|기차|비행기|을\s?이[루뤘룬])"
)
CROWD_RE = re.compile(
    r"(?:사람|승객|버스|지하철|전철|객석|극장|관객|관중|엘리베이터|경기장)[이가은는으도]"
)
"""What is full where 만원 does not mean 10,000 won."""


def is_meant(text: str, unit: Unit, n: Numeral, at: int) -> bool:
    """Say whether the words around let ``unit`` at ``text[at]`` be the unit of the number.

    >>> from decimal import Decimal
    >>> from align.facts.measuring.units import unit_at
    >>> n = Numeral(start=0, end=2, value=Decimal(77), form="digits")
    >>> [is_meant(t, unit_at(t, 2, "ko"), n, 2) for t in ("77K의 액체 질소", "2 L 사이즈")]
    [True, False]
    """
    form, end = unit.form, at + len(unit.form)
    if form == "전":
        return text[max(0, n.start - 2) : n.start].rstrip().endswith("원")
    if form in NEEDED:
        exact = form in MEASURES or (form == "K" and n.value % 1 != 0)
        if exact and stands_alone(text, n.start, end):
            return True
        before, after = text[max(0, n.start - REACH) : n.start], text[end : end + REACH]
        return bool(NEEDED[form].search(before) or NEEDED[form].search(after))
    if form in REFUSED and REFUSED[form].match(text, end):
        return False
    full = form == "원" and n.end == at and text[n.start : n.end] == "만"
    if not full:
        return True
    crowded = CROWD_RE.search(text, max(0, n.start - 12), n.start) and text[end : end + 1] == "이"
    return not (crowded or FULL_RE.match(text, end))


LINE_RE = re.compile(
    r"(?:재벌|교포|동포|이민|한인|재일|고려인|조선족|오너|총수|창업주?|기업|입양)\s?$"
)
RULER_RE = re.compile(r"(?<![가-힣])([가-힣]{2,8})\s$")
HEIR_RE = re.compile(r"\s(?:경영|승계|후계|체제|경영인|기업인|정치인)")
REIGN_RE = re.compile(r"\s?(?:국왕|여왕|왕|교황|황제|대제|차르|술탄|파라오|대왕|공작|총대주교)")
MOST_NUMBERED = 24
"""The highest number that a ruler of one name has borne (John XXIII), rounded upwards."""


def generation(text: str, start: int, end: int, value: Decimal) -> str | None:
    """Return what N세 is where it is no age: ``ordinal`` (재벌 3세), ``title`` (나폴레옹 3세).

    >>> [generation(t, 4, 6, Decimal(3)) for t in ("찰스왕 3세", "나이는 3세")]
    [None, None]
    >>> generation("재벌 3세가", 3, 5, Decimal(3)), generation("교황 비오 9세", 6, 8, Decimal(9))
    ('ordinal', 'title')
    """
    if not 0 < value <= MOST_NUMBERED or value % 1:
        return None
    if LINE_RE.search(text, max(0, start - 6), start) or HEIR_RE.match(text, end):
        return "ordinal"
    m = RULER_RE.search(text, max(0, start - 12), start)
    if m is None:
        return None
    if REIGN_RE.match(text, end) or _rules(text[max(0, m.start() - 6) : m.start()]):
        return "title"
    return "title" if m[1] in _rulers() else None


def _rules(before: str) -> bool:
    return re.search(r"(?:교황|국왕|여왕|황제|왕|술탄)\s$", before) is not None


@cache
def _rulers() -> frozenset[str]:
    return frozenset(r["word"] for r in read_table("lookalikes") if r["looks_like"] == "ruler")


SPIRITS = (
    "위스키|소주|술|고량주|보드카|증류주|럼|데킬라|테킬라|브랜디|"
    "맥주|와인|막걸리|백주|청주|사케|과실주|약주|진토닉"
)
PROOF_RE = re.compile(
    rf"(?:짜리|의|인|나\s되는|가\s넘는)?\s?(?:독한\s|전통\s|담금\s)?(?:{SPIRITS})"
)
DRINK_RE = re.compile(rf"(?:{SPIRITS})\s$")
HEATED_RE = re.compile(r"\s?(?:로|에서|까지|이하|이상|정도로|내외)")
STRONG_RE = re.compile(r"(?:도수|알코올|알콜)(?:[은는이가의]|\s농도[는가]?)?\s?(?:약\s)?$")


def is_strength(text: str, start: int, end: int) -> bool:
    """Say whether a number of 도 is the strength of a drink.

    >>> is_strength("40도짜리 위스키", 0, 3), is_strength("40도", 0, 3)
    (True, False)
    """
    if PROOF_RE.match(text, end) or STRONG_RE.search(text, max(0, start - 10), start):
        return True
    drink = DRINK_RE.search(text, max(0, start - 6), start)
    return drink is not None and not HEATED_RE.match(text, end)


HOUSES_RE = re.compile(
    r"주택|아파트|건물|가옥|단지|하우스|텐트|컨테이너|축사|빌라|막사|숙소|점포|상가|농가"
)


def is_dong(text: str, start: int, end: int, value: Decimal) -> bool:
    """Say whether a number of 동 is Vietnamese money and no number of buildings.

    >>> is_dong("쌀국수가 4만 동", 5, 9, Decimal(40000)), is_dong("101동", 0, 4, Decimal(101))
    (True, False)
    """
    around = text[max(0, start - 16) : end + 12]
    return value >= 1000 and value % 100 == 0 and HOUSES_RE.search(around) is None
