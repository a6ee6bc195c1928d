"""Whether a number without unit is a figure, a year, or only part of a name."""

from __future__ import annotations

import re
from functools import cache

from align.facts.calendar import dates
from align.facts.calendar.dates import alternatives, is_day, iso
from align.facts.measuring.nouns import (
    counted_en,
    counted_ko,
    follows_name,
    head_noun_ko,
    may_be_yours,
)
from align.facts.measuring.quantities import Quantity, hedge_before
from align.facts.measuring.unit_letters import is_labelled
from align.facts.measuring.units import has_tail, unit_at
from align.facts.numbers.numerals import stands_alone
from align.records import Figure
from align.tables import read_table

YEAR_CUE_RE = re.compile(
    r"\b(?:in|since|by|from|until|till|after|before|during|of|year|between|to|and|than|mid|"
    r"early|late|the|fiscal|FY|through|for|circa|around|about)[\s-](?:late\s|early\s|mid-?\s?)?$|[(]$",
    re.IGNORECASE,
)
PERSONS_RE = re.compile(r"\s(?:people|men|women|children|homes|houses|troops|soldiers|jobs)\b")
LABEL_EN_RE = re.compile(r"(?:\b(?:[Nn]os?|Vol|Ch|Sec|Art|Pt|St|Fig|Room|Apt)\.?|#|№)\s?$")
LABEL_KO_RE = re.compile(
    r"(?:[가-힣A-Za-z](?<![은는이가을를에로의약총당만])\s|[위대제번호관차세팀조]\s)$"
)
NAMED_RE = re.compile(r"\s(?!The\b|A\b|In\b|On\b|He\b|She\b|It\b)[A-Z][a-z]+")
OF_RE = re.compile(r"\s(?:of|the|a|an|its|their|his|her|that|as)\b")
NOT_ONE_RE = re.compile(
    r"\b(?:no|the|this|that|any|every|each|some|which|another|such|last|latter|big|good|new|old)[\s-]$",
    re.IGNORECASE,
)
SECONDED_RE = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|would|will|[’']ll)\s$")
NO_ZERO_RE = re.compile(r"\b(?:ground|patient|absolute)\s$", re.IGNORECASE)
ZERO_HOUR_RE = re.compile(r"\s(?:tolerance|gravity|hour|sum)\b|-sum\b", re.IGNORECASE)
NOT_FIRST_RE = re.compile(
    r"\s(?:of all|name|lady|minister|aid|things)\b|,|-(?:hand|name|aid|half)", re.I
)


def read_year(text: str, lang: str, q: Quantity) -> Figure | None:
    """Return a number of four digits as a year where it is one, and 22/04 as a day.

    >>> from align.facts.measuring.measures import Reader
    >>> from align.facts.numbers.numerals_en import read_numerals_en
    >>> [f.value for f in Reader("in 1998", "en", read_numerals_en("in 1998")).read()]
    ['1998']
    """
    n = q.numeral
    word = text[n.start : n.end]
    if not q.is_plain:
        return None
    if n.form == "fraction":
        return _read_slashed(text, q)
    spelled = n.form == "word" and lang == "en"
    if not (len(word) == 4 and word.isdigit()) and not spelled:
        return None
    if not 1000 <= n.value <= 2199 or n.value % 1:
        return None
    before, after = text[max(0, n.start - 24) : n.start], text[n.end : n.end + 12]
    is_year = (
        _is_year_ko(text, q, before, after) if lang == "ko" else _is_year_en(text, q, before, after)
    )
    return dates.figure("date", text, n.start, n.end, iso(int(n.value))) if is_year else None


def _read_slashed(text: str, q: Quantity) -> Figure | None:
    n = q.numeral
    m = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text[n.start : n.end])
    if m is None or is_plain_fraction(m[0]):
        return None
    month, day = int(m[1]), int(m[2])
    if month > 12 and len(m[2]) == 2:
        month, day = day, month
    if not (is_day(month, day) and month and day):
        return None
    return dates.figure("date", text, n.start, n.end, iso(None, month, day))


def _is_year_ko(text: str, q: Quantity, before: str, after: str) -> bool:
    n = q.numeral
    if not 1900 <= n.value <= 2099 or n.form != "digits":
        return False
    if not has_tail(text, n.end) and after[:1] != "/":
        return False
    return hedge_before(text, "ko", q.start)[1] is None and not re.search(r"[가-힣A-Za-z]$", before)


def _is_year_en(text: str, q: Quantity, before: str, after: str) -> bool:
    n = q.numeral
    if after[:1].isalpha() or re.match(r"[-–](?!(?:1[89]|20)\d\d\b)\d{3}", after):
        return False
    if re.search(r"(?:#|\bNo\.?|\$|-|/)\s?$", before) and not re.search(
        r"\d-$|\b(?:mid|early|late|pre|post)-$", before
    ):
        return False
    recent = 1900 <= n.value <= 2099
    cue = YEAR_CUE_RE.search(before) is not None
    uncounted = counted_en(text, n.end, n.value) is None
    if n.form == "word":
        return recent and cue and uncounted
    if cue and (recent or uncounted) and not PERSONS_RE.match(after):
        return True
    return (
        recent and not any(hedge_before(text, "en", q.start)) and (uncounted or n.value % 100 > 0)
    )


def stands(text: str, lang: str, q: Quantity) -> bool:
    """Say whether a number without unit is a figure and no part of a name."""
    return _stands_ko(text, q) if lang == "ko" else _stands_en(text, q)


