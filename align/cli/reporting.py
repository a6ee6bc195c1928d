"""`align report` and `align review`: the report, and what its reviewer decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.checking import read_terms, settings_of_checks
from align.cli.options import ALIASES, FINDINGS, GLOSSARY, FailOn, Inputs, JsonOut
from align.cli.printing import print_table
from align.cli.progress import Progress
from align.cli.streams import (
    read_documents,
    read_lines,
    read_rows,
    read_text,
    say,
    write_whole,
)
from align.errors import InputError

if TYPE_CHECKING:
    from align.pipeline import Report


def report(
    context: typer.Context,
    inputs: Inputs = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to write; made new.")] = Path(
        "out"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier report.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings from this severity on.")
    ] = FailOn.minor,
    suppressions: Annotated[
        Path | None,
        typer.Option(
            "--suppress",
            envvar="ALIGN_REPORT_SUPPRESS",
            help="Findings that a reviewer has closed.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier report: only what is new counts.")
    ] = None,
    aliases: Annotated[Path | None, ALIASES] = None,
    glossary: Annotated[Path | None, GLOSSARY] = None,
) -> int:
    """Align documents and compare what they claim."""
    from align.pipeline import build_report
    from align.report.files import check_place, write_report

    if not inputs:
        raise InputError("no input: name files or folders, or - for standard input")
    check_place(out, force)
    checks = settings_of_checks(context)
    terms = read_terms(context, glossary)
    documents = read_documents(inputs)
    before = _read_fingerprints(baseline) if baseline else None
    with Progress() as progress:
        result = build_report(
            documents,
            on_stage=lambda name, amount: progress.stage(name, amount=amount),
            aliases=aliases,
            checks=checks,
            glossary=terms,
        )
    result, remarks = _settle(result, suppressions, before)
    write_report(result, out, force)
    counts = result.run["counts"]
    assert isinstance(counts, dict)
    shown = ("documents", "segments", "pairs", "claims", "discrepancies")
    say(", ".join(f"{name}: {counts[name]}" for name in shown) + remarks)
    print(out / "index.html")
    order = list(FailOn)
    found = any(
        order.index(FailOn(d.severity)) <= order.index(fail_on)
        for d in result.discrepancies
        if fail_on is not FailOn.never and d.fingerprint not in (before or ())
    )
    return FINDINGS if found else 0


def _settle(
    result: Report, suppressions: Path | None, before: list[str] | None
) -> tuple[Report, str]:
    """Return the report without what is closed, and words on that and on what is new."""
    from attrs import evolve

    from align.review import compare_runs, read_suppressions, suppress

    run, remarks = dict(result.run), ""
    if suppressions is not None:
        if not suppressions.exists():
            say(f"align: {suppressions}: not there yet; nothing is suppressed")
        closed = read_suppressions(read_lines(suppressions), str(suppressions))
        still_open, count = suppress(result.discrepancies, closed, date.today())
        counts = run["counts"]
        assert isinstance(counts, dict)
        run["counts"] = {**counts, "discrepancies": len(still_open), "suppressed": count}
        result = evolve(result, discrepancies=tuple(still_open))
        remarks += f", {count} suppressed"
    if before is not None:
        found = compare_runs([d.fingerprint for d in result.discrepancies], before)
        run["baseline"] = {
            "new": found.new,
            "gone": found.gone,
            "unchanged": len(found.unchanged),
        }
        remarks += (
            f"; {len(found.new)} new, {len(found.gone)} gone, {len(found.unchanged)} unchanged"
        )
    return evolve(result, run=run), remarks


def _read_fingerprints(folder: Path) -> list[str]:
    rows = read_rows(str(folder), "discrepancies.jsonl")
    return [str(row.get("fingerprint")) for row in rows]


def review_apply(
    verdicts: Annotated[Path, typer.Argument(help="Verdicts that the report's page exported.")],
    suppressions: Annotated[
        Path,
        typer.Option(
            "--suppress",
            envvar="ALIGN_REVIEW_APPLY_SUPPRESS",
            help="The file to add false alarms to.",
        ),
    ] = Path("suppressions.jsonl"),
    author: Annotated[str, typer.Option(help="Who decided.")] = "",
    json: JsonOut = False,
) -> None:
    """Close false alarms, lift what was confirmed, print precision by check."""
    from json import loads

    from align.formats.jsonl import dumps, write_jsonl
    from align.review import (
        add_suppressions,
        precision_by_check,
        read_suppressions,
        read_verdicts,
        suppression_row,
    )

    try:
        data = loads(read_text(str(verdicts)))
    except ValueError:
        raise InputError(f"{verdicts}: not JSON; export verdicts from the report's page") from None
    decided = read_verdicts(data, str(verdicts))
    known = read_suppressions(read_lines(suppressions), str(suppressions))
    kept = add_suppressions(known, decided, author)
    write_whole(suppressions, lambda file: write_jsonl(map(suppression_row, kept), file))
    precision = precision_by_check(decided)
    if json:
        checks = {
            code: {"confirmed": c.hits, "decided": c.total, "precision": round(c.share, 6)}
            for code, c in precision.items()
        }
        print(dumps({"checks": checks, "suppressions": len(kept), "file": str(suppressions)}))
        return
    if precision:
        rows = [
            (code, str(c.hits), str(c.total), f"{100 * c.share:.0f} %")
            for code, c in precision.items()
        ]
        print_table(("check", "confirmed", "decided", "precision"), rows)
    say(f"{len(kept)} suppression{'' if len(kept) == 1 else 's'} in {suppressions}")
