"""HTML: the article's blocks, chosen by trafilatura and laid out by the page's own tags.

Trafilatura says which words are the article; its layout glues short pages
into one paragraph, so the blocks come from the page. The first-level heading
above them is kept, and where it is the page's title, so are headings and captions
from there on. Where it finds no
article, every visible block is the text, and the furniture is labelled later.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import regex

from align.documents.extract import Extract, clean_line, clean_text
from align.documents.formats.blocks import Block, read_blocks
from align.documents.formats.charsets import decode_declared
from align.documents.formats.pagedata import read_page_data
from align.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_HTML = 20_000_000
"""Bytes of a page."""
LONG = 25
"""Characters from which a block is found anywhere in the article, not just in turn."""
COVERED = 0.9
"""Share of trafilatura's article that the page's blocks must make up to stand for it."""

_CHARSET_RE = regex.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", regex.I)
_XML_CHARSET_RE = regex.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]{1,40})")
_DECLARATION_RE = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SUBSET_RE = regex.compile(r"^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<!DOCTYPE[^\[<>]{0,500}\[", regex.I)
_SPACES_RE = regex.compile(r"\s+")


def read_html(data: bytes, label: str) -> Extract:
    """Return the article of a page and the page's metadata.

    Raises:
        InputError: too large, nested too deep, in no known encoding, or no text.
        MissingExtraError: trafilatura is not installed.
    """
    root, encoding = parse_html(data, label)
    blocks = read_blocks(root)
    metadata, hints = read_page_data(root)
    article = _extract_article(root)
    chosen = _choose(blocks, article, metadata.title or "")
    lines: list[str] = []
    for block in chosen or blocks:
        if block.is_apart and lines:
            lines.append("")
        lines.extend(block.lines)
    text = clean_text("\n".join(lines))
    if not text:
        raise InputError(f"{label}: the page holds no text; save it again once it has loaded")
    title = metadata.title
    has_heading = any(block.tag == "h1" for block in chosen or blocks)
    if title and not has_heading and not _begins_with(lines, title):
        text = f"{title}\n\n{text}"
    return Extract(text=text, encoding=encoding, metadata=metadata, hints=hints)


def parse_html(data: bytes, label: str) -> tuple[HtmlElement, str]:
    """Return the root of a page and its encoding: by mark, ``meta``, or what decodes.

    Raises:
        InputError: as above.
    """
    from lxml import etree, html

    if len(data) > MAX_HTML:
        raise InputError(f"{label}: a page of {len(data):,} bytes; {MAX_HTML:,} are read")
    declared = _CHARSET_RE.search(data, 0, 4096) or _XML_CHARSET_RE.search(data, 0, 200)
    name = declared[1].decode("ascii", "replace") if declared else None
    text, encoding = decode_declared(data, name, label)
    if not text.strip():
        raise InputError(f"{label}: the file is empty; expected a page")
    if _SUBSET_RE.match(text):
        raise InputError(f"{label}: the page declares entities; refused, remove <!DOCTYPE …>")
    text = _DECLARATION_RE.sub("", text.replace("\0", ""))
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        reason = str(error).split("\n", 1)[0][:80]
        raise InputError(f"{label}: no readable page ({reason}); save it again") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(f"{label}: the page's tags are nested too deep; save its text as .txt")
    return root, encoding


def _extract_article(root: HtmlElement) -> str:
    """Return the words that trafilatura takes for the article, without white space."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError("trafilatura", "html") from None
    # Without a handler of its own, its warnings would reach stderr.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    try:
        found = trafilatura.extract(root, output_format="xml", include_comments=False)
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.fromstring(found.encode("utf-8"), parser) if found else None
    except Exception:  # on hostile pages it raises what lxml or its own code hits on
        return ""
    main = None if tree is None else tree.find("main")
    return "" if main is None else _squeeze("".join(str(part) for part in main.itertext()))


def _squeeze(text: str) -> str:
    return str(_SPACES_RE.sub("", clean_line(text)))


def _choose(blocks: Sequence[Block], article: str, title: str) -> list[Block]:
    """Return the page's blocks that make up the article, or none if they do not.

    A long block is looked up anywhere in the article, a short one only where
    the block before it ended, lest a menu's word is found in a sentence.
    """
    if not article:
        return []
    chosen: list[int] = []
    covered = place = 0
    for i, block in enumerate(blocks):
        words = _squeeze("".join(block.lines))
        if len(words) >= LONG:
            found = article.find(words, place)
            found = found if found >= 0 else article.find(words)
        else:
            found = place if words and article.startswith(words, place) else -1
        if found >= 0:
            chosen.append(i)
            if found >= place:
                covered += len(words)
                place = found + len(words)
    if covered < COVERED * len(article):
        return []
    inside = set(chosen)
    first, last = chosen[0], chosen[-1]
    above = [i for i in range(first) if blocks[i].tag == "h1"][-1:]
    inside.update(above)
    if above and _squeeze("".join(blocks[above[0]].lines)) == _squeeze(title):
        first = above[0]
    inside.update(i for i in range(first, last) if blocks[i].tag in ("heading", "caption"))
    return [blocks[i] for i in sorted(inside)]


def _begins_with(lines: Iterable[str], title: str) -> bool:
    """Say whether the text's first lines hold the page's title."""
    head = _squeeze("".join(line for line in list(lines)[:12]))
    return _squeeze(title) in head
