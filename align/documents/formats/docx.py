"""DOCX: paragraphs, headings, tables and text boxes, in order.

Read from the XML itself, without an extra. Deleted and hidden text stays out,
as do footnotes, comments, headers and footers, and field codes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.documents.extract import (
    Extract,
    Metadata,
    clean_line,
    clean_name,
    clean_text,
    clean_title,
    parse_stamp,
    read_lang,
    set_row,
)
from align.documents.formats.archives import Archive, open_archive
from align.documents.formats.trees import attribute, child, children, parse_part
from align.documents.formats.trees import local_name as name_of
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

TEMPLATE_TITLES = frozenset({"word document", "untitled", "제목 없음", "document"})
TEMPLATE_NAMES = frozenset({"python-docx", "administrator", "user", "admin", "unknown"})
"""What programs write where nobody wrote anything."""

_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "rt", "pPr"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(data: bytes, label: str) -> Extract:
    """Return the text of a Word document, a paragraph a line, empty ones blank.

    Raises:
        InputError: no Word document, damaged, or refused as hostile.
    """
    archive = open_archive(data, label)
    root = parse_part(archive, _find_main(archive))
    body = child(root, "body")
    lines: list[str] = []
    titles: list[str] = []
    for block in body if body is not None else ():
        lines.extend(_read_block(block, titles))
    title, hints = read_core(archive)
    return Extract(
        text=clean_text("\n".join(lines)),
        metadata=Metadata(title=title or next(iter(titles), None)),
        hints=hints,
    )


def _find_main(archive: Archive) -> str:
    """Return the part that the package names as its document."""
    if "_rels/.rels" in archive.names:
        for relation in parse_part(archive, "_rels/.rels"):
            kind = relation.get("Type") or ""
            if kind.endswith("/officeDocument") and relation.get("TargetMode") != "External":
                target = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
                if target in archive.names:
                    return target
    if "word/document.xml" not in archive.names:
        raise InputError(f"{archive.label}: no Word document inside; save it as DOCX again")
    return "word/document.xml"


def _read_block(block: _Element, titles: list[str]) -> Iterator[str]:
    name = name_of(block)
    if name == "p":
        yield from _read_paragraph(block, titles)
    elif name == "tbl":
        yield from _read_table(block, titles)
    elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag"):
        for inner in block:
            yield from _read_block(inner, titles)


def _read_table(table: _Element, titles: list[str]) -> Iterator[str]:
    yield ""
    for row in _rows(table, "tr"):
        cells = []
        for cell in _rows(row, "tc"):
            cells.append([line for block in cell for line in _read_block(block, titles)])
        yield from set_row(cells)
    yield ""


def _rows(element: _Element, name: str) -> Iterator[_Element]:
    """Yield a table's rows or a row's cells, those in content controls too."""
    for inner in element:
        if name_of(inner) == name:
            yield inner
        elif name_of(inner) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(inner, name)


def _read_paragraph(paragraph: _Element, titles: list[str]) -> Iterator[str]:
    boxes: list[_Element] = []
    text = "".join(_read_runs(paragraph, boxes))
    style = _style(paragraph)
    if style.startswith(("title", "heading1")) and clean_line(text):
        # A title stands before a first-level heading, wherever it comes.
        titles.insert(0 if style == "title" else len(titles), clean_title(text) or "")
    yield from text.split("\n")
    for box in boxes:
        for block in box:
            yield from _read_block(block, titles)


def _read_runs(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    for inner in element:
        name = name_of(inner)
        if name == "t":
            yield inner.text or ""
        elif name in _CHARACTERS:
            yield "" if attribute(inner, "type") in ("page", "column") else _CHARACTERS[name]
        elif name == "txbxContent":
            boxes.append(inner)
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(inner)):
            yield from _read_runs(inner, boxes)


def _is_hidden(run: _Element) -> bool:
    properties = child(run, "rPr")
    vanish = None if properties is None else child(properties, "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _style(paragraph: _Element) -> str:
    properties = child(paragraph, "pPr")
    style = None if properties is None else child(properties, "pStyle")
    value = "" if style is None else attribute(style, "val") or ""
    return value.lower().replace(" ", "")


def read_core(archive: Archive) -> tuple[str | None, Metadata]:
    """Return the title in the core properties, and what else they hint at.

    The day a file was made and who made it need not be the article's, so they
    are hints; python-docx stamps all its files with the same second of 2013.
    """
    if "docProps/core.xml" not in archive.names:
        return None, Metadata()
    root = parse_part(archive, "docProps/core.xml")
    found = {name_of(e): e.text for e in children(root, *_CORE)}
    title, creator = clean_title(found.get("title")), clean_name(found.get("creator"))
    published = parse_stamp(found.get("created"))
    modified = parse_stamp(found.get("modified"))
    is_template = (found.get("created") or "").startswith("2013-12-23T23:15:00")
    return (
        None if not title or title.lower() in TEMPLATE_TITLES else title,
        Metadata(
            byline=None if not creator or creator.lower() in TEMPLATE_NAMES else creator,
            published=None if is_template else published,
            modified=None if is_template and modified == published else modified,
            lang=read_lang(found.get("language")),
        ),
    )


_CORE = ("title", "creator", "created", "modified", "language")
