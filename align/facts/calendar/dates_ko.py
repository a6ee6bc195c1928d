"""Korean dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from align.facts.calendar.date_patterns_ko import DIRECTION, WEEK, date_re, month_days
from align.facts.calendar.dates import (
    figure,
    full_year,
    holidays,
    is_day,
    iso,
    periods,
    read_triple,
    resolve_day,
    resolve_month,
    resolve_period,
    resolve_weekday,
    shift_month,
)
from align.facts.calendar.relative import nth_weekday
from align.facts.calendar.times_ko import read_times_ko, small_number
from align.facts.calendar.years_ko import is_year, year_in_words
from align.facts.measuring.stands import is_plain_fraction
from align.facts.measuring.triggers import may_hold_date
from align.facts.measuring.units import has_tail
from align.facts.numbers.numerals import stands_alone
from align.records import Figure

LAST_DAY_RE = re.compile(r"\s?[~∼〜–-]\s?(\d{1,2})\s?일(?!\s?(?:간|동안|째|후|뒤))")
TOLD_APART = 12
"""Characters between a date and the name of that day (8월 15일 광복절), which are one date."""

ALONE_RE = re.compile(
    r"(?:에|부터|까지|의|말|초)(?![가-힣]{2})|\s(?:초|중순|하순|상순|말)(?![가-힣]{2})"
)
"""What stands behind 이월 and 일월 where they are months."""


def read_dates_ko(text: str, ref: date | None = None) -> Iterator[Figure]:
    """Yield the dates and times of a Korean text, longest first where they meet.

    >>> [f.value for f in read_dates_ko("2024년 1월 18일 오후 3시 15분, 화요일")]
    ['2024-01-18', 'XXXX-WXX-2', '15:15']
    >>> [f.value for f in read_dates_ko("지난달 12일, 올 하반기, 지난 9일", date(2023, 6, 11))]
    ['2023-05-12', '2023-H2', '2023-06-09']
    """
    last: Figure | None = None
    for m in date_re().finditer(text) if may_hold_date(text, "ko") else ():
        if m["holiday"] and last is not None and _is_same_day(last, m):
            continue
        for last in _read_date(text, m, ref):
            yield last
    yield from read_times_ko(text)


def _is_same_day(before: Figure, m: re.Match[str]) -> bool:
    """Say whether a holiday names the date just given: 8월 15일 광복절."""
    near = m.start() - before.end <= TOLD_APART
    return near and str(before.value)[-5:] == holidays("ko")[m["holiday"]]


def _read_date(text: str, m: re.Match[str], ref: date | None) -> Iterator[Figure]:
    start, end = m.span()
    if m["a"]:
        dotted = "." in m["sep"]
        value = read_triple(m["a"], m["b"], m["c"], m["sep"], year_first=dotted)
        if value:
            yield figure("date", text, start, end, value)
    elif m["packed"]:
        p = m["packed"]
        yield figure("date", text, start, end, f"{p[:4]}-{p[4:6]}-{p[6:]}")
    elif m["nw"]:
        yield _nth_weekday(text, m, ref)
    elif m["m"] or m["rm"]:
        got = _year_month_day(text, m, ref)
        if got is not None:
            yield got
            yield from _last_day(text, m, got)
    elif m["m1"]:
        yield from _months(text, m)
    elif m["dd"]:
        yield from _days(text, m, ref)
    elif m["y3"]:
        last = m["y3"][: 4 - len(m["y4"])] + m["y4"]
        yield figure("date", text, m.start("y3"), m.end("y3"), m["y3"])
        yield figure("date", text, m.start("y4"), end, last)
    elif m["dec"]:
        known = m["dec"] if m["dec"].isdigit() else str(small_number(m["dec"]))
        year = known if len(known) > 2 else "19" + known
        if year.endswith("0") or len(year) == 4:  # 1975년대: the decade that it lies in
            yield figure("date", text, start, end, year[:-1].rjust(3, "0") + "X")
    elif m["cen"]:
        century = small_number(m["cen"]) or 0
        if 1 <= century <= 30:
            yield figure("date", text, start, end, f"{century - 1:02d}XX")
    elif m["q"] or m["h"]:
        part = f"Q{small_number(m['q'])}" if m["q"] else "H1" if m["h"] == "상" else "H2"
        year_of = m["qy"]
        if m["qry"]:
            shift = periods("ko")[m["qry"]][1]
            year_of = str(ref.year + shift) if ref else None
            yield figure(
                "date_rel", text, start, end, f"{year_of or 'XXXX'}-{part}", f"year{shift:+d}"
            )
        else:
            yield figure("date", text, start, end, f"{year_of or 'XXXX'}-{part}")
    elif m["yy"]:
        year_no = year_in_words(m["yy"])
        if year_no and 1000 <= year_no <= 2199 and has_tail(text, end):
            yield figure("date", text, start, end, iso(year_no))
    elif m["sy"]:
        if is_year(text, m):
            yield figure("date", text, start, end, iso(full_year(m["sy"])))
    elif m["dayword"]:
        if has_tail(text, end):
            yield figure("date", text, start, end, iso(None, None, month_days()[m["dayword"]]))
    elif m["wd"]:
        yield _weekday(text, m, ref)
    elif m["sm"] and stands_alone(text, start, end) and is_plain_fraction(m[0]):
        return
    elif m["sm"]:
        if is_day(int(m["sm"]), int(m["sd"])) and int(m["sd"]):
            yield figure("date", text, start, end, iso(None, int(m["sm"]), int(m["sd"])))
        elif is_day(int(m["sd"]), int(m["sm"])) and int(m["sm"]):
            yield figure("date", text, start, end, iso(None, int(m["sd"]), int(m["sm"])))
    elif m["period"]:
        word = m["period"]
        period, shift = periods("ko")[word]
        if (has_tail(text, end) or text[end : end + 1] == "자") and not (
            word == "올" and not text[end : end + 1].isspace()
        ):
            if word == "올" and not re.compile(
                r"\s(?:봄|여름|가을|겨울|초|연말|상|하|한\s?해|시즌|들어|추석|설)"
            ).match(text, end):
                return
            yield figure(
                "date_rel",
                text,
                start,
                end,
                resolve_period(period, shift, ref),
                f"{period}{shift:+d}",
            )
    elif m["holiday"] and has_tail(text, end):
        yield figure("date", text, start, end, "XXXX-" + holidays("ko")[m["holiday"]])


def _year_month_day(text: str, m: re.Match[str], ref: date | None) -> Figure | None:
    start, end = m.span()
    month = small_number(m["m"]) if m["m"] else None
    first = m["d"] or m["d1"]
    day = small_number(first) if first else None
    if (
        (month == 0 or day == 0 or not is_day(month, day))
        or (m["m"] and month is None)
        or (first and day is None)
    ):
        return None
    if (
        m["m"]
        and not first
        and not has_tail(text, m.end("m") + text[m.end("m") : m.end("m") + 4].index("월") + 1)
    ):
        return None
    if m["m"] in ("이", "일") and not first and not m["y"] and not ALONE_RE.match(text, end):
        return None  # 이월 (carried over), 일월 (sun and moon)
    while text[end - 1] in " ,":
        end -= 1
    if m["rm"]:
        shift = periods("ko")[m["rm"]][1]
        if ref is None:
            return figure(
                "date_rel",
                text,
                start,
                end,
                iso(None, None, day) if day else None,
                f"month{shift:+d}",
            )
        return figure(
            "date_rel",
            text,
            start,
            end,
            iso(*shift_month(ref.year, ref.month, shift), day),
            f"month{shift:+d}",
        )
    if m["ry"]:
        shift = periods("ko")[m["ry"]][1]
        return figure(
            "date_rel",
            text,
            start,
            end,
            iso(ref.year + shift if ref else None, month, day),
            f"year{shift:+d}",
        )
    year = m["y"] or m["y2"]
    if year:
        known = year.lstrip("'’")
        full = full_year(known) if known.isdigit() else year_in_words(known)
        return figure("date", text, start, end, iso(full, month, day))
    if m["dir"] and month is not None:
        return figure(
            "date_rel", text, start, end, resolve_month(month, DIRECTION[m["dir"]], ref, day)
        )
    return figure("date", text, start, end, iso(None, month, day))


def _last_day(text: str, m: re.Match[str], first: Figure) -> Iterator[Figure]:
    """Yield the last day of 5월 1~3일 and 5월 1일~3일, in the month of the first."""
    to = LAST_DAY_RE.match(text, first.end) if m["d"] or m["d1"] else None
    value = str(first.value)
    if to is None or not int(value[-2:]) < int(to[1]) <= 31 or len(value) != len("2023-06-09"):
        return
    last = f"{value[:-2]}{int(to[1]):02d}"
    yield figure(first.kind, text, to.start(1), to.end(), last, first.unit)


def _months(text: str, m: re.Match[str]) -> Iterator[Figure]:
    """Yield the first and the last month of 1~3월."""
    first, last = int(m["m1"]), int(m["m2"])
    if not (1 <= first < last <= 12 or 1 <= last < first <= 12) or not has_tail(text, m.end()):
        return
    year = int(m["ymm"]) if m["ymm"] else None
    yield figure("date", text, m.start(), m.end("m1"), iso(year, first))
    yield figure("date", text, m.start("m2"), m.end(), iso(year, last))


def _nth_weekday(text: str, m: re.Match[str], ref: date | None) -> Figure:
    """Return 2014년 9월 셋째 화요일 (the third Tuesday); without a year only against ``ref``."""
    n = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "마지막": -1}[
        m["nw"]
    ]
    day = WEEK.index(m["nwd"]) + 1 if m["nwd"] else 0
    month = int(m["nm"])
    year = int(m["ny"]) if m["ny"] else ref.year if ref else None
    if year is None or not 1 <= month <= 12:
        return figure("date_rel", text, m.start(), m.end(), None)
    value = nth_weekday(year, month, n, day)
    return figure("date" if m["ny"] else "date_rel", text, m.start(), m.end(), value)


def _days(text: str, m: re.Match[str], ref: date | None) -> Iterator[Figure]:
    """Yield 9일 (the ninth), or nothing where it is nine days."""
    day = small_number(m["dd"]) or 0
    if not 1 <= day <= 31 or (m["lasts"] and not m["ddir"]) or _is_stretch(text, m):
        return
    last = int(m["dd2"]) if m["dd2"] else 0
    end = m.end() if not m["lasts"] else m.start("lasts")
    if (
        not m["lasts"]
        and not m["dwp"]
        and not has_tail(text, end)
        and text[end : end + 1] not in "자"
    ):
        return
    if m["ddir"]:
        direction = DIRECTION[m["ddir"]]
        yield figure(
            "date_rel",
            text,
            m.start(),
            m.end("dd") if last else end,
            resolve_day(day, direction, ref),
        )
        if last:
            yield figure("date_rel", text, m.start("dd2"), end, resolve_day(last, direction, ref))
        return
    if last and not day < last <= 31 and not (day > 20 and last < 11):
        return
    yield figure("date", text, m.start(), m.end("dd") if last else end, iso(None, None, day))
    if last:
        yield figure("date", text, m.start("dd2"), end, iso(None, None, last))


_STRETCH_RE = re.compile(
    r"(?:약|최대|최소|최소한|최대한|총|적어도|무려|박|불과|단|징역|구류|각각|하루|향후|앞으로|최근|"
    r"매|꼬박|년|개월|(?<!매)(?<!매 )달|시간|주)\s?$"
)


def _is_stretch(text: str, m: re.Match[str]) -> bool:
    if m["ddir"] and m["lasts"]:
        return True
    return (
        m["ddir"] is None and _STRETCH_RE.search(text, max(0, m.start() - 5), m.start()) is not None
    )


def _weekday(text: str, m: re.Match[str], ref: date | None) -> Figure:
    day = WEEK.index(m["wd"]) + 1
    if m["wk"]:
        shift = periods("ko")[m["wk"]][1]
        return figure(
            "date_rel",
            text,
            m.start(),
            m.end(),
            resolve_weekday(day, shift, ref),
            f"week{shift:+d}",
        )
    if m["wdir"]:
        shift = DIRECTION[m["wdir"]]
        return figure(
            "date_rel", text, m.start(), m.end(),
            resolve_weekday(day, shift, ref, nearest=m["wdir"] in ("지난", "오는", "저번")),
        )  # fmt: skip
    return figure("date", text, m.start(), m.end(), f"XXXX-WXX-{day}")
