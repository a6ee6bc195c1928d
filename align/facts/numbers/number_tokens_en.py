"""The pieces that English numbers are made of, as the parser sees them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from align.facts.calendar.dates import fold_case
from align.facts.numbers.numerals import (
    DIGITS,
    VULGAR,
    Word,
    currency_codes,
    currency_signs,
    parse_digits,
    words_of,
)

ONE = Decimal(1)
BIG = {"M": Decimal(10) ** 6, "B": Decimal(10) ** 9, "T": Decimal(10) ** 12}


@cache
def word_re() -> re.Pattern[str]:
    """Return the pattern of everything an English number is made of."""
    words = "|".join(sorted(map(re.escape, words_of("en")), key=len, reverse=True))
    codes = "|".join(currency_codes())
    signs = "|".join(rf"(?<=\b(?-i:{re.escape(sign)}))(?!\.)" for sign in currency_signs())
    tens = "|".join(w for w, (form, _) in words_of("en").items() if form == "tens")
    return re.compile(
        rf"""
        (?P<digits>(?:(?<![\w.])|(?<=\b(?:{codes}))|{signs})(?:{DIGITS})(?:(?P<nth>st|nd|rd|th)\b)?)
      | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
      | (?P<big>(?<=\d)[ ]?(?-i:[MBT])(?![\w'’]))   # 10M, $5B
      | (?P<glued>(?<![^\W\d])(?:{words})|(?<=ty)(?:{words}))\b
      | \b(?P<tens>{tens})(?=(?:{words})\b)      # twentyfifth
      | \b(?P<link>and|point|an?|over|of)\b
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def tokens(text: str) -> list[Word]:
    """Return the pieces of numbers in the text, in order."""
    table = words_of("en")
    out: list[Word] = []
    for m in word_re().finditer(text):
        kind = m.lastgroup or ""
        if m["digits"]:
            parsed = parse_digits(m["digits"].removesuffix(m["nth"] or "\0"))
            if parsed is None:
                continue
            out.append(Word(m.start(), m.end(), "nth" if m["nth"] else "digits", *parsed))
        elif m["vulgar"]:
            out.append(Word(m.start(), m.end(), "vulgar", VULGAR[m[0]]))
        elif m["big"]:
            out.append(Word(m.start(), m.end(), "scale", BIG[m[0].strip()]))
        elif kind == "link":
            out.append(Word(m.start(), m.end(), m[0].lower(), ONE))
        else:
            word = fold_case(m[0])
            form, value = table[word]
            if form == "scale" and len(word) < 3 and m.start() and text[m.start() - 1].isalpha():
                continue
            if m[0] == "kr":  # kroner or kronor; crore has a capital
                continue
            out.append(Word(m.start(), m.end(), "hundred" if word == "hundred" else form, value))
    return out
