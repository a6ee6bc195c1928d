"""XML that may be hostile, to a tree: nothing is fetched, expanded or nested without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import regex

from align.documents.formats.archives import Archive
from align.documents.formats.charsets import decode_xml
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_XML = 150_000_000
"""Bytes of one XML file; its tree takes some ten times as much memory."""

# What may stand before a document type: declaration, comments, instructions.
_PROLOGUE_RE = regex.compile(r"(?:\s|<\?(?>(?:[^?]|\?(?!>))*)\?>|<!--(?>(?:[^-]|-(?!->))*)-->)*+")
_SUBSET_RE = regex.compile(r"<!DOCTYPE[^\[<>]*+\[", regex.IGNORECASE)
_DECLARATION_RE = regex.compile(r"\A<\?xml[^>]{0,200}\?>")


CAUTIOUS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How lxml reads XML from outside: nothing is fetched, nothing grows."""


def parse_xml(data: bytes, label: str, doctype: bool = False) -> _Element:
    """Return the root of an XML file.

    Raises:
        InputError: not well-formed, too large or too deep, a document type
            that declares entities or, without ``doctype``, any at all.
    """
    from lxml import etree

    text = check_xml(data, label, doctype)
    parser = etree.XMLParser(**CAUTIOUS, encoding="utf-8")
    try:
        root = etree.fromstring(_DECLARATION_RE.sub("", text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = str(getattr(error, "msg", None) or error).split("\n", 1)[0]
        reason = reason.split(", line ")[0][:100]
        raise InputError(f"{label}:{line}: not well-formed XML ({reason}); save it again") from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError(f"{label}: the XML declares entities; refused, remove <!DOCTYPE …>")
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise InputError(f"{label}: the XML uses the unknown entity {entity.text}; replace it")
    return root


def parse_part(archive: Archive, name: str) -> _Element:
    """Return the root of an archive's XML part.

    Raises:
        InputError: as above; the message names file and part.
    """
    return parse_xml(archive.read(name), f"{archive.label} ({name})")


def check_xml(data: bytes, label: str, doctype: bool = False) -> str:
    """Return the characters of an XML file that declares no entities; it is not parsed.

    Raises:
        InputError: too large, not in the declared encoding, or a document type
            as above.
    """
    if len(data) > MAX_XML:
        raise InputError(f"{label}: XML of {len(data):,} bytes; split it, {MAX_XML:,} are read")
    text = decode_xml(data, label)[0].removeprefix("\ufeff")
    start = _PROLOGUE_RE.match(text).end()
    if text.startswith("<!DOCTYPE", start) and (not doctype or _SUBSET_RE.match(text, start)):
        raise InputError(
            f"{label}: the XML declares entities or a document type; refused, remove <!DOCTYPE …>"
        )
    return text


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, or None."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def descendants(element: _Element, *names: str) -> Iterator[_Element]:
    """Yield the elements below, whatever their namespace, in order."""
    return (e for e in element.iter("*") if local_name(e) in names)


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """Yield the direct children of these names."""
    return (e for e in element if local_name(e) in names)


def child(element: _Element, name: str) -> _Element | None:
    """Return the first direct child of this name, or None."""
    return next(children(element, name), None)
