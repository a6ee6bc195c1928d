"""Checks of quotations that should be the same: their words and their speaker."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from attrs import frozen

from align.checks.pairs import Finding
from align.facts.names import compare_names
from align.facts.roles import read_roles
from align.facts.romanised import split_korean
from align.quotations import QuotePair
from align.records import Evidence, Quote, Segment, Span

SAME_WORDS = 0.5
"""Likeness of two quotations in one language from which they are one utterance in two
wordings and not two utterances: renderings of one answer by two outlets in the real
documents have 0.5 to 0.8, other quotations of one speaker 0.4 and less."""

Found = tuple[Finding, tuple[Evidence, Evidence]]


@frozen(kw_only=True)
class QuoteContext:
    """Two quotations of the same words, and the segments where they stand."""

    pair: QuotePair
    segments: Mapping[str, Segment]


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
    if SequenceMatcher(None, *words, autojunk=False).ratio() < SAME_WORDS:
        return
    yield (
        Finding(verdict="variant", message="One utterance is quoted in different words"),
        (
            _evidence(Span(a.start, a.end), a, context.segments, a.text),
            _evidence(Span(b.start, b.end), b, context.segments, b.text),
        ),
    )


def check_speaker(context: QuoteContext) -> Iterator[Found]:
    """The same words are put into the mouths of two different persons."""
    a, b = context.pair.source, context.pair.target
    if not a.speaker or not b.speaker:
        return
    if compare_names(a.speaker, b.speaker).verdict != "different" or not _are_names(a, b):
        return
    yield (
        Finding(
            verdict="differs",
            message=f"The words are said by {a.speaker} against {b.speaker}",
            confidence=0.7,
        ),
        (
            _evidence(a.attribution or Span(a.start, a.end), a, context.segments, a.speaker),
            _evidence(b.attribution or Span(b.start, b.end), b, context.segments, b.speaker),
        ),
    )


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


def _evidence(span: Span, quote: Quote, segments: Mapping[str, Segment], value: str) -> Evidence:
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
