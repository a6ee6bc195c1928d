"""What a reader takes out of a file: its text, and what the file says about itself.

Also the small pieces that readers share: clean lines, table rows, time stamps.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal

import regex
from attrs import frozen

MAX_TITLE = 500
MAX_NAME = 200
"""Characters of a title, and of an outlet or byline, that are kept."""
MAX_CELL = 40
"""Characters of the longest cell in a table row that is set as one line."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside are templates' zero dates, not days of publication."""


@frozen(kw_only=True)
class Metadata:
    """What a file says about itself; the fields are those of ``Document``."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: date | None = None
    modified: date | None = None
    lang: Literal["en", "ko"] | None = None


NOTHING = Metadata()


@frozen(kw_only=True)
class Extract:
    """A file's text and metadata.

    ``metadata`` wins over what the lines of the text say. ``hints`` yield to
    them: an office file's date and author are of the file, not of what it says,
    and the ``lang`` of many Korean pages is the template's "en". ``pairs`` holds
    the English and the Korean side of each unit, where the format has units.
    """

    text: str
    encoding: str = "utf-8"
    metadata: Metadata = NOTHING
    hints: Metadata = NOTHING
    pairs: tuple[tuple[str, str], ...] = ()


# Tab, line feed, vertical tab, form feed and carriage return are white space.
_CONTROL_RE = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff]")
_SURROGATE_RE = regex.compile(r"[\ud800-\udfff]")
_SPACE_RE = regex.compile(r"\s+")
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>\n]{0,600}>")
_GAP_RE = regex.compile(r"\n{3,}")
_URL_RE = regex.compile(r"https?://[^\s<>\"'\\\x00-\x1f]{1,2000}", regex.IGNORECASE)
_STAMP_RE = regex.compile(
    r"""
    (?P<year>\d{4}) \s?[-./년]\s? (?P<month>\d{1,2}) \s?[-./월]\s? (?P<day>\d{1,2}) \s?[.일]?
    (?: (?:\s*T|\s*,)? \s*
        (?P<hour>\d{1,2}) : (?P<minute>\d\d) (?: :(?P<second>\d\d) (?:[.,]\d{1,9})? )?
        \s* (?P<zone>Z|UTC|GMT|KST|[+-]\d\d:?(?:\d\d)?)?
    )?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_COMPACT_RE = regex.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_ENGLISH_DAYS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")


def clean_text(text: str) -> str:
    r"""Return extracted text as a document's: no control characters, ``\n`` alone breaks.

    Half a surrogate pair becomes U+FFFD; more than one blank line is one.

    >>> clean_text("비가\x00 온다.\r\n\n\n\n춥다.\n")
    '비가 온다.\n\n춥다.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE_RE.sub("\ufffd", _CONTROL_RE.sub("", text))
    lines = (line.rstrip() for line in text.split("\n"))
    return str(_GAP_RE.sub("\n\n", "\n".join(lines))).strip("\n")


def clean_line(text: str) -> str:
    r"""Return the text on one line, every run of white space a space.

    >>> clean_line(" 비가\n\t온다. ")
    '비가 온다.'
    """
    text = _SURROGATE_RE.sub("\ufffd", _CONTROL_RE.sub("", text))
    return str(_SPACE_RE.sub(" ", text)).strip()


def clean_name(value: object, limit: int = MAX_NAME) -> str | None:
    """Return a title or name as it can be shown: one line, no tags; None if empty.

    >>> clean_name(" <b>한빛</b>일보 &amp; 방송 ")
    '한빛일보 & 방송'
    """
    if not isinstance(value, str):
        return None
    text = html.unescape(_TAG_RE.sub("", value[: 10 * limit]))
    return clean_line(text)[:limit].rstrip() or None


def clean_title(value: object) -> str | None:
    """Return a title on one line, or None."""
    return clean_name(value, MAX_TITLE)


def clean_url(value: object) -> str | None:
    """Return a web address, or None for anything else.

    >>> clean_url("https://example.com/a?b=1"), clean_url("javascript:alert(1)")
    ('https://example.com/a?b=1', None)
    """
    if isinstance(value, str) and _URL_RE.fullmatch(value.strip()):
        return value.strip()
    return None


def read_lang(value: object) -> Literal["en", "ko"] | None:
    """Return the language of a tag, where it is one of ours.

    >>> read_lang("ko-KR"), read_lang("EN_us"), read_lang("kor"), read_lang("fr")
    ('ko', 'en', 'ko', None)
    """
    if not isinstance(value, str):
        return None
    tag = regex.split(r"[-_.]", value.strip().lower(), maxsplit=1)[0]
    if tag in ("ko", "kor"):
        return "ko"
    return "en" if tag in ("en", "eng") else None


def parse_stamp(value: object) -> date | None:
    """Return the date of a stamp, or its datetime, with zone where it has one.

    ISO 8601 and its looser kin, Korean dates, mail dates; else None. A stamp
    without a clock gives a ``date``.

    >>> parse_stamp("2025-02-04T16:22:00+09:00").isoformat()
    '2025-02-04T16:22:00+09:00'
    >>> parse_stamp("2025. 2. 4. 16:22").isoformat(), parse_stamp("20250204").isoformat()
    ('2025-02-04T16:22:00', '2025-02-04')
    >>> parse_stamp("0001-01-01T00:00:00Z"), parse_stamp("soon")
    (None, None)
    """
    if not isinstance(value, str):
        return None
    text = clean_line(value[:100])
    match = _STAMP_RE.fullmatch(text) or _COMPACT_RE.fullmatch(text)
    try:
        stamp = _from_parts(match.groupdict()) if match else _from_words(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return stamp if stamp and FIRST_YEAR <= stamp.year <= LAST_YEAR else None


def _from_parts(parts: dict[str, str | None]) -> date:
    year, month, in_month = (int(parts[name] or 0) for name in ("year", "month", "day"))
    day = date(year, month, in_month)
    if parts["hour"] is None:
        return day
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    return datetime.combine(day, time(hour, minute, second), _read_zone(parts["zone"]))


def _read_zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    if zone.upper() == "KST":
        return timezone(timedelta(hours=9))
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _from_words(text: str) -> date | None:
    for pattern in _ENGLISH_DAYS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return parsedate_to_datetime(text)


def set_row(cells: Sequence[Sequence[str]]) -> list[str]:
    r"""Return the lines of a table row, given the lines of each cell.

    A row of short cells is one line, with tabs; where a cell holds a sentence
    or more, as in tables that only lay out a page, every line stands alone.

    >>> set_row([["2024"], ["3척"]]), set_row([["담당"], ["항만과"], ["배가 온다.", "비가 온다."]])
    (['2024\t3척'], ['담당', '항만과', '배가 온다.', '비가 온다.'])
    """
    filled = [[line for line in map(clean_line, cell) if line] for cell in cells]
    filled = [cell for cell in filled if cell]
    if all(len(cell) == 1 and len(cell[0]) <= MAX_CELL for cell in filled):
        return ["\t".join(cell[0] for cell in filled)] if filled else []
    return [line for cell in filled for line in cell]
