"""What a bead is worth: cosine, less hubness, odd lengths and extra sentences.

Cites: Gale & Church 1993 (lengths); Conneau et al. 2018 (CSLS).
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, frozen

from align.beads.sides import Doubles, Floats, Indices, Numbers, Place, Prices, Scale, Side

NEIGHBOURS = 4
"""Nearest sentences of the other side whose mean cosine is a sentence's hubness."""
USUAL_HUBNESS, USUAL_RANDOM, USUAL_GOOD = 0.43, -0.16, 0.31
USUAL_WEIGHT = 4
"""What translated texts teach on average (medians of 57 NTREX documents), and how many
sentences of a text outweigh it: a text of one sentence has nothing to compare with."""

BLOCK = 64
"""Rows whose scores are computed together."""

Band = tuple[Indices, Indices]
"""For each row ``0 … n`` the first and the last column that the search sees."""


def learn(source: Side, target: Side, band: Band, prices: Prices) -> tuple[Side, Side, Scale]:
    """Return the sides with their hubness, and the scale of their scores."""
    n, m = len(source), len(target)
    source, target = _learn_hubness(source, target, band)
    best_source = np.full(n, -1)
    top_source = np.full(n, -np.inf)
    best_target = np.full(m, -1)
    top_target = np.full(m, -np.inf)
    usual: list[float] = []
    for first in range(0, n, BLOCK):
        last = min(n, first + BLOCK)
        low, high = band[0][first], band[1][last]
        if high == low:
            continue
        block = adjust(source, target, slice(first, last), slice(low, high), (1, 1), prices)
        usual.append(float(np.median(block)))
        rows, columns = block.argmax(1), block.argmax(0)
        best_source[first:last] = low + rows
        top_source[first:last] = block[np.arange(last - first), rows]
        top = block[columns, np.arange(high - low)]
        better = top > top_target[low:high]
        best_target[low:high][better] = first + columns[better]
        top_target[low:high][better] = top[better]
    seen = np.flatnonzero(best_source >= 0)
    mutual = seen[best_target[best_source[seen]] == seen]
    return (
        source,
        target,
        make_scale(source, target, mutual, best_source[mutual], top_source[mutual], usual, prices),
    )


def make_scale(
    source: Side,
    target: Side,
    rows: Indices,
    columns: Indices,
    scores: Numbers,
    usual: list[float],
    prices: Prices,
) -> Scale:
    """Return the scale that pairs of sentences teach which seem to be translations.

    ``scores`` are theirs, ``usual`` those of any sentences.
    """
    if not len(rows):
        return Scale(
            log_ratio=0.0,
            deletion=USUAL_RANDOM + prices.deletion * (USUAL_GOOD - USUAL_RANDOM),
        )
    smaller = min(len(source), len(target))
    random = float(shrink(np.array(np.median(usual)), smaller, USUAL_RANDOM))
    good = float(shrink(np.array(np.median(scores)), len(rows), USUAL_GOOD))
    return Scale(
        log_ratio=float(np.median(np.log(target.lengths[columns] / source.lengths[rows]))),
        deletion=random + prices.deletion * (good - random),
    )


