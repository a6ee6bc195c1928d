"""The lines of a page, and what can be seen of a line without its neighbours."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from attrs import evolve, frozen

MAX_TITLE = 140
"""Characters of the longest line that can be a headline."""

MAX_SUBHEAD = 70
MIN_SAID = 4
"""Words from which an English line that ends in an exclamation is a sentence, not a heading."""

ITEM_RE = regex.compile(
    r"^(?P<bullet>[△▲▷▶◇◆○●□■▣★•·∙▪*‣※☞ㆍ✔✓✅☑➤➢→-]|ㅇ(?=\s)|\d\ufe0f?\u20e3|\d{1,2}[.)]|[①-⑳]|[가-하][.)])\s?\S"
)
FINAL_RE = regex.compile(r"""[.。!?！？…][)\]"'”’»」』]*$""")

_LINE_RE = regex.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>\n]{0,600}>")
_STOP_RE = regex.compile(
    r"""
      (?:[.。]|[.!?…]["'”’」』])[)\]]*(?:\s*\(끝\))?$
      # 인하입니다ㅎㅎ, not “인하입니다”
    | (?:니다|[가-힣][요죠])[.!]*\s?(?:[!~ㅎㅋㅠㅜ^♡♥😀-🙏]+|$)(?<![“"‘'][^“"‘']{0,80})$
    | (?:니다|[가-힣]세요|니까),\s[\p{L}\s]{1,14}!$  # 안녕하십니까, 여러분!
    """,
    regex.VERBOSE,
)
_INNER_STOP_RE = regex.compile(r"""(?:[가-힣]|[a-z]{3})[.]["'”’]?\s""")
_CALLED_RE = regex.compile(r"^\p{Lu}[^.!?]*\s\p{Ll}[^.!?]*!$")


@frozen
class Line:
    """A line without its white space; ``gap`` tells that a blank line precedes it."""

    start: int
    end: int
    text: str
    gap: bool
    bare: str
    """The text without HTML tags."""


def strip_tags(text: str) -> str:
    """Return the text without HTML tags that were left in it.

    >>> strip_tags("<a href='x'>윤석열</a> 만나")
    '윤석열 만나'
    """
    return _TAG_RE.sub("", text) if "<" in text else text


def read_lines(text: str) -> Iterable[Line]:
    r"""Yield the lines of ``text`` that hold a letter or digit, with their places.

    A line that was broken inside a parenthesis is one with the next.

    >>> [(line.text, line.gap) for line in read_lines("제목\n\n사진(서울\n제공)")]
    [('제목', False), ('사진(서울\n제공)', True)]
    """
    gap_from = 0
    pending: Line | None = None
    for match in _LINE_RE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not any(c.isalnum() for c in stripped):
            continue
        start = match.start() + line.index(stripped)
        end = start + len(stripped)
        between = text[gap_from:start]
        gap = between.count("\n") + between.count("\r\r") > 1
        if pending is not None and not gap and _is_broken(pending.text, stripped):
            whole = text[pending.start : end]
            pending = evolve(pending, end=end, text=whole, bare=strip_tags(whole))
        else:
            if pending is not None:
                yield pending
            pending = Line(start, end, stripped, gap, strip_tags(stripped).strip())
        gap_from = end
    if pending is not None:
        yield pending


def _is_broken(line: str, following: str) -> bool:
    """Say whether a line ends inside a parenthesis that the next one closes."""
    last = line.rfind("(")
    if last < 0 or ")" in line[last:] or len(line) - last > 80:
        return False
    closing = following.find(")")
    return 0 <= closing <= 80 and "(" not in following[:closing]


def is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does: a full stop, or a polite verb form.

    Headlines end in 다 (does) or a question mark as well, so these tell nothing.

    >>> [is_sentence(s) for s in ("비가 온다.", "비가 와요ㅠㅠ", "새 공장 짓는다", "왜 오르나?")]
    [True, True, False, False]
    >>> is_sentence("It did not rain at all!"), is_sentence("Rain At Last!")
    (True, False)
    """
    end = line[-100:]
    if _STOP_RE.search(end):
        return True
    return bool(_CALLED_RE.match(line)) and len(line.split()) >= MIN_SAID


def is_title(line: str) -> bool:
    """Say whether a line may be a headline: short, and no finished sentence.

    >>> is_title("새 공장 짓는다"), is_title("△ 새 공장"), is_title("비가 온다.")
    (True, False, False)
    """
    if len(line) > MAX_TITLE or is_sentence(line) or ITEM_RE.match(line):
        return False
    if "\t" in line or line[-1] == "," or _INNER_STOP_RE.search(line):
        return False
    if line[-1] == ":" and len(line.split()) > MIN_SAID - 1:
        return False
    return len(line) <= MAX_SUBHEAD // 2 or line[-1] in "?？" or not FINAL_RE.search(line)


def is_korean(line: str) -> bool:
    """Say whether a line has a Hangul word."""
    return bool(regex.search(r"\p{Hangul}{2}", line))
