"""Aligned text as spreadsheets: CSV with a byte order mark, XLSX.

A spreadsheet runs a cell that begins with ``=``: in XLSX every cell is a
string; in CSV an apostrophe goes before such a cell, as spreadsheets do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO, TextIO

import regex

from align.errors import MissingExtraError
from align.formats.pairs import Cleaner, ParallelPair, cells_of, header_of

_RISKY_RE = regex.compile(r"'*[=+\-@]")
"""What a spreadsheet takes for the beginning of a formula; or would, less our apostrophe."""

MAX_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""


def shield(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> shield("=1+1"), shield("'=x"), shield("rain")
    ("'=1+1", "''=x", 'rain')
    """
    return f"'{cell}" if _RISKY_RE.match(cell) else cell


def unshield(cell: str) -> str:
    """Return a cell as it was before ``shield``.

    >>> [unshield(shield(cell)) for cell in ("=1+1", "'=x", "'Tis rain")]
    ['=1+1', "'=x", "'Tis rain"]
    """
    return cell[1:] if cell.startswith("'") and _RISKY_RE.match(cell) else cell


def write_csv(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write a header and one row a pair; return how many characters XML forbids were left out.

    Open the file as ``utf-8-sig``, or Excel takes it for another encoding.
    """
    clean = Cleaner()
    rest = iter(pairs)
    first = next(rest, None)
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(header_of(first))
    for pair in chain([first] if first else [], rest):
        rows.writerow([shield(cell) for cell in cells_of(pair, clean)])
    return clean.dropped


def write_xlsx(pairs: Iterable[ParallelPair], file: BinaryIO) -> int:
    """Write one sheet, every cell a string, the header frozen.

    Return how many characters XML forbids were left out. A cell holds no more
    than 32,767 characters; of a longer text the rest is left out and counted.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtraError("xlsxwriter", "office") from None
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    clean = Cleaner()
    rest = iter(pairs)
    first = next(rest, None)
    with Workbook(file, options) as book:
        sheet = book.add_worksheet("parallel")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 2, 60, wrapped)
        for column, name in enumerate(header_of(first)):
            sheet.write_string(0, column, name, bold)
        for row, pair in enumerate(chain([first] if first else [], rest), 1):
            for column, cell in enumerate(cells_of(pair, clean)):
                sheet.write_string(row, column, cell[:MAX_CELL], wrapped)
                clean.dropped += len(cell[MAX_CELL:])
    return clean.dropped
