"""XLSX: sheets with a column for each language, or tables set as lines.

Formulas are text and never computed. Left out: charts, comments, notes and
the sheets' own dates.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from align.documents.extract import Extract, Metadata, clean_text, set_row
from align.documents.formats.archives import open_archive
from align.documents.formats.bitext import Pair, find_columns, interleave
from align.documents.formats.docx import read_core
from align.documents.formats.tables import read_rows
from align.documents.formats.trees import check_xml
from align.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_ROWS = 1_048_576
"""Rows of a sheet, as the format has it; a hostile row number counts on."""
MAX_CELLS = 10_000_000
HEADER_ROWS = 20
"""Rows in which a header may stand, below a title or a logo."""


def read_xlsx(data: bytes, label: str) -> Extract:
    """Return the sheets of a workbook as text, a blank line between sheets.

    Raises:
        InputError: no workbook, damaged, or refused as hostile.
        MissingExtraError: openpyxl is not installed.
    """
    archive = open_archive(data, label)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            check_xml(archive.read(name), f"{label} ({name})")
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("openpyxl", "office") from None
    title, hints = read_core(archive)
    parts: list[str] = []
    pairs: list[Pair] = []
    budget = MAX_CELLS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                rows = []
                for row in _read_rows(sheet, label, budget):
                    rows.append(row)
                    budget -= len(row[1]) + 1
                text, units = _set_sheet(rows, label)
                parts.append(text)
                pairs.extend(units)
            book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what its parsing of a damaged file hits on
        reason = f"{type(error).__name__}: {error}".split("\n", 1)[0][:100]
        raise InputError(f"{label}: no readable workbook ({reason}); save it again") from None
    return Extract(
        text=clean_text("\n\n".join(part for part in parts if part)),
        metadata=Metadata(title=title),
        hints=hints,
        pairs=tuple(pairs),
    )


def _read_rows(
    sheet: ReadOnlyWorksheet, label: str, budget: int
) -> Iterator[tuple[int, Sequence[str]]]:
    sheet.reset_dimensions()  # what a sheet says about its size may be a lie
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row) + 1
        if number > MAX_ROWS or cells > budget:
            raise InputError(f"{label}: the workbook has too many rows or cells; split it")
        values = [_show(value) for value in row]
        while values and not values[-1]:
            values.pop()
        if values:
            yield number, values


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _set_sheet(rows: list[tuple[int, Sequence[str]]], label: str) -> tuple[str, list[Pair]]:
    """Return the text of a sheet, and its units where its columns are two languages."""
    for i, (_, row) in enumerate(rows[:HEADER_ROWS]):
        columns = find_columns(row)
        if columns:
            width = max(columns.first, columns.second) + 1
            padded = [(n, [*r, *[""] * (width - len(r))]) for n, r in rows[i:]]
            above = [line for _, r in rows[:i] for line in set_row([[cell] for cell in r])]
            pairs = read_rows(padded, label) if rows[i + 1 :] else []
            return "\n".join([*above, interleave(pairs)]), pairs
    lines = []
    for _, row in rows:
        lines.extend(set_row([cell.split("\n") for cell in row]))
    return "\n".join(lines), []
