"""English dates that are reckoned from others, once the date of the text is known.

"In two weeks", "three days after Easter", "a week tomorrow", "two Fridays ago": the
record keeps the stretch of time and the day it counts from, which undated texts can
be compared by; here are the days that both together mean for a reader on ``ref``.
Left out: sums of sums ("Sunday, three weeks after the 15th"), hours and minutes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from align.facts.calendar.dates import figure, fold_case, iso, shift_month
from align.facts.calendar.days_by_name_en import read_feasts, read_months, read_weekdays, whole_day
from align.facts.calendar.relative import resolved
from align.facts.numbers.numerals_en import read_numerals_en
from align.records import Figure

DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "year": 12, "decade": 120}
FARTHEST = 4000
"""Units beyond which nobody counts from today."""

_UNITS = "day|week|fortnight|month|year|decade"
_ARTICLE_RE = re.compile(
    rf"\b(?:(?:an?|another|one)\s(?P<unit>{_UNITS})|the\s(?P<of>{_UNITS})(?=\s(?:after|before)))\b"
)
_PART_RE = re.compile(rf"[ -](?P<work>business\s|working\s)?(?P<unit>{_UNITS})s?\b")
_WORKING_RE = re.compile(r"\s(?:business|working)\sdays?\b")
_FROM_RE = re.compile(r"(?:['’]s?)?\s(?:from|after|following|past)\s(?P<the>the\s)?")
_BEFORE_RE = re.compile(r"(?:['’]s?)?\s(?:before|prior\sto|ahead\sof)\s(?P<the>the\s)?")
_ON_RE = re.compile(r"\s(?:on\s)?(?=today|tomorrow|[a-z]{3,6}day\b)")
_NOW_RE = re.compile(r"\s(?P<way>from\s(?:now|today)|hence|later|ago(?:\stoday)?|back|earlier)\b")
_TIME_RE = re.compile(r"['’]?s?['’]?\stime\b")
_IN_RE = re.compile(r"\bin\s(?:about\s|around\s|just\s|only\s|exactly\s)?$")
_NOT_LATER_RE = re.compile(
    r"\b(?:first|second|third|only|once|twice|times?|record|since|highest|lowest|worst|best"
    r"|\w{3,}est|%|per\s?cent|percent)\b"
)
_PAST_RE = re.compile(
    r"\b(?:was|were|had|has|have|did|ran|won|took|made|rose|fell|built|grew|lost|hit|wrote|sold|came"
    r"|went|became|saw|spent|read|born|(?!need)\w{2,}ed)\b"
)
_PERFECT_RE = re.compile(r"\b(?:has|had|was|were|did)\b")
_FUTURE_RE = re.compile(
    r"\b(?:will|would|shall|going|due|set|to|may|might|can|could|should|must|is|are|am|be"
    r"|ends?|expires?|starts?|begins?|opens?|closes?)\b|['’]ll\b|['’]m\b"
)


@frozen
class _Stretch:
    """A stretch of time in a text: its place and its parts, largest first."""

    start: int
    end: int
    parts: tuple[tuple[Decimal, str], ...]


def read_date_sums(text: str, figures: Sequence[Figure], ref: date | None) -> Iterator[Figure]:
    """Yield the days that stretches, weekdays and feasts mean in English, seen from ``ref``.

    ``figures`` are those of the text, read with the same ``ref``.

    >>> from align.facts.figures import read_figures
    >>> ref = date(2021, 12, 28)
    >>> texts = "Due in two weeks.", "3 days after Easter", "a week tomorrow", "two Fridays ago"
    >>> [[f.value for f in read_date_sums(t, read_figures(t, "en", ref), ref)][0] for t in texts]
    ['2022-01-11', '2022-04-20', '2022-01-05', '2021-12-17']
    """
    if ref is None:
        return
    ref = date(ref.year, ref.month, ref.day)
    lower = fold_case(text)
    anchors = _anchors(text, lower, figures, ref)
    for stretch in _stretches(text, lower, figures):
        found = _reckoned(lower, stretch, anchors, ref)
        if found is not None:
            start, end, day = found
            yield figure("date_rel", text, start, end, day.isoformat())
            if stretch.parts[-1][1] in MONTHS:
                yield figure("date_rel", text, start, end, iso(day.year, day.month))
    for start, end, value in (
        *read_feasts(lower, ref),
        *read_weekdays(lower, ref),
        *read_months(lower, ref),
    ):
        yield figure("date_rel", text, start, end, value)


# ---------------------------------------------------------------- stretches


def _stretches(text: str, lower: str, figures: Sequence[Figure]) -> Iterator[_Stretch]:
    for f in figures:
        if f.kind == "duration" and f.unit in MONTHS and isinstance(f.value, Decimal):
            way = _NOW_RE.search(fold_case(f.text))
            end = f.start + way.start() if way else f.end
            yield _Stretch(f.start, end, ((f.value, f.unit),))
        elif f.kind in ("duration", "number") and (found := _parts(f.text)):
            yield _Stretch(f.start + found[0], f.start + found[1], found[2])
        elif f.text == "fortnight" and lower[max(0, f.start - 2) : f.start] == "a ":
            yield _Stretch(f.start - 2, f.end, ((Decimal(1), f.text),))
        elif f.kind == "number" and (work := _WORKING_RE.match(lower, f.end)):
            count = f.value if isinstance(f.value, Decimal) else Decimal(0)
            yield _Stretch(f.start, work.end(), ((count, "business day"),))
    spans = [(f.start, f.end) for f in figures if f.kind == "duration"]
    for m in _ARTICLE_RE.finditer(lower):
        if not any(start < m.end() and m.start() < end for start, end in spans):
            yield _Stretch(m.start(), m.end(), ((Decimal(1), m["unit"] or m["of"]),))


def _parts(words: str) -> tuple[int, int, tuple[tuple[Decimal, str], ...]] | None:
    """Return start, end and parts of the stretch that a figure's words name."""
    lower, parts, start, end = fold_case(words), [], None, 0
    for n in read_numerals_en(words):
        m = _PART_RE.match(lower, n.end)
        if m is not None:
            unit = "business day" if m["work"] else m["unit"]
            parts.append((n.value, unit))
            start, end = n.start if start is None else start, m.end()
    if not parts and (m := _ARTICLE_RE.match(lower)):
        parts, start, end = [(Decimal(1), m["unit"] or m["of"])], 0, m.end()
    if start is None or not all(0 < count < FARTHEST for count, _ in parts):
        return None
    return start, end, tuple(parts)