def _stands_ko(text: str, q: Quantity) -> bool:
    n = q.numeral
    word = text[n.start : n.end]
    if n.form == "fraction":
        return is_plain_fraction(word)
    if stands_alone(text, q.start, q.end):
        return True
    if n.form == "bare":
        if n.value < 0:
            return True
        head = head_noun_ko(text, n.end)
        if head is not None:
            return word in ("두", "세") or (word == "네" and not may_be_yours(head))
        noun = word in ("두", "세") and re.compile(r"\s[가-힣]{2}").match(text, n.end)
        return bool(noun) and counted_ko(text, n.end, "") is not None
    if n.form in ("native", "vague"):
        return has_tail(text, n.end) and text[n.end : n.end + 2] != " 다"
    if n.form == "word":
        return has_tail(text, q.end) and not re.compile(r"\s?[A-Za-z]").match(text, q.end)
    return _digits_stand_ko(text, q, word)


def _digits_stand_ko(text: str, q: Quantity, word: str) -> bool:
    n = q.numeral
    before = text[max(0, n.start - 1) : n.start]
    if re.compile(r"\s?[A-Za-z]").match(text, q.end) or not has_tail(text, q.end) or is_code(word):
        return False
    if "가" <= before <= "힣" and not prefix_re().search(text, max(0, n.start - 6), n.start):
        return False
    if n.scale > 1 or "," in word or "." in word or n.value >= 10000 or q.approx:
        return True
    if hedge_before(text, "ko", q.start)[1]:
        return True
    return LABEL_KO_RE.search(text, max(0, n.start - 2), n.start) is None


def _stands_en(text: str, q: Quantity) -> bool:
    n = q.numeral
    word = text[n.start : n.end]
    before, after = text[max(0, n.start - 20) : n.start], text[q.end : q.end + 20]
    if n.form == "digits" and (
        before[-1:].isalpha()
        or re.match(r"[^\W\d]|_|[-‐]\d|/\d", after)
        or re.search(r"[A-Za-z]\d{0,4}[-‐–]$", before)
        or is_code(word)
    ):
        return False
    if n.form == "digits" and word[-1].isalpha() and is_labelled(text, n.start):
        return False
    if word.lower() == "zero" and (NO_ZERO_RE.search(before) or ZERO_HOUR_RE.match(after)):
        return False
    if q.kind == "ordinal":
        return _ordinal_stands(text, q, before, after)
    if n.form == "fraction":
        return is_plain_fraction(word)
    if n.form == "bare":
        alone = not before.strip() and not after.strip(" .,;)")
        return (
            word.lower() == "half"
            and (alone or OF_RE.match(after) is not None)
            and before[-1:] != "-"
        )
    if n.value == 1 and word.lower() == "one":
        return _one_counts(text, q, before, after)
    if stands_alone(text, q.start, q.end) or n.form != "digits" or n.scale > 1 or "," in word:
        return True
    if hedge_before(text, "en", q.start)[1]:
        return True
    if LABEL_EN_RE.search(before):
        return False
    counted = counted_en(text, q.end, n.value)
    if follows_name(text, n.start) and (counted is None or counted[0].isupper()):
        return False
    return counted is not None or NAMED_RE.match(after) is None


def _one_counts(text: str, q: Quantity, before: str, after: str) -> bool:
    """Say whether "one" counts: "one person", "only one company"."""
    if stands_alone(text, q.start, q.end):
        return True
    if NOT_ONE_RE.search(before):
        return False
    m = re.match(r"[\s-]([a-z]+)", after)
    if m is None:
        return False
    unit = unit_at(text, q.end + 1, "en")
    if unit is not None and unit.kind == "noun":
        return True
    only = re.search(r"\b(?:only|just|exactly|at least)\s$", before, re.IGNORECASE)
    return only is not None and m[1] not in ("of", "who", "that", "to", "in", "way", "day", "other")


def _ordinal_stands(text: str, q: Quantity, before: str, after: str) -> bool:
    """Say whether an ordinal counts: not "at first", "a second", "First Minister", "5th Avenue"."""
    word = text[q.numeral.start : q.numeral.end]
    lower = word.lower()
    if lower == "first" and (re.search(r"\bat\s$", before, re.I) or NOT_FIRST_RE.match(after)):
        return False
    if word == "second" and SECONDED_RE.search(before):
        return False
    if lower == "second" and (
        re.match(r"-hand|\sthoughts?\b|\sago\b|\slater\b", after)
        or (
            re.search(r"\b(?:a|per|split|every|each|one|half|the|last)[\s-]$", before, re.I)
            and not re.match(r"[\s-][a-z]", after)
        )
    ):
        return False
    inside = before.strip() and before.rstrip()[-1] not in '.“"‘!?:'
    if word[0].isupper() and inside and re.match(r"\s[A-Z]", after):
        return False
    return not (word[0].isdigit() and re.match(r"\s(?:St(?:reet)?|Ave(?:nue)?|Floor)\b", after))


def is_code(word: str) -> bool:
    """Say whether digits are a code: a whole number that begins with zero.

    >>> is_code("007"), is_code("0.5"), is_code("0")
    (True, False, False)
    """
    return len(word) > 1 and word[0] == "0" and word.isdigit()


def is_plain_fraction(word: str) -> bool:
    """Say whether "1/3" is a fraction and not a date or a label (24/7, 9/11).

    >>> is_plain_fraction("1/3"), is_plain_fraction("24/7"), is_plain_fraction("9/11")
    (True, False, False)
    """
    m = re.search(r"(\d+)[/⁄](\d+)$", word)
    if m is None:
        return True
    top, under = int(m[1]), int(m[2])
    plain = under <= 10 or under in (12, 16, 20, 25, 32, 50, 64) or under % 100 == 0
    return top < under and plain


@cache
def prefix_re() -> re.Pattern[str]:
    """Return the pattern of a Korean word that may touch the number behind it."""
    words = alternatives(r["word"] for r in read_table("prefixes"))
    return re.compile(rf"(?:^|[^가-힣])(?:{words})$")
