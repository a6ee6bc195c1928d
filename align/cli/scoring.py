"""`align score`: a hypothesis against gold, or two against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align import __version__
from align.cli.options import Gold, Hypothesis, JsonOut
from align.cli.printing import print_table
from align.cli.streams import read_rows, read_text, say
from align.errors import InputError

if TYPE_CHECKING:
    from align.scoring.counts import Tally

Row = Mapping[str, object]
Versus = Annotated[
    str | None,
    typer.Option(metavar="OTHER", help="A second hypothesis: is the difference chance?"),
]


class Nulls(StrEnum):
    """Whether null beads count."""

    precision = "precision"
    ignore = "ignore"


class By(StrEnum):
    """What discrepancies are told apart by."""

    severity = "severity"
    type = "type"


def score_beads(
    hypothesis: Hypothesis,
    gold: Gold,
    versus: Versus = None,
    nulls: Annotated[
        Nulls, typer.Option(help="Null beads count in precision (as Vecalign has it), or nowhere.")
    ] = Nulls.precision,
    json: JsonOut = False,
) -> None:
    """Precision, recall and F1 of beads: strict, lax, of pairs, by bead type.

    HYP and GOLD are files of vecalign lines, a ladder or JSON lines; folders with
    such a file for each document; or folders with beads.jsonl and segments.jsonl, as
    a report is: their segments are then matched by document and offsets.
    """
    from align.formats.beads import bead_files, read_beads
    from align.scoring.beads import count_beads, split_beads

    wanted = bead_files(gold)
    only = set(wanted) if wanted else None
    names = [hypothesis, gold] + ([versus] if versus else [])
    systems = [read_beads(name, only) for name in names]
    if not systems[1]:
        raise InputError(f"{gold}: no beads in it; expected lines as [0]:[0, 1], or JSON lines")
    named = [{s for bead in beads for side in bead for s in side} for beads in systems]
    for name, found in zip(names, named, strict=True):
        if found and named[1] and not found & named[1]:
            raise InputError(f"{name} and {gold} name no sentence alike; score like with like")
    left_out = sorted(set(bead_files(hypothesis)) - set(wanted)) if wanted else []
    if left_out:
        say(f"align: {len(left_out)} files of {hypothesis} have no gold and are left out")
    units, kind = split_beads(systems)
    tallies = [
        [count_beads(unit[i], unit[1], nulls.value) for unit in units] for i in range(len(names))
    ]
    files = list(wanted.values()) or _files_of(gold, ("beads.jsonl", "segments.jsonl"))
    parts = {"gold": _describe(gold, files), "nulls": nulls.value, "match": "vecalign"}
    _show_scores("beads", tallies, kind, {**parts, **_system_of(hypothesis)}, json)


def score_quotes(
    hypothesis: Hypothesis, gold: Gold, versus: Versus = None, json: JsonOut = False
) -> None:
    """F1 of quotations: spans strict and lax, and speakers."""
    from align.scoring.passages import count_quotes

    names = [hypothesis, gold, versus]
    _score_rows("quotes", names, count_quotes, {"overlap": "any"}, json)


def score_claims(
    hypothesis: Hypothesis, gold: Gold, versus: Versus = None, json: JsonOut = False
) -> None:
    """F1 of the pairs of passages that claims put together."""
    from align.scoring.passages import count_claims

    def count(found: Iterable[Row], wanted: Iterable[Row]) -> Tally:
        return {"pairs": count_claims(found, wanted)}

    names = [hypothesis, gold, versus]
    _score_rows("claims", names, count, {"pairs": "across-documents"}, json)


def score_discrepancies(
    hypothesis: Hypothesis,
    gold: Gold,
    by: Annotated[By, typer.Option(help="What to tell apart.")] = By.severity,
    versus: Versus = None,
    json: JsonOut = False,
) -> None:
    """F1 of discrepancies, by severity or type."""
    from align.scoring.passages import count_discrepancies

    def count(found: Iterable[Row], wanted: Iterable[Row]) -> Tally:
        return dict(sorted(count_discrepancies(found, wanted, by.value).items()))

    names = [hypothesis, gold, versus]
    parts = {"by": by.value, "match": "two-evidences"}
    _score_rows("discrepancies", names, count, parts, json)


def score_text_lines(
    hypothesis: Hypothesis, gold: Gold, versus: Versus = None, json: JsonOut = False
) -> None:
    """Score lines of text against reference lines: chrF and BLEU by sacrebleu."""
    from align.formats.jsonl import dumps
    from align.scoring.text import score_text

    sides = [read_text(name).splitlines() for name in (hypothesis, gold)]
    other = read_text(versus).splitlines() if versus else None
    found = score_text(sides[0], sides[1], other)
    if json:
        shown: dict[str, dict[str, object]] = {}
        for s in found:
            shown[s.name] = {"score": s.score, "spread": s.spread, "signature": s.signature}
            if s.other is not None:
                gap = s.score - s.other
                shown[s.name] |= {"other": s.other, "difference": gap, "p": s.p}
        print(dumps(shown))
        return
    header = ["", "score", "95 %", *(("other", "differ", "p") if versus else ())]
    rows = []
    for s in found:
        row = [s.name, f"{s.score:.2f}", f"± {s.spread:.2f}"]
        if s.other is not None:
            row += [f"{s.other:.2f}", f"{s.score - s.other:+.2f}", f"{s.p:.4f}"]
        rows.append(row)
    print_table(header, rows)
    for s in found:
        print(f"{s.name}|{s.signature}")


def _score_rows(
    what: str,
    names: Sequence[str | None],
    count: Callable[[Sequence[Row], Sequence[Row]], Tally],
    parts: Mapping[str, str],
    as_json: bool,
) -> None:
    """Score rows of a report's file against gold's, and against another system's."""
    from align.scoring.passages import split_rows

    file = f"{what}.jsonl"
    systems = [read_rows(name, file) for name in names if name]
    units, kind = split_rows(systems)
    tallies = [[count(unit[i], unit[1]) for unit in units] for i in range(len(systems))]
    hypothesis, gold = str(names[0]), str(names[1])
    described = {"gold": _describe(gold, _files_of(gold, (file,))), **parts}
    _show_scores(what, tallies, kind, {**described, **_system_of(hypothesis)}, as_json)


