"""Two numbers that make one figure: ratios, scores, ranges."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from align.facts.measuring.kinds_ko import as_rate
from align.facts.measuring.nouns import counted_en
from align.facts.measuring.quantities import Quantity, plain_figure, to_figure
from align.facts.measuring.stands import read_year
from align.facts.measuring.units import has_tail, unit_at
from align.facts.numbers.numerals import Numeral
from align.records import Figure

if TYPE_CHECKING:
    from align.facts.measuring.measures import Reader

RANGE_KO_RE = re.compile(r"\s?[~∼〜～]\s?|\s?[-–—]\s?|\s?내지\s|에서\s")
RANGE_EN_RE = re.compile(
    r"-?\s(to|or|and)\s(?:(?:about|around|some|roughly|nearly)\s)?(?:an?\s)?|\s?[-–—~∼]\s?~?",
    re.IGNORECASE,
)
CHANGE_RE = re.compile(
    r"\b(?:r[io]se|rising|risen|f[ae]ll\w*|increas\w*|cut\w*|drop\w*|up|down|gr[eo]w\w*|rais\w*|"
    r"lower\w*|reduc\w*|climb\w*|jump\w*|slid\w*|declin\w*|mov\w*|went|go\w*|chang\w*|expand\w*|"
    r"improv\w*|slash\w*|shr[aiu]nk\w*|doubl\w*|surg\w*|plung\w*|slip\w*|narrow\w*|widen\w*|"
    r"extend\w*|boost\w*|trim\w*)\b",
    re.IGNORECASE,
)
"""Verbs that make "from 10 to 20" a change, which has two figures, and no range."""

FROM_RE = re.compile(r"\bfrom\s(?:an?\s|about\s|around\s)?$", re.IGNORECASE)
BETWEEN_RE = re.compile(r"\bbetween\s(?:the\s(?:ages\sof\s))?(?:about\s|around\s)?$", re.IGNORECASE)
SPANNED_RE = re.compile(r"\b(?:ages?|aged|pages?|between|around|about|some)\s$", re.IGNORECASE)
SPELL_RE = re.compile(
    r"[\s-](?:days?|weeks?|months?|years?|hours?|minutes?|games|matches|attempts|starts)\b"
)
VERSUS_RE = re.compile(
    r"\s?(?:으?로\s|의\s?(?:비율|스코어|경쟁률)|\s?(?:완승|대승|완패|역전|동점|[승패무]))"
)
MOST = 200
"""Points that a side scores at most."""


def read_ratio(reader: Reader, i: int) -> tuple[Figure, int] | None:
    """Return "one in five", "5명 중 1명" or "3대 1" at number ``i``, and the next number."""
    if i + 1 >= len(reader.numerals):
        return None
    a, b = reader.numerals[i], reader.numerals[i + 1]
    if not 0 <= b.start - a.end <= 14:
        return None
    gap = reader.text[a.end : b.start]
    found = (
        _ratio_en(reader.text, a, b, gap)
        if reader.lang == "en"
        else _ratio_ko(reader.text, a, b, gap)
    )
    return (found, i + 2) if found is not None else None


def _ratio_en(text: str, a: Numeral, b: Numeral, gap: str) -> Figure | None:
    m = re.fullmatch(r"\s(in|out of)\s(?:every\s)?", gap, re.IGNORECASE)
    if m is None or not 0 < a.value < b.value or a.form not in ("word", "digits", "bare"):
        return None
    if m[1].lower() == "in":
        in_digits = a.form == b.form == "digits" and a.value != 1
        measured = unit_at(text, b.end + 1, "en") is not None and b.value > 12
        if a.value > 10 or b.value > 1000 or in_digits or measured:
            return None
        if a.value != 1 and SPELL_RE.match(text, b.end):
            return None
    return plain_figure("ratio", text, a.start, b.end, a.value / b.value, "en")


def _ratio_ko(text: str, a: Numeral, b: Numeral, gap: str) -> Figure | None:
    if re.fullmatch(r"\s?명\s?(?:중|가운데)\s?(?:약\s)?", gap):
        m = re.compile(r"\s?명").match(text, b.end)
        if m and 0 < b.value < a.value <= 1000:
            return plain_figure("ratio", text, a.start, m.end(), b.value / a.value, "ko")
        return None
    if not re.fullmatch(r"\s?대\s?|\s?[-:：]\s?", gap) or not _are_points(a, b):
        return None
    if unit_at(text, b.end, "ko") is not None and not VERSUS_RE.match(text, b.end):
        return None
    if VERSUS_RE.match(text, b.end) or ("대" in gap and has_tail(text, b.end)):
        return plain_figure("score", text, a.start, b.end, (a.value, b.value))
    return None


def _are_points(a: Numeral, b: Numeral) -> bool:
    return a.form == b.form == "digits" and a.value < MOST and b.value < MOST


def read_range(reader: Reader, i: int) -> tuple[Figure, int] | None:
    """Return a range of quantities or a score that begins at number ``i``, and the next number."""
    if i + 1 >= len(reader.numerals):
        return None
    a, b = reader.numerals[i], reader.numerals[i + 1]
    if b.start - a.end > 40 or {a.form, b.form} & {"ordinal", "vague"}:
        return None
    found = _ends(reader, i)
    if found is None:
        return None
    first, second, sign, word = found
    low, high = _scaled(a, b, first.value, second.value)
    text = reader.text
    bare = first.is_plain and second.is_plain
    if reader.lang == "en":
        if not _is_range_en(text, word, first, second, low, high):
            score = _score(text, a, b) if bare and not word else None
            return (score, i + 2) if score else None
    else:
        if word == "에서" and not re.compile(r"\s?(?:사이|까지)").match(text, second.end):
            return None
        if low >= high or (sign in "-–—" and bare and a.form == "digits"):
            score = _score(text, a, b) if bare else None
            return (score, i + 2) if score else None
    if low >= high or (second.kind == "number" and b.form == "bare"):
        return None
    step = min(first.precision if not first.form else second.precision, second.precision)
    whole = evolve(second, start=min(first.start, a.start), precision=step)
    if reader.lang == "ko" and whole.kind == "dimension":
        whole = as_rate(text, whole)
    return to_figure(text, reader.lang, whole, (low, high)), i + 2


def _ends(reader: Reader, i: int) -> tuple[Quantity, Quantity, str, str] | None:
    """Return both ends with the sign and the word between them, if they can be one range."""
    a, b = reader.numerals[i], reader.numerals[i + 1]
    pattern = RANGE_EN_RE if reader.lang == "en" else RANGE_KO_RE
    if pattern.match(reader.text, a.end) is None and b.start - a.end > 30:
        return None
    first, second = reader.quantity(i), reader.quantity(i + 1)
    if first is None or second is None:
        return None
    m = pattern.match(reader.text, first.end)
    if reader.lang == "en" and first.prefix and second.is_plain and m and m[1] in (None, "to"):
        uncounted = counted_en(reader.text, second.end, second.value) is None
        if uncounted and second.value * b.scale >= first.value:  # $1.5-2 million
            second = evolve(second, kind="currency", name=first.name, form=first.form)
            first = evolve(first, form="")
    if first.form and (m is None or m.end() != second.start):
        m = pattern.match(reader.text, a.end)
        first = evolve(first, form="", end=a.end, kind="number", name="")
    if m is None or m.end() not in (second.start, b.start):
        return None
    if first.form and ((not second.form and not second.prefix) or first.name != second.name):
        return None
    if first.kind not in (second.kind, "number"):
        return None
    word = (m[1] or "").lower() if reader.lang == "en" else m[0].strip()
    return first, second, m[0].strip(), word


def _scaled(a: Numeral, b: Numeral, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Return the ends with the scale of the second on the first: 2~3만, 7-9 million."""
    if a.scale == 1 and b.scale > 1 and low * b.scale < high:
        low *= b.scale
    return low, high


