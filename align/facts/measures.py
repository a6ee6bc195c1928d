"""Numbers with what stands around them: sign, unit, hedge, limit, range, noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from attrs import evolve, frozen

from align.facts.dates import alternatives, is_day, iso
from align.facts.dates import figure as _dated
from align.facts.numerals import Numeral, stands_alone
from align.facts.nouns import counted_en, counted_ko, follows_name, has_noun_en
from align.facts.units import Unit, currency_before, dimensions, has_tail, unit_at
from align.records import Bound, Figure, FigureKind, Value
from align.tables import read_table

ONE = Decimal(1)
WINDOW = 28
"""Characters before a number in which a hedge is looked for."""


@frozen(kw_only=True)
class Measure:
    """A quantity without its place."""

    kind: FigureKind
    value: Decimal
    unit: str | None = None
    approx: bool = False


@frozen(kw_only=True)
class Quantity:
    """A number with its unit; ``end`` is behind the unit, ``start`` before a sign of currency."""

    numeral: Numeral
    start: int
    end: int
    kind: str
    value: Decimal
    precision: Decimal
    name: str = ""
    form: str = ""
    approx: bool = False
    prefix: bool = False


@cache
def _hedges(lang: str, side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {
        r["word"]: r["effect"]
        for r in read_table("hedges")
        if r["lang"] == lang and r["side"] == side
    }
    words = alternatives(rows)
    if side == "before":
        edge = r"(?<![가-힣])" if lang == "ko" else r"(?<![\w-])"
        return re.compile(rf"{edge}({words})\s?(?:an?\s|the\s)?$", re.IGNORECASE), rows
    return re.compile(
        rf"\s?({words})" if lang == "ko" else rf"(?:\s|-|,\s)?({words})(?!\w)", re.IGNORECASE
    ), rows


RANGE_KO_RE = re.compile(r"\s?[~∼〜～]\s?|\s?[-–—]\s?|\s?내지\s|에서\s")
RANGE_EN_RE = re.compile(
    r"\s?[-–—~∼]\s?~?|-?\s(?:to|or|and)\s(?:(?:about|around|some|roughly|nearly)\s)?(?:an?\s)?",
    re.I,
)
CHANGE_RE = re.compile(
    r"\b(?:r[io]se|rising|risen|f[ae]ll\w*|increas\w*|cut\w*|drop\w*|up|down|gr[eo]w\w*|rais\w*|lower\w*|reduc\w*|climb\w*|"
    r"jump\w*|slid\w*|declin\w*|mov\w*|went|go\w*|chang\w*|expand\w*|improv\w*|slash\w*|shr[aiu]nk\w*|doubl\w*|surg\w*|"
    r"plung\w*|slip\w*|narrow\w*|widen\w*|extend\w*|boost\w*|trim\w*)\b", re.I)  # fmt: skip
ANGLE_RE = re.compile(
    r"turn|angle|rotat|latitude|longitude|slope|tilt|각도|회전|위도|경도|북위|남위|동경|서경|기울|경사",
    re.I,
)
HEAT_RE = re.compile(
    r"temperature|weather|thermostat|heat|cold|warm|cool|celsius|fahrenheit|below zero|minus|기온|온도|섭씨|화씨|영하|영상|체온|더위|추위|폭염|한파",
    re.I,
)
SPORT_RE = re.compile(
    r"\b(?:w[io]n\w*|beat\w*|lo[s]t|los[es]\w*|defeat\w*|victor\w*|dr[ae]w\w*|lead\w*|led|trail\w*|score\w*|goal\w*|match\w*|set\w*|ahead|final|game\w*|vot\w+|down|up|tied?|margin|advantage|comeback)\b",
    re.I,
)
YEAR_CUE_RE = re.compile(
    r"\b(?:in|since|by|from|until|till|after|before|during|of|year|between|to|and|than|mid|early|late|the|fiscal|FY|through|for|circa|around|about|back to|around|until)[\s-](?:late\s|early\s|mid-?\s?)?$|[(]$",
    re.I,
)
WEIGHT_RE = re.compile(r"무게|체중|몸무게|중량|감량|살을|돼지|아기|고기|그램|킬로그램")
OTHER_WORDS = frozenset(
    "열대 열정 열기 열차 열병 열성 열량 열전 열점 열종 세대 세기 세차 세면 세배 세자 세인 세표 세수 세정 세항 두통 두부 두면 두문 두편".split()
)
"""Words that look like a native number and a counter (열대 the tropics, 세기 strength)."""
CLOSERS = {"[": "]", "{": "})", "<": ">", "(": ")"}
UNSIGNED = frozenset(["time"])


class Reader:
    """Reads the quantities of one text from its numbers."""

    def __init__(self, text: str, lang: str, numerals: Sequence[Numeral]) -> None:
        self.text = text
        self.lang = lang
        self.numerals = [*numerals]
        if lang == "en":
            self.numerals = sorted([*self.numerals, *self._articles()], key=lambda n: n.start)
        self.used = 0

    def read(self) -> list[Figure]:
        """Return the figures, in order."""
        out: list[Figure] = []
        i = 0
        while i < len(self.numerals):
            got = self.ratio(i) or self.range(i)
            if got is None and (single := self.single(i)) is not None:
                got = single
            if got is None:
                i += 1
                continue
            out.append(got[0])
            self.used = got[0].end
            i = max(got[1], i + 1)
        return out

    # ------------------------------------------------------------ one number

    def quantity(self, i: int) -> Quantity | None:
        """Return number ``i`` with its unit, or None where it is no quantity."""
        n = self.numerals[i]
        start, end, value, step = n.start, n.end, n.value, n.precision
        text = self.text
        q = Quantity(
            numeral=n,
            start=start,
            end=end,
            kind="number",
            value=value,
            precision=step,
            approx=not n.exact,
        )
        if n.form == "ordinal":
            return evolve(q, kind="ordinal")
        before = currency_before(text, start)
        if before is not None and before[1] < self.used:
            before = None
        sign = self._sign_inside(start, before)
        if before is not None:
            money = evolve(q, kind="currency", name=before[0].name, start=before[1], prefix=True)
            if sign:
                money = evolve(money, value=-value, start=sign)
            m = re.compile(r"\s?([mM])\b(?!\w)|\s?(bn|tn|k)\b", re.I).match(text, end)
            if m and self.lang == "en":
                scale = {"m": 6, "b": 9, "t": 12, "k": 3}[m[0].strip().lower()[0]]
                money = evolve(
                    money,
                    value=money.value.scaleb(scale),
                    precision=step.scaleb(scale),
                    end=m.end(),
                )
            return money
        p, approx = end, q.approx
        if self.lang == "ko" and (
            m := re.compile(r"\s?여(?=\s?[가-힣%㎡]|$)|\s?몇(?=\s?[가-힣])").match(text, p)
        ):
            p2 = m.end() + (text[m.end() : m.end() + 1] == " ")
            if unit_at(text, p2, "ko") is not None or "몇" not in m[0]:
                p, approx = m.end(), True
        unit, at = self._unit(p, n)
        if self.lang == "en" and (
            m := re.compile(r"\sbelow\s(?:zero|freezing)\b", re.I).match(text, p)
        ):
            return evolve(q, kind="temperature", name="degree", value=-value, end=m.end())
        if unit is None or unit.kind == "noun" or not self._fits(unit, n, at):
            return evolve(q, approx=approx, end=p)
        end = at + len(unit.form)
        if (
            text[p:at].strip() in CLOSERS
            and text[p:at].strip()
            and text[end : end + 1] in CLOSERS[text[p:at].strip()]
        ):
            end += 1
        if unit.form in ("deg", "k.g") and text[end : end + 1] == ".":
            end += 1
        kind, name = unit.kind, unit.name
        q = evolve(q, end=end, form=unit.form, approx=approx)
        if (
            kind == "currency"
            and unit.form == "파운드"
            and WEIGHT_RE.search(text, max(0, start - 30), end + 12)
        ):
            kind, name = "dimension", "pound"
        if kind == "currency":
            return evolve(
                q, kind=kind, name=name, value=value * unit.factor, precision=step * unit.factor
            )
        return self._with_kind(q, kind, name, i)

    def _with_kind(self, q: Quantity, kind: str, name: str, i: int) -> Quantity:
        """Return the quantity as its unit and neighbourhood make it."""
        text, start, end = self.text, q.start, q.end
        near = text[max(0, start - 24) : end + 24]
        if (
            self.lang == "ko"
            and q.form == "일"
            and (m := re.compile(r"\d{1,2}박\s?$").search(text, max(0, start - 4), start))
        ):
            q = evolve(q, start=m.start())
        if kind in ("degree", "temperature", "fahrenheit"):
            return self._degrees(q, kind, near)
        if kind == "duration" and self.lang == "en":
            m = re.compile(r"[\s-]olds?\b|\s(?:of\s)age\b", re.I).match(text, end)
            if m:
                return evolve(q, kind="age", name=name, end=m.end())
        if kind == "duration" and self.lang == "ko":
            if name == "week" and (
                q.value > 52
                or q.form == "주"
                and re.compile(r"\s?(?:를|의)?\s?(?:매수|매도|주식)").match(text, end)
            ):
                return evolve(q, kind="count")
            if name == "minute" and q.numeral.form in ("native", "bare") and q.value < 20:
                return evolve(q, kind="count")
            if q.form == "일" and re.compile(r"\s?차(?![가-힣])").match(text, end):
                return evolve(q, kind="ordinal")
        if kind == "multiple" and q.form == "배":
            return evolve(q, kind="multiple")
        if kind == "currency":
            return q
        if kind == "dimension" and self.lang == "en" and q.form == "m" and has_noun_en(text, end):
            return evolve(
                q, kind="number", value=q.value * 10**6, precision=q.precision * 10**6, form=""
            )
        if kind == "ordinal" and q.form in ("위", "등", "차", "째", "번째", "등급"):
            if q.form == "째" and q.numeral.form == "digits":
                return evolve(q, kind="number", end=q.numeral.end, form="")
            return evolve(q, kind="ordinal")
        if (
            kind == "count"
            and self.lang == "ko"
            and q.form == "대"
            and re.compile(r"\s(?:국회|총선|대통령|대선|총리|회장|총장|의회|왕|장관)").match(
                text, end
            )
        ):
            return evolve(q, kind="ordinal")
        if (
            kind == "count"
            and self.lang == "ko"
            and text[max(0, start - 1) : start] == "제"
            and q.numeral.form == "digits"
        ):
            return evolve(q, kind="ordinal")
        return evolve(q, kind=kind, name=name)

    def _degrees(self, q: Quantity, kind: str, near: str) -> Quantity:
        text = self.text
        value = q.value
        name, start, end = (
            {"temperature": "C", "fahrenheit": "F"}.get(kind, "degree"),
            q.start,
            q.end,
        )
        if self.lang == "ko":
            m = re.compile(r"(?:(섭씨|화씨)\s?)?(?:(영하|영상|마이너스)\s?)?$").search(
                text, max(0, start - 9), start
            )
            if m and m[0]:
                start = m.start()
                name = {"섭씨": "C", "화씨": "F"}.get(m[1] or "", name)
                if m[2] == "영하" and value > 0:
                    value = -value
                    name = "C" if name == "degree" else name
            elif ANGLE_RE.search(near) and kind == "degree":
                return evolve(q, kind="dimension", name="degree")
        else:
            m = re.compile(r"\s?(?:below\s(?:zero|freezing))", re.I).match(text, end)
            if m and value > 0:
                value, end = -value, m.end()
            if kind == "degree" and (
                ANGLE_RE.search(near) or re.compile(r"\s?[NSEW]\b").match(text, end)
            ):
                return evolve(q, kind="dimension", name="degree")
            if (
                kind == "degree"
                and q.numeral.form == "word"
                and q.value < 10
                and not HEAT_RE.search(near)
            ):
                return evolve(q, kind="count", form="degrees")
        if (
            self.lang == "en"
            and value > 0
            and text[max(0, start - 2) : start] == "- "
            and name != "degree"
        ):
            start, value = start - 2, -value
        return evolve(q, kind="temperature", name=name, value=value, start=start, end=end)

    def _unit(self, p: int, n: Numeral) -> tuple[Unit | None, int]:
        """Return the unit behind ``p`` and where it begins."""
        m = re.compile(r"[\s\u00a0]{0,2}(?:[\[{<(](?=[A-Za-z°%]{1,4}[\]})>]))?|-|\sof\s").match(
            self.text, p
        )
        at = m.end() if m else p
        if (
            n.form in ("fraction", "bare")
            and self.lang == "en"
            and (m2 := re.compile(r"\s(?:an?|of\san?|of)\s").match(self.text, p))
        ):
            at = m2.end()
        if self.text[p : p + 1] == "-" and self.lang == "en":
            at = p + 1
        unit = unit_at(self.text, at, self.lang)
        if unit is None and at > p and self.text[p:at].strip() == "" and self.lang == "en":
            m = re.compile(
                r"\s(?:fewer|more|extra|additional|consecutive|upcoming|full|of|straight|whole)\s"
            ).match(self.text, p)
            if (
                m
                and (unit := unit_at(self.text, m.end(), self.lang)) is not None
                and unit.kind == "duration"
            ):
                return unit, m.end()
            return None, p
        return unit, at

    def _fits(self, unit: Unit, n: Numeral, at: int) -> bool:
        """Say whether the unit can belong to the number."""
        return self._fits_ko(unit, n, at) if self.lang == "ko" else self._fits_en(unit, n, at)

    def _fits_ko(self, unit: Unit, n: Numeral, at: int) -> bool:
        text = self.text
        word = text[n.start : n.end]
        if n.form == "bare":
            if word == "하나":
                return False
            if (
                at == n.end
                and word not in ("한", "두", "세", "네", "열", "스무")
                and not self._attached(unit, n, word)
            ):
                return False
            if word == "한":
                return (
                    unit.kind in ("duration", "dimension", "currency", "age")
                    and unit.form not in ("해", "주", "리", "평")
                    or unit.one
                )
            if word == "이":
                return self._second(unit, at)
            if word in ("일", "삼", "사", "오", "육", "칠", "팔", "구", "영", "공"):
                if (
                    word == "일"
                    and unit.form == "점"
                    and not re.compile(r"\s?[을차로]").match(text, at + 1)
                ):
                    return False
                return unit.digit
            if word in ("조", "경", "억", "만", "천", "백", "십"):
                return (
                    unit.kind != "count"
                    or at > n.end
                    or unit.form in ("명", "개", "건", "곳")
                    and word not in "조경"
                )
            if word in ("서", "너", "석", "넉"):
                return unit.kind in ("dimension", "duration", "count") and unit.form in (
                    "되",
                    "말",
                    "홉",
                    "달",
                    "장",
                    "점",
                    "근",
                    "냥",
                    "자",
                )
        if unit.kind in ("percent", "point") and n.form == "native":
            return False
        if (
            n.form in ("native", "bare")
            and word in ("네", "세", "두", "열")
            and unit.form in ("세", "위", "리", "조")
        ):
            return False
        if at == n.end and word + unit.form in OTHER_WORDS:
            return False
        return not (
            unit.form == "도"
            and n.form == "digits"
            and (n.value > 9999 or at > n.end and n.value > 1800)
        )

    def _attached(self, unit: Unit, n: Numeral, word: str) -> bool:
        """Say whether one Sino-Korean syllable and a unit without space are no other word (사명, 공세)."""
        alone = stands_alone(self.text, n.start, n.end + len(unit.form))
        if (
            alone
            or (len(unit.form) > 1 and unit.kind != "count")
            or word in ("서", "너", "석", "넉")
        ):
            return True
        if word in ("천", "만", "백", "십"):
            return unit.form in ("명", "원", "년", "개", "건", "배", "불", "톤", "평")
        return word == "이" and unit.form == "등"

    def _second(self, unit: Unit, at: int) -> bool:
        """Say whether 이 before this unit is two and not "this"."""
        if unit.form in ("명", "퍼센트", "개월", "퍼센트포인트"):
            return True
        if unit.form == "등":
            return self.text[at - 1] == "이"
        after = at + len(unit.form)
        if unit.form in ("년", "주", "주일"):
            return (
                re.compile(r"\s?(?:전|간|동안|뒤|후|만에|째|연속|넘)").match(self.text, after)
                is not None
            )
        return (
            unit.kind in ("dimension", "currency")
            and len(unit.form) > 1
            and unit.form not in ("달러", "메가", "센티")
        )

    def _fits_en(self, unit: Unit, n: Numeral, at: int) -> bool:
        text, form = self.text, unit.form
        end = at + len(form)
        glued = at == n.end
        digits = n.form == "digits"
        after = text[end : end + 1]
        if form == "in":
            return (
                digits
                and re.compile(r"\s*(?:$|[.,;:)\"”'’]|more or less)").match(text, end) is not None
            )
        if len(form) == 1 and form.isalpha():
            if not digits:
                return form in ("h", "m") and n.form == "fraction"
            if after in ("'", "’") or (
                form in ("s", "t", "c", "l")
                and not glued
                and after not in ("", ".", ",", ";", " ", ")")
            ):
                return False
            if form == "t" and glued and after.isalpha():
                return False
            return not (form == "W" and not glued)
        if form == "won":
            return n.value >= 100 and not re.compile(
                r"\s(?:the|a|an|in|by|at|gold|silver|bronze|\d)"
            ).match(text, end)
        if form in (
            "real",
            "rand",
            "le",
            "stone",
            "pence"[:0],
            "eth",
            "rs",
            "min",
            "turn",
            "turns",
            "cup",
            "cups",
            "dong",
            "mark",
        ):
            if form == "real" and re.compile(r"\s[a-z]").match(text, end):
                return False
            if form in ("turn", "turns"):
                return (
                    n.form != "ordinal"
                    and re.search(
                        r"rotat|make a|spin|twist", text[max(0, n.start - 20) : n.start], re.I
                    )
                    is not None
                )
            if form in ("cup", "cups"):
                return text[at].islower()
            return text[at].islower() or form != "le" or digits
        if form in ("second", "quarter"):
            return n.value == 1 or text[at - 1] == "-" or n.value != int(n.value)
        if form == "quarters":
            return digits or n.form == "word"
        if form in ("day", "days", "night") and n.value == 1 and n.form == "word":
            return (
                text[at - 1] == "-"
                or re.compile(r"\s(?:later|ago|after|before|earlier|in|of|per)\b").match(text, end)
                is not None
                or re.search(
                    r"\b(?:for|in|within|than|about|just|only|after|at least)\s$",
                    text[max(0, n.start - 12) : n.start],
                    re.I,
                )
                is not None
            )
        if unit.kind == "multiple":
            return n.value > 1 or digits
        return not (unit.kind == "count" and n.form == "word" and n.value == 1 and form == "times")

    def _sign_inside(self, start: int, before: tuple[Unit, int] | None) -> int | None:
        """Return where a minus stands before a sign of currency (-$5), if it does."""
        if before is None:
            return None
        m = re.compile(r"(?<![\w)\]])[-−]\s?$").search(self.text, max(0, before[1] - 3), before[1])
        return m.start() if m else None

    # ------------------------------------------------------------ compounds

    def compound(self, i: int, q: Quantity) -> tuple[Quantity, int]:
        """Return the quantity with what adds to it: 1시간 30분, 7 feet 10 inches, 13달러 45센트."""
        j = i + 1
        text = self.text
        if q.kind == "duration" or q.kind == "dimension":
            if (
                q.name == "foot"
                and (m6 := re.compile(r"-(\d{1,2})(?![\w.,]\d)").match(text, q.end))
                and int(m6[1]) < 12
            ):
                q = evolve(q, value=q.value * 12 + int(m6[1]), name="inch", end=m6.end())
                while j < len(self.numerals) and self.numerals[j].start < q.end:
                    j += 1
                return q, j
            half = re.compile(
                r"\s(?:and\s)(?:an?\s)?(half|quarter|third)\b(?!\sof)|\s?(반)(?![가-힣])(?=\s|$|\.|,)|\s?(반)(?=[은을의이에만간동])"
            ).match(text, q.end)
            if half:
                part = {"quarter": "0.25", "third": "0.3333333333"}.get(
                    (half[1] or "").lower(), "0.5"
                )
                q = evolve(
                    q, value=q.value + Decimal(part), end=half.end(), precision=Decimal("0.1")
                )
                while j < len(self.numerals) and self.numerals[j].start < q.end:
                    j += 1
                return q, j
        while j < len(self.numerals) and q.kind in ("duration", "dimension", "currency"):
            m = re.compile(r"\s?(?:,\s|and\s|그리고\s|에\s)?").match(text, q.end)
            if m is None or m.end() != self.numerals[j].start:
                break
            more = self.quantity(j)
            merged = self._merge(q, more, m[0]) if more is not None else None
            if merged is None:
                break
            q = merged
            j += 1
        return q, j

    def _merge(self, q: Quantity, more: Quantity, gap: str) -> Quantity | None:
        if q.kind == "currency":
            if q.prefix and not more.form and "and" not in gap:
                return None
            coin = (
                more.kind == "currency"
                and more.form
                and more.value < 1
                and more.precision <= Decimal("0.1")
            )
            if coin and q.value == int(q.value) and "," not in gap:
                return evolve(
                    q, value=q.value + more.value, end=more.end, precision=Decimal("0.01")
                )
            tail = self.text[more.end : more.end + 40]
            if (
                more.kind == "number"
                and not more.form
                and 0 < more.value < 100
                and more.value == int(more.value)
                and q.value == int(q.value)
                and "," not in gap
            ):
                if (
                    re.match(r"\s*(?:$|[.?!)])", tail)
                    or ("and" in gap and re.match(r"\s*and\b", tail))
                    or (self.lang == "ko" and re.match(r"\s그리고\s", tail))
                ) and more.numeral.end == more.end:
                    return evolve(
                        q, value=q.value + more.value / 100, end=more.end, precision=Decimal("0.01")
                    )
            return None
        known = dimensions()
        if (
            q.form in ("night", "nights")
            and more.form in ("day", "days")
            and more.kind == "duration"
        ):
            return evolve(more, start=q.start)
        if more.kind != q.kind:
            if (
                q.kind == "duration"
                and more.kind == "number"
                and q.name == "hour"
                and 0 < more.value < 60
                and not self.text[more.end : more.end + 40].strip(" .")
            ):
                return evolve(
                    q, value=q.value * 60 + more.value, name="minute", end=more.end, precision=ONE
                )
            return None
        if more.name not in known or q.name not in known or known[q.name][0] != known[more.name][0]:
            return None
        if known[q.name][0] not in ("length", "mass", "time", "volume"):
            return None
        if q.name == more.name or (
            "," in gap and q.kind == "duration" and known[more.name][1] > known[q.name][1]
        ):
            return None
        if {q.name, more.name} == {"year", "month"}:
            value, name = (
                (q.value * 12 + more.value, "month")
                if q.name == "year"
                else (q.value + more.value * 12, "month")
            )
        else:
            small, large = sorted((q.name, more.name), key=lambda u: known[u][1])
            value = (q.value * known[q.name][1] + more.value * known[more.name][1]) / known[small][
                1
            ]
            name = small
        value = (
            value.quantize(Decimal(1))
            if abs(value - value.to_integral_value()) < Decimal("1e-20")
            else value
        )
        return evolve(q, value=value, name=name, end=more.end, precision=more.precision)

    # ------------------------------------------------------------ two numbers

    def ratio(self, i: int) -> tuple[Figure, int] | None:
        """Return "one in five", "5명 중 1명", "3대 1" at number ``i``."""
        if i + 1 >= len(self.numerals):
            return None
        a, b = self.numerals[i], self.numerals[i + 1]
        if b.start - a.end > 12 or b.start < a.end:
            return None
        gap = self.text[a.end : b.start]
        if self.lang == "en":
            m = re.fullmatch(r"\s(in|out of)\s(?:every\s)?", gap, re.I)
            if (
                m is None
                or not a.value
                or not 0 < a.value < b.value
                or a.form not in ("word", "digits", "bare")
            ):
                return None
            if m[1].lower() == "in" and (
                a.value > 10
                or b.value > 1000
                or (a.form == "digits" and b.form == "digits" and a.value != 1)
            ):
                return None
            if (
                m[1].lower() == "in"
                and unit_at(self.text, b.end + 1, "en") is not None
                and b.value > 12
            ):
                return None
            if (
                m[1].lower() == "in"
                and re.compile(
                    r"[\s-](?:days?|weeks?|months?|years?|hours?|minutes?|games|matches|attempts|starts)\b"
                ).match(self.text, b.end)
                and a.value != 1
            ):
                return None
            return self._figure("ratio", a.start, b.end, a.value / b.value, lang_hedge=True), i + 2
        if m := re.fullmatch(r"\s?명\s?(?:중|가운데)\s?(?:약\s)?", gap):
            end = b.end + (
                1
                if self.text[b.end : b.end + 1] == "명"
                else 2
                if self.text[b.end : b.end + 2] == " 명"
                else 0
            )
            if end > b.end and 0 < a.value <= 1000 and b.value < a.value:
                return self._figure(
                    "ratio", a.start, end, b.value / a.value, lang_hedge=True
                ), i + 2
        m2 = re.fullmatch(r"\s?대\s?|\s?[-:：]\s?", gap)
        if (
            m2
            and a.form == b.form == "digits"
            and a.value < 200
            and b.value < 200
            and unit_at(self.text, b.end, "ko") is None
        ):
            sporty = re.compile(
                r"\s?(?:으?로\s|의\s?(?:비율|스코어|경쟁률)|\s?(?:승|패|무|완승|대승|완패|역전|동점))"
            ).match(self.text, b.end)
            if "대" in m2[0] and has_tail(self.text, b.end) or sporty:
                return self._figure("score", a.start, b.end, (a.value, b.value)), i + 2
        return None

    def range(self, i: int) -> tuple[Figure, int] | None:
        """Return a range of quantities or a score that begins at number ``i``."""
        if i + 1 >= len(self.numerals):
            return None
        a, b = self.numerals[i], self.numerals[i + 1]
        if b.start - a.end > 40 or a.form in ("ordinal", "vague") or b.form in ("ordinal", "vague"):
            return None
        first = self.quantity(i)
        second = self.quantity(i + 1)
        if first is None or second is None:
            return None
        pattern = RANGE_EN_RE if self.lang == "en" else RANGE_KO_RE
        mid = first.end if first.form or first.end == a.end else a.end
        m = pattern.match(self.text, mid)
        if (
            (m is None or m.end() != second.start)
            and first.form
            and (m := pattern.match(self.text, a.end))
        ):
            first = evolve(first, form="", end=a.end, kind="number", name="")
        if m is None or m.end() not in (second.start, b.start) or m.end() == mid:
            return None
        if first.form and not second.form and not second.prefix:
            return None
        word = m[0].strip().lower().split(" ")[0].strip("-~–—∼")
        if first.kind != second.kind and first.kind != "number":
            return None
        if first.form and second.form and first.name != second.name:
            return None
        low, high = first.value, second.value
        if a.scale == 1 and b.scale > 1 and low < high / b.scale and a.form == "digits":
            low *= b.scale
        elif a.scale == 1 and b.scale > 1 and self.lang == "ko" and low * b.scale < high:
            low *= b.scale
        if self.lang == "en":
            if not self._is_range_en(word, i, first, second, low, high):
                return (
                    self._score(i, a, b)
                    if not word and not first.form and not second.form
                    else None
                )
        elif word == "에서" or low >= high:
            if word == "에서" and not re.compile(r"\s?(?:사이|까지)").match(self.text, second.end):
                return None
            if low >= high:
                return self._score(i, a, b)
        elif (
            word == ""
            and m[0].strip() in "-–—"
            and not second.form
            and not first.form
            and a.form == "digits"
        ):
            return self._score(i, a, b)
        if low >= high:
            return None
        start = min(first.start, a.start)
        low_, high_ = low, high
        if second.kind == "number" and second.numeral.form == "bare":
            return None
        q = evolve(
            second,
            start=start,
            precision=min(
                first.precision if not first.form else second.precision, second.precision
            ),
        )
        if second.kind == "temperature":
            return self._finish(evolve(q, start=start), i + 2, (low_, high_))
        return self._finish(q, i + 2, (low_, high_))

    def _is_range_en(
        self, word: str, i: int, first: Quantity, second: Quantity, low: Decimal, high: Decimal
    ) -> bool:
        before = self.text[max(0, first.start - 60) : first.start]
        if low >= high:
            return False
        if word == "to":
            if re.search(r"\bfrom\s(?:an?\s|about\s|around\s)?$", before, re.I):
                return CHANGE_RE.search(before) is None
            return CHANGE_RE.search(before[-30:]) is None
        if word == "or":
            return high - low <= max(Decimal(1), low) and not second.prefix or bool(second.form)
        if word == "and":
            if re.search(r"\bfrom\s$", before, re.I) and second.form:
                return True
            return (
                re.search(
                    r"\bbetween\s(?:the\s(?:ages\sof\s))?(?:about\s|around\s)?$", before, re.I
                )
                is not None
            )
        if word:
            return False
        if second.form or second.prefix or first.prefix:
            return True
        if re.search(r"\b(?:ages?|aged|pages?|between|around|about|some)\s$", before, re.I):
            return True
        return (
            bool(counted_en(self.text, second.end, second.value))
            and first.numeral.form == second.numeral.form
        )

    def _score(self, i: int, a: Numeral, b: Numeral) -> tuple[Figure, int] | None:
        gap = self.text[a.end : b.start]
        if (
            not re.fullmatch(r"[-–—]", gap)
            or a.value >= 200
            or b.value >= 200
            or a.value != int(a.value)
            or b.value != int(b.value)
        ):
            return None
        if a.form != b.form or self.text[b.end : b.end + 1] in ("-", "/"):
            return None
        if self.text[max(0, a.start - 1) : a.start] in ("-", "/"):
            return None
        return self._figure("score", a.start, b.end, (a.value, b.value)), i + 2

    # ------------------------------------------------------------ the figure

    def single(self, i: int) -> tuple[Figure, int] | None:
        """Return the figure of number ``i`` alone."""
        q = self.quantity(i)
        if q is None:
            return None
        if (year := self._year(q)) is not None:
            return year, i + 1
        q, j = self.compound(i, q)
        if self.lang == "ko" and q.kind == "number" and not q.form:
            if not self._stands_ko(q):
                return None
        elif self.lang == "en" and q.kind in ("number", "ordinal") and not self._stands_en(q):
            return None
        if self.lang == "ko" and q.kind == "ordinal" and not q.form:
            return None
        return self._finish(q, j, None)

    def _year(self, q: Quantity) -> Figure | None:
        """Return a number of four digits that is a year, a fraction that is 9/11 as a date."""
        n, text = q.numeral, self.text
        word = text[n.start : n.end]
        if q.form or q.prefix or q.kind != "number":
            return None
        if (
            n.form == "fraction"
            and (m := re.fullmatch(r"(\d{1,2})/(\d{1,2})", word))
            and not _plain_fraction(word)
        ):
            month, day = int(m[1]), int(m[2])
            if month > 12 and len(m[2]) == 2:
                month, day = day, month
            if is_day(month, day) and month and day:
                return _dated("date", text, n.start, n.end, iso(None, month, day))
        if len(word) != 4 and not (n.form == "word" and self.lang == "en"):
            return None
        if (
            not word.isdigit()
            and n.form != "word"
            or not 1000 <= n.value <= 2199
            or n.value != int(n.value)
        ):
            return None
        before, after = text[max(0, n.start - 24) : n.start], text[n.end : n.end + 12]
        if (
            after[:1].isalpha()
            and self.lang == "en"
            or re.match(r"[-–]\d{3}", after)
            and not re.match(r"[-–](?:1[89]|20)\d\d\b", after)
        ):
            return None
        recent = 1900 <= n.value <= 2099
        value = iso(int(n.value))
        if self.lang == "ko":
            if recent and (n.form == "digits") and (has_tail(text, n.end) or after[:1] == "/"):
                if not self._hedge_before(q.start)[1] and not re.compile(r"[가-힣A-Za-z]$").search(
                    before
                ):
                    return _dated("date", text, n.start, n.end, value)
            return None
        if re.search(r"(?:#|\bNo\.?|\$|-|/)\s?$", before) and not re.search(
            r"\d-$|\b(?:mid|early|late|pre|post)-$", before
        ):
            return None
        cue = YEAR_CUE_RE.search(before) is not None
        if n.form == "word":
            return (
                _dated("date", text, n.start, n.end, value)
                if recent and cue and counted_en(text, n.end, n.value) is None
                else None
            )
        if (
            cue
            and (recent or counted_en(text, n.end, n.value) is None)
            and not re.match(
                r"\s(?:people|men|women|children|homes|houses|troops|soldiers|jobs)\b", after
            )
        ):
            return _dated("date", text, n.start, n.end, value)
        hedged = any(self._hedge_before(q.start))
        if recent and not hedged and (counted_en(text, n.end, n.value) is None or n.value % 100):
            return _dated("date", text, n.start, n.end, value)
        return None

    def _stands_ko(self, q: Quantity) -> bool:
        """Say whether a Korean number without unit is a figure and no part of a name."""
        n, text = q.numeral, self.text
        if n.form == "fraction":
            m = re.compile(r"\d+/\d+$").search(text, n.start, n.end)
            return m is None or _plain_fraction(text[n.start : n.end])
        alone = stands_alone(text, q.start, q.end)
        if alone:
            return True
        word = text[n.start : n.end]
        if n.form == "bare":
            if text[max(0, n.start - 5) : n.start].strip().endswith("마이너스") or n.value < 0:
                return True
            return (
                word in ("두", "세")
                and re.compile(r"\s[가-힣]{2}").match(text, n.end) is not None
                and counted_ko(text, n.end, "") is not None
            )
        if n.form in ("native", "vague"):
            return has_tail(text, n.end)
        if n.form == "word":
            return has_tail(text, q.end) and not re.compile(r"\s?[A-Za-z]").match(text, q.end)
        if re.compile(r"[A-Za-z]").match(text, q.end):
            return False
        before = text[max(0, n.start - 1) : n.start]
        if "가" <= before <= "힣" and not _prefix_re().search(text, max(0, n.start - 6), n.start):
            return False
        if not has_tail(text, q.end):
            return False
        big = n.scale > 1 or "," in word or "." in word or n.value >= 10000
        if big or q.approx or self._hedge_before(q.start)[1]:
            return True
        if re.compile(r"(?:위|대|제|번|호|관|차|세|팀|조)\s$").search(
            text, max(0, n.start - 3), n.start
        ):
            return False
        return not re.compile(r"\s+[가-힣A-Za-z]").match(text, q.end) or not re.compile(
            r"[가-힣A-Za-z]\s$"
        ).search(text, max(0, n.start - 2), n.start)

    def _stands_en(self, q: Quantity) -> bool:
        """Say whether an English number without unit is a figure and no part of a name."""
        n, text = q.numeral, self.text
        before, after = text[max(0, n.start - 20) : n.start], text[q.end : q.end + 20]
        if n.form == "digits" and (
            before[-1:].isalpha() or after[:1].isalpha() or after[:1] == "_"
        ):
            return False
        if n.form == "digits" and re.search(r"[A-Za-z]\d*[-‐–]$", before):
            return False
        if n.form == "digits" and re.match(r"[-‐]\d|/\d", after):
            return False
        if q.kind == "ordinal":
            return self._ordinal_en(q, before, after)
        if n.form == "fraction":
            word = text[n.start : n.end]
            return _plain_fraction(word) if "/" in word else True
        if n.form == "bare":
            return (
                re.match(
                    r"\s(?:of|the|a|an|its|their|his|her|that|as)\b|\s*(?:$|[.,;)])", after, re.I
                )
                is not None
                and not (
                    before.strip()
                    and not re.match(r"\s(?:of|the|a|an|its|their|his|her|that|as)\b", after)
                )
                and not re.search(
                    r"\b(?:first|second|other|last|top|bottom|front|back|better|latter|early|half)\s$|-$",
                    before,
                    re.I,
                )
                and text[n.start : n.end].lower() == "half"
            )
        if n.value == 1 and text[n.start : n.end].lower() == "one":
            return self._one_en(q, before, after)
        alone = stands_alone(text, q.start, q.end)
        if alone:
            return True
        if (
            n.form == "digits"
            and n.scale == 1
            and "," not in text[n.start : n.end]
            and not self._hedge_before(q.start)[1]
        ):
            if re.search(
                r"(?:\b(?:No|no|Nos|Vol|Ch|Sec|Art|Pt|St|Fig|Room|Apt)\.?|#|№)\s?$", before
            ):
                return False
            if follows_name(text, n.start) and counted_en(text, q.end, n.value) is None:
                return False
            if (
                re.match(r"\s[A-Z][a-z]+", after)
                and counted_en(text, q.end, n.value) is None
                and not re.match(r"\s(?:The|A|In|On|He|She|It)\b", after)
            ):
                return False
        return True

    def _one_en(self, q: Quantity, before: str, after: str) -> bool:
        """Say whether "one" counts: "one person", "only one company", "one - nil"."""
        if re.search(
            r"\b(?:no|the|this|that|any|every|each|some|which|another|such|only|last|latter|big|good|new|old)[\s-]$",
            before,
            re.I,
        ) and not re.search(r"\bonly\s$", before, re.I):
            return False
        if not (before.strip() or after.strip(" .")):
            return True
        m = re.match(r"[\s-]([a-z]+)", after)
        if m is None:
            return False
        unit = unit_at(self.text, q.end + 1, "en")
        if unit is not None and unit.kind == "noun":
            return True
        if re.search(r"\b(?:only|just|exactly|at least)\s$", before, re.I):
            return m[1] not in ("of", "who", "that", "to", "in", "way", "day")
        return False

    def _ordinal_en(self, q: Quantity, before: str, after: str) -> bool:
        word = self.text[q.numeral.start : q.numeral.end]
        lower = word.lower()
        if lower == "first":
            if re.search(r"\bat\s$", before, re.I) or re.match(
                r"\s(?:of all|name|lady|minister|aid|things)\b|,|-(?:hand|name|aid|half)",
                after,
                re.I,
            ):
                return False
        if lower == "second" and (
            re.search(r"\b(?:a|per|split|every|each|one|half|the|last)[\s-]$", before, re.I)
            and not re.match(r"[\s-][a-z]", after)
        ):
            return False
        if lower == "second" and re.match(r"-hand|\sthoughts?\b|\sago\b|\slater\b", after):
            return False
        if (
            word[0].isupper()
            and before.strip()
            and before.rstrip()[-1:] not in (".", "“", '"', "‘", "!", "?", ":")
            and re.match(r"\s[A-Z]", after)
        ):
            return False
        return not (
            word[0].isdigit() and re.match(r"\s(?:Street|St|Avenue|Ave|Floor|Precinct)\b", after)
        )

    def _finish(
        self, q: Quantity, j: int, pair: tuple[Decimal, Decimal] | None
    ) -> tuple[Figure, int]:
        """Return the figure with hedge, limit and counted noun."""
        text, start, end = self.text, q.start, q.end
        approx, bound = self._hedge_before(start)
        approx = approx or q.approx
        value: Value = pair if pair is not None else q.value
        high = q.numeral.high
        if pair is None and high is not None:
            factor = q.value / q.numeral.value
            value = (q.value, high * factor)
            approx = True
        kind: str = q.kind
        counted: str | None = None
        if self.lang == "ko":
            approx_after, bound_after, after = self._hedge_after_ko(end)
            approx, bound = approx or approx_after, bound or bound_after
            if kind == "count":
                kind = "number"
                counted = counted_ko(text, after, q.form) or q.form
            elif kind == "number" and not q.form and q.numeral.form in ("native", "bare"):
                counted = counted_ko(text, end, "")
            if kind == "age" and (
                m := re.compile(r"만\s?$").search(text, max(0, start - 3), start)
            ):
                start = m.start()
            if q.form in ("번째", "째"):
                counted = None
        else:
            m = _hedges("en", "after")[0].match(text, end)
            if m:
                effect = _hedges("en", "after")[1][m[1].lower()]
                if effect == "approx":
                    approx = True
                elif bound is None and not (m[1] == "+" and text[m.end() : m.end() + 1].isdigit()):
                    bound = effect  # type: ignore[assignment]
            if kind == "count":
                kind, counted = "number", q.form
            elif kind == "number":
                counted = counted_en(text, end, pair[1] if pair else q.value)
            if kind == "number" and self._is_age_apposition(q, counted):
                kind = "age"
            if kind == "age" or (kind in ("number", "duration") and _is_aged(text, start)):
                if kind != "age" and kind == "number":
                    q = evolve(q, name="year")
                kind, counted = "age", None
        if kind == "age" and not q.name:
            q = evolve(q, name="year")
        unit: str | None = q.name or None
        currency = None
        if kind == "currency":
            unit, currency = None, q.name
        elif kind == "point":
            kind, unit = "percent", "point"
        return Figure(
            start=start, end=end, kind=kind, text=text[start:end], value=value, unit=unit,  # type: ignore[arg-type]
            currency=currency, approx=approx, bound=bound, counted=counted, precision=q.precision,
        ), j  # fmt: skip

    def _is_age_apposition(self, q: Quantity, counted: str | None) -> bool:
        """Say whether the number is an age between commas: "Juan Lee, 32, said"."""
        if (
            q.numeral.form != "digits"
            or counted
            or not 9 < q.value < 111
            or q.value != int(q.value)
        ):
            return False
        before, after = self.text[max(0, q.start - 3) : q.start], self.text[q.end : q.end + 2]
        return re.search(r"[a-z],\s$", before) is not None and (after[:1] in ",." or after == " (")

    def _figure(
        self, kind: FigureKind, start: int, end: int, value: Value, *, lang_hedge: bool = False
    ) -> Figure:
        approx, bound = self._hedge_before(start) if lang_hedge else (False, None)
        return Figure(
            start=start,
            end=end,
            kind=kind,
            text=self.text[start:end],
            value=value,
            approx=approx,
            bound=bound,
        )

    def _hedge_before(self, start: int) -> tuple[bool, Bound | None]:
        """Return whether a hedge stands before, and the limit that does."""
        pattern, effects = _hedges(self.lang, "before")
        approx, bound = False, None
        pos = start
        for _ in range(2):
            m = pattern.search(self.text, max(0, pos - WINDOW), pos)
            if m is None:
                break
            effect = effects[m[1].lower()]
            if effect == "approx":
                approx = True
            elif bound is None:
                bound = effect
            pos = m.start()
            while pos and self.text[pos - 1] == " ":
                pos -= 1
            if m.start() - pos > 1:
                break
        return approx, bound  # type: ignore[return-value]

    def _hedge_after_ko(self, end: int) -> tuple[bool, Bound | None, int]:
        """Return hedge and limit behind the unit, and where they end."""
        pattern, effects = _hedges("ko", "after")
        approx, bound = False, None
        for _ in range(3):
            m = pattern.match(self.text, end)
            if m is None:
                break
            effect = effects[m[1]]
            word = m[1]
            if len(word) < 3 and not (has_tail(self.text, m.end()) or word in ("돌파",)):
                break
            if effect == "approx":
                approx = True
            elif bound is None:
                bound = effect
            end = m.end()
        return approx, bound, end  # type: ignore[return-value]

    def _articles(self) -> Iterator[Numeral]:
        """Yield "a" and "an" where they count: "about an hour", "a liter of", "a minute and 30 seconds"."""
        taken = self.numerals
        starts = [n.start for n in taken]
        for m in _article_re().finditer(self.text):
            k = bisect_left(starts, m.start() + 1)
            if (
                k
                and taken[k - 1].end > m.start()
                or k < len(taken)
                and taken[k].start < m.end() + 1
            ):
                continue
            unit = unit_at(self.text, m.end() + 1, "en")
            if (
                unit is None
                or unit.kind not in ("duration", "dimension", "currency")
                or len(unit.form) == 1
            ):
                continue
            if unit.form in (
                "turn",
                "bit",
                "second",
                "stone",
                "won",
                "real",
                "cup",
                "pound",
                "foot",
                "yard",
                "degree",
            ) and not stands_alone(self.text, m.start(), m.end() + 1 + len(unit.form)):
                continue
            end = m.end() + 1 + len(unit.form)
            after = self.text[end : end + 16]
            before = self.text[max(0, m.start() - 12) : m.start()]
            ok = (
                stands_alone(self.text, m.start(), end)
                or re.match(
                    r"\s(?:and\s(?:a\s(?:half|quarter)|half|\d)|ago\b|later\b|earlier\b)", after
                )
                or (unit.kind == "dimension" and re.match(r"\sof\b", after))
                or (
                    re.search(
                        r"\b(?:for|about|above|around|almost|nearly|over|than|within|in|after|under|roughly|lasted|took|takes|spent)\s$",
                        before,
                        re.I,
                    )
                    and unit.kind != "currency"
                )
                or (
                    re.search(r"\b(?:above|over|under|below|than|for)\s$", before, re.I)
                    and unit.kind == "currency"
                )
            )
            if ok:
                yield Numeral(start=m.start(), end=m.end(), value=ONE, form="word")


@cache
def _article_re() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'’-])an?(?=\s[A-Za-z]{2})", re.IGNORECASE)


@cache
def _prefix_re() -> re.Pattern[str]:
    words = alternatives(r["word"] for r in read_table("prefixes"))
    return re.compile(rf"(?:^|[^가-힣])(?:{words})$")


def _plain_fraction(word: str) -> bool:
    """Say whether "1/3" is a fraction and not a date or a label (24/7, 9/11).

    >>> _plain_fraction("1/3"), _plain_fraction("24/7"), _plain_fraction("9/11")
    (True, False, False)
    """
    m = re.search(r"(\d+)[/⁄](\d+)$", word)
    if m is None:
        return True
    top, under = int(m[1]), int(m[2])
    return top < under and (
        under <= 10 or under in (12, 16, 20, 25, 32, 50, 64) or under % 100 == 0
    )


def _is_aged(text: str, start: int) -> bool:
    return (
        re.search(
            r"\b(?:aged|age|ages|of age|age of|ages of)\s(?:between\s|from\s)?$",
            text[max(0, start - 18) : start],
            re.I,
        )
        is not None
    )
