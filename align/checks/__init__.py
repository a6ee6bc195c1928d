"""Pairs of passages to discrepancies: every check of the table, in turn."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from align.checks.pairs import Finding, Pair, join_side, make_side, make_text_pair, narrow_side
from align.records import Bead, Claim, Discrepancy, Evidence, Segment

if TYPE_CHECKING:
    from datetime import date

    from align.checks.pairs import Side
    from align.checks.repeats import Repeats
    from align.checks.table import Check
    from align.facts import Facts
    from align.people import Person
    from align.protocols import Encoder
    from align.quotations import QuotePair

__all__ = [
    "Pair",
    "compare",
    "compare_alone",
    "compare_neighbours",
    "compare_people",
    "compare_quotes",
    "compare_repeats",
    "compare_restated",
    "compare_untold",
    "compare_within",
    "make_side",
    "make_text_pair",
    "narrow_side",
    "number",
]


def compare(pair: Pair, claim: str | None = None, skip: Container[str] = ()) -> list[Discrepancy]:
    """Return what differs between the two sides of a pair, in the table's order, a cause once.

    The ids are empty; ``number`` gives them. Checks whose codes ``skip`` holds are not run.

    >>> pair = make_text_pair("It cost $3 million.", "3천만 달러가 들었다.")
    >>> [(d.code, [e.text for e in d.evidence]) for d in compare(pair)]
    [('FIG003', ['$3 million', '3천만 달러'])]
    """
    from align.checks.causes import pick_causes
    from align.checks.table import PAIR_CHECKS

    rows = [
        (check, finding)
        for check in PAIR_CHECKS
        if check.code not in skip
        for finding in check.run(pair)
    ]
    found = []
    for check, finding in pick_causes(pair, rows) if len(rows) > 1 else rows:
        evidence = (
            pair.source.evidence(finding.source, finding.source_value),
            pair.target.evidence(finding.target, finding.target_value),
        )
        found.append(make_discrepancy(check, finding, evidence, claim))
    return found


def compare_neighbours(beads: Sequence[Bead], segments: Mapping[str, Segment]) -> list[Discrepancy]:
    """Return what differs between a bead and the next one taken together.

    ``segments`` holds the segments of the beads, by id.
    """
    from align.checks.table import NEIGHBOUR_CHECKS

    full = [bead for bead in beads if not bead.is_null]
    found = []
    for one, other in pairwise(full):
        sides = [
            [segments[i] for i in (*a, *b)]
            for a, b in ((one.source, other.source), (one.target, other.target))
        ]
        if any(len({segment.doc for segment in side}) > 1 for side in sides):
            continue
        pair = Pair(source=join_side(sides[0]), target=join_side(sides[1]))
        for check in NEIGHBOUR_CHECKS:
            for finding in check.run(pair):
                evidence = (
                    pair.source.evidence(finding.source, finding.source_value),
                    pair.target.evidence(finding.target, finding.target_value),
                )
                found.append(make_discrepancy(check, finding, evidence))
    return found


def compare_untold(
    alignments: Iterable[Sequence[Bead]], segments: Mapping[str, Segment], encoder: Encoder
) -> list[Discrepancy]:
    """Return the sentences that one side of each alignment tells alone.

    ``alignments`` holds the beads of each, in order.
    """
    from align.checks.table import UNTOLD_CHECKS
    from align.checks.untold import find_untold

    return [
        make_discrepancy(check, finding, evidence)
        for beads in alignments
        for untold in find_untold(beads, segments, encoder)
        for check in UNTOLD_CHECKS
        for finding, evidence in check.run(untold)
    ]


def compare_alone(
    claims: Iterable[Claim],
    documents: Mapping[str, Sequence[Segment]],
    facts: Mapping[str, Facts],
    beads: Sequence[Bead] = (),
) -> list[Discrepancy]:
    """Return what only one source of each claim gives.

    ``documents`` holds for each document what it says, ``facts`` what was read there.
    Documents that ``beads`` align translate each other: their pairs say what is missing.
    """
    from align.checks.alone import ClaimContext, read_telling
    from align.checks.table import CLAIM_CHECKS

    aligned = {i for bead in beads if not bead.is_null for i in bead.source + bead.target}
    claims = [
        claim
        for claim in claims
        if len({m.doc for m in claim.members}) > 1
        and not all(m.segment in aligned for m in claim.members)
    ]
    docs = dict.fromkeys(member.doc for claim in claims for member in claim.members)
    told = {doc: read_telling(documents[doc], facts) for doc in docs}
    segments = {segment.id: segment for doc in docs for segment in documents[doc]}
    return [
        make_discrepancy(check, finding, evidence, claim.id)
        for claim in claims
        for check in CLAIM_CHECKS
        for finding, evidence in check.run(
            ClaimContext(claim=claim, segments=segments, facts=facts, documents=told)
        )
    ]


def compare_restated(segments: Iterable[Segment], facts: Mapping[str, Facts]) -> list[Discrepancy]:
    """Return where a document gives two values of what it states twice.

    ``segments`` are those of any number of documents, second printings left out.
    """
    from align.checks.restated import read_restated, split_by_language
    from align.checks.table import RESTATED_CHECKS

    return [
        make_discrepancy(check, finding, evidence)
        for part in split_by_language(segments)
        for check in RESTATED_CHECKS
        for finding, evidence in check.run(read_restated(part, facts))
    ]


def compare_people(
    people: Sequence[Person],
    beads: Sequence[Bead],
    events: Sequence[Sequence[str]],
    segments: Sequence[Segment] = (),
) -> list[Discrepancy]:
    """Return what differs in the titles and spellings of persons, event by event.

    ``events`` holds the names of the documents of each, ``segments`` what they say.
    """
    from align.checks.people import PersonContext, make_partners
    from align.checks.table import PERSON_CHECKS

    partners = make_partners(beads)
    found = []
    for docs in events:
        told = tuple(segment for segment in segments if segment.doc in docs)
        for person in people:
            context = PersonContext(
                person=person.in_documents(docs), partners=partners, segments=told
            )
            for check in PERSON_CHECKS:
                for finding, evidence in check.run(context):
                    found.append(make_discrepancy(check, finding, evidence))
    return found


def compare_quotes(
    pairs: Iterable[QuotePair],
    segments: Mapping[str, Segment],
    facts: Mapping[str, Facts] | None = None,
) -> list[Discrepancy]:
    """Return what differs between quotations of the same words.

    ``segments`` holds the segments where they stand, by id, ``facts`` what has been
    read there.
    """
    from align.checks.quotes import QuoteContext
    from align.checks.table import QUOTE_CHECKS

    return [
        make_discrepancy(check, finding, evidence, pair.claim)
        for pair in pairs
        for check in QUOTE_CHECKS
        for finding, evidence in check.run(
            QuoteContext(pair=pair, segments=segments, facts=facts or {})
        )
    ]


def compare_within(sides: Iterable[tuple[Side, date | None]]) -> list[Discrepancy]:
    """Return what differs inside each text; beside it the day its document was published.

    >>> side = make_text_pair("", "1억 달러(약 130억 원)를 투자한다.").target
    >>> [d.code for d in compare_within([(side, None)])]
    ['CNV001']
    """
    from align.checks.table import WITHIN_CHECKS
    from align.checks.within import Alone

    found = []
    for side, ref in sides:
        alone = Alone(side=side, ref=ref)
        for check in WITHIN_CHECKS:
            for finding, first, second in check.run(alone):
                evidence = (
                    side.evidence(first, finding.source_value),
                    side.evidence(second, finding.target_value),
                )
                found.append(make_discrepancy(check, finding, evidence))
    return found


def compare_repeats(repeats: Repeats, number: int, pair: Pair) -> list[Discrepancy]:
    """Return how pair ``number`` of a bitext differs from an earlier one of the same source.

    >>> from align.checks.repeats import Repeats
    >>> repeats = Repeats()
    >>> targets = ["그는 방을 나갔다.", "그는 떠났다."]
    >>> pairs = [make_text_pair("He left the room.", korean) for korean in targets]
    >>> [d.code for i, pair in enumerate(pairs) for d in compare_repeats(repeats, i, pair)]
    ['INC001']
    """
    from align.checks.table import BITEXT_CHECKS

    retold = repeats.add(number, pair)
    if retold is None:
        return []
    return [
        make_discrepancy(
            check,
            finding,
            (
                pair.source.evidence(finding.source, finding.source_value),
                pair.target.evidence(finding.target, finding.target_value),
            ),
        )
        for check in BITEXT_CHECKS
        for finding in check.run(retold)
    ]


def make_discrepancy(
    check: Check[Any, Any], finding: Finding, evidence: Sequence[Evidence], claim: str | None = None
) -> Discrepancy:
    """Return a finding as a record, with the fingerprint of its evidence."""
    return Discrepancy(
        id="",
        code=check.code,
        type=check.type,
        severity=finding.severity or check.severity,
        verdict=finding.verdict,
        confidence=finding.confidence,
        message=finding.message,
        evidence=tuple(evidence),
        claim=claim,
        fingerprint=fingerprint(check.code, evidence),
    )


def fingerprint(code: str, evidence: Iterable[Evidence]) -> str:
    """Return what names a discrepancy whatever the run: its code and its evidence.

    Offsets are left out, so that a line added above changes nothing.
    """
    parts = [code, *(f"{e.doc}\0{e.text}\0{e.value}" for e in evidence)]
    return hashlib.sha256("\0\0".join(parts).encode(errors="replace")).hexdigest()[:16]


def number(discrepancies: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Return the discrepancies with ids d1, d2, …, the gravest first, each once."""
    from attrs import evolve

    order = {"critical": 0, "major": 1, "minor": 2, "info": 3}
    first: dict[tuple[object, ...], Discrepancy] = {}
    for discrepancy in discrepancies:
        places = tuple((e.doc, e.start, e.end) for e in discrepancy.evidence)
        first.setdefault((discrepancy.code, *places), discrepancy)
    ranked = sorted(
        first.values(),
        key=lambda d: (order[d.severity], [(e.doc, e.start) for e in d.evidence], d.code),
    )
    return tuple(evolve(d, id=f"d{i}") for i, d in enumerate(ranked, 1))
