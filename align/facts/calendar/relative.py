"""What a date or a stretch of time means once the date of the text is known.

``read_figures`` keeps "three years ago" a duration and "Friday" a weekday, so
that undated texts can be compared; ``resolved`` gives the days they can mean.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve

from align.facts.calendar.dates import iso, resolve_day, resolve_month, resolve_weekday, shift_month
from align.records import Figure

AFTER_RE = re.compile(
    r"\s(?:ago|earlier|later|hence|from\s(?:now|today)|back)(?!\w)(?!\s(?:to|in|on|from|into|at)\b)"
    r"|\s?(?:전|이전|후|뒤|이후)(?=[에의인까부엔쯤께면로이만야]?[^가-힣]|[에의인엔쯤면로이만야]?$|에(?:는|도|야)|까지|부터|인|쯤|이면|으로|이[다었야]|입니다)|\s?안에(?![가-힣])|\s?내(?=$|에\s)"
)
BEFORE_RE = re.compile(r"(?:\bupcoming\s|지금으로부터\s)$", re.IGNORECASE)
PAST_RE = re.compile(r"(?:ago|earlier|back|전|이전)$")
FUTURE_RE = re.compile(
    r"(?:later|hence|from\s(?:now|today)|후|뒤|이후|안에|내)$|^upcoming|upcoming\s\w+$",
    re.IGNORECASE,
)


def nth_weekday(year: int, month: int, n: int, day: int) -> str | None:
    """Return the n-th Monday (1) … Sunday (7) of a month; n -1 is the last, day 0 any day.

    >>> nth_weekday(2014, 9, 3, 2), nth_weekday(2013, 3, -1, 1), nth_weekday(2015, 10, -1, 0)
    ('2014-09-16', '2013-03-25', '2015-10-31')
    """
    last = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if day in (0, date(year, month, d).isoweekday())]
    try:
        return iso(year, month, days[n if n < 0 else n - 1])
    except IndexError:
        return None


def with_direction(text: str, figure: Figure) -> Figure:
    """Return a duration with the word that makes it a distance: "two years ago", 이틀 후.

    >>> f = Figure(start=0, end=9, kind="duration", text="two years", value=Decimal(2), unit="year")
    >>> with_direction("two years ago, he", f).text
    'two years ago'
    """
    start, end = figure.start, figure.end
    if m := AFTER_RE.match(text, end):
        end = m.end()
    elif m := BEFORE_RE.search(text, max(0, start - 10), start):
        start = m.start()
    if (start, end) == (figure.start, figure.end):
        return figure
    return evolve(figure, start=start, end=end, text=text[start:end])


def resolved(figure: Figure, ref: date) -> Iterator[Figure]:
    """Yield the days a figure can mean, seen from ``ref``: the last and the next such day.

    >>> f = Figure(start=0, end=3, kind="duration", text="3주 전", value=Decimal(3), unit="week")
    >>> [g.value for g in resolved(f, date(2013, 2, 12))]
    ['2013-01-22']
    """
    values: list[str | None] = []
    if figure.kind == "duration" and isinstance(figure.value, Decimal) and figure.unit:
        sign = -1 if PAST_RE.search(figure.text) else 1 if FUTURE_RE.search(figure.text) else 0
        if sign:
            values = list(_moved(ref, sign * figure.value, figure.unit))
    elif figure.kind == "date" and isinstance(figure.value, str):
        values = list(_near(figure.value, ref, figure.text))
    for value in dict.fromkeys(values):
        if value is not None:
            yield evolve(figure, kind="date_rel", value=value, unit=None, counted=None)


def _moved(ref: date, count: Decimal, unit: str) -> Iterator[str | None]:
    """Yield ``ref`` moved by so many units, and its month where the unit is that coarse."""
    if count % 1 and unit in ("day", "week"):
        return  # a month and three days; date_sums_en reckons it by the calendar
    if abs(count) > 4000 or unit not in ("day", "week", "month", "year", "decade"):
        return
    if unit in ("day", "week"):
        try:
            yield (
                date(ref.year, ref.month, ref.day)
                + timedelta(days=int(count) * (7 if unit == "week" else 1))
            ).isoformat()
        except OverflowError:
            return
        return
    by = int(count * {"month": 1, "year": 12, "decade": 120}[unit])
    year, month = shift_month(ref.year, ref.month, by)
    if 1 <= year <= 9999:
        yield iso(year, month, min(ref.day, calendar.monthrange(year, month)[1]))
        yield iso(year, month)


def _near(value: str, ref: date, text: str) -> Iterator[str | None]:
    if m := re.fullmatch(r"XXXX-WXX-(\d)", value):
        for shift in (1, -1):
            yield resolve_weekday(int(m[1]), shift, ref, nearest=True)
        if ref.isoweekday() == int(m[1]):
            yield iso(ref.year, ref.month, ref.day)
    elif (m := re.fullmatch(r"XXXX-XX-(\d\d)", value)) and re.match(
        r"\w+day\b|on\s", text, re.IGNORECASE
    ):
        for direction in (1, -1):
            yield resolve_day(int(m[1]), direction, ref)
    elif m := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", value):
        for direction in (1, -1):
            yield resolve_month(int(m[1]), direction, ref, int(m[2]) if m[2] else None)
