"""Feasts that move from year to year: Easter and what hangs on it, Thanksgiving, Labor Day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from align.facts.calendar.relative import nth_weekday
from align.tables import read_table


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar by the computus of Oudin (1940).

    >>> easter(2018).isoformat(), easter(2000).isoformat()
    ('2018-04-01', '2000-04-23')
    """
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    after = epact - weekday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


@cache
def feasts() -> Mapping[str, tuple[str, int]]:
    """Return feasts with what they are counted from, and the days between."""
    return {r["word"]: (r["base"], int(r["shift"])) for r in read_table("feasts")}


def feast_day(name: str, year: int) -> date | None:
    """Return the day of a feast in a year, None where the calendar has none.

    >>> feast_day("black friday", 2010), feast_day("good friday", 2018)
    (datetime.date(2010, 11, 26), datetime.date(2018, 3, 30))
    """
    base, shift = feasts()[name.lower().replace("’", "'")]
    if not 1583 <= year <= 4099:
        return None
    if base == "easter":
        return easter(year) + timedelta(days=shift)
    month, nth, weekday = map(int, base.split("/"))
    found = nth_weekday(year, month, nth, weekday)
    return date.fromisoformat(found) + timedelta(days=shift) if found else None
