"""A number with its unit, and the hedge, limit and noun that make it a figure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import cast

from attrs import evolve, frozen

from align.facts.calendar.dates import alternatives, fold_case
from align.facts.measuring.nouns import counted_en, counted_ko
from align.facts.measuring.units import has_tail
from align.facts.numbers.numerals import Numeral
from align.records import Bound, Figure, FigureKind, Value
from align.tables import read_table

WINDOW = 28
"""Characters before a number in which a hedge is looked for."""

AGED_RE = re.compile(r"\b(?:aged|ages?(?: of|:)?|of age)\s(?:between\s|from\s)?$", re.IGNORECASE)
TURNED_RE = re.compile(r"\b(?:turn(?:s|ed|ing)?)\s$", re.IGNORECASE)
OLDEST = 120
COUNTING = frozenset({"native", "bare"})
PARTICLES = "(?:에도|에는|에|을|를|도)"
ADVERBS = "(?:약간|조금|살짝|다소|훨씬|크게|한참|채)"
"""What may stand between a figure and a predicate that limits it."""


@frozen(kw_only=True)
class Quantity:
    """A number with its unit; ``end`` is behind the unit, ``start`` before a sign of currency.

    ``name`` is the unit or currency, ``form`` the word as written; ``kind`` is a
    kind of figure, or ``count`` and ``point`` until it becomes one.
    """

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

    @property
    def is_plain(self) -> bool:
        """True for a number without unit or sign of currency."""
        return not self.form and not self.prefix and self.kind == "number"


@cache
def _hedges(lang: str, side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [r for r in read_table("hedges") if r["lang"] == lang]
    effects = {r["word"]: r["effect"] for r in rows if r["side"] == side}
    words = alternatives(effects)
    if side == "before":
        edge = r"(?<![가-힣])" if lang == "ko" else r"(?<![\w-])"
        return re.compile(rf"{edge}({words})\s?(?:an?\s|the\s)?$", re.IGNORECASE), effects
    if lang == "en":
        return re.compile(rf"(?:\s|-|,\s)?({words})(?!\w)", re.IGNORECASE), effects
    predicates = {r["word"]: r["effect"] for r in rows if r["side"] == "predicate"}
    clause = rf"(?:{PARTICLES}\s)?(?:{ADVERBS}\s)?({alternatives(predicates)})"
    return re.compile(rf"\s?(?:({words})|{clause})"), {**effects, **predicates}


def hedge_before(text: str, lang: str, start: int) -> tuple[bool, Bound | None]:
    """Return whether a hedge stands before ``text[start]``, and the limit that does.

    >>> hedge_before("at least about 5", "en", 15)
    (True, 'at least')
    """
    pattern, effects = _hedges(lang, "before")
    approx, bound, pos = False, None, start
    for _ in range(2):
        m = pattern.search(text, max(0, pos - WINDOW), pos)
        if m is None:
            break
        effect = effects[fold_case(m[1])]
        approx = approx or effect == "approx"
        if effect != "approx":
            bound = bound or effect
        pos = m.start()
        while pos and text[pos - 1] == " ":
            pos -= 1
        if m.start() - pos > 1:
            break
    return approx, cast("Bound | None", bound)


_DENIAL_RE = re.compile(r"하?지(?:는|도)?\s?[않못말마]|할\s수(?:는|도)?\s없")
_DENIED = {"over": "at most", "under": "at least"}
"""What a limit becomes when it is denied: 4정을 초과하지 않는다."""


def hedge_after(text: str, lang: str, end: int) -> tuple[bool, Bound | None, int]:
    """Return hedge and limit behind ``text[end]``, and where they end.

    >>> hedge_after("100명 이상의 개발자", "ko", 4)
    (False, 'at least', 7)
    """
    pattern, effects = _hedges(lang, "after")
    approx, bound = False, None
    for _ in range(3 if lang == "ko" else 1):
        m = pattern.match(text, end)
        if m is None:
            break
        word = (m[1] or m[2]).lower() if lang == "ko" else m[1].lower()
        short = lang == "ko" and len(word) < 3 and m[2] is None and word != "돌파"
        if short and not has_tail(text, m.end()):
            break
        if word == "+" and text[m.end() : m.end() + 1].isdigit():
            break
        approx = approx or effects[word] == "approx"
        effect = effects[word]
        if effect in _DENIED and lang == "ko" and _DENIAL_RE.match(text, m.end()):
            effect = _DENIED[effect]
        if effect != "approx":
            bound = bound or effect
        end = m.end()
    return approx, cast("Bound | None", bound), end


def to_figure(
    text: str, lang: str, q: Quantity, pair: tuple[Decimal, Decimal] | None = None
) -> Figure:
    """Return the figure of a quantity, or of a pair of them whose last one is ``q``."""
    start, kind, name = q.start, q.kind, q.name
    approx, bound = hedge_before(text, lang, start)
    approx_after, bound_after, after = hedge_after(text, lang, q.end)
    approx, bound = approx or approx_after or q.approx, bound or bound_after
    value: Value = q.value if pair is None else pair
    if pair is None and q.numeral.high is not None:
        value = (q.value, q.numeral.high * q.value / q.numeral.value)
        approx = True
    counted: str | None = None
    if lang == "ko":
        counted = _counted_ko(text, q, after)
        if kind == "age" and (m := re.compile(r"만\s?$").search(text, max(0, start - 3), start)):
            start = m.start()
    else:
        counted = q.form if kind == "count" else None
        if kind == "number":
            counted = counted_en(text, q.end, pair[1] if pair else q.value)
        if kind in ("number", "duration") and AGED_RE.search(text, max(0, start - 18), start):
            kind, name = "age", name or "year"
        elif kind == "number" and (
            _is_age_apposition(text, q, counted) or (counted is None and _has_turned(text, q))
        ):
            kind = "age"
    if kind == "age":
        counted, name = None, name or "year"
    if kind == "number" and q.numeral.form == "fraction" and 0 < q.value < 1 and pair is None:
        kind = "ratio"
    if kind == "count":
        kind = "number"
    if kind == "point":
        kind, name = "percent", "point"
    if kind == "basis":
        kind, name = "percent", "point"
        value = _hundredth(value)
    if kind == "ordinal":
        bound = None
    return Figure(
        start=start,
        end=q.end,
        kind=cast("FigureKind", kind),
        text=text[start : q.end],
        value=value,
        unit=name if name and kind != "currency" else None,
        currency=name if kind == "currency" else None,
        approx=approx,
        bound=bound,
        counted=counted,
        precision=q.precision,
    )


def _hundredth(value: Value) -> Value:
    """Return basis points as percentage points."""
    if isinstance(value, tuple):
        low, high = (None if end is None else end / 100 for end in value)
        return low, high
    return value / 100 if isinstance(value, Decimal) else value


def _counted_ko(text: str, q: Quantity, after: int) -> str | None:
    if q.kind == "count":
        return counted_ko(text, after, q.form) or q.form
    if q.kind == "number" and not q.form and q.numeral.form in COUNTING:
        return counted_ko(text, q.end, "")
    return None


_TURNED_TAIL_RE = re.compile(
    r"\s*(?:$|[.,;:!?)])|\s(?:in|on|this|last|next|today|tomorrow|years)\b"
)


def _has_turned(text: str, q: Quantity) -> bool:
    """Say whether somebody has turned so old: "she turned 50 in May"."""
    if not 0 < q.value < OLDEST or q.value % 1:
        return False
    before = TURNED_RE.search(text, max(0, q.start - 9), q.start)
    return before is not None and _TURNED_TAIL_RE.match(text, q.end) is not None


def _is_age_apposition(text: str, q: Quantity, counted: str | None) -> bool:
    """Say whether the number is an age between commas: "Juan Lee, 32, said"."""
    if q.numeral.form != "digits" or counted or not 9 < q.value < 111 or q.value % 1:
        return False
    before, after = text[max(0, q.start - 3) : q.start], text[q.end : q.end + 2]
    return re.search(r"[a-z],\s$", before) is not None and (
        after[:1] in (",", ".") or after == " ("
    )


def plain_figure(
    kind: FigureKind, text: str, start: int, end: int, value: Value, lang: str = ""
) -> Figure:
    """Return a ratio or score over ``text[start:end]``, with its hedge where ``lang`` is given."""
    approx, bound = hedge_before(text, lang, start) if lang else (False, None)
    return Figure(
        start=start,
        end=end,
        kind=kind,
        text=text[start:end],
        value=value,
        approx=approx,
        bound=bound,
    )


def as_sum(q: Quantity, value: Decimal, end: int, precision: Decimal, name: str = "") -> Quantity:
    """Return the quantity grown by what follows it."""
    return evolve(q, value=value, end=end, precision=precision, name=name or q.name)
