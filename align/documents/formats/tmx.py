"""TMX 1.1 to 1.4: the English and the Korean variant of each unit.

Native codes inside a segment (``bpt``, ``ph`` and their kin) stay out, the
words between them stay in. Of other languages nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.documents.extract import Extract, read_lang
from align.documents.formats.bitext import Pair, interleave
from align.documents.formats.trees import attribute, child, children, descendants, parse_xml
from align.documents.formats.trees import local_name as name_of
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sub", "sc", "ec", "cp"})
"""Elements of TMX and XLIFF that hold codes of the translated program, not words."""


def read_tmx(data: bytes, label: str) -> Extract:
    """Return the units of a translation memory as interleaved text.

    Raises:
        InputError: no TMX, no English or Korean in it, or refused as hostile.
    """
    root = parse_xml(data, label, doctype=True)
    if name_of(root) != "tmx":
        raise InputError(f"{label}: expected a TMX file, found <{name_of(root)[:40]}>")
    others: set[str] = set()
    pairs = []
    for unit in descendants(root, "tu"):
        pairs.append(read_tu(unit, others))
    text = interleave(pairs)
    if not text:
        found = f" (found: {', '.join(sorted(others))[:80]})" if others else ""
        raise InputError(f"{label}: no English or Korean segment in it{found}")
    return Extract(text=text, pairs=tuple(pairs))


def read_tu(unit: _Element, others: set[str]) -> Pair:
    """Return the English and the Korean of a unit; tags of other languages go to ``others``."""
    sides: dict[str, str] = {}
    for variant in children(unit, "tuv"):
        tag = attribute(variant, "lang") or ""
        lang = read_lang(tag)
        segment = child(variant, "seg")
        if lang is None:
            others.add(tag[:20])
        elif segment is not None:
            sides.setdefault(lang, "".join(words(segment)))
    return sides.get("en", ""), sides.get("ko", "")


def words(element: _Element) -> Iterator[str]:
    """Yield the words of a segment, without codes."""
    yield element.text or ""
    for inner in element:
        if name_of(inner) not in CODES:
            yield from words(inner)
        yield inner.tail or ""
