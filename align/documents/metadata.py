"""What a document's own lines say about it: outlet, date, byline, title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import regex

from align.documents.bylines import STAMP_RE, is_outlet
from align.documents.furniture import Block
from align.documents.lines import strip_tags
from align.documents.wordings import is_button, matches

_MODIFIED_RE = regex.compile(r"updated|modified|수정|업데이트", regex.IGNORECASE)
_COPYRIGHT_RE = regex.compile(
    r"""[<\[(]?(?:ⓒ|©|\(c\)|copyright|저작권자)(?:[\s:©ⓒ]|\(c\))*(?:\d{4}[\s,.-]*)?(?:by\s)?
    (?P<outlet>[^\n(（<\[,.&]{2,40}?)\s*(?:무단|재배포|AI|All\srights|[(（<\[,.&\n\]>]|$)""",
    regex.IGNORECASE | regex.VERBOSE,
)
_PLATE_RE = regex.compile(r"^[\[(](?P<place>[가-힣]{2,4}\s?=\s?)?(?P<outlet>[^\]=()\n]{2,20})[\])]")
_NUMBER_RE = regex.compile(r"\d+")
_PHOTO_RE = regex.compile(
    r"photo|editing|[<\[(/]?\s?(?:사진|촬영|영상|그래픽|편집|그림|일러스트)", regex.IGNORECASE
)
_LEAD_RE = regex.compile(
    r"[\[(【][^\])】\n]{2,24}[\])】]\s?(?P<name>[가-힣]{2,4})(?:\s[가-힣]{2,4})*\s?(?:기자|특파원)\s?="
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_RE = regex.compile("|".join(_MONTHS))
_NAME_RE = regex.compile(
    r"[가-힣]{2,4}(?=\s?(?:[가-힣]{0,6}\s?)?(?:기자|특파원))|(?<=[Bb]y\s).{2,40}"
    r"|(?<=(?:작성자|글쓴이|필자|저자)\s?[:：]\s?)\S.*|(?<=(?:글|취재)\s?[.:=]\s?)[가-힣]{2,4}"
)


def find_outlet(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the outlet that the copyright line, the lead or a line of its own names."""
    for block in blocks:
        match = _COPYRIGHT_RE.match(text, block.start, block.end)
        if match and block.kind == "boilerplate":
            return str(match["outlet"]).strip(" .·-")
    lead = next((b for b in blocks if b.kind == "body"), None)
    match = _PLATE_RE.match(text[lead.start : lead.end]) if lead else None
    if match and not match["outlet"].isdigit():
        return str(match["outlet"]).strip()
    for block in blocks:
        line = text[block.start : block.end]
        if block.kind == "metadata" and not STAMP_RE.search(line) and _is_plate(line):
            return line
    return None


def _is_plate(line: str) -> bool:
    """Say whether a line is a bare name, as an outlet's."""
    if matches("section", line) or is_button(line):
        return False
    if any(c.isdigit() for c in line):
        return is_outlet(line)
    return is_outlet(line) or (
        len(line) <= 24 and len(line.split(" ")) <= 3 and not regex.search(r"[-:·>]|\s\s", line)
    )


def find_byline(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first writer that a byline or the lead names; photographers are none."""
    before: Block | None = None
    for block in blocks:
        line = text[block.start : block.end]
        is_credit = before is not None and before.kind == "caption"
        is_credit = is_credit and "\n" not in text[before.end : block.start]  # type: ignore[union-attr]
        before = block
        if block.kind == "body" and (lead := _LEAD_RE.match(line)):
            return str(lead["name"])
        match = _NAME_RE.search(line) if block.kind == "byline" and not is_credit else None
        if match and not _PHOTO_RE.match(line):
            return str(match.group()).strip(" ,;")
    return None


def find_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first headline, without tags."""
    return next(
        (strip_tags(text[b.start : b.end]) for b in blocks if b.kind == "headline"),
        None,
    )


def find_dates(text: str, blocks: Sequence[Block]) -> tuple[date | None, date | None]:
    """Return when the document was published and modified, from its time stamps.

    A stamp without a clock gives a ``date``, one with a clock a ``datetime``
    without zone: pages do not print their zone.
    """
    published: date | None = None
    modified: date | None = None
    for block in blocks:
        if block.kind != "metadata":
            continue
        for match in STAMP_RE.finditer(text, block.start, block.end):
            stamp = _read_stamp(match["day"], match["clock"] or match["early"])
            if stamp is None:
                continue
            if _MODIFIED_RE.search(match.group()):
                modified = modified or stamp
            else:
                published = published or stamp
    return published or modified, modified


def _read_stamp(day: str, clock: str | None) -> date | None:
    numbers = [int(n) for n in _NUMBER_RE.findall(day)]
    try:
        if len(numbers) == 3:
            stamp = date(*numbers)
        else:
            month = _MONTHS.index(_MONTH_RE.search(day.lower()).group()) + 1
            year, in_month = sorted(numbers, reverse=True)
            stamp = date(year, month, in_month)
        if clock is None:
            return stamp
        hour, minute, second, *_ = [int(n) for n in _NUMBER_RE.findall(clock)] + [0]
        if regex.search(r"오후|p\.?m", clock.lower()) and hour < 12:
            hour += 12
        elif regex.search(r"오전|a\.?m", clock.lower()) and hour == 12:
            hour = 0
        return datetime(stamp.year, stamp.month, stamp.day, hour, minute, second)
    except ValueError:
        return None
