"""What only one of two quotations in two languages names: HBM, Taiwan, 2030.

Two outlets that quote one answer render it freely; only what survives any
rendering is compared: places, abbreviations, figures. Left out: organisations
and persons, whom a speaker means by "we" and "you".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from align.checks.figures import Agreement, compare_figures, is_small_word, show_value
from align.checks.namewords import english_forms, korean_forms
from align.checks.pairs import Finding
from align.checks.quotes import Found, QuoteContext, place_quote
from align.facts import Facts, read_facts
from align.facts.names import find_name
from align.records import Mention, Quote, Segment, Span

_ABBREVIATION_RE = regex.compile(r"(?<![\p{L}\d])\p{Lu}[\p{Lu}\d-]+(?![\p{Latin}\d])")

OWN = frozenset({"US", "UK", "EU", "UN"})
"""Abbreviations that Korean always renders in its own words."""


def check_content(context: QuoteContext) -> Iterator[Found]:
    """Two outlets quote one utterance in two languages, and only one names something.

    Looked for in the whole sentence of the other, since a quotation may begin
    later there.
    """
    a, b = context.pair.source, context.pair.target
    if context.pair.kind != "claim" or a.lang == b.lang or "gist" in (a.mode, b.mode):
        return
    english, korean = (a, b) if a.lang == "en" else (b, a)
    only_korean = _find_alone(korean, english, context)
    only_english = _find_alone(english, korean, context)
    if not only_korean and not only_english:
        return
    parts = [
        f"only in the {language}: {', '.join(words)}"
        for language, words in (("Korean", only_korean), ("English", only_english))
        if words
    ]
    yield (
        Finding(
            verdict="variant",
            message=f"One utterance is quoted with other content, {'; '.join(parts)}",
            confidence=0.6,
        ),
        (
            place_quote(Span(english.start, english.end), english, context.segments, english.text),
            place_quote(Span(korean.start, korean.end), korean, context.segments, korean.text),
        ),
    )


def _find_alone(quote: Quote, other: Quote, context: QuoteContext) -> list[str]:
    """Return what a quotation names that the other's sentences do not."""
    around = _segments_of(other, context)
    text = " ".join(segment.text for segment in around)
    there = [_facts_of(segment, context) for segment in around]
    mentions = [m for facts in there for m in facts.mentions]
    names, figures = [], []
    for segment in _segments_of(quote, context):
        inside = Span(max(quote.start - segment.start, 0), max(quote.end - segment.start, 0))
        facts = _facts_of(segment, context)
        names += [m.text for m in facts.mentions if m.type == "LC" and m.span.overlaps(inside)]
        figures += [f for f in facts.figures if f.span.overlaps(inside)]
    names += [word for word in _ABBREVIATION_RE.findall(quote.text) if word not in OWN]
    alone = [
        name
        for name in dict.fromkeys(names)
        if len(name) > 1 and not _is_named(name, text, mentions)
    ]
    for figure in figures:
        if is_small_word(figure) or figure.value is None or figure.kind in ("date_rel", "ordinal"):
            continue
        known = (f for facts in there for f in facts.figures)
        if all(compare_figures(figure, f) is Agreement.DIFFERS for f in known):
            alone.append(show_value(figure))
    return alone


def _segments_of(quote: Quote, context: QuoteContext) -> list[Segment]:
    """Return the segments in which a quotation stands."""
    return [
        segment
        for segment in context.segments.values()
        if segment.doc == quote.doc and segment.start < quote.end and quote.start < segment.end
    ]


def _facts_of(segment: Segment, context: QuoteContext) -> Facts:
    known = context.facts.get(segment.id)
    return read_facts(segment.text, segment.lang) if known is None else known


def _is_named(name: str, text: str, mentions: Sequence[Mention]) -> bool:
    if regex.search(rf"(?<![\p{{Latin}}]){regex.escape(name)}", text, regex.IGNORECASE):
        return True
    listed = english_forms(name) or korean_forms().get(name.lower())
    if listed:
        return any(form in text.lower() for form in listed)
    return find_name(name, text) is not None or any(
        find_name(mention.text, name) is not None for mention in mentions
    )
