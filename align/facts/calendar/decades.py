"""Decades by name: of a life (in her mid-thirties, in their 30s) and of the last century.

Korean counts the first (30대), and dates the second (80년대).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from align.facts.calendar.dates import figure
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


_TEMPERED_RE = re.compile(r"(?:high|low|temperature|mercury|degree)[^.]{0,30}$", re.IGNORECASE)
_SPAN_RE = re.compile(
    rf"\bthe\s(?:(?:very\s)?(?:early|mid|late|roaring|swinging)(?:\sto\s|[\s-]))*"
    rf"(?P<decade>{'|'.join(w for w in _TENS if w != 'teens')}|noughties)\b",
    re.IGNORECASE,
)


def read_named_decades(text: str) -> Iterator[Figure]:
    """Yield decades of the last century by their names, not those of a thermometer.

    >>> [f.value for f in read_named_decades("in the late eighties, with highs in the nineties")]
    ['198X']
    """
    for m in _SPAN_RE.finditer(text) if "ties" in text else ():
        if not _TEMPERED_RE.search(text, max(0, m.start() - 40), m.start()):
            tens = _TENS.get(m["decade"].lower())
            value = f"19{tens // 10}X" if tens else "200X"
            yield figure("date", text, m.start("decade"), m.end("decade"), value)


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
