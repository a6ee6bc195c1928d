"""Sino-Korean numbers at a place of a text: 3억 5천만, 이백오십만, 삼 점 일사.

Their syllables are also parts of other words (조각, 경기, 만난): what follows a
scale says whether it counts. Whether the number is one at all is for
``align.facts.numbers.numerals_ko``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from attrs import field, mutable

from align.facts.measuring.units import has_tail, starts_unit, unit_at
from align.facts.numbers.numerals import DIGITS_RE, parse_digits, stands_alone, words_of

ONE = Decimal(1)
GROUP = Decimal(10000)
TAKES_NO_SPACE = re.compile(r"\s?(?:[시분초월일주위층호회%점:./~\-–]|분기|년)")
LAW_REACH = 8
LAW_RE = re.compile(
    r"제\s?$|(?:법률?|헌법|시행령|조례|규칙|규정|협정|조약|협약|약관|계약서?|세칙|강령|정관|당헌|당규)\s$"
)
"""What stands before the number of an article (형법 250조), which is no trillion."""

PART_RE = re.compile(
    r"(?:의\s?\d{1,2})?\s(?:제\s?)?\d{1,2}[항호]|의\s?\d{1,2}(?![\d.,분]|\s?[가-힣]{1,2}원)"
)
"""What stands behind it: 250조 1항, 17조의2."""

CURRENCY_RE = re.compile(r"\s?(?:원|달러|유로|엔|위안|파운드|루블|루피)")


@mutable
class Reading:
    """A Sino-Korean number while it is read."""

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    number: Decimal | None = None
    small: Decimal = GROUP
    big: Decimal = Decimal("Infinity")
    step: Decimal = ONE
    scale: Decimal = ONE
    end: int = 0
    in_digits: bool = False
    syllables: int = 0
    multipliers: int = 0
    last: str = ""
    marks: list[tuple[int, Decimal]] = field(factory=list)

    @property
    def value(self) -> Decimal:
        """The number read so far."""
        return self.total + self.section + (self.number or 0)


@cache
def _sino() -> tuple[dict[str, Decimal], dict[str, Decimal], dict[str, Decimal]]:
    words = words_of("ko")
    digits = {w: v for w, (form, v) in words.items() if form == "digit"}
    scales = {w: v for w, (form, v) in words.items() if form == "scale"}
    small = {w: v for w, v in scales.items() if v < GROUP}
    return digits, small, {w: v for w, v in scales.items() if v >= GROUP}


def _is_scale(text: str, p: int) -> bool:
    """Say whether the 조, 경, 만 … at ``p`` counts and does not begin another word."""
    char, after = text[p], text[p + 1 : p + 2]
    if char == "조":
        return after not in ("각", "항", "건", "금", "직", "사", "합", "별", "치", "차")
    if char == "경":
        return after not in ("기", "제", "찰", "영", "우", "주", "로", "북", "남", "력", "쟁", "계")
    if char == "천":
        return after not in ("사",) or text[p + 1 : p + 3] in ("사백", "사십", "사만")
    if char == "백":
        if after == "서":
            return text[p + 1 : p + 3] == "서른"
        return after not in ("신", "화", "악", "인", "지")
    if char == "십":
        return after not in ("자",)
    if char == "억":
        return after not in ("제", "울", "압", "양", "류", "지")
    return not (
        char == "만"
        and after
        in (
            "난",
            "들",
            "족",
            "나",
            "남",
            "화",
            "기",
            "점",
            "약",
            "찬",
            "큼",
            "드",
            "료",
        )
    )


def _is_article(text: str, start: int, p: int) -> bool:
    """Say whether the number from ``start`` to the 조 at ``p`` is that of a law's article."""
    if text[p] != "조" or CURRENCY_RE.match(text, p + 1):
        return False
    return bool(LAW_RE.search(text, max(0, start - LAW_REACH), start) or PART_RE.match(text, p + 1))


