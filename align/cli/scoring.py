"""`align score`: a hypothesis against gold."""

from __future__ import annotations

from typing import Annotated

import typer

from align import __version__
from align.cli.options import Gold, Hypothesis, JsonOut
from align.cli.streams import read_rows, read_text
from align.errors import InputError


def score_beads(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """Precision, recall and F1 of beads, strict and lax.

    Precision counts null beads, recall does not (Vecalign's definitions). HYP and
    GOLD may also be folders with beads.jsonl and segments.jsonl, as a report is:
    their segments are then matched by document and offsets.
    """
    from align.formats.beads import read_beads
    from align.formats.jsonl import dumps
    from align.scoring.beads import count_beads

    sides = read_beads(hypothesis), read_beads(gold)
    named = [{s for bead in beads for side in bead for s in side} for beads in sides]
    if all(named) and not named[0] & named[1]:
        raise InputError(f"{hypothesis} and {gold} name no sentence alike; score like with like")
    counts = count_beads(*sides)
    scores = counts.scores()
    signature = f"beads|nulls:precision|definitions:vecalign|version:{__version__}"
    if json:
        print(dumps({**{k: round(v, 6) for k, v in scores.items()}, "signature": signature}))
        return
    print(f"{'':8}{'precision':>11}{'recall':>9}{'F1':>8}")
    for kind in ("strict", "lax"):
        row = [100 * scores[f"{kind}_{name}"] for name in ("precision", "recall", "f1")]
        print(f"{kind:8}{row[0]:>11.1f}{row[1]:>9.1f}{row[2]:>8.1f}")
    row = [100 * scores[name] for name in ("pair_precision", "strict_recall", "pair_f1")]
    print(f"{'pairs':8}{row[0]:>11.1f}{row[1]:>9.1f}{row[2]:>8.1f}")
    print(signature)


def score_quotes(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """F1 of quotations: spans strict and lax, and speakers."""
    from align.scoring.passages import count_quotes, score_with_interval

    rows = read_rows(hypothesis, "quotes.jsonl"), read_rows(gold, "quotes.jsonl")
    _show_scores(score_with_interval(*rows, count_quotes), "quotes|overlap:any", json)


def score_claims(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """F1 of the pairs of passages that claims put together."""
    from align.scoring.passages import count_claims

    rows = read_rows(hypothesis, "claims.jsonl"), read_rows(gold, "claims.jsonl")
    _show_scores({"pairs": count_claims(*rows).scores()}, "claims|pairs:across-documents", json)


def score_discrepancies(
    hypothesis: Hypothesis,
    gold: Gold,
    by: Annotated[str, typer.Option(help="severity or type")] = "severity",
    json: JsonOut = False,
) -> None:
    """F1 of discrepancies, by severity or type."""
    from functools import partial

    from align.scoring.passages import count_discrepancies, score_with_interval

    if by not in ("severity", "type"):
        raise InputError(f"--by {by}: expected severity or type")
    name = "discrepancies.jsonl"
    rows = read_rows(hypothesis, name), read_rows(gold, name)
    scores = score_with_interval(*rows, partial(count_discrepancies, by=by))
    _show_scores(dict(sorted(scores.items())), f"discrepancies|by:{by}|match:two-evidences", json)


def score_text_lines(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """Score lines of text against reference lines: chrF and BLEU by sacrebleu."""
    from align.formats.jsonl import dumps
    from align.scoring.text import score_text

    sides = [read_text(name).splitlines() for name in (hypothesis, gold)]
    found = score_text(*sides)
    if json:
        print(dumps([{"name": s.name, "score": s.score, "signature": s.signature} for s in found]))
        return
    for s in found:
        print(f"{s.name:8}{s.score:>7.2f}  {s.signature}")


def _show_scores(scores: dict[str, dict[str, float]], signature: str, as_json: bool) -> None:
    from align.formats.jsonl import dumps

    signature = f"{signature}|version:{__version__}"
    if as_json:
        rounded = {name: {k: round(v, 6) for k, v in row.items()} for name, row in scores.items()}
        print(dumps({**rounded, "signature": signature}))
        return
    print(f"{'':14}{'precision':>11}{'recall':>9}{'F1':>8}")
    for name, row in scores.items():
        cells = [100 * row[key] for key in ("precision", "recall", "f1")]
        around = (
            f"  [{100 * row['f1_low']:.1f}, {100 * row['f1_high']:.1f}]" if "f1_low" in row else ""
        )
        print(f"{name:14}{cells[0]:>11.1f}{cells[1]:>9.1f}{cells[2]:>8.1f}{around}")
    print(signature)
