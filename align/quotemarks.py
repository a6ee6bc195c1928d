"""Which quotation marks and brackets belong together.

Texts mix conventions and make mistakes: a quotation opens with ``“`` and closes
with ``"``, an apostrophe looks like a closing mark, a mark is lost. So the
neighbours of a mark say whether it may open or close, a pair has a longest
length, an empty line ends all, and a mark without partner is left alone. One
pass, with a stack of bounded depth: linear in the text whatever it holds.

Left out: ``` ``TeX'' ``` marks, and quotations that run over paragraphs (there
each paragraph opens a mark and only the last closes it).
"""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

MarkKind = Literal["double", "single", "corner", "title", "bracket"]

QUOTE_LIMIT = 1500
"""Longest quotation in code points; the longest in our news texts has 700."""

BRACKET_LIMIT = 600
STACK_LIMIT = 12

_DOUBLE = '"“”„‟＂″〝〞'
_SINGLE = "'‘’‚‛＇′`´"
_OPENING = {
    "「": ("corner", "」"),
    "『": ("corner", "』"),
    "｢": ("corner", "｣"),
    "«": ("corner", "»"),
    "《": ("title", "》"),
    "〈": ("title", "〉"),
    "<": ("title", ">"),
    "(": ("bracket", ")"),
    "[": ("bracket", "]"),
    "{": ("bracket", "}"),
    "（": ("bracket", "）"),
    "［": ("bracket", "］"),
    "【": ("bracket", "】"),
    "〔": ("bracket", "〕"),
}
_CLOSING = frozenset(close for _, close in _OPENING.values())
_MARK_RE = re.compile(
    "["
    + re.escape(_DOUBLE + _SINGLE + "".join(_OPENING) + "".join(sorted(_CLOSING)))
    + r"]|\n\s*\n"
)
_BEFORE_OPENING = frozenset("([{（［【〔「『《〈<“‘\"'-–—―=/,:;·…△▲▶■◆○●*#~|")
_AFTER_CLOSING = frozenset(")]}）］】〕」』》〉>”’\"'.,:;!?…·。、，-–—―/~|*")

QUOTES: frozenset[MarkKind] = frozenset({"double", "single", "corner"})


@frozen
class MarkPair:
    """An opening and a closing mark; ``close`` is the place of the closing one.

    >>> MarkPair(2, 7, "double").kind
    'double'
    """

    open: int
    close: int
    kind: MarkKind

    @property
    def is_quote(self) -> bool:
        """True for quotation marks, False for brackets and title marks."""
        return self.kind in QUOTES


def pair_marks(text: str, start: int = 0, end: int | None = None) -> list[MarkPair]:
    r"""Return the pairs of marks in ``text[start:end]``, sorted by their opening.

    Pairs nest and never cross. Offsets count from the start of ``text``.

    >>> [(p.open, p.close, p.kind) for p in pair_marks("He said “no\" (twice).")]
    [(8, 11, 'double'), (13, 19, 'bracket')]
    >>> pair_marks("It's the students' 5\" disk")
    []
    >>> [(p.open, p.close) for p in pair_marks('그는 "간다고 했다. 또 "온다"고 했다.')]
    [(14, 17)]
    """
    end = len(text) if end is None else end
    pairs: list[MarkPair] = []
    stack: list[tuple[int, MarkKind, str]] = []
    for match in _MARK_RE.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if len(mark) > 1:
            stack.clear()
        elif mark in _OPENING:
            kind, close = _OPENING[mark]
            before = text[at - 1] if at > start else " "
            after = text[at + 1] if at + 1 < end else " "
            if (mark == "<" and (after.isspace() or after.isdigit())) or before in ":;=":
                continue  # less than; an emoticon
            _push(stack, at, kind, close)  # type: ignore[arg-type]
        elif mark in _CLOSING:
            _close(stack, pairs, at, None, mark)
        else:
            kind_: MarkKind = "double" if mark in _DOUBLE else "single"
            opens, closes = _directions(text, at, start, end, mark, kind_)
            if closes and _close(stack, pairs, at, kind_, "", eager=not opens):
                continue
            if opens:
                _push(stack, at, kind_, "")
    pairs.sort(key=lambda pair: pair.open)
    return pairs


def _directions(
    text: str, at: int, start: int, end: int, mark: str, kind: MarkKind
) -> tuple[bool, bool]:
    """Say whether the mark at ``at`` may open and whether it may close."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isspace() and after.isspace():
        return kind == "double", kind == "double"
    left = before.isspace() or before in _BEFORE_OPENING
    right = after.isspace() or after in _AFTER_CLOSING
    if mark in "“‘„‚‛‟〝":
        return not after.isspace(), right and not left
    if kind == "single" and _is_latin(before) and _is_latin(after):
        return False, False  # an apostrophe
    if left and right:
        return not after.isspace(), not before.isspace()
    if left:
        return True, False
    if right:
        return False, True
    return True, True


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "ʰ"


def _push(stack: list[tuple[int, MarkKind, str]], at: int, kind: MarkKind, close: str) -> None:
    if len(stack) == STACK_LIMIT:
        del stack[0]
    stack.append((at, kind, close))


def _close(
    stack: list[tuple[int, MarkKind, str]],
    pairs: list[MarkPair],
    at: int,
    kind: MarkKind | None,
    mark: str,
    *,
    eager: bool = True,
) -> bool:
    """Pair the mark with the nearest opening one that fits; say whether there is one.

    ``eager`` lets it reach over open marks of other kinds, which then are strays.
    """
    for depth in range(len(stack) - 1, -1, -1):
        opened, opened_kind, wanted = stack[depth]
        limit = BRACKET_LIMIT if opened_kind in ("bracket", "title") else QUOTE_LIMIT
        if at - opened > limit:
            del stack[: depth + 1]
            return False
        if (wanted == mark) if kind is None else (opened_kind == kind):
            del stack[depth:]
            if at - opened > 1:
                pairs.append(MarkPair(opened, at, opened_kind))
            return True
        if not eager and opened_kind in ("bracket", "title"):
            return False
    return False
