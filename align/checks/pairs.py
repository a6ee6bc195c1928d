"""The two sides that checks compare, and what they find."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from attrs import Factory, evolve, frozen

from align.checks.evidence import make_evidence
from align.checks.figures import FigureMatching, match_figures
from align.checks.glossary import Glossary
from align.checks.leftovers import NOTHING, Leftovers, find_leftovers
from align.checks.omissions import Gap, find_gap
from align.facts import Facts, read_facts
from align.records import Evidence, Lang, Passage, Segment, Severity, Span, Verdict

PairKind = Literal["translation", "claim"]
"""A translation should say all that its source says; two claims of two sources
need only agree in what both say."""


@frozen(kw_only=True)
class Side:
    """The words of one side: adjacent segments of one document, joined by spaces.

    ``facts`` and every span a check gives count from the start of ``text``.
    """

    segments: tuple[Segment, ...]
    lang: Lang
    text: str
    facts: Facts

    def evidence(self, span: Span | None, value: str | None = None) -> Evidence:
        """Return where ``span`` of the joined text lies in the document.

        Without a span, or where it runs over a joint, the first segment it
        touches is the evidence.
        """
        start = 0
        for segment in self.segments:
            end = start + len(segment.text)
            if span is None or span.start < end or segment is self.segments[-1]:
                a = min(max(span.start, start), end) - start if span else 0
                b = min(max(span.end, start), end) - start if span else len(segment.text)
                return make_evidence(segment, Span(a, b), value)
            start = end + 1
        raise AssertionError("a side has at least one segment")


@frozen(kw_only=True)
class Pair:
    """Two sides to compare; ``source`` is the English one where there is one."""

    source: Side
    target: Side
    kind: PairKind = "translation"
    glossary: Glossary = Factory(Glossary)

    @cached_property
    def figures(self) -> FigureMatching:
        """The figures of both sides, paired."""
        return match_figures(self.source.facts.figures, self.target.facts.figures)

    @cached_property
    def leftovers(self) -> Leftovers:
        """The names that only one side of an English–Korean translation has."""
        if not self.is_translation or (self.source.lang, self.target.lang) != ("en", "ko"):
            return NOTHING
        return find_leftovers(self.source.text, self.target.text, self.source.facts)

    @cached_property
    def gap(self) -> Gap | None:
        """What one side of an English–Korean translation says and the other does not."""
        if not self.is_translation or (self.source.lang, self.target.lang) != ("en", "ko"):
            return None
        source, target = self.source, self.target
        return find_gap((source.text, source.facts), (target.text, target.facts), self.figures)

    @property
    def is_translation(self) -> bool:
        """True where one side should say all that the other says."""
        return self.kind == "translation"


@frozen(kw_only=True)
class Finding:
    """What a check found: a span and a value on each side, None where it is missing."""

    verdict: Verdict
    message: str
    source: Span | None = None
    target: Span | None = None
    source_value: str | None = None
    target_value: str | None = None
    confidence: float = 0.9
    severity: Severity | None = None
    """Graver or lighter than the check's own, None for that."""


def make_side(
    segments: Sequence[Segment], ref: date | None = None, facts: Facts | None = None
) -> Side:
    """Return the side that adjacent segments make, with its facts read.

    ``ref`` is the day their document was published; ``facts`` are given where they
    have been read already.
    """
    lang = segments[0].lang
    text = " ".join(segment.text for segment in segments)
    facts = facts or read_facts(text, lang, ref)
    return Side(segments=tuple(segments), lang=lang, text=text, facts=facts)


def join_side(segments: Sequence[Segment]) -> Side:
    """Return the side that segments make, no facts read: for checks that look at words alone."""
    text = " ".join(segment.text for segment in segments)
    facts = Facts(figures=(), mentions=())
    return Side(segments=tuple(segments), lang=segments[0].lang, text=text, facts=facts)


def make_text_pair(source: str, target: str, glossary: Glossary | None = None) -> Pair:
    """Return the pair of an English text and its Korean translation, outside any document."""
    return Pair(
        source=_text_side(source, "en"),
        target=_text_side(target, "ko"),
        glossary=glossary or Glossary(),
    )


def _text_side(text: str, lang: Lang) -> Side:
    segment = Segment(id=lang, doc=lang, start=0, end=len(text), lang=lang, kind="body", text=text)
    return make_side([segment])


def narrow_side(side: Side, passage: Passage) -> Side:
    """Return a side of one segment with only the facts that touch ``passage``."""
    offset = side.segments[0].start
    inside = Span(passage.start - offset, passage.end - offset)
    return evolve(
        side,
        facts=Facts(
            figures=tuple(f for f in side.facts.figures if f.span.overlaps(inside)),
            mentions=tuple(m for m in side.facts.mentions if m.span.overlaps(inside)),
        ),
    )
