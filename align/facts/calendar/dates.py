"""Dates and times as ISO strings with ``X`` for what is unknown.

``2019-01-04``, ``XXXX-10-02``, ``XXXX-XX-15``, ``2014-10``, ``1954``, ``199X`` (the
nineties), ``18XX`` (the 19th century), ``2023-Q3``, ``XXXX-H2``, ``XXXX-WXX-1``
(Monday), times ``HH:MM[:SS]``. Each end of a range is a date of its own, so that
"from 9 to 11 June" and "6월 9일부터 11일까지" can be compared end by end.

A relative date (지난달, yesterday) is resolved only against ``ref``; its ``unit``
keeps the distance, as ``month-1``, so that undated texts can be compared too.
Left out: lunar dates, moving feasts, seasons, eras other than the common one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from align.records import Figure, FigureKind
from align.tables import read_table

PIVOT = 40
"""Two-digit years below it are of this century."""


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return a date with ``X`` for what is None.

    >>> iso(None, 6, 9), iso(2014, 10), iso(None, None, 9), iso(None, 6)
    ('XXXX-06-09', '2014-10', 'XXXX-XX-09', 'XXXX-06')
    """
    parts = ["XXXX" if year is None else f"{year:04d}"]
    if month is not None or day is not None:
        parts.append("XX" if month is None else f"{month:02d}")
    if day is not None:
        parts.append(f"{day:02d}")
    return "-".join(parts)


def is_day(month: int | None, day: int | None) -> bool:
    """Say whether the month can have the day; 30 February is let pass, it is on paper.

    >>> is_day(4, 31), is_day(None, 32), is_day(13, 1)
    (True, False, False)
    """
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def full_year(text: str) -> int:
    """Return the year of two or four digits.

    >>> full_year("89"), full_year("07"), full_year("1954")
    (1989, 2007, 1954)
    """
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < PIVOT else 1900)


def read_triple(a: str, b: str, c: str, sep: str, *, year_first: bool = False) -> str | None:
    """Return the date of three numbers, or None where they are none.

    The year is the number of four digits. Without one the first is the year
    where it can be nothing else, or where ``year_first`` (Korean dots: 23.06.09)
    says so. Day and month: the American order, between dots the European one (07.11.2016),
    unless only the other fits.

    >>> read_triple("2015", "5", "13", "."), read_triple("21", "04", "2016", "/")
    ('2015-05-13', '2016-04-21')
    >>> read_triple("3", "7", "07", "-"), read_triple("71", "05", "05", "/")
    ('2007-03-07', '1971-05-05')
    >>> read_triple("07", "11", "2016", "."), read_triple("5", "13", "2015", ".")
    ('2016-11-07', '2015-05-13')
    """
    if len(a) == 4:
        year, month, day = int(a), int(b), int(c)
        if month > 12:
            month, day = day, month
    elif len(c) == 4 or not (int(a) > 31 or (year_first and int(a) > 12)):
        if len(c) not in (2, 4) or len(a) > 2:
            return None
        year, month, day = full_year(c), int(a), int(b)
        if month > 12 or (len(c) == 4 and "." in sep and day <= 12):
            month, day = day, month
    else:
        if len(a) != 2:
            return None
        year, month, day = full_year(a), int(b), int(c)
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999):
        return None
    return iso(year, month, day)


@cache
def months() -> Mapping[str, int]:
    """Return English month names and short forms with their numbers."""
    return {r["word"]: int(r["month"]) for r in read_table("months")}


@cache
def weekdays() -> Mapping[str, int]:
    """Return names of the days of the week, Monday 1."""
    return {r["word"]: int(r["day"]) for r in read_table("weekdays")}


@cache
def periods(lang: str) -> Mapping[str, tuple[str, int]]:
    """Return relative words with their period and distance.

    >>> periods("ko")["지난달"]
    ('month', -1)
    """
    return {
        r["word"]: (r["period"], int(r["shift"]))
        for r in read_table("periods")
        if r["lang"] == lang
    }


@cache
def holidays(lang: str) -> Mapping[str, str]:
    """Return holidays with month and day."""
    return {r["word"]: r["day"] for r in read_table("holidays") if r["lang"] == lang}


def fold_case(text: str) -> str:
    """Return ``text`` in small letters, every character in its place.

    Patterns in small letters compile and match several times faster on it than patterns
    that ignore case; and what such a pattern matched is a key of its table, where İ, ı
    and ſ count as i and s.

    >>> fold_case("İN JUNE"), fold_case("Aıſ")
    ('in june', 'ais')
    """
    return (text if text.isascii() else text.translate(_LIKE_ASCII)).lower()


