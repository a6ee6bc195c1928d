"""Beads against gold beads: counts first, scores from counts.

With the definitions of Vecalign's scorer, so that figures compare: precision
counts every bead of the hypothesis, null beads included; recall counts the
gold beads that are not null. ``strict`` asks for the identical bead, ``lax``
for one sentence pair in common. Beads n–0 and 0–n are cut into single
sentences, and sentences that stand in no bead become null beads.

Cites: Thompson & Koehn 2019 (https://github.com/thompsonb/vecalign).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from attrs import astuple, frozen

from align.scoring.counts import NONE, Counts, f1

BeadPair = tuple[tuple[Hashable, ...], tuple[Hashable, ...]]
"""The source and the target side of a bead, by whatever names its sentences."""


@frozen(kw_only=True)
class BeadCounts:
    """What scores of beads are made of; add the counts of documents with ``+``.

    ``output`` counts are precision's, ``gold`` counts are recall's; ``pairs``
    is precision over beads that are not null.
    """

    strict_output: Counts = NONE
    strict_gold: Counts = NONE
    lax_output: Counts = NONE
    lax_gold: Counts = NONE
    pairs: Counts = NONE

    def __add__(self, other: BeadCounts) -> BeadCounts:
        mine, theirs = astuple(self, recurse=False), astuple(other, recurse=False)
        names = [attribute.name for attribute in type(self).__attrs_attrs__]
        return BeadCounts(**{n: a + b for n, a, b in zip(names, mine, theirs, strict=True)})

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1, strict and lax, and pair F1, in [0, 1]."""
        strict_p, strict_r = self.strict_output.share, self.strict_gold.share
        lax_p, lax_r = self.lax_output.share, self.lax_gold.share
        return {
            "strict_precision": strict_p,
            "strict_recall": strict_r,
            "strict_f1": f1(strict_p, strict_r),
            "lax_precision": lax_p,
            "lax_recall": lax_r,
            "lax_f1": f1(lax_p, lax_r),
            "pair_precision": self.pairs.share,
            "pair_f1": f1(self.pairs.share, strict_r),
        }


def count_beads(hypothesis: Iterable[BeadPair], gold: Iterable[BeadPair]) -> BeadCounts:
    """Return the counts of one document's beads against its gold beads.

    >>> gold = [((0,), (0,)), ((1, 2), (1,)), ((), (2,))]
    >>> output = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((), (2,))]
    >>> counts = count_beads(output, gold)
    >>> counts.strict_output, counts.lax_output, counts.strict_gold
    (Counts(hits=2, total=4), Counts(hits=3, total=4), Counts(hits=1, total=2))
    """
    hypothesis, gold = list(hypothesis), list(gold)
    sources = {s for side, _ in hypothesis + gold for s in side}
    targets = {t for _, side in hypothesis + gold for t in side}
    output = _complete(hypothesis, sources, targets)
    wanted = _complete(gold, sources, targets)
    output_pairs = {bead for bead in output if bead[0] and bead[1]}
    wanted_pairs = {bead for bead in wanted if bead[0] and bead[1]}
    strict_output, lax_output = _hits(output, wanted)
    strict_gold, lax_gold = _hits(wanted_pairs, output_pairs)
    return BeadCounts(
        strict_output=strict_output,
        lax_output=lax_output,
        strict_gold=strict_gold,
        lax_gold=lax_gold,
        pairs=_hits(output_pairs, wanted_pairs)[0],
    )


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
