"""English years in words or cut short: nineteen ninety-nine, twenty oh five, '98."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.calendar.dates import alternatives, figure, full_year, iso, months
from align.facts.measuring.nouns import counted_en
from align.facts.numbers.numerals import Numeral, stands_alone
from align.records import Figure

CENTURIES = range(11, 22)
SURE = (17, 18, 19)
"""Hundreds that hardly anything but a year has before a number of two digits."""

_PAIR_RE = re.compile(r"[ -](?:oh[ -]|o[ -])?")
_CUE_RE = re.compile(
    r"\b(?:in|since|by|from|until|till|before|after|during|of|year|between|mid|early|late|through|"
    r"for|to|and|spring|summer|autumn|fall|winter)[\s-](?:the\syear\s)?$",
    re.IGNORECASE,
)
_SHORT_RE = re.compile(r"['’‘]$")
_SHORT_CUE_RE = re.compile(
    r"\b(?:in|since|by|from|until|till|before|after|during|of|back|class|mid|early|late|"
    r"spring|summer|autumn|fall|winter|through|to|and)\s['’‘]$",
    re.IGNORECASE,
)


@cache
def _dated_re() -> re.Pattern[str]:
    """Return the pattern of a month, or a day of it, before a year."""
    names = alternatives(months())
    ordinal = r"(?:\d{1,2}(?:st|nd|rd|th)?|[a-z-]{5,14})"
    return re.compile(
        rf"\b(?:(?:{names})\.?(?:\s(?:the\s)?{ordinal})?),?\s(?:of\s)?$", re.IGNORECASE
    )


def read_worded_year(text: str, numerals: Sequence[Numeral], i: int) -> tuple[Figure, int] | None:
    """Return the year that begins at number ``i`` and the next number, or None.

    >>> from align.facts.numbers.numerals_en import read_numerals_en
    >>> found = [
    ...     read_worded_year(t, read_numerals_en(t), 0)
    ...     for t in ("in twenty sixteen", "since '98", "twenty twenty-cent coins")
    ... ]
    >>> [got and got[0].value for got in found]
    ['2016', '1998', None]
    """
    n = numerals[i]
    if n.form == "digits":
        return _short_year(text, n, i)
    year, end, k = int(n.value), n.end, i + 1
    if n.value in CENTURIES and k < len(numerals):
        last = numerals[k]
        gap = text[n.end : last.start]
        if last.form != "word" or not _PAIR_RE.fullmatch(gap) or last.value % 1:
            return None
        zero = "o" in gap
        if not (0 < last.value < 10 if zero else 10 <= last.value < 100):
            return None
        year, end, k = year * 100 + int(last.value), last.end, k + 1
    elif not 1100 <= n.value < 2200 or n.value % 1:
        return None
    if counted_en(text, end, last.value if k > i + 1 else n.value) is not None:
        return None
    before = text[max(0, n.start - 30) : n.start]
    dated = _dated_re().search(before) is not None
    split = k > i + 1
    sure = split and (
        n.value in SURE or _CUE_RE.search(before) is not None or stands_alone(text, n.start, end)
    )
    if not (dated or sure):
        return None
    return figure("date", text, n.start, end, iso(year)), k


def _short_year(text: str, n: Numeral, i: int) -> tuple[Figure, int] | None:
    before = text[max(0, n.start - 30) : n.start]
    if n.end - n.start != 2 or not _SHORT_RE.search(before) or text[n.end : n.end + 1].isalnum():
        return None
    if not (_SHORT_CUE_RE.search(before) or _dated_re().search(before[:-1])):
        return None
    if text[n.end : n.end + 1] in ("'", "’", ".") and text[n.end + 1 : n.end + 2].isdigit():
        return None
    return figure("date", text, n.start - 1, n.end, iso(full_year(text[n.start : n.end]))), i + 1
