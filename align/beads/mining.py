"""Pairs of equivalent sentences, whatever their order.

A pair is scored by its cosine, less the hubness of both sentences, less a price
for odd lengths; where the order means something, by the pairs beside it; and by
its lead over the next best pair of either sentence. Pairs that are each other's
best and reach the floor are mined. In doubt, figures without an equal on the
other side count against a pair.

Left out: groups of sentences (``any_order`` looks for them around the pairs).

Cites: Artetxe & Schwenk 2019 (margin); Conneau et al. 2018 (CSLS).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from attrs import frozen

from align.beads.neighbours import Neighbours, find_neighbours
from align.beads.scores import NEIGHBOURS, USUAL_HUBNESS, shrink
from align.beads.sides import Doubles, Floats, Indices

CANDIDATES = 16
"""Nearest sentences of either side that are looked at as counterparts."""


@frozen(kw_only=True)
class MiningPrices:
    """What mining pays, in units of cosine.

    Set on six noise seeds of scripts/bench/scenarios.py (comparable, hard, pool) beside
    the given ones, all of the development half; each is level for ±20 %, the floor for
    ±0.03. Weights of a logistic regression on the same pairs agree: for a cosine of 1,
    0.6 of both sides' hubness together, 0.03 of squared length deviation, 0.27 of each
    neighbour, 0.12 of each lead, 0.05 to 0.07 of a lonely figure.
    """

    hubness: float = 0.55
    hubness_weight: float = 8
    length: float = 0.03
    length_deviation: float = 0.35
    length_cap: float = 6.0
    few: int = 6
    """Pairs up to which the length ratio is taken from all sentences of both sides."""
    neighbour: float = 0.3
    """Share of the score of the pair before and of the pair after that is added."""
    neighbour_cap: float = 0.35
    lead: float = 0.2
    lead_cap: float = 0.3
    figure: float = 0.06
    figures: int = 2
    """Lonely figures that are counted at most."""
    floor: float = 0.35
    doubt: float = 0.15
    """How far above the floor figures are asked."""


@frozen(kw_only=True)
class Mined:
    """Pairs that were found, by source; ``parts`` are the terms of each score.

    ``score`` is what the pair is worth above the floor.
    """

    source: Indices
    target: Indices
    score: Doubles
    parts: dict[str, Doubles]

    def __len__(self) -> int:
        return len(self.source)


CountLonely = Callable[[int, int], int]


def mine_pairs(
    source: Floats,
    target: Floats,
    lengths: tuple[Doubles, Doubles],
    *,
    ordered: bool = True,
    count_lonely: CountLonely | None = None,
    forbidden: Collection[tuple[int, int]] = (),
    taken: tuple[Collection[int], Collection[int]] = ((), ()),
    prices: MiningPrices | None = None,
) -> Mined:
    """Return the pairs of rows that are equivalent, each row in one pair at most.

    ``lengths`` are the sentences' characters. ``ordered`` says that neighbours
    mean something; ``count_lonely(i, j)`` counts figures of a pair without an
    equal; ``taken`` rows are left out.
    """
    prices = prices or MiningPrices()
    if not len(source) or not len(target):
        none = np.zeros(0, np.int64)
        return Mined(source=none, target=none, score=np.zeros(0), parts={})
    pairs = _Candidates(find_neighbours(source, target, CANDIDATES), (len(source), len(target)))
    blocked = np.array([i * len(target) + j for i, j in forbidden], np.int64)
    free = ~np.isin(pairs.keys, blocked)
    for side, rows in zip((pairs.source, pairs.target), taken, strict=True):
        free &= ~np.isin(side, np.array(list(rows), np.int64))

    parts = {"cosine": pairs.cosine.astype(float), "hubness": -pairs.hubness(prices)}
    base = parts["cosine"] + parts["hubness"]
    base[~free] = -np.inf
    mutual = pairs.mutual(base)
    log_lengths = np.log(lengths[0]), np.log(lengths[1])
    off = log_lengths[1][pairs.target] - log_lengths[0][pairs.source]
    if mutual.sum() > prices.few:
        ratio = float(np.median(off[mutual]))
    else:
        ratio = float(log_lengths[1].mean() - log_lengths[0].mean())
    off = (off - ratio) / prices.length_deviation
    parts["length"] = -prices.length * np.minimum(off * off, prices.length_cap)
    base += parts["length"]
    if ordered:
        parts["neighbours"] = pairs.neighbours(base, prices)
        base += parts["neighbours"]
    mutual = pairs.mutual(base)
    chosen = np.flatnonzero(mutual & free)
    parts["lead"] = pairs.lead(base, prices)
    parts["floor"] = np.full(len(base), -prices.floor)
    parts = {name: part[chosen] for name, part in parts.items()}
    score = np.sum(list(parts.values()), axis=0)
    rows, columns = pairs.source[chosen], pairs.target[chosen]
    if count_lonely is not None:
        cost = np.zeros(len(score))
        for i in np.flatnonzero((score >= 0) & (score < prices.doubt)):
            lonely = count_lonely(int(rows[i]), int(columns[i]))
            cost[i] = prices.figure * min(lonely, prices.figures)
        parts["figures"] = -cost
        score -= cost
    kept = score >= 0
    return Mined(
        source=rows[kept],
        target=columns[kept],
        score=score[kept],
        parts={name: part[kept] for name, part in parts.items()},
    )


class _Candidates:
    """Pairs in which one is among the nearest of the other, by source and target."""

    def __init__(self, near: tuple[Neighbours, Neighbours], sizes: tuple[int, int]) -> None:
        self.sizes = sizes
        ahead, back = near
        self._near = near
        keys = [
            np.arange(sizes[0])[:, None] * sizes[1] + ahead.index,
            back.index * sizes[1] + np.arange(sizes[1])[:, None],
        ]
        self.keys, first = np.unique(
            np.concatenate([part.ravel() for part in keys]), return_index=True
        )
        self.cosine = np.concatenate([ahead.cosine.ravel(), back.cosine.ravel()])[first]
        self.source, self.target = np.divmod(self.keys, sizes[1])

    def hubness(self, prices: MiningPrices) -> Doubles:
        """Return what each pair's sentences are alike to everything."""
        means = [
            shrink(
                side.cosine[:, :NEIGHBOURS].mean(1).astype(float),
                other,
                USUAL_HUBNESS,
                prices.hubness_weight,
            )
            for side, other in zip(self._near, self.sizes[::-1], strict=True)
        ]
        return prices.hubness / 2 * (means[0][self.source] + means[1][self.target])

    def neighbours(self, base: Doubles, prices: MiningPrices) -> Doubles:
        """Return the bonus of each pair for the pairs before and after it."""
        n, m = self.sizes
        good = np.clip(base, 0, prices.neighbour_cap)

        def at(rows: int, columns: int) -> Doubles:
            i, j = self.source + rows, self.target + columns
            keys = i * m + j
            places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            known = (self.keys[places] == keys) & (i >= 0) & (i < n) & (j >= 0) & (j < m)
            return np.where(known, good[places], 0.0)

        bonus = np.zeros(len(base))
        for step in (-1, 1):
            bonus += at(step, step)
        return prices.neighbour * bonus

    def mutual(self, score: Doubles) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which pairs are the best of both their sentences; ties go to the first."""
        best = np.ones(len(score), bool)
        for side, count in zip((self.source, self.target), self.sizes, strict=True):
            order = np.lexsort((np.arange(len(score)), -score, side))
            firsts = np.searchsorted(side[order], np.arange(count))
            top = np.zeros(len(score), bool)
            top[order[firsts]] = True
            best &= top
        return best & np.isfinite(score)

    def lead(self, score: Doubles, prices: MiningPrices) -> Doubles:
        """Return the bonus for how far each pair is ahead of others of its sentences."""
        bonus = np.zeros(len(score))
        for side, count in zip((self.source, self.target), self.sizes, strict=True):
            order = np.lexsort((-score, side))
            firsts = np.searchsorted(side[order], np.arange(count))
            ends = np.append(firsts[1:], len(order))
            second = np.where(ends - firsts > 1, order[np.minimum(firsts + 1, len(order) - 1)], -1)
            runner = np.where(second >= 0, score[second], -np.inf)[side]
            with np.errstate(invalid="ignore"):
                ahead = np.where(np.isfinite(score), score - runner, 0.0)
            bonus += np.clip(ahead, 0, prices.lead_cap)
        return prices.lead * bonus
