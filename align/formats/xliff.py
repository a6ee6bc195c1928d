"""Aligned text as XLIFF 2.1: one unit a pair, for CAT tools.

What is known of a pair goes into the notes of its unit, by category; notes on
one side say so with ``appliesTo``. A file element holds a run of pairs of one
pair of documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TextIO

from align.formats.pairs import (
    SIDE,
    Cleaner,
    ParallelPair,
    clean_xml,
    fields_of,
    flatten,
    langs_of,
)

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""XLIFF 2.1 keeps the namespace of 2.0."""

NOTES = ("confidence", "score", "bead", "kind")
SIDE_NOTES = {"doc": "document", "start": "offset", "end": "offset-end"}
"""Categories of notes that are not named as the field is."""


def write_xliff(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write XLIFF 2.1; return how many characters XML forbids were left out.

    Unit ids are the pairs', with the number of their file in front, so that they
    are unique; the pair's own id is the unit's name.
    """
    from lxml import etree

    clean = Cleaner()
    rest = iter(pairs)
    first = next(rest, None)
    source, target = langs_of(first) if first else ("en", "ko")
    file.write('<?xml version="1.0" encoding="utf-8"?>\n')
    langs = f'srcLang="{source}" trgLang="{target}"'
    file.write(f'<xliff xmlns="{NAMESPACE}" version="2.1" {langs}>\n')
    opened: tuple[str, str] | None = None
    number = 0
    for row, pair in enumerate(chain([first] if first else [], rest), 1):
        docs = (pair.source_doc, pair.target_doc)
        if docs != opened:
            file.write("</file>\n" if opened else "")
            number += 1
            original = f' original="{_escape(flatten(clean_xml(docs[0])))}"' if docs[0] else ""
            file.write(f'<file id="f{number}"{original}>\n')
            opened = docs
        unit = etree.Element("unit", id=f"f{number}-{row}", name=clean(pair.id))
        notes = etree.Element("notes")
        fields = fields_of(pair, clean)
        for name in NOTES:
            if name in fields:
                etree.SubElement(notes, "note", category=name).text = fields[name]
        for side in ("source", "target"):
            for name in SIDE:
                if f"{side}_{name}" in fields:
                    note = etree.SubElement(notes, "note", appliesTo=side)
                    note.set("category", SIDE_NOTES.get(name, name))
                    note.text = fields[f"{side}_{name}"]
        if len(notes):
            unit.append(notes)
        segment = etree.SubElement(unit, "segment")
        etree.SubElement(segment, "source").text = clean(pair.source)
        etree.SubElement(segment, "target").text = clean(pair.target)
        file.write(etree.tostring(unit, encoding="unicode") + "\n")
    if opened is None:
        file.write('<file id="f1">\n<unit id="f1-0"><segment><source/></segment></unit>\n')
    file.write("</file>\n</xliff>\n")
    return clean.dropped


def _escape(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {'"': "&quot;"})
