"""XLIFF 1.2 and 2.x: source and target of each unit or segment.

Where a unit of 1.2 is segmented (``seg-source``, ``mrk mtype="seg"``), its
segments are the units. Left out: alternative translations, notes, codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.documents.extract import Extract, read_lang
from align.documents.formats.bitext import Pair, interleave, order_sides
from align.documents.formats.tmx import words
from align.documents.formats.trees import attribute, child, children, descendants, parse_xml
from align.documents.formats.trees import local_name as name_of
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_xliff(data: bytes, label: str) -> Extract:
    """Return the units as interleaved text, a blank line between files.

    Raises:
        InputError: no XLIFF, languages other than English and Korean, nothing
            to read in it, or refused as hostile.
    """
    root = parse_xml(data, label, doctype=True)
    if name_of(root) != "xliff":
        raise InputError(f"{label}: expected an XLIFF file, found <{name_of(root)[:40]}>")
    parts = []
    every: list[Pair] = []
    for file in children(root, "file"):
        tags = [
            attribute(file, old) or attribute(root, new) or ""
            for old, new in (("source-language", "srcLang"), ("target-language", "trgLang"))
        ]
        langs = [read_lang(tag) for tag in tags]
        if tags[0] and not any(langs):
            raise InputError(
                f"{label}: the languages are {' and '.join(tags)[:40]}, not English and Korean"
            )
        pairs = list(_read_units(file))
        if langs[0] == "ko" or langs[1] == "en":
            pairs = [(target, source) for source, target in pairs]
        elif langs[0] is None and langs[1] is None:
            pairs = order_sides(pairs)
        parts.append(interleave(pairs))
        every.extend(pairs)
    text = "\n\n".join(part for part in parts if part)
    if not text:
        raise InputError(f"{label}: no unit with a source or target text in it")
    return Extract(text=text, pairs=tuple(every))


def _read_units(file: _Element) -> Iterator[Pair]:
    for unit in descendants(file, "trans-unit", "segment"):
        yield from read_unit(unit)


def read_unit(unit: _Element) -> Iterator[Pair]:
    """Yield source and target of a unit, or of each segment that is marked in it."""
    source, target = child(unit, "source"), child(unit, "target")
    segmented = child(unit, "seg-source")
    if segmented is not None and target is not None:
        sides = [_marks(side) for side in (segmented, target)]
        if sides[0] and list(sides[0]) == list(sides[1]):
            yield from zip(sides[0].values(), sides[1].values(), strict=True)
            return
    yield _all_words(source), _all_words(target)


def _all_words(element: _Element | None) -> str:
    return "" if element is None else "".join(words(element))


def _marks(element: _Element) -> dict[str, str]:
    """Return the segments marked in a source or target, by their number."""
    marks = (m for m in descendants(element, "mrk") if m.get("mtype") == "seg")
    return {mark.get("mid") or "": "".join(words(mark)) for mark in marks}
