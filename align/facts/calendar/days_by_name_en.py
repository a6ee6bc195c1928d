"""English days and months that are counted or named by a feast, seen from a day.

Two Fridays ago, the second Sunday, Friday week, last Easter, Black Friday 2010, March
after next, the third month of last year. For ``date_sums_en``; the record of a text
keeps none of them, for without a day to count from they are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from align.facts.calendar.date_words_en import month_of, number_of, number_values
from align.facts.calendar.dates import alternatives, holidays, iso, months, resolve_month, weekdays
from align.facts.calendar.feasts import feast_day, feasts
from align.facts.calendar.relative import nth_weekday


def whole_day(value: str) -> date | None:
    """Return the day of a full ISO date that a calendar has: not of 2019-02-29."""
    try:
        return date.fromisoformat(value) if len(value) == len("2019-02-28") else None
    except ValueError:
        return None


@cache
def _feast_re() -> re.Pattern[str]:
    names = alternatives([*feasts(), *holidays("en")]).replace("'", "['’]")
    return re.compile(
        rf"(?<![\w-])(?:(?P<way>last|previous|this\spast|next|this\scoming|this)\s)?(?P<name>{names})"
        rf"(?:,?\s(?:of\s|in\s)?(?P<year>(?:1[6-9]|20)\d\d)\b)?(?!\w)"
    )


def read_feasts(lower: str, ref: date) -> Iterator[tuple[int, int, str]]:
    """Yield place and day of the feasts of a text in small letters: next Easter, Christmas 2019.

    >>> list(read_feasts("next easter", date(2018, 7, 5)))
    [(0, 11, '2019-04-21')]
    """
    for m in _feast_re().finditer(lower):
        name = m["name"].replace("’", "'")
        if m["year"] is None and m["way"] is None and name not in feasts():
            continue
        years = [int(m["year"])] if m["year"] else range(ref.year - 1, ref.year + 2)
        days = [d for year in years if (d := _day_of(name, year)) is not None]
        if m["year"] is None:
            last = [d for d in days if d < ref][-1:]
            coming = [d for d in days if d >= ref][:1]
            way = (m["way"] or "").split(" ")[-1]
            days = last if way in ("last", "previous", "past") else coming if way else coming + last
        for day in days:
            yield m.start(), m.end(), day.isoformat()


def _day_of(name: str, year: int) -> date | None:
    if name in feasts():
        return feast_day(name, year)
    return whole_day(f"{year:04d}-{holidays('en')[name]}")


@cache
def _weekday_re() -> re.Pattern[str]:
    names = alternatives(w for w in weekdays() if w.endswith("day"))
    count = alternatives(w for w, v in number_values().items() if 1 < v < 13)
    nth = "first|second|third|fourth"
    return re.compile(
        rf"\b(?P<count>\d\d?|{count}|a\scouple\sof)\s(?P<many>{names})s?\s"
        rf"(?P<way>ago|back|earlier|later|hence|from\s(?:now|today))\b"
        rf"|\b(?P<week>{names})\sweek\b(?!\s(?:of|after))"
        rf"|\b(?:the\s)?(?P<nth>{nth})\s(?P<of>{names})\b(?!\s(?:of|in|after|before|that|since)\b)"
    )


def read_weekdays(lower: str, ref: date) -> Iterator[tuple[int, int, str]]:
    """Yield place and day of counted weekdays: two Fridays ago, Friday week, the second Sunday.

    >>> list(read_weekdays("on friday week", date(2024, 5, 7)))
    [(3, 14, '2024-05-17')]
    """
    for m in _weekday_re().finditer(lower):
        if m["nth"]:
            value = nth_weekday(ref.year, ref.month, number_of(m["nth"]) or 1, weekdays()[m["of"]])
            if value:
                yield m.start(), m.end(), value
            continue
        ahead = not (m["way"] or "").startswith(("ago", "back", "earlier"))
        day = weekdays()[m["many"] or m["week"]]
        count = 2 if m["week"] or m["count"].startswith("a ") else number_of(m["count"]) or 1
        step = (day - ref.isoweekday() if ahead else ref.isoweekday() - day) % 7 or 7
        days = (step + 7 * (count - 1)) * (1 if ahead else -1)
        yield m.start(), m.end(), (ref + timedelta(days=days)).isoformat()


@cache
def _month_re() -> re.Pattern[str]:
    names = alternatives(w for w in months() if len(w) > 4 or w in ("may", "june", "july"))
    count = alternatives(w for w, v in number_values().items() if v < 13 and w[-1] in "hdt")
    return re.compile(
        rf"\b(?P<name>{names})\safter\snext\b"
        rf"|\b(?:the\s)?(?P<nth>{count}|last|\d\d?(?:st|nd|rd|th))\smonth\sof\s"
        rf"(?:(?P<year>(?:1[6-9]|20)\d\d)|(?P<rel>last|this|next)\syear)\b"
        rf"|\b(?:the\s)?(?:end|start|beginning|middle|close)\sof\s(?:the\s|this\s)?(?P<whole>month|year)\b"
    )


def read_months(lower: str, ref: date) -> Iterator[tuple[int, int, str]]:
    """Yield place and value of counted months: March after next, the third month of 2021.

    >>> list(read_months("march after next", date(2024, 5, 7)))
    [(0, 16, '2026-03')]
    """
    for m in _month_re().finditer(lower):
        if m["name"]:
            year = int(resolve_month(month_of(m["name"]), 1, ref)[:4])
            yield m.start(), m.end(), iso(year + 1, month_of(m["name"]))
        elif m["whole"]:
            yield m.start(), m.end(), iso(ref.year, ref.month if m["whole"] == "month" else None)
        else:
            month = 12 if m["nth"] == "last" else number_of(m["nth"]) or 0
            shift = {"last": -1, "next": 1}.get(m["rel"] or "", 0)
            if 1 <= month <= 12:
                yield m.start(), m.end(), iso(int(m["year"] or ref.year + shift), month)
