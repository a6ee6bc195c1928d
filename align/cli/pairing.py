"""`align pair` and `align mine`: sentences that mean the same."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from align.cli.options import EncoderName, MinConfidence
from align.cli.streams import read_text, write_whole
from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from align.beads import Guide
    from align.protocols import Encoder
    from align.records import Alignment, Segment


class PairFormat(StrEnum):
    """What ``align pair`` writes."""

    jsonl = "jsonl"
    tsv = "tsv"
    tmx = "tmx"
    vecalign = "vecalign"
    ladder = "ladder"
    moses = "moses"


class PairOrder(StrEnum):
    """Whether beads may cross; ``auto`` measures it."""

    auto = "auto"
    monotone = "monotone"
    any = "any"


def pair(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SRC TGT | FILE", help="Two documents, or an interleaved one."),
    ] = None,
    format: Annotated[
        PairFormat, typer.Option(help="What to write; moses writes OUT.en and OUT.ko.")
    ] = PairFormat.tsv,
    presplit: Annotated[bool, typer.Option("--presplit", help="One sentence a line.")] = False,
    list_: Annotated[
        Path | None, typer.Option("--list", help="Lines SRC<tab>TGT<tab>OUT: many pairs.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file; stdout if left out.")
    ] = None,
    order: Annotated[
        PairOrder, typer.Option(help="May beads cross? auto measures it.")
    ] = PairOrder.auto,
    min_confidence: MinConfidence = 0.0,
    force: Annotated[
        list[str] | None,
        typer.Option(metavar="A:B", help="Sentences (from 0) that are a bead, as 3:4 or 0-2:3."),
    ] = None,
    forbid: Annotated[
        list[str] | None,
        typer.Option(metavar="A:B", help="Sentences that may not share a bead."),
    ] = None,
    links: Annotated[
        Path | None, typer.Option(help="A file of lines 'force A:B' and 'forbid A:B'.")
    ] = None,
    encoder: EncoderName = None,
    vectors: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="SRC.npy TGT.npy", help="Sentence vectors made elsewhere."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes for --list.")] = 1,
) -> None:
    """Pair the sentences of two documents, or of a bilingual one."""
    settings = _PairSettings(
        format=format,
        presplit=presplit,
        order=order,
        min_confidence=min_confidence,
        links=_read_links(force or [], forbid or [], links),
        encoder=encoder,
        vectors=vectors,
    )
    if list_ is not None:
        if settings.links or vectors:
            raise InputError("--list aligns many pairs: links and vectors belong to one")
        jobs: list[tuple[list[str], Path]] = []
        for number, line in enumerate(read_text(str(list_)).splitlines(), 1):
            cells = line.split("\t")
            if len(cells) != 3:
                raise InputError(f"{list_}:{number}: expected SRC<tab>TGT<tab>OUT")
            jobs.append((cells[:2], Path(cells[2])))
        _pair_all(jobs, settings, workers)
        return
    if not inputs or len(inputs) > 2 or (presplit and len(inputs) != 2):
        raise InputError("expected SRC TGT, or one interleaved FILE")
    _pair(inputs, out, settings)


class _PairSettings(NamedTuple):
    """What ``align pair`` was asked for, whichever the documents."""

    format: PairFormat
    presplit: bool
    order: PairOrder
    min_confidence: float
    links: Guide | None
    encoder: str | None
    vectors: tuple[str, str] | None


def _read_links(force: list[str], forbid: list[str], links: Path | None) -> Guide | None:
    """Return what the options and the links file ask for; None if nothing."""
    if not force and not forbid and links is None:
        return None
    from align.beads.guidance import Guide, parse_link, parse_links

    lines = read_text(str(links)).splitlines() if links else []
    read = parse_links(lines, str(links))
    return Guide(
        forced=(*map(parse_link, force), *read.forced),
        forbidden=(*map(parse_link, forbid), *read.forbidden),
    )


def _pair_all(jobs: list[tuple[list[str], Path]], settings: _PairSettings, workers: int) -> None:
    if workers == 1 or len(jobs) < 2:
        for inputs, out in jobs:
            _pair(inputs, out, settings)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = max(1, len(jobs) // (4 * workers))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        calls = [(inputs, out, settings) for inputs, out in jobs]
        for error in pool.map(_try_pair, calls, chunksize=size):
            if error is not None:
                pool.shutdown(cancel_futures=True)
                raise InputError(error)


def _try_pair(call: tuple[list[str], Path, _PairSettings]) -> str | None:
    """Pair in another process; return what was wrong with the input, if anything."""
    try:
        _pair(*call)
    except AlignError as error:
        return str(error)
    return None


def _pair(inputs: list[str], out: Path | None, settings: _PairSettings) -> None:
    from align.beads import align_segments
    from align.documents import read_documents
    from align.encoding import KnownVectors, load_encoder, read_vectors
    from align.segments import document_sides, segment_lines

    if settings.presplit:
        source, target = (segment_lines(read_text(name), Path(name).name) for name in inputs)
    else:
        source, target = document_sides([read_documents([name])[0] for name in inputs])
    if settings.vectors:
        texts = [[s.text for s in side] for side in (source, target)]
        known = [read_vectors(*pair) for pair in zip(settings.vectors, texts, strict=True)]
        encoder: Encoder = KnownVectors.join(texts, known)
    else:
        encoder = load_encoder(settings.encoder)
    alignment = align_segments(
        source,
        target,
        encoder,
        order=settings.order.value,
        guide=settings.links,
        min_confidence=settings.min_confidence,
    )
    if settings.format is PairFormat.moses:
        _write_moses(out, alignment, source, target)
        return
    write_whole(out, lambda file: _write_pairs(file, settings.format, alignment, source, target))


def _write_pairs(
    file: TextIO,
    format: PairFormat,
    alignment: Alignment,
    source: list[Segment],
    target: list[Segment],
) -> None:
    from align.formats.jsonl import write_jsonl
    from align.formats.ladder import dumps_ladder
    from align.formats.parallel import make_pairs, write_tmx, write_tsv
    from align.formats.vecalign import dumps_vecalign

    if format is PairFormat.jsonl:
        write_jsonl(alignment.beads, file)
    elif format is PairFormat.ladder:
        file.write(dumps_ladder(alignment, source, target))
    elif format is PairFormat.vecalign:
        file.write(dumps_vecalign(alignment, source, target))
    else:
        pairs = make_pairs(alignment.beads, [*source, *target])
        if format is PairFormat.tsv:
            write_tsv(pairs, file)
        else:
            write_tmx(pairs, file)


def _write_moses(
    out: Path | None, alignment: Alignment, source: list[Segment], target: list[Segment]
) -> None:
    """Write OUT.en and OUT.ko; of two documents in one language, OUT.source and OUT.target."""
    from align.formats.moses import format_moses
    from align.formats.parallel import make_pairs

    if out is None:
        raise InputError("moses is two files: name them with -o OUT, for OUT.en and OUT.ko")
    sides = format_moses(make_pairs(alignment.beads, [*source, *target]))
    for suffix, text in sides.items():
        write_whole(out.with_name(f"{out.name}.{suffix}"), partial(_put, text))


def _put(text: str, file: TextIO) -> None:
    file.write(text)


class MineFormat(StrEnum):
    """What ``align mine`` writes."""

    tsv = "tsv"
    jsonl = "jsonl"


def mine(
    source: Annotated[str, typer.Argument(metavar="SRC", help="One sentence a line.")],
    target: Annotated[str, typer.Argument(metavar="TGT", help="One sentence a line.")],
    format: Annotated[MineFormat, typer.Option(help="What to write.")] = MineFormat.tsv,
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
    pairs = mine_collections(
        lines[0], lines[1], load_encoder(encoder), min_confidence=min_confidence
    )
    write = write_mined_tsv if format is MineFormat.tsv else write_mined_jsonl
    write_whole(out, lambda file: write(pairs, lines[0], lines[1], file))
