"""Pairs of passages to discrepancies: every check of the table, in turn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from align.checks.pairs import Finding, Pair, make_side, make_text_pair, narrow_side
from align.records import Bead, Discrepancy, Evidence, Segment

if TYPE_CHECKING:
    from align.checks.table import Check
    from align.people import Person
    from align.quotations import QuotePair

__all__ = [
    "Pair",
    "compare",
    "compare_people",
    "compare_quotes",
    "make_side",
    "make_text_pair",
    "narrow_side",
    "number",
]


def compare(pair: Pair, claim: str | None = None) -> list[Discrepancy]:
    """Return what differs between the two sides of a pair, in the table's order.

    The ids are empty; ``number`` gives them.

    >>> pair = make_text_pair("It cost $3 million.", "3천만 달러가 들었다.")
    >>> [(d.code, [e.text for e in d.evidence]) for d in compare(pair)]
    [('FIG003', ['$3 million', '3천만 달러'])]
    """
    from align.checks.table import PAIR_CHECKS

    found = []
    for check in PAIR_CHECKS:
        for finding in check.run(pair):
            evidence = (
                pair.source.evidence(finding.source, finding.source_value),
                pair.target.evidence(finding.target, finding.target_value),
            )
            found.append(make_discrepancy(check, finding, evidence, claim))
    return found


def compare_people(
    people: Sequence[Person], beads: Sequence[Bead], events: Sequence[Sequence[str]]
) -> list[Discrepancy]:
    """Return what differs in the titles and spellings of persons, event by event.

    ``events`` holds the names of the documents of each.
    """
    from align.checks.people import PersonContext, make_partners
    from align.checks.table import PERSON_CHECKS

    partners = make_partners(beads)
    found = []
    for docs in events:
        for person in people:
            context = PersonContext(person=person.in_documents(docs), partners=partners)
            for check in PERSON_CHECKS:
                for finding, evidence in check.run(context):
                    found.append(make_discrepancy(check, finding, evidence))
    return found


def compare_quotes(
    pairs: Iterable[QuotePair], segments: Mapping[str, Segment]
) -> list[Discrepancy]:
    """Return what differs between quotations of the same words.

    ``segments`` holds the segments where they stand, by id.
    """
    from align.checks.quotes import QuoteContext
    from align.checks.table import QUOTE_CHECKS

    return [
        make_discrepancy(check, finding, evidence, pair.claim)
        for pair in pairs
        for check in QUOTE_CHECKS
        for finding, evidence in check.run(QuoteContext(pair=pair, segments=segments))
    ]


def make_discrepancy(
    check: Check[Any, Any], finding: Finding, evidence: Sequence[Evidence], claim: str | None = None
) -> Discrepancy:
    """Return a finding as a record, with the fingerprint of its evidence."""
    return Discrepancy(
        id="",
        code=check.code,
        type=check.type,
        severity=check.severity,
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
