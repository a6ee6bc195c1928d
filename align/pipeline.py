"""The whole job: documents to everything that a report shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations, count
from pathlib import Path
from threading import Thread

import numpy as np
from attrs import evolve, frozen

from align import __version__
from align.beads import align_segments
from align.checks import (
    compare,
    compare_alone,
    compare_neighbours,
    compare_people,
    compare_quotes,
    compare_restated,
    compare_untold,
    compare_within,
    make_side,
    narrow_side,
    number,
)
from align.checks.causes import merge_causes
from align.checks.figures import show_value
from align.checks.glossary import Glossary
from align.checks.pairs import Pair, Side
from align.checks.settings import CheckSettings
from align.checks.table import CHECKS
from align.checks.updates import grade_updates
from align.claims import ACCEPT, EQUIVALENT, match_claims
from align.encoding import UseEncoder, default_encoder
from align.errors import InputError
from align.events import MAX_DAYS, RELATED, Event, Row, find_events, is_translation
from align.facts import Facts, read_facts
from align.facts.aliases import load_aliases
from align.facts.quotes import read_quotes
from align.people import find_people, names_by_document
from align.quotations import cluster_quotes, match_quotes
from align.records import Bead, Claim, Discrepancy, Document, Quote, Segment
from align.report.page import MemberValue, NameGroup
from align.report.persons import describe_people, tally_claims
from align.segments import article, is_interleaved, sides, split_document

MAX_SENTENCE = 20_000
"""Characters of the longest segment whose facts are read; no sentence is that long."""


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
    on_stage: Callable[[str, str], None] = lambda stage, amount: None,
    aliases: Path | str | None = None,
    checks: CheckSettings | None = None,
    glossary: Glossary | None = None,
) -> Report:
    """Return what documents say in common and where they differ.

    The same documents in the same order give the same report, but for
    ``run["seconds"]``. ``on_stage`` is told each stage and how much it has to do.
    ``aliases`` is a file of names that mean the same; they stay in force. ``checks``
    switches and grades checks, ``glossary`` holds agreed translations.

    Raises:
        InputError: two documents have the same name, or ``aliases`` cannot be read.
    """
    names = [document.name for document in documents]
    if len(set(names)) < len(names):
        raise InputError("two documents have one name; names tell documents apart")
    own_names = load_aliases(aliases) if aliases is not None else ()
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str, amount: str = "") -> Iterator[None]:
        on_stage(name, amount)
        begun = time.perf_counter()
        yield
        seconds[name] = round(time.perf_counter() - begun, 3)

    loading = Thread(target=default_encoder)  # unpacks its weights while facts are read
    if encoder is None:
        loading.start()
    with stage("segments", f"{len(documents)} documents"):
        by_document = [split_document(document) for document in documents]
        segments = [segment for part in by_document for segment in part]
    with stage("facts", f"{len(segments)} segments"):
        known = {document.name: document for document in documents}
        facts = {
            s.id: read_facts(s.text[:MAX_SENTENCE], s.lang, known[s.doc].published)
            for s in segments
            if not s.is_furniture and s.duplicate_of is None
        }
        quotes = [
            quote
            for document, part in zip(documents, by_document, strict=True)
            for quote in read_quotes(part, document.text)
        ]
    articles = [segment for part in by_document for segment in article(part)]
    with stage("encoder"):
        if encoder is None:
            loading.join()
            encoder = default_encoder()
    with stage("vectors", f"{len(articles)} segments"):
        texts = list(dict.fromkeys(segment.text for segment in articles))
        rows = dict(zip(texts, encoder.encode(texts), strict=True))
        vectors = {segment.id: rows[segment.text] for segment in articles}
    with stage("events", f"{len(documents)} documents"):
        people = find_people(articles, facts)
        named = names_by_document(people, names)
        events = find_events(documents, by_document, facts, named, vectors)
    with stage("beads", f"{len(events)} events"):
        alignments = _align_all(documents, by_document, events, vectors, encoder)
        beads = [bead for part in alignments for bead in part]
    with stage("claims", f"{len(beads)} beads"):
        claims = match_claims(documents, by_document, beads, facts, events, vectors, encoder)
        pairs = match_quotes(quotes, beads, claims, segments, [event.docs for event in events])
        quotes = cluster_quotes(quotes, pairs)
    with stage("checks", f"{len(claims)} claims"):
        reader = _SideReader(segments, known, facts)
        settings = checks or CheckSettings()
        alone = [
            (reader.read((s.id,)), known[s.doc].published)
            for s in articles
            if s.duplicate_of is None
        ]
        known_segments = {segment.id: segment for segment in segments}
        found = list(_check_beads(beads, reader, settings, glossary))
        found += [
            *compare_within(alone),
            *_check_claims(claims, reader, found),
            *compare_neighbours(beads, known_segments),
            *compare_untold(alignments, known_segments, encoder),
            *compare_restated((s for s in articles if s.duplicate_of is None), facts),
            *compare_alone(claims, _told_by_document(by_document), facts, beads),
            *compare_people(people, beads, [event.docs for event in events], articles),
            *compare_quotes(pairs, known_segments, facts),
        ]
        merged = merge_causes(settings.apply(found))
        discrepancies = number(settings.apply(grade_updates(merged, documents)))
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
        persons=tuple(describe_people(people)),
        values=tuple(tally_claims(claims, facts, {s.id: s for s in segments})),
        explanations={check.code: check.explanation for check in CHECKS},
        run={
            "version": __version__,
            "encoder": encoder.name,
            "settings": {
                "event_days": MAX_DAYS,
                "event_related": RELATED,
                "claim_accept": ACCEPT,
                "claim_equivalent": EQUIVALENT,
                "aliases": [list(group) for group in own_names],
            },
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


def _told_by_document(by_document: Sequence[Sequence[Segment]]) -> dict[str, list[Segment]]:
    """Return what each document says, furniture and second printings left out."""
    return {
        part[0].doc: [segment for segment in article(part) if segment.duplicate_of is None]
        for part in by_document
        if part
    }


def _align_all(
    documents: Sequence[Document],
    by_document: Sequence[Sequence[Segment]],
    events: Sequence[Event],
    vectors: Mapping[str, Row],
    encoder: UseEncoder,
) -> list[list[Bead]]:
    """Return the beads of bilingual documents, and of documents that translate each other."""
    found: list[Sequence[Bead]] = []
    parts = {d.name: part for d, part in zip(documents, by_document, strict=True)}
    bilingual = [name for name, part in parts.items() if is_interleaved(part)]
    for name in bilingual:
        found.append(align_segments(*sides(parts[name]), encoder).beads)
    langs = {document.name: document.lang for document in documents}
    for event in events:
        single = [doc for doc in event.docs if doc not in bilingual]
        for english in (doc for doc in single if langs[doc] == "en"):
            for korean in (doc for doc in single if langs[doc] == "ko"):
                source, target = article(parts[english]), article(parts[korean])
                rows = (np.array([vectors[s.id] for s in side]) for side in (source, target))
                if is_translation(*rows):
                    found.append(align_segments(source, target, encoder).beads)
    numbers = count(1)
    return [[evolve(bead, id=f"b{next(numbers)}") for bead in beads] for beads in found]


class _SideReader:
    """Makes the sides that checks compare, and reads no facts twice."""

    def __init__(
        self,
        segments: Sequence[Segment],
        documents: Mapping[str, Document],
        facts: Mapping[str, Facts],
    ) -> None:
        self._segments = {segment.id: segment for segment in segments}
        self._documents = documents
        self._facts = facts
        self._made: dict[tuple[str, ...], Side] = {}

    def read(self, ids: tuple[str, ...]) -> Side:
        if ids not in self._made:
            segments = [self._segments[i] for i in ids]
            published = self._documents[segments[0].doc].published
            known = self._facts.get(ids[0]) if len(ids) == 1 else None
            self._made[ids] = make_side(segments, published, known)
        return self._made[ids]


def _check_beads(
    beads: Sequence[Bead],
    reader: _SideReader,
    settings: CheckSettings,
    glossary: Glossary | None,
) -> Iterator[Discrepancy]:
    for bead in beads:
        if not bead.is_null:
            pair = Pair(
                source=reader.read(bead.source),
                target=reader.read(bead.target),
                glossary=glossary or Glossary(),
            )
            yield from compare(pair, skip=settings.off)


MAX_MEMBERS = 8
"""Members of a claim that are all held against each other; of more, one for each set of
figures is, so that the work does not grow with the square of the outlets."""


EXACT_TYPES = frozenset({"figure", "date", "unit"})
"""What is compared only in claims that are equivalent: passages that merely overlap give
figures of different things. Articles that share 40 % of their sentences (``comparable``,
``comparable_hard``, 16 pairs) had 4 false findings of these types without, none with it."""


def _check_claims(
    claims: Sequence[Claim], reader: _SideReader, found: Sequence[Discrepancy]
) -> Iterator[Discrepancy]:
    """Yield what differs inside each claim, pair by pair.

    What ``found`` reports of a passage already is not reported again.
    """
    known = {(d.code, e.doc, e.segment) for d in found for e in d.evidence}
    for claim in claims:
        members = [(m, narrow_side(reader.read((m.segment,)), m)) for m in claim.members]
        if len(members) > MAX_MEMBERS:
            members = list({_figures_of(side): (m, side) for m, side in members[::-1]}.values())
        for (one, a), (other, b) in combinations(members[: 4 * MAX_MEMBERS], 2):
            is_first = other.lang != "en" or one.lang == "en"
            pair = Pair(source=a if is_first else b, target=b if is_first else a, kind="claim")
            for d in compare(pair, claim.id):
                told = any((d.code, e.doc, e.segment) in known for e in d.evidence)
                if d.type in EXACT_TYPES and claim.relation != "equivalent":
                    continue
                if not told:
                    yield d


def _figures_of(side: Side) -> frozenset[str]:
    return frozenset(show_value(figure) for figure in side.facts.figures)