def _learn_hubness(source: Side, target: Side, band: Band) -> tuple[Side, Side]:
    n, m = len(source), len(target)
    near_source = np.full((n, NEIGHBOURS), np.nan)
    near_target = np.full((m, NEIGHBOURS), -np.inf)
    for first in range(0, n, BLOCK):
        last = min(n, first + BLOCK)
        low, high = band[0][first], band[1][last]
        block = source.vectors(slice(first, last)) @ target.vectors(slice(low, high)).T
        k = min(NEIGHBOURS, high - low)
        if k:
            near_source[first:last, :k] = np.partition(block, -k, axis=1)[:, -k:]
            rows = np.concatenate([near_target[low:high], block.T], axis=1)
            near_target[low:high] = np.partition(rows, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
    near_target[np.isinf(near_target)] = np.nan
    return (
        evolve(source, hubness=shrink(_row_mean(near_source), m, USUAL_HUBNESS)),
        evolve(target, hubness=shrink(_row_mean(near_target), n, USUAL_HUBNESS)),
    )


def shrink(seen: Doubles, count: int, usual: float, weight: float = USUAL_WEIGHT) -> Doubles:
    """Return what was seen in ``count`` sentences, drawn towards what is usual."""
    return (count * seen + weight * usual) / (count + weight)


def _row_mean(values: Doubles) -> Doubles:
    """Return the mean of each row's numbers; 0 where there are none."""
    known = ~np.isnan(values)
    total = np.where(known, values, 0.0).sum(1)
    mean: Doubles = total / np.maximum(known.sum(1), 1)
    return mean


def _run_means(values: Doubles, size: int, part: slice) -> Doubles:
    near = values[part.start : part.stop + size - 1]
    sums = np.concatenate([[0.0], np.cumsum(near)])
    means: Doubles = (sums[size:] - sums[:-size]) / size
    return means


def adjust(
    source: Side, target: Side, rows: slice, columns: slice, shape: tuple[int, int], prices: Prices
) -> Floats:
    """Return cosine less hubness for beads of ``shape`` that start in a block."""
    one, other = (
        make_strip(side, part, size, prices)
        for side, part, size in zip((source, target), (rows, columns), shape, strict=True)
    )
    block: Floats = one.vectors @ other.vectors.T
    block -= one.hubness[:, None]
    block -= other.hubness
    return block


def _length_price(log_ratio: Numbers, prices: Prices, scale: Scale) -> Numbers:
    off = (log_ratio - scale.log_ratio) / prices.length_deviation
    price: Numbers = prices.length * np.minimum(off * off, prices.length_cap)
    return price


@frozen(kw_only=True)
class Strip:
    """Runs of one size that start in a part of a side; hubness with its price."""

    vectors: Floats
    hubness: Floats
    log_lengths: Floats
    size: int

    def part(self, first: int, last: int) -> Strip:
        """Return the runs ``first`` to ``last - 1``."""
        here = slice(first, last)
        return Strip(
            vectors=self.vectors[here],
            hubness=self.hubness[here],
            log_lengths=self.log_lengths[here],
            size=self.size,
        )


def make_strip(side: Side, part: slice, size: int, prices: Prices) -> Strip:
    """Return the runs of ``size`` that start in a part of a side."""
    return Strip(
        vectors=side.vectors(part, size),
        hubness=(prices.hubness / 2 * _run_means(side.hubness, size, part)).astype(np.float32),
        log_lengths=np.log(_run_means(side.lengths, size, part) * size).astype(np.float32),
        size=size,
    )


def value_strips(source: Strip, target: Strip, prices: Prices, scale: Scale) -> Floats:
    """Return what beads of each run of one strip with each of the other are worth."""
    block: Floats = source.vectors @ target.vectors.T
    off = (target.log_lengths - np.float32(scale.log_ratio)) - source.log_lengths[:, None]
    off *= np.float32(1 / prices.length_deviation)
    off *= off
    np.minimum(off, np.float32(prices.length_cap), out=off)
    off *= np.float32(prices.length)
    block -= off
    fixed = scale.deletion + prices.extra * (source.size + target.size - 2)
    block -= (source.hubness + np.float32(fixed))[:, None]
    block -= target.hubness
    return block


def value_crossed(source: Strip, target: Strip, prices: Prices, scale: Scale) -> Floats:
    """Return what two neighbours of one strip are worth with two of the other, crossed.

    The strips hold single sentences; entry ``[i, j]`` is the bead of sentences
    ``i`` and ``i + 1`` with ``j + 1`` and ``j``.
    """
    single = value_strips(source, target, prices, scale)
    crossed: Floats = single[:-1, 1:] + single[1:, :-1]
    crossed -= np.float32(prices.crossing)
    return crossed


def explain_bead(
    source: Side, target: Side, bead: Place, prices: Prices, scale: Scale
) -> dict[str, float]:
    """Return the terms of one bead's value; of a crossed one, those of its pairs together."""
    a, b, c, d = bead
    terms = _explain_run(source, target, bead, prices, scale)
    if (b - a, d - c) != (2, 2):
        return terms
    pairs = [
        _explain_run(source, target, (i, i + 1, j, j + 1), prices, scale)
        for i, j in ((a, d - 1), (b - 1, c))
    ]
    crossed = {name: pairs[0][name] + pairs[1][name] for name in terms}
    crossed["crossing"] = -prices.crossing
    return max(terms, crossed, key=lambda parts: sum(parts.values()))


def _explain_run(
    source: Side, target: Side, bead: Place, prices: Prices, scale: Scale
) -> dict[str, float]:
    a, b, c, d = bead
    hubs = source.hubness[a:b].mean() + target.hubness[c:d].mean()
    ratio = np.log(target.lengths[c:d].sum() / source.lengths[a:b].sum())
    sides = source.vectors(slice(a, a + 1), b - a)[0], target.vectors(slice(c, c + 1), d - c)[0]
    return {
        "cosine": float(sides[0] @ sides[1]),
        "hubness": -float(prices.hubness / 2 * hubs),
        "length": -float(_length_price(np.array(ratio), prices, scale)),
        "extra": -prices.extra * (b - a + d - c - 2),
        "deletion": -scale.deletion,
    }


def full_band(n: int, m: int) -> Band:
    """Return the band that holds every cell.

    >>> [side.tolist() for side in full_band(1, 3)]
    [[0, 0], [3, 3]]
    """
    return np.zeros(n + 1, np.int64), np.full(n + 1, m)
