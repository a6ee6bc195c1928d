"""Figures and dates of two sides: which agree, which differ, which are missing.

Typed facts are compared, never strings of digits: by value first, then by what
is counted, by unit and by place in the sentence. What is hedged agrees with
what lies near; what has no ground (the 9th of which month?) is compared as far
as it goes. Left out: verdicts; ``checks.table`` gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum

from attrs import frozen

from align.checks.hours import minutes_apart
from align.facts.measuring.units import base_value, dimensions
from align.records import Figure, Value

CALENDAR = frozenset({"date", "date_rel"})

APPROXIMATE_SHARE = Decimal("0.1")
"""What "about 100" may be off by, as a share, where its last digit allows less."""

ROUNDING_SHARE = Decimal("0.05")
"""How far a rounded figure may lie from the exact one and still be a rounding."""

SMALL = Decimal(2)
"""Figures below this that are written as words are too often articles, pronouns and
idioms ("one of", 한 번) to be called wrong or missing on their own."""

MILLE_ERRORS = frozenset(
    Decimal(10) ** n for n in (-8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8)
)
"""Quotients that come from reading one scale as another (만 as thousand)."""


class Agreement(IntEnum):
    """How well two figures agree, worst first."""

    DIFFERS = 0
    UNKNOWN = 1
    NEAR = 2  # hedged, bounded or rounded, and compatible
    SAME = 3


CALENDAR_UNITS = frozenset({"month", "quarter", "year"})
"""Units of time that do not always hold the same number of days."""

CONVERTED = Decimal("0.1")
"""The most that rounding of a conversion may change: a mile is told as 1.6 km or as 1.5."""

ROUNDED_POINTS, HEDGED_POINTS = 1, 10
"""Percentage points between a fraction and a percentage: a third is 33 %, about half 45 %."""

MONTH_SHARE = Decimal("0.1")
"""How far days and months may be apart: four weeks are a month, five are not."""


@frozen(kw_only=True)
class FigureMatch:
    """A figure of the source and one of the target that stand for the same thing."""

    source: Figure
    target: Figure
    agreement: Agreement


@frozen(kw_only=True)
class FigureMatching:
    """All figures of two sides: in pairs, or left over on one side."""

    matches: tuple[FigureMatch, ...]
    only_source: tuple[Figure, ...]
    only_target: tuple[Figure, ...]


def compare_figures(a: Figure, b: Figure) -> Agreement:
    """Return how well two figures agree in value, unit and currency.

    >>> from align.facts.figures import read_figures
    >>> def first(text): return read_figures(text)[0]
    >>> compare_figures(first("$500 billion"), first("5,000억 달러")).name
    'SAME'
    >>> compare_figures(first("about 100 founders"), first("104명")).name
    'NEAR'
    >>> compare_figures(first("334 firms"), first("343개사")).name
    'DIFFERS'
    """
    if a.value is None or b.value is None:
        calendar = a.kind in CALENDAR and b.kind in CALENDAR
        return Agreement.UNKNOWN if calendar or a.kind == b.kind else Agreement.DIFFERS
    if a.kind in CALENDAR and b.kind in CALENDAR:
        return _compare_dates(str(a.value), str(b.value))
    if a.kind == b.kind == "time":
        return _compare_times(a, b)
    if isinstance(a.value, str) or isinstance(b.value, str):
        return Agreement.SAME if a.value == b.value else Agreement.DIFFERS
    if {a.kind, b.kind} == {"ratio", "percent"} and "point" not in (a.unit, b.unit):
        return _compare_shares(a, b)
    if not has_same_unit(a, b):
        return Agreement.DIFFERS
    if a.kind == b.kind == "score":
        return Agreement.SAME if a.value == b.value else Agreement.DIFFERS
    if isinstance(a.value, tuple) or isinstance(b.value, tuple):
        return _compare_ranges(_as_range(a.value), _as_range(b.value))
    base_a, base_b = base_value(a), base_value(b)
    measured = base_a and base_b and not (_is_rate_of(a, b) or _is_rate_of(b, a))
    x, y = (base_a[0], base_b[0]) if measured and base_a and base_b else (a.value, b.value)
    if x == y:
        return Agreement.SAME
    if _is_near(a, b, x, y) or _are_months_in_days(a, b, x, y) or _is_converted(a, b, x, y):
        return Agreement.NEAR
    return Agreement.DIFFERS


def _compare_shares(a: Figure, b: Figure) -> Agreement:
    """Compare a fraction with a percentage: three quarters, 75 %; a third, 33 %."""
    if isinstance(a.value, tuple) or isinstance(b.value, tuple):
        return Agreement.DIFFERS
    ratio, percent = (a.value, b.value) if a.kind == "ratio" else (b.value, a.value)
    assert isinstance(ratio, Decimal)
    assert isinstance(percent, Decimal)
    gap = abs(100 * ratio - percent)
    if not gap:
        return Agreement.SAME
    is_hedged = a.approx or b.approx or a.bound or b.bound
    allowed = HEDGED_POINTS if is_hedged else ROUNDED_POINTS
    return Agreement.NEAR if gap <= allowed else Agreement.DIFFERS


def _is_converted(a: Figure, b: Figure, x: Decimal, y: Decimal) -> bool:
    """Say whether two measures in other units differ by less than the coarser one's step."""
    if a.unit == b.unit or a.kind != b.kind or a.kind != "dimension":
        return False
    sizes = [(dimensions().get(f.unit or ""), f.precision) for f in (a, b)]
    steps = [size[1] * precision for size, precision in sizes if size and precision]
    return bool(steps) and abs(x - y) <= max(steps) and abs(x - y) <= CONVERTED * max(x, y)


