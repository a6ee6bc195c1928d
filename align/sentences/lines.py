"""Which line breaks end a sentence and which only wrap it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.quotemarks import MarkPair

_NEWLINE_RE = re.compile(r"(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
_FINAL_RE = re.compile(r"[.!?…。！？:;：]['\"’”)\]」』》〉]*$")
_LIST_RE = re.compile(
    r"(?:[-–—•·∙‣*#▲△■□●○◆◇▶▷☞※→]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|[①-⑳㉠-㉻])"
)
_WRAP_WIDTH = 40
"""A line at least this long that stops in the middle was wrapped, not ended."""


def split_lines(
    text: str, start: int, end: int, brackets: Sequence[MarkPair]
) -> Iterator[tuple[int, int]]:
    r"""Yield the runs of lines in ``text[start:end]`` that no sentence reaches over.

    A break goes for white space inside a bracket, and where a line without a
    final mark is continued in small letters: after a space, a comma or a long line.

    >>> text = "A long day \nin town.\nNext"
    >>> [text[a:b] for a, b in split_lines(text, 0, len(text), [])]
    ['A long day \nin town.', 'Next']
    """
    at, bracket = start, 0
    for match in _NEWLINE_RE.finditer(text, start, end):
        place = match.start()
        while bracket < len(brackets) and brackets[bracket].close < place:
            bracket += 1
        inside = bracket < len(brackets) and brackets[bracket].open < place
        if _is_soft(text, at, place, match.end(), end, inside=inside):
            continue
        yield at, place
        at = match.end()
    yield at, end


def _is_soft(text: str, start: int, place: int, after: int, end: int, *, inside: bool) -> bool:
    window = text[after : after + 2]
    if after >= end or not window.strip() or window[0] in "\r\n":
        return False
    line_start = max(start, place - 400)
    newline = max(text.rfind("\n", line_start, place), text.rfind("\r", line_start, place))
    line_start = max(line_start, newline + 1)
    line = text[line_start:place]
    body = line.rstrip()
    if not body or _FINAL_RE.search(body[-6:]):
        return False
    next_ = text[after : after + 40].lstrip(" \t\u00a0")
    if not next_ or _LIST_RE.match(next_):
        return False
    if inside:
        return True
    if next_[0].islower() and next_[0] < "\u0250":
        return len(line) > len(body) or body[-1] in ",—–-" or len(body) >= _WRAP_WIDTH
    return next_[0] == "(" and len(line) > len(body) and next_[1:2] in " \u00a0"
