"""Aligned text as spreadsheets: CSV with a byte order mark, XLSX.

A spreadsheet runs a cell that begins with ``=``: in XLSX every cell is a
string; in CSV an apostrophe goes before such a cell, as spreadsheets do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import BinaryIO, TextIO

from align.errors import MissingExtraError
from align.formats.parallel import COLUMNS, ParallelPair, cells_of

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

MAX_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""


def write_csv(pairs: Iterable[ParallelPair], file: TextIO) -> None:
    """Write a header and one row a pair; open the file as ``utf-8-sig`` for Excel."""
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for pair in pairs:
        rows.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells_of(pair)])


def write_xlsx(pairs: Iterable[ParallelPair], file: BinaryIO) -> None:
    """Write one sheet, every cell a string, the header frozen.

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
    with Workbook(file, options) as book:
        sheet = book.add_worksheet("parallel")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 2, 60, wrapped)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
        for row, pair in enumerate(pairs, 1):
            for column, cell in enumerate(cells_of(pair)):
                sheet.write_string(row, column, cell[:MAX_CELL], wrapped)
