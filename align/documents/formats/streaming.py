"""The pairs of a large bitext one after the other, in the same memory whatever its size.

Up to ``WHOLE`` bytes a file is read at once by its own reader, which says best
what is wrong with it. Larger TSV, JSON lines, TMX and XLIFF are read as they
come; they have to be UTF-8, or XML that says what it is. Left out: large CSV
and XLSX. Standard input goes through a temporary file.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import regex

from align.documents.extract import read_lang
from align.documents.formats import HEAD, read_data, recognise
from align.documents.formats.bitext import SAMPLE, Columns, Pair, find_columns, order_sides
from align.documents.formats.tmx import read_tu
from align.documents.formats.trees import CAUTIOUS, attribute
from align.documents.formats.trees import local_name as name_of
from align.documents.formats.xliff import read_unit
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

WHOLE = 8_000_000
"""Bytes up to which a file is read at once: its tree or its rows take some ten times as much."""

_CONTAINERS = ("unit", "group", "notes")
"""Elements around the units, which are forgotten too."""

_ENTITIES_RE = regex.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,400}\[", regex.IGNORECASE)


def stream_pairs(name: str) -> Iterator[Pair]:
    """Yield the pairs of a bitext, or of standard input for ``-``, the English side first.

    Raises:
        InputError: the file cannot be read or holds no pairs. What is wrong in
            the middle of a large file is raised when reading gets there.
    """
    label = "standard input" if name == "-" else name
    count = 0
    with _open(name) as (file, size):
        if size <= WHOLE:
            pairs: Iterable[Pair] = read_data(file.read(), name).pairs
        else:
            head = file.read(HEAD)
            file.seek(0)
            form = recognise(head.rpartition(b"\n")[0] or head, name).name
            if form not in READERS:
                raise InputError(
                    f"{label}: a {form} file of {size:,} bytes; "
                    f"save it as TSV, or in parts of up to {WHOLE:,} bytes"
                )
            pairs = READERS[form](file, label)
        for pair in pairs:
            count += 1
            yield pair
    if not count:
        raise InputError(f"{label}: no pairs in it; expected TSV, CSV, TMX, XLIFF or JSON lines")


@contextmanager
def _open(name: str) -> Iterator[tuple[IO[bytes], int]]:
    """Give a file that can be read twice, and its size."""
    if name == "-":
        with TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            size = kept.tell()
            kept.seek(0)
            yield kept, size
        return
    path = Path(name)
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from None
    with file:
        yield file, size


def _lines(file: IO[bytes], label: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers."""
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise InputError(f"{label}:{number}: not UTF-8; save the file as UTF-8") from None
        if text.strip():
            yield number, text


def _read_tsv(file: IO[bytes], label: str) -> Iterator[Pair]:
    lines = _lines(file, label)
    number, header = next(lines, (1, ""))
    names = header.split("\t")
    columns = find_columns(names)
    if columns is None:
        raise InputError(
            f"{label}:{number}: expected a header with the columns en and ko, or source and target"
        )

    def read(rows: Iterator[tuple[int, str]], columns: Columns) -> Iterator[Pair]:
        for number, line in rows:
            cells = line.split("\t")
            if len(cells) <= max(columns.first, columns.second):
                raise InputError(
                    f"{label}:{number}: {len(cells)} cells, expected {len(names)}; "
                    "add the missing ones"
                )
            yield cells[columns.first], cells[columns.second]

    pairs = read(lines, columns)
    return pairs if columns.is_named else _ordered(pairs)


def _read_jsonl(file: IO[bytes], label: str) -> Iterator[Pair]:
    def read() -> Iterator[tuple[Pair, bool]]:
        for number, line in _lines(file, label):
            try:
                row: object = json.loads(line)
            except (ValueError, RecursionError):
                raise InputError(
                    f"{label}:{number}: not a line of JSON; write one object a line"
                ) from None
            keys = list(row) if isinstance(row, Mapping) else []
            columns = find_columns(keys)
            if columns is None or not isinstance(row, Mapping):
                raise InputError(f"{label}:{number}: expected the texts 'en' and 'ko'")
            sides = [row[keys[i]] for i in (columns.first, columns.second)]
            if not all(isinstance(side, str) for side in sides):
                raise InputError(f"{label}:{number}: expected the texts 'en' and 'ko'")
            yield (sides[0], sides[1]), columns.is_named

    rows = read()
    first = list(islice(rows, 1))
    pairs = (pair for pair, _ in chain(first, rows))
    return pairs if not first or first[0][1] else _ordered(pairs)


def _ordered(pairs: Iterator[Pair]) -> Iterator[Pair]:
    """Yield pairs with the English side first, told by the first of them."""
    sample = list(islice(pairs, SAMPLE))
    is_turned = bool(sample) and order_sides(sample) != sample
    for first, second in chain(sample, pairs):
        yield (second, first) if is_turned else (first, second)


def _read_tmx(file: IO[bytes], label: str) -> Iterator[Pair]:
    others: set[str] = set()
    found = False
    for _, unit in _elements(file, label, ("tu",), ()):
        pair = read_tu(unit, others)
        found = found or any(side.strip() for side in pair)
        yield pair
    if not found:
        tags = f" (found: {', '.join(sorted(others))[:80]})" if others else ""
        raise InputError(f"{label}: no English or Korean segment in it{tags}")


def _read_xliff(file: IO[bytes], label: str) -> Iterator[Pair]:
    langs: list[str | None] = [None, None]

    def read() -> Iterator[Pair]:
        for event, element in _elements(file, label, ("trans-unit", "segment"), ("xliff", "file")):
            if event == "start":
                for i, names in enumerate(
                    (("source-language", "srcLang"), ("target-language", "trgLang"))
                ):
                    tag = next(filter(None, (attribute(element, n) for n in names)), None)
                    langs[i] = read_lang(tag) if tag else langs[i]
                continue
            for source, target in read_unit(element):
                is_turned = langs[0] == "ko" or langs[1] == "en"
                yield (target, source) if is_turned else (source, target)

    pairs = read()
    first = list(islice(pairs, 1))
    rest = chain(first, pairs)
    return rest if any(langs) else _ordered(rest)


def _elements(
    file: IO[bytes], label: str, units: tuple[str, ...], starts: tuple[str, ...]
) -> Iterator[tuple[str, _Element]]:
    """Yield the elements of these names at their end, others at their start; then forget them.

    Nothing is fetched and no entity is expanded, as in ``trees``.
    """
    from lxml import etree

    head = file.read(HEAD)
    file.seek(0)
    if _ENTITIES_RE.search(head.replace(b"\0", b"")):
        raise InputError(
            f"{label}: the XML declares entities or a document type; refused, remove <!DOCTYPE …>"
        )
    events = etree.iterparse(file, events=("start", "end"), **CAUTIOUS)
    try:
        for event, element in events:
            name = name_of(element)
            if event == "start" and name in starts:
                yield event, element
            elif event == "end" and name in (*units, *_CONTAINERS):
                if name in units:
                    yield event, element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reason = str(error.msg or error).split("\n", 1)[0].split(", line ")[0][:100]
        raise InputError(f"{label}:{line}: not well-formed XML ({reason}); save it again") from None


READERS: Mapping[str, Callable[[IO[bytes], str], Iterator[Pair]]] = {
    "TSV": _read_tsv,
    "JSON lines": _read_jsonl,
    "TMX": _read_tmx,
    "XLIFF": _read_xliff,
}
"""What is read as it comes, by the names of ``FORMATS``."""
