"""HWPX, the zip-and-XML format of Hangul (OWPML): paragraphs, tables, boxes, captions.

Element names are read without their namespace, which differs by the year of
the program. Left out: headers, footers, footnotes, memos, equations, and text
deleted under change tracking. Legacy ``.hwp`` is not this format.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from align.documents.extract import (
    Extract,
    Metadata,
    clean_name,
    clean_text,
    clean_title,
    parse_stamp,
    read_lang,
    set_row,
)
from align.documents.formats.archives import Archive, open_archive
from align.documents.formats.docx import TEMPLATE_NAMES, TEMPLATE_TITLES
from align.documents.formats.trees import children, descendants, local_name, parse_part
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_SECTION_RE = regex.compile(r"(?:.*/)?section(\d{1,6})\.xml", regex.IGNORECASE)
_LEFT_OUT = frozenset(
    {"secPr", "header", "footer", "footNote", "endNote", "hiddenComment", "fieldBegin", "equation"}
    | {"linesegarray", "subText", "parameters", "memo"}
)
_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}


def read_hwpx(data: bytes, label: str) -> Extract:
    """Return the text of an HWPX document, a paragraph a line, empty ones blank.

    Raises:
        InputError: no HWPX, encrypted, damaged, or refused as hostile.
    """
    archive = open_archive(data, label)
    if "META-INF/manifest.xml" in archive.names:
        manifest = parse_part(archive, "META-INF/manifest.xml")
        if next(descendants(manifest, "encryption-data"), None) is not None:
            raise InputError(f"{label}: the document has a password; save it without one")
    package = next((n for n in archive.names if n.lower().endswith("content.hpf")), None)
    root = None if package is None else parse_part(archive, package)
    sections = _find_sections(archive, root, package or "")
    if not sections:
        raise InputError(f"{label}: no section of text inside; save it as HWPX again")
    lines: list[str] = []
    for section in sections:
        for paragraph in children(parse_part(archive, section), "p"):
            lines.extend(_read_paragraph(paragraph))
        lines.append("")
    title, hints = _read_package(root)
    return Extract(text=clean_text("\n".join(lines)), metadata=Metadata(title=title), hints=hints)


def _find_sections(archive: Archive, package: _Element | None, place: str) -> list[str]:
    """Return the members with text, in the order of the spine, or else by number."""
    found: list[str] = []
    if package is not None:
        hrefs = {e.get("id"): e.get("href") or "" for e in descendants(package, "item")}
        for itemref in descendants(package, "itemref"):
            href = hrefs.get(itemref.get("idref"), "")
            beside = posixpath.join(posixpath.dirname(place), href)
            member = next((name for name in (href, beside) if name in archive.names), None)
            if member and _SECTION_RE.fullmatch(member) and member not in found:
                found.append(member)
    if found:
        return found
    numbered = [(m, name) for name in archive.names if (m := _SECTION_RE.fullmatch(name))]
    return [name for _, name in sorted(numbered, key=lambda pair: (int(pair[0][1]), pair[1]))]


def _read_paragraph(paragraph: _Element) -> Iterator[str]:
    """Yield a paragraph's lines; tables and boxes stand where they are anchored."""
    line = ""
    empty = True
    for piece in _read_pieces(paragraph):
        if isinstance(piece, str):
            line += piece
            continue
        if line.strip():
            yield from line.split("\n")
        line, empty = "", False
        if local_name(piece) == "tbl":
            yield ""
            yield from _read_table(piece)
            yield ""
        else:
            for inner in children(piece, "p"):
                yield from _read_paragraph(inner)
    if line.strip() or empty:
        yield from line.split("\n")


def _read_pieces(element: _Element) -> Iterator[str | _Element]:
    """Yield the characters of a paragraph, and the elements that hold other paragraphs."""
    for inner in element:
        name = local_name(inner)
        if name == "t":
            yield from _read_text(inner)
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "mainText":
            yield inner.text or ""
        elif name == "tbl":
            for caption in children(inner, "caption"):
                yield from _read_pieces(caption)
            yield inner
        elif name == "subList":
            yield inner
        elif name not in _LEFT_OUT:
            yield from _read_pieces(inner)


def _read_text(element: _Element) -> Iterator[str]:
    """Yield the characters of a ``t``, without what was deleted under tracking."""
    deleted = False
    yield element.text or ""
    for inner in element:
        name = local_name(inner)
        deleted = (deleted or name == "deleteBegin") and name != "deleteEnd"
        if not deleted:
            yield _CHARACTERS.get(name, "")
            yield inner.tail or ""


def _read_table(table: _Element) -> Iterator[str]:
    for row in children(table, "tr"):
        cells = []
        for cell in children(row, "tc"):
            paragraphs = (p for part in children(cell, "subList") for p in children(part, "p"))
            cells.append([line for p in paragraphs for line in _read_paragraph(p)])
        yield from set_row(cells)


def _read_package(package: _Element | None) -> tuple[str | None, Metadata]:
    """Return the title in ``content.hpf``, and what else it hints at."""
    found: dict[str, str | None] = {}
    if package is not None:
        for element in descendants(package, "title", "language", "creator", "meta"):
            name = local_name(element)
            key = (element.get("name") or "") if name == "meta" else name
            content = element.get("content")
            value = element.text or (content if content != "text" else None)
            found.setdefault(key.lower(), value)
    title, creator = clean_title(found.get("title")), clean_name(found.get("creator"))
    return (
        None if not title or title.lower() in TEMPLATE_TITLES else title,
        Metadata(
            byline=None if not creator or creator.lower() in TEMPLATE_NAMES else creator,
            published=parse_stamp(found.get("createddate")),
            modified=parse_stamp(found.get("modifieddate")),
            lang=read_lang(found.get("language")),
        ),
    )
