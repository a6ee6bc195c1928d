"""Which quotations are the same words: in two languages, or in two outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

from attrs import evolve, frozen

from align.records import Bead, Claim, Passage, Quote, Segment


@frozen(kw_only=True)
class QuotePair:
    """Two quotations of the same words.

    In a ``translation`` one renders the other; in a ``claim`` two outlets give
    them each in its own way.
    """

    source: Quote
    target: Quote
    kind: Literal["translation", "claim"]
    claim: str | None = None


def match_quotes(
    quotes: Sequence[Quote],
    beads: Iterable[Bead],
    claims: Iterable[Claim],
    segments: Sequence[Segment],
) -> list[QuotePair]:
    """Return pairs of quotations that beads and claims put side by side, source first.

    Sides of a bead with the same number of quotations are paired in order;
    others are left alone. Of a claim, quotations that hold its passages.
    """
    known = {segment.id: segment for segment in segments}
    by_document: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_document[quote.doc].append(quote)
    pairs = list(_pairs_of_beads(by_document, beads, known))
    for claim in claims:
        said = [(quote, m) for m in claim.members for quote in _around(by_document[m.doc], m)]
        for (one, a), (other, b) in combinations(said, 2):
            if a.doc != b.doc:
                source, target = (other, one) if b.lang == "en" != a.lang else (one, other)
                pairs.append(QuotePair(source=source, target=target, kind="claim", claim=claim.id))
    return pairs


def _pairs_of_beads(
    by_document: Mapping[str, Sequence[Quote]],
    beads: Iterable[Bead],
    known: Mapping[str, Segment],
) -> Iterator[QuotePair]:
    for bead in beads:
        sides = [_begun(by_document, [known[i] for i in ids]) for ids in (bead.source, bead.target)]
        if len(sides[0]) == len(sides[1]):
            for source, target in zip(*sides, strict=True):
                yield QuotePair(source=source, target=target, kind="translation")


def _begun(by_document: Mapping[str, Sequence[Quote]], segments: Sequence[Segment]) -> list[Quote]:
    """Return the quotations that begin in the segments."""
    return [
        quote
        for segment in segments
        for quote in by_document.get(segment.doc, ())
        if segment.start <= quote.start < segment.end
    ]


def _around(quotes: Sequence[Quote], passage: Passage) -> list[Quote]:
    """Return the quotations that hold most of a passage."""
    size = passage.end - passage.start
    return [q for q in quotes if 2 * (min(q.end, passage.end) - max(q.start, passage.start)) > size]


def cluster_quotes(quotes: Sequence[Quote], pairs: Iterable[QuotePair]) -> list[Quote]:
    """Return the quotations with ``cluster`` naming the first of the same words.

    >>> said = [Quote(id=d, doc=d, start=0, end=1, lang="ko", text="…") for d in "ab"]
    >>> pair = QuotePair(source=said[0], target=said[1], kind="claim")
    >>> [quote.cluster for quote in cluster_quotes(said, [pair])]
    ['a', 'a']
    """
    first = {quote.id: quote.id for quote in quotes}
    order = {quote.id: number for number, quote in enumerate(quotes)}

    def find(identity: str) -> str:
        while first[identity] != identity:
            identity = first[identity]
        return identity

    joined = set()
    for pair in pairs:
        a, b = sorted((find(pair.source.id), find(pair.target.id)), key=order.__getitem__)
        first[b] = a
        joined |= {pair.source.id, pair.target.id}
    return [evolve(q, cluster=find(q.id) if q.id in joined else None) for q in quotes]
