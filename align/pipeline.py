"""The whole job: documents to everything that a report shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from attrs import evolve, frozen

from align import __version__
from align.beads import align_segments
from align.checks import compare, make_side, number
from align.checks.pairs import Pair
from align.checks.table import CHECKS
from align.claims import Event, find_events, match_claims, tally_claims
from align.encoding import UseEncoder, default_encoder
from align.facts import Facts, read_facts
from align.facts.quotes import read_quotes
from align.people import check_people, group_people
from align.records import Bead, Claim, Discrepancy, Document, Quote, Segment
from align.report.page import MemberValue, NameGroup
from align.segments import article, is_interleaved, split_document

TRANSLATED_SHARE = 0.6
"""Share of the shorter document's segments that must find a counterpart before two
documents count as translations of each other (translated NTREX documents: 0.9 and
more; different articles on one event: 0.3 and less)."""


@frozen(kw_only=True)
class Report:
    """Everything that was found, as the report's files hold it."""

    title: str
    documents: tuple[Document, ...]
    segments: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    persons: tuple[NameGroup, ...]
    values: tuple[MemberValue, ...]
    explanations: Mapping[str, str]
    run: Mapping[str, object]


def build_report(
    documents: Sequence[Document],
    encoder: UseEncoder | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Report:
    """Return what documents say in common and where they differ.

    The same documents in the same order give the same report, but for
    ``run["seconds"]``.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        on_stage(name)
        begun = time.perf_counter()
        yield
        seconds[name] = round(time.perf_counter() - begun, 3)

    with stage("encoder"):
        encoder = encoder or default_encoder()
    with stage("segments"):
        by_document = [split_document(document) for document in documents]
        segments = [segment for part in by_document for segment in part]
    with stage("facts"):
        known = {document.name: document for document in documents}
        facts = {
            s.id: read_facts(s.text, s.lang, known[s.doc].published)
            for s in segments
            if not s.is_furniture and s.duplicate_of is None
        }
        quotes = [
            quote
            for document, part in zip(documents, by_document, strict=True)
            for quote in read_quotes(part, document.text)
        ]
    with stage("events"):
        people = group_people([s for part in by_document for s in article(part)], facts)
        events = find_events(documents, by_document, facts, people, encoder)
    with stage("beads"):
        beads = _align_all(documents, by_document, events, encoder)
    with stage("claims"):
        claims = match_claims(documents, by_document, beads, facts, events, encoder)
    with stage("checks"):
        discrepancies = number(
            [
                *_check_beads(beads, segments, known),
                *_check_claims(claims, segments, known),
                *check_people(people, beads, segments, events),
            ]
        )
    counts = {
        "documents": len(documents),
        "segments": len(segments),
        "beads": len(beads),
        "pairs": sum(not bead.is_null for bead in beads),
        "quotes": len(quotes),
        "claims": len(claims),
        "discrepancies": len(discrepancies),
    }
    return Report(
        title=_title(documents),
        documents=tuple(documents),
        segments=tuple(segments),
        beads=tuple(beads),
        quotes=tuple(quotes),
        claims=tuple(claims),
        discrepancies=discrepancies,
        persons=tuple(people.describe()),
        values=tuple(tally_claims(claims, facts)),
        explanations={check.code: check.explanation for check in CHECKS},
        run={
            "version": __version__,
            "encoder": encoder.name,
            "settings": {},
            "inputs": [
                {
                    "name": d.name,
                    "sha256": d.sha256,
                    "encoding": d.encoding,
                    "lang": d.lang,
                    "outlet": d.outlet,
                    "published": d.published,
                }
                for d in documents
            ],
            "events": [list(event.docs) for event in events],
            "counts": counts,
            "seconds": seconds,
        },
    )


def _title(documents: Sequence[Document]) -> str:
    titles = [document.title for document in documents if document.title]
    return titles[0] if len(documents) == 1 and titles else f"{len(documents)} documents compared"


def _align_all(
    documents: Sequence[Document],
    by_document: Sequence[Sequence[Segment]],
    events: Sequence[Event],
    encoder: UseEncoder,
) -> list[Bead]:
    """Return the beads of bilingual documents, and of documents that translate each other."""
    beads: list[Bead] = []
    sides = {
        document.name: article(part)
        for document, part in zip(documents, by_document, strict=True)
    }
    bilingual = {d.name for d, part in zip(documents, by_document, strict=True) if is_interleaved(part)}
    for name in bilingual & sides.keys():
        source = [s for s in sides[name] if s.lang == "en"]
        target = [s for s in sides[name] if s.lang == "ko"]
        beads.extend(align_segments(source, target, encoder).beads)
    langs = {document.name: document.lang for document in documents}
    for event in events:
        single = [doc for doc in event.docs if doc not in bilingual]
        for english in (doc for doc in single if langs[doc] == "en"):
            for korean in (doc for doc in single if langs[doc] == "ko"):
                found = align_segments(sides[english], sides[korean], encoder).beads
                if is_translation(found):
                    beads.extend(found)
    return [evolve(bead, id=f"b{i}") for i, bead in enumerate(beads, 1)]


def is_translation(beads: Sequence[Bead]) -> bool:
    """Say whether the beads of two documents show one to be the other's translation."""
    paired = [bead for bead in beads if not bead.is_null and bead.confidence >= 0.5]
    totals = [sum(len(side) for side in sides) for sides in zip(*((b.source, b.target) for b in beads), strict=True)]
    shorter = totals.index(min(totals)) if totals else 0
    matched = sum(len((bead.source, bead.target)[shorter]) for bead in paired)
    return bool(totals) and matched >= TRANSLATED_SHARE * totals[shorter] > 0


def _check_beads(
    beads: Sequence[Bead], segments: Sequence[Segment], documents: Mapping[str, Document]
) -> Iterator[Discrepancy]:
    known = {segment.id: segment for segment in segments}
    for bead in beads:
        if bead.is_null:
            continue
        sides = [[known[i] for i in ids] for ids in (bead.source, bead.target)]
        source, target = (make_side(side, documents[side[0].doc].published) for side in sides)
        yield from compare(Pair(source=source, target=target))


def _check_claims(
    claims: Sequence[Claim], segments: Sequence[Segment], documents: Mapping[str, Document]
) -> Iterator[Discrepancy]:
    known = {segment.id: segment for segment in segments}
    for claim in claims:
        members = [known[member.segment] for member in claim.members]
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                first, second = (one, other) if other.lang != "en" or one.lang == "en" else (other, one)
                source, target = (
                    make_side([side], documents[side.doc].published) for side in (first, second)
                )
                yield from compare(Pair(source=source, target=target, kind="claim"), claim.id)
