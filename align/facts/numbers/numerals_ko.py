"""Korean numbers: digits with 만 and 억, Sino-Korean and native words, 분의 fractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve

from align.facts.measuring.units import has_tail, starts_unit, unit_at
from align.facts.numbers.number_parser_en import SLASH_RE
from align.facts.numbers.numerals import (
    DIGITS,
    VULGAR,
    Numeral,
    currency_codes,
    lookalikes,
    negated,
    stands_alone,
    vague_of,
    words_of,
)
from align.facts.numbers.powers import read_power
from align.facts.numbers.sino import ONE, Reading, read_sino
from align.tables import read_table

MIXED_RE = re.compile(r"[과와]\s[일이삼사오육칠팔구십백\d]{1,6}\s?분의")
AND_SLASH_RE = re.compile(r"\s?[과와]?\s(\d{1,3})[/⁄](\d{1,3})(?![\d/.])|[과와](\d)/(\d)(?![\d/.])")
"""What adds a fraction to a whole number: 1과 1/2, 2 3/4."""

DIGIT_PAIRS = frozenset(("이삼", "삼사", "사오", "오륙", "육칠", "칠팔", "팔구"))
"""Neighbouring digits that only before a unit are "two or three" (이삼 명)."""

HALF = ONE / 2
HALVED = frozenset(
    ("개", "병", "잔", "모", "쪽", "판", "마리", "그릇", "봉지", "접시", "공기", "통")
)
"""Counters of what is cut in halves: 반 마리; 반 장, 반 대표 are a class's."""

ODD_RE = re.compile(r"여(?=\s?[가-힣])|몇(?=\s?[가-힣])")
"""What makes a round number approximate: 백여 개, 십몇 년."""

ONE_RE = re.compile(r"(?:만|씩|뿐|밖에)(?![가-힣])|\s(?:더|주세|줘|남았|남은|빼)")
"""What stands behind 하나 where it counts; "one of", "one thing" it is elsewhere."""

BUN_RE = re.compile(r"\s?분의\s?(마이너스\s?)?")


@cache
def native_numbers() -> dict[str, tuple[Decimal, str]]:
    """Return native numbers to 99 as word → value and form."""
    words = words_of("ko")
    ones = {w: (v, f) for w, (f, v) in words.items() if f.startswith("native") and "tens" not in f}
    tens = {w: (v, f) for w, (f, v) in words.items() if f.endswith("tens")}
    out: dict[str, tuple[Decimal, str]] = {}
    for w, (v, f) in ones.items():
        bare = f == "native before" or w == "하나"
        out[w] = (v, "bare" if bare else "native")
    for w, (v, f) in tens.items():
        out[w] = (v, "bare" if w in ("열", "쉰") or f == "native before tens" else "native")
        if f == "native before tens":
            continue
        for o, (n, _) in ones.items():
            if o in ("서", "너", "석", "넉", "닷", "엿"):
                continue
            out[w + o] = (v + n, "native")
            out[f"{w} {o}"] = (v + n, "native" if len(o) > 1 else "bare")
    return out


def _spaced() -> set[str]:
    """Return 수 천, 몇 백 and the like, written apart."""
    return {f"{w[0]} {w[1:]}" for w in vague_of("ko") if w[0] in "수몇"}


@cache
def _start_re() -> re.Pattern[str]:
    native = "|".join(
        sorted({*native_numbers(), *vague_of("ko"), *_spaced(), "반"}, key=len, reverse=True)
    ).replace(" ", r"\ ")
    codes = "|".join(currency_codes())
    prefixes = "|".join(sorted((r["word"] for r in read_table("prefixes")), key=len, reverse=True))
    return re.compile(
        rf"""
        (?P<minus>마이너스\s?|(?<![\w.,)\]])(?<!\d\s)[-−△](?=[\d.]))?
        (?:
          (?P<digits>(?:(?<![\w.])(?<![A-Za-z]-)|(?<=\b(?:{codes})))(?:{DIGITS})|(?<=[가-힣])\d)
        | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
        | (?:(?<![가-힣\w])|(?<![가-힣\w])(?:{prefixes})\s?|(?<=마이너스)|(?<=마이너스\s))
          (?:(?P<native>{native})|(?P<sino>[영공일이삼사오육륙칠팔구십백천만억조경]))
        )
        """,
        re.VERBOSE,
    )


