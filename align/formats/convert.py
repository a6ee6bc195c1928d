"""From one format to another, told by the suffix of the output."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from align.documents.reading import read_source
from align.errors import InputError
from align.formats.beads import read_beads
from align.formats.findings import Row, write_junit, write_markdown, write_sarif
from align.formats.jsonl import read_jsonl, write_pairs_jsonl
from align.formats.ladder import format_ladder
from align.formats.moses import write_moses
from align.formats.pairs import ParallelPair
from align.formats.parallel import write_tmx, write_tsv
from align.formats.reading import read_pairs
from align.formats.tables import write_csv, write_xlsx
from align.formats.vecalign import format_vecalign
from align.formats.xliff import write_xliff
from align.scoring.beads import BeadPair

Writer = Callable[[BinaryIO], int]
"""Writes a file; returns how many characters XML forbids were left out."""

TEXTS: dict[str, Callable[[Iterable[ParallelPair], TextIO], int]] = {
    ".tsv": write_tsv,
    ".csv": write_csv,
    ".tmx": write_tmx,
    ".xlf": write_xliff,
    ".xliff": write_xliff,
    ".jsonl": write_pairs_jsonl,
}
FINDINGS: dict[str, Callable[[Sequence[Row], TextIO], int]] = {
    ".sarif": write_sarif,
    ".xml": write_junit,
    ".md": write_markdown,
}
BEADS: dict[str, Callable[[Sequence[BeadPair]], str]] = {
    ".vecalign": format_vecalign,
    ".ladder": format_ladder,
}
MOSES = (".en", ".ko")
BITEXTS = frozenset(TEXTS) - {".jsonl"} | {".xlsx", *MOSES}
"""Suffixes that say of a file, whatever it holds, that it is no list of findings."""


def convert(source: str, target: str) -> dict[str, Writer]:
    """Return what writes each file that ``target`` stands for, by name.

    A bitext (TSV, CSV, TMX, XLIFF, JSON lines, XLSX) becomes another, with the
    provenance it holds; a target ``NAME.en`` or ``NAME.ko`` is Moses' pair of both. A
    ``discrepancies.jsonl`` becomes SARIF, JUnit XML or Markdown, a file of beads
    vecalign's lines or a ladder.

    Raises:
        InputError: the source cannot be read, or no format has that suffix.
        OutputError: beads cross, and the target is a ladder.
    """
    suffix = Path(target).suffix.lower()
    if Path(source).is_dir() and suffix not in {*FINDINGS, *BEADS}:
        raise InputError(
            f"{source}: a folder becomes {', '.join((*FINDINGS, *BEADS))}; "
            "for the pairs of a report name its parallel.tsv"
        )
    if suffix in FINDINGS:
        rows = _read_findings(source)
        return {target: as_text(partial(FINDINGS[suffix], rows))}
    if suffix in BEADS:
        text = BEADS[suffix](read_beads(source))
        return {target: as_text(lambda file: _put(text, file))}
    if suffix in MOSES:
        pairs = read_pairs(source)
        stem = target[: -len(suffix)]
        return {
            f"{stem}{side}": as_text(partial(write_moses, pairs, number))
            for number, side in enumerate(MOSES)
        }
    if suffix == ".xlsx":
        return {target: partial(write_xlsx, read_pairs(source))}
    if suffix not in TEXTS:
        known = ", ".join((*TEXTS, ".xlsx", *MOSES, *BEADS, *FINDINGS))
        raise InputError(f"{target}: no format has this suffix; known are {known}")
    encoding = "utf-8-sig" if suffix == ".csv" else "utf-8"
    return {target: as_text(partial(TEXTS[suffix], read_pairs(source)), encoding)}


def as_text(write: Callable[[TextIO], int], encoding: str = "utf-8") -> Writer:
    """Return a writer of bytes that writes text; what UTF-8 cannot say becomes ``?``."""

    def put(file: BinaryIO) -> int:
        text = io.TextIOWrapper(file, encoding, "replace", newline="")
        try:
            return write(text)
        finally:
            text.detach()

    return put


def _put(text: str, file: TextIO) -> int:
    file.write(text)
    return 0


def _read_findings(source: str) -> list[Row]:
    """Return discrepancies; those of a report's folder with outlet and date of each evidence."""
    folder = Path(source)
    if not folder.is_dir():
        return _read_rows(folder)
    rows = _read_rows(folder / "discrepancies.jsonl")
    origins = _read_origins(folder / "run.json")
    return [{**row, "evidence": _add_origins(row.get("evidence"), origins)} for row in rows]


def _read_rows(path: Path) -> list[Row]:
    if path.is_file() and not path.read_bytes().strip():
        return []
    wanted = "name a report's folder or its discrepancies.jsonl"
    if path.suffix.lower() in BITEXTS:
        raise InputError(f"{path}: a bitext holds no findings; {wanted}")
    rows: list[Row] = list(read_jsonl(read_source(str(path)).text.split("\n"), str(path)))
    for number, row in enumerate(rows, 1):
        if "code" not in row or "message" not in row:
            raise InputError(f"{path}: object {number} is no finding; {wanted}")
    return rows


def _read_origins(path: Path) -> dict[str, Row]:
    """Return outlet and date by document, as the run of a report knows them."""
    if not path.is_file():
        return {}
    try:
        run = json.loads(read_source(str(path)).text)
        return {
            str(item["name"]): {"outlet": item.get("outlet"), "date": item.get("published")}
            for item in run["inputs"]
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{path}: not the run of a report; make the report again") from None


def _add_origins(evidence: object, origins: dict[str, Row]) -> object:
    if not isinstance(evidence, list):
        return evidence
    return [
        {**item, **origins.get(str(item.get("doc")), {})} if isinstance(item, dict) else item
        for item in evidence
    ]
