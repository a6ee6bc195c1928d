"""Stretches of time written in one piece: 1h20m, 2hrs5mins, 3m45s."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from align.records import Figure

_HINT_RE = re.compile(r"\d(?:h|m|hrs?|mins?)\d", re.IGNORECASE)
_COMPACT_RE = re.compile(
    r"(?<![\w.:-])(?:(?P<h>\d{1,3})(?:h|hrs?)(?P<m>\d{1,2})(?:m|mins?)(?:\s?(?P<s>\d{1,2})(?:s|secs?))?"
    r"|(?P<m2>\d{1,3})(?:m|mins?)(?P<s2>\d{1,2})(?:s|secs?))(?![\w:]|\.\d)"
)
SIXTY = 60


def read_compact_durations(text: str) -> Iterator[Figure]:
    """Yield the durations of an English text whose units touch the next number.

    >>> [(f.text, f.value, f.unit) for f in read_compact_durations("in 1h20m, then 3m45s")]
    [('1h20m', Decimal('80'), 'minute'), ('3m45s', Decimal('225'), 'second')]
    """
    if _HINT_RE.search(text) is None:
        return
    for m in _COMPACT_RE.finditer(text):
        minutes = int(m["m2"] or m["m"]) + SIXTY * int(m["h"] or 0)
        seconds = m["s"] or m["s2"]
        if (m["h"] and int(m["m"]) >= SIXTY) or int(seconds or 0) >= SIXTY:
            continue
        yield Figure(
            start=m.start(),
            end=m.end(),
            kind="duration",
            text=m[0],
            value=Decimal(minutes * SIXTY + int(seconds) if seconds else minutes),
            unit="second" if seconds else "minute",
            precision=Decimal(1),
        )