def _is_range_en(
    text: str, word: str, first: Quantity, second: Quantity, low: Decimal, high: Decimal
) -> bool:
    before = text[max(0, first.start - 60) : first.start]
    if low >= high:
        return False
    if word == "to":
        return CHANGE_RE.search(before if FROM_RE.search(before) else before[-30:]) is None
    if word == "or":
        return (high - low <= max(Decimal(1), low) and not second.prefix) or bool(second.form)
    if word == "and":
        if all(q.is_plain and read_year(text, "en", q) for q in (first, second)):
            return counted_en(text, second.end, second.value) is not None
        measured = second.form and re.search(r"\bfrom\s$", before, re.IGNORECASE)
        return bool(measured) or BETWEEN_RE.search(before) is not None
    if second.form or second.prefix or first.prefix or SPANNED_RE.search(before):
        return True
    same = first.numeral.form == second.numeral.form
    return same and counted_en(text, second.end, second.value) is not None


def _score(text: str, a: Numeral, b: Numeral) -> Figure | None:
    """Return "3-1" and, between names, "Ayr 3 - 1 Melrose"."""
    m = re.fullmatch(r"[-–—]|\s[-–—]\s", text[a.end : b.start])
    if m is None or max(a.value, b.value) >= MOST or a.form != b.form:
        return None
    halves = (a.value * 2) % 1 == 0 and (b.value * 2) % 1 == 0
    if (
        not halves
        or text[b.end : b.end + 1] in ("-", "/")
        or text[max(0, a.start - 1) : a.start] in ("-", "/")
    ):
        return None
    if m[0] != m[0].strip():
        named = re.compile(r"[\w)]\s$").search(text, max(0, a.start - 2), a.start)
        if not named or not re.compile(r"\s[A-Z가-힣]").match(text, b.end):
            return None
    return plain_figure("score", text, a.start, b.end, (a.value, b.value))
