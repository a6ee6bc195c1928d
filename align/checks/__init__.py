"""Pairs of passages to discrepancies: every check of the table, in turn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from align.checks.pairs import Finding, Pair, make_side, make_text_pair
from align.records import Discrepancy, Evidence

if TYPE_CHECKING:
    from align.checks.table import Check

__all__ = ["Pair", "compare", "make_side", "make_text_pair", "number"]


def compare(pair: Pair, claim: str | None = None) -> list[Discrepancy]:
    """Return what differs between the two sides of a pair, in the table's order.

    The ids are empty; ``number`` gives them.

    >>> pair = make_text_pair("It cost $3 million.", "3천만 달러가 들었다.")
    >>> [(d.code, [e.text for e in d.evidence]) for d in compare(pair)]
    [('FIG003', ['$3 million', '3천만 달러'])]
    """
    from align.checks.table import CHECKS

    found = []
    for check in CHECKS:
        for finding in check.run(pair):
            evidence = (
                pair.source.evidence(finding.source, finding.source_value),
                pair.target.evidence(finding.target, finding.target_value),
            )
            found.append(make_discrepancy(check, finding, evidence, claim))
    return found


def make_discrepancy(
    check: Check, finding: Finding, evidence: Sequence[Evidence], claim: str | None = None
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
    first: dict[str, Discrepancy] = {}
    for discrepancy in discrepancies:
        first.setdefault(discrepancy.fingerprint, discrepancy)
    ranked = sorted(
        first.values(),
        key=lambda d: (order[d.severity], [(e.doc, e.start) for e in d.evidence], d.code),
    )
    return tuple(evolve(d, id=f"d{i}") for i, d in enumerate(ranked, 1))
