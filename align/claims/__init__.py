"""Which passages of several documents state the same.

The unit is not the sentence: two outlets share a quotation, or a clause with a
figure, and word the rest their own way. So sentences, quotations and clauses
of all documents of one event (``units``) are held against each other (``links``);
shared figures and rare words speak for a pair that vectors alone would not
carry. Clusters are made best pair first, without chains (``clusters``).

Left out: claims of documents of different events, which are never compared;
what stands only once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.claims.clusters import ACCEPT, EQUIVALENT, make_clusters
from align.claims.links import Row, find_links
from align.claims.rare_names import RareNames
from align.claims.units import Unit, find_units, make_units
from align.encoding import UseEncoder
from align.events import Event
from align.facts import Facts
from align.records import Bead, Claim, Document, Passage, Relation, Segment, Span
from align.segments import article

__all__ = ["ACCEPT", "EQUIVALENT", "find_units", "match_claims"]

CLAIM_KINDS = frozenset({"headline", "subhead", "caption", "body", "quote-body"})


def match_claims(
    documents: Sequence[Document],
    by_document: Sequence[Sequence[Segment]],
    beads: Sequence[Bead],
    facts: Mapping[str, Facts],
    events: Sequence[Event],
    vectors: Mapping[str, Row],
    encoder: UseEncoder,
) -> list[Claim]:
    """Return what several documents of one event state, and where each states it.

    The two languages of a bilingual document state the same by design: there
    its beads say which; a claim takes in both sides of a bead. A part of such a
    document that has no other language (a preface) is a source of its own.
    """
    parts = {document.name: part for document, part in zip(documents, by_document, strict=True)}
    partners = _partners(beads)
    claims: list[Claim] = []
    for event in events:
        segments = [
            segment
            for doc in event.docs
            for segment in article(parts[doc])
            if segment.kind in CLAIM_KINDS
        ]
        sources = find_sources(segments, partners)
        if len(set(sources)) < 2:
            continue
        known = {segment.text: vectors[segment.id] for segment in segments}
        names = RareNames(segments, sources, facts)
        links = find_links(make_units(segments, facts), segments, sources, names, known, encoder)
        for cluster in make_clusters(links, sources):
            members = _add_partners(cluster.units, segments, partners)
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    members=tuple(members),
                    relation=_relation(cluster.support),
                    score=round(cluster.support, 3),
                )
            )
    return claims


def _relation(support: float) -> Relation:
    return "equivalent" if support >= EQUIVALENT else "overlapping"


def _partners(beads: Sequence[Bead]) -> dict[str, tuple[str, ...]]:
    """Return for each aligned segment the segments of its bead's other side."""
    found: dict[str, tuple[str, ...]] = {}
    for bead in beads:
        if not bead.is_null:
            found.update(dict.fromkeys(bead.source, bead.target))
            found.update(dict.fromkeys(bead.target, bead.source))
    return found


def find_sources(segments: Sequence[Segment], partners: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return who speaks in each segment: a document, or what stands before or after its beads."""
    within: dict[str, tuple[int, int]] = {}
    for segment in segments:
        if segment.id in partners:
            start, _ = within.get(segment.doc, (segment.start, 0))
            within[segment.doc] = (start, segment.start)
    sources = []
    for segment in segments:
        first, last = within.get(segment.doc, (1, 0))
        part = "translated" if first <= segment.start <= last else "alone"
        sources.append(f"{segment.doc}\0{part}")
    return sources


def _add_partners(
    units: Sequence[Unit],
    segments: Sequence[Segment],
    partners: Mapping[str, tuple[str, ...]],
) -> list[Passage]:
    """Return the passages of a cluster, with the other language of those that have one."""
    place = {segment.id: number for number, segment in enumerate(segments)}
    passages = {unit.segment: _passage(segments[unit.segment], unit.span) for unit in units}
    for unit in units:
        for partner in partners.get(segments[unit.segment].id, ()):
            if partner in place:
                segment = segments[place[partner]]
                passages.setdefault(place[partner], _passage(segment, Span(0, len(segment.text))))
    return [passages[number] for number in sorted(passages)]


def _passage(segment: Segment, span: Span) -> Passage:
    return Passage(
        doc=segment.doc,
        segment=segment.id,
        start=segment.start + span.start,
        end=segment.start + span.end,
        lang=segment.lang,
        text=span.of(segment.text),
    )
