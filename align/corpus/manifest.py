"""Manifests: which documents belong together, one pair a line, read as a stream.

TSV with the header ``id source target`` (further columns are metadata) or
JSON lines with these fields. A manifest is read twice, once to check it and
once to work, and never held; what is kept are eight bytes a document, to find
ids that occur twice.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping

import numpy as np
from attrs import frozen

from align.corpus.records import Row, Shard
from align.corpus.storage import parent, read_lines
from align.errors import InputError

FIELDS = ("id", "source", "target")
_JSON_SUFFIXES = (".jsonl", ".ndjson")


@frozen(kw_only=True)
class Survey:
    """What one pass over a manifest tells: its size, and the checksum of its bytes."""

    documents: int
    sha256: str


def survey_manifest(name: str) -> Survey:
    """Return the size of a manifest in which every line is well-formed and every id new.

    Raises:
        InputError: a line that is not, named with its number; or no line at all.
    """
    digest = hashlib.sha256()
    seen = array("Q")
    for row in _rows(_hashed(read_lines(name), digest), name):
        seen.append(_short_hash(row.id))
    if not seen:
        raise InputError(f"{name}: no documents; expected a line for each document pair")
    hashes = np.frombuffer(seen, np.uint64)
    hashes.sort()
    twice = set(hashes[1:][hashes[1:] == hashes[:-1]].tolist())
    if twice:
        _refuse_repeated(name, twice)
    return Survey(documents=len(seen), sha256=digest.hexdigest())


def read_manifest(name: str) -> Iterator[Row]:
    """Yield the document pairs of a manifest, in its order.

    Raises:
        InputError: a line that is not well-formed; the message gives its number.
    """
    return _rows(read_lines(name), name)


def cut_shards(rows: Iterator[Row], size: int) -> Iterator[Shard]:
    """Yield runs of ``size`` rows, the last one shorter; the same rows make the same shards.

    >>> rows = (Row(number=i, id=str(i), source="a", target=None, base="") for i in range(3))
    >>> [(shard.name, len(shard.rows)) for shard in cut_shards(rows, 2)]
    [('000000', 2), ('000001', 1)]
    """
    part: list[Row] = []
    number = 0
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield Shard(number, tuple(part))
            number += 1
            part = []
    if part:
        yield Shard(number, tuple(part))


def _short_hash(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _hashed(lines: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for line in lines:
        digest.update(line)
        yield line


def _refuse_repeated(name: str, twice: set[int]) -> None:
    """Raise the error that names the first id that occurs again, and both lines."""
    first: dict[str, int] = {}
    for row in read_manifest(name):
        if _short_hash(row.id) not in twice:
            continue
        if row.id in first:
            raise InputError(
                f"{name}:{row.number}: the id {row.id!r} stands in line {first[row.id]} already; "
                "give each document pair its own"
            )
        first[row.id] = row.number


def _rows(lines: Iterator[bytes], name: str) -> Iterator[Row]:
    decoded = _decode(lines, name)
    base = parent(name)
    if name.lower().endswith(_JSON_SUFFIXES):
        yield from _read_json(decoded, name, base)
    else:
        yield from _read_table(decoded, name, base)


def _decode(lines: Iterator[bytes], name: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not blank."""
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise InputError(f"{name}:{number}: not UTF-8; save the manifest as UTF-8") from None
        if text.strip():
            yield number, text


def _read_table(lines: Iterator[tuple[int, str]], name: str, base: str) -> Iterator[Row]:
    header: list[str] = []
    for number, line in lines:
        cells = line.split("\t")
        if not header:
            header = [cell.strip() for cell in cells]
            _check_header(header, f"{name}:{number}")
            continue
        if len(cells) != len(header):
            raise InputError(
                f"{name}:{number}: {len(cells)} cells, expected {len(header)} as in the header; "
                "leave the cell of a missing target empty, but keep its tab"
            )
        yield _make_row(dict(zip(header, cells, strict=True)), number, name, base)


def _check_header(header: list[str], place: str) -> None:
    missing = [field for field in FIELDS if field not in header]
    if missing:
        raise InputError(
            f"{place}: the header lacks {', '.join(missing)}; "
            "expected the columns id, source and target, tabs between"
        )
    twice = next((cell for cell in header if header.count(cell) > 1), None)
    if twice is not None:
        raise InputError(f"{place}: the column {twice!r} occurs twice; give each its own name")


def _read_json(lines: Iterator[tuple[int, str]], name: str, base: str) -> Iterator[Row]:
    for number, line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise InputError(
                f'{name}:{number}: expected a JSON object, as {{"id": …, "source": …, "target": …}}'
            )
        yield _make_row(value, number, name, base)


def _make_row(cells: Mapping[str, object], number: int, name: str, base: str) -> Row:
    texts: dict[str, str] = {}
    for field in FIELDS:
        value = cells.get(field)
        if value is None or isinstance(value, str):
            texts[field] = (value or "").strip()
        elif field == "id" and isinstance(value, int):
            texts[field] = str(value)
        else:
            raise InputError(f"{name}:{number}: {field} must be text, not {value!r}")
    for field in ("id", "source"):
        if not texts[field]:
            raise InputError(
                f"{name}:{number}: {field} is empty; expected id and source in every line "
                "(an empty target means a document in both languages)"
            )
    return Row(
        number=number,
        id=texts["id"],
        source=texts["source"],
        target=texts["target"] or None,
        base=base,
        metadata={key: value for key, value in cells.items() if key not in FIELDS},
    )
