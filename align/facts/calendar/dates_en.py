"""English dates and times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from align.facts.calendar.date_parts_en import (
    day_alone,
    month_alone,
    month_day,
    nth_weekday_of,
    part_of_year,
    weekday_of,
)
from align.facts.calendar.date_patterns_en import date_re, time_re
from align.facts.calendar.date_words_en import DIRECTION, Match, month_of, number_of
from align.facts.calendar.dates import (
    figure,
    fold_case,
    full_year,
    holidays,
    is_day,
    iso,
    periods,
    read_triple,
    resolve_period,
    shift_month,
)
from align.facts.calendar.spoken_times_en import read_spoken_times
from align.facts.calendar.times_en import read_time
from align.facts.measuring.triggers import may_hold_date, may_hold_time
from align.records import Figure


def read_dates_en(text: str, ref: date | None = None) -> Iterator[Figure]:
    """Yield the dates and times of an English text.

    >>> [f.value for f in read_dates_en("On Tuesday, June 9, 2023 at 11 a.m.")]
    ['2023-06-09', '11:00']
    >>> [f.value for f in read_dates_en("last month, in the 1930s, on the 9th", date(2023, 6, 11))]
    ['2023-05', '193X', 'XXXX-XX-09']
    """
    lower = fold_case(text)
    for match in date_re().finditer(lower) if may_hold_date(lower, "en") else ():
        got = _read_date(text, Match(text, match), ref)
        if got is not None:
            yield got
    for match in time_re().finditer(lower) if may_hold_time(lower, "en") else ():
        got = read_time(text, Match(text, match))
        if got is not None:
            yield got
    yield from read_spoken_times(text, lower)


def _read_date(text: str, m: Match, ref: date | None) -> Figure | None:
    start, end = m.span()
    if m["a"] or m["a2"]:
        if m["a2"]:
            value = read_triple(m["a2"], m["b2"], m["c2"], "-")
        else:
            value = read_triple(m["a"], m["b"], m["c"], m["sep"])
        return figure("date", text, start, end, value) if value else None
    if m["y6"]:
        last = int(text[start - 5 : start - 3] + m["y6"])
        later = last > int(text[start - 5 : start - 1]) and is_cardinal_year(last)
        return figure("date", text, start, end, iso(last)) if later else None
    if m["packed"]:
        p = m["packed"]
        return figure("date", text, start, end, f"{p[:4]}-{p[4:6]}-{p[6:]}")
    if m["xm"] or m["zm"] or m["zm2"]:
        year, day = full_year(m["xy"] or m["zy"]), int(m["xd"] or m["zd"] or m["zd2"])
        month = month_of(m["xm"] or m["zm"] or m["zm2"])
        return (
            figure("date", text, start, end, iso(year, month, day)) if is_day(month, day) else None
        )
    if m["m1"] or m["m2"]:
        return month_day(text, m, ref)
    if m["r1"]:
        month = month_of(m["rm"])
        return (
            figure("date", text, m.start("r1"), m.end("r1"), iso(None, month, int(m["r1"])))
            if is_day(month, int(m["r1"]))
            else None
        )
    if m["sm"]:
        month, day = int(m["sm"]), int(m["sd"])
        if month > 12:
            month, day = day, month
        if not (is_day(month, day) and month and day) or (
            m["ss"] == "." and not m["w3"] and len(m["sd"]) < 2
        ):
            return None
        return figure(
            "date", text, m.start("w3") if m["w3"] else m.start("sm"), end, iso(None, month, day)
        )
    if m["m3"]:
        return figure(
            "date", text, start, end, iso(full_year(m["y3"].lstrip("'’‘")), month_of(m["m3"]))
        )
    if m["m4"]:
        return month_alone(text, m, ref)
    if m["nw"]:
        return nth_weekday_of(text, m, ref)
    if m["od"]:
        shift = DIRECTION[m["orel"].lower()]
        value = (
            iso(*shift_month(ref.year, ref.month, shift), int(m["od"]))
            if ref
            else iso(None, None, int(m["od"]))
        )
        return (
            figure("date_rel", text, start, end, value, f"month{shift:+d}")
            if is_day(None, int(m["od"]))
            else None
        )
    if m["wd"] or m["wds"]:
        return weekday_of(text, m, ref)
    if m["d5"]:
        return day_alone(text, m, ref)
    if m["qk"] or m["qs"]:
        return part_of_year(text, m, ref)
    if m["dec"]:
        year_text = m["dec"].lstrip("'’")
        year_text = year_text if len(year_text) == 4 else "19" + year_text
        return figure("date", text, start, end, year_text[:3] + "X")
    if m["cen"]:
        century = number_of(m["cen"])
        return figure("date", text, start, end, f"{century - 1:02d}XX") if century else None
    if m["rel"]:
        word = m["rel"].lower()
        period, shift = periods("en")[word]
        if (
            word in ("past day", "last day", "next day", "previous day")
            and text[max(0, start - 4) : start].lower() == "the "
        ):
            return None
        return figure(
            "date_rel", text, start, end, resolve_period(period, shift, ref), f"{period}{shift:+d}"
        )
    if m["holiday"]:
        return figure("date", text, start, end, "XXXX-" + holidays("en")[m["holiday"].lower()])
    return None


def is_cardinal_year(year: int) -> bool:
    """Say whether a number of four digits is likely to be a year.

    >>> is_cardinal_year(1953), is_cardinal_year(1253)
    (True, False)
    """
    return 1500 <= year <= 2199
