"""`align check` and `align explain`: discrepancies of a bitext, and what their codes mean."""

from __future__ import annotations

from typing import Annotated

import typer

from align.cli.options import FailOn, Jsonl
from align.cli.streams import print_now, read_field, read_objects
from align.errors import InputError

FINDINGS = 1


def check(
    bitext: Annotated[
        str | None, typer.Argument(help="TSV, CSV, TMX, XLIFF or JSONL; - for stdin.")
    ] = None,
    jsonl: Jsonl = False,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings from this severity on.")
    ] = FailOn.minor,
) -> int:
    """Find discrepancies inside a bitext."""
    from align.checks import compare, make_text_pair
    from align.documents.formats import read_file
    from align.formats.jsonl import dumps
    from align.records import Discrepancy

    order = list(FailOn)
    worst = len(order)

    def find(en: str, ko: str) -> list[Discrepancy]:
        nonlocal worst
        found = compare(make_text_pair(en, ko))
        worst = min([worst, *(order.index(FailOn(d.severity)) for d in found)])
        return found

    if jsonl:
        for line in read_objects():
            found = find(read_field(line, "en"), read_field(line, "ko"))
            rows = []
            for d in found:
                spans = [[e.start, e.end] if e.value is not None else None for e in d.evidence]
                rows.append(
                    {
                        "code": d.code,
                        "type": d.type,
                        "severity": d.severity,
                        "en_span": spans[0],
                        "ko_span": spans[1],
                        "message": d.message,
                    }
                )
            print_now(dumps({"id": line.get("id"), "discrepancies": rows}))
    else:
        name = bitext or "-"
        pairs = read_file(name).pairs
        if not pairs:
            raise InputError(f"{name}: no pairs in it; expected TSV, CSV, TMX, XLIFF or JSON lines")
        for number, (en, ko) in enumerate(pairs, 1):
            for d in find(en, ko):
                print(f"{name}: pair {number}: {d.severity} {d.code} {d.message}")
    return FINDINGS if worst <= order.index(fail_on) and fail_on is not FailOn.never else 0


def explain(
    code: Annotated[str | None, typer.Argument(help="A check's code; all if left out.")] = None,
) -> None:
    """Say what a check means, by examples."""
    from align.checks.table import CHECKS

    chosen = [c for c in CHECKS if code is None or c.code == code.upper()]
    if not chosen:
        codes = ", ".join(c.code for c in CHECKS)
        raise InputError(f"{code}: no such check; there are {codes}")
    for c in chosen:
        print(f"{c.code}  {c.type}, {c.severity}\n    {c.explanation}")
        for label, texts in (("fires", c.fires), ("silent", c.silent)):
            lines = [line for text in texts for line in text.split("\n") if line]
            print(f"    {label + ':':<9}" + "\n             ".join(lines))
