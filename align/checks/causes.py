"""One cause, one finding: what several checks say of the same words is told once.

A month that is wrong is also a number that is wrong; a sum that two outlets give
against a third differs twice. The finding that says most stays, the others are
named in its message and lend it their evidence. Left out: what stands in one
sentence without touching the same facts, which may be two errors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from align.checks.pairs import Finding, Pair, Side
from align.facts.names import compare_names
from align.records import Discrepancy, DiscrepancyType, Evidence, Severity, Span

if TYPE_CHECKING:
    from align.checks.table import Check

SEVERITIES: Mapping[Severity, int] = {"critical": 0, "major": 1, "minor": 2, "info": 3}

GENERAL: frozenset[DiscrepancyType] = frozenset({"mistranslation", "omission", "addition", "other"})
"""Types that say less of a fact than the one that is its own."""

LIKENESS = ("OMI", "ADD")
"""Families that go by the likeness of phrases: a check that reads what is missing says more."""

VALUED: frozenset[DiscrepancyType] = frozenset(
    {"figure", "date", "unit", "name", "place", "attribution"}
)
"""Types whose values are the same or not: an outlier against several is one cause. Words of
quotations differ each in its own way."""

NAMED: frozenset[DiscrepancyType] = frozenset({"name", "place", "attribution"})

Row = tuple["Check[Pair, Finding]", Finding]


def pick_causes(pair: Pair, rows: Sequence[Row]) -> list[Row]:
    """Return the findings of one pair without those that another one says better.

    Two are of one cause where their words, or the figures and names that these are
    part of, overlap on each side that both point at.
    """
    ranked = sorted(
        range(len(rows)),
        key=lambda i: _rank(rows[i][0].code, rows[i][0].type, _grade(rows[i]), rows[i][1]),
    )
    kept: dict[int, list[int]] = {}
    for i in ranked:
        finding = rows[i][1]
        owner = next((k for k in kept if _is_one_cause(pair, rows[k][1], finding)), None)
        if owner is None:
            kept[i] = []
        else:
            kept[owner].append(i)
    return [(rows[i][0], _with_others(rows[i], [rows[j] for j in kept[i]])) for i in sorted(kept)]


def _rank(
    code: str, kind: DiscrepancyType, severity: Severity, told: Finding | Discrepancy
) -> tuple[bool, int, bool, bool, float]:
    """Return what makes a finding tell more of a cause than another, best first."""
    return (
        code.startswith(LIKENESS),
        SEVERITIES[severity],
        told.verdict == "not_found",
        kind in GENERAL,
        -told.confidence,
    )


def _grade(row: Row) -> Severity:
    return row[1].severity or row[0].severity


def _gravest(*severities: Severity) -> Severity:
    return min(severities, key=SEVERITIES.__getitem__)


def _is_one_cause(pair: Pair, one: Finding, other: Finding) -> bool:
    sides = (pair.source, one.source, other.source), (pair.target, one.target, other.target)
    met = [_touch(side, a, b) for side, a, b in sides if a is not None and b is not None]
    return bool(met) and all(met)


def _touch(side: Side, a: Span, b: Span) -> bool:
    return a.overlaps(b) or _widen(side, a).overlaps(_widen(side, b))


def _widen(side: Side, span: Span) -> Span:
    """Return a span with the figures and names that it is part of."""
    spans = [f.span for f in side.facts.figures] + [m.span for m in side.facts.mentions]
    touched = [s for s in spans if s.overlaps(span)]
    return Span(
        min([span.start, *(s.start for s in touched)]), max([span.end, *(s.end for s in touched)])
    )


def _with_others(row: Row, others: Sequence[Row]) -> Finding:
    check, finding = row
    if not others:
        return finding
    also = {
        c.code: f.message for c, f in others if c.code != check.code and f.verdict != "not_found"
    }
    severity = _gravest(*(_grade(r) for r in (row, *others)))
    return evolve(finding, message=_join(finding.message, also), severity=severity)


def _join(message: str, also: Mapping[str, str]) -> str:
    return "; ".join([message, *(f"also {code}: {text}" for code, text in also.items())])


def merge_causes(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return findings of all passages with those of one cause as one.

    Of one check, findings that share one side are an outlier held against several, where
    these give one value. Of two checks, findings are one where they point at the same
    words on two sides; where one of them looks at a single text, on one.

    >>> def side(doc, value):
    ...     place = {"doc": doc, "segment": doc, "start": 0, "end": 3, "lang": "ko"}
    ...     return Evidence(**place, text=value, value=value)
    >>> def differ(a, b):
    ...     told = {"type": "figure", "severity": "major", "verdict": "differs"}
    ...     rest = {"id": "", "confidence": 0.9, "message": "300 against 400"}
    ...     return Discrepancy(code="FIG001", **told, **rest, evidence=(a, b))
    >>> a, b, c = side("a", "300"), side("b", "400"), side("c", "300")
    >>> [merged] = merge_causes([differ(a, b), differ(b, c)])
    >>> [e.doc for e in merged.evidence], merged.message
    (['a', 'b', 'c'], '300 against 400; 2 passages against 1')
    """
    rows = list(found)
    order = sorted(
        range(len(rows)),
        key=lambda i: _rank(rows[i].code, rows[i].type, rows[i].severity, rows[i]),
    )
    kept: dict[int, Discrepancy] = {}
    by_segment: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in order:
        row = rows[i]
        near = sorted({k for e in row.evidence for k in by_segment[e.doc, e.segment]})
        owner = next((k for k in near if _is_one(kept[k], row)), None)
        kept[i if owner is None else owner] = row if owner is None else _absorb(kept[owner], row)
        for e in row.evidence:
            by_segment[e.doc, e.segment].append(i if owner is None else owner)
    return [_count_votes(kept[i]) for i in sorted(kept)]