_LIKE_ASCII = str.maketrans("İıſ", "Iis")


def alternatives(words: object) -> str:
    """Return a pattern that matches any of the words, longest first."""
    return "|".join(sorted((re.escape(w) for w in map(str, iter(words))), key=len, reverse=True))  # type: ignore[call-overload]


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return year and month ``by`` months away.

    >>> shift_month(2024, 1, -1)
    (2023, 12)
    """
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def resolve_period(period: str, shift: int, ref: date | None) -> str | None:
    """Return the ISO date of a period counted from ``ref``; a week is named by its Monday.

    >>> resolve_period("month", -1, date(2024, 1, 18)), resolve_period("day", 1, date(2024, 2, 29))
    ('2023-12', '2024-03-01')
    """
    if ref is None:
        return None
    if period == "year":
        return iso(ref.year + shift)
    if period == "month":
        return iso(*shift_month(ref.year, ref.month, shift))
    days = shift if period == "day" else 7 * shift - ref.weekday()
    try:
        return (date(ref.year, ref.month, ref.day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def resolve_weekday(day: int, shift: int, ref: date | None, *, nearest: bool = False) -> str:
    """Return the date of a weekday in the week ``shift`` weeks away.

    ``nearest`` takes the next one before or after ``ref`` instead ("last
    Friday" said on a Monday is three days ago).

    >>> resolve_weekday(5, -1, date(2018, 3, 21)), resolve_weekday(5, 1, date(2018, 3, 21))
    ('2018-03-16', '2018-03-30')
    """
    if ref is None:
        return f"XXXX-WXX-{day}"
    base = date(ref.year, ref.month, ref.day)
    if nearest and shift:
        days = (day - base.isoweekday()) % 7 or 7
        days = days if shift > 0 else days - 7 if (day - base.isoweekday()) % 7 else -7
    else:
        days = 7 * shift - base.weekday() + day - 1
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return f"XXXX-WXX-{day}"


def resolve_day(day: int, direction: int, ref: date | None) -> str:
    """Return the last (-1), present (0) or next (1) date with that day of the month.

    >>> resolve_day(9, -1, date(2023, 6, 11)), resolve_day(15, 1, date(2023, 6, 20))
    ('2023-06-09', '2023-07-15')
    """
    if ref is None:
        return iso(None, None, day)
    year, month = ref.year, ref.month
    if direction < 0 and day > ref.day:
        year, month = shift_month(year, month, -1)
    elif direction > 0 and day < ref.day:
        year, month = shift_month(year, month, 1)
    for _ in range(3):
        if day <= calendar.monthrange(year, month)[1]:
            break
        year, month = shift_month(year, month, direction or 1)
    return iso(year, month, day)


def resolve_month(month: int, direction: int, ref: date | None, day: int | None = None) -> str:
    """Return the last or next such month, or day of it.

    >>> resolve_month(3, -1, date(2023, 6, 9)), resolve_month(9, -1, date(2023, 6, 9))
    ('2023-03', '2022-09')
    """
    if ref is None:
        return iso(None, month, day)
    here = (month, day or 0)
    now = (ref.month, ref.day if day else 0)
    year = ref.year - (direction < 0 and here > now) + (direction > 0 and here < now)
    return iso(year, month, day)


def figure(
    kind: FigureKind, text: str, start: int, end: int, value: str | None, unit: str | None = None
) -> Figure:
    """Return a date, relative date or time over ``text[start:end]``."""
    return Figure(start=start, end=end, kind=kind, text=text[start:end], value=value, unit=unit)


def clock(hour: int, minute: int = 0, second: int | None = None) -> str | None:
    """Return HH:MM[:SS], or None where no clock shows it.

    >>> clock(9), clock(19, 56, 30), clock(25)
    ('09:00', '19:56:30', None)
    """
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= (second or 0) < 60):
        return None
    hour %= 24
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")


def in_half(hour: int, half: str) -> int:
    """Return the hour of 24 for one in a part of the day.

    >>> in_half(3, "pm"), in_half(12, "am"), in_half(12, "pm"), in_half(8, "night")
    (15, 0, 12, 20)
    >>> in_half(12, "night"), in_half(2, "night")
    (0, 2)
    """
    if half == "pm" and hour < 12:
        return hour + 12
    if half == "noon" and hour < 6:
        return hour + 12
    if half == "night" and 4 < hour < 12:
        return hour + 12
    if half in ("am", "midnight", "night") and hour == 12:
        return 0
    return hour
