"""Tables on stdout: drawn by rich on a terminal, plain columns in a pipe.

Rich is imported only where it draws: it takes longer to load than most commands
take to run. It leaves colours out where ``NO_COLOR`` is set.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence

RIGHT = frozenset("0123456789-+")
"""What a cell begins with that stands at the right of its column."""


def is_terminal() -> bool:
    """Say whether stdout is a terminal that can draw."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below a header; an empty header is left out."""
    if not is_terminal():
        for line in plain_lines(header, rows):
            print(line)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_header=any(header), pad_edge=False)
    for column, name in enumerate(header):
        is_number = _is_numbers(rows, column)
        table.add_column(
            Text(name),
            justify="right" if is_number else "left",
            no_wrap=is_number,
            style="bold" if column == 0 else "",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def plain_lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns; Hangul takes two places.

    >>> plain_lines(["", "F1"], [["strict", "99.0"], ["lax", "100.0"]])
    ['           F1', 'strict   99.0', 'lax     100.0']
    """
    lines = [list(header), *map(list, rows)] if any(header) else list(map(list, rows))
    columns = range(len(header))
    widths = [max((_width(line[c]) for line in lines), default=0) for c in columns]
    is_right = [_is_numbers(rows, c) for c in columns]
    shown = []
    for line in lines:
        cells = []
        for cell, width, right in zip(line, widths, is_right, strict=True):
            gap = " " * (width - _width(cell))
            cells.append(gap + cell if right else cell + gap)
        shown.append("  ".join(cells).rstrip())
    return shown


def _is_numbers(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column]]
    return bool(cells) and all(cell[0] in RIGHT for cell in cells)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
