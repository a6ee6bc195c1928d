"""Pairs and documents to the bytes of files: JSON lines, TMX, Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

from align.corpus.records import CorpusPair, DocumentRecord, PairFormat
from align.errors import InputError, MissingExtraError
from align.formats.jsonl import dumps
from align.formats.parallel import ParallelPair, write_tmx
from align.records import Span

FOLDERS: Mapping[PairFormat, str] = MappingProxyType(
    {"jsonl": "pairs", "tmx": "tmx", "parquet": "parquet"}
)
"""The folder of an output in which the shards of each format lie."""


def dump_pairs(pairs: Sequence[CorpusPair], format: PairFormat) -> bytes:
    """Return the bytes of a file of pairs; the same pairs make the same bytes.

    Raises:
        MissingExtraError: ``parquet``, and pyarrow is not installed.
    """
    return _WRITERS[format](pairs)


def dump_documents(documents: Iterable[DocumentRecord]) -> bytes:
    """Return one line of JSON for each document."""
    return "".join(f"{dumps(document)}\n" for document in documents).encode()


def loads_pairs(data: bytes, name: str) -> Iterator[CorpusPair]:
    """Yield the pairs of a JSON lines file that was written here.

    Raises:
        InputError: a line that is no pair.
    """
    for number, line in enumerate(data.splitlines(), 1):
        try:
            cells = json.loads(line)
            for field in ("source_spans", "target_spans"):
                cells[field] = tuple(Span(start, end) for start, end in cells[field])
            yield CorpusPair(**cells)
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{name}:{number}: no line of an aligned pair ({error})") from None


def require_format(format: PairFormat) -> None:
    """Make sure, before the work, that a format can be written.

    Raises:
        MissingExtraError: ``parquet``, and pyarrow is not installed.
    """
    if format == "parquet":
        _import_parquet()


def _row(pair: CorpusPair) -> dict[str, object]:
    row = {name: getattr(pair, name) for name in CorpusPair.__annotations__}
    for field in ("source_spans", "target_spans"):
        row[field] = [[span.start, span.end] for span in row[field]]
    return row


def _dump_jsonl(pairs: Sequence[CorpusPair]) -> bytes:
    return "".join(f"{dumps(_row(pair))}\n" for pair in pairs).encode()


def _dump_tmx(pairs: Sequence[CorpusPair]) -> bytes:
    text = io.StringIO()
    write_tmx(map(_parallel, pairs), text)
    return text.getvalue().encode()


def _parallel(pair: CorpusPair) -> ParallelPair:
    return ParallelPair(
        id=pair.id,
        source=pair.source,
        target=pair.target,
        source_lang=pair.source_lang,
        target_lang=pair.target_lang,
        confidence=pair.confidence,
        score=pair.score,
        kind=pair.kind,
        shape=pair.shape,
        source_doc=pair.source_doc,
        source_start=pair.source_spans[0].start,
        source_end=pair.source_spans[-1].end,
        target_doc=pair.target_doc,
        target_start=pair.target_spans[0].start,
        target_end=pair.target_spans[-1].end,
    )


def _import_parquet() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet") from None


def _dump_parquet(pairs: Sequence[CorpusPair]) -> bytes:
    arrow, parquet = _import_parquet()
    text, number = arrow.string(), arrow.float64()
    spans = arrow.list_(arrow.list_(arrow.int64()))
    kinds = {"score": number, "confidence": number, "source_spans": spans, "target_spans": spans}
    schema = arrow.schema([(name, kinds.get(name, text)) for name in CorpusPair.__annotations__])
    rows = [_row(pair) for pair in pairs]
    for row in rows:
        for name in schema.names:
            if name not in kinds:  # Parquet's text is UTF-8, which has no lone surrogates
                row[name] = str(row[name]).encode("utf-8", "replace").decode()
    buffer = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema), buffer, compression="zstd")
    return buffer.getvalue()


_WRITERS: Mapping[PairFormat, Callable[[Sequence[CorpusPair]], bytes]] = MappingProxyType(
    {"jsonl": _dump_jsonl, "tmx": _dump_tmx, "parquet": _dump_parquet}
)