def _show_scores(
    what: str,
    tallies: Sequence[Sequence[Tally]],
    kind: str,
    parts: Mapping[str, str],
    as_json: bool,
) -> None:
    """Print the scores of the first system, beside the third where there is one."""
    from align.formats.jsonl import dumps
    from align.scoring.significance import RESAMPLES, SEED, TRIALS, compare_units, score_units

    scores = score_units(tallies[0])
    scores = {name: scores[name] for name in sorted(scores, key=_rank)}
    has_other = len(tallies) > 2
    signature = {**parts, "units": f"{len(tallies[0])}-{kind}", "bs": str(RESAMPLES)}
    if has_other:
        signature["ar"] = str(TRIALS)
        for name, row in compare_units(tallies[0], tallies[2]).items():
            scores.setdefault(name, {"precision": 0.0, "recall": 0.0, "f1": 0.0}).update(row)
    signature |= {"seed": str(SEED), "version": __version__}
    line = "|".join([what, *(f"{key}:{value}" for key, value in signature.items())])
    if as_json:
        rounded = {name: {k: round(v, 6) for k, v in row.items()} for name, row in scores.items()}
        print(dumps({**rounded, "signature": line}))
        return
    header = ["", "precision", "recall", "F1", f"95 % over {kind}", "output", "gold"]
    rows = []
    for name, row in scores.items():
        cells = [f"{100 * row[key]:.1f}" for key in ("precision", "recall", "f1")]
        around = (
            f"{100 * row['f1_low']:.1f} – {100 * row['f1_high']:.1f}" if "f1_low" in row else ""
        )
        sizes = [f"{row.get(key, 0):.0f}" for key in ("output", "gold")]
        rows.append([name, *cells, around, *sizes])
        if has_other:
            rows[-1] += [
                f"{100 * row['other_f1']:.1f}",
                f"{100 * row['difference']:+.1f}",
                f"{row['p']:.4f}",
            ]
    print_table(header + (["other F1", "differ", "p"] if has_other else []), rows)
    print(line)


ORDER = (
    *("strict", "lax", "pairs", "speaker", "1-1", "1-n", "n-1", "n-m", "null"),
    *("all", "critical", "major", "minor", "info"),
)
"""How scores follow each other; any other name comes behind, by the alphabet."""


def _rank(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _files_of(name: str, inside: Sequence[str]) -> list[Path]:
    path = Path(name)
    return [path / file for file in inside] if path.is_dir() else [path]


def _describe(name: str, files: Iterable[Path]) -> str:
    """Return a gold set's name with a checksum of its files: scores compare where it agrees."""
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return f"{Path(name).resolve().name if name != '-' else 'stdin'}@{digest.hexdigest()[:8]}"


def _system_of(hypothesis: str) -> dict[str, str]:
    """Return what a report says of the run that made it; nothing of other files."""
    from json import loads

    path = Path(hypothesis) / "run.json"
    if not path.is_file():
        return {}
    try:
        run = loads(path.read_text("utf-8"))
    except ValueError:
        raise InputError(f"{path}: not JSON; make the report again") from None
    found = run if isinstance(run, dict) else {}
    return {key: str(found[key]) for key in ("encoder",) if found.get(key)}
