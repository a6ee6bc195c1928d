"""`align split`, `align facts` and `align names`: what is read in one text."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import ALIASES, Inputs, Jsonl, JsonOut, Language
from align.cli.streams import (
    print_now,
    read_day,
    read_documents,
    read_field,
    read_lang,
    read_objects,
)
from align.errors import InputError

if TYPE_CHECKING:
    from align.facts import Facts
    from align.records import Quote, Segment


class SplitFormat(StrEnum):
    """What ``align split`` writes."""

    text = "text"
    jsonl = "jsonl"


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
        for line in read_objects(inputs):
            text = read_field(line, "text")
            spans = sentence_spans(text, inner_quotes=inner_quotes, morph=morph)
            answer = {
                "id": line.get("id"),
                "sentences": [span.of(text) for span in spans],
                "spans": [[span.start, span.end] for span in spans],
            }
            print_now(dumps(answer))
        return
    documents = read_documents(inputs or ["-"])
    for document in documents:
        if format is SplitFormat.jsonl:
            known = evolve(document, lang=read_lang(lang.value) or document.lang)
            write_jsonl(split_document(known), sys.stdout)
            continue
        spans = sentence_spans(document.text, inner_quotes=inner_quotes, morph=morph)
        end = 0
        for span in spans:
            if document.text[end : span.start].count("\n") > 1 and end:
                print()
            print(" ".join(span.of(document.text).split("\n")))
            end = span.end


def facts(
    inputs: Inputs = None,
    jsonl: Jsonl = False,
    aliases: Annotated[Path | None, ALIASES] = None,
    json: JsonOut = False,
    morph: Annotated[
        bool, typer.Option("--morph", help="Ask kiwipiepy about Korean names.")
    ] = False,
) -> None:
    """Find figures, dates, names, titles and quotes."""
    from align.facts import read_facts
    from align.facts.aliases import find_aliases, load_aliases
    from align.formats.jsonl import dumps, to_json
    from align.segments import split_document

    if aliases is not None:
        load_aliases(aliases)
    if jsonl:
        from align.facts.calendar.date_sums_en import read_date_sums
        from align.facts.figures import alternative_readings

        for line in read_objects(inputs):
            ref = read_day(line.get("ref"))
            lang = read_lang(line.get("lang"))
            text = read_field(line, "text")
            found = read_facts(text, lang, ref, morph=morph)
            readings = [r for f in found.figures for r in alternative_readings(f, ref)]
            if lang != "ko":
                readings.extend(read_date_sums(text, found.figures, ref))
            print_now(
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
    for document in read_documents(inputs or ["-"]):
        segments = [s for s in split_document(document) if not s.is_furniture]
        quotes = read_quotes(segments, document.text)
        for segment in segments:
            found = read_facts(segment.text, segment.lang, document.published, morph=morph)
            inside = [
                evolve(q, start=q.start - segment.start, end=q.end - segment.start)
                for q in quotes
                if segment.start <= q.start < segment.end
            ]
            if json:
                inner = [s for s in quotes if segment.start <= s.start < segment.end]
                print(dumps(_facts_row(segment, found, inner)))
                continue
            rows = list_facts(
                found.figures, found.mentions, inside, show_value=show_value, same=find_aliases
            )
            if rows:
                print(*show_facts(segment.text, rows, width), "", sep="\n")


def _facts_row(segment: Segment, found: Facts, quotes: list[Quote]) -> dict[str, object]:
    """Return the facts of a segment; it names its document, whose start offsets count from."""
    from attrs import evolve

    at = segment.start
    return {
        "doc": segment.doc,
        "start": segment.start,
        "end": segment.end,
        "lang": segment.lang,
        "text": segment.text,
        "figures": [evolve(f, start=at + f.start, end=at + f.end) for f in found.figures],
        "mentions": [evolve(m, start=at + m.start, end=at + m.end) for m in found.mentions],
        "quotes": quotes,
    }


def names(
    both: Annotated[
        list[str] | None, typer.Argument(metavar="A B", help="Two names, if not --jsonl.")
    ] = None,
    jsonl: Jsonl = False,
    aliases: Annotated[Path | None, ALIASES] = None,
    json: JsonOut = False,
) -> None:
    """Tell how alike two names are, across scripts."""
    from align.facts.aliases import load_aliases
    from align.facts.names import compare_names
    from align.formats.jsonl import dumps

    if jsonl == bool(both) or (both and len(both) != 2):
        raise InputError("expected two names, or --jsonl and lines of JSON {id, a, b}")
    if aliases is not None:
        load_aliases(aliases)
    if both:
        match = compare_names(*both)
        score = round(match.score, 6)
        print(
            dumps({"score": score, "verdict": match.verdict})
            if json
            else f"{match.verdict}\t{score:.2f}"
        )
        return
    for line in read_objects():
        match = compare_names(read_field(line, "a"), read_field(line, "b"))
        print_now(
            dumps({"id": line.get("id"), "score": round(match.score, 6), "verdict": match.verdict})
        )
