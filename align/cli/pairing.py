"""`align pair`: the beads of two documents, or of a bilingual one, in many formats."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from align.cli.options import EncoderName, MinConfidence
from align.cli.streams import read_text, write_bytes_whole, write_whole
from align.errors import InputError

if TYPE_CHECKING:
    from align.beads import Guide
    from align.protocols import Encoder
    from align.records import Alignment, Document, Segment


class PairFormat(StrEnum):
    """What ``align pair`` writes."""

    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    tmx = "tmx"
    xliff = "xliff"
    xlsx = "xlsx"
    vecalign = "vecalign"
    ladder = "ladder"
    moses = "moses"


SUFFIXES = {".xlf": PairFormat.xliff} | {f".{name}": name for name in PairFormat}
"""What the suffix of the output says when ``--format`` is left out."""


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
        PairFormat | None,
        typer.Option(
            show_default="by the suffix of OUT, else tsv",
            help="What to write; moses writes OUT.en and OUT.ko.",
        ),
    ] = None,
    presplit: Annotated[bool, typer.Option("--presplit", help="One sentence a line.")] = False,
    list_: Annotated[
        Path | None,
        typer.Option(
            "--list", envvar="ALIGN_PAIR_LIST", help="Lines SRC<tab>TGT<tab>OUT: many pairs."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file; stdout if left out.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="SVG", help="Draw the bead matrix too.")
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
    settings = PairSettings(
        format=format,
        presplit=presplit,
        order=order,
        min_confidence=min_confidence,
        links=_read_links(force or [], forbid or [], links),
        encoder=encoder,
        vectors=vectors,
        plot=plot,
    )
    if list_ is not None:
        from align.cli.pairlists import pair_list

        if settings.links or vectors or plot:
            raise InputError("--list aligns many pairs: links, vectors and --plot belong to one")
        if inputs or out:
            raise InputError("--list names inputs and outputs itself; leave out SRC, TGT and -o")
        pair_list(list_, settings, workers)
        return
    if not inputs or len(inputs) > 2 or (presplit and len(inputs) != 2):
        raise InputError("expected SRC TGT, or one interleaved FILE")
    pair_documents(inputs, out, settings)


class PairSettings(NamedTuple):
    """What ``align pair`` was asked for, whichever the documents."""

    format: PairFormat | None
    presplit: bool
    order: PairOrder
    min_confidence: float
    links: Guide | None
    encoder: str | None
    vectors: tuple[str, str] | None
    plot: Path | None


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


def pair_documents(inputs: list[str], out: Path | None, settings: PairSettings) -> None:
    """Align two documents, or the two languages of one, and write what was asked for.

    Raises:
        InputError: they cannot be read, or have not two sides.
        OutputError: a file cannot be written.
    """
    from attrs import evolve

    from align.beads import align_segments
    from align.documents import apart, read_documents
    from align.encoding import KnownVectors, load_encoder, read_vectors
    from align.segments import document_sides, segment_lines

    if str(out) == "-":
        out = None
    format = settings.format or _format_of(out)
    _check_place(out, format)
    documents: list[Document] = []
    if settings.presplit:
        names = apart([Path(name).name for name in inputs])
        texts = zip(inputs, names, strict=True)
        source, target = (segment_lines(read_text(path), name) for path, name in texts)
    else:
        documents = [read_documents([path])[0] for path in inputs]
        names = apart([document.name for document in documents])
        documents = [evolve(d, name=name) for d, name in zip(documents, names, strict=True)]
        source, target = document_sides(documents)
    if settings.vectors:
        words = [[s.text for s in side] for side in (source, target)]
        known = [read_vectors(*pair) for pair in zip(settings.vectors, words, strict=True)]
        encoder: Encoder = KnownVectors.join(words, known)
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
    _write(out, format, alignment, source, target, documents)
    if settings.plot is not None:
        from align.formats.plot import write_plot

        write_whole(settings.plot, lambda file: write_plot(alignment, source, target, file))


def _format_of(out: Path | None) -> PairFormat:
    """Return the format that an output's suffix stands for, TSV where it says nothing."""
    suffix = out.suffix.lower() if out else ""
    return SUFFIXES.get(suffix, PairFormat.tsv)


def _check_place(out: Path | None, format: PairFormat) -> None:
    if out is None and format is PairFormat.moses:
        raise InputError("moses is two files: name them with -o OUT, for OUT.en and OUT.ko")
    if out is None and format is PairFormat.xlsx:
        raise InputError("xlsx is no text for the terminal: name a file with -o OUT.xlsx")


def _write(
    out: Path | None,
    format: PairFormat,
    alignment: Alignment,
    source: list[Segment],
    target: list[Segment],
    documents: list[Document],
) -> None:
    from align.formats.convert import as_text
    from align.formats.jsonl import write_jsonl
    from align.formats.ladder import dumps_ladder
    from align.formats.moses import name_sides, write_moses
    from align.formats.pairs import make_pairs
    from align.formats.parallel import write_tmx, write_tsv
    from align.formats.tables import write_csv, write_xlsx
    from align.formats.vecalign import dumps_vecalign
    from align.formats.xliff import write_xliff

    texts = {
        PairFormat.tsv: write_tsv,
        PairFormat.csv: write_csv,
        PairFormat.tmx: write_tmx,
        PairFormat.xliff: write_xliff,
    }
    lines = {PairFormat.ladder: dumps_ladder, PairFormat.vecalign: dumps_vecalign}
    if format is PairFormat.jsonl:
        write_whole(out, lambda file: write_jsonl(alignment.beads, file))
        return
    if format in lines:
        text = lines[format](alignment, source, target)
        write_whole(out, lambda file: _put(text, file))
        return
    pairs = make_pairs(alignment.beads, [*source, *target], documents)
    if format is PairFormat.csv and out is not None:  # a file's mark tells Excel that it is UTF-8
        write_bytes_whole(out, as_text(partial(write_csv, pairs), "utf-8-sig"))
        return
    if format in texts:
        write_whole(out, partial(texts[format], pairs))
        return
    assert out is not None
    if format is PairFormat.xlsx:
        write_bytes_whole(out, partial(write_xlsx, pairs))
        return
    both = list(pairs)  # moses: OUT.en and OUT.ko; of one language OUT.source and OUT.target
    for side, suffix in enumerate(name_sides(both)):
        write_whole(out.with_name(f"{out.name}.{suffix}"), partial(write_moses, both, side))


def _put(text: str, file: TextIO) -> None:
    file.write(text)
