"""What a text says twice of itself: a sum in two currencies, a day by its date and its name.

One text is enough: these checks look at each side on its own. Left out:
conversions that do not stand in brackets right behind what they convert.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

import regex
from attrs import frozen

from align.checks.figures import show_value
from align.checks.pairs import Finding, Side
from align.facts.calendar.dates import weekdays
from align.facts.measuring.units import base_value
from align.records import Figure, Span
from align.tables import read_table

RATE_MARGIN = Decimal("1.25")
"""How far outside the rates of its years a conversion may lie: sums are rounded, and a plain
dollar may be Australian."""

UNIT_MARGIN = Decimal("1.25")
"""What the two values of a converted measure may differ by: miles for kilometres differ by 1.6,
pounds for kilos by 2.2, gallons of two countries by 1.2."""

DEGREES = Decimal(2)
"""Degrees Celsius by which a converted temperature may be rounded."""

OVEN, OVEN_DEGREES = Decimal(100), Decimal(5)
"""The same for round numbers from the first on, as recipes print them: 180 °C (350 °F)."""

NEAR_WEEKDAY = 8
"""Characters between a date and its weekday."""

_OPENS_RE = regex.compile(
    r"""\s?[(\[]\s*
    (?:(?:약|한화|원화|미화|우리\s?돈|으?로|대략|about|around|approximately|approx\.?|some|roughly
       |nearly|or|equal\s+to|[=≈~∼])\s*){0,3}""",
    regex.VERBOSE | regex.IGNORECASE,
)
_CLOSES_RE = regex.compile(r"\s?(?:정도|가량|상당|수준|남짓|대)?\s?[)\]]")
_ADDED_RE = regex.compile(r"\s?(?:and\s|과\s|와\s)?")
_BETWEEN_RE = regex.compile(r"\s?[,(]?\s?(?:on\s)?|[은는]?\s?|인\s")


@frozen(kw_only=True)
class Alone:
    """A text by itself; ``ref`` is the day its document was published."""

    side: Side
    ref: date | None = None

    @property
    def year(self) -> int | None:
        """The year of the document, or the only one that the text names."""
        if self.ref is not None:
            return self.ref.year
        years = {
            str(f.value)[:4]
            for f in self.side.facts.figures
            if f.kind == "date" and str(f.value)[:4].isdigit()
        }
        return int(years.pop()) if len(years) == 1 else None


Told = tuple[Finding, Span, Span]
"""A finding with the two places of the one text."""


def check_conversion(alone: Alone) -> Iterator[Told]:
    """A sum or measure and its conversion in brackets do not fit each other.

    Sums are held against the rates of exchange of the year, where it is known,
    and are doubted only far outside; measures against the sizes of their units.
    """
    text = alone.side.text
    for a, b, is_part in _converted(alone.side):
        if is_part or not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal):
            continue
        if _is_plausible(a, b, alone.year):
            continue
        finding = Finding(
            verdict="differs",
            message=f"The conversion does not fit: {a.text} is not {b.text}",
            source_value=show_value(a),
            target_value=show_value(b),
            confidence=0.8,
        )
        assert text[a.start : a.end] == a.text
        yield finding, a.span, b.span


def _converted(side: Side) -> Iterator[tuple[Figure, Figure, bool]]:
    """Yield figures with their conversions, and whether the first is part of a larger one."""
    previous: Figure | None = None
    for a, b in pairwise(side.facts.figures):
        if _OPENS_RE.fullmatch(side.text, a.end, b.start) and _CLOSES_RE.match(side.text, b.end):
            is_part = (
                previous is not None
                and previous.kind == a.kind
                and bool(_ADDED_RE.fullmatch(side.text, previous.end, a.start))
            )
            yield a, b, is_part
        previous = a


def _is_plausible(a: Figure, b: Figure, year: int | None) -> bool:
    """Say whether two figures may be one amount, or are not of one kind at all."""
    assert isinstance(a.value, Decimal)
    assert isinstance(b.value, Decimal)
    if a.kind == b.kind == "currency":
        return _is_plausible_rate(a, b, year)
    if a.kind == b.kind == "temperature" and {a.unit, b.unit} == {"C", "F"}:
        celsius, fahrenheit = (a.value, b.value) if a.unit == "C" else (b.value, a.value)
        warmth, difference = (fahrenheit - 32) / Decimal("1.8"), fahrenheit / Decimal("1.8")
        is_oven = celsius >= OVEN and not celsius % 5 and not fahrenheit % 5
        allowed = OVEN_DEGREES if is_oven else DEGREES
        return min(abs(celsius - warmth), abs(celsius - difference)) <= allowed
    if a.kind != "dimension" or b.kind != "dimension" or a.unit == b.unit:
        return True
    x, y = base_value(a), base_value(b)
    if x is None or y is None or x[1] != y[1] or not x[0] or not y[0]:
        return True
    return 1 / UNIT_MARGIN <= x[0] / y[0] <= UNIT_MARGIN


def _is_plausible_rate(a: Figure, b: Figure, year: int | None) -> bool:
    rates = [_rates(figure.currency, year) for figure in (a, b)]
    if a.currency == b.currency or rates[0] is None or rates[1] is None or not a.value:
        return True
    assert isinstance(a.value, Decimal)
    assert isinstance(b.value, Decimal)
    (low_a, high_a), (low_b, high_b) = rates[0], rates[1]
    rate = b.value / a.value  # how many of b's currency one of a's is said to be
    return low_a / high_b / RATE_MARGIN <= rate <= high_a / low_b * RATE_MARGIN


def _rates(currency: str | None, year: int | None) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most won for one unit in a year, or ever where it is not known."""
    if currency == "KRW":
        return Decimal(1), Decimal(1)
    rows = [row for row in read_table("rates") if row["currency"] == currency]
    of_year = [r for r in rows if year and int(r["since"]) <= year <= int(r["until"])]
    if not rows or (year and not of_year):
        return None
    rows = of_year or rows
    return min(Decimal(r["low"]) for r in rows), max(Decimal(r["high"]) for r in rows)


def check_weekday(alone: Alone) -> Iterator[Told]:
    """A date and the weekday beside it are not the same day.

    A date without a year is held against the years around the document's own.
    """
    side = alone.side
    for figure in side.facts.figures:
        if figure.kind != "date" or str(figure.value).startswith("XXXX-W"):
            continue
        named = find_weekday(side, figure)
        days = _possible_days(str(figure.value), alone.ref)
        if named is None or not days or any(day.isoweekday() == named[0] for day in days):
            continue
        falls = "" if len(days) > 1 else f", it is a {WEEKDAYS[days[0].isoweekday() - 1]}"
        yield (
            Finding(
                verdict="differs",
                message=f"{figure.text} is no {WEEKDAYS[named[0] - 1]}{falls}",
                source_value=str(figure.value),
                target_value=WEEKDAYS[named[0] - 1],
                confidence=0.9,
            ),
            figure.span,
            named[1],
        )


def find_weekday(side: Side, figure: Figure) -> tuple[int, Span] | None:
    """Return the weekday, Monday 1, named in a date or right beside it, and where."""
    pattern = _weekday_re("ko" if side.lang == "ko" else "en")
    begin, end = max(figure.start - 20, 0), figure.end + 20
    for match in pattern.finditer(side.text, begin, end):
        inside = figure.start <= match.start() < figure.end
        gap = (
            side.text[match.end() : figure.start]
            if match.end() <= figure.start
            else side.text[figure.end : match.start()]
        )
        if inside or (len(gap) <= NEAR_WEEKDAY and _BETWEEN_RE.fullmatch(gap)):
            word = match["day"].lower()
            return weekdays()[f"{word}요일" if len(word) == 1 else word], Span(*match.span())
    return None


def _possible_days(value: str, ref: date | None) -> list[date]:
    """Return the days that a date may be: one where its year is given."""
    parts = value.split("T")[0].split("-")
    if len(parts) != 3 or "X" in parts[1] + parts[2]:
        return []
    if parts[0].isdigit():
        years = [int(parts[0])]
    else:
        years = [ref.year - 1, ref.year, ref.year + 1] if ref else []
    days = []
    for year in years:
        try:
            days.append(date(year, int(parts[1]), int(parts[2])))
        except ValueError:  # the 29th of February, or no day at all
            continue
    return days


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def _weekday_re(lang: str) -> regex.Pattern[str]:
    """Return the pattern of weekdays; one syllable alone only in brackets, as 4일(화)."""
    words = [row["word"] for row in read_table("weekdays") if row["lang"].startswith(lang)]
    either = "|".join(sorted(words, key=len, reverse=True))
    if lang == "en":
        return regex.compile(rf"\b(?P<day>{either.title()})\b\.?")
    return regex.compile(rf"(?P<day>{either})|\((?P<day>[월화수목금토일])\)")
