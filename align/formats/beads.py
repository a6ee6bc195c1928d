"""Beads from files: vecalign lines, ladders, JSON lines, or the folder of a report or gold set."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from pathlib import Path

import regex

from align.documents.reading import read_source
from align.errors import InputError
from align.formats.jsonl import read_jsonl
from align.formats.ladder import loads_ladder
from align.formats.vecalign import loads_vecalign
from align.scoring.beads import BeadPair

_RUNG_RE = regex.compile(r"\s*\d+\t\d+")


SUFFIXES = (".gold", ".vecalign", ".ladder", ".beads", ".align", ".out", ".jsonl")
"""Names of files with beads in a folder that has a file for each document."""


def read_beads(name: str, only: Collection[str] | None = None) -> list[BeadPair]:
    """Return the beads of a file, or of a folder.

    A folder has beads.jsonl and segments.jsonl, as a report has, or a file of
    beads for each document. From a folder, sentences are named by document and
    offsets or number, so that two folders can be scored whatever ids they use.
    ``only`` names the documents that are read of a folder of files.

    Raises:
        InputError: nothing there, a line that is no bead, or a document that lacks.
    """
    path = Path(name)
    if path.is_dir():
        files = bead_files(name)
        if not files:
            places = {
                str(row.get("id")): (row.get("doc"), row.get("start"), row.get("end"))
                for row in read_jsonl(_lines(path / "segments.jsonl"), f"{name}/segments.jsonl")
            }
            beads = path / "beads.jsonl"
            return _read_rows(_lines(beads), str(beads), places)
        lacking = sorted(set(only or ()) - set(files))
        if lacking:
            raise InputError(
                f"{name}: no beads of {lacking[0]}, one of {len(lacking)} documents of the gold "
                f"without a file here; expected {lacking[0]}.vecalign or the like"
            )
        return [
            (tuple((doc, i) for i in bead[0]), tuple((doc, i) for i in bead[1]))
            for doc, file in sorted(files.items())
            if only is None or doc in only
            for bead in read_beads(str(file))
        ]
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


def bead_files(name: str) -> dict[str, Path]:
    """Return the files of beads in a folder by document, none if it is a report's or gold's.

    Raises:
        InputError: two files of one document.
    """
    folder = Path(name)
    found: dict[str, Path] = {}
    if not folder.is_dir() or (folder / "beads.jsonl").exists():
        return found
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and path.name != "segments.jsonl":
            other = found.setdefault(path.stem, path)
            if other != path:
                raise InputError(f"{name}: {other.name} and {path.name} are of one document")
    return found


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
