"""Aligned text as TSV and TMX 1.4b, a pair at a time.

Formula signs at the head of a cell are left as they are: a TSV is for
programs, and a changed text would end up in a training set. A TMX has no dates
of its making, so that the same input gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TextIO

from align import __version__
from align.formats.pairs import (
    PARALLEL_KINDS,
    SIDE,
    Cleaner,
    ParallelPair,
    cells_of,
    clean_xml,
    fields_of,
    flatten,
    header_of,
    langs_of,
    make_pairs,
)

__all__ = [
    "PARALLEL_KINDS",
    "ParallelPair",
    "clean_xml",
    "flatten",
    "make_pairs",
    "write_tmx",
    "write_tsv",
]

PROPS = {"confidence": "x-confidence", "score": "x-score", "bead": "x-bead", "kind": "x-kind"}
SIDE_PROPS = {
    "doc": "x-document",
    "start": "x-offset",
    "end": "x-offset-end",
    "outlet": "x-outlet",
    "date": "x-date",
}
"""Types of the ``prop`` elements of a TMX by field: of the unit, and of each variant."""


def write_tsv(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write a header and one line a pair; return how many characters XML forbids were left out."""
    clean = Cleaner()
    rest = iter(pairs)
    first = next(rest, None)
    file.write("\t".join(header_of(first)) + "\n")
    for pair in chain([first] if first else [], rest):
        file.write("\t".join(cells_of(pair, clean)) + "\n")
    return clean.dropped


def write_tmx(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write TMX 1.4b; return how many characters XML forbids were left out."""
    from lxml import etree

    clean = Cleaner()
    rest = iter(pairs)
    first = next(rest, None)
    usual = langs_of(first)[0] if first else "en"
    header = {
        "creationtool": "align",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "align",
        "adminlang": "en",
        "srclang": usual,
        "datatype": "plaintext",
        "o-encoding": "UTF-8",
    }
    file.write('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    file.write('<tmx version="1.4">\n')
    file.write(etree.tostring(etree.Element("header", header), encoding="unicode") + "\n<body>\n")
    for pair in chain([first] if first else [], rest):
        fields = fields_of(pair, clean)
        unit = etree.Element("tu", tuid=clean(pair.id))
        langs = langs_of(pair)
        if langs[0] != usual:
            unit.set("srclang", langs[0])
        for name, type in PROPS.items():
            if name in fields:
                etree.SubElement(unit, "prop", type=type).text = fields[name]
        for prefix, lang, text in (
            ("source", langs[0], pair.source),
            ("target", langs[1], pair.target),
        ):
            side = etree.SubElement(unit, "tuv")
            side.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
            for name in SIDE:
                if f"{prefix}_{name}" in fields:
                    prop = etree.SubElement(side, "prop", type=SIDE_PROPS[name])
                    prop.text = fields[f"{prefix}_{name}"]
            etree.SubElement(side, "seg").text = clean(text)
        file.write(etree.tostring(unit, encoding="unicode") + "\n")
    file.write("</body>\n</tmx>\n")
    return clean.dropped
