"""Aligned text as XLIFF 2.1: one unit a pair, for CAT tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from align.formats.parallel import ParallelPair, clean_xml, flatten

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""XLIFF 2.1 keeps the namespace of 2.0."""


def write_xliff(pairs: Iterable[ParallelPair], file: TextIO) -> None:
    """Write XLIFF 2.1 with one file element for each run of pairs of one document.

    Confidence and provenance go into notes; unit ids are unique in the file.
    """
    from lxml import etree

    file.write('<?xml version="1.0" encoding="utf-8"?>\n')
    opened: tuple[str, str] | None = None
    number = 0
    for pair in pairs:
        if opened is None:
            langs = f'srcLang="{pair.source_lang}" trgLang="{pair.target_lang}"'
            file.write(f'<xliff xmlns="{NAMESPACE}" version="2.1" {langs}>\n')
        docs = (pair.source_doc, pair.target_doc)
        if docs != opened:
            file.write("</file>\n" if opened else "")
            number += 1
            original = _escape(clean_xml(docs[0]))
            file.write(f'<file id="f{number}" original="{original}">\n')
            opened = docs
        unit = etree.Element("unit", id=f"f{number}-{_token(pair.id)}")
        notes = etree.SubElement(unit, "notes")
        for category, text in (
            ("confidence", f"{pair.confidence:.3f}"),
            ("bead", pair.shape),
            ("source", f"{clean_xml(pair.source_doc)}@{pair.source_start}"),
            ("target", f"{clean_xml(pair.target_doc)}@{pair.target_start}"),
        ):
            etree.SubElement(notes, "note", category=category).text = text
        segment = etree.SubElement(unit, "segment")
        etree.SubElement(segment, "source").text = clean_xml(flatten(pair.source))
        etree.SubElement(segment, "target").text = clean_xml(flatten(pair.target))
        file.write(etree.tostring(unit, encoding="unicode") + "\n")
    if opened is None:
        file.write(f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="en" trgLang="ko">\n')
        file.write('<file id="f1">\n')
    file.write("</file>\n</xliff>\n")


def _escape(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {'"': "&quot;", "\n": " ", "\t": " "})


def _token(text: str) -> str:
    """Return an id of letters and digits only."""
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in text) or "u"
