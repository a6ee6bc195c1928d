"""Numbers with what stands around them: sign, unit, sums of units, direction of heat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from align.facts.calendar.worded_years import read_worded_year
from align.facts.measuring.articles import read_articles
from align.facts.measuring.contexts_ko import is_strength
from align.facts.measuring.fits import fits
from align.facts.measuring.kinds_ko import is_halved, is_nth, kind_ko
from align.facts.measuring.nouns import has_noun_en
from align.facts.measuring.pairs import read_range, read_ratio
from align.facts.measuring.quantities import Quantity, as_sum, to_figure
from align.facts.measuring.stands import read_year, stands
from align.facts.measuring.unit_letters import is_letter_unit
from align.facts.measuring.units import Unit, currency_before, dimensions, unit_at
from align.facts.numbers.numerals import Numeral, stands_alone
from align.records import Figure

ONE = Decimal(1)
CENT = Decimal("0.01")
CLOSERS = {"[": "]", "{": "})", "<": ">", "(": ")"}
SUMMED = frozenset({"length", "mass", "time", "volume"})
SCALES = {"m": 6, "b": 9, "t": 12, "k": 3}

ANGLE_RE = re.compile(
    r"turn|angle|rotat|latitude|longitude|slope|tilt|각도|회전|위도|경도|북위|남위|동경|서경|기울|경사|비스듬|꺾|굽[혀히은]|"
    r"180도\s(?:달라|바뀌|변|다른|뒤집)|젖[혀히]|틀어|돌[려린]|방위|시야각|화각|직각|예각|둔각|고개를|수평|수직",
    re.IGNORECASE,
)
HEAT_RE = re.compile(
    r"temperature|weather|thermostat|heat|cold|warm|cool|celsius|fahrenheit|below zero|minus", re.I
)
WEIGHT_RE = re.compile(
    r"무게|체중|몸무게|중량|감량|살을|돼지|아기|고기|그램|킬로그램|볼링|덤벨|아령|바벨|역기|글러브|폭탄|포탄|대포|칠면조|연어|수하물|신생아|"
    r"감자|설탕|밀가루|버터|원두|체급|헤비급|웨이트|온스"
)
ABOUT_KO_RE = re.compile(r"\s?여(?=\s?[가-힣%㎡]|$)|\s?몇(?=\s?[가-힣])")
SHORT_SCALE_RE = re.compile(r"\s?(?:m\b(?!\w)|(?:bn|tn|k)\b)", re.IGNORECASE)
BEFORE_UNIT_RE = re.compile(r"[\s\u00a0]{0,2}(?:[\[{<(](?=[A-Za-z°%]{1,4}[\]})>]))?|-|\sof\s")
OF_A_RE = re.compile(r"\s(?:an?|of\san?|of)\s")
WORD_BETWEEN_RE = re.compile(
    r"\s(?:fewer|more|extra|additional|consecutive|upcoming|full|of|straight|whole)\s"
)
POLE_RE = re.compile(r"\s?[NSEW]\b|\s(?:north|south|east|west)\b", re.IGNORECASE)
BELOW_RE = re.compile(r"\s?below\s(?:zero|freezing)\b", re.IGNORECASE)
HEAT_KO_RE = re.compile(r"(?:(섭씨|화씨|절대\s?온도)로?\s?)?(?:(영하|영상|마이너스)\s?)?$")
OLD_RE = re.compile(r"[\s-]olds?\b|\sof\sage\b", re.IGNORECASE)
FACTOR_RE = re.compile(r"\b(?:a\s)?factor\sof\s$", re.IGNORECASE)
HALF_RE = re.compile(
    r"\s(?:and\s)(?:an?\s)?(half|quarter|third)\b(?!\sof)|\s?반(?![가-힣])(?=\s|$|\.|,)"
    r"|\s?반(?=[은을의이에만간동씩쯤째후뒤전짜]|가량|정도|남짓)"
)

MOST_STEPS = 6000
"""Small units in a large one where a comma still joins them: 5,280 feet make a mile."""

LASTING_RE = re.compile(r"\b(?:last(?:ed|s)?|for|in|within|took|after)\s$", re.IGNORECASE)
LONG_UNITS = {"fortnight": (2, "week"), "millennium": (1000, "year")}
"""Units that are told in smaller ones, as other languages have no word for them."""

PAID_RE = re.compile(
    r"\b(?:cost\w*|(?:re)?pa(?:y|ys|id|ying)|pric\w+|worth|charg\w+|fin(?:e|ed|es)|spen[dt]\w*|"
    r"sold for|bought|earn\w*|salar\w+|wages?|owe[sd]?|fees?|rents?|bills?|budget|donat\w+|debts?|"
    r"refund\w*|sum of|tax\w*|invest\w*|profits?|revenues?|loans?|prizes?|savings|compensation|"
    r"funds?|funding|grants?)\b[^.;!?]{0,30}$",
    re.IGNORECASE,
)
WEIGHED_RE = re.compile(
    r"\s(?:of\s(?!(?:debt|aid|fines?|money)\b)|per\s|in weight|lighter|heavier|overweight)"
)


def _as_minutes(q: Quantity) -> Quantity:
    """Return the m of "1h 20m" as minutes."""
    return evolve(q, kind="duration", name="minute") if q.form == "m" else q


class Reader:
    """Reads the quantities of one text from its numbers.

    >>> from align.facts.numbers.numerals_ko import read_numerals_ko
    >>> text = "3조 2천억 원, 1시간 30분"
    >>> [str(f.value) for f in Reader(text, "ko", read_numerals_ko(text)).read()]
    ['3200000000000', '90']
    """

    def __init__(self, text: str, lang: str, numerals: Sequence[Numeral]) -> None:
        self.text = text
        self.lang = lang
        self.numerals = [*numerals]
        self.used = 0
        if lang == "en":
            articles = read_articles(text, self.numerals)
            self.numerals = sorted([*self.numerals, *articles], key=lambda n: n.start)

    def read(self) -> list[Figure]:
        """Return the figures, in order."""
        out: list[Figure] = []
        i = 0
        while i < len(self.numerals):
            got = self._worded_year(i) or read_ratio(self, i) or read_range(self, i)
            got = got or self.single(i)
            if got is None:
                i += 1
                continue
            out.append(got[0])
            self.used = got[0].end
            i = max(got[1], i + 1)
        return out

    def _worded_year(self, i: int) -> tuple[Figure, int] | None:
        if self.lang == "ko" or self.numerals[i].form not in ("word", "digits"):
            return None
        return read_worded_year(self.text, self.numerals, i)

    def single(self, i: int) -> tuple[Figure, int] | None:
        """Return the figure of number ``i`` with the sums behind it, and the next number."""
        q = self.quantity(i)
        if q.kind == "title":
            return None
        if (year := read_year(self.text, self.lang, q)) is not None:
            return year, i + 1
        q, j = self.sum_up(i, q)
        if self.lang == "en" and q.is_plain:
            q = self._with_later_unit(i, q)
        if (
            self.lang == "en"
            and q.is_plain
            and (m := FACTOR_RE.search(self.text, max(0, q.start - 12), q.start))
        ):
            q = evolve(q, kind="multiple", start=m.start())
        bare = q.kind == "number" or (q.kind == "ordinal" and self.lang == "en")
        if bare and not q.form and not stands(self.text, self.lang, q):
            return None
        if self.lang == "ko" and q.is_plain and is_nth(self.text, q):
            q = evolve(q, kind="ordinal")
        return to_figure(self.text, self.lang, q), j

    def _with_later_unit(self, i: int, q: Quantity) -> Quantity:
        """Return the first number of "from 86 to 81 percent" with the unit of the second."""
        before = self.text[max(0, q.start - 5) : q.start].lower()
        if i + 1 >= len(self.numerals) or before != "from ":
            return q
        if self.text[q.end : self.numerals[i + 1].start] != " to ":
            return q
        later = self.quantity(i + 1)
        if later.kind not in ("percent", "dimension", "duration", "currency") or not later.form:
            return q
        return evolve(q, kind=later.kind, name=later.name) if not later.prefix else q

    def quantity(self, i: int) -> Quantity:
        """Return number ``i`` with its unit, if it has one."""
        n = self.numerals[i]
        q = Quantity(
            numeral=n,
            start=n.start,
            end=n.end,
            kind="ordinal" if n.form == "ordinal" else "number",
            value=n.value,
            precision=n.precision,
            approx=not n.exact,
        )
        if n.form == "ordinal":
            return q
        before = currency_before(self.text, n.start)
        if before is not None and before[1] >= self.used:
            return self._money(q, before[0], before[1])
        if self.lang == "en" and (m := BELOW_RE.match(self.text, n.end)):
            return evolve(q, kind="temperature", name="degree", value=-n.value, end=m.end())
        return self._measured(q, i)

    def _money(self, q: Quantity, unit: Unit, start: int) -> Quantity:
        """Return a number with a sign of currency before it: -$5, £3m."""
        minus = re.compile(r"(?<![\w)\]])[-−]\s?$").search(self.text, max(0, start - 3), start)
        value = -q.value if minus else q.value
        q = evolve(q, kind="currency", name=unit.name, value=value, prefix=True)
        q = evolve(q, start=minus.start() if minus else start)
        m = SHORT_SCALE_RE.match(self.text, q.end) if self.lang == "en" else None
        if m is None:
            return q
        by = SCALES[m[0].strip().lower()[0]]
        return as_sum(q, q.value.scaleb(by), m.end(), q.precision.scaleb(by))

    def _measured(self, q: Quantity, i: int) -> Quantity:
        """Return a number with the unit behind it."""
        text, n, p = self.text, q.numeral, q.end
        if self.lang == "ko" and (m := ABOUT_KO_RE.match(text, p)):
            at = m.end() + (text[m.end() : m.end() + 1] == " ")
            apart = "몇" in m[0] or m[0][0] == " "
            odd = "몇" in m[0] or n.value % 10 == 0  # 30여 명, but 세 여성 (three women)
            if odd and (not apart or unit_at(text, at, "ko") is not None):
                q, p = evolve(q, approx=True, end=m.end()), m.end()
        unit, at = self._unit(p, n)
        if unit is None or unit.kind == "noun" or not fits(text, self.lang, unit, n, at):
            return q
        end = at + len(unit.form)
        opener = text[p:at].strip()
        if opener in CLOSERS and text[end : end + 1] in CLOSERS[opener]:
            end += 1
        if unit.form in ("deg", "k.g") and text[end : end + 1] == ".":
            end += 1
        if unit.kind == "duration" and self._is_title(q, at):
            return evolve(q, kind="title")
        q = evolve(q, end=end, form=unit.form)
        if unit.form == "파운드" and WEIGHT_RE.search(text, max(0, q.start - 30), end + 12):
            return evolve(q, kind="dimension", name="pound")
        if unit.form == "c" and is_letter_unit(text, n.start, at, "c"):
            return self._degrees(q, "temperature")
        if unit.kind == "currency":
            step = n.precision * unit.factor
            return evolve(
                q, kind="currency", name=unit.name, value=n.value * unit.factor, precision=step
            )
        if unit.kind in ("degree", "temperature", "fahrenheit", "kelvin"):
            return self._degrees(q, unit.kind)
        q = evolve(q, kind=unit.kind, name=unit.name)
        return kind_ko(text, q) if self.lang == "ko" else self._kind_en(q)

    def _is_title(self, q: Quantity, at: int) -> bool:
        """Say whether the words are a title in quotes, as "60 Minutes"."""
        quoted = q.start and self.text[q.start - 1] in "\"“‘'"
        return bool(quoted) and self.text[at].isupper() and not self.text[at:].isupper()

    def _unit(self, p: int, n: Numeral) -> tuple[Unit | None, int]:
        """Return the unit behind ``p`` and where it begins."""
        text = self.text
        m = BEFORE_UNIT_RE.match(text, p)
        at = m.end() if m else p
        if self.lang == "ko":
            return unit_at(text, at, "ko"), at
        if text[p : p + 1] == "-":
            at = p + 1
        if n.form in ("fraction", "bare") and (m := OF_A_RE.match(text, p)):
            at = m.end()
        unit = unit_at(text, at, "en")
        if unit is None and (m := WORD_BETWEEN_RE.match(text, p)):
            unit, at = unit_at(text, m.end(), "en"), m.end()
            if unit is not None and unit.kind != "duration":
                unit = None
        return unit, at

    def _kind_en(self, q: Quantity) -> Quantity:
        """Return the quantity as its English unit and neighbours make it."""
        if q.kind == "duration" and (m := OLD_RE.match(self.text, q.end)):
            return evolve(q, kind="age", end=m.end())
        if q.form == "m" and q.kind == "dimension":
            return self._millions(q)
        if q.form == "W" and LASTING_RE.search(self.text, max(0, q.start - 10), q.start):
            return evolve(q, kind="duration", name="week")
        if q.name in LONG_UNITS:
            times, name = LONG_UNITS[q.name]
            return as_sum(q, q.value * times, q.end, q.precision * times, name)
        if q.form in ("pound", "pounds") and self._is_money(q):
            return evolve(q, kind="currency", name="GBP")
        return q

    def _millions(self, q: Quantity) -> Quantity:
        """Return "1.2m euros" and "3m people" as millions, what else has an m as metres."""
        unit = unit_at(self.text, q.end + 1, "en") if self.text[q.end : q.end + 1] == " " else None
        counts = unit is not None and unit.kind in ("currency", "dimension") and len(unit.form) > 1
        if counts and not fits(self.text, "en", unit, q.numeral, q.end + 1):  # type: ignore[arg-type]
            counts = False
        if not counts and not has_noun_en(self.text, q.end):
            return q
        million = Decimal(10) ** 6
        many = as_sum(q, q.value * million, q.end, q.precision * million)
        if unit is None or not counts:
            return evolve(many, kind="number", name="", form="")
        end = q.end + 1 + len(unit.form)
        many = as_sum(many, many.value * unit.factor, end, many.precision * unit.factor)
        return evolve(many, kind=unit.kind, name=unit.name, form=unit.form)

    def _is_money(self, q: Quantity) -> bool:
        """Say whether pounds are paid and not weighed."""
        if WEIGHED_RE.match(self.text, q.end):
            return False
        return PAID_RE.search(self.text, max(0, q.start - 40), q.start) is not None

    def _degrees(self, q: Quantity, kind: str) -> Quantity:
        """Return a temperature, or an angle where the words around speak of one."""
        text, value, start, end = self.text, q.value, q.start, q.end
        name = {"temperature": "C", "fahrenheit": "F", "kelvin": "K"}.get(kind, "degree")
        angle = kind == "degree" and ANGLE_RE.search(text, max(0, start - 24), end + 24) is not None
        if self.lang == "ko":
            if kind == "degree" and is_strength(text, start, end):
                return evolve(q, kind="percent")
            m = HEAT_KO_RE.search(text, max(0, start - 12), start)
            if m is not None and m[0]:
                start, angle = m.start(), False
                name = {"섭": "C", "화": "F", "절": "K"}.get((m[1] or "")[:1], name)
                if m[2] == "영하" and value > 0:
                    value, name = -value, "C" if name == "degree" else name
        else:
            if (m := BELOW_RE.match(text, end)) and value > 0:
                value, end = -value, m.end()
            small = q.numeral.form == "word" and q.value < 10
            if (
                kind == "degree"
                and small
                and not HEAT_RE.search(text, max(0, start - 24), end + 24)
            ):
                return evolve(q, kind="count", form="degrees")
            angle = angle or (kind == "degree" and POLE_RE.match(text, end) is not None)
            if name != "degree" and value > 0 and text[max(0, start - 2) : start] == "- ":
                start, value = start - 2, -value
        if angle:
            return evolve(q, kind="dimension", name="degree")
        return evolve(q, kind="temperature", name=name, value=value, start=start, end=end)

    # ------------------------------------------------------------ sums

    def sum_up(self, i: int, q: Quantity) -> tuple[Quantity, int]:
        """Return the quantity with what adds to it: 1시간 30분, 7 feet 10 inches, 13달러 45센트."""
        part = q.kind in ("duration", "dimension") or (self.lang == "ko" and is_halved(q))
        if part and (grown := self._with_part(q)) is not None:
            j = i + 1
            while j < len(self.numerals) and self.numerals[j].start < grown.end:
                j += 1
            return grown, j
        j = i + 1
        while j < len(self.numerals) and q.kind in ("duration", "dimension", "currency"):
            m = re.compile(r"\s?(?:,\s|and\s|그리고\s|에\s)?").match(self.text, q.end)
            if m is None or m.end() != self.numerals[j].start:
                break
            merged = self._merged(q, self.quantity(j), m[0])
            if merged is None:
                break
            q = merged
            j += 1
        return q, j

    def _with_part(self, q: Quantity) -> Quantity | None:
        """Return "an hour and a half", 3년 반, "6-foot-6"."""
        inches = re.compile(r"-(\d{1,2})(?![\w.,]\d)").match(self.text, q.end)
        if q.name == "foot" and inches and int(inches[1]) < 12:
            return as_sum(q, q.value * 12 + int(inches[1]), inches.end(), ONE, "inch")
        half = HALF_RE.match(self.text, q.end)
        if half is None:
            return None
        parts = {"quarter": "0.25", "third": "0.3333333333"}
        part = Decimal(parts.get((half[1] or "").lower(), "0.5"))
        return as_sum(q, q.value + part, half.end(), Decimal("0.1"))

    def _merged(self, q: Quantity, more: Quantity, gap: str) -> Quantity | None:
        if q.kind == "currency":
            return self._with_coins(q, more, gap)
        if q.form in ("pound", "pounds") and self._is_change(more):
            return self._with_coins(evolve(q, kind="currency", name="GBP"), more, gap)
        if "m" in (q.form, more.form) and {"hour", "second"} & {q.name, more.name}:
            q, more = _as_minutes(q), _as_minutes(more)
        if q.form in ("night", "nights") and more.form in ("day", "days"):
            return evolve(more, start=q.start)
        if more.kind == "number" and q.name == "hour" and 0 < more.value < 60:
            ends = not self.text[more.end : more.end + 40].strip(" .")
            return as_sum(q, q.value * 60 + more.value, more.end, ONE, "minute") if ends else None
        digits = self.text[q.end : more.end]
        if q.name == "second" and more.kind == "number" and digits.isdigit() and len(digits) < 4:
            step = ONE.scaleb(-len(digits))  # 9초79
            return as_sum(q, q.value + step * int(digits), more.end, step)
        known = dimensions()
        if more.kind != q.kind or q.name == more.name or not {q.name, more.name} <= known.keys():
            return None
        dimension, size = known[q.name]
        if dimension != known[more.name][0] or dimension not in SUMMED:
            return None
        if q.kind == "duration" and "에" in gap:
            return None  # 일주일에 150분
        if "," in gap and (self.lang == "ko" or not 1 < size / known[more.name][1] < MOST_STEPS):
            return None
        if {q.name, more.name} == {"year", "month"}:
            years, months = (q, more) if q.name == "year" else (more, q)
            return as_sum(q, years.value * 12 + months.value, more.end, ONE, "month")
        small = min(q.name, more.name, key=lambda u: known[u][1])
        value = (q.value * size + more.value * known[more.name][1]) / known[small][1]
        whole = value.to_integral_value()
        value = whole if abs(value - whole) < Decimal("1e-20") else value
        return as_sum(q, value, more.end, more.precision, small)

    def _is_change(self, more: Quantity) -> bool:
        """Say whether a sum may be the coins behind whole pounds: fifty, 50p."""
        if more.kind == "currency":
            return more.name == "GBP" and more.value < 1
        return more.is_plain and more.numeral.form in ("word", "digits") and more.value >= 10

    def _with_coins(self, q: Quantity, more: Quantity, gap: str) -> Quantity | None:
        """Return 64달러 45센트 and, at the end of a phrase, "15 dollars 50"."""
        if "," in gap or q.value % 1 or (q.prefix and not more.form and "and" not in gap):
            return None
        if more.kind == "currency" and more.form and more.value < 1 and more.precision < 1:
            return as_sum(q, q.value + more.value, more.end, CENT)
        if not more.is_plain or not 0 < more.value < 100 or more.value % 1:
            return None
        tail = self.text[more.end : more.end + 40]
        ends = re.match(r"\s*(?:$|[.?!)])|\s(?:each|an?|per|plus)\b", tail)
        listed = "and" in gap and re.match(r"\s*and\b", tail)
        if ends or listed or stands_alone(self.text, q.start, more.end):
            return as_sum(q, q.value + more.value / 100, more.end, CENT)
        return None
