"""Decades of a life: in her mid-thirties, in their 30s. Korean counts them (30대)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from align.records import Figure

_TENS = {
    "teens": 10,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_LIFE_RE = re.compile(
    rf"\bin\s(?:his|her|their|my|our|your|its)\s(?:(?:very\s)?(?:early|mid|late)(?:\sto\s|[\s-]))*"
    rf"(?P<decade>[1-9]0s|{'|'.join(_TENS)})\b",
    re.IGNORECASE,
)


def read_decades(text: str) -> Iterator[Figure]:
    """Yield decades of a life in an English text, as the number of years they begin with.

    >>> [(f.text, f.value) for f in read_decades("a man in his late 40s, now in his fifties")]
    [('40s', Decimal('40')), ('fifties', Decimal('50'))]
    """
    for match in _LIFE_RE.finditer(text):
        word = match["decade"].lower()
        yield Figure(
            start=match.start("decade"),
            end=match.end("decade"),
            kind="number",
            text=match["decade"],
            value=Decimal(_TENS.get(word) or int(word[:2])),
            counted="대",
            precision=Decimal(10),
        )
