"""Clusters of units that state the same, one of each source, without chains.

Links are taken best first. A unit joins a cluster only if its segment is linked
to the segment of *every* member, so that no chain leads from one claim to
another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define, evolve

from align.claims.links import Link
from align.claims.units import Unit
from align.records import Span

ACCEPT = 0.64
EQUIVALENT = 0.75
"""Support from which two passages are one claim, and from which an equivalent one. On the
pairs of passages of two documents in ``gold/`` (seeds and real): at 0.60 25 of 28 and 17 of 21
pairs found are right, at 0.64 24 of 25 and 17 of 18, at 0.66 23 of 24 and 15 of 15; recall 59
and 49, 57 and 49, 54 and 41 per cent. In articles that share 40 % of their sentences
(``comparable`` and ``comparable_hard``, 16 pairs) 134 of 143."""

BEST_SHARE = 0.9
"""A link must be nearly the best that each of its two units has in the other source."""

JOIN = 0.5
"""Support that a passage must have with every member of a cluster that it joins: with 0.3
three wrong pairs more, none right."""


@define
class Cluster:
    """Units of different sources that state the same, and the weakest link among them."""

    units: list[Unit]
    support: float


def make_clusters(links: Sequence[Link], sources: Sequence[str]) -> list[Cluster]:
    """Return clusters of units, one of each source at most; ``links`` come best first.

    A segment may stand in several clusters, with words that do not overlap.
    """
    near = {(link.one.segment, link.other.segment) for link in links if link.support >= JOIN}
    best: dict[tuple[int, Span, str], float] = {}
    for link in links:
        for unit, other in ((link.one, link.other), (link.other, link.one)):
            best.setdefault((unit.segment, unit.span, sources[other.segment]), link.support)
    clusters: list[Cluster] = []
    taken: defaultdict[int, list[tuple[Span, Cluster]]] = defaultdict(list)

    def find(unit: Unit) -> Cluster | None:
        return next((c for span, c in taken[unit.segment] if span.overlaps(unit.span)), None)

    for link in links:
        if link.support < ACCEPT:
            break
        one, other = link.one, link.other
        is_best = link.support >= BEST_SHARE * max(
            best[one.segment, one.span, sources[other.segment]],
            best[other.segment, other.span, sources[one.segment]],
        )
        left, right = find(one), find(other)
        if not is_best or (left is not None and left is right):
            continue
        units = [*(left.units if left else [one]), *(right.units if right else [other])]
        speakers = {sources[unit.segment] for unit in units}
        is_near = all(
            (min(a.segment, b.segment), max(a.segment, b.segment)) in near
            for a in (left.units if left else [one])
            for b in (right.units if right else [other])
        )
        if len(speakers) < len(units) or not is_near:
            continue
        joined = Cluster(units, min([link.support, *(c.support for c in (left, right) if c)]))
        clusters = [c for c in clusters if c is not left and c is not right] + [joined]
        for unit in units:
            rest = [(span, c) for span, c in taken[unit.segment] if c not in (left, right)]
            taken[unit.segment] = [*rest, (unit.span, joined)]
    return sorted(_merge(clusters), key=lambda c: min((u.segment, u.span.start) for u in c.units))


def _merge(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return the clusters, those over the same segments as one with the wider spans."""
    merged: dict[tuple[int, ...], Cluster] = {}
    for cluster in clusters:
        units = {unit.segment: unit for unit in cluster.units}
        key = tuple(sorted(units))
        known = merged.get(key)
        if known:
            wider = [_hull(unit, units[unit.segment]) for unit in known.units]
            merged[key] = Cluster(wider, max(known.support, cluster.support))
        else:
            merged[key] = cluster
    return list(merged.values())


def _hull(one: Unit, other: Unit) -> Unit:
    start, end = min(one.span.start, other.span.start), max(one.span.end, other.span.end)
    return evolve(one, span=Span(start, end))
