"""`align corpus`: many document pairs, on one machine or a cluster; `align corpus status`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import regex
import typer

from align.cli.options import EncoderName, JsonOut, MinConfidence
from align.cli.pairing import PairOrder
from align.cli.printing import print_table
from align.cli.progress import Progress
from align.cli.streams import say
from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from align.corpus.records import Counts
    from align.corpus.running import Part, Summary
    from align.corpus.running import Progress as Reached
    from align.corpus.storage import Place

STATUS = "status"
"""The first word that asks how far a corpus is; a manifest of this name is ``./status``."""

_PART_RE = regex.compile(r"(\d+)/(\d+)")


class EngineChoice(StrEnum):
    """Who does the work."""

    serial = "serial"
    processes = "processes"
    dask = "dask"


class OutputFormat(StrEnum):
    """What is written beside JSON lines."""

    jsonl = "jsonl"
    tmx = "tmx"
    parquet = "parquet"


def corpus(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="MANIFEST | EN KO | status DIR",
            help="TSV with the header id, source, target (or JSON lines); two folders, "
            "matched by name; one folder of bilingual documents; or: status DIR.",
        ),
    ],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The folder to write.")] = "",
    engine: Annotated[
        EngineChoice, typer.Option(help="Who does the work; --scheduler implies dask.")
    ] = EngineChoice.processes,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; one a processor if left out.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://…", help="A running Dask scheduler; else one is started."),
    ] = None,
    shard: Annotated[
        str, typer.Option(metavar="I/N", help="Only every N-th shard from the I-th, from 1.")
    ] = "1/1",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with DIR; what is done stays.")
    ] = False,
    shard_size: Annotated[
        int, typer.Option(min=1, help="Documents a shard: the unit that is done or not done.")
    ] = 100,
    max_failures: Annotated[
        int | None, typer.Option(min=0, help="End the run when more documents fail.")
    ] = None,
    format: Annotated[
        list[OutputFormat] | None, typer.Option(help="Written beside JSON lines; may be repeated.")
    ] = None,
    presplit: Annotated[bool, typer.Option("--presplit", help="One sentence a line.")] = False,
    order: Annotated[
        PairOrder, typer.Option(help="May beads cross? auto measures it.")
    ] = PairOrder.auto,
    min_confidence: MinConfidence = 0.0,
    encoder: EncoderName = None,
    failures: Annotated[
        bool, typer.Option("--failures", help="With status: id and error of what failed.")
    ] = False,
    json: JsonOut = False,
) -> None:
    """Align the document pairs of a manifest into shards that survive being killed."""
    if inputs[0] == STATUS:
        _show_status(inputs[1:], failures=failures, json=json)
        return
    from align.corpus.engines import make_engine
    from align.corpus.records import Settings
    from align.corpus.running import build_corpus
    from align.corpus.storage import open_place

    if not out:
        raise InputError("no folder to write: name one with --out DIR")
    part = _read_part(shard)
    settings = Settings(
        presplit=presplit,
        order=order.value,
        encoder=encoder,
        min_confidence=min_confidence,
        formats=("jsonl", *sorted({f.value for f in format or []} - {"jsonl"})),
        shard_size=shard_size,
    )
    place = open_place(out)
    manifest = _find_manifest(inputs, place, resume or part.count > 1)
    preload = None if encoder else "align.corpus.preload"
    chosen = make_engine("dask" if scheduler else engine.value, workers, scheduler, preload)
    with Progress() as progress:
        try:
            summary = build_corpus(
                manifest,
                place,
                settings,
                chosen,
                resume=resume,
                part=part,
                max_failures=max_failures,
                on_progress=_Meter(progress).show,
                remark=lambda message: say(f"align: {message}"),
            )
        except KeyboardInterrupt:
            say("align: what is done stays; go on with --resume")
            raise
    _show_summary(summary, place, json)


class _Meter:
    """Shows documents as they are done; what earlier runs did says nothing about the rate."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._new = 0
        self._left = -1

    def show(self, reached: Reached) -> None:
        left = reached.total - (reached.done - reached.new)
        if left != self._left:
            self._left = left
            self._progress.stage("documents", left)
            self._progress.advance(reached.new)
        elif reached.new > self._new:
            self._progress.advance(reached.new - self._new)
        self._new = reached.new


