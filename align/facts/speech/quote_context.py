"""A quotation in its sentence: its clause, and whether it is spoken."""

from __future__ import annotations

from attrs import frozen

from align.facts.speech.attribution import Clause
from align.facts.speech.attribution_en import find_english
from align.facts.speech.attribution_ko import find_korean
from align.facts.speech.quote_signs import is_english_quote, is_korean_quote
from align.facts.speech.quoted import Quoted
from align.records import Lang, Quote, Segment

BESIDE = 60
"""Characters around the marks that tell speech from titles."""


@frozen
class Context:
    """A quotation in the segments it touches, its sentence masked from ``start`` on."""

    quoted: Quoted
    first: int
    last: int
    start: int
    masked: str
    lang: Lang


def clause_of(context: Context, names: frozenset[str]) -> Clause | None:
    """Return the reporting clause of a quotation, or None; ``names`` are known persons."""
    start, end = context.quoted.open - context.start, context.quoted.stop - context.start
    if context.lang == "ko":
        return find_korean(context.masked, start, end, names)
    return find_english(context.masked, start, end)


def is_spoken(context: Context, text: str, origin: int, clause: Clause | None) -> bool:
    """Say whether words in marks are speech; ``origin`` is where their sentence begins."""
    quoted = context.quoted
    words = text[quoted.start : quoted.end]
    before = text[max(origin, quoted.open - BESIDE) : quoted.open]
    after = text[quoted.stop : quoted.stop + BESIDE]
    is_quote = is_korean_quote if context.lang == "ko" else is_english_quote
    return is_quote(words, quoted.kind, clause, before, after)


def make_quote(quoted: Quoted, segment: Segment, text: str) -> Quote:
    """Return the record of a quotation without its speaker."""
    return Quote(
        id="",
        doc=segment.doc,
        start=quoted.start,
        end=quoted.end,
        lang=segment.lang,
        text=text[quoted.start : quoted.end],
    )
