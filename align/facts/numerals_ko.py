"""Korean numbers: digits with 만 and 억, Sino-Korean and native words, 분의 fractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve, field, mutable

from align.facts.numerals import (
    DIGITS,
    DIGITS_RE,
    VULGAR,
    Numeral,
    currency_codes,
    lookalikes,
    negated,
    parse_digits,
    stands_alone,
    vague_of,
    words_of,
)
from align.facts.numerals_en import POWER_RE, SLASH_RE
from align.facts.units import has_tail, starts_unit
from align.tables import read_table

ONE = Decimal(1)
GROUP = Decimal(10000)
TAKES_NO_SPACE = re.compile(r"\s?(?:[시분초월일주위층호회%점:./~\-–]|분기|년)")
MIXED_RE = re.compile(r"[과와]\s[일이삼사오육칠팔구십백\d]{1,6}\s?분의")
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
BUN_RE = re.compile(r"\s?분의\s?(마이너스\s?)?")


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
        return after not in ("신", "화", "악", "인", "지", "서")
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
        elif char in "점쩜" and r.end and not r.in_digits and (tail := _decimals(text, p, digits)):
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
    return r if r.end else None


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


def _decimals(text: str, p: int, digits: dict[str, Decimal]) -> tuple[Decimal, Decimal, int] | None:
    """Read 점 이삼 (point two three) after a whole number in words."""
    m = re.compile(r"[점쩜]\s?([영공일이삼사오육칠팔구]{1,9})").match(text, p)
    if m is None:
        return None
    word, end = m[1], m.end()
    while word and not (has_tail(text, end) or starts_unit(text, end, "ko")):
        word, end = word[:-1], end - 1
    if text[end : end + 2] == "다" and word.endswith("이"):
        word, end = word[:-1], end - 1
    if not word:
        return None
    step = ONE.scaleb(-len(word))
    return (
        sum((digits[c] * 10 ** (len(word) - 1 - i) for i, c in enumerate(word)), Decimal(0)) * step,
        step,
        end,
    )


@cache
def _native() -> dict[str, tuple[Decimal, str]]:
    """Return native numbers to 99 as word → value and form."""
    words = words_of("ko")
    ones = {w: (v, f) for w, (f, v) in words.items() if f.startswith("native") and "tens" not in f}
    tens = {w: (v, f) for w, (f, v) in words.items() if f.endswith("tens")}
    out: dict[str, tuple[Decimal, str]] = {}
    for w, (v, f) in ones.items():
        bare = f == "native before" or w == "하나"
        out[w] = (v, "bare" if bare else "native")
    for w, (v, f) in tens.items():
        out[w] = (v, "bare" if w in ("열", "쉰") or f == "native before tens" else "native")
        if f == "native before tens":
            continue
        for o, (n, _) in ones.items():
            if o in ("서", "너", "석", "넉"):
                continue
            out[w + o] = (v + n, "native")
            out[f"{w} {o}"] = (v + n, "native" if len(o) > 1 else "bare")
    return out


def _spaced() -> set[str]:
    """Return 수 천 and the like, written apart."""
    return {f"수 {w[1:]}" for w in vague_of("ko") if w.startswith("수")}


@cache
def _start_re() -> re.Pattern[str]:
    native = "|".join(
        sorted({*_native(), *vague_of("ko"), *_spaced()}, key=len, reverse=True)
    ).replace(" ", r"\ ")
    codes = "|".join(currency_codes())
    prefixes = "|".join(sorted((r["word"] for r in read_table("prefixes")), key=len, reverse=True))
    return re.compile(
        rf"""
        (?P<minus>마이너스\s?|(?<![\w.,)\]])(?<!\d\s)[-−](?=[\d.]))?
        (?:
          (?P<digits>(?:(?<![\w.])(?<![A-Za-z]-)|(?<=\b(?:{codes})))(?:{DIGITS})|(?<=[가-힣])\d)
        | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
        | (?:(?<![가-힣\w])|(?<![가-힣\w])(?:{prefixes})\s?|(?<=마이너스)|(?<=마이너스\s))
          (?:(?P<native>{native})|(?P<sino>[영공일이삼사오육륙칠팔구십백천만억조경]))
        )
        """,
        re.VERBOSE,
    )


def read_numerals_ko(text: str) -> Sequence[Numeral]:
    """Return the numbers of a Korean text, in order and apart.

    >>> [str(n.value) for n in read_numerals_ko("2만3천여 명, 여든네 살, 4억 2천만 원, 3분의 1")]
    ['23000', '84', '420000000', '0.3333333333333333333333333333']
    >>> read_numerals_ko("팔백삼십이 명")[0].value
    Decimal('832')
    """
    found: list[Numeral] = []
    pos = 0
    while m := _start_re().search(text, pos):
        got = _numeral(text, m)
        if got is None:
            pos = max(m.end(), m.start() + 1)
            if m["digits"]:
                while pos < len(text) and text[pos] in "0123456789":
                    pos += 1
            elif m["sino"]:
                while pos < len(text) and "가" <= text[pos] <= "힣" and text[pos] not in " ":
                    pos += 1
            continue
        got = _joined(text, got)
        if (m["minus"] is not None and got.form != "bare") or m["minus"]:
            got = negated(got, m.start())
        found.append(got)
        pos = max(got.end, m.start() + 1)
    return found


def _numeral(text: str, m: re.Match[str]) -> Numeral | None:
    """Return the number where ``m`` says one may begin, without sign and fraction."""
    if m["vulgar"]:
        return Numeral(
            start=m.start("vulgar"), end=m.end(), value=VULGAR[m["vulgar"]], form="fraction"
        )
    if m["digits"]:
        return _in_digits(text, m.start("digits"))
    if m["native"]:
        return _in_native(text, m.start("native"), m["native"], signed=bool(m["minus"]))
    return _in_sino(text, m.start("sino"), signed=bool(m["minus"]))


def _in_digits(text: str, start: int) -> Numeral | None:
    if (m := SLASH_RE.match(text, start)) and int(m[2]):
        value = Decimal(m[1]) / Decimal(m[2])
        return Numeral(start=start, end=m.end(), value=value, form="fraction", precision=ONE / 100)
    r = read_sino(text, start)
    if r is None:
        return None
    if p := POWER_RE.match(text, r.end):
        from align.facts.numerals_en import read_numerals_en

        part = read_numerals_en(text[start : p.end()])
        if part:
            return evolve(part[0], start=start, end=start + part[0].end)
    m = re.compile(r"\s(\d{1,3})/(\d{1,3})(?![\d/.])").match(text, r.end)
    if m and 0 < int(m[1]) < int(m[2]):
        return Numeral(
            start=start, end=m.end(), value=r.value + Decimal(m[1]) / Decimal(m[2]), form="fraction"
        )
    if text[r.end : r.end + 1] in VULGAR:
        value = r.value + VULGAR[text[r.end]]
        return Numeral(start=start, end=r.end + 1, value=value, form="digits", precision=ONE / 100)
    return Numeral(
        start=start, end=r.end, value=r.value, form="digits", precision=r.step, scale=r.scale
    )


def _in_native(text: str, start: int, word: str, *, signed: bool) -> Numeral | None:
    end = start + len(word)
    if word.replace(" ", "") in vague_of("ko"):
        low, high = vague_of("ko")[word.replace(" ", "")]
        if not (has_tail(text, end) or starts_unit(text, end, "ko")):
            return None
        return Numeral(
            start=start,
            end=end,
            value=low,
            high=high,
            form="vague",
            precision=low if low > 9 else ONE,
            exact=False,
        )
    value, form = _native()[word]
    if " " in word and not starts_unit(text, end, "ko"):
        head = word.split(" ")[0]
        return _in_native(text, start, head, signed=signed)
    if text[end : end + 2] == "다스" or text[end : end + 3] == " 다스":
        end = text.index("다스", end) + 2
        return Numeral(start=start, end=end, value=value * 12, form="native", precision=Decimal(12))
    if not (has_tail(text, end) or starts_unit(text, end, "ko")):
        return None
    alone = stands_alone(text, start, end)
    return Numeral(
        start=start,
        end=end,
        value=value,
        form="native" if form == "native" or alone or signed else "bare",
    )


def _in_sino(text: str, start: int, *, signed: bool) -> Numeral | None:
    r = read_sino(text, start)
    if r is None:
        return None
    end, value = r.end, r.value
    if (
        r.multipliers
        and r.last in "이일오사구"
        and not starts_unit(text, end, "ko")
        and not BUN_RE.match(text, end)
    ):
        # 백만이 넘는: 이 is the particle; 이십육이다, 삼백일이 are numbers
        drop = (
            r.last == "이"
            and re.compile(r"(?![가-힣])|[다며고라어었지]").match(text, end)
            and text[end : end + 40].strip()
        )
        if (drop or not has_tail(text, end)) and len(r.marks) > 1:
            end, value = r.marks[-2]
    alone = stands_alone(text, start, end)
    word = text[start:end]
    strong = (
        signed
        or alone
        or (r.multipliers > 0 and len(word) > 1 and word.replace(" ", "") not in lookalikes("sino"))
    )
    followed = (
        starts_unit(text, end, "ko")
        or BUN_RE.match(text, end) is not None
        or MIXED_RE.match(text, end) is not None
    )
    if not followed and not has_tail(text, end):
        return None
    if not strong and not followed:
        return None
    step = r.step if value == r.value else ONE
    return Numeral(
        start=start,
        end=end,
        value=value,
        form="word" if strong else "bare",
        precision=step,
        scale=r.scale,
    )


def _joined(text: str, n: Numeral) -> Numeral:
    """Return the number with a following 분의 (parts of) or 과 X분의 Y."""
    if m := BUN_RE.match(text, n.end):
        over = _small(text, m.end())
        if over is not None and n.value:
            value = over.value / n.value * (-1 if m[1] else 1)
            return Numeral(
                start=n.start, end=over.end, value=value, form="fraction", precision=ONE / 100
            )
    if m2 := re.compile(r"[과와]\s").match(text, n.end):
        under = _small(text, m2.end())
        if under is not None and under.value and (b := BUN_RE.match(text, under.end)):
            over = _small(text, b.end())
            if over is not None:
                return Numeral(
                    start=n.start,
                    end=over.end,
                    value=n.value + over.value / under.value,
                    form="fraction",
                    precision=ONE / 100,
                )
        if (
            under is not None
            and n.scale >= 10**8
            and under.form == "word"
            and under.value < n.scale
            and under.value >= 100
        ):
            return evolve(n, end=under.end, value=n.value + under.value, precision=under.precision)
    return n


def _small(text: str, p: int) -> Numeral | None:
    """Read a Sino-Korean number or digits beside 분의, where nothing else can stand."""
    r = read_sino(text, p)
    if r is None:
        return None
    end, value = r.end, r.value
    particle = r.last in "만일이" and r.multipliers and not has_tail(text, end)
    only = r.last == "만" and text[end : end + 1] in ("", " ", "을", "은")
    if len(r.marks) > 1 and (particle or only):
        end, value = r.marks[-2]
    return Numeral(start=p, end=end, value=value, form="word")