def read_numerals_ko(text: str) -> Sequence[Numeral]:
    """Return the numbers of a Korean text, in order and apart.

    >>> [str(n.value) for n in read_numerals_ko("2만3천여 명, 여든네 살, 4억 2천만 원, 3분의 1")]
    ['23000', '84', '420000000', '0.3333333333333333333333333333']
    >>> read_numerals_ko("팔백삼십이 명")[0].value
    Decimal('832')
    """
    found: list[Numeral] = []
    pos = 0
    while m := _start_re().search(text, pos):
        got = _numeral(text, m)
        if got is None:
            pos = max(m.end(), m.start() + 1)
            if m["digits"]:
                while pos < len(text) and text[pos] in "0123456789":
                    pos += 1
            elif m["sino"]:
                while pos < len(text) and "가" <= text[pos] <= "힣" and text[pos] not in " ":
                    pos += 1
            continue
        got = _joined(text, got)
        if (m["minus"] is not None and got.form != "bare") or m["minus"]:
            got = negated(got, m.start())
        found.append(got)
        pos = max(got.end, m.start() + 1)
    return found


def _numeral(text: str, m: re.Match[str]) -> Numeral | None:
    """Return the number where ``m`` says one may begin, without sign and fraction."""
    if m["vulgar"]:
        return Numeral(
            start=m.start("vulgar"), end=m.end(), value=VULGAR[m["vulgar"]], form="fraction"
        )
    if m["digits"]:
        return _in_digits(text, m.start("digits"))
    if m["native"]:
        return _in_native(text, m.start("native"), m["native"], signed=bool(m["minus"]))
    return _in_sino(text, m.start("sino"), signed=bool(m["minus"]))


def _in_digits(text: str, start: int) -> Numeral | None:
    if (m := SLASH_RE.match(text, start)) and int(m[2]):
        value = Decimal(m[1]) / Decimal(m[2])
        return Numeral(start=start, end=m.end(), value=value, form="fraction", precision=ONE / 100)
    r = read_sino(text, start)
    if r is None:
        return None
    if power := read_power(text, r.end, r.value):
        return Numeral(start=start, end=power[1], value=power[0], form="digits", precision=r.step)
    if (m := AND_SLASH_RE.match(text, r.end)) and r.value % 1 == 0:
        top, under = int(m[1] or m[3]), int(m[2] or m[4])
        if 0 < top < under:
            value = r.value + Decimal(top) / Decimal(under)
            return Numeral(start=start, end=m.end(), value=value, form="fraction")
    if text[r.end : r.end + 1] in VULGAR:
        value = r.value + VULGAR[text[r.end]]
        return Numeral(start=start, end=r.end + 1, value=value, form="digits", precision=ONE / 100)
    return Numeral(
        start=start, end=r.end, value=r.value, form="digits", precision=r.step, scale=r.scale
    )


def _in_native(text: str, start: int, word: str, *, signed: bool) -> Numeral | None:
    end = start + len(word)
    if word.replace(" ", "") in vague_of("ko"):
        low, high = vague_of("ko")[word.replace(" ", "")]
        pair = word in DIGIT_PAIRS
        if not (starts_unit(text, end, "ko") or (has_tail(text, end) and not pair)):
            return None
        if pair and text[end : end + 1] in ("도", "정", "동"):
            return None  # 오륙도, 사오정, 팔구동
        return Numeral(
            start=start,
            end=end,
            value=low,
            high=high,
            form="vague",
            precision=low if low > 9 else ONE,
            exact=False,
        )
    if word == "반":
        return _in_half(text, start)
    value, form = native_numbers()[word]
    if " " in word and not starts_unit(text, end, "ko"):
        head = word.split(" ")[0]
        return _in_native(text, start, head, signed=signed)
    if text[end : end + 2] == "다스" or text[end : end + 3] == " 다스":
        end = text.index("다스", end) + 2
        return Numeral(start=start, end=end, value=value * 12, form="native", precision=Decimal(12))
    more = ODD_RE.match(text, end) if value % 10 == 0 else None
    if not (has_tail(text, end) or starts_unit(text, more.end() if more else end, "ko")):
        return None
    alone = stands_alone(text, start, end)
    counts = form == "native" or alone or signed or (word == "하나" and ONE_RE.match(text, end))
    return Numeral(start=start, end=end, value=value, form="native" if counts else "bare")


def _in_half(text: str, start: int) -> Numeral | None:
    """Return the half of 반 컵, 반 마리, or None where 반 is a class, a group, anti-."""
    unit = unit_at(text, start + 2, "ko") if text[start + 1 : start + 2] == " " else None
    measured = unit is not None and unit.kind == "dimension" and unit.form not in ("동", "리", "말")
    if unit is None or not (measured or unit.form in HALVED):
        return None
    return Numeral(start=start, end=start + 1, value=HALF, form="native", precision=ONE / 10)


