"""What a number with its Korean unit is: 시속 90km a speed, 3세 an age or a generation."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from align.facts.measuring.contexts_ko import generation, is_dong
from align.facts.measuring.fits import DIGIT_WORDS, NUMBERED
from align.facts.measuring.quantities import Quantity
from align.facts.measuring.units import dimensions
from align.facts.numbers.numerals import words_of

PER = {
    **dict.fromkeys(("시속", "시간당", "매시간"), "hour"),
    **dict.fromkeys(("분속", "분당", "매분"), "minute"),
    **dict.fromkeys(("초속", "초당", "매초"), "second"),
    **dict.fromkeys(("세제곱미터당", "㎥당"), "cubic metre"),
    **dict.fromkeys(("킬로미터당", "㎞당"), "kilometre"),
    "갤런당": "gallon",
    "리터당": "litre",
    "데시리터당": "decilitre",
}
RATE_RE = re.compile(
    rf"({'|'.join(PER)})\s?(?:(?:약|최대|최고|평균|무려|최소)\s)?(?:[^()\n]{{1,12}}\(\s?(?:약\s?)?)?$"
)
RATE_REACH = 24
NIGHTS_RE = re.compile(r"\d{1,2}박\s?$")
NTH_DAY_RE = re.compile(r"\s?차(?![가-힣])")
SHARES_RE = re.compile(r"\s?(?:를|의)?\s?(?:매수|매도|주식)")
OFFICE_RE = re.compile(r"\s(?:국회|총선|대통령|대선|총리|회장|총장|의회|왕|장관)")
WEEKS_OF_A_YEAR = 52
MOST_PERSONS = 20
"""Below it 다섯 분 in native numbers is five persons; minutes are counted in Sino-Korean."""

OLDEST_CHILD = 10
"""Up to it 두 돌 is an age; 오십 돌 is an anniversary."""


SINO = DIGIT_WORDS | {"이"}
HALVED = frozenset(
    ("개", "잔", "병", "그릇", "쪽", "장", "바퀴", "판", "봉지", "통", "모", "단", "배")
)
AVERAGE_RE = re.compile(r"타율|출루율|장타율|승률|성공률\s?$")
PARTS_RE = re.compile(r"(?:\s?([\d일이삼사오육칠팔구])\s?푼)?(?:\s?([\d일이삼사오육칠팔구])\s?리)?")


def is_nth(text: str, q: Quantity) -> bool:
    """Say whether 제 before a number makes it an ordinal: 제3회, 제십이 장, 제 이십구 조."""
    if q.numeral.form not in ("digits", "word", "bare"):
        return False
    before = text[max(0, q.start - 3) : q.start]
    apart = q.form in NUMBERED and before.endswith("제 ") and not "가" <= before[-3:-2] <= "힣"
    return before.endswith("제") or apart


def is_halved(q: Quantity) -> bool:
    """Say whether 반 behind the quantity may add a half: 세 배 반, 사과 두 개 반."""
    if q.kind == "multiple" or q.form == "살":
        return True
    return q.form in HALVED and q.numeral.form in ("native", "bare") and q.value < MOST_PERSONS


def kind_ko(text: str, q: Quantity) -> Quantity:
    """Return the quantity as its Korean counter and neighbours make it."""
    start, end = q.start, q.end
    if q.kind == "duration":
        return _duration(text, q)
    if q.kind == "tenth":
        return _tenths(text, q)
    if q.kind == "age":
        if q.form == "돌" and (q.numeral.form == "digits" or q.value > OLDEST_CHILD):
            return evolve(q, kind="ordinal")
        odd = generation(text, start, end, q.value) if q.form == "세" else None
        return evolve(q, kind=odd) if odd else q
    if q.form == "동" and is_dong(text, start, end, q.value):
        return evolve(q, kind="currency", name="VND")
    if q.kind == "ordinal" and q.form == "째" and q.numeral.form == "digits":
        return evolve(q, kind="number", end=q.numeral.end, form="")
    if q.kind == "dimension":
        return as_rate(text, q)
    office = q.form == "대" and OFFICE_RE.match(text, end)
    if q.kind == "count" and (office or is_nth(text, q)):
        return evolve(q, kind="ordinal")
    return q


def _duration(text: str, q: Quantity) -> Quantity:
    """Return a stretch of time, or shares (주), persons (분) or the nth day (3일차)."""
    if q.name == "week" and (q.value > WEEKS_OF_A_YEAR or SHARES_RE.match(text, q.end)):
        return evolve(q, kind="count", name="")
    native = q.numeral.form in ("native", "bare") and text[q.numeral.start] not in SINO
    if q.name == "minute" and native and q.value < MOST_PERSONS:
        return evolve(q, kind="count", name="")
    if q.form != "일":
        return q
    if NTH_DAY_RE.match(text, q.end):
        return evolve(q, kind="ordinal", name="")
    nights = NIGHTS_RE.search(text, max(0, q.start - 4), q.start)
    return evolve(q, start=nights.start()) if nights else q


def _tenths(text: str, q: Quantity) -> Quantity:
    """Return 3할 as 30 per cent, and a batting average as a share: 2할7푼5리, 타율 3할."""
    m = PARTS_RE.match(text, q.end)
    digits = [_digit(part) for part in (m[1], m[2])] if m else [0, 0]
    value = 10 * q.value + digits[0] + Decimal(digits[1]) / 10
    around = text[max(0, q.start - 12) : q.start] + text[q.end : q.end + 5]
    grown = bool(m and m[0])
    if grown or AVERAGE_RE.search(around):
        end = m.end() if m and grown else q.end
        return evolve(q, kind="number", value=value / 100, end=end, precision=Decimal("0.001"))
    return evolve(q, kind="percent", value=value, precision=10 * q.precision)


def _digit(word: str | None) -> int:
    return (int(word) if word.isdigit() else int(words_of("ko")[word][1])) if word else 0


def as_rate(text: str, q: Quantity) -> Quantity:
    """Return a measure, or a range of it, as a rate where 시속, 분당 or the like is before it."""
    m = RATE_RE.search(text, max(0, q.start - RATE_REACH), q.start)
    name = f"{q.name} per {PER[m[1]]}" if m else ""
    if m is None or name not in dimensions():
        return q
    return evolve(q, name=name, start=m.start() if m.end(1) + 1 >= q.start else q.start)
