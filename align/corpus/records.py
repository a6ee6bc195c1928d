"""What a corpus is made of: documents of a manifest, shards of them, pairs, counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import Factory, frozen

from align.records import Lang, SegmentKind, Span

PairFormat = Literal["jsonl", "tmx", "parquet"]
Order = Literal["auto", "monotone", "any"]


@frozen(kw_only=True)
class Row:
    """One document pair of a manifest; without ``target`` a document in both languages.

    ``source`` and ``target`` are as the manifest writes them, ``base`` is the
    folder that they are relative to. ``number`` is the line of the manifest.
    """

    number: int
    id: str
    source: str
    target: str | None
    base: str
    metadata: Mapping[str, object] = Factory(dict)


@frozen
class Shard:
    """Adjacent rows of a manifest, worked on as one: the unit that is done or not done."""

    number: int
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the shard's files, without suffix.

        >>> Shard(12, ()).name
        '000012'
        """
        return f"{self.number:06}"


@frozen(kw_only=True)
class Limits:
    """What a pair has to keep to stay in the corpus; see :mod:`align.corpus.filters`.

    Numbers hold for either side: characters of the text, words between spaces.
    ``max_ratio`` is of the longer side to the shorter, a Hangul syllable
    counted as 2.5 Latin letters. An empty side is never kept.
    """

    min_characters: int = 0
    max_characters: int | None = None
    min_words: int = 0
    max_words: int | None = None
    max_ratio: float | None = None
    drop_identical: bool = False
    drop_language: bool = False


@frozen(kw_only=True)
class Settings:
    """What decides the output beside the input; part of each shard's configuration hash."""

    presplit: bool = False
    order: Order = "auto"
    encoder: str | None = None
    min_confidence: float = 0.0
    limits: Limits = Limits()
    formats: tuple[PairFormat, ...] = ("jsonl",)
    shard_size: int = 100


@frozen(kw_only=True)
class CorpusPair:
    """Aligned passages of a document pair; the source is the English side.

    ``doc`` is the manifest's id; ``source_doc`` and ``target_doc`` are the
    files. Spans are those of the segments, in code points of the document as
    decoded; the texts are the segments', joined and on one line.
    """

    id: str
    doc: str
    source: str
    target: str
    source_lang: Lang
    target_lang: Lang
    kind: SegmentKind
    shape: str
    score: float
    confidence: float
    source_doc: str
    source_spans: tuple[Span, ...]
    target_doc: str
    target_spans: tuple[Span, ...]


@frozen(kw_only=True)
class Failure:
    """Why a document gave nothing. ``is_input`` where the same input fails again."""

    error: str
    is_input: bool


@frozen(kw_only=True)
class DocumentRecord:
    """What became of one row of the manifest.

    ``sha256`` is that of its files, None where one cannot be read. ``shapes``
    counts beads by how many segments they have on each side ("1-2"; "1-0" and
    "0-1" are null beads), ``dropped`` the pairs that were left out, by reason.
    """

    id: str
    source: str
    target: str | None
    sha256: tuple[str | None, ...]
    metadata: Mapping[str, object]
    segments: tuple[int, int] = (0, 0)
    pairs: int = 0
    shapes: Mapping[str, int] = Factory(dict)
    dropped: Mapping[str, int] = Factory(dict)
    failure: Failure | None = None


@frozen(kw_only=True)
class Counts:
    """What a shard or a whole corpus holds; counts of shards add up."""

    documents: int = 0
    failed: int = 0
    source_segments: int = 0
    target_segments: int = 0
    pairs: int = 0
    shapes: Mapping[str, int] = Factory(dict)
    dropped: Mapping[str, int] = Factory(dict)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            documents=self.documents + other.documents,
            failed=self.failed + other.failed,
            source_segments=self.source_segments + other.source_segments,
            target_segments=self.target_segments + other.target_segments,
            pairs=self.pairs + other.pairs,
            shapes=add_counts(self.shapes, other.shapes),
            dropped=add_counts(self.dropped, other.dropped),
        )


def add_counts(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return the sums of two tables of counts, names in order.

    >>> add_counts({"1-1": 2, "1-0": 1}, {"1-1": 3})
    {'1-0': 1, '1-1': 5}
    """
    names = sorted({*one, *other})
    return {name: one.get(name, 0) + other.get(name, 0) for name in names}
