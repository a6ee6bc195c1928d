"""TSV and CSV with a column for each language.

TSV is read as it is written: no cell is quoted, so that a cell may begin with
a quotation mark. CSV is read by its quotes, with commas or semicolons. Left
out: tables without a header.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from align.documents.extract import Extract
from align.documents.formats.bitext import Columns, Pair, find_columns, interleave, order_sides
from align.documents.reading import decode
from align.errors import InputError

Row = tuple[int, Sequence[str]]
"""A row with the number of its line."""


def read_tsv(data: bytes, label: str) -> Extract:
    """Return the rows of a TSV as interleaved text.

    Raises:
        InputError: no columns for the two languages, or a row that is too short.
    """
    text, encoding = decode(data, label)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = ((number, line.split("\t")) for number, line in enumerate(lines, 1))
    pairs = read_rows(rows, label)
    return Extract(text=interleave(pairs), encoding=encoding, pairs=tuple(pairs))


def read_csv(data: bytes, label: str) -> Extract:
    """Return the rows of a CSV as interleaved text.

    Raises:
        InputError: no columns for the two languages, a row that is too short,
            or quotes that do not match.
    """
    text, encoding = decode(data, label)
    pairs = read_rows(_split_csv(text, label), label)
    return Extract(text=interleave(pairs), encoding=encoding, pairs=tuple(pairs))


def _split_csv(text: str, label: str) -> Iterator[Row]:
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in rows:
            yield number, row
            number = rows.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{label}:{number}: not a row of CSV ({str(error)[:80]}); check its quotation marks"
        ) from None


def read_rows(rows: Iterable[Row], label: str) -> list[Pair]:
    """Return the pairs of rows, the first of which is the header.

    Raises:
        InputError: as above.
    """
    columns: Columns | None = None
    width = 0
    pairs: list[Pair] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns, width = find_columns(row), len(row)
            if columns is None:
                found = ", ".join(cell.strip()[:20] for cell in row[:6])
                raise InputError(
                    f"{label}:{number}: expected a header with the columns en and ko, or source "
                    f"and target; found {found[:100]!r}"
                )
            continue
        if len(row) <= max(columns.first, columns.second):
            raise InputError(
                f"{label}:{number}: {len(row)} cells, expected {width}; add the missing ones"
            )
        pairs.append((row[columns.first], row[columns.second]))
    if columns and not columns.is_named:
        pairs = order_sides(pairs)
    if not any(side.strip() for pair in pairs for side in pair):
        raise InputError(f"{label}: the table holds no text below its header")
    return pairs
