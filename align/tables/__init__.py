"""Facts as TSV files: one fact a line, ``#`` comments, a header line first.

Each file says at its top where its facts come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of ``align/tables/NAME.tsv`` as header → cell.

    Raises:
        FileNotFoundError: there is no such table.
        ValueError: a row has another number of cells than the header.

    >>> read_table("scales")[0]["word"]
    '천'
    """
    header: list[str] | None = None
    rows: list[Mapping[str, str]] = []
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(f"{name}.tsv:{number}: {len(cells)} cells, expected {len(header)}")
        else:
            rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)
