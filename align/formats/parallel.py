"""Aligned text: pairs of passages, as TSV and TMX 1.4b.

Formula signs at the head of a cell are left as they are: a TSV is for
programs, and a changed text would end up in a training set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

import regex
from attrs import frozen

from align import __version__
from align.records import Bead, Segment

_BREAKS_RE = regex.compile(r"[\s\u200b\ufeff]+")
_XML_ILLEGAL_RE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

COLUMNS = (
    "id",
    "en",
    "ko",
    "confidence",
    "kind",
    "source_doc",
    "source_start",
    "target_doc",
    "target_start",
)


@frozen(kw_only=True)
class ParallelPair:
    """One bead's words on both sides, with where they come from.

    ``shape`` is the bead's, as "1-2"; ``start`` offsets are those of the first
    segment of a side.
    """

    id: str
    source: str
    target: str
    source_lang: str
    target_lang: str
    confidence: float
    kind: str
    shape: str
    source_doc: str
    source_start: int
    target_doc: str
    target_start: int


PARALLEL_KINDS = frozenset({"headline", "subhead", "caption", "body", "quote-body", "definition"})
"""Kinds of segment that are text to translate; names, stamps and hashtags are not."""


def make_pairs(beads: Iterable[Bead], segments: Iterable[Segment]) -> Iterator[ParallelPair]:
    """Yield the pairs of beads that have both sides and are text to translate."""
    known = {segment.id: segment for segment in segments}
    for bead in beads:
        if bead.is_null:
            continue
        source, target = ([known[i] for i in side] for side in (bead.source, bead.target))
        if any(s.kind not in PARALLEL_KINDS for s in (*source, *target)):
            continue
        yield ParallelPair(
            id=bead.id,
            source=" ".join(s.text for s in source),
            target=" ".join(s.text for s in target),
            source_lang=source[0].lang,
            target_lang=target[0].lang,
            confidence=bead.confidence,
            kind=source[0].kind,
            shape=f"{len(source)}-{len(target)}",
            source_doc=source[0].doc,
            source_start=source[0].start,
            target_doc=target[0].doc,
            target_start=target[0].start,
        )


def flatten(text: str) -> str:
    r"""Return the text on one line: any run of white space is one space.

    >>> flatten("동적\n접근\t기억장치 ")
    '동적 접근 기억장치'
    """
    return str(_BREAKS_RE.sub(" ", text)).strip()


def cells_of(pair: ParallelPair) -> tuple[str, ...]:
    """Return the cells of a pair, as ``COLUMNS`` names them; control characters are left out."""
    return (
        pair.id,
        clean_xml(flatten(pair.source)),
        clean_xml(flatten(pair.target)),
        f"{pair.confidence:.3f}",
        pair.kind,
        flatten(pair.source_doc),
        str(pair.source_start),
        flatten(pair.target_doc),
        str(pair.target_start),
    )


def header_of(pair: ParallelPair | None) -> tuple[str, ...]:
    """Return the column names: the two languages', or source and target of one language."""
    langs = (pair.source_lang, pair.target_lang) if pair else ("en", "ko")
    sides = langs if set(langs) == {"en", "ko"} else ("source", "target")
    return (COLUMNS[0], *sides, *COLUMNS[3:])


def write_tsv(pairs: Iterable[ParallelPair], file: TextIO) -> None:
    """Write a header and one line a pair."""
    rest = iter(pairs)
    first = next(rest, None)
    file.write("\t".join(header_of(first)) + "\n")
    for pair in chain([first] if first else [], rest):
        file.write("\t".join(cells_of(pair)) + "\n")


def clean_xml(text: str) -> str:
    r"""Return the text without the characters that XML 1.0 forbids.

    >>> clean_xml("a\x00b")
    'ab'
    """
    return str(_XML_ILLEGAL_RE.sub("", text))


def write_tmx(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write TMX 1.4b; return how many characters XML forbids were left out."""
    from lxml import etree

    dropped = 0

    def clean(text: str) -> str:
        nonlocal dropped
        kept = clean_xml(text)
        dropped += len(text) - len(kept)
        return kept

    header = {
        "creationtool": "align",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "align",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
    }
    file.write('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    file.write('<tmx version="1.4">\n')
    file.write(etree.tostring(etree.Element("header", header), encoding="unicode") + "\n<body>\n")
    for pair in pairs:
        unit = etree.Element("tu", tuid=clean(pair.id))
        for name, value in (
            ("x-confidence", f"{pair.confidence:.3f}"),
            ("x-bead", pair.shape),
            ("x-kind", pair.kind),
        ):
            etree.SubElement(unit, "prop", type=name).text = value
        for lang, text, doc, start in (
            (pair.source_lang, pair.source, pair.source_doc, pair.source_start),
            (pair.target_lang, pair.target, pair.target_doc, pair.target_start),
        ):
            side = etree.SubElement(unit, "tuv")
            side.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
            etree.SubElement(side, "prop", type="x-document").text = clean(doc)
            etree.SubElement(side, "prop", type="x-offset").text = str(start)
            etree.SubElement(side, "seg").text = clean(flatten(text))
        file.write(etree.tostring(unit, encoding="unicode") + "\n")
    file.write("</body>\n</tmx>\n")
    return dropped
