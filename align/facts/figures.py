"""Figures of a text: numbers with unit, hedge, limit and counted noun; dates and times.

``read_figures`` is the verb. Numbers come from ``numerals_ko`` and
``numerals_en``, dates from ``dates_ko`` and ``dates_en``; here they meet their
units and their neighbours. A false figure costs a reviewer more than a missed
one, so digits inside names and codes (GPT-4o, 63빌딩, 5·18), bare labels (Boeing
737) and number syllables of ordinary words (이 사람, 만일) are left alone.

Both ends of a range of dates or times are figures of their own; a range of
quantities is one figure with a pair as value. "Two years ago" stays a duration.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import cache
from typing import cast

from attrs import evolve

from align.facts.calendar.dates import alternatives, fold_case, iso
from align.facts.calendar.dates_en import read_dates_en
from align.facts.calendar.dates_ko import read_dates_ko
from align.facts.calendar.decades import read_decades, read_named_decades
from align.facts.calendar.relative import resolved, with_direction
from align.facts.measuring.compact_durations import read_compact_durations
from align.facts.measuring.fits import WHOLE_RE
from align.facts.measuring.measures import Reader
from align.facts.measuring.triggers import may_hold_code, may_hold_idiom
from align.facts.measuring.units import base_value, dimensions, has_tail
from align.facts.numbers.numerals import lookalikes
from align.facts.numbers.numerals_en import read_numerals_en
from align.facts.numbers.numerals_ko import read_numerals_ko
from align.facts.numbers.widths import narrowed
from align.records import Figure, FigureKind, Lang, Value
from align.tables import read_table

PRECISION = 60
"""Digits kept in sums and products: more than any number that is written out."""

PROTECTED_RE = re.compile(
    r"""
    https?://[^\s<>"'，。]{1,2000} | \bwww\.[^\s<>"']{1,2000}       # addresses
  | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}  # e-mail, bylines ending in @
  | (?<![\w-])[\w-]{1,60}\.(?:html?|php|jpe?g|png|pdf|com|net|org|co\.kr)\b[^\s<>"']{0,500}
  | (?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\dA-Za-z_])                     # 192.168.1.2
  | (?<![\w+])\+\d{1,3}[\s-]\(?\d{1,4}\)?(?:[\s-]\d{2,4}){1,4}(?![\dA-Za-z_]) # +82 2-123-4567
  | (?<![\w-])0\d{1,2}[-)]\s?\d{3,4}-\d{4}(?![\dA-Za-z_])                # 02-123-4567
  | (?<![\w-])0\d{2,4}\s\d{3}\s?\d{3,4}(?![\dA-Za-z_])
  | (?<![\w-])1[5-9]\d\d-\d{4}(?![\dA-Za-z_-]) | \(\d{3}\)\s?\d{3}-\d{4}(?!\d) |
        (?<![\w-])\d{3}-\d{3,4}-\d{4}(?!\d)
  | (?<![\w-])\d{3,4}-\d{3,4}-\d{2,4}(?![\dA-Za-z_-])
  | (?<!\d)\d{1,2}[·ㆍ‧・]\d{1,2}(?!\d)(?!%)                        # 5·18, 3·1
  | \b(?!(?:mid|late|early|pre|post)-)[A-Za-z]{1,10}-?\d{1,6}[A-Za-z]{1,3}\d{0,4}\b
        (?!\$)                                                     # HBM3E, GPT-4o, ABC-12345-A1
  | (?<![\w.])\d{1,4}[A-Z]{1,3}[-‐]?\d{1,4}[A-Za-z]?\b             # 4K60
  | (?<![\w.])(?:[2-6]G|[34]D|[48]K)(?![A-Za-z])                   # 5G, 3D, 4K
  | 음력\s?\(?(?:\d{2,4}년\s?)?(?:윤\s?)?(?:\d{1,2}|[일이삼사오유칠팔구시십정섣]{1,2})[월달]
        (?:\s?(?:\d{1,2}일|보름|그믐|초[가-힣]{1,3}|열[가-힣]{1,3}))?         # the lunar calendar
  | (?:음력|정월|섣달|동짓달)\s(?:초[하이사나닷엿여아열][가-힣]{0,2}|보름|그믐)
  | [#&]\w{0,30}\d\w{0,30}                                         # hashtags, entities
  | (?<![\w.])[vV](?:er(?:sion|\.)?)?\s?\d+(?:\.\d+){0,3}(?![\dA-Za-z_])
  | (?<![\w.])(?!\d{4}\.\d\d?\.\d\d?(?!\d)|\d\d?\.\d\d?\.\d{4}(?!\d)|\d\d\.\d\d\.\d\d
        (?!\d)|(?<!버전\s)(?:1[3-9]|2\d)\.(?:1[0-2]|[1-9])\.(?:[12]\d|3[01])(?!\d))\d{1,9}(?:\.\d{1,9}){2,8}(?![\dA-Za-z_])
    """,
    re.VERBOSE,
)
_HANGUL_RE = re.compile(r"[가-힣]")
_LINE_RE = re.compile(r"[^\n]+")


def read_figures(
    text: str, lang: Lang | None = None, ref: date | None = None
) -> tuple[Figure, ...]:
    """Return the figures of a text in order, none overlapping another.

    ``lang`` None or "mixed" decides line by line: a line with Hangul is Korean
    whose English words are read too. Offsets are those of ``text`` also where
    it is not in NFC. ``ref`` is the date of the text; without it a relative
    date has the value None, or ``X`` for the parts that are not known.

    >>> [(f.text, str(f.value), f.currency) for f in read_figures("5,000억 달러 규모", "ko")]
    [('5,000억 달러', '500000000000', 'USD')]
    >>> f = read_figures("about 100 startup founders", "en")[0]
    >>> f.kind, f.value, f.approx, f.counted
    ('number', Decimal('100'), True, 'startup founders')
    >>> f = read_figures("최대 95%까지 절감", "ko")[0]  # cut by up to 95 %
    >>> f.kind, f.value, f.bound
    ('percent', Decimal('95'), 'at most')
    >>> read_figures("63빌딩, GPT-4o, 5·18, 이 사람", "ko")
    ()
    """
    copy, offsets = text, None
    if not unicodedata.is_normalized("NFC", text):
        from align.text import nfc_with_map

        copy, offsets = nfc_with_map(text)
    whole = copy
    copy = narrowed(whole)
    with localcontext(Context(prec=PRECISION)):
        found = sorted(_read(copy, lang, ref), key=lambda f: f.start)
    if offsets is None and copy is not whole:
        return tuple(evolve(f, text=text[f.start : f.end]) for f in found)
    if offsets is None:
        return tuple(found)
    return tuple(
        evolve(
            f,
            start=offsets[f.start],
            end=offsets[f.end],
            text=text[offsets[f.start] : offsets[f.end]],
        )
        for f in found
    )


def alternative_readings(figure: Figure, ref: date | None = None) -> tuple[Figure, ...]:
    """Return the figure with its other forms, itself first.

    A limit is also a range open at one end, a fraction or multiple also a plain
    number, a range of plain numbers also its two ends; a range of durations is
    given by its two ends alone. With ``ref``, "three weeks ago", "Friday" and "9일"
    are also the days they can mean. For programs that want one of these forms and
    for the scorers.

    >>> from align.facts.figures import read_figures
    >>> [f.value for f in alternative_readings(read_figures("10달러 이상", "ko")[0])]
    [Decimal('10'), (Decimal('10'), None)]
    """
    value = figure.value
    if figure.kind == "duration" and isinstance(value, tuple):
        return tuple(evolve(figure, value=end) for end in value)
    out = [figure]
    if figure.kind != "duration" and figure.bound and isinstance(value, Decimal):
        low = figure.bound in ("at least", "over")
        out.append(evolve(figure, value=(value, None) if low else (None, value)))
    if figure.kind == "number" and isinstance(value, tuple):
        out.extend(evolve(figure, value=end) for end in value if end is not None)
    if figure.kind in ("ratio", "multiple") and isinstance(value, Decimal):
        out.append(evolve(figure, kind="number"))
    if figure.kind == "score" and isinstance(value, tuple):
        out.append(evolve(figure, kind="number"))
    if ref is not None:
        out.extend(resolved(figure, ref))
    return tuple(out)


def _read(text: str, lang: Lang | None, ref: date | None) -> Iterator[Figure]:
    if lang == "en" or lang == "ko":
        yield from _read_in(text, lang, ref)
        return
    for line in _LINE_RE.finditer(text):
        korean = _HANGUL_RE.search(line[0]) is not None
        figures = _read_in(line[0], "ko" if korean else "en", ref)
        if korean and re.search(r"[A-Za-z]{3}", line[0]):
            english = [f for f in _read_in(line[0], "en", ref) if _in_english(line[0], f)]
            figures = _longest([*english, *figures])
        for f in figures:
            yield evolve(f, start=f.start + line.start(), end=f.end + line.start())


def _in_english(text: str, figure: Figure) -> bool:
    """Say whether no Hangul stands beside a figure read as English."""
    around = text[max(0, figure.start - 2) : figure.end + 2]
    return _HANGUL_RE.search(around) is None and re.search(r"[A-Za-z]", around) is not None


def _read_in(text: str, lang: str, ref: date | None) -> Sequence[Figure]:
    """Return the figures of a text in one language."""
    codes = PROTECTED_RE.finditer(text) if may_hold_code(text) else ()
    closed = _Spans(m.span() for m in codes)
    dates = read_dates_ko(text, ref) if lang == "ko" else read_dates_en(text, ref)
    dated = _longest([f for f in dates if f.kind == "date" or not closed.meets(f.start, f.end)])
    dated = [
        f for f in dated if not (closed.meets(f.start, f.end) and not closed.covers_url(text, f))
    ]
    taken = _Spans((f.start, f.end) for f in dated)
    numerals = read_numerals_ko(text) if lang == "ko" else read_numerals_en(text)
    free = [
        n for n in numerals if not closed.meets(n.start, n.end) and not taken.meets(n.start, n.end)
    ]
    measures = Reader(text, lang, free).read()
    words = _idioms(text, lang) if lang == "ko" or may_hold_idiom(text) else ()
    idioms = [f for f in words if not closed.meets(f.start, f.end)]
    figures = _joined(text, _longest([*dated, *measures, *idioms, *_others(text, lang)]))
    return [with_direction(text, f) if f.kind == "duration" else f for f in figures]


def _others(text: str, lang: str) -> Iterator[Figure]:
    if lang == "en":
        yield from read_decades(text)
        yield from read_named_decades(text)
        yield from read_compact_durations(text)


_JOIN_DAY_RE = re.compile(r",?\s(?:the\s)?")
_JOIN_TIME_RE = re.compile(r"\s(?:그리고\s)?")


def _joined(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures with those joined that make one: Thursday the 21st, 한 달 그리고 이틀."""
    out: list[Figure] = []
    for f in figures:
        last = out[-1] if out else None
        gap = text[last.end : f.start] if last is not None and f.start - last.end < 6 else None
        if last is None or gap is None:
            out.append(f)
            continue
        both = _weekday_and_day(last, f, gap) or _two_durations(last, f, gap)
        both = both or _month_and_year(last, f, gap)
        if both is None:
            out.append(f)
        else:
            out[-1] = evolve(both, start=last.start, end=f.end, text=text[last.start : f.end])
    return out


def _weekday_and_day(a: Figure, b: Figure, gap: str) -> Figure | None:
    if a.kind != "date" or not str(a.value).startswith("XXXX-W") or not _JOIN_DAY_RE.fullmatch(gap):
        return None
    counts = b.kind == "ordinal" or (b.kind == "number" and "the" in gap and b.counted is None)
    if (
        counts
        and isinstance(b.value, Decimal)
        and 1 <= b.value <= 31
        and b.value % 1 == 0
        and b.text[0].isdigit() | ("the" in gap)
    ):
        return evolve(a, value=iso(None, None, int(b.value)))
    return (
        evolve(a, value=b.value)
        if b.kind == "date" and str(b.value).startswith("XXXX-XX-")
        else None
    )


_JOIN_YEAR_RE = re.compile(r",?\s(?:of\s)?")


def _month_and_year(a: Figure, b: Figure, gap: str) -> Figure | None:
    """Return "March '98" and "June the ninth, two thousand and six" as one date."""
    if a.kind != "date" or b.kind != "date" or not _JOIN_YEAR_RE.fullmatch(gap):
        return None
    if not re.fullmatch(r"XXXX-\d\d(-\d\d)?", str(a.value)) or not str(b.value).isdigit():
        return None
    if b.text.isdigit():
        return None
    return evolve(a, value=f"{b.value}{str(a.value)[4:]}")


def _two_durations(a: Figure, b: Figure, gap: str) -> Figure | None:
    """Return 일주일 그리고 사흘 as ten days; the second must be the smaller unit."""
    if a.kind != "duration" or b.kind != "duration" or not _JOIN_TIME_RE.fullmatch(gap):
        return None
    first, second = base_value(a), base_value(b)
    if (
        first is None
        or second is None
        or not second[0] < first[0]
        or a.unit == b.unit
        or b.unit is None
    ):
        return None
    value = (first[0] + second[0]) / dimensions()[b.unit][1]
    return evolve(b, value=value, approx=a.approx or b.approx)


class _Spans:
    """Spans in order, asked whether one meets another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [s for s, _ in self.spans]

    def meets(self, start: int, end: int) -> bool:
        """Say whether [start, end) shares a code point with one of the spans."""
        i = bisect_left(self.starts, end)
        return any(e > start for _, e in self.spans[max(0, i - 2) : i])

    def covers_url(self, text: str, figure: Figure) -> bool:
        """Say whether a full date stands inside an address, where it still is a date."""
        for s, e in self.spans:
            if s <= figure.start and figure.end <= e:
                return (
                    len(str(figure.value)) == 10
                    and "X" not in str(figure.value)
                    and "/" in text[s:e]
                )
        return False


def _longest(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures none of which overlaps another; of two that do, the longer."""
    kept: list[Figure] = []
    for f in sorted(figures, key=lambda f: (f.start, -f.end)):
        if kept and f.start < kept[-1].end:
            if f.end - f.start > kept[-1].end - kept[-1].start:
                kept[-1] = f
            continue
        kept.append(f)
    return kept


@cache
def _idiom_re(lang: str) -> re.Pattern[str]:
    words = alternatives(r["word"] for r in read_table("idioms") if r["lang"] == lang)
    if lang == "en":
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)
    return re.compile(rf"(?<![가-힣A-Za-z\d])(?:{words})")


def _read_value(cell: str) -> Value:
    """Return a number or, of "3-4", a range."""
    low, _, high = cell.partition("-")
    return (Decimal(low), Decimal(high)) if high else Decimal(low)


@cache
def _idiom_table(lang: str) -> dict[str, Figure]:
    """Return the figures that whole words are, over their own text."""
    out: dict[str, Figure] = {}
    for r in read_table("idioms"):
        if r["lang"] != lang:
            continue
        unit = r["unit"].removesuffix(" approx") or None
        kind = cast("FigureKind", r["kind"])
        out[r["word"]] = Figure(
            start=0,
            end=len(r["word"]),
            text=r["word"],
            kind=kind,
            value=_read_value(r["value"]),
            unit=unit if kind == "duration" else None,
            approx=r["unit"].endswith(" approx") or "-" in r["value"],
            counted=unit if kind == "number" else None,
        )
    return out


FIRST_TIME_RE = re.compile(r"\s?(?:에는|엔|부터|에)(?![가-힣])")
NOUN_KO_RE = re.compile(r"\s?[가-힣A-Za-z]")
LASTING_RE = re.compile(
    r"(?:for|about|around|nearly|almost|over|than|within|half|in|an|after|under|roughly|by)\s$"
)
ROOM_RE = re.compile(r"[\s-](?!the\b|its\b|their\b|that\b|to\b|in\b|digit)[a-z]")


def _idioms(text: str, lang: str) -> Iterator[Figure]:
    """Yield whole words that are a figure: 절반, 사흘, tenfold, doubled."""
    for m in _idiom_re(lang).finditer(text):
        end = _idiom_end_ko(text, m) if lang == "ko" else _idiom_end_en(text, m)
        if end is not None:
            found = _idiom_table(lang)[fold_case(m[0])]
            yield evolve(found, start=m.start(), end=end, text=text[m.start() : end])


def _idiom_end_ko(text: str, m: re.Match[str]) -> int | None:
    """Return where the idiom ends, None where the word is another."""
    if m[0] == "첫":
        if any(text.startswith(word, m.start()) for word in lookalikes("first")):
            return None
        nth = re.compile(r"\s?번째").match(text, m.end())
        if nth is not None:
            return nth.end()
        return m.end() if NOUN_KO_RE.match(text, m.end()) else None
    if m[0] in ("한달", "한 달") and WHOLE_RE.search(text, max(0, m.start() - 3), m.start()):
        return None
    if m[0] in ("처음", "최초") and FIRST_TIME_RE.match(text, m.end()):
        return None
    return m.end() if has_tail(text, m.end()) else None


def _idiom_end_en(text: str, m: re.Match[str]) -> int | None:
    word = m[0].lower()
    if word == "an hour" and m.start():
        return m.end() if LASTING_RE.search(text, max(0, m.start() - 12), m.start()) else None
    if word in ("double", "triple", "quadruple", "doubles") and ROOM_RE.match(text, m.end()):
        return None
    return m.end()
