"""English numbers: digits with scales, words, fractions and ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve

from align.facts.numerals import (
    DIGITS,
    VULGAR,
    Form,
    Numeral,
    Word,
    currency_codes,
    negated,
    parse_digits,
    vague_of,
    words_of,
)
from align.facts.triggers import may_hold_number

ONE = Decimal(1)
HUNDRED = Decimal(100)
MAX_DEPTH = 4
"""Parts joined by "and" in one number; more is no number but a list."""
FRACTIONS = ("parts", "quarter", "half")
BIG = {"M": Decimal(10) ** 6, "B": Decimal(10) ** 9, "T": Decimal(10) ** 12}
JOIN_RE = re.compile(r"[ \t\u00a0]*(?:[-–—‐‑][ \t]*)?|[ \t\u00a0]*,[ \t]?(?=\d)")
HYPHENS = "-–—‐‑"
POWER_RE = re.compile(
    r"\^([+-]{0,2}\d{1,3}(?:\.\d{1,3})?)|[x×]10\^([+-]?\d{1,2})|[eE]([+-]?\d{1,2})\b"
)
SLASH_RE = re.compile(r"(\d{1,6})[/⁄](\d{1,6})(?![\d/.])")
_HALVES_RE = re.compile(r"(?<![\w-])[A-Za-z0-9]+-and-a-(?:half|quarter)(?=-)")
"""What is read as if it were written apart: a four-and-a-half-day week."""

SIGN_REACH = 18
MINUS_RE = re.compile(
    r"(?:(?<![\d\s])\s|(?<=^)|(?<=^\s)|(?<=[(|>]))([-−])$|(?<=^)([-−–])[ ]$"
    r"|(?<!plus or )\b((?:minus|negative)[ ])$",
    re.I,
)


@cache
def word_re() -> re.Pattern[str]:
    """Return the pattern of everything an English number is made of."""
    words = "|".join(sorted(map(re.escape, words_of("en")), key=len, reverse=True))
    codes = "|".join(currency_codes())
    tens = "|".join(w for w, (form, _) in words_of("en").items() if form == "tens")
    return re.compile(
        rf"""
        (?P<digits>(?:(?<![\w.])|(?<=\b(?:{codes})))(?:{DIGITS})(?:(?P<nth>st|nd|rd|th)\b)?)
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
            word = m[0].lower()
            form, value = table[word]
            if form == "scale" and len(word) < 3 and m.start() and text[m.start() - 1].isalpha():
                continue
            out.append(Word(m.start(), m.end(), "hundred" if word == "hundred" else form, value))
    return out


