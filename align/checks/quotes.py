"""Checks of quotations that should be the same: their words and their speaker."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from attrs import Factory, frozen

from align.checks.pairs import Finding
from align.facts import Facts
from align.facts.names import compare_names, find_name
from align.facts.roles import read_roles
from align.facts.spellings.romanised import split_korean
from align.quotations import LONG_RUN, QuotePair, find_runs
from align.records import Evidence, Quote, Segment, Span

SAME_WORDS = 0.5
"""Likeness of two quotations in one language from which they are one utterance in two
wordings and not two utterances: renderings of one answer by two outlets in the real
documents have 0.5 to 0.8, other quotations of one speaker 0.4 and less."""

Found = tuple[Finding, tuple[Evidence, ...]]


@frozen(kw_only=True)
class QuoteContext:
    """Two quotations of the same words, the segments where they stand and what is read there.

    Facts that are missing are read when they are wanted.
    """

    pair: QuotePair
    segments: Mapping[str, Segment]
    facts: Mapping[str, Facts] = Factory(dict)


def check_words(context: QuoteContext) -> Iterator[Found]:
    """Two outlets put the same utterance in quotation marks, in different words."""
    a, b = context.pair.source, context.pair.target
    if (
        context.pair.kind != "claim"
        or a.lang != b.lang
        or a.mode != "verbatim"
        or b.mode != "verbatim"
    ):
        return
    words = _normal(a.text), _normal(b.text)
    if words[0] in words[1] or words[1] in words[0]:
        return
    is_shared = find_runs(a.text, LONG_RUN[a.lang]) & find_runs(b.text, LONG_RUN[b.lang])
    if not is_shared and SequenceMatcher(None, *words, autojunk=False).ratio() < SAME_WORDS:
        return
    yield (
        Finding(verdict="variant", message="One utterance is quoted in different words"),
        (
            place_quote(Span(a.start, a.end), a, context.segments, a.text),
            place_quote(Span(b.start, b.end), b, context.segments, b.text),
        ),
    )


def check_speaker(context: QuoteContext) -> Iterator[Found]:
    """The same words are put into the mouths of two different persons."""
    a, b = context.pair.source, context.pair.target
    if not a.speaker or not b.speaker:
        return
    if compare_names(a.speaker, b.speaker).verdict != "different" or not _are_names(a, b):
        return
    if _is_near(a.speaker, b, context) or _is_near(b.speaker, a, context):
        return
    if not _is_person(a, context) or not _is_person(b, context):
        return
    yield (
        Finding(
            verdict="differs",
            message=f"The words are said by {a.speaker} against {b.speaker}",
            confidence=0.7,
        ),
        (
            place_quote(a.attribution or Span(a.start, a.end), a, context.segments, a.speaker),
            place_quote(b.attribution or Span(b.start, b.end), b, context.segments, b.speaker),
        ),
    )


def _is_near(name: str, quote: Quote, context: QuoteContext) -> bool:
    """Say whether a translated quotation's sentence names the other's speaker as well.

    The speaker was then perhaps not read right.
    """
    return context.pair.kind == "translation" and any(
        find_name(name, segment.text) is not None
        for segment in context.segments.values()
        if segment.doc == quote.doc and segment.start < quote.end and quote.start < segment.end
    )


def _is_person(quote: Quote, context: QuoteContext) -> bool:
    """Say whether the quotation's document names its speaker anywhere, as far as it was read."""
    name = (quote.speaker or "").split()[-1]
    own = [s.id for s in context.segments.values() if s.doc == quote.doc and s.id in context.facts]
    mentions = [m for i in own for m in context.facts[i].mentions]
    return not own or any(m.type == "PS" and name in m.text for m in mentions)


def _are_names(*quotes: Quote) -> bool:
    """Say whether both speakers are full names: pronouns and offices cannot be compared."""
    for quote in quotes:
        name = quote.speaker or ""
        is_full = " " in name or split_korean(name) is not None
        if not is_full or read_roles(name.split()[-1]):
            return False
    return True


def _normal(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum())


def place_quote(span: Span, quote: Quote, segments: Mapping[str, Segment], value: str) -> Evidence:
    """Return the place of a span of the quotation's document, in the segment where it begins."""
    own = (s for s in segments.values() if s.doc == quote.doc)
    segment = min(own, key=lambda s: (not s.start <= span.start < s.end, abs(s.start - span.start)))
    end = min(span.end, segment.end)
    return Evidence(
        doc=quote.doc,
        segment=segment.id,
        start=span.start,
        end=end,
        lang=quote.lang,
        text=segment.text[span.start - segment.start : end - segment.start],
        value=value,
    )
