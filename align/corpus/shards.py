"""A shard to its pairs: pure work, the same whoever does it and however often."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import add

from attrs import evolve, frozen

from align.beads import align_segments
from align.corpus.filters import find_reason_to_drop
from align.corpus.records import CorpusPair, Counts, DocumentRecord, Failure, Row, Settings, Shard
from align.corpus.storage import join, read_file
from align.documents import describe
from align.documents.formats import read_data
from align.documents.reading import decode
from align.encoding import load_encoder
from align.errors import AlignError, InputError
from align.formats.jsonl import dumps
from align.formats.parallel import PARALLEL_KINDS, flatten
from align.protocols import Encoder
from align.records import Bead, Segment, Span
from align.segments import document_sides, segment_lines

FATAL = Failure(
    error="each process that worked on it died; is there memory enough for it?", is_input=False
)

Sides = tuple[Sequence[Segment], Sequence[Segment]]


@frozen(kw_only=True)
class AlignedShard:
    """The pairs of a shard, what became of each of its documents, and the hash of its input."""

    pairs: tuple[CorpusPair, ...]
    documents: tuple[DocumentRecord, ...]
    input_hash: str

    @property
    def counts(self) -> Counts:
        """What the shard holds."""
        return count_documents(self.documents)


def align_shard(
    shard: Shard, settings: Settings, fatal: Collection[str] = frozenset()
) -> AlignedShard:
    """Return the pairs of a shard's documents; one that fails is recorded and passed over.

    So are, unread, the documents whose ids are ``fatal``: no process survives them.

    Raises:
        AlignError: the encoder of the settings cannot be loaded.
    """
    encoder = load_encoder(settings.encoder)
    pairs: list[CorpusPair] = []
    documents: list[DocumentRecord] = []
    for row in shard.rows:
        files = read_files(row)
        if row.id in fatal:
            documents.append(evolve(_make_record(row, files), failure=FATAL))
            continue
        document, found = _align_document(row, files, settings, encoder)
        documents.append(document)
        pairs += found
    return AlignedShard(
        pairs=tuple(pairs),
        documents=tuple(documents),
        input_hash=_hash_rows(
            (row, document.sha256) for row, document in zip(shard.rows, documents, strict=True)
        ),
    )


def hash_input(shard: Shard) -> str:
    """Return the hash of a shard's rows and of the bytes of their files."""
    return _hash_rows((row, checksums(read_files(row))) for row in shard.rows)


def read_files(row: Row) -> tuple[bytes | AlignError, ...]:
    """Return what the files of a row hold, or why one cannot be read."""
    return tuple(_read(row, name) for name in (row.source, row.target) if name is not None)


def checksums(files: Iterable[bytes | AlignError]) -> tuple[str | None, ...]:
    """Return the SHA-256 of each file; None where it cannot be read."""
    return tuple(
        hashlib.sha256(file).hexdigest() if isinstance(file, bytes) else None for file in files
    )


def count_documents(documents: Iterable[DocumentRecord]) -> Counts:
    """Return the sums over what became of documents."""
    return reduce(add, map(_count, documents), Counts())


def _count(document: DocumentRecord) -> Counts:
    return Counts(
        documents=1,
        failed=int(document.failure is not None),
        source_segments=document.segments[0],
        target_segments=document.segments[1],
        pairs=document.pairs,
        shapes=document.shapes,
        dropped=document.dropped,
    )


def _read(row: Row, name: str) -> bytes | AlignError:
    try:
        return read_file(join(row.base, name), name)
    except AlignError as error:
        return error


def _hash_rows(rows: Iterable[tuple[Row, tuple[str | None, ...]]]) -> str:
    digest = hashlib.sha256()
    for row, files in rows:
        line = dumps([row.id, row.source, row.target, dict(row.metadata), list(files)])
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _align_document(
    row: Row, files: tuple[bytes | AlignError, ...], settings: Settings, encoder: Encoder
) -> tuple[DocumentRecord, list[CorpusPair]]:
    record = _make_record(row, files)
    try:
        sides = _read_sides(row, files, settings)
        beads = align_segments(*sides, encoder, order=settings.order).beads
    except AlignError as error:
        failure = Failure(error=str(error), is_input=isinstance(error, InputError))
        return evolve(record, failure=failure), []
    except Exception as error:  # whatever it is, the other documents are worth going on for
        what = " ".join(str(error).split()) or "no message"
        text = f"a fault of ours ({type(error).__name__}: {what})"
        return evolve(record, failure=Failure(error=text, is_input=False)), []
    dropped: Counter[str] = Counter()
    pairs: list[CorpusPair] = []
    for pair in _make_pairs(row.id, beads, sides):
        reason = find_reason_to_drop(pair, settings)
        if reason is None:
            pairs.append(pair)
        else:
            dropped[reason] += 1
    shapes = Counter(f"{len(bead.source)}-{len(bead.target)}" for bead in beads)
    record = evolve(
        record,
        segments=(len(sides[0]), len(sides[1])),
        pairs=len(pairs),
        shapes=dict(sorted(shapes.items())),
        dropped=dict(sorted(dropped.items())),
    )
    return record, pairs


def _make_record(row: Row, files: tuple[bytes | AlignError, ...]) -> DocumentRecord:
    return DocumentRecord(
        id=row.id,
        source=row.source,
        target=row.target,
        sha256=checksums(files),
        metadata=row.metadata,
    )


def _read_sides(row: Row, files: tuple[bytes | AlignError, ...], settings: Settings) -> Sides:
    data: list[tuple[bytes, str]] = []
    for file, name in zip(files, (row.source, row.target), strict=False):
        if isinstance(file, AlignError):
            raise file
        data.append((file, name or ""))
    if not settings.presplit:
        read = (evolve(describe(read_data(file, name)), name=name) for file, name in data)
        return document_sides(list(read))
    if len(data) < 2:
        raise InputError(f"{row.source}: --presplit needs a target, one sentence a line")
    first, second = (segment_lines(decode(file, name)[0], name) for file, name in data)
    if _is_korean(first) and not _is_korean(second):
        return second, first
    return first, second


def _is_korean(segments: Sequence[Segment]) -> bool:
    return 2 * sum(segment.lang == "ko" for segment in segments) > len(segments)


def _make_pairs(doc: str, beads: Iterable[Bead], sides: Sides) -> Iterator[CorpusPair]:
    """Yield the pairs of beads with both sides, numbered as the beads are.

    Each side has its own table: two files of one name have the same ids.
    """
    known = tuple({segment.id: segment for segment in side} for side in sides)
    for bead in beads:
        if bead.is_null:
            continue
        source = [known[0][i] for i in bead.source]
        target = [known[1][i] for i in bead.target]
        odd = next((s for s in (*source, *target) if s.kind not in PARALLEL_KINDS), source[0])
        yield CorpusPair(
            id=f"{doc}:{bead.id}",
            doc=doc,
            source=flatten(" ".join(s.text for s in source)),
            target=flatten(" ".join(s.text for s in target)),
            source_lang=source[0].lang,
            target_lang=target[0].lang,
            kind=odd.kind,
            shape=f"{len(source)}-{len(target)}",
            score=bead.score,
            confidence=bead.confidence,
            source_doc=source[0].doc,
            source_spans=tuple(Span(s.start, s.end) for s in source),
            target_doc=target[0].doc,
            target_spans=tuple(Span(s.start, s.end) for s in target),
        )