def _moved(day: date, parts: Sequence[tuple[Decimal, str]], sign: int) -> date | None:
    """Return a day moved by years and months first, then by weeks and days."""
    by_month = sum((count * MONTHS[unit] for count, unit in parts if unit in MONTHS), Decimal(0))
    by_day = sum((count * DAYS[unit] for count, unit in parts if unit in DAYS), Decimal(0))
    if by_month % 1 or by_day % 1:
        return None
    year, month = shift_month(day.year, day.month, sign * int(by_month))
    if not 1 < year < 9999:
        return None
    moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    moved += timedelta(days=sign * int(by_day))
    for _ in range(int(sum((n for n, unit in parts if unit == "business day"), Decimal(0)))):
        moved += timedelta(days=sign)
        while moved.isoweekday() > 5:
            moved += timedelta(days=sign)
    return moved


def _reckoned(
    lower: str, stretch: _Stretch, anchors: dict[int, tuple[int, date]], ref: date
) -> tuple[int, int, date] | None:
    """Return place and day of a stretch that counts from another day or from ``ref``."""
    start, end = stretch.start, stretch.end
    for pattern, sign in ((_FROM_RE, 1), (_BEFORE_RE, -1), (_ON_RE, 1)):
        m = pattern.match(lower, end)
        at = m.end() if m else -1
        anchor = anchors.get(at) or (
            anchors.get(m.start("the")) if m and m.groupdict().get("the") else None
        )
        if anchor is not None and (pattern is not _ON_RE or stretch.parts[0][1] != "day"):
            day = _moved(anchor[1], stretch.parts, sign)
            return (start, anchor[0], day) if day else None
    if m := _NOW_RE.match(lower, end):
        sign = -1 if m["way"].startswith(("ago", "back", "earlier")) else 1
        day = _moved(ref, stretch.parts, sign)
        return (start, m.end(), day) if day else None
    before = _IN_RE.search(lower, max(0, start - 14), start)
    if before is None or not _is_ahead(lower, before.start(), end):
        return None
    day = _moved(ref, stretch.parts, 1)
    tail = _TIME_RE.match(lower, end)
    return (before.start(), tail.end() if tail else end, day) if day else None


def _is_ahead(lower: str, start: int, end: int) -> bool:
    """Say whether "in two weeks" is when something comes, not how long something took."""
    if re.match(r"-|\sof\b|\s(?:straight|running)\b", lower[end : end + 12]):
        return False
    if _PERFECT_RE.search(re.split(r"[.;:!?]\s", lower[end : end + 50])[0]):
        return False
    clause = re.split(r"[.;:!?]\s", lower[max(0, start - 80) : start])[-1]
    if _NOT_LATER_RE.search(clause[-40:]):
        return False
    past = [m.end() for m in _PAST_RE.finditer(clause)]
    future = [m.end() for m in _FUTURE_RE.finditer(clause)]
    return not past or bool(future and future[-1] > past[-1])


def _anchors(
    text: str, lower: str, figures: Sequence[Figure], ref: date
) -> dict[int, tuple[int, date]]:
    """Return the days that stretches may count from, by where their words begin."""
    out: dict[int, tuple[int, date]] = {}
    for start, end, value in read_feasts(lower, ref):
        out.setdefault(start, (end, date.fromisoformat(value)))
    for m in re.finditer(r"\bnew\syear(?:['’]s)?(?:\s(?:day|eve))?\b", lower):
        eve = m[0].endswith("eve")
        out.setdefault(
            m.start(), (m.end(), date(ref.year + (not eve), *((12, 31) if eve else (1, 1))))
        )
    for f in figures:
        if f.kind not in ("date", "date_rel") or not isinstance(f.value, str):
            continue
        known = [f.value, *(str(g.value) for g in resolved(f, ref))]
        day = next(filter(None, map(whole_day, known)), None)
        if day is not None:
            out[f.start] = (f.end, day)
    return out
