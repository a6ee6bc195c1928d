"""Where a finding is seen: a part of a segment as evidence."""

from __future__ import annotations

from align.records import Evidence, Segment, Span


def make_evidence(segment: Segment, span: Span | None = None, value: str | None = None) -> Evidence:
    """Return a part of a segment, or all of it, as evidence; ``span`` counts from its start.

    >>> segment = Segment(
    ...     id="a:1", doc="a", start=10, end=19, lang="en", kind="body", text="He spoke."
    ... )
    >>> found = make_evidence(segment, Span(3, 8))
    >>> found.start, found.end, found.text
    (13, 18, 'spoke')
    """
    span = span or Span(0, len(segment.text))
    return Evidence(
        doc=segment.doc,
        segment=segment.id,
        start=segment.start + span.start,
        end=segment.start + span.end,
        lang=segment.lang,
        text=span.of(segment.text),
        value=value,
    )
