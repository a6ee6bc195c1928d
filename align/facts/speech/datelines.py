"""The dateline that opens a news item: WESTPORT, March 4 (Newswire) — and (서울=한결통신).

It tells where and when a report was filed and by whom; nothing in it is a subject.
"""

from __future__ import annotations

import re

_ENGLISH_RE = re.compile(
    r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,3}"  # WESTPORT, CASTLE BAY
    r"(?:, [A-Z0-9][\w. ]{1,24}){0,3}"  # , Ohio, March 4
    r"(?: \([^()\n]{1,30}\))?"  # (Newswire)
    r" ?(?:—|–|--?) (?=\S)"
)
_KOREAN_RE = re.compile(
    r"[(\[][^()=\[\]\n]{1,20}=[^()=\[\]\n]{1,20}[)\]]\s?"  # (서울=한결통신)
    r"(?:[^=\n\"“”.]{2,40}(?:기자|특파원|통신원)\s?=\s?)?"  # 김하나 기자 =
)


def blank_dateline(text: str) -> str:
    """Return a text with its dateline blanked, as long as before.

    >>> blank_dateline("WESTPORT, March 4 - Ann Lee left.").lstrip()
    'Ann Lee left.'
    >>> blank_dateline("(서울=한결통신) 김하나 기자 = 박하늘 시장이 왔다.").lstrip()
    '박하늘 시장이 왔다.'
    """
    if text[:1] in ("(", "["):
        match = _KOREAN_RE.match(text)
    else:
        match = _ENGLISH_RE.match(text) if text[1:2].isupper() else None
    return " " * match.end() + text[match.end() :] if match else text
