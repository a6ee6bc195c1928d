"""Units, currencies and counters: which word after a number makes it what.

The words are in ``units.tsv``, ``currencies.tsv`` and ``counters.tsv``, the size
of the units in ``dimensions.tsv``. Left out: the short ton, and any rate of
exchange (a conversion printed beside a sum is a second figure).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from attrs import frozen

from align.facts.calendar.dates import fold_case
from align.facts.hangul import has_coda
from align.facts.numbers.numerals import vague_of, words_of
from align.records import Figure
from align.tables import read_table


@frozen(kw_only=True)
class Unit:
    """What a word after (or before) a number says about it.

    ``kind`` is a kind of figure, or ``count`` for a counter; ``digit`` allows one
    Sino-Korean syllable before the word; ``factor`` is a coin's part of its
    currency.
    """

    form: str
    kind: str
    name: str = ""
    factor: Decimal = Decimal(1)
    digit: bool = False
    one: bool = True


@cache
def dimensions() -> Mapping[str, tuple[str, Decimal]]:
    """Return unit → dimension and size in its base unit.

    >>> dimensions()["kilometre"]
    ('length', Decimal('1000'))
    """
    return {r["unit"]: (r["dimension"], Decimal(r["factor"])) for r in read_table("dimensions")}


@cache
def _index(lang: str) -> tuple[dict[str, Unit], dict[str, tuple[int, ...]]]:
    """Return the words after a number, and by first letter their lengths, longest first."""
    words: dict[str, Unit] = {}
    for row in read_table("counters"):
        if row["lang"] in (lang, "any"):
            words[row["form"]] = Unit(
                form=row["form"],
                kind=row["kind"],
                digit=row["digit"] == "yes",
                one=row["one"] == "yes",
            )
    for row in read_table("units"):
        if row["lang"] in (lang, "any"):
            kind = "duration" if dimensions()[row["unit"]][0] == "time" else "dimension"
            old = words.get(row["form"])
            if old is not None and old.kind == "degree":
                continue
            digit = len(row["form"]) > 1 or row["form"] in SAFE
            words[row["form"]] = Unit(form=row["form"], kind=kind, name=row["unit"], digit=digit)
    for row in read_table("currencies"):
        if row["place"] in (lang, "code") and row["form"] not in words:
            words[row["form"]] = Unit(
                form=row["form"], kind="currency", name=row["code"], factor=Decimal(row["factor"]),
                digit=True,
            )  # fmt: skip
            if row["place"] == "code" and lang == "en" and row["form"].lower() not in LOWER_WORDS:
                words.setdefault(row["form"].lower(), words[row["form"]])
    lengths: dict[str, set[int]] = {}
    for form in words:
        lengths.setdefault(form[0].lower(), set()).add(len(form))
    return words, {c: tuple(sorted(n, reverse=True)) for c, n in lengths.items()}


SAFE = frozenset("년평톤")
"""Korean units of one syllable before which one Sino-Korean syllable is a number."""

PARTICLES = (
    r"으로부터|로부터|에서부터|에서의|에서는|에서도|에서|에게서|에게는|에게|으로서|으로써|으로는|으로도|으로|"
    r"이라도|이라는|이라고|이라며|이라면|이란|이라|라는|라고|라며|이며|이고|이자|이었|이었던|이던|이나|이다|이지만|"
    r"이므로|인데|인지|인|였|일|임|입니다|이에요|예요|이야|까지의|까지는|까지도|까지|부터의|부터는|부터|마다|만에|만의|만이|만을|"
    r"만큼|만|보다는|보다|처럼|들이|들은|들을|들의|들과|들에게|들도|들|께|씩|째|짜리|당|별|쯤|간의|간|가량|정도|"
    r"이상|이하|미만|초과|이내|안팎|남짓|내외|여|대의|대|선을|선|어치|치의|치|분의|분|급|산|식|제|형|권|차|전|후|뒤|내|중|말|초|"
    r"동안|밖에|조차|마저|이랑|랑|하고|밖|배기|박이|엔|가|이|은|는|을|를|의|에|도|로|와|과|나|다|들"
)
_VOWEL_TAILS = frozenset("래라란랍랬죠지네군구거니면여더던")
_TAIL_RE = re.compile(
    rf"(?![가-힣])|(?:{PARTICLES}){{1,4}}(?![가-힣])|(?:였|이었|입|이|일)[가-힣]|[은는이가을를의에도로]\s"
)


_VOWEL_TAIL_RE = re.compile(
    r"(?:래(?:요|서|도)?|라(?:니까?|서|네요?|더라|던데|는데|지만?|던|고요|구요|길래)|란다|랍니[다까]|랬[가-힣]{1,3}|죠|지요|지만|네요|"
    r"군요|구나|거든요?|니까|라?면(?:서|요)?|여서|여야|여도|더라고?요?|던데요?)(?![가-힣])"
)
"""Endings of the copula without 이, which only a vowel can stand before: 40퍼센트래."""


def has_tail(text: str, pos: int) -> bool:
    """Say whether a Korean word may end at ``pos``: particles, copula or no Hangul follow.

    >>> has_tail("3명이", 2), has_tail("3명란", 2)
    (True, False)
    >>> has_tail("3개래", 2), has_tail("3만 원래", 4)  # are three, they say; originally
    (True, False)
    """
    if _TAIL_RE.match(text, pos) is not None:
        return True
    before = text[pos - 1 : pos]
    if text[pos : pos + 1] not in _VOWEL_TAILS or not before:
        return False
    return not has_coda(before) and _VOWEL_TAIL_RE.match(text, pos) is not None


def unit_at(text: str, pos: int, lang: str) -> Unit | None:
    """Return the longest unit, currency or counter that begins at ``text[pos]``.

    English words are found in any case, symbols as written ("MB", "mb"); the
    word must end there.

    >>> unit_at("3 제곱미터", 2, "ko").name, unit_at("5 Miles per hour", 2, "en").name
    ('square metre', 'mile per hour')
    """
    if pos >= len(text):
        return None
    words, lengths = _index(lang)
    for n in lengths.get(text[pos].lower(), ()):
        form = text[pos : pos + n]
        unit = words.get(form)
        if unit is None and (n > 2 or form.isalpha() or form[0] in "°'"):
            unit = words.get(form.lower())
            if unit is not None and n == 1 and form != form.lower():
                unit = None
        if unit is None or len(form) < n:
            continue
        end = pos + n
        if form[-1].isascii() and form[-1].isalnum():
            if end < len(text) and (
                (text[end].isascii() and text[end].isalnum()) or text[end] == "_"
            ):
                continue
        elif "가" <= form[-1] <= "힣" and not has_tail(text, end):
            continue
        return unit
    return None


def _find_before(back: str) -> tuple[int, str] | None:
    """Return the longest sign, code or name of a currency that ``back`` ends with, and its place.

    One space may stand behind it; no letter before it.
    """
    units = _before_units()
    end = len(back) - back[-1:].isspace()
    for at in range(max(0, end - _longest_before()), end):
        word = back[at:end]
        if word.lower() in units and not (at and back[at - 1].isalpha()):
            return at, word
    return None


@cache
def _longest_before() -> int:
    return max(map(len, _before_units()))


@cache
def _before_units() -> Mapping[str, Unit]:
    return {
        r["form"].lower(): Unit(form=r["form"], kind="currency", name=r["code"])
        for r in read_table("currencies")
        if r["place"] in ("before", "code") or (r["place"] == "en" and " " in r["form"])
    }


def currency_before(text: str, pos: int) -> tuple[Unit, int] | None:
    """Return the currency written before ``text[pos]`` and where it begins.

    >>> currency_before("worth US$ 5", 10)[0].name
    'USD'
    """
    back = text[max(0, pos - 24) : pos]
    if not back.rstrip() or not (
        back.rstrip()[-1] in "$£€¥₩￦₹₿₽₱₺฿₫₭₮₸₴₡₾₪₦￡￥＄." or back.rstrip()[-1].isalpha()
    ):
        return None
    found = _find_before(back)
    if found is None:
        return None
    at, word = found
    unit = _before_units()[fold_case(word)]
    if word[0] == "s" and back[:at].rstrip()[-1:] in ("'", "’", "`"):
        unit, word = _before_units()["$"], "$"
        return unit, max(0, pos - 24) + back.rindex("$")
    loose = " $" in word or word in ("a$", "s$", "r$")
    if loose and word[0] not in "cCuU" and not word[:2].isupper():
        return _before_units()["$"], max(0, pos - 24) + back.rindex("$")
    if (
        word.isalpha()
        and len(word) < 4
        and word.isascii()
        and word not in ("Rs", "RM", "Rp", "RMB", "Dh")
    ):
        if not (word.isupper() or (word.islower() and len(word) == 3)):
            return None
        if word.islower() and word in LOWER_WORDS:
            return None
    return unit, max(0, pos - 24) + at


LOWER_WORDS = frozenset({"all", "try", "top", "cad", "lak", "php", "inr", "sar", "mop"})
"""Codes that written small are other words."""


def starts_unit(text: str, pos: int, lang: str) -> bool:
    """Say whether a unit or counter follows at ``pos``, after at most one space."""
    if pos < len(text) and text[pos] in " \u00a0":
        pos += 1
    return unit_at(text, pos, lang) is not None


def base_value(figure: Figure) -> tuple[Decimal, str] | None:
    """Return a measured value in the base unit of its dimension, and the dimension.

    None for ranges and for figures without a unit of ``dimensions.tsv``. So
    "25평" and "82.6㎡" can be compared.

    >>> from align.facts.figures import read_figures
    >>> base_value(read_figures("3 km", "en")[0])
    (Decimal('3000'), 'length')
    """
    found = dimensions().get(figure.unit or "")
    measured = figure.kind in ("dimension", "duration", "age")
    if found is None or not measured or not isinstance(figure.value, Decimal):
        return None
    return figure.value * found[1], found[0]


@cache
def number_words() -> frozenset[str]:
    """Return every number word of both languages, lower case."""
    return frozenset([*words_of("en"), *words_of("ko"), *vague_of("en"), *vague_of("ko")])
