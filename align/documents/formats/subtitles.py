"""SRT and WebVTT: what is said, without numbers, times, tags and positions.

A sentence broken over cues is one line. Where cues hold both languages, each
is joined by itself. Left out: who speaks (``<v …>``), styles and notes.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

import regex
from attrs import frozen

from align.documents.extract import Extract, Metadata, clean_line, clean_text, read_lang
from align.documents.reading import decode
from align.errors import InputError
from align.records import Lang
from align.text import detect_language

PAUSE = 2.0
"""Seconds without a cue that end a sentence, whatever its last mark."""
MAX_JOINED = 400
"""Characters from which an unpunctuated text is no longer joined."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
TIMING_RE = regex.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|<\d[\d:.]{4,15}>|\{\\[^{}\n]{0,100}\}")
_RUBY_RE = regex.compile(r"<rt>[^<\n]{0,100}</rt>", regex.IGNORECASE)
_FINAL_RE = regex.compile(
    r"""(?:[.!?。！？…]|[가-힣](?:다|까|요|죠|네|군|라))[)\]"'”’»」』♪~]*$""", regex.VERBOSE
)
_NEW_RE = regex.compile(r"(?:[-–—]\s?\S|[-–—]?\s?\[|♪|\()")
"""How a line begins that is no continuation: a speaker's dash, a sound."""


@frozen
class Cue:
    """What is shown from one second to another."""

    start: float
    end: float
    lines: tuple[str, ...]


def read_subtitles(data: bytes, label: str) -> Extract:
    """Return the words of an SRT or WebVTT file, a sentence or more a line.

    Raises:
        InputError: no cue in it, or none with words.
    """
    content, encoding = decode(data, label)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    cues = list(read_cues(content))
    if not cues:
        raise InputError(f"{label}: no cue with times, as 00:00:01,000 --> 00:00:02,000, in it")
    text = clean_text("\n".join(join_cues(cues)))
    if not text:
        raise InputError(f"{label}: its cues hold no words")
    head = content.split("\n\n", 1)[0]
    fields = dict(line.split(":", 1) for line in head.split("\n") if line.count(":") == 1)
    is_vtt = head.startswith("WEBVTT")
    lang = read_lang(fields.get("Language")) if is_vtt else None
    return Extract(text=text, encoding=encoding, metadata=Metadata(lang=lang))


def read_cues(content: str) -> Iterator[Cue]:
    """Yield the cues, in the order of the file; what is no cue is passed over."""
    lines = content.split("\n")
    i = 0
    while i < len(lines):
        match = TIMING_RE.match(lines[i]) if "-->" in lines[i] else None
        i += 1
        if match is None:
            continue
        shown: list[str] = []
        while i < len(lines) and lines[i].strip() and "-->" not in lines[i]:
            shown.append(lines[i])
            i += 1
        if i < len(lines) and "-->" in lines[i] and shown and shown[-1].strip().isdigit():
            shown.pop()  # the number of a cue that no blank line parts from this one
        words = (clean_line(html.unescape(_TAG_RE.sub("", _RUBY_RE.sub("", s)))) for s in shown)
        groups = match.groups()
        yield Cue(_seconds(groups[:4]), _seconds(groups[4:]), tuple(w for w in words if w))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{rest}")


def join_cues(cues: list[Cue]) -> Iterator[str]:
    """Yield the joined lines of the cues.

    A line ends at a final mark or ending, at a pause, or where a new speaker
    begins. A line that the cue before showed too, as in rolling captions, is
    read once.

    >>> cues = [Cue(0, 1, ("He left",)), Cue(1, 2, ("on Monday.", "He is")), Cue(9, 10, ("비",))]
    >>> list(join_cues(cues))
    ['He left on Monday.', 'He is', '비']
    """
    open_lines: dict[Lang, str] = {}
    last: Lang = "en"
    shown: tuple[str, ...] = ()
    end = 0.0
    for cue in cues:
        if cue.start - end >= PAUSE:
            yield from open_lines.values()
            open_lines.clear()
        for line in cue.lines:
            if line in shown and cue.start - end < PAUSE:
                continue
            found = detect_language(line)
            last = lang = found if found in ("en", "ko") else last
            begun = open_lines.pop(lang, "")
            if begun and (_NEW_RE.match(line) or len(begun) > MAX_JOINED):
                yield begun
                begun = ""
            whole = f"{begun} {line}" if begun else line
            if _FINAL_RE.search(whole[-30:]):
                yield whole
            else:
                open_lines[lang] = whole
        shown, end = cue.lines or shown, max(end, cue.end)
    yield from open_lines.values()
