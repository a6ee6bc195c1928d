"""What a text must hold for a finder of figures to be worth running.

The patterns of dates, times and idioms are long, and most sentences hold none:
a set of words or a short pattern says so first. A trigger may be there in vain,
but whatever a finder finds has one; the tests ask this of the finders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from align.facts.calendar.dates import fold_case, holidays, months, periods, weekdays
from align.facts.numbers.numerals import VULGAR, vague_of, words_of
from align.tables import read_table

_WORD_RE = re.compile(r"[a-z]+")
_DIGIT_RE = re.compile(r"\d")
_CODE_RE = re.compile(
    r"[\d@]|음력|정월|달\s초|://|www\.|\.(?:htm|php|jp|png|pdf|com|net|org|co\.kr)"
)
_TIME_RE = re.compile(
    r":\d|(?:\d|ish)\s?\.?[ap]|ish\b|clock|past|noon|midnight|midday|mid-?(?:morn|after)|\bat\s\d"
    r"|\d\s(?:in\sthe|lunch)"
)
_TIME_KO_RE = re.compile(
    r"[\d한두세네섯곱덟홉열십영]\s?시|[일이삼사오육칠팔구]\s?시(?=[^\n]{1,5}분|(?<=십.시)|(?<=십.\s시))|:\d"
    r"|\d\s?[apAP][mM]|자정|정오"
)


@lru_cache(maxsize=16)
def _words(lower: str) -> frozenset[str]:
    return frozenset(_WORD_RE.findall(lower))


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase: the phrase is not there where it is not."""
    return frozenset(max(_WORD_RE.findall(phrase), key=len) for phrase in phrases)


@cache
def _number_keys() -> frozenset[str]:
    return frozenset(words_of("en")) | _keys(vague_of("en"))


@cache
def _hours() -> frozenset[str]:
    words = words_of("en").items()
    return frozenset(w for w, (form, n) in words if form in ("unit", "teen") and n <= 12)


@cache
def _tens() -> tuple[str, ...]:
    return tuple(word for word, (form, _) in words_of("en").items() if form == "tens")


@cache
def _date_keys() -> frozenset[str]:
    days = (word for word in weekdays() if word.isascii())
    ordinals = (r["word"] for r in read_table("numerals") if r["form"] == "ordinal")
    return _keys([*months(), *days, *periods("en"), *holidays("en"), *ordinals])


@cache
def _date_parts_ko() -> tuple[str, ...]:
    return (
        "월",
        "분기",
        "반기",
        "요일",
        "십",
        "천",
        "년",
        "초",
        "열",
        *periods("ko"),
        *holidays("ko"),
    )


@cache
def _idiom_keys() -> frozenset[str]:
    return _keys(r["word"] for r in read_table("idioms") if r["lang"] == "en")


def may_hold_number(text: str) -> bool:
    """Say whether an English text may hold a number in digits or words.

    >>> may_hold_number("Twentyfifth"), may_hold_number("½"), may_hold_number("An inch")
    (True, True, False)
    """
    if _DIGIT_RE.search(text):
        return True
    lower = fold_case(text)
    if not _number_keys().isdisjoint(_words(lower)) or any(map(lower.__contains__, _tens())):
        return True
    return not text.isascii() and not VULGAR.keys().isdisjoint(text)


def may_hold_date(lower: str, lang: str) -> bool:
    """Say whether a text (English in small letters) may hold a date.

    >>> may_hold_date("on friday", "en"), may_hold_date("지난달", "ko"), may_hold_date("그", "ko")
    (True, True, False)
    """
    if _DIGIT_RE.search(lower):
        return True
    if lang == "ko":
        return any(map(lower.__contains__, _date_parts_ko()))
    return not _date_keys().isdisjoint(_words(lower))


def may_hold_time(lower: str, lang: str) -> bool:
    """Say whether a text (English in small letters) may hold a time of day.

    >>> may_hold_time("at 9 a.m.", "en"), may_hold_time("in 2019", "en")
    (True, False)
    >>> may_hold_time("세 시", "ko"), may_hold_time("다시", "ko")
    (True, False)
    """
    if lang == "ko":
        return _TIME_KO_RE.search(lower) is not None
    return _TIME_RE.search(lower) is not None or not _hours().isdisjoint(_words(lower))


def may_hold_idiom(text: str) -> bool:
    """Say whether an English text may hold a word that is a figure: twice, tenfold.

    >>> may_hold_idiom("It doubled."), may_hold_idiom("It grew.")
    (True, False)
    """
    return not _idiom_keys().isdisjoint(_words(fold_case(text)))


def may_hold_code(text: str) -> bool:
    """Say whether a text may hold an address or a code, whose digits are no figure.

    >>> may_hold_code("www.example.org"), may_hold_code("GPT-4o"), may_hold_code("It grew.")
    (True, True, False)
    """
    return _CODE_RE.search(text) is not None
