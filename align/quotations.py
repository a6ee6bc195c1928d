"""Which quotations are the same words: in two languages, or in two outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Literal

from attrs import evolve, frozen

from align.records import Bead, Claim, Passage, Quote, Segment


@frozen(kw_only=True)
class QuotePair:
    """Two quotations of the same words.

    In a ``translation`` one renders the other; in a ``claim`` two outlets give
    them each in its own way, which ``claim`` names where there is one.
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
    events: Iterable[Sequence[str]] = (),
) -> list[QuotePair]:
    """Return pairs of quotations that beads and claims put side by side, source first.

    Sides of a bead with the same number of quotations are paired in order;
    others are left alone. Of a claim, the quotations of its passages. Of the
    documents of one of ``events``, quotations in one language that share a long
    run of words.
    """
    known = {segment.id: segment for segment in segments}
    by_document: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_document[quote.doc].append(quote)
    pairs = list(_pairs_of_beads(by_document, beads, known))
    for claim in claims:
        for a, b in combinations(claim.members, 2):
            if a.doc != b.doc:
                pairs += _pairs_of_members(by_document, known, claim, a, b)
    told = {frozenset((pair.source.id, pair.target.id)) for pair in pairs}
    for docs in events:
        for pair in _pairs_of_runs([by_document[doc] for doc in docs]):
            if frozenset((pair.source.id, pair.target.id)) not in told:
                pairs.append(pair)
    return pairs


def _pairs_of_members(
    by_document: Mapping[str, Sequence[Quote]],
    known: Mapping[str, Segment],
    claim: Claim,
    a: Passage,
    b: Passage,
) -> Iterator[QuotePair]:
    """Yield the quotations of two passages of a claim, pair by pair.

    Sentences with equally many quotations give them in one order where the
    passages do not say otherwise: in two languages those beside the claim's too, in
    one language their words would have joined them. Of other sentences, each
    passage must hold a single one.
    """
    if b.lang == "en" != a.lang:
        a, b = b, a
    all_a, all_b = (_begun(by_document, [known[m.segment]]) for m in (a, b))
    held_a, held_b = _touched(all_a, a), _touched(all_b, b)
    pairs: list[tuple[Quote, Quote]] = []
    if len(all_a) == len(all_b) and any(
        q in held_a and r in held_b for q, r in zip(all_a, all_b, strict=True)
    ):
        pairs = [
            (q, r)
            for q, r in zip(all_a, all_b, strict=True)
            if a.lang != b.lang or (q in held_a and r in held_b)
        ]
    elif len(held_a) == len(held_b) == 1:
        pairs = [(held_a[0], held_b[0])]
    for source, target in pairs:
        yield QuotePair(source=source, target=target, kind="claim", claim=claim.id)


def _touched(quotes: Sequence[Quote], passage: Passage) -> list[Quote]:
    """Return the quotations that hold half of the passage, or the passage half of them."""
    shared = [(q, min(q.end, passage.end) - max(q.start, passage.start)) for q in quotes]
    size = passage.end - passage.start
    return [q for q, part in shared if 2 * part >= min(size, q.end - q.start)]


LONG_RUN = {"en": 24, "ko": 12, "mixed": 24}
"""Letters in a row that two outlets do not put into quotation marks by chance: of the
quotations of ``seeds/`` and the real documents, other utterances share 8 and 17 at most."""


def _pairs_of_runs(sources: Sequence[Sequence[Quote]]) -> Iterator[QuotePair]:
    """Yield quotations of two documents, in one language, that share a long run of letters."""
    for one, other in combinations(sources, 2):
        runs = {quote.id: find_runs(quote.text, LONG_RUN[quote.lang]) for quote in (*one, *other)}
        for source, target in product(one, other):
            if source.lang == target.lang and runs[source.id] & runs[target.id]:
                yield QuotePair(source=source, target=target, kind="claim")


def find_runs(text: str, size: int) -> frozenset[str]:
    """Return all runs of ``size`` letters and digits, without spaces, marks and capitals.

    >>> sorted(find_runs("A b, c", 2))
    ['ab', 'bc']
    """
    letters = "".join(c for c in text.lower() if c.isalnum())
    return frozenset(letters[i : i + size] for i in range(len(letters) - size + 1))


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
