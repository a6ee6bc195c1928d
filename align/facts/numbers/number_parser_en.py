"""The grammar of English numbers: digits with scales, words, fractions and ordinals."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from align.facts.measuring.unit_letters import is_letter_unit
from align.facts.numbers.number_tokens_en import ONE, tokens
from align.facts.numbers.numerals import Form, Numeral, Word, negated

HUNDRED = Decimal(100)
MAX_DEPTH = 4
"""Parts joined by "and" in one number; more is no number but a list."""
FRACTIONS = ("parts", "quarter", "half")
SCORED_RE = re.compile(r"\s(?:years|and\b|people|men|women|souls|of\b)|\W*$")
"""What follows a score that is twenty."""
EVERY_RE = re.compile(r"\b(?:in|out of)\severy\s$", re.IGNORECASE)
DECIMAL_TAIL_RE = re.compile(
    r"\s?(?:%|per\s?cent\b|percentage\b|of an?\b|metres?\b|meters?\b|seconds?\b)"
)
SHARE_RE = re.compile(
    r"\sof\s(?:the|all|its|his|her|their|our|my|your|that|those|these|them|us|it|an?|(?:wo)?men|people|children|[a-z]+s)\b"
)
"""What makes "a third" a share and no third one: a third of voters."""

PART_RE = re.compile(r"\sof\s(?:an?|one|the|its|his|her|their|that)\b")
HYPHENS = "-–—‐‑"
POWER_RE = re.compile(
    r"\^([+-]{0,2}\d{1,3}(?:\.\d{1,3})?)|[x×]10\^([+-]?\d{1,2})|[eE]([+-]?\d{1,2})\b"
)
SLASH_RE = re.compile(r"(\d{1,6})[/⁄](\d{1,6})(?![\d/.])")
_HALVES_RE = re.compile(r"(?<![\w-])[A-Za-z0-9]+-and-a-(?:half|quarter)(?=[-\s])")
"""What is read as if it were written apart: a four-and-a-half-day week."""

SIGN_REACH = 18
MINUS_RE = re.compile(
    r"(?:(?<![\d\s])\s|(?<=^)|(?<=^\s)|(?<=[(|>]))([-−])$|(?<=^)([-−–])[ ]$"
    r"|(?<!plus or )\b((?:minus|negative)[ ])$",
    re.I,
)


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
        if self.toks[i - 1].start == a:
            return True
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
            if k > i and not self.joined(k) and not self.is_group(k):
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
                if t.end - t.start <= 2 and not self.is_short_scale(k):
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
            elif kind == "score":
                more = self.scores(k, group) if k == i + 1 else None
                return more or (None if group is None else (group, k, step, room, scale))
            elif kind == "and" and self.kind(k - 1) == "hundred" and self.is_scaled(k + 1):
                small = self.below_hundred(k + 1)
                group, k, room = (group or Decimal(0)) + small[0], small[1], Decimal(0)
                step = ONE
                continue
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
            whole = k
            k, value, step = self.decimals(k, value, step)
            if k > whole and self.kind(k) in ("scale", "hundred") and self.joined(k):
                scale = self.toks[k].value
                value, step, k = value * scale, step * scale, k + 1
        return value, k, step, room, scale

    def below_hundred(self, k: int) -> tuple[Decimal, int]:
        """Return "five", "fifteen", "twenty-five" at ``k`` and the next piece; zero if none."""
        if self.kind(k) == "tens" and self.joined(k + 1) and self.kind(k + 1) == "unit":
            return self.toks[k].value + self.toks[k + 1].value, k + 2
        small = self.kind(k) in ("unit", "teen", "tens")
        return (self.toks[k].value, k + 1) if small else (Decimal(0), k)

    def is_scaled(self, k: int) -> bool:
        """Say whether "five thousand" begins at ``k``, as in "four hundred and five thousand"."""
        value, end = self.below_hundred(k)
        if not value or not self.joined(k, hyphen=False):
            return False
        return self.kind(end) == "scale" and self.joined(end)

    def is_group(self, k: int) -> bool:
        """Say whether a comma at ``k`` parts groups: "five thousand, six hundred and twelve"."""
        before = self.toks[k - 1]
        if before.kind != "scale" or self.text[before.end : self.toks[k].start] != ", ":
            return False
        value, end = self.below_hundred(k)
        return value > 0 and self.kind(end) in ("hundred", "scale") and self.joined(end)

    def scores(
        self, k: int, count: Decimal | None
    ) -> tuple[Decimal, int, Decimal, Decimal, Decimal] | None:
        """Read "score and ten" behind a number in words; what a team scores is no such number."""
        t = self.toks[k]
        if count is None or self.toks[k - 1].kind != "unit" or count < 2:
            return None
        value = count * t.value
        more = self.below_hundred(k + 2) if self.kind(k + 1) == "and" else (Decimal(0), 0)
        if 0 < more[0] < t.value and self.joined(k + 1) and self.joined(k + 2):
            return value + more[0], more[1], ONE, Decimal(0), t.value
        counted = SCORED_RE.match(self.text, t.end)
        return (value, k + 1, t.value, Decimal(0), t.value) if counted else None

    def is_short_scale(self, k: int) -> bool:
        """Say whether "k", "bn", "cr" at piece ``k`` is a scale and not another word."""
        t = self.toks[k]
        word = self.text[t.start : t.end]
        before = self.toks[k - 1]
        if word == "K":
            return not is_letter_unit(self.text, before.start, t.start, "K")
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
        if first.kind in ("hundred", "scale"):
            return self.bare_hundred(i)
        if first.kind == "point":
            return self.bare_point(i)
        article = first.kind in ("a", "an")
        if article:
            k += 1
            if not self.joined(k, hyphen=False):
                return None
            if self.kind(k) in ("hundred", "scale"):
                self.toks[i] = Word(first.start, first.end, "unit", ONE)
                k = i
            elif self.kind(k) not in (
                "dozen",
                "pair",
                "half",
                "quarter",
                "ordinal",
                "ordinal scale",
            ):
                return None
        return self.simple(i, k, article=article)

    def bare_hundred(self, i: int) -> tuple[Numeral, int] | None:
        """Return "hundred and tenth", and the hundred of "one in every hundred"."""
        first = self.toks[i]
        if first.value < HUNDRED or first.end - first.start < 3:
            return None
        self.toks.insert(i, Word(first.start, first.start, "unit", ONE))
        got = self.compound(i, i)
        every = EVERY_RE.search(self.text, max(0, first.start - 14), first.start)
        if got is not None and (got[0].form == "ordinal" or every):
            return got
        del self.toks[i]
        return None

    def bare_point(self, i: int) -> tuple[Numeral, int] | None:
        """Return "point five" where a scale, a unit or "of a" follows."""
        j, value, step = self.decimals(i, Decimal(0), ONE)
        if j == i or not self.joined(i + 1, hyphen=False):
            return None
        if self.kind(j) == "scale" and self.joined(j):
            return self.make(i, j + 1, value * self.toks[j].value, "word", step)
        end = self.toks[j - 1].end
        return (
            self.make(i, j, value, "word", step) if DECIMAL_TAIL_RE.match(self.text, end) else None
        )

    def simple(self, i: int, k: int, *, article: bool) -> tuple[Numeral, int] | None:
        """Read the number at piece ``k``; its span begins at piece ``i``."""
        kind = self.kind(k)
        if kind == "nth":
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "ordinal" and not article:
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "ordinal scale":
            if article and PART_RE.match(self.text, self.toks[k].end):
                return self.make(i, k + 1, ONE / self.toks[k].value, "fraction", ONE / 100)
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "ordinal" and self.toks[k].value > 2:
            if SHARE_RE.match(self.text, self.toks[k].end):
                return self.make(i, k + 1, ONE / self.toks[k].value, "fraction", ONE / 100)
            return self.make(i, k + 1, self.toks[k].value, "ordinal", ONE)
        if kind == "pair":
            if self.kind(k + 1) == "of" and self.joined(k + 1, hyphen=False):
                numeral, j = self.make(i, k + 2, Decimal(2), "word", ONE)
                scaled = self.kind(j) in ("hundred", "scale") and self.joined(j, hyphen=False)
                if not scaled:
                    return evolve(numeral, exact=self.text[self.toks[k].start] in "pP"), j
                return self.couple_of(i, j)
            if article and self.kind(k + 1) in ("hundred", "scale") and self.joined(k + 1):
                return self.couple_of(i, k + 1)
            if article and not self.text[self.toks[k].end : self.toks[k].end + 40].strip():
                return self.make(i, k + 1, Decimal(2), "word", ONE)
            return None
        if kind == "dozen":
            if not article and self.text[self.toks[k].end - 1] in "sS":
                return None
            return self.make(i, k + 1, Decimal(12), "word", Decimal(1))
        if kind == "scores":
            more = self.below_hundred(k + 2) if self.kind(k + 1) == "and" else (Decimal(0), k + 1)
            j = more[1] if 0 < more[0] < 20 and self.joined(k + 2) else k + 1
            value = self.toks[k].value + (more[0] if j > k + 1 else 0)
            return self.make(i, j, value, "word", ONE)
        if kind in ("half", "quarter"):
            return self.after_fraction(i, k + 1, ONE / self.toks[k].value, bare=not article)
        if kind not in ("digits", "vulgar", "unit", "teen", "tens"):
            return None
        if kind == "vulgar":
            return self.make(i, k + 1, self.toks[k].value, "fraction", ONE / 100)
        return self.compound(i, k)

    def couple_of(self, i: int, k: int) -> tuple[Numeral, int]:
        """Return "a couple (of) thousand", whose scale is piece ``k``."""
        scale = self.toks[k].value
        numeral, j = self.make(i, k + 1, 2 * scale, "word", scale)
        return evolve(numeral, exact=False, scale=scale), j

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
                if value == 1 and PART_RE.match(self.text, t.end) and not in_digits:
                    return self.make(i, j + 1, ONE / t.value, "fraction", ONE / 100)
                return self.make(i, j + 1, value * t.value, "ordinal", ONE)
            if t.kind == "parts" and room == 10 and self.text[t.start - 1] in HYPHENS:
                tens = self.toks[j - 1].value
                return self.make(i, j + 1, (value - tens) / (tens + t.value), "fraction", ONE / 100)
            under = self.denominator(j)
            if under and (under[2] or value == 1 or t.kind == "quarter"):
                return self.after_fraction(i, under[1], value / under[0])
        if self.kind(j) == "and" and self.kind(j - 1) in ("hundred", "scale") and self.joined(j):
            tens = self.toks[j + 1].value if self.kind(j + 1) == "tens" else Decimal(0)
            last = j + 2 if tens else j + 1
            whole = all(map(self.joined, range(j + 1, last + 1)))
            if (
                whole
                and self.kind(last) == "ordinal"
                and self.toks[last].value < (10 if tens else room)
            ):
                return self.make(i, last + 1, value + tens + self.toks[last].value, "ordinal", ONE)
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
                    if self.kind(j - 1) != "scale":
                        value *= unit
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
