"""Beads from files: vecalign lines, ladders, JSON lines, or the folder of a report or gold set."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

import regex

from align.documents.reading import read_source
from align.errors import InputError
from align.formats.jsonl import read_jsonl
from align.formats.ladder import loads_ladder
from align.formats.vecalign import loads_vecalign
from align.scoring.beads import BeadPair

_RUNG_RE = regex.compile(r"\s*\d+\t\d+")


def read_beads(name: str) -> list[BeadPair]:
    """Return the beads of a file, or of a folder with beads.jsonl and segments.jsonl.

    From a folder, sentences are named by document and offsets, so that two
    folders can be scored whatever ids they use.

    Raises:
        InputError: nothing there, or a line that is no bead.
    """
    path = Path(name)
    if path.is_dir():
        places = {
            str(row.get("id")): (row.get("doc"), row.get("start"), row.get("end"))
            for row in read_jsonl(_lines(path / "segments.jsonl"), f"{name}/segments.jsonl")
        }
        beads = path / "beads.jsonl"
        return _read_rows(_lines(beads), str(beads), places)
    if name != "-" and not path.exists():
        raise InputError(f"{name}: no such file or folder; check the path")
    if path.is_file() and not path.stat().st_size:
        return []  # an aligner that found nothing
    text = read_source(name).text
    if text.lstrip().startswith("{"):
        return _read_rows(text.split("\n"), name, None)
    if _RUNG_RE.match(text):
        return loads_ladder(text, name)
    return loads_vecalign(text, name)


def _lines(path: Path) -> list[str]:
    if not path.exists():
        raise InputError(
            f"{path}: no such file; expected a folder with beads.jsonl, segments.jsonl"
        )
    return read_source(str(path)).text.split("\n")


def _read_rows(
    lines: Iterable[str], name: str, places: Mapping[str, Hashable] | None
) -> list[BeadPair]:
    beads: list[BeadPair] = []
    for number, row in enumerate(read_jsonl(lines, name), 1):
        sides = []
        for side in ("source", "target"):
            ids = row.get(side)
            if not isinstance(ids, list):
                raise InputError(f"{name}: bead {number} needs a list {side!r} of segment ids")
            unknown = [i for i in ids if places is not None and str(i) not in places]
            if unknown:
                raise InputError(f"{name}: bead {number} names the unknown segment {unknown[0]!r}")
            sides.append(tuple(places[str(i)] if places else str(i) for i in ids))
        beads.append((sides[0], sides[1]))
    return beads