def _in_sino(text: str, start: int, *, signed: bool) -> Numeral | None:
    r = read_sino(text, start)
    if r is None:
        return None
    if r.last in "백천만" and not r.in_digits and (mixed := _with_native(text, start, r)):
        return mixed
    end, value = r.end, r.value
    if (
        r.multipliers
        and r.last in "이일오사구"
        and not starts_unit(text, end, "ko")
        and not BUN_RE.match(text, end)
    ):
        # 백만이 넘는: 이 is the particle; 이십육이다, 삼백일이 are numbers
        drop = (
            r.last == "이"
            and re.compile(r"(?![가-힣])|[다며고라어었지]").match(text, end)
            and text[end : end + 40].strip()
        )
        if (drop or not has_tail(text, end)) and len(r.marks) > 1:
            end, value = r.marks[-2]
    if end == r.end and r.multipliers and (power := read_power(text, end, value)):
        return Numeral(start=start, end=power[1], value=power[0], form="word", precision=r.step)
    alone = stands_alone(text, start, end)
    word = text[start:end]
    strong = (
        signed
        or alone
        or (r.multipliers > 0 and len(word) > 1 and word.replace(" ", "") not in lookalikes("sino"))
    )
    if word in ("백일", "천일") and _is_count_of_days(text, start, end):
        value = Decimal(100 if word == "백일" else 1000)
        return Numeral(start=start, end=end - 1, value=value, form="word")
    more = ODD_RE.match(text, end)
    followed = (
        starts_unit(text, end, "ko")
        or (more is not None and starts_unit(text, more.end(), "ko"))
        or BUN_RE.match(text, end) is not None
        or MIXED_RE.match(text, end) is not None
    )
    if not followed and not has_tail(text, end):
        return None
    if not strong and not followed:
        return None
    step = r.step if value == r.value else ONE
    return Numeral(
        start=start,
        end=end,
        value=value,
        form="word" if strong else "bare",
        precision=step,
        scale=r.scale,
    )


def _with_native(text: str, start: int, r: Reading) -> Numeral | None:
    """Return 백스물다섯 명, 백한 살: a Sino-Korean hundred with native tens behind it."""
    m = _native_re().match(text, r.end)
    if m is None or not starts_unit(text, m.end(), "ko"):
        return None
    if text[start : r.end] in "천만" and len(m[0]) == 1:
        return None  # 만두 (dumplings), 천한 (lowly)
    value = r.value + native_numbers()[m[0]][0]
    return Numeral(start=start, end=m.end(), value=value, form="native")


@cache
def _native_re() -> re.Pattern[str]:
    words = (w for w in native_numbers() if " " not in w)
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _is_count_of_days(text: str, start: int, end: int) -> bool:
    """Say whether 백일 is a hundred days and not the hundredth day (or a flower)."""
    before = re.compile(r"(?:생후|지|약|만)\s$").search(text, max(0, start - 4), start)
    after = re.compile(r"(?:\s?(?:동안|간|만에|뒤|후|전|째|남)|\s(?:된|됐|정도))").match(text, end)
    return bool(before or after)


def _joined(text: str, n: Numeral) -> Numeral:
    """Return the number with a following 분의 (parts of) or 과 X분의 Y."""
    if m := BUN_RE.match(text, n.end):
        over = _small(text, m.end())
        if over is not None and n.value:
            value = over.value / n.value * (-1 if m[1] else 1)
            return Numeral(
                start=n.start, end=over.end, value=value, form="fraction", precision=ONE / 100
            )
    if m2 := re.compile(r"[과와]\s").match(text, n.end):
        under = _small(text, m2.end())
        if under is not None and under.value and (b := BUN_RE.match(text, under.end)):
            over = _small(text, b.end())
            if over is not None:
                return Numeral(
                    start=n.start,
                    end=over.end,
                    value=n.value + over.value / under.value,
                    form="fraction",
                    precision=ONE / 100,
                )
        if (
            under is not None
            and n.scale >= 10**8
            and under.form == "word"
            and under.value < n.scale
            and under.value >= 100
        ):
            return evolve(n, end=under.end, value=n.value + under.value, precision=under.precision)
    return n


def _small(text: str, p: int) -> Numeral | None:
    """Read a Sino-Korean number or digits beside 분의, where nothing else can stand."""
    r = read_sino(text, p)
    if r is None:
        return None
    end, value = r.end, r.value
    particle = r.last in "만일이" and r.multipliers and not has_tail(text, end)
    only = r.last == "만" and text[end : end + 1] in ("", " ", "을", "은")
    if len(r.marks) > 1 and (particle or only):
        end, value = r.marks[-2]
    return Numeral(start=p, end=end, value=value, form="word")
