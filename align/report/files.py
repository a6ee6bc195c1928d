"""A report's folder: every file of it, moved into place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import OutputError
from align.formats.jsonl import to_json, write_jsonl
from align.formats.parallel import make_pairs, write_tmx, write_tsv
from align.report.page import render_page

if TYPE_CHECKING:
    from align.pipeline import Report

MARK = "run.json"
"""The file by which a folder is known to be a report of ours."""


def check_place(out: Path, force: bool) -> None:
    """Make sure, before the work, that a report can be written to ``out``.

    Raises:
        OutputError: ``out`` exists and may not be replaced, or its parent
            cannot be written to. Only a report is ever replaced.
    """
    try:
        if out.is_dir() and any(out.iterdir()):
            if not (out / MARK).is_file():
                raise OutputError(f"{out}: a folder that is no report; name another with --out")
            if not force:
                raise OutputError(f"{out}: a report is there; replace it with --force")
        elif out.exists() and not out.is_dir():
            raise OutputError(f"{out}: a file is there; name another folder with --out")
        above = next(folder for folder in out.absolute().parents if folder.exists())
        with tempfile.TemporaryDirectory(prefix=".align-", dir=above):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror})") from None


def write_report(report: Report, out: Path, force: bool = False) -> None:
    """Write the files of a report into a folder beside ``out``, then move it there.

    Raises:
        OutputError: ``out`` may not be replaced or cannot be written; nothing
            is left half-written.
    """
    check_place(out, force)
    place = out.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".align-", dir=place.parent))
        try:
            _write_files(report, part)
            part.chmod(0o755)
            if place.exists():
                old = part.with_name(part.name + "-old")
                place.rename(old)
                try:
                    part.rename(place)
                except OSError:
                    old.rename(place)
                    raise
                shutil.rmtree(old, ignore_errors=True)
            else:
                part.rename(place)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror})") from None


def _write_files(report: Report, folder: Path) -> None:
    tables: dict[str, Iterable[object]] = {
        "segments.jsonl": report.segments,
        "beads.jsonl": report.beads,
        "quotes.jsonl": report.quotes,
        "claims.jsonl": report.claims,
        "discrepancies.jsonl": report.discrepancies,
    }
    for name, records in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            write_jsonl(records, file)
    pairs = list(make_pairs(report.beads, report.segments, report.documents))
    with (folder / "parallel.tsv").open("w", encoding="utf-8", newline="\n") as file:
        write_tsv(pairs, file)
    with (folder / "parallel.tmx").open("w", encoding="utf-8", newline="\n") as file:
        write_tmx(pairs, file)
    page = render_page(
        title=report.title,
        documents=report.documents,
        segments=report.segments,
        beads=report.beads,
        quotes=report.quotes,
        claims=report.claims,
        discrepancies=report.discrepancies,
        persons=report.persons,
        run={key: value for key, value in report.run.items() if key != "seconds"},
        explanations=report.explanations,
        values=report.values,
    )
    (folder / "index.html").write_bytes(page.encode("utf-8", "replace"))
    (folder / MARK).write_text(
        json.dumps(to_json(report.run), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
