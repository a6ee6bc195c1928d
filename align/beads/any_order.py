"""Beads of two texts that do not tell in the same order.

Pairs are mined whatever their place; pairs that follow each other on both
sides, with few unpaired sentences between, make a block; a monotone search
inside each block, and a little around it, finds the groups of sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import evolve, frozen

from align.beads.mining import Mined
from align.beads.scores import explain_bead, make_scale
from align.beads.search import Pairs, search_again
from align.beads.sides import LONGEST, Path, Place, Prices, Scale, Side

REACH = LONGEST
"""Sentences from one pair to the next in a block, at most."""

PAIRED, EXTRA_APART = 0.7, 0.1
"""Where less than this share of the shorter side is paired, the texts share parts only,
and a pair's unpaired neighbour is rather a stranger than a part of it: the price of an
extra sentence is then this. With 0.03 the given development texts (comparable, hard, pool)
have 98.7, 97.9, 97.8; with 0.07 99.2, 98.4, 98.1; with 0.1 99.2, 98.7, 98.1."""

NEVER = 9.0
"""More than any two pairs are worth: such neighbours are rather two pairs."""

GROUP = 0.2
"""Worth from which a group of sentences without a mined pair is a bead, inside a block. Strict
F1 in any order without such groups, with 0.2 and with 0.1: merges:11 of ``scripts/bench`` 92.5,
96.1, 96.9; mixed:11 93.5, 97.1, 98.1; pool:7, which has no groups, 95.0, 94.9, 94.7."""

USUAL_SAMPLE = 200
"""Sentences a side from which the score of unrelated pairs is taken."""


@frozen(kw_only=True)
class Block:
    """A part of both sides, ``[a, b)`` and ``[c, d)``, and the mined pairs in it."""

    place: Place
    pairs: tuple[tuple[int, int], ...]


def search_blocks(
    source: Side,
    target: Side,
    mined: Mined,
    prices: Prices,
    forbidden: Pairs = (),
    taken: tuple[set[int], set[int]] | None = None,
) -> tuple[Path, Prices, Scale]:
    """Return beads around mined pairs, null beads left out, and the prices and the scale used.

    The sides have been learned. Each mined pair stands in one bead, with its
    own neighbours or alone; ``taken`` sentences are in none.
    """
    scale = _learn_scale(source, target, mined, prices)
    if len(mined) < PAIRED * min(len(source), len(target)):
        prices = evolve(prices, extra=EXTRA_APART, crossing=NEVER)
    used = (set(taken[0]), set(taken[1])) if taken else (set(), set())
    path: Path = []
    for block in find_blocks(mined, (len(source), len(target)), used):
        a, b, c, d = block.place
        inside = [(i - a, j - c) for i, j in forbidden if a <= i < b and c <= j < d]
        found = search_again(source.cut(a, b), target.cut(c, d), prices, scale, inside)
        beads = [
            (a + e, a + f, c + g, c + h)
            for e, f, g, h in found
            if _is_held((a + e, a + f, c + g, c + h), block.pairs)
            or _is_group((source, target), (a + e, a + f, c + g, c + h), block.pairs, prices, scale)
        ]
        covered = {i for e, f, _, _ in beads for i in range(e, f)}
        columns = {j for _, _, g, h in beads for j in range(g, h)}
        beads += [
            (i, i + 1, j, j + 1) for i, j in block.pairs if i not in covered and j not in columns
        ]
        for e, f, g, h in beads:
            used[0].update(range(e, f))
            used[1].update(range(g, h))
        path += beads
    return sorted(path), prices, scale


def _is_held(bead: Place, pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether a bead holds mined pairs, each whole."""
    inside = [(bead[0] <= i < bead[1], bead[2] <= j < bead[3]) for i, j in pairs]
    return (True, True) in inside and all(one == other for one, other in inside)


def _is_group(
    sides: tuple[Side, Side],
    bead: Place,
    pairs: Sequence[tuple[int, int]],
    prices: Prices,
    scale: Scale,
) -> bool:
    """Say whether a bead without mined pairs is a group that is worth enough."""
    a, b, c, d = bead
    if a == b or c == d or b - a == d - c == 1:
        return False
    if any(a <= i < b or c <= j < d for i, j in pairs):
        return False
    return sum(explain_bead(*sides, bead, prices, scale).values()) >= GROUP


def _learn_scale(source: Side, target: Side, mined: Mined, prices: Prices) -> Scale:
    step = [max(1, len(side) // USUAL_SAMPLE) for side in (source, target)]
    rows = source.vectors(slice(0, len(source), step[0]))
    columns = target.vectors(slice(0, len(target), step[1]))
    hubs = source.hubness[:: step[0]][:, None] + target.hubness[:: step[1]]
    usual = float(np.median(rows @ columns.T - prices.hubness / 2 * hubs)) if hubs.size else 0.0
    hubs = source.hubness[mined.source] + target.hubness[mined.target]
    cosine = mined.parts["cosine"] if len(mined) else np.zeros(0)
    good = cosine - prices.hubness / 2 * hubs
    return make_scale(source, target, mined.source, mined.target, good, [usual], prices)


def find_blocks(
    mined: Mined, sizes: tuple[int, int], used: tuple[set[int], set[int]]
) -> Iterator[Block]:
    """Yield the blocks, in order of the source, without sentences in ``used``.

    ``used`` may grow between two blocks.
    """
    pairs = list(zip(mined.source.tolist(), mined.target.tolist(), strict=True))
    paired = ({i for i, _ in pairs}, {j for _, j in pairs})
    for chain in _chains(pairs, (set(used[0]), paired[1] | used[1])):
        bounds = []
        for side in (0, 1):
            first, last = chain[0][side], chain[-1][side]
            closed = paired[side] | used[side]
            low, high = first, last + 1
            while low > 0 and first - low < LONGEST - 1 and low - 1 not in closed:
                low -= 1
            while high < sizes[side] and high - last < LONGEST and high not in closed:
                high += 1
            bounds += [low, high]
        a, b, c, d = bounds
        yield Block(place=(a, b, c, d), pairs=tuple(chain))


def _chains(
    pairs: list[tuple[int, int]], closed: tuple[set[int], set[int]]
) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of pairs that follow each other on both sides, nothing closed between."""
    chain: list[tuple[int, int]] = []
    for i, j in pairs:
        if chain:
            before = chain[-1]
            follows = 0 < i - before[0] <= REACH and 0 < j - before[1] <= REACH
            between = range(before[0] + 1, i), range(before[1] + 1, j)
            if not follows or any(
                k in shut for shut, part in zip(closed, between, strict=True) for k in part
            ):
                yield chain
                chain = []
        chain.append((i, j))
    if chain:
        yield chain
