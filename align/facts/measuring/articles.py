"""English "a" and "an" where they count one: "about an hour", "a litre of milk"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from align.facts.measuring.quantities import hedge_before
from align.facts.measuring.units import Unit, unit_at
from align.facts.numbers.numerals import Numeral, stands_alone

ARTICLE_RE = re.compile(r"(?<![\w'’-])an?(?=\s[A-Za-z]{2})", re.IGNORECASE)
SUM_RE = re.compile(
    r"\s(?:and\s(?:a\s(?:half|quarter)|half|\d|[a-z]{2,6}\s(?:day|week|month|hour|minute|second)s?\b)|ago\b|later\b|earlier\b)"
)
SPANNING_RE = re.compile(r"\b(?:for|than|in|after|by|lasted|took|takes|spent)\s$", re.IGNORECASE)
"""Beside the hedges and limits of ``hedges.tsv`` ("at least a week")."""

COSTING_RE = re.compile(r"\b(?:above|over|under|below|than|for)\s$", re.IGNORECASE)
OTHER_WORDS = frozenset(
    ("turn", "bit", "second", "stone", "won", "real", "cup", "pound", "foot", "yard", "degree")
)
"""Units that after "a" are mostly another word (a second round, a real problem)."""
WEIGHED_WORDS = frozenset(("pound", "foot", "yard"))
AMOUNT_RE = re.compile(
    r"\sof\s(?!the\b|his\b|her\b|my\b|our\b|your\b|their\b|its?\b|this\b|that\b)"
)
"""What makes them measures all the same: a pound of carrots, a foot of snow."""


def read_articles(text: str, taken: Sequence[Numeral]) -> Iterator[Numeral]:
    """Yield the articles that count, away from the numbers ``taken`` ("5 dollars a day" has none).

    >>> [n.start for n in read_articles("for about an hour, twice a day", ())]
    [10]
    """
    starts = [n.start for n in taken]
    for m in ARTICLE_RE.finditer(text):
        k = bisect_left(starts, m.start() + 1)
        if (k and taken[k - 1].end > m.start()) or (k < len(taken) and starts[k] < m.end() + 1):
            continue
        unit = unit_at(text, m.end() + 1, "en")
        if unit is not None and _counts(text, m.start(), m.end() + 1 + len(unit.form), unit):
            yield Numeral(start=m.start(), end=m.end(), value=Decimal(1), form="word")


def _counts(text: str, start: int, end: int, unit: Unit) -> bool:
    if unit.kind not in ("duration", "dimension", "currency") or len(unit.form) == 1:
        return False
    if stands_alone(text, start, end):
        return True
    if unit.form in WEIGHED_WORDS and AMOUNT_RE.match(text, end):
        return True
    if unit.form in OTHER_WORDS:
        return False
    if SUM_RE.match(text, end) or (unit.kind == "dimension" and text[end : end + 4] == " of "):
        return True
    if unit.kind == "currency":
        return COSTING_RE.search(text, max(0, start - 12), start) is not None
    spans = SPANNING_RE.search(text, max(0, start - 12), start) is not None
    return spans or hedge_before(text, "en", start) != (False, None)
