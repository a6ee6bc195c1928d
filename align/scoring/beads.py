"""Beads against gold beads: counts first, scores from counts.

With the definitions of Vecalign's scorer, so that figures compare: precision
counts every bead of the hypothesis, null beads included; recall counts the
gold beads that are not null. ``strict`` asks for the identical bead, ``lax``
for one sentence pair in common. Beads n–0 and 0–n are cut into single
sentences, and sentences that stand in no bead become null beads.

Where Vecalign's own script differs: it takes null beads as they are written, so
that one of three sentences counts once, and a sentence that a file leaves out is
no null bead of it; it compares sentence numbers in the order in which they stand.
Files that write every sentence, and null beads one by one, get the same figures.
A sentence that neither file mentions is unknown, since no text is read: a scorer
that knows the texts makes a null bead of it on both sides. ``pairs`` and the types
are ours.

Cites: Thompson & Koehn 2019 (https://github.com/thompsonb/vecalign).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from align.scoring.counts import Counts, MatchCounts
from align.scoring.units import MIN_UNITS, split_units

BeadPair = tuple[tuple[Hashable, ...], tuple[Hashable, ...]]
"""The source and the target side of a bead, by whatever names its sentences."""


NULLS = ("precision", "ignore")
"""Whether null beads count: in precision, as in Vecalign's scorer, or not at all."""


def count_beads(
    hypothesis: Iterable[BeadPair], gold: Iterable[BeadPair], nulls: str = "precision"
) -> dict[str, MatchCounts]:
    """Return the counts of beads against gold beads, by name of the score.

    ``strict`` and ``lax`` as above; with ``nulls="ignore"`` precision too is over
    beads that are not null. ``pairs`` is strict over beads that are not null on
    both sides. The types ``1-1``, ``1-n``, ``n-1``, ``n-m`` and ``null`` are strict,
    each over the beads of that type; a null bead is one sentence.

    >>> gold = [((0,), (0,)), ((1, 2), (1,)), ((), (2,))]
    >>> output = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((), (2,))]
    >>> counts = count_beads(output, gold)
    >>> counts["strict"].output, counts["lax"].output, counts["strict"].gold
    (Counts(hits=2, total=4), Counts(hits=3, total=4), Counts(hits=1, total=2))
    >>> counts["n-1"].gold
    Counts(hits=0, total=1)
    """
    hypothesis, gold = list(hypothesis), list(gold)
    sources = {s for side, _ in hypothesis + gold for s in side}
    targets = {t for _, side in hypothesis + gold for t in side}
    output = _complete(hypothesis, sources, targets)
    wanted = _complete(gold, sources, targets)
    output_pairs = {bead for bead in output if bead[0] and bead[1]}
    wanted_pairs = {bead for bead in wanted if bead[0] and bead[1]}
    strict_pairs, lax_pairs = _hits(output_pairs, wanted_pairs)
    strict_gold, lax_gold = _hits(wanted_pairs, output_pairs)
    every = nulls == "precision"
    strict_output, lax_output = _hits(output, wanted) if every else (strict_pairs, lax_pairs)
    counts = {
        "strict": MatchCounts(output=strict_output, gold=strict_gold),
        "lax": MatchCounts(output=lax_output, gold=lax_gold),
        "pairs": MatchCounts(output=strict_pairs, gold=strict_gold),
    }
    for beads, others, is_gold in ((output, wanted, False), (wanted, output, True)):
        for bead in beads:
            hit = Counts(int(bead in others), 1)
            part = MatchCounts(gold=hit) if is_gold else MatchCounts(output=hit)
            name = bead_type(bead)
            counts[name] = counts.get(name, MatchCounts()) + part
    return {name: counts[name] for name in (*SCORES, *TYPES) if name in counts}


SCORES = ("strict", "lax", "pairs")
TYPES = ("1-1", "1-n", "n-1", "n-m", "null")


def bead_type(bead: BeadPair) -> str:
    """Return the type of a bead by the number of its sentences, source first.

    >>> [bead_type(((0,), side)) for side in ((), (0,), (0, 1))]
    ['null', '1-1', '1-n']
    """
    if not bead[0] or not bead[1]:
        return "null"
    many = "n" if len(bead[0]) > 1 else "1", "n" if len(bead[1]) > 1 else "1"
    return "n-m" if many == ("n", "n") else "-".join(many)


def sentences_of(bead: BeadPair) -> Iterator[Hashable]:
    """Yield the sentences of a bead, so named that no source is taken for a target."""
    yield from (("source", sentence) for sentence in bead[0])
    yield from (("target", sentence) for sentence in bead[1])


def split_beads(
    systems: Sequence[Sequence[BeadPair]],
) -> tuple[list[tuple[list[BeadPair], ...]], str]:
    """Return beads in units for intervals and tests, and what the units are.

    Documents that beads join are one unit, where sentences are named by tuples
    that begin with their document; of fewer than five, the smallest groups of
    sentences are that no bead of any system leaves.

    >>> split_beads([[((0,), (0,)), ((1,), (1,))], [((0,), (0,)), ((1,), ())]])
    ([([((0,), (0,))], [((0,), (0,))]), ([((1,), (1,))], [((1,), ())])], 'beads')
    """
    documents = split_units(systems, lambda bead: map(_document, (*bead[0], *bead[1])))
    if len(documents) >= MIN_UNITS:
        return documents, "documents"
    return split_units(systems, sentences_of), "beads"


def _document(sentence: Hashable) -> Hashable:
    return sentence[0] if isinstance(sentence, tuple) else ""


def _complete(
    beads: Sequence[BeadPair], sources: set[Hashable], targets: set[Hashable]
) -> set[BeadPair]:
    """Return the beads as a set, with null beads for every sentence outside them."""
    full = {
        (tuple(sorted(set(s), key=repr)), tuple(sorted(set(t), key=repr)))
        for s, t in beads
        if s and t
    }
    paired_sources = {s for side, _ in full for s in side}
    paired_targets = {t for _, side in full for t in side}
    full |= {((s,), ()) for s in sources - paired_sources}
    full |= {((), (t,)) for t in targets - paired_targets}
    return full


def _hits(beads: set[BeadPair], reference: set[BeadPair]) -> tuple[Counts, Counts]:
    """Return how many beads are in the reference, and how many share a pair with it."""
    linked: Mapping[Hashable, set[Hashable]] = defaultdict(set)
    for sources, targets in reference:
        for source in sources:
            linked[source] |= set(targets)
    strict = lax = 0
    for bead in beads:
        if bead in reference:
            strict += 1
            lax += 1
        elif any(target in linked[source] for source in bead[0] for target in bead[1]):
            lax += 1
    return Counts(strict, len(beads)), Counts(lax, len(beads))