class Parser:
    """Recursive reader over the pieces of one text."""

    def __init__(self, text: str) -> None:
        self.text = _HALVES_RE.sub(lambda m: m[0].replace("-", " "), text)
        self.toks = tokens(self.text)

    def joined(self, i: int, *, hyphen: bool = True) -> bool:
        """Say whether piece ``i`` continues the piece before it."""
        if not 0 < i < len(self.toks):
            return False
        a, b = self.toks[i - 1].end, self.toks[i].start
        if b - a > 4:
            return False
        gap = self.text[a:b]
        if b == a:
            return self.toks[i].kind in ("scale", "vulgar") or self.toks[i - 1].kind == "tens"
        body = gap.strip(" \t\u00a0")
        return body == "" or (hyphen and body in HYPHENS)

    def kind(self, i: int) -> str:
        """Return the kind of piece ``i``, empty past the end."""
        return self.toks[i].kind if i < len(self.toks) else ""

    def cardinal(
        self, i: int, depth: int = 0
    ) -> tuple[Decimal, int, Decimal, Decimal, Decimal] | None:
        """Return value, next piece, step, room left and last scale of the cardinal at ``i``."""
        total = Decimal(0)
        group: Decimal | None = None
        room = last = Decimal("Infinity")
        step = scale = ONE
        k = i
        while k < len(self.toks):
            t = self.toks[k]
            if k > i and not self.joined(k):
                break
            kind = t.kind
            if kind in ("digits", "vulgar", "unit", "teen", "tens"):
                if k > i and kind != "vulgar" and (kind == "digits") != (self.kind(i) == "digits"):
                    break  # "1.7 million four years ago" has two numbers
                if group is not None and kind == "vulgar":
                    if room == 0 and self.toks[k - 1].kind == "digits":
                        group += t.value
                        step = ONE / 100
                        k += 1
                        continue
                    break
                if group is None and (total == 0 or t.value < last):
                    group = t.value
                elif (
                    group is not None
                    and 0 < t.value < room
                    and not (kind == "digits" and room < 100)
                ):
                    group += t.value
                else:
                    break
                step = t.step if kind == "digits" else ONE
                room = Decimal(10) if kind == "tens" else Decimal(0)
            elif kind == "hundred":
                if group is None or group >= HUNDRED or group == 0:
                    break
                group *= HUNDRED
                step, room, scale = step * HUNDRED, HUNDRED, HUNDRED
            elif kind == "scale":
                if group is None:
                    if total and k > i and self.toks[k - 1].kind == "scale":
                        total *= t.value
                        step *= t.value
                        scale *= t.value
                        k += 1
                        continue
                    break
                if t.value >= last:
                    break
                if 1 < t.end - t.start <= 2 and not self.is_short_scale(k):
                    break
                total += group * t.value
                step = step * t.value
                group, room, last, scale = None, t.value, t.value, t.value
            elif kind == "dozen":
                if group is None:
                    break
                group *= t.value
                step = t.value
                k += 1
                break
            elif kind == "and" and k > i and self.kind(k - 1) in ("hundred", "scale"):
                if not self.joined(k + 1, hyphen=False):
                    break
                inner = self.cardinal(k + 1, depth + 1) if depth < MAX_DEPTH else None
                if inner is None or not 0 < inner[0] < room:
                    break
                if inner[0] < 10 and self.kind(inner[1]) in FRACTIONS:
                    break
                group = (group or Decimal(0)) + inner[0]
                k, step, room = inner[1], inner[2], inner[3]
                break
            else:
                break
            k += 1
        if group is None and total == 0:
            return None
        value = total + (group or Decimal(0))
        if self.kind(k) == "point" and self.joined(k, hyphen=False):
            k, value, step = self.decimals(k, value, step)
        return value, k, step, room, scale

    def is_short_scale(self, k: int) -> bool:
        """Say whether "k", "bn", "cr" at piece ``k`` is a scale and not another word."""
        t = self.toks[k]
        word = self.text[t.start : t.end]
        before = self.toks[k - 1]
        if word.lower() == "k":
            return before.kind == "digits" and self.text[t.end : t.end + 2] not in (".g", ".G")
        return word.lower() != "mm" or word.isupper()

    def decimals(self, k: int, value: Decimal, step: Decimal) -> tuple[int, Decimal, Decimal]:
        """Read "point two five" after a whole number."""
        digits = ""
        j = k + 1
        while j < len(self.toks) and self.joined(j) and len(digits) < 12:
            t = self.toks[j]
            if t.kind in ("unit", "digits") and t.value == int(t.value) and t.value < 10**6:
                digits += str(int(t.value))
                j += 1
                continue
            if t.kind in ("teen", "tens") and (inner := self.cardinal(j)):
                digits += str(int(inner[0]))
                j = inner[1]
            break
        if not digits:
            return k, value, step
        step = ONE.scaleb(-len(digits))
        return j, value + int(digits) * step, step

    def denominator(self, i: int) -> tuple[Decimal, int, bool] | None:
        """Return what "fifths", "twenty-firsts", "quarter" at ``i`` divides by, and if plural."""
        if i >= len(self.toks):
            return None
        t = self.toks[i]
        if t.kind in ("parts", "parts scale", "half", "quarter"):
            plural = self.text[t.end - 1] in "sS"
            return t.value, i + 1, plural
        if t.kind in ("ordinal", "ordinal scale") and t.value > 2:
            return t.value, i + 1, False
        if t.kind == "tens" and self.joined(i + 1) and self.kind(i + 1) in ("parts", "ordinal"):
            return t.value + self.toks[i + 1].value, i + 2, self.kind(i + 1) == "parts"
        return None

    def fraction(self, i: int) -> tuple[Decimal, int] | None:
        """Return a proper fraction in words: "two thirds", "a half", "a quarter"."""
        k = i
        if self.kind(k) in ("a", "an") and self.joined(k + 1):
            count: Decimal = ONE
            k += 1
        elif self.kind(k) in ("half", "quarter"):
            count = ONE
        elif (c := self.cardinal(k)) and self.joined(c[1]):
            count, k = c[0], c[1]
        else:
            return None
        under = self.denominator(k)
        if under is None or (count > 1 and not under[2] and self.kind(k) != "quarter"):
            return None
        return count / under[0], under[1]

    def at(self, i: int) -> tuple[Numeral, int] | None:
        """Return the number that begins at piece ``i`` and the next piece."""
        first = self.toks[i]
        k = i
        article = first.kind in ("a", "an")
        if article:
            k += 1
            if not self.joined(k, hyphen=False):
                return None
            if self.kind(k) in ("hundred", "scale"):
                self.toks[i] = Word(first.start, first.end, "unit", ONE)
                k = i
            elif self.kind(k) not in ("dozen", "pair", "half", "quarter", "ordinal"):
                return None
        return self.simple(i, k, article=article)

    def simple(self, i: int, k: int, *, article: bool) -> tuple[Numeral, int] | None:
        """Read the number at piece ``k``; its span begins at piece ``i``."""
        kind = self.kind(k)
        if kind == "nth":
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "ordinal" and not article:
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "ordinal" and self.toks[k].value > 2:
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "pair":
            if self.kind(k + 1) == "of" and self.joined(k + 1, hyphen=False):
                numeral, j = self.make(i, k + 2, Decimal(2), "word", ONE)
                return evolve(numeral, exact=self.text[self.toks[k].start] in "pP"), j
            if article and not self.text[self.toks[k].end : self.toks[k].end + 40].strip():
                return self.make(i, k + 1, Decimal(2), "word", ONE)
            return None
        if kind == "dozen":
            if not article and self.text[self.toks[k].end - 1] in "sS":
                return None
            return self.make(i, k + 1, Decimal(12), "word", Decimal(1))
        if kind in ("half", "quarter"):
            return self.after_fraction(i, k + 1, ONE / self.toks[k].value, bare=not article)
        if kind not in ("digits", "vulgar", "unit", "teen", "tens"):
            return None
        if kind == "vulgar":
            return self.make(i, k + 1, self.toks[k].value, "fraction", ONE / 100)
        return self.compound(i, k)

    def compound(self, i: int, k: int) -> tuple[Numeral, int] | None:
        """Read a cardinal with what may follow: ordinal end, fraction, power."""
        c = self.cardinal(k)
        if c is None:
            return None
        value, j, step, room, scale = c
        in_digits = self.kind(k) == "digits"
        if in_digits and (m := SLASH_RE.match(self.text, self.toks[k].start)) and int(m[2]):
            j = next(
                (n for n in range(k, len(self.toks)) if self.toks[n].start >= m.end()),
                len(self.toks),
            )
            numeral, j = self.make(i, j, Decimal(m[1]) / Decimal(m[2]), "fraction", ONE / 100)
            return evolve(numeral, end=m.end()), j
        if in_digits and j == k + 1 and (m := POWER_RE.match(self.text, self.toks[k].end)):
            return self.powered(i, k, m)
        if self.joined(j) and not (in_digits and j == k + 1 and self.kind(j) != "ordinal scale"):
            t = self.toks[j]
            if t.kind == "ordinal" and t.value < room and room <= 10**15:
                return self.make(i, j + 1, value + t.value, "ordinal", ONE)
            if t.kind == "tens" and room >= HUNDRED and self.kind(j + 1) == "ordinal":
                return self.make(i, j + 2, value + t.value + self.toks[j + 1].value, "ordinal", ONE)
            if t.kind == "ordinal scale":
                return self.make(i, j + 1, value * t.value, "ordinal", ONE)
            if t.kind == "parts" and room == 10 and self.text[t.start - 1] in HYPHENS:
                tens = self.toks[j - 1].value
                return self.make(i, j + 1, (value - tens) / (tens + t.value), "fraction", ONE / 100)
            under = self.denominator(j)
            if under and (under[2] or value == 1 or t.kind == "quarter"):
                return self.after_fraction(i, under[1], value / under[0])
        if self.kind(j) == "and" and self.joined(j, hyphen=False):
            part = self.fraction(j + 1) if self.joined(j + 1, hyphen=False) else None
            if part is not None and part[0] < 1:
                unit = scale if self.kind(j - 1) == "scale" else ONE
                if (
                    part[1] < len(self.toks)
                    and self.joined(part[1])
                    and self.kind(part[1]) == "scale"
                ):
                    unit = self.toks[part[1]].value
                    part = part[0], part[1] + 1
                return self.make(i, part[1], value + part[0] * unit, "word", unit / 100)
        if self.joined(j) and self.kind(j) == "digits" and in_digits and j == k + 1:
            m = SLASH_RE.match(self.text, self.toks[j].start)
            if m and int(m[2]) and int(m[1]) < int(m[2]):
                end = next(
                    (n for n in range(j, len(self.toks)) if self.toks[n].start >= m.end()),
                    len(self.toks),
                )
                numeral, j = self.make(
                    i, end, value + Decimal(m[1]) / Decimal(m[2]), "fraction", ONE / 100
                )
                return evolve(numeral, end=m.end()), j
        if self.kind(j) == "over" and self.joined(j, hyphen=False):
            under2 = self.cardinal(j + 1) if self.joined(j + 1, hyphen=False) else None
            if under2 and under2[0]:
                end = self.toks[under2[1] - 1].end
                if not self.text[end : end + 2].strip(" .?!,"):
                    return self.make(i, under2[1], value / under2[0], "fraction", ONE / 100)
        numeral, j = self.make(i, j, value, "digits" if in_digits else "word", step)
        return evolve(numeral, scale=scale), j

    def powered(self, i: int, k: int, m: re.Match[str]) -> tuple[Numeral, int] | None:
        """Read 1.1^23, 1.3x10^6, 12e-1."""
        value = self.toks[k].value
        exponent = (m[1] or m[2] or m[3]).lstrip("+")
        minus = exponent.startswith("-")
        power = Decimal(exponent.lstrip("-")) * (
            -1 if minus and not exponent.startswith("--") else 1
        )
        if m[1]:
            if abs(power) > 99 or (value == 0 and power <= 0):
                return None
            value = value**power
        else:
            value = value.scaleb(int(power))
        j = next(
            (n for n in range(k, len(self.toks)) if self.toks[n].start >= m.end()), len(self.toks)
        )
        numeral, j = self.make(i, j, value, "digits", ONE)
        return evolve(numeral, end=m.end()), j

    def after_fraction(
        self, i: int, j: int, value: Decimal, *, bare: bool = False
    ) -> tuple[Numeral, int]:
        """Read what a fraction may multiply: "half a million", "three quarters billion"."""
        k = j
        if self.kind(k) in ("a", "an", "of") and self.joined(k, hyphen=False):
            k += 1
            if self.kind(k - 1) == "of" and self.kind(k) in ("a", "an") and self.joined(k):
                k += 1
        if k < len(self.toks) and self.kind(k) in ("scale", "hundred", "dozen") and self.joined(k):
            scale = self.toks[k].value
            numeral, j = self.make(i, k + 1, value * scale, "word", scale / 10)
            return evolve(numeral, scale=scale), j
        return self.make(i, j, value, "bare" if bare else "fraction", ONE / 100)

    def make(
        self, i: int, j: int, value: Decimal, form: Form, step: Decimal
    ) -> tuple[Numeral, int]:
        """Return the numeral over the pieces from ``i`` up to ``j``, sign included."""
        start, end = self.toks[i].start, self.toks[j - 1].end
        numeral = Numeral(start=start, end=end, value=value, form=form, precision=step)
        back = max(0, start - SIGN_REACH)
        sign = MINUS_RE.search(
            self.text[back:start] if back == 0 else "x" + self.text[back + 1 : start]
        )
        return (negated(numeral, back + sign.start(sign.lastindex or 0)) if sign else numeral), j


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
        low, high = vague_of("en")[m[0].lower()]
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