def _are_months_in_days(a: Figure, b: Figure, x: Decimal, y: Decimal) -> bool:
    """Say whether one side counts in months what the other counts in days (90 days, 석 달)."""
    units = {a.unit or "", b.unit or ""}
    if a.kind != "duration" or not units & CALENDAR_UNITS or not units & {"day", "week"}:
        return False
    return abs(x - y) <= MONTH_SHARE * max(abs(x), abs(y))


def has_same_unit(a: Figure, b: Figure) -> bool:
    """Say whether the values of two figures may be compared as numbers."""
    if _is_pound(a, b) or _is_pound(b, a) or _is_rate_of(a, b) or _is_rate_of(b, a):
        return True
    base_a, base_b = base_value(a), base_value(b)
    if base_a and base_b:
        return base_a[1] == base_b[1]
    if a.kind == b.kind == "temperature" and "degree" in (a.unit, b.unit):
        return True
    if a.kind == b.kind:
        return a.currency == b.currency and (a.unit or "") == (b.unit or "")
    return {a.kind, b.kind} <= {"number", "ordinal", "multiple", "score", "age"}


def _is_rate_of(a: Figure, b: Figure) -> bool:
    """Say whether one side gives per hour what the other measures: 시간당 30㎜, 30 mm of rain."""
    return bool(a.unit and b.unit) and (a.unit or "").startswith(f"{b.unit} per ")


def _is_pound(a: Figure, b: Figure) -> bool:
    """Say whether 파운드, which is money and weight, stands for the weight of the other side."""
    return a.unit == "pound" and b.currency == "GBP" and b.text.endswith("파운드")


def _is_near(a: Figure, b: Figure, x: Decimal, y: Decimal) -> bool:
    """Say whether a hedge, a bound or a rounding lets ``x`` and ``y`` stand together."""
    gap = abs(x - y)
    size = max(abs(x), abs(y))
    if (a.approx or b.approx) and gap <= max(APPROXIMATE_SHARE * size, *_steps(a, b)):
        return True
    for one, other, value, limit in ((a, b, x, y), (b, a, y, x)):
        if (
            other.bound in ("over", "at least")
            and one.bound is None
            and limit <= value <= 2 * limit
        ):
            return True
        if (
            other.bound in ("under", "at most")
            and one.bound is None
            and limit / 2 <= value <= limit
        ):
            return True
    return gap <= ROUNDING_SHARE * size and is_rounding(a, b)


