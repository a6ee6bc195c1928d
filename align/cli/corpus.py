"""`align corpus`: many document pairs, on one machine or a cluster; `align corpus status`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import regex
import typer

from align.cli.options import EncoderName, JsonOut, MinConfidence
from align.cli.pairing import PairOrder
from align.cli.printing import print_table
from align.cli.progress import Progress
from align.cli.statistics import show_statistics
from align.cli.streams import say
from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from align.corpus.folders import Matched
    from align.corpus.records import Counts
    from align.corpus.running import Part, Summary
    from align.corpus.running import Progress as Reached
    from align.corpus.storage import Place
    from align.protocols import Engine

STATUS = "status"
STATISTICS = "statistics"
"""The first words that ask about a corpus; a manifest of such a name is ``./status``."""

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


class MatchBy(StrEnum):
    """How the documents of two folders find each other."""

    names = "names"
    content = "content"


class Repeats(StrEnum):
    """Which pairs repeat an earlier one."""

    exact = "exact"
    near = "near"


class Drop(StrEnum):
    """Pairs that are no translation."""

    identical = "identical"
    language = "language"


def corpus(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="MANIFEST | EN KO | status DIR | statistics DIR",
            help="TSV with the header id, source, target (or JSON lines); two folders, "
            "matched by --match; one folder of bilingual documents; or status, statistics of DIR.",
        ),
    ],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="DIR", help="The folder to write.")
    ] = "",
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
    match: Annotated[
        MatchBy, typer.Option(help="Two folders: by the names of files, or by what they tell.")
    ] = MatchBy.names,
    window: Annotated[
        int | None,
        typer.Option(min=0, metavar="DAYS", help="Days between dated partners of --match content."),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    min_chars: Annotated[int, typer.Option(min=0, help="Characters of either side.")] = 0,
    max_chars: Annotated[int | None, typer.Option(min=1, help="The same, at most.")] = None,
    min_words: Annotated[int, typer.Option(min=0, help="Words of either side.")] = 0,
    max_words: Annotated[int | None, typer.Option(min=1, help="The same, at most.")] = None,
    max_ratio: Annotated[
        float | None, typer.Option(min=1.0, help="Longer side to shorter; Hangul counts 2.5 times.")
    ] = None,
    drop: Annotated[
        list[Drop] | None,
        typer.Option(help="Leave out pairs of identical sides, or in the wrong language."),
    ] = None,
    dedupe: Annotated[
        Repeats | None,
        typer.Option(help="Write unique/ without repeated pairs; near: but for figures and marks."),
    ] = None,
    encoder: EncoderName = None,
    failures: Annotated[
        bool, typer.Option("--failures", help="With status: id and error of what failed.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="SVG", help="With statistics: a picture.")
    ] = None,
    json: JsonOut = False,
) -> None:
    """Align the document pairs of a manifest into shards that survive being killed."""
    if inputs[0] == STATUS:
        _show_status(inputs[1:], failures=failures, json=json)
        return
    if inputs[0] == STATISTICS:
        show_statistics(inputs[1:], plot, json=json)
        return
    from align.corpus.dedupe import Deduplicator
    from align.corpus.engines import make_engine
    from align.corpus.records import Limits, Settings
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
        limits=Limits(
            min_characters=min_chars,
            max_characters=max_chars,
            min_words=min_words,
            max_words=max_words,
            max_ratio=max_ratio,
            drop_identical=Drop.identical in (drop or []),
            drop_language=Drop.language in (drop or []),
        ),
        formats=("jsonl", *sorted({f.value for f in format or []} - {"jsonl"})),
        shard_size=shard_size,
    )
    place = open_place(out)
    preload = None if encoder else "align.corpus.preload"
    chosen = make_engine("dask" if scheduler else engine.value, workers, scheduler, preload)
    by_content = None
    if match is MatchBy.content:
        by_content = partial(_match_contents, engine=chosen, encoder=encoder, window=window)
    manifest = _find_manifest(inputs, place, resume or part.count > 1, by_content)
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
                thin=Deduplicator(dedupe.value) if dedupe else None,
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


def _find_manifest(
    inputs: list[str],
    place: Place,
    resume: bool,
    by_content: Callable[[list[str]], Matched] | None,
) -> str:
    """Return the manifest that is named, or that of the folders that are named."""
    from align.corpus.folders import match_folders, write_manifest
    from align.corpus.plans import claim_place
    from align.corpus.storage import is_folder

    if len(inputs) > 2:
        raise InputError(f"{len(inputs)} inputs; expected a manifest, or one or two folders")
    if "-" in inputs:
        raise InputError("a manifest is read twice, which standard input cannot be; name a file")
    if by_content and len(inputs) < 2:
        raise InputError("--match content: expected two folders, the English one first")
    is_manifest = [not is_folder(name) for name in inputs]
    if is_manifest == [True]:
        return inputs[0]
    if any(is_manifest):
        name = inputs[is_manifest.index(True)]
        raise InputError(f"{name}: no folder; expected one manifest, or one or two folders")
    claim_place(place, resume=resume)
    matched = by_content(inputs) if by_content else match_folders(inputs)
    lack = "a sure partner" if by_content else "a counterpart of that name"
    for name, count in zip(inputs, matched.alone, strict=False):
        if count:
            say(f"align: {name}: left out, for want of {lack}: {count}")
    return write_manifest(matched, place)


def _match_contents(
    inputs: list[str], *, engine: Engine, encoder: str | None, window: int | None
) -> Matched:
    from align.corpus.matching import match_contents
    from align.events import MAX_DAYS

    return match_contents(
        inputs,
        engine,
        encoder,
        window=MAX_DAYS if window is None else window,
        remark=lambda message: say(f"align: {message}"),
    )


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
