"""`align mine`: sentences that mean the same in two unordered collections."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from align.cli.options import EncoderName, MinConfidence
from align.cli.progress import Progress
from align.cli.streams import read_text, write_whole


class MineFormat(StrEnum):
    """What ``align mine`` writes."""

    tsv = "tsv"
    jsonl = "jsonl"


def mine(
    source: Annotated[str, typer.Argument(metavar="SRC", help="One sentence a line.")],
    target: Annotated[str, typer.Argument(metavar="TGT", help="One sentence a line.")],
    format: Annotated[
        MineFormat | None,
        typer.Option(show_default="by the suffix of OUT, else tsv", help="What to write."),
    ] = None,
    min_confidence: MinConfidence = 0.5,
    encoder: EncoderName = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file; stdout if left out.")
    ] = None,
) -> None:
    """Find equivalent sentences of two unordered collections."""
    from align.beads import mine_collections
    from align.encoding import load_encoder
    from align.formats.mined import write_mined_jsonl, write_mined_tsv

    lines = [
        [line.rstrip("\r") for line in read_text(name).split("\n")] for name in (source, target)
    ]
    with Progress() as progress:
        progress.stage("encoder")
        model = load_encoder(encoder)
        progress.stage("mining", amount=f"{len(lines[0]):,} by {len(lines[1]):,} sentences")
        pairs = mine_collections(lines[0], lines[1], model, min_confidence=min_confidence)
    if format is None and out is not None and out.suffix.lower() == ".jsonl":
        format = MineFormat.jsonl
    write = write_mined_jsonl if format is MineFormat.jsonl else write_mined_tsv
    write_whole(out, lambda file: write(pairs, lines[0], lines[1], file))
