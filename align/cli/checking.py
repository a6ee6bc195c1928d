"""`align check` and `align explain`: discrepancies of a bitext, and what their codes mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import ALIASES, FINDINGS, GLOSSARY, FailOn, Jsonl, JsonOut
from align.cli.settings import settings_of
from align.cli.streams import print_now, read_field, read_objects, read_text
from align.errors import InputError

if TYPE_CHECKING:
    from align.checks.glossary import Glossary
    from align.checks.settings import CheckSettings
    from align.records import Discrepancy


def check(
    context: typer.Context,
    bitext: Annotated[
        str | None, typer.Argument(help="TSV, CSV, TMX, XLIFF or JSONL; - for stdin.")
    ] = None,
    jsonl: Jsonl = False,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings from this severity on.")
    ] = FailOn.minor,
    aliases: Annotated[Path | None, ALIASES] = None,
    glossary: Annotated[Path | None, GLOSSARY] = None,
    json: JsonOut = False,
) -> int:
    """Find discrepancies inside a bitext."""
    from align.checks import compare, compare_repeats, compare_within, make_text_pair
    from align.checks.causes import merge_causes
    from align.checks.repeats import Repeats
    from align.documents.formats.streaming import stream_pairs
    from align.facts.aliases import load_aliases
    from align.formats.jsonl import dumps

    if aliases is not None:
        load_aliases(aliases)
    settings = settings_of_checks(context)
    terms = read_terms(context, glossary)
    repeats = Repeats()
    order = list(FailOn)
    worst = len(order)

    def find(en: str, ko: str, number: int | None = None) -> list[Discrepancy]:
        nonlocal worst
        pair = make_text_pair(en, ko, terms)
        found = compare(pair, skip=settings.off)
        found += compare_within([(pair.source, None), (pair.target, None)])
        if len(found) > 1:
            found = merge_causes(settings.apply(found))
        if number is not None:
            found += compare_repeats(repeats, number, pair)
        found = settings.apply(found)
        worst = min([worst, *(order.index(FailOn(d.severity)) for d in found)])
        return found

    if jsonl:
        for line in read_objects(bitext):
            found = find(read_field(line, "en"), read_field(line, "ko"))
            rows = [_finding(d) for d in found]
            print_now(dumps({"id": line.get("id"), "discrepancies": rows}))
    else:
        name = bitext or "-"
        for number, (en, ko) in enumerate(stream_pairs(name), 1):
            for d in find(en, ko, number):
                if json:
                    print(dumps({"bitext": name, "pair": number, **_finding(d)}))
                else:
                    print(f"{name}: pair {number}: {d.severity} {d.code} {d.message}")
    return FINDINGS if worst <= order.index(fail_on) and fail_on is not FailOn.never else 0


def settings_of_checks(context: typer.Context) -> CheckSettings:
    """Return what the settings file in force makes of the checks."""
    from align.checks.settings import read_check_settings

    settings = settings_of(context)
    return read_check_settings(settings.checks, lambda key: settings.place("checks", key))


def read_terms(context: typer.Context, glossary: Path | None) -> Glossary | None:
    """Return the glossary of the command line, or else of the settings file, None without."""
    from align.checks.glossary import read_glossary

    named = settings_of_checks(context).glossary
    path = glossary or (settings_of(context).folder / named if named else None)
    return read_glossary(read_text(str(path)).splitlines(), str(path)) if path else None


def _finding(d: Discrepancy) -> dict[str, object]:
    """Return a discrepancy of a pair as streams and ``--json`` give it."""
    spans = {
        e.lang: [e.start, e.end] for e in reversed(d.evidence) if e.value is not None
    }  # of two places on one side the first
    return {
        "code": d.code,
        "type": d.type,
        "severity": d.severity,
        "en_span": spans.get("en"),
        "ko_span": spans.get("ko"),
        "message": d.message,
    }


def explain(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(help="A check's code; all if left out.")] = None,
    json: JsonOut = False,
) -> None:
    """Say what a check means, by examples, and how grave its findings are."""
    from align.checks.table import CHECKS

    settings = settings_of_checks(context)

    chosen = [c for c in CHECKS if code is None or c.code == code.upper()]
    if not chosen:
        codes = ", ".join(c.code for c in CHECKS)
        raise InputError(f"{code}: no such check; there are {codes}")
    for c in chosen:
        if json:
            from align.formats.jsonl import dumps

            fields = ("code", "type", "severity", "explanation", "fires", "silent")
            row = {name: getattr(c, name) for name in fields}
            print(dumps({**row, "in_force": settings.grade(c.code, c.severity)}))
            continue
        in_force = settings.grade(c.code, c.severity)
        note = "" if in_force == c.severity else f" (by your settings; usually {c.severity})"
        print(f"{c.code}  {c.type}, {in_force}{note}\n    {c.explanation}")
        if c.needs:
            print("    needs:   a glossary with the line  " + c.needs.replace("\t", "<tab>"))
        for label, texts in (("fires", c.fires), ("silent", c.silent)):
            lines = [line for text in texts for line in text.split("\n") if line]
            print(f"    {label + ':':<9}" + "\n             ".join(lines))
