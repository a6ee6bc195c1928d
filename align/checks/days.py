"""Weekdays of two sides: named beside one date, or by one side where the other dates the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from align.checks.figures import CALENDAR, Agreement
from align.checks.pairs import Finding, Pair
from align.checks.within import WEEKDAYS, find_weekday
from align.records import Figure


def check_weekday_across(pair: Pair) -> Iterator[Finding]:
    """Both sides give one date and different weekdays, or a weekday for another day's date.

    A weekday is held against a date only where each side has nothing else that is a day.
    """
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if a.kind not in CALENDAR or b.kind not in CALENDAR:
            continue
        if match.agreement >= Agreement.NEAR and not _is_weekday(a) and not _is_weekday(b):
            one, other = find_weekday(pair.source, a), find_weekday(pair.target, b)
            days = (one[0] if one else 0, other[0] if other else 0)
        elif _is_only_day(pair, a, b):
            days = (_day(a), _day(b))
        else:
            continue
        if all(days) and days[0] != days[1]:
            names = [WEEKDAYS[day - 1] for day in days]
            yield Finding(
                verdict="differs",
                message=f"The weekdays differ: {names[0]} against {names[1]}",
                source=a.span,
                target=b.span,
                source_value=names[0],
                target_value=names[1],
                confidence=0.8,
            )


def _is_weekday(figure: Figure) -> bool:
    return str(figure.value).startswith("XXXX-WXX-")


def _is_only_day(pair: Pair, a: Figure, b: Figure) -> bool:
    """Say whether two figures, one of them a weekday's name, are the only days of their sides."""
    if _is_weekday(a) is _is_weekday(b):
        return False
    return all(
        sum(figure.kind in CALENDAR for figure in side.facts.figures) == 1
        for side in (pair.source, pair.target)
    )


def _day(figure: Figure) -> int:
    """Return the weekday of a full date or of a weekday's name, Monday 1; 0 where it is open."""
    value = str(figure.value)
    if _is_weekday(figure):
        return int(value[-1]) if value[-1] in "1234567" else 0
    try:
        return date.fromisoformat(value).isoweekday()
    except ValueError:
        return 0