def _read_part(text: str) -> Part:
    from align.corpus.running import Part

    match = _PART_RE.fullmatch(text)
    numbers = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= numbers[0] <= numbers[1]:
        raise InputError(f"--shard {text}: expected I/N with I from 1 to N, as 2/8")
    return Part(*numbers)


def _find_manifest(inputs: list[str], place: Place, resume: bool) -> str:
    """Return the manifest that is named, or that of the folders that are named."""
    from align.corpus.folders import match_folders, write_manifest
    from align.corpus.plans import claim_place
    from align.corpus.storage import is_folder

    if len(inputs) > 2:
        raise InputError(f"{len(inputs)} inputs; expected a manifest, or one or two folders")
    if "-" in inputs:
        raise InputError("a manifest is read twice, which standard input cannot be; name a file")
    is_manifest = [not is_folder(name) for name in inputs]
    if is_manifest == [True]:
        return inputs[0]
    if any(is_manifest):
        name = inputs[is_manifest.index(True)]
        raise InputError(f"{name}: no folder; expected one manifest, or one or two folders")
    claim_place(place, resume=resume)
    matched = match_folders(inputs)
    for name, count in zip(inputs, matched.alone, strict=False):
        if count:
            say(f"align: {name}: left out, for want of a counterpart of that name: {count}")
    return write_manifest(matched, place)


def _show_summary(summary: Summary, place: Place, json: bool) -> None:
    reached, totals = summary.progress, summary.totals
    if reached.failed:
        say(
            f"align: {reached.failed} of {reached.done} documents failed: "
            f"align corpus status {place.url} --failures  tells why"
        )
    if totals is None:
        say("align: this part is done; the totals are written when all others are")
    if json:
        from align.formats.jsonl import dumps

        print(dumps({"progress": reached, "counts": totals}))
        return
    if totals is not None:
        print_table(("", ""), _rows(totals))
    print(place.url)


def _rows(counts: Counts) -> list[tuple[str, str]]:
    rows = [
        ("documents", f"{counts.documents:,}"),
        ("failed", f"{counts.failed:,}"),
        ("source segments", f"{counts.source_segments:,}"),
        ("target segments", f"{counts.target_segments:,}"),
        ("pairs", f"{counts.pairs:,}"),
    ]
    rows += [(f"left out, {reason}", f"{n:,}") for reason, n in counts.dropped.items()]
    return rows


def _show_status(names: list[str], *, failures: bool, json: bool) -> None:
    from align.corpus.status import read_failures, read_status
    from align.corpus.storage import open_place
    from align.formats.jsonl import dumps
    from align.formats.parallel import flatten

    if len(names) != 1:
        raise AlignError("expected one folder: align corpus status DIR")
    place = open_place(names[0])
    status = read_status(place)
    if failures:
        for doc, error in read_failures(place):
            print(dumps({"id": doc, "error": error}) if json else f"{flatten(doc)}\t{error}")
        return
    if json:
        print(dumps(status))
        return
    share = 100 * status.counts.documents / status.plan.documents
    rows = [
        ("manifest", status.plan.manifest),
        ("shards", f"{status.done:,} of {status.plan.shards:,}"),
        ("done", f"{share:.1f} % of {status.plan.documents:,} documents"),
        *_rows(status.counts),
    ]
    if status.counts.documents:
        cost = 1000 * status.seconds / status.counts.documents
        rows.append(("cost", f"{cost:.1f} ms a document, on one worker"))
    print_table(("", ""), rows)
    for example in status.examples:
        say(f"align: failed: {example}")
    if not status.is_finished:
        say(f"align: not finished; go on with --resume: align corpus … --out {place.url} --resume")
