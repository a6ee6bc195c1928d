"""Numbers in digits and words, English and Korean, as exact Decimals.

``read_numerals`` finds the number alone; units, hedges and dates are the work
of ``align.facts.figures`` and ``align.facts.calendar.dates``. Korean number words are
also ordinary syllables (이 "this", 만 "only", 사 "company"), so a numeral says by
``form`` how much its surroundings must confirm it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from attrs import evolve, frozen

from align.tables import read_table

Form = Literal[
    "digits",  # 1,200; 3억 5000만; 2.5 million
    "word",  # English words, Sino-Korean of two and more syllables
    "native",  # 다섯, 스물두
    "vague",  # 수십, dozens of: a range
    "fraction",  # two thirds, 3분의 1, ½
    "ordinal",  # twenty-first, 3rd
    "bare",  # half, a dozen, 이, 만: a number only where something confirms it
]

MAX_DIGITS = 40
"""Longer runs of digits are codes, not quantities."""


ALONE = 40
"""Space around a number beyond which nobody calls it alone."""


@frozen(kw_only=True)
class Numeral:
    """A number in a text; ``high`` is the other end of a vague one (서너, 3 or 4)."""

    start: int
    end: int
    value: Decimal
    form: Form
    precision: Decimal = Decimal(1)
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    exact: bool = True


@frozen
class Word:
    """One piece of a number in English, as the parser sees it."""

    start: int
    end: int
    kind: str
    value: Decimal
    step: Decimal = Decimal(1)


DIGITS = r"""
    \d{1,3}(?:,\d{3}){1,12}(?:\.\d{1,20})?(?!,?\d)     # 1,234,567.89
  | \d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,20})?(?!,?\d)  # 12,34,567 (lakh)
  | (?<!\d,)\d{1,3}(?:\.\d{3}){0,8},\d{1,2}(?!,?\d)   # 1.111,11 and 1,3: decimal comma
  | \d{1,3}(?:[\ \u00a0\u202f]\d{3}){1,8}(?:\.\d{1,20})?(?![\d,])(?![\ .]\d)   # 1 234 567
  | \d+(?:\.\d+)?
  | (?<![\d.])\.\d+
"""
DIGITS_RE = re.compile(DIGITS, re.VERBOSE)
VULGAR = {
    c: Decimal(n) / Decimal(d)
    for c, n, d in zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "112131234151357", "233445555668888", strict=True)
}


def parse_digits(text: str) -> tuple[Decimal, Decimal] | None:
    """Return value and step of the last digit of a number in digits.

    A comma or dot followed by three digits groups, a comma followed by one or
    two is a decimal comma; None for runs too long to be a quantity.

    >>> parse_digits("1,234.50")
    (Decimal('1234.50'), Decimal('0.01'))
    >>> parse_digits("1.111,11")
    (Decimal('1111.11'), Decimal('0.01'))
    """
    if len(text) > MAX_DIGITS:
        return None
    comma = re.fullmatch(r"([\d.]*\d),(\d{1,2})", text)
    plain = f"{comma[1].replace('.', '')}.{comma[2]}" if comma else re.sub(r"[,\s]", "", text)
    if plain.startswith("."):
        plain = "0" + plain
    value = Decimal(plain)
    decimals = len(plain.partition(".")[2])
    if decimals:
        return value, Decimal(1).scaleb(-decimals)
    zeros = len(plain) - len(plain.rstrip("0")) if value else 0
    return value, Decimal(1).scaleb(zeros if zeros < len(plain) else 0)


@cache
def words_of(lang: str) -> dict[str, tuple[str, Decimal]]:
    """Return number words of a language with form and value.

    >>> words_of("ko")["스무"]
    ('native before tens', Decimal('20'))
    """
    words = {
        r["word"]: (r["form"], Decimal(r["value"]))
        for r in read_table("numerals")
        if r["lang"] == lang
    }
    for row in read_table("scales"):
        if row["lang"] == lang:
            words[row["word"]] = ("scale", Decimal(10) ** int(row["power"]))
    return words


@cache
def vague_of(lang: str) -> dict[str, tuple[Decimal, Decimal]]:
    """Return words that name a range, with its ends.

    >>> vague_of("ko")["서너"]
    (Decimal('3'), Decimal('4'))
    """
    return {
        r["word"]: (Decimal(r["low"]), Decimal(r["high"]))
        for r in read_table("vague")
        if r["lang"] == lang
    }


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a text holds nothing but ``text[start:end]``, space and a full stop.

    >>> stands_alone(" 삼. ", 1, 2), stands_alone("삼은 홀수", 0, 1)
    (True, False)
    """
    if start > ALONE or len(text) - end > ALONE:
        return False
    return not text[:start].strip() and not text[end:].strip(" .!?\n")


@cache
def lookalikes(kind: str) -> frozenset[str]:
    """Return ordinary Korean words that look like numbers.

    >>> "만일" in lookalikes("sino"), "열대" in lookalikes("native")  # if; the tropics
    (True, True)
    """
    return frozenset(r["word"] for r in read_table("lookalikes") if r["looks_like"] == kind)


@cache
def currency_codes() -> tuple[str, ...]:
    """Return the ISO codes that may stand before a number without a space (USD115)."""
    return tuple(
        r["form"] for r in read_table("currencies") if r["place"] == "code" and len(r["form"]) == 3
    )


@cache
def currency_signs() -> tuple[str, ...]:
    """Return the short words of a currency that may touch the number behind them (RM8.90, Rs500).

    >>> "RM" in currency_signs(), "$" in currency_signs()
    (True, False)
    """
    rows = (r["form"] for r in read_table("currencies") if r["place"] == "before")
    return tuple(
        form for form in rows if len(form) > 1 and form[0].isupper() and form.rstrip(".").isalpha()
    )


def negated(numeral: Numeral, start: int) -> Numeral:
    """Return the numeral with its sign turned, beginning at ``start``."""
    return evolve(numeral, start=start, value=-numeral.value)
