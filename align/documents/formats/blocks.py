"""The visible blocks of a page, in order, white space collapsed as a browser does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import regex
from attrs import frozen

from align.documents.extract import clean_line, clean_text, set_row

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BlockTag = Literal["h1", "heading", "caption", "text"]


@frozen
class Block:
    """A run of text between block tags; ``is_apart`` where a blank line precedes it.

    An empty line among ``lines`` is a blank line that two ``br`` make.
    """

    lines: tuple[str, ...]
    tag: BlockTag
    is_apart: bool


_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "head"}
    | {"button", "select", "textarea", "input", "option", "audio", "video", "rt", "rp", "title"}
)
_APART = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "section", "article"}
    | {"ul", "ol", "dl", "table", "pre", "header", "footer", "nav", "aside", "main", "address"}
    | {"form", "fieldset", "details", "hr", "body", "figcaption", "center"}
)
_CLOSE = frozenset({"li", "dt", "dd", "tr", "td", "th", "caption", "summary", "legend", "thead"})
"""Blocks without a blank line between them."""
_TAGS: dict[str, BlockTag] = {
    "h1": "h1",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
_HIDDEN_RE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)


def read_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of a parsed page.

    >>> from lxml import html
    >>> root = html.fromstring("<body><h1>비</h1><p>비가  온다.<br>춥다.<ul><li>하나<li>둘")
    >>> [(block.tag, block.lines, block.is_apart) for block in read_blocks(root)][:2]
    [('h1', ('비',), True), ('text', ('비가 온다.', '춥다.'), True)]
    """
    reader = _BlockReader()
    reader.walk(root)
    reader.close()
    return reader.blocks


class _BlockReader:
    """Collects text until a block tag opens or closes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._tag: BlockTag = "text"
        self._is_apart = True

    def walk(self, element: HtmlElement) -> None:
        """Read an element and what is below it; pages are no deeper than lxml allows."""
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in _SKIPPED or _is_hidden(element):
            return
        if name == "br":
            self._text.append("\n")
            return
        if name == "tr":
            self._read_row(element)
            return
        is_block = name in _APART or name in _CLOSE
        outer = self._tag
        if is_block:
            self.close()
            self._tag = _TAGS.get(name, outer)
            self._is_apart = self._is_apart or name in _APART
        self._add(element.text, name == "pre")
        for inner in element:
            self.walk(inner)
            self._add(inner.tail, name == "pre")
        if is_block:
            self.close()
            self._tag = outer
            self._is_apart = self._is_apart or name in _APART

    def _add(self, text: str | None, is_pre: bool) -> None:
        if text:
            self._text.append(text if is_pre else " ".join(f"x{text}x".split())[1:-1])

    def _read_row(self, row: HtmlElement) -> None:
        self.close()
        cells = []
        for cell in row:
            if isinstance(cell.tag, str):
                reader = _BlockReader()
                reader.walk(cell)
                reader.close()
                cells.append([line for block in reader.blocks for line in block.lines])
        lines = set_row(cells)
        # A row that lays out a page holds blocks of its own, found line by line.
        for group in [lines] if len(lines) == 1 else [[line] for line in lines]:
            self.blocks.append(Block(tuple(group), "text", self._is_apart))
            self._is_apart = False

    def close(self) -> None:
        """End the block that is being read."""
        text = "\n".join(clean_line(line) for line in "".join(self._text).split("\n"))
        lines = tuple(clean_text(text).split("\n"))
        self._text = []
        if any(lines):
            self.blocks.append(Block(lines, self._tag, self._is_apart))
            self._is_apart = False


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN_RE.search(element.get("style") or ""))
