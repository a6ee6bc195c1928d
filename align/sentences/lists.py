"""Lists inside running text: numbered items, and bullets that part a sentence or begin an item."""

from __future__ import annotations

import re

from align.sentences.events import FINAL, HAS_FINAL_RE
from align.sentences.korean import action_nouns

_LETTERS = "가나다라마바사아자차카타파하"
_ITEM_RE = re.compile(
    rf"(?<!\S)(?P<number>\d{{1,2}}|[a-z]|[A-Z]|[{_LETTERS}])(?P<style>\.\)|\)|\.)"
    r"(?=[ \t\u00a0]+\S)"
)
_LETTER_RE = re.compile(r"[^\W\d_]")
_INLINE_RE = re.compile(r"(?:[은는이가을를에로과와의서]|[,:·(=]|및|[A-Za-z]:)$")
_STRONG = frozenset("은는,:")
_SENTENCE_RE = re.compile(r"[다요까][.!?]")
_SUMMED_RE = re.compile(r"\S\s등[을이의에은과도]?\s[^△▲▷▶◇◆□■○●]{2,60}$")
_REACH = 400


def find_items(text: str, start: int, end: int) -> dict[int, int]:
    """Return the last place of each marker of a numbered list → where the marker begins.

    Markers count up from one that opens the text, or from a first one (1, a,
    가) behind a final mark; words stand between them, or they are initials or a date.

    >>> find_items("1) Milk and eggs 2) Bread", 0, 25)
    {1: 0, 18: 17}
    """
    items: dict[int, int] = {}
    last: tuple[str, str] | None = None
    reached = start
    for match in _ITEM_RE.finditer(text, start, end):
        number, style = match["number"], match["style"]
        follows = last == (number, style) and _LETTER_RE.search(text, reached, match.start())
        if follows or _opens_list(text, match, start):
            items[match.end() - 1] = match.start()
            last, reached = (_next_number(number), style), match.end()
    return items


def _opens_list(text: str, match: re.Match[str], start: int) -> bool:
    head = text[max(start, match.start() - 12) : match.start()].rstrip(" \t•⁃")
    if not head or head[-1] == "\n":
        return True
    if match["number"] not in ("1", "a", "A", "가") or head[-1] not in FINAL or len(head) < 3:
        return False
    is_initial = head[-2].isupper() and not head[-3].isalpha()
    return not (head[-2].isdigit() or is_initial)


def _next_number(number: str) -> str:
    if number.isdigit():
        return str(int(number) + 1)
    if number in _LETTERS:
        return _LETTERS[(_LETTERS.index(number) + 1) % len(_LETTERS)]
    return chr(ord(number) + 1)


def is_inline(text: str, at: int, sentence: int, end: int, *, in_list: bool) -> bool:
    """Say whether the bullet at ``at`` marks a part of a sentence: 지역은 △서울 △대전 등이다.

    A particle stands before it; a weak one (의, 서) counts outside a list only,
    and when the sentence has another such bullet.

    >>> is_inline("지역은 △서울 △대전이다.", 4, 0, 14, in_list=False)
    True
    >>> is_inline("검찰이 밝힌 혐의 ▲ 사진", 10, 0, 14, in_list=False)
    False
    """
    head = text[max(sentence, at - 12) : at].rstrip()
    if not in_list and _is_listed(text, at, end):
        return True
    particle = _INLINE_RE.search(head)
    if not particle or head.rsplit(None, 1)[-1] in action_nouns():
        return False
    if particle.group() in _STRONG:
        return True
    if in_list:
        return False
    reach = min(end, at + _REACH)
    final = HAS_FINAL_RE.search(text, at, reach)
    return text.find(text[at], at + 1, final.start() if final else reach) > 0


def _is_listed(text: str, at: int, end: int) -> bool:
    """Say whether the bullets from ``at`` on are parts of one clause: △ 값 △ 질 등을 꼽았다."""
    reach = min(end, at + _REACH)
    final = _SENTENCE_RE.search(text, at, reach)
    if final is None:
        return False
    last = text.rfind(text[at], at + 1, final.start())
    return last > 0 and bool(_SUMMED_RE.search(text, last, final.end()))


def is_last_item(
    text: str, sentence: int, after: int, following: int, end: int, bullet: str
) -> bool:
    """Say whether an item of a list ends at ``after`` and a full sentence follows it.

    The item ends in a noun of action, and no other item comes before the next
    Korean sentence end: △ 예산 확대 그는 왔다.

    >>> is_last_item("△ 예산 확대 그는 왔다.", 0, 7, 8, 14, "△")
    True
    """
    word = text[max(text.rfind(" ", max(0, after - 12), after), sentence) : after].strip()
    if word not in action_nouns() or not text[following].isalnum():
        return False
    next_end = text.find(" ", following, min(end, following + _REACH))
    if next_end < 0 or text[following:next_end] in action_nouns():
        return False
    final = _SENTENCE_RE.search(text, following, min(end, following + _REACH))
    if not final:
        return False
    other = text.find(bullet, following, final.start())
    return other < 0 or bool(_INLINE_RE.search(text[max(0, other - 4) : other].rstrip()))
