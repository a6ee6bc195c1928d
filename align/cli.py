"""The command line: parse, call, print, exit code. What it does is elsewhere.

Exit codes: 0 nothing found, 1 findings, 2 usage, settings or input, 70 a fault
of ours, 130 on Ctrl-C. Results go to stdout, remarks to stderr.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple, TextIO

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: more threads only wait

import typer

from align import __version__
from align.errors import AlignError, InputError, OutputError

if TYPE_CHECKING:
    from align.beads import Guide
    from align.pipeline import Report
    from align.protocols import Encoder
    from align.records import Alignment, Document, Lang, Segment

app = typer.Typer(
    name="align",
    help="English–Korean claim alignment: parallel text, discrepancy reports, scores.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes longer to import than all the rest
    context_settings={"help_option_names": ["-h", "--help"]},
)
score_app = typer.Typer(
    help="Score a hypothesis against gold.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(score_app, name="score")
review_app = typer.Typer(
    help="Take over what a reviewer decided.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(review_app, name="review")

FINDINGS, USAGE, FAULT, INTERRUPTED = 1, 2, 70, 130


class SplitFormat(StrEnum):
    """What ``align split`` writes."""

    text = "text"
    jsonl = "jsonl"


class PairFormat(StrEnum):
    """What ``align pair`` writes."""

    jsonl = "jsonl"
    tsv = "tsv"
    tmx = "tmx"
    vecalign = "vecalign"
    ladder = "ladder"
    moses = "moses"


class MineFormat(StrEnum):
    """What ``align mine`` writes."""

    tsv = "tsv"
    jsonl = "jsonl"


class PairOrder(StrEnum):
    """Whether beads may cross; ``auto`` measures it."""

    auto = "auto"
    monotone = "monotone"
    any = "any"


class Language(StrEnum):
    """A language, or ``auto`` to tell it from the script."""

    auto = "auto"
    en = "en"
    ko = "ko"


class FailOn(StrEnum):
    """The severity from which findings make the exit code 1."""

    critical = "critical"
    major = "major"
    minor = "minor"
    info = "info"
    never = "never"


Jsonl = Annotated[
    bool, typer.Option("--jsonl", help="Read and write one JSON object a line, for programs.")
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input."),
]

Hypothesis = Annotated[str, typer.Argument(metavar="HYP", help="A file, or a report's folder.")]
Gold = Annotated[str, typer.Argument(metavar="GOLD", help="A file, or a folder of gold.")]
JsonOut = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are one line on stderr."""
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        code = app(arguments, standalone_mode=False, prog_name="align")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except AlignError as error:
        _say(f"align: {error}")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        _say("align: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # usage, from typer
            _say(f"align: {' '.join(error.format_message().split())} (align --help tells more)")
            return int(error.exit_code)
        if debug:
            raise
        what = str(error).splitlines()[0] if str(error) else "no message"
        _say(
            f"align: a fault of ours ({type(error).__name__}: {what}); "
            "please report it, with the output of the same command and --debug"
        )
        return FAULT


def _say(message: str) -> None:
    """Write one line to stderr, control characters made harmless."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in message)
    sys.stderr.write(shown.encode("utf-8", "backslashreplace").decode() + "\n")


def _version(show: bool) -> None:
    if show:
        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def report(
    inputs: Inputs = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write; made new.")] = Path(
        "out"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier report.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings from this severity on.")
    ] = FailOn.minor,
    suppressions: Annotated[
        Path | None, typer.Option("--suppress", help="Findings that a reviewer has closed.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier report: only what is new counts.")
    ] = None,
) -> int:
    """Align documents and compare what they claim."""
    from align.pipeline import build_report
    from align.report.files import check_place, write_report

    if not inputs:
        raise InputError("no input: name files or folders, or - for standard input")
    check_place(out, force)
    documents = _read_documents(inputs)
    before = _read_fingerprints(baseline) if baseline else None
    result = build_report(documents, on_stage=_progress())
    result, remarks = _settle(result, suppressions, before)
    write_report(result, out, force)
    counts = result.run["counts"]
    assert isinstance(counts, dict)
    shown = ("documents", "segments", "pairs", "claims", "discrepancies")
    _say(", ".join(f"{name}: {counts[name]}" for name in shown) + remarks)
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
        closed = read_suppressions(_read_lines(suppressions), str(suppressions))
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
    rows = _read_rows(str(folder), "discrepancies.jsonl")
    return [str(row.get("fingerprint")) for row in rows]


def _read_lines(path: Path) -> list[str]:
    """Return the lines of a file that may be empty or not there yet."""
    if not path.exists() or not path.stat().st_size:
        return []
    return _read_text(str(path)).split("\n")


@review_app.command("apply")
def review_apply(
    verdicts: Annotated[Path, typer.Argument(help="Verdicts that the report's page exported.")],
    suppressions: Annotated[
        Path, typer.Option("--suppress", help="The file to add false alarms to.")
    ] = Path("suppressions.jsonl"),
    author: Annotated[str, typer.Option(help="Who decided.")] = "",
) -> None:
    """Close false alarms, lift what was confirmed, print precision by check."""
    import json

    from align.formats.jsonl import write_jsonl
    from align.review import (
        add_suppressions,
        precision_by_check,
        read_suppressions,
        read_verdicts,
        suppression_row,
    )

    try:
        data = json.loads(_read_text(str(verdicts)))
    except ValueError:
        raise InputError(f"{verdicts}: not JSON; export verdicts from the report's page") from None
    decided = read_verdicts(data, str(verdicts))
    known = read_suppressions(_read_lines(suppressions), str(suppressions))
    kept = add_suppressions(known, decided, author)
    _write(suppressions, lambda file: write_jsonl(map(suppression_row, kept), file))
    for code, counts in precision_by_check(decided).items():
        print(f"{code}  {counts.hits} of {counts.total} confirmed  {100 * counts.share:.0f} %")
    _say(f"{len(kept)} suppressions in {suppressions}")


def _progress() -> Callable[[str], None]:
    if not sys.stderr.isatty():
        return lambda stage: None
    return lambda stage: _say(f"… {stage}")


def _read_documents(inputs: list[str]) -> list[Document]:
    from align.documents import read_documents

    return read_documents(inputs, remark=lambda message: _say(f"align: {message}"))


@app.command()
def split(
    inputs: Inputs = None,
    format: Annotated[
        SplitFormat, typer.Option(help="text: a sentence a line.")
    ] = SplitFormat.text,
    lang: Annotated[
        Language,
        typer.Option(help="The language of text without letters; scripts decide the rest."),
    ] = Language.auto,
    jsonl: Jsonl = False,
    inner_quotes: Annotated[
        bool, typer.Option("--inner-quotes", help="Split inside quotations too.")
    ] = False,
    morph: Annotated[
        bool, typer.Option("--morph", help="Ask kiwipiepy where Korean has no final marks.")
    ] = False,
) -> None:
    """Split text into sentences."""
    from attrs import evolve

    from align.formats.jsonl import dumps, write_jsonl
    from align.segments import split_document
    from align.sentences import sentence_spans

    if jsonl:
        for line in _read_objects():
            text = _field(line, "text")
            spans = sentence_spans(text, inner_quotes=inner_quotes, morph=morph)
            answer = {
                "id": line.get("id"),
                "sentences": [span.of(text) for span in spans],
                "spans": [[span.start, span.end] for span in spans],
            }
            _print(dumps(answer))
        return
    documents = _read_documents(inputs or ["-"])
    for document in documents:
        if format is SplitFormat.jsonl:
            known = evolve(document, lang=_lang(lang.value) or document.lang)
            write_jsonl(split_document(known), sys.stdout)
            continue
        spans = sentence_spans(document.text, inner_quotes=inner_quotes, morph=morph)
        end = 0
        for span in spans:
            if document.text[end : span.start].count("\n") > 1 and end:
                print()
            print(" ".join(span.of(document.text).split("\n")))
            end = span.end


EncoderName = Annotated[
    str | None,
    typer.Option("--encoder", help="A sentence-transformers model, by name or path."),
]
MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Leave out pairs that are less sure than this."),
]


@app.command()
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
        for number, line in enumerate(_read_text(str(list_)).splitlines(), 1):
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

    lines = _read_text(str(links)).splitlines() if links else []
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
    from align.encoding import KnownVectors, load_encoder, read_vectors

    if settings.presplit:
        source, target = (_presplit(name) for name in inputs)
    else:
        source, target = _sides(inputs)
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
    _write(out, lambda file: _write_pairs(file, settings.format, alignment, source, target))


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
        _write(out.with_name(f"{out.name}.{suffix}"), partial(_put, text))


def _put(text: str, file: TextIO) -> None:
    file.write(text)


@app.command()
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
        [line.rstrip("\r") for line in _read_text(name).split("\n")] for name in (source, target)
    ]
    pairs = mine_collections(
        lines[0], lines[1], load_encoder(encoder), min_confidence=min_confidence
    )
    write = write_mined_tsv if format is MineFormat.tsv else write_mined_jsonl
    _write(out, lambda file: write(pairs, lines[0], lines[1], file))


def _sides(inputs: list[str]) -> tuple[list[Segment], list[Segment]]:
    from align.documents import read_documents
    from align.segments import article, is_interleaved, split_document

    documents = [read_documents([name])[0] for name in inputs]
    if [document.lang for document in documents] == ["ko", "en"]:
        documents.reverse()  # the source of a bead is its English side
    sides = [article(split_document(document)) for document in documents]
    if len(sides) == 2:
        return sides[0], sides[1]
    if not is_interleaved(sides[0]):
        raise InputError(
            f"{inputs[0]}: one language only; name two documents, or one that holds both languages"
        )
    return [s for s in sides[0] if s.lang == "en"], [s for s in sides[0] if s.lang == "ko"]


def _presplit(name: str) -> list[Segment]:
    from align.records import Segment
    from align.text import detect_language

    segments = []
    start = 0
    for i, line in enumerate(_read_text(name).split("\n")):
        text = line.rstrip("\r")
        segments.append(
            Segment(
                id=f"{name}:{i + 1}",
                doc=Path(name).name,
                start=start,
                end=start + len(text),
                lang=detect_language(text) or "en",
                kind="body",
                text=text,
            )
        )
        start += len(line) + 1
    if segments and not segments[-1].text:
        segments.pop()
    return segments


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


def _write(out: Path | None, write: Callable[[TextIO], object]) -> None:
    """Write to a file, whole or not at all, or to stdout."""
    if out is None:
        write(sys.stdout)
        return
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            write(file)
        part.replace(out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


_ALIASES = typer.Option(
    "--aliases", help="Names that mean the same, one group a line, tabs between (TSV)."
)


@app.command()
def facts(
    inputs: Inputs = None, jsonl: Jsonl = False, aliases: Annotated[Path | None, _ALIASES] = None
) -> None:
    """Find figures, dates, names, titles and quotes."""
    from align.facts import read_facts
    from align.facts.aliases import find_aliases, load_aliases
    from align.formats.jsonl import dumps, to_json
    from align.segments import split_document

    if aliases is not None:
        load_aliases(aliases)
    if jsonl:
        from align.facts.figures import alternative_readings

        for line in _read_objects():
            ref = _day(line.get("ref"))
            found = read_facts(_field(line, "text"), _lang(line.get("lang")), ref)
            readings = [r for f in found.figures for r in alternative_readings(f, ref)]
            _print(
                dumps(
                    {
                        "id": line.get("id"),
                        "figures": [to_json(figure) for figure in readings],
                        "mentions": [to_json(mention) for mention in found.mentions],
                    }
                )
            )
        return
    import shutil

    from attrs import evolve

    from align.checks.figures import show_value
    from align.facts.display import WIDTH, list_facts, show_facts
    from align.facts.quotes import read_quotes

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    for document in _read_documents(inputs or ["-"]):
        segments = [s for s in split_document(document) if not s.is_furniture]
        quotes = read_quotes(segments, document.text)
        for segment in segments:
            found = read_facts(segment.text, segment.lang, document.published)
            inside = [
                evolve(q, start=q.start - segment.start, end=q.end - segment.start)
                for q in quotes
                if segment.start <= q.start < segment.end
            ]
            rows = list_facts(
                found.figures, found.mentions, inside, show_value=show_value, same=find_aliases
            )
            if rows:
                print(*show_facts(segment.text, rows, width), "", sep="\n")


@app.command()
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
        for line in _read_objects():
            found = find(_field(line, "en"), _field(line, "ko"))
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
            _print(dumps({"id": line.get("id"), "discrepancies": rows}))
    else:
        name = bitext or "-"
        pairs = read_file(name).pairs
        if not pairs:
            raise InputError(f"{name}: no pairs in it; expected TSV, CSV, TMX, XLIFF or JSON lines")
        for number, (en, ko) in enumerate(pairs, 1):
            for d in find(en, ko):
                print(f"{name}: pair {number}: {d.severity} {d.code} {d.message}")
    return FINDINGS if worst <= order.index(fail_on) and fail_on is not FailOn.never else 0


@app.command()
def names(jsonl: Jsonl = False, aliases: Annotated[Path | None, _ALIASES] = None) -> None:
    """Tell how alike two names are, across scripts."""
    from align.facts.aliases import load_aliases
    from align.facts.names import compare_names
    from align.formats.jsonl import dumps

    if not jsonl:
        raise InputError("align names reads lines of JSON {id, a, b}: call it with --jsonl")
    if aliases is not None:
        load_aliases(aliases)
    for line in _read_objects():
        match = compare_names(_field(line, "a"), _field(line, "b"))
        _print(
            dumps({"id": line.get("id"), "score": round(match.score, 6), "verdict": match.verdict})
        )


@score_app.command("beads")
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


@score_app.command("quotes")
def score_quotes(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """F1 of quotations: spans strict and lax, and speakers."""
    from align.scoring.passages import count_quotes, score_with_interval

    rows = _read_rows(hypothesis, "quotes.jsonl"), _read_rows(gold, "quotes.jsonl")
    _show_scores(score_with_interval(*rows, count_quotes), "quotes|overlap:any", json)


@score_app.command("claims")
def score_claims(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """F1 of the pairs of passages that claims put together."""
    from align.scoring.passages import count_claims

    rows = _read_rows(hypothesis, "claims.jsonl"), _read_rows(gold, "claims.jsonl")
    _show_scores({"pairs": count_claims(*rows).scores()}, "claims|pairs:across-documents", json)


@score_app.command("discrepancies")
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
    rows = _read_rows(hypothesis, name), _read_rows(gold, name)
    scores = score_with_interval(*rows, partial(count_discrepancies, by=by))
    _show_scores(dict(sorted(scores.items())), f"discrepancies|by:{by}|match:two-evidences", json)


@score_app.command("text")
def score_text_lines(hypothesis: Hypothesis, gold: Gold, json: JsonOut = False) -> None:
    """Score lines of text against reference lines: chrF and BLEU by sacrebleu."""
    from align.formats.jsonl import dumps
    from align.scoring.text import score_text

    sides = [_read_text(name).splitlines() for name in (hypothesis, gold)]
    found = score_text(*sides)
    if json:
        print(dumps([{"name": s.name, "score": s.score, "signature": s.signature} for s in found]))
        return
    for s in found:
        print(f"{s.name:8}{s.score:>7.2f}  {s.signature}")


def _read_rows(name: str, file: str) -> list[dict[str, object]]:
    from align.formats.jsonl import read_jsonl

    path = Path(name) / file if Path(name).is_dir() else Path(name)
    return list(read_jsonl(_read_text(str(path)).split("\n"), str(path)))


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


@app.command()
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A bitext, or a report's folder.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="Its suffix tells the format.")],
) -> None:
    """Turn a bitext, or the findings of a report, into another format."""
    from align.formats.convert import convert as convert_file

    for name, data in convert_file(source, str(target)).items():
        part = Path(name).with_name(f".{Path(name).name}.part")
        try:
            part.write_bytes(data)
            part.replace(name)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise OutputError(f"{name}: cannot be written ({error.strerror})") from None


@app.command()
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


@app.command()
def doctor() -> None:
    """Print versions, the encoder, optional parts and threads."""
    from align.doctor import describe_installation

    for name, value in describe_installation():
        print(f"{name:<34}{value}")


def _read_text(name: str) -> str:
    from align.documents.reading import read_source

    return read_source(name).text


def _read_objects() -> Iterator[dict[str, object]]:
    from align.formats.jsonl import read_jsonl

    return read_jsonl(_lines(sys.stdin.buffer), "standard input")


def _lines(stream: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise InputError(f"standard input:{number}: not UTF-8") from None


def _field(line: dict[str, object], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str):
        raise InputError(f"standard input: object {line.get('id')!r} needs a text {name!r}")
    return value


def _lang(value: object) -> Lang | None:
    return "en" if value == "en" else "ko" if value == "ko" else None


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"standard input: ref {value!r} is no ISO date, as 2025-02-04") from None


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
