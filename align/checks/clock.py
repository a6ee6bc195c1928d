"""Times of day of two sides: 3 p.m. against 오후 5시.

Left out: time zones. Where a side says on whose clock it reads the time, whole
quarters of an hour may be what two clocks differ by, and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from align.checks.figures import Agreement, show_value
from align.checks.hours import minutes_apart
from align.checks.pairs import Finding, Pair, Side
from align.records import Figure
from align.tables import read_table

HEDGED_MINUTES = 30
"""Minutes by which "about 3 p.m." and "shortly after 3 p.m." may be off; a translation that is
hedged too gives the same minute."""

QUARTER = 15
"""Minutes of which what two time zones differ by is a multiple."""

_BEFORE_RE = regex.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|before|after|by|past|from)|약|대략)\s$",
    regex.IGNORECASE,
)
_AFTER_RE = regex.compile(
    r"\s?(?:쯤|경|께|무렵|즈음|전|직전|직후|이전|이후|을?\s?넘|를?\s?넘|이?\s?지나|까지|부터)"
)


def check_time(pair: Pair) -> Iterator[Finding]:
    """Two times of day stand for the same moment and differ, and not by what time zones do.

    Where a side names a zone, whole quarters of an hour are not compared. A time without
    its half of the day ("3 o'clock") stands for two. In claims of two outlets each must give
    a single time, and the finding is minor.
    """
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if match.agreement is not Agreement.DIFFERS or a.kind != "time" or b.kind != "time":
            continue
        apart = minutes_apart(a, b) or 0
        if apart % QUARTER == 0 and (names_zone(pair.source) or names_zone(pair.target)):
            continue
        if not pair.is_translation and not _is_only_time(pair):
            continue
        hedges = _is_hedged(pair.source, a) + _is_hedged(pair.target, b)
        is_loose = hedges == 1 or (hedges and not pair.is_translation)
        if is_loose and apart <= HEDGED_MINUTES:
            continue
        shown = show_value(a), show_value(b)
        yield Finding(
            verdict="differs",
            message=f"The times differ: {shown[0]} against {shown[1]}",
            source=a.span,
            target=b.span,
            source_value=shown[0],
            target_value=shown[1],
            severity=None if pair.is_translation else "minor",
        )


def _is_only_time(pair: Pair) -> bool:
    return all(
        sum(figure.kind == "time" for figure in side.facts.figures) == 1
        for side in (pair.source, pair.target)
    )


def _is_hedged(side: Side, figure: Figure) -> bool:
    """Say whether a side gives a time as about, before or after."""
    before = side.text[max(figure.start - 16, 0) : figure.start]
    return bool(_BEFORE_RE.search(before) or _AFTER_RE.match(side.text, figure.end))


def names_zone(side: Side) -> bool:
    """Say whether a side names the clock that its times are read from.

    >>> from align.checks.pairs import make_text_pair
    >>> pair = make_text_pair("It starts at 3 p.m. EDT.", "오후 3시에 시작한다.")
    >>> names_zone(pair.source), names_zone(pair.target)
    (True, False)
    """
    return _zone_re("ko" if side.lang == "ko" else "en").search(side.text) is not None


@cache
def _zone_re(lang: str) -> regex.Pattern[str]:
    (words,) = (row["words"] for row in read_table("zones") if row["lang"] == lang)
    if lang == "ko":
        return regex.compile(rf"(?<!\p{{L}})(?:{words})\s?(?:표준\s?)?(?:시간|시각)")
    return regex.compile(rf"\b(?:{words})\b")