def read_sino(text: str, start: int) -> Reading | None:
    """Read the longest Sino-Korean number or number in digits at ``start``."""
    digits, small, big = _sino()
    r = Reading()
    p = start
    while p < len(text):
        char = text[p]
        if (char.isdigit() and char.isascii()) or (char == "." and p == start):
            if r.number is not None:
                break
            m = DIGITS_RE.match(text, p)
            parsed = parse_digits(m[0]) if m else None
            if m is None or parsed is None:
                break
            limit = r.small if r.section else r.big
            if (r.section or r.total) and not parsed[0] < min(limit, r.big):
                break
            r.number, r.step = parsed
            r.in_digits = True
            p = m.end()
        elif char in digits:
            if r.number is not None or (r.in_digits and r.multipliers == 0):
                break
            if r.in_digits and not (text[p + 1 : p + 2] in small or text[p + 1 : p + 2] in big):
                break
            if digits[char] == 0 and (r.section or r.total):
                break
            r.number, r.step = digits[char], ONE
            r.syllables += 1
            p += 1
        elif char in small:
            if small[char] >= r.small or not _is_scale(text, p):
                break
            r.step = (r.step if r.number is not None else ONE) * small[char]
            r.section += (ONE if r.number is None else r.number) * small[char]
            r.number, r.small = None, small[char]
            r.multipliers += 1
            r.syllables += 1
            r.scale = small[char]
            p += 1
        elif char in big:
            if big[char] >= r.big or not _is_scale(text, p) or _is_article(text, start, p):
                break
            part = r.section + (r.number or 0)
            if part == 0:
                if r.number is not None or r.total:
                    break
                part = ONE
            r.step *= big[char]
            r.total += part * big[char]
            r.section, r.number, r.small, r.big, r.scale = (
                Decimal(0),
                None,
                GROUP,
                big[char],
                big[char],
            )
            r.multipliers += 1
            r.syllables += 1
            p += 1
        elif (
            char in "점쩜 "
            and r.end
            and not r.in_digits
            and (tail := _decimals(text, start, p, digits))
        ):
            r.number = (r.number or Decimal(0)) + tail[0]
            r.step, r.end = tail[1], tail[2]
            r.multipliers += 1
            r.syllables += 2
            return r
        elif (
            char in " \u00a0"
            and r.end == p
            and r.in_digits
            and not r.multipliers
            and text[p + 1 : p + 2] in ("억", "조", "만")
            and (starts_unit(text, p + 2, "ko") or text[p + 2 : p + 3] in ("", " ", ".", ","))
        ):
            p += 1
            continue
        elif char in " \u00a0" and r.end and r.last in "십백천만억조경" and _goes_on(text, p, r):
            p += 2 if text[p : p + 2] == "  " else 1
            continue
        else:
            break
        r.end, r.last = p, text[p - 1]
        r.marks.append((p, r.value))
    thousands = r.section > 0 and r.section % 1000 == 0 and r.number is None
    if thousands and GROUP < r.big < Decimal("Infinity"):
        _fill_scale(r)
    return r if r.end else None


def _fill_scale(r: Reading) -> None:
    """Give the thousands behind 억 and 조 the scale that speech leaves out: 2억 5천(만)."""
    times = r.big / GROUP
    r.total += r.section * (times - 1)
    r.step *= times


def _goes_on(text: str, p: int, r: Reading) -> bool:
    """Say whether the number goes on after the space at ``p``: 4억 5000만, 천 백 십팔."""
    digits, small, big = _sino()
    p += 2 if text[p : p + 2] == "  " else 1
    char, after = text[p : p + 1], text[p + 1 : p + 2]
    if char.isdigit() and char.isascii():
        m = DIGITS_RE.match(text, p)
        if m is None:
            return False
        parsed = parse_digits(m[0])
        if parsed is None or not parsed[0] < (r.small if r.section else r.big):
            return False
        following = text[m.end() : m.end() + 1]
        if following and (following in small or following in big):
            return _is_scale(text, m.end())
        if r.last == "만" and r.syllables == 1 and not r.in_digits:
            return False  # 만 19세 (full 19 years)
        end = m.end() + (following == "여")  # 49만 4000여 명
        return not TAKES_NO_SPACE.match(text, end) and starts_unit(text, end, "ko")
    if not char or r.in_digits:
        return False
    if char in small or char in big:
        return (small.get(char) or big[char]) < (r.small if char in small else r.big) and _is_scale(
            text, p
        )
    if char in digits and after and (after in small or after in big):
        return True
    if (
        char in digits
        and r.last in "십백천"
        and char not in "이일"
        and starts_unit(text, p + 1, "ko")
    ):
        return True
    return char in digits and r.last != "만" and not text[p + 1 : p + 40].strip()


DECIMALS_RE = re.compile(r"(\s?)[점쩜](\s?)([영공일이삼사오육륙칠팔구]{1,9})")
COPULA_RE = re.compile(r"다(?![가-힣])|[라며고지었므면니나]")
PARTS_OF_WORDS = frozenset(("이", "일", "사", "오", "공", "사이", "이사", "오이", "일이", "공사"))
"""Digits that behind a spaced 점 (points, a dot) are rather other words: 팔 점 사이."""


def _decimals(
    text: str, start: int, p: int, digits: dict[str, Decimal]
) -> tuple[Decimal, Decimal, int] | None:
    """Read 점 이삼 (point two three) after a whole number in words from ``start`` to ``p``."""
    m = DECIMALS_RE.match(text, p)
    if m is None:
        return None
    word, end = m[3], m.end()
    while word and not (has_tail(text, end) or starts_unit(text, end, "ko")):
        word, end = word[:-1], end - 1
    if word.endswith("이") and COPULA_RE.match(text, end):
        word, end = word[:-1], end - 1
    if not word or ((m[1] or m[2]) and not _is_decimal(text, start, p, word, end)):
        return None
    step = ONE.scaleb(-len(word))
    return (
        sum((digits[c] * 10 ** (len(word) - 1 - i) for i, c in enumerate(word)), Decimal(0)) * step,
        step,
        end,
    )


def _is_decimal(text: str, start: int, p: int, word: str, end: int) -> bool:
    """Say whether a number apart is one: 삼 점 일사, but 팔 점 사이 (between eight points)."""
    if word != "사이" and (stands_alone(text, start, end) or _is_last(text, word, end)):
        return True
    apart = text[end : end + 1] == " "
    unit = unit_at(text, end + apart, "ko")
    this = text[start:p] == "이"
    if unit is not None and unit.kind not in ("count", "ordinal"):
        return not this or apart or len(unit.form) > 1
    return not this and word not in PARTS_OF_WORDS


def _is_last(text: str, word: str, end: int) -> bool:
    """Say whether nothing follows the digits: 십 점 만점에 구 점 오."""
    return word not in ("이", "일") and not text[end : end + 40].strip(" .!?\n")
