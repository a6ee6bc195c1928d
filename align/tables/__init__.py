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
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = enumerate(text.split("\n"), 1)
    facts = [(n, line) for n, line in lines if line and line[0] != "#" and not line.isspace()]
    header = facts[0][1].split("\t")
    width = len(header)
    rows: list[Mapping[str, str]] = []
    for number, line in facts[1:]:
        cells = line.split("\t")
        if len(cells) != width:
            raise ValueError(f"{name}.tsv:{number}: {len(cells)} cells, expected {width}")
        rows.append(dict(zip(header, cells)))  # noqa: B905 # strict zip takes a third longer
    return tuple(rows)
