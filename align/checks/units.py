"""The same number in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from align.checks.figures import show_value
from align.checks.pairs import Finding, Pair, Side
from align.records import Figure, Lang
from align.tables import read_table

MEASURES = frozenset({"dimension", "duration", "age", "percent", "temperature", "currency"})

WEEKS = frozenset({"주", "주일"})
"""Korean counters that are units of time where the other side has one."""


def check_unit(pair: Pair) -> Iterator[Finding]:
    """Both sides give one number, in units that do not say the same: 6 inches, 6센티미터."""
    if not pair.is_translation:
        return
    left = list(pair.figures.only_target)
    for a in pair.figures.only_source:
        b = next((f for f in left if _is_other_unit(a, f)), None)
        if b is None or _is_said_bare(pair, a, b):
            continue
        left.remove(b)
        yield _differs(a, b)
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if (
            a.unit != b.unit
            and a.value == b.value
            and {a.kind, b.kind} <= {"dimension", "duration"}
            and not _is_said_bare(pair, a, b)
        ):
            yield _differs(a, b)


def _is_said_bare(pair: Pair, a: Figure, b: Figure) -> bool:
    """Say whether one of a unit stands on the other side without a number (each month, 1개월)."""
    if a.value != 1:
        return False
    return _has_unit(pair.target, a.unit) or _has_unit(pair.source, b.unit)


def _has_unit(side: Side, unit: str | None) -> bool:
    return unit is not None and any(
        regex.search(
            rf"\b{regex.escape(form)}\b" if form.isascii() else regex.escape(form),
            side.text,
            regex.IGNORECASE,
        )
        for form in _forms(unit, side.lang)
        if len(form) > 2 or not form.isascii()
    )


@cache
def _forms(unit: str, lang: Lang) -> tuple[str, ...]:
    """Return how a language writes a unit in words."""
    rows = read_table("units")
    return tuple(row["form"] for row in rows if row["unit"] == unit and row["lang"] == lang)


def _is_other_unit(a: Figure, b: Figure) -> bool:
    if a.value is None or a.value != b.value or isinstance(a.value, str):
        return False
    if not any(c.isdigit() for c in a.text) and not any(c.isdigit() for c in b.text):
        return False
    if a.kind in MEASURES and b.kind in MEASURES:
        return (a.kind, a.unit, a.currency) != (b.kind, b.unit, b.currency) and a.unit != b.unit
    if {a.kind, b.kind} == {"percent", "number"} and (a.counted or b.counted) is None:
        return any(c in "%" for c in a.text + b.text) or "per" in (a.text + b.text).lower()
    time = ("duration", "age")
    return any(
        x.kind in time and y.kind == "number" and y.counted in WEEKS and x.unit != "week"
        for x, y in ((a, b), (b, a))
    )


def _differs(a: Figure, b: Figure) -> Finding:
    return Finding(
        verdict="differs",
        message=f"The same number in another unit: {show_value(a)} against {show_value(b)}",
        source=a.span,
        target=b.span,
        source_value=show_value(a),
        target_value=show_value(b),
        confidence=0.8,
    )