def _is_one(one: Discrepancy, other: Discrepancy) -> bool:
    if one.code == other.code:
        return (
            one.type in VALUED
            and any(_is_same_place(a, b) for a in one.evidence for b in other.evidence)
            and len(_group_values((*one.evidence, *other.evidence), one.type)) == 2
        )
    ours, theirs = _pointed(one), _pointed(other)
    hits = {(i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if _overlap(a, b)}
    if _is_inside(one) or _is_inside(other):
        return bool(hits)
    return len({i for i, _ in hits}) > 1 and len({j for _, j in hits}) > 1


def _pointed(row: Discrepancy) -> list[Evidence]:
    """Return the places that a finding points at, without the passages that lack something."""
    return [e for e in row.evidence if e.value is not None]


def _is_inside(row: Discrepancy) -> bool:
    """Say whether a finding points at words of one segment only."""
    return len({(e.doc, e.segment) for e in _pointed(row)}) == 1


def _is_same_place(a: Evidence, b: Evidence) -> bool:
    return (a.doc, a.start, a.end) == (b.doc, b.start, b.end)


def _overlap(a: Evidence, b: Evidence) -> bool:
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def _group_values(evidence: Sequence[Evidence], kind: DiscrepancyType) -> list[list[Evidence]]:
    """Return the evidence by value; a name in two scripts is one value."""
    groups: list[list[Evidence]] = []
    for e in evidence:
        for group in groups:
            known = group[0].value or ""
            if e.value == known or (
                kind in NAMED and compare_names(e.value or "", known).verdict != "different"
            ):
                group.append(e)
                break
        else:
            groups.append([e])
    return groups


def _absorb(owner: Discrepancy, row: Discrepancy) -> Discrepancy:
    """Return a finding with the evidence of another that it does not touch yet."""
    new = [e for e in _pointed(row) if not any(_overlap(e, o) for o in owner.evidence)]
    is_told = row.verdict == "not_found" or row.code == owner.code
    also = {} if is_told else {row.code: row.message}
    return evolve(
        owner,
        evidence=(*owner.evidence, *new),
        message=_join(owner.message, also),
        severity=_gravest(owner.severity, row.severity),
    )


def _count_votes(row: Discrepancy) -> Discrepancy:
    """Return a finding with the fingerprint of all its evidence, and how many say what."""
    from align.checks import fingerprint

    message = row.message
    groups = _group_values(row.evidence, row.type) if row.type in VALUED else []
    if len(row.evidence) > 2 and len(groups) == 2:
        most, least = sorted(map(len, groups), reverse=True)
        message = f"{message}; {most} passages against {least}"
    return evolve(row, message=message, fingerprint=fingerprint(row.code, row.evidence))