def _steps(a: Figure, b: Figure) -> tuple[Decimal, Decimal]:
    return a.precision or Decimal(0), b.precision or Decimal(0)


def is_rounding(a: Figure, b: Figure) -> bool:
    """Say whether the coarser of two figures is the finer one, rounded."""
    if not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal):
        return False
    step_a, step_b = _steps(a, b)
    if not step_a or not step_b or step_a == step_b:
        return False
    fine, coarse, step = (
        (b.value, a.value, step_a) if step_a > step_b else (a.value, b.value, step_b)
    )
    return abs(fine - coarse) <= step and fine != coarse


def is_scale_slip(a: Figure, b: Figure) -> bool:
    """Say whether two figures have the same digits at another power of ten."""
    if not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal):
        return False
    return bool(a.value and b.value) and a.value / b.value in MILLE_ERRORS


def _as_range(value: Value) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(value, tuple):
        return value
    assert isinstance(value, Decimal)
    return value, value


def _compare_ranges(
    a: tuple[Decimal | None, Decimal | None], b: tuple[Decimal | None, Decimal | None]
) -> Agreement:
    if a == b:
        return Agreement.SAME
    low_a, low_b = a[0] or Decimal("-Infinity"), b[0] or Decimal("-Infinity")
    high_a = Decimal("Infinity") if a[1] is None else a[1]
    high_b = Decimal("Infinity") if b[1] is None else b[1]
    inside = (low_a <= low_b and high_b <= high_a) or (low_b <= low_a and high_a <= high_b)
    return Agreement.NEAR if inside else Agreement.DIFFERS


def _compare_dates(a: str, b: str) -> Agreement:
    """Compare as far as both are known: ``XXXX-06-09`` agrees with ``2023-06-09``."""
    if "W" in a or "W" in b:
        if "W" in a and "W" in b:
            return Agreement.SAME if a == b else Agreement.DIFFERS
        return Agreement.UNKNOWN
    if a != b and _is_decade(a) and _is_decade(b):
        return Agreement.DIFFERS
    parts_a, parts_b = a.split("T")[0].split("-"), b.split("T")[0].split("-")
    known = [
        (x, y) for x, y in zip(parts_a, parts_b, strict=False) if "X" not in x and "X" not in y
    ]
    if not known:
        return Agreement.UNKNOWN
    if any(x != y for x, y in known):
        return Agreement.DIFFERS
    return Agreement.SAME if len(parts_a) == len(parts_b) == len(known) else Agreement.NEAR


def _compare_times(a: Figure, b: Figure) -> Agreement:
    if a.value == b.value:
        return Agreement.SAME
    return Agreement.NEAR if minutes_apart(a, b) == 0 else Agreement.DIFFERS


def _is_decade(value: str) -> bool:
    return len(value) == 4 and value[3] == "X" and value[:3].isdigit()


