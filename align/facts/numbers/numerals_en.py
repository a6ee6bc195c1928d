"""English numbers: what the parser finds, and words that name a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.calendar.dates import fold_case
from align.facts.measuring.triggers import may_hold_number
from align.facts.numbers.number_parser_en import Parser
from align.facts.numbers.numerals import Numeral, vague_of, words_of

_COLUMN_RE = re.compile(r"\s(?:[A-Z][a-z]+\s)?(?:[a-z]+|[A-Z]{3})\s*(?:[.,;:)\]]|$)")
"""Behind "in millions of": how the figures of a table are counted, not how many there are."""


@cache
def _vague_re() -> re.Pattern[str]:
    words = "|".join(sorted(vague_of("en"), key=len, reverse=True)).replace(" of", r"(?:\ of)")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def read_numerals_en(text: str) -> Sequence[Numeral]:
    """Return the numbers of an English text, in order and apart.

    >>> [str(n.value) for n in read_numerals_en("two thirds of 1.2 million, one and a half")]
    ['0.6666666666666666666666666667', '1200000.0', '1.5']
    >>> read_numerals_en("twenty-one trillion and three hundred")[0].value
    Decimal('21000000000300')
    """
    if not may_hold_number(text):
        return ()
    parser = Parser(text)
    found: list[Numeral] = []
    i = 0
    while i < len(parser.toks):
        got = parser.at(i)
        if got is None:
            i += 1
        else:
            found.append(got[0])
            i = max(got[1], i + 1)
    for m in _vague_re().finditer(text):
        low, high = vague_of("en")[fold_case(m[0])]
        found = [n for n in found if n.end <= m.start() or n.start >= m.end()]
        if _COLUMN_RE.match(text, m.end()) and text[max(0, m.start() - 3) : m.start()] == "in ":
            scale = words_of("en")[m[0].lower().removesuffix(" of").removesuffix("s")][1]
            found.append(
                Numeral(start=m.start(), end=m.end(), value=scale, form="word", precision=scale)
            )
            continue
        found.append(
            Numeral(
                start=m.start(),
                end=m.end(),
                value=low,
                high=high,
                form="vague",
                precision=low,
                exact=False,
            )
        )
    return sorted(found, key=lambda n: n.start)
