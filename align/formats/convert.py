"""From one format to another, told by the suffix of the output."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from align.documents.formats import read_file
from align.errors import InputError
from align.formats.findings import Row, write_junit, write_markdown, write_sarif
from align.formats.jsonl import dumps, read_jsonl
from align.formats.parallel import ParallelPair, write_tmx, write_tsv
from align.formats.tables import write_csv, write_xlsx
from align.formats.xliff import write_xliff

BITEXT = (".tsv", ".csv", ".tmx", ".xlf", ".xliff", ".xlsx", ".jsonl", ".en", ".ko")
FINDINGS = (".sarif", ".xml", ".md")


def convert(source: str, target: str) -> dict[str, bytes]:
    """Return the bytes of each file that ``target`` stands for, by name.

    A bitext (TSV, CSV, TMX, XLIFF, JSON lines, XLSX) becomes another; a target
    ``NAME.en`` or ``NAME.ko`` is Moses' pair of both. A ``discrepancies.jsonl``
    becomes SARIF, JUnit XML or Markdown.

    Raises:
        InputError: the source cannot be read, or no format has that suffix.
    """
    suffix = Path(target).suffix.lower()
    if suffix in FINDINGS:
        return {target: _write_findings(_read_findings(source), suffix)}
    if suffix not in BITEXT:
        known = ", ".join((*BITEXT, *FINDINGS))
        raise InputError(f"{target}: no format has this suffix; known are {known}")
    pairs = [_make_pair(i, *sides, source) for i, sides in enumerate(read_file(source).pairs, 1)]
    if not pairs:
        raise InputError(f"{source}: no pairs in it; expected TSV, CSV, TMX, XLIFF or JSON lines")
    if suffix in (".en", ".ko"):
        stem = target[: -len(suffix)]
        sides = {"en": [p.source for p in pairs], "ko": [p.target for p in pairs]}
        return {
            f"{stem}.{lang}": "".join(f"{_one_line(text)}\n" for text in lines).encode()
            for lang, lines in sides.items()
        }
    return {target: _write_pairs(pairs, suffix)}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _make_pair(number: int, english: str, korean: str, doc: str) -> ParallelPair:
    return ParallelPair(
        id=f"u{number}",
        source=english,
        target=korean,
        source_lang="en",
        target_lang="ko",
        confidence=1.0,
        kind="body",
        shape="1-1",
        source_doc=Path(doc).name,
        source_start=0,
        target_doc=Path(doc).name,
        target_start=0,
    )


def _write_pairs(pairs: Sequence[ParallelPair], suffix: str) -> bytes:
    if suffix == ".xlsx":
        binary = io.BytesIO()
        write_xlsx(pairs, binary)
        return binary.getvalue()
    file = io.StringIO()
    writers: dict[str, Callable[[Iterable[ParallelPair], io.StringIO], object]] = {
        ".tsv": write_tsv,
        ".csv": write_csv,
        ".tmx": write_tmx,
        ".xlf": write_xliff,
        ".xliff": write_xliff,
        ".jsonl": _write_jsonl,
    }
    writers[suffix](pairs, file)
    return file.getvalue().encode("utf-8-sig" if suffix == ".csv" else "utf-8", "replace")


def _write_jsonl(pairs: Iterable[ParallelPair], file: io.StringIO) -> None:
    for pair in pairs:
        file.write(dumps({"id": pair.id, "en": pair.source, "ko": pair.target}) + "\n")


def _read_findings(source: str) -> list[Row]:
    from align.documents.reading import read_source

    name = Path(source) / "discrepancies.jsonl" if Path(source).is_dir() else Path(source)
    if name.is_file() and not name.read_bytes().strip():
        return []
    return list(read_jsonl(read_source(str(name)).text.split("\n"), str(name)))


def _write_findings(rows: Sequence[Row], suffix: str) -> bytes:
    file = io.StringIO()
    {".sarif": write_sarif, ".xml": write_junit, ".md": write_markdown}[suffix](rows, file)
    return file.getvalue().encode("utf-8", "replace")