def match_figures(source: Sequence[Figure], target: Sequence[Figure]) -> FigureMatching:
    """Return the figures of two sides in pairs, best agreement first.

    Equal values are paired before near ones; what is then left is paired where
    kind and unit are the same and the places in the sentence are alike: those
    pairs differ. What cannot be compared and what may be no figure ("one") has
    the last choice.
    """
    width_source = max((f.end for f in source), default=1)
    width_target = max((f.end for f in target), default=1)
    candidates = []
    for i, a in enumerate(source):
        for j, b in enumerate(target):
            agreement = compare_figures(a, b)
            if agreement is Agreement.DIFFERS and not is_comparable(a, b):
                continue
            distance = abs(a.start / width_source - b.start / width_target)
            same_kind = a.kind == b.kind or {a.kind, b.kind} <= CALENDAR
            rank = _rank(a, b, agreement)
            candidates.append((rank, not same_kind, distance, i, j, agreement))
    candidates.sort()
    used_source: set[int] = set()
    used_target: set[int] = set()
    matches = []
    for *_, i, j, agreement in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            matches.append(FigureMatch(source=source[i], target=target[j], agreement=agreement))
    return FigureMatching(
        matches=tuple(sorted(matches, key=lambda match: match.source.start)),
        only_source=tuple(f for i, f in enumerate(source) if i not in used_source),
        only_target=tuple(f for j, f in enumerate(target) if j not in used_target),
    )


def _rank(a: Figure, b: Figure, agreement: Agreement) -> int:
    """Return which pairs are made first: equal ones, near ones, differing ones, the rest."""
    if agreement is Agreement.UNKNOWN:
        return 1 if a.unit and a.unit == b.unit else 3
    if agreement is Agreement.DIFFERS:
        return 4 if is_small_word(a) or is_small_word(b) else 2
    return Agreement.SAME - agreement


def is_small_word(figure: Figure) -> bool:
    """Say whether a figure is a word that is often an article, a pronoun or part of an idiom."""
    if any(c.isdigit() for c in figure.text):
        return False
    value = figure.value
    return figure.kind in ("number", "ordinal", "ratio", "multiple") and (
        not isinstance(value, Decimal) or value < SMALL
    )


def is_comparable(a: Figure, b: Figure) -> bool:
    """Say whether two figures that do not agree may stand for the same thing."""
    if a.value is None or b.value is None:
        return False
    if a.kind in CALENDAR and b.kind in CALENDAR:
        return _grain(str(a.value)) == _grain(str(b.value))
    if a.kind == b.kind == "currency":
        return True
    return a.kind == b.kind and has_same_unit(a, b)


def _grain(value: str) -> str:
    """Return which parts of a date are known."""
    if "W" in value:
        return "week"
    return "-".join("X" if "X" in part else "0" for part in value.split("T")[0].split("-"))


def show_value(figure: Figure) -> str:
    """Return the value as a reviewer reads it.

    >>> from align.facts.figures import read_figures
    >>> show_value(read_figures("약 5,000억 달러")[0])
    'about 500,000,000,000 USD'
    """
    if figure.value is None:
        return "not resolved"
    value = figure.value
    if isinstance(value, tuple):
        low, high = (("…" if end is None else _plain(end)) for end in value)
        shown = f"{low} – {high}"
    else:
        shown = _show_date(value) if isinstance(value, str) else _plain(value)
    unit = figure.currency or figure.unit or {"percent": "%", "multiple": "times"}.get(figure.kind)
    if figure.kind == "percent" and figure.unit == "point":
        unit = "percentage points"
    hedge = f"{figure.bound} " if figure.bound else "about " if figure.approx else ""
    return f"{hedge}{shown}{f' {unit}' if unit else ''}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _show_date(value: str) -> str:
    """Return a date without the signs for what is unknown.

    >>> _show_date("XXXX-WXX-2"), _show_date("XXXX-XX-09"), _show_date("2024-05-XX")
    ('Tuesday', 'day 09', '2024-05')
    >>> _show_date("199X")
    '1990s'
    """
    if _is_decade(value):
        return f"{value[:3]}0s"
    parts = value.split("-")
    if len(parts) == 3 and parts[1] == "WXX" and parts[2] in set("1234567"):
        return _WEEKDAYS[int(parts[2]) - 1]
    known = "-".join(part for part in parts if "X" not in part)
    if len(parts) == 3 and value.startswith("XXXX-XX-"):
        return f"day {known}"
    if len(parts) == 2 and value.startswith("XXXX-"):
        return f"month {known}"
    return known or value


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
