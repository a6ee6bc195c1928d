"""English words of dates, and a match that gives its groups as they were written."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from align.facts.calendar.dates import months
from align.facts.numbers.numerals_en import read_numerals_en
from align.tables import read_table

DIRECTION = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "this coming": 1,
    "this upcoming": 1,
    "this past": -1,
}
HALF_DAYS = {
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "night",
    "lunchtime": "noon",
    "noon": "noon",
    "midnight": "midnight",
    "early morning": "am",
}


@cache
def number_values() -> dict[str, int]:
    """Return number words to 60 and ordinals to 31."""
    out: dict[str, int] = {}
    rows = [r for r in read_table("numerals") if r["lang"] == "en"]
    ones = {
        r["word"]: int(r["value"])
        for r in rows
        if r["form"] == "unit" and r["word"] not in ("nought", "naught", "zero")
    }
    tens = {
        r["word"]: int(r["value"]) for r in rows if r["form"] == "tens" and int(r["value"]) < 60
    }
    firsts = {r["word"]: int(r["value"]) for r in rows if r["form"] == "ordinal"}
    out.update({r["word"]: int(r["value"]) for r in rows if r["form"] == "teen"}, **ones, **tens)
    out.update({w: v for w, v in firsts.items() if v <= 31})
    for w, v in tens.items():
        for o, n in {**ones, **firsts}.items():
            if n < 10:
                out[f"{w} {o}"] = out[f"{w}-{o}"] = v + n
    return out


class Match:
    """A match in the text's copy in small letters that gives groups as they were written."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.text = text
        self.span, self.start, self.end = match.span, match.start, match.end

    def __getitem__(self, group: str) -> Any:  # noqa: ANN401 # as of re: the caller knows what took part
        """Return a group, None where it took no part, as a match of ``re`` does."""
        start, end = self.span(group)
        return None if start < 0 else self.text[start:end]


def number_of(word: str) -> int | None:
    """Return the number of digits or words, None where they are none.

    >>> number_of("9th"), number_of("twenty-first"), number_of("many")
    (9, 21, None)
    """
    word = word.strip().lower()
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else number_values().get(re.sub(r"\s+", " ", word))


def month_of(word: str) -> int:
    """Return the number of a month by its name or short form.

    >>> month_of("June"), month_of("Sept.")
    (6, 9)
    """
    return months()[word.lower().rstrip(".")]


def worded_year(words: str) -> int | None:
    """Return the year of "nineteen ninety six", "two thousand and fifteen"."""
    found = [n for n in read_numerals_en(words.strip()) if n.form == "word"]
    values = [int(n.value) for n in found]
    if len(values) == 2 and 17 <= values[0] <= 20 and 10 <= values[1] < 100:
        return values[0] * 100 + values[1]
    if values and 1000 <= values[0] < 2200:
        return values[0]
    return None
