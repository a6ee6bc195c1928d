"""How far apart two times of day are, whatever is known of their halves of the day."""

from __future__ import annotations

import regex

from align.records import Figure

HALF_DAY = 12 * 60
DAY = 2 * HALF_DAY

_HALF_RE = regex.compile(
    r"""
      [ap]\.?\s?m\b | morning | afternoon | evening | night | noon
    | 오전 | 오후 | 아침 | 점심 | 낮 | 저녁 | 밤 | 새벽 | 자정 | 정오
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""What says which half of the day is meant."""


def minutes_apart(a: Figure, b: Figure) -> int | None:
    """Return the least number of minutes between two times, None where one is no time of day.

    Round the clock, since a day begins at midnight and a night does not. A time that
    names no half of the day may lie in either.

    >>> from align.facts.figures import read_figures
    >>> def first(text, lang): return read_figures(text, lang)[0]
    >>> minutes_apart(first("3 p.m.", "en"), first("오후 5시", "ko"))
    120
    >>> minutes_apart(first("3 o'clock", "en"), first("오후 3시", "ko"))
    0
    """
    one, other = _minutes(a), _minutes(b)
    if one is None or other is None:
        return None
    gap = (one - other) % DAY
    apart = min(gap, DAY - gap)
    if is_half_known(a) and is_half_known(b):
        return apart
    return min(apart, HALF_DAY - apart)


def is_half_known(figure: Figure) -> bool:
    """Say whether a time names its half of the day, or counts hours to 24."""
    digits = regex.search(r"\d+", figure.text)
    return (
        _HALF_RE.search(figure.text) is not None
        or (_minutes(figure) or 0) > HALF_DAY + 59
        or (digits is not None and len(digits.group()) == 2 and digits.group().startswith("0"))
    )


def _minutes(figure: Figure) -> int | None:
    parts = str(figure.value).split(":")
    if figure.kind != "time" or len(parts) < 2 or not all(part.isdigit() for part in parts):
        return None
    return 60 * int(parts[0]) + int(parts[1])
