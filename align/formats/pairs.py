"""Aligned text as every format writes it: pairs of passages with their provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex
from attrs import define, frozen

from align.records import Bead, Document, Segment

_BREAKS_RE = regex.compile(r"[\s\u200b\ufeff]+")
_XML_ILLEGAL_RE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@frozen(kw_only=True)
class ParallelPair:
    """One bead's words on both sides, with where they come from.

    ``shape`` is the bead's, as "1-2". Offsets reach from the first segment of a
    side to the end of its last. ``date`` is ISO 8601. What a format or a bitext
    made elsewhere does not know is None, or the empty string.
    """

    id: str
    source: str
    target: str
    source_lang: str = "en"
    target_lang: str = "ko"
    confidence: float | None = None
    score: float | None = None
    shape: str = ""
    kind: str = ""
    source_doc: str = ""
    source_start: int | None = None
    source_end: int | None = None
    source_outlet: str = ""
    source_date: str = ""
    target_doc: str = ""
    target_start: int | None = None
    target_end: int | None = None
    target_outlet: str = ""
    target_date: str = ""


SIDE = ("doc", "start", "end", "outlet", "date")
"""What is known of the document of a side; fields are ``source_doc``, ``target_doc``, …"""

COLUMNS = (
    *("id", "en", "ko", "confidence", "kind"),
    *("source_doc", "source_start", "target_doc", "target_start", "score", "bead"),
    *("source_end", "source_outlet", "source_date", "target_end", "target_outlet", "target_date"),
)
"""The columns of a table; of texts in one language, ``source`` and ``target`` for en and ko.

New ones come behind, so that what reads by position goes on reading.
"""

PARALLEL_KINDS = frozenset({"headline", "subhead", "caption", "body", "quote-body", "definition"})
"""Kinds of segment that are text to translate; names, stamps and hashtags are not."""


def make_pairs(
    beads: Iterable[Bead], segments: Iterable[Segment], documents: Iterable[Document] = ()
) -> Iterator[ParallelPair]:
    """Yield the pairs of beads that have both sides and are text to translate.

    ``documents`` tell outlets and dates.
    """
    known = {segment.id: segment for segment in segments}
    outlets = {d.name: d.outlet or "" for d in documents}
    dates = {d.name: d.published.isoformat() if d.published else "" for d in documents}
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
            score=bead.score,
            kind=source[0].kind,
            shape=f"{len(source)}-{len(target)}",
            source_doc=source[0].doc,
            source_start=source[0].start,
            source_end=source[-1].end,
            source_outlet=outlets.get(source[0].doc, ""),
            source_date=dates.get(source[0].doc, ""),
            target_doc=target[0].doc,
            target_start=target[0].start,
            target_end=target[-1].end,
            target_outlet=outlets.get(target[0].doc, ""),
            target_date=dates.get(target[0].doc, ""),
        )


def flatten(text: str) -> str:
    r"""Return the text on one line: any run of white space is one space.

    >>> flatten("동적\n접근\t기억장치 ")
    '동적 접근 기억장치'
    """
    return str(_BREAKS_RE.sub(" ", text)).strip()


def clean_xml(text: str) -> str:
    r"""Return the text without the characters that XML 1.0 forbids.

    >>> clean_xml("a\x00b")
    'ab'
    """
    return str(_XML_ILLEGAL_RE.sub("", text))


@define
class Cleaner:
    r"""Puts texts on one line without forbidden characters, and counts what it left out.

    >>> clean = Cleaner()
    >>> clean("a\x00\tb"), clean.dropped
    ('a b', 1)
    """

    dropped: int = 0

    def __call__(self, text: str) -> str:
        """Return the text on one line; controls that are white space become spaces."""
        return flatten(self.keep_lines(flatten(text)))

    def keep_lines(self, text: str) -> str:
        """Return the text with its line breaks."""
        kept = clean_xml(text)
        self.dropped += len(text) - len(kept)
        return kept


def fields_of(pair: ParallelPair, clean: Cleaner) -> dict[str, str]:
    """Return everything known of a pair but its texts, by column; what is not known is left out."""
    fields = {
        "confidence": "" if pair.confidence is None else f"{pair.confidence:.3f}",
        "score": "" if pair.score is None else f"{pair.score:.4f}",
        "bead": pair.shape,
        "kind": pair.kind,
    }
    for name in (f"{side}_{name}" for side in ("source", "target") for name in SIDE):
        value = getattr(pair, name)
        fields[name] = "" if value is None else str(value)
    cleaned = {name: clean(value) for name, value in fields.items()}
    return {name: value for name, value in cleaned.items() if value}


def pair_of(
    number: int, texts: Sequence[str], langs: Sequence[str], fields: Mapping[str, str]
) -> ParallelPair:
    """Return the pair of two texts with the fields that ``fields_of`` writes.

    Fields of other tools under the same names may hold anything: what is no
    number where one belongs is as if it were not there.

    >>> pair_of(1, ("It rains.", "비가 온다."), ("en", "ko"), {"score": "high"}).score is None
    True
    """
    return ParallelPair(
        id=fields.get("id") or f"u{number}",
        source=texts[0],
        target=texts[1],
        source_lang=langs[0],
        target_lang=langs[1],
        confidence=_read_number(fields.get("confidence")),
        score=_read_number(fields.get("score")),
        shape=fields.get("bead", ""),
        kind=fields.get("kind", ""),
        source_doc=fields.get("source_doc", ""),
        source_start=_read_offset(fields.get("source_start", "")),
        source_end=_read_offset(fields.get("source_end", "")),
        source_outlet=fields.get("source_outlet", ""),
        source_date=fields.get("source_date", ""),
        target_doc=fields.get("target_doc", ""),
        target_start=_read_offset(fields.get("target_start", "")),
        target_end=_read_offset(fields.get("target_end", "")),
        target_outlet=fields.get("target_outlet", ""),
        target_date=fields.get("target_date", ""),
    )


def _read_number(value: str | None) -> float | None:
    try:
        number = float(value) if value else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < float("inf") else None


def _read_offset(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def langs_of(pair: ParallelPair) -> tuple[str, str]:
    """Return the languages that formats name: of a mixed side the one that the other is not.

    >>> langs_of(ParallelPair(id="b1", source="", target="", source_lang="mixed"))
    ('en', 'ko')
    """
    source, target = pair.source_lang, pair.target_lang
    if source == "mixed":
        source = "ko" if target == "en" else "en"
    if target == "mixed":
        target = "en" if source == "ko" else "ko"
    return source, target


def header_of(pair: ParallelPair | None) -> tuple[str, ...]:
    """Return the column names: the two languages', or source and target of one language."""
    langs = langs_of(pair) if pair else ("en", "ko")
    sides = langs if set(langs) == {"en", "ko"} else ("source", "target")
    return (COLUMNS[0], *sides, *COLUMNS[3:])


def cells_of(pair: ParallelPair, clean: Cleaner) -> tuple[str, ...]:
    """Return the cells of a pair, as ``COLUMNS`` names them; what is not known is empty."""
    fields = fields_of(pair, clean)
    texts = (clean(pair.id), clean(pair.source), clean(pair.target))
    return (*texts, *(fields.get(name, "") for name in COLUMNS[3:]))
