"""The best monotone path through all beads and null beads.

Found exactly, in time and memory that grow with the band; where the texts are
long, the band is set by the same search over units of two sentences, and so on.

Cites: Thompson & Koehn 2019 (coarse to fine).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from align.beads import scores
from align.beads.scores import (
    Band,
    Strip,
    full_band,
    learn,
    make_strip,
    value_crossed,
    value_strips,
)
from align.beads.sides import LONGEST, POOLED, Floats, Path, Prices, Scale, Side, pool_side

SHAPES = tuple(
    (n, m)
    for n in range(1, LONGEST + 1)
    for m in range(1, LONGEST + 1)
    if min(n, m) == 1 or n + m <= LONGEST + 1
)
"""Bead shapes that are tried; 1–1 first, so that it wins ties."""

CROSSED = (2, 2)
"""The shape in which two neighbours may have changed places."""

COARSE_SHAPES = tuple(shape for shape in SHAPES if max(shape) <= POOLED)
"""Bead shapes of the coarse search, whose units hold two sentences or more."""

BAND_FROM = 600
"""Sentences a side up to which the search is exhaustive."""
BAND_MARGIN = 24
"""Sentences to either side of the coarse path that the fine search sees."""

Pairs = Collection[tuple[int, int]]


def align_sides(
    source: Side,
    target: Side,
    prices: Prices,
    forbidden: Pairs = (),
    shapes: Sequence[tuple[int, int]] = SHAPES,
) -> tuple[Path, tuple[Side, Side], Scale]:
    """Return the best path, and the sides and the scale as the texts taught them.

    ``forbidden`` are pairs of sentences that no bead may hold.
    """
    n, m = len(source), len(target)
    if not n or not m:
        return null_path(n, m), (source, target), Scale(log_ratio=0.0, deletion=0.0)
    band = full_band(n, m) if max(n, m) <= BAND_FROM else _coarse_band(source, target, prices)
    source, target, scale = learn(source, target, band, prices)
    path = search(source, target, band, prices, scale, forbidden, shapes)
    return path, (source, target), scale


def _coarse_band(source: Side, target: Side, prices: Prices) -> Band:
    """Return the band that a search over units of two sentences leaves."""
    pooled = pool_side(source), pool_side(target)
    path = align_sides(*pooled, prices, shapes=COARSE_SHAPES)[0]
    return widen(path, len(source), len(target))


def search_again(
    source: Side, target: Side, prices: Prices, scale: Scale, forbidden: Pairs = ()
) -> Path:
    """Return the best path of sides that have been learned, or of parts of them."""
    n, m = len(source), len(target)
    if not n or not m:
        return null_path(n, m)
    band = full_band(n, m) if max(n, m) <= BAND_FROM else _coarse_band(source, target, prices)
    return search(source, target, band, prices, scale, forbidden)


def null_path(n: int, m: int) -> Path:
    """Return null beads for so many sentences.

    >>> null_path(1, 1)
    [(0, 1, 0, 0), (1, 1, 0, 1)]
    """
    return [(i, i + 1, 0, 0) for i in range(n)] + [(n, n, j, j + 1) for j in range(m)]


def widen(path: Path, n: int, m: int) -> Band:
    """Return the band around a path over units of two sentences."""
    low, high = np.full(n + 1, m), np.zeros(n + 1, np.int64)
    for a, b, c, d in path:
        rows = slice(min(n, 2 * a), min(n, 2 * b) + 1)
        low[rows] = np.minimum(low[rows], 2 * c)
        high[rows] = np.maximum(high[rows], 2 * d)
    low = np.minimum.accumulate(np.maximum(low - BAND_MARGIN, 0)[::-1])[::-1]
    high = np.maximum.accumulate(np.minimum(high + BAND_MARGIN, m))
    low[0], high[-1] = 0, m
    return low, high


def search(
    source: Side,
    target: Side,
    band: Band,
    prices: Prices,
    scale: Scale,
    forbidden: Pairs = (),
    allowed: Sequence[tuple[int, int]] = SHAPES,
) -> Path:
    """Return the path of highest value inside the band; null beads are worth 0.

    ``best[i % rows]`` holds the values of the last rows, in the columns of the
    text with a margin to the left; outside the band they are -inf.
    """
    n, m = len(source), len(target)
    low, high = band
    shapes = [(1, 0), *((a, c) for a, c in allowed if a <= n and c <= m)]
    skip_target = len(shapes)
    rows = LONGEST + 1
    best = np.full((rows, m + 1 + LONGEST), -np.inf)
    windows = sliding_window_view(best, m + 1, axis=1)
    backs = np.array([a for a, _ in shapes])
    offsets = np.array([LONGEST - c for _, c in shapes])
    steps: list[np.ndarray[tuple[int], np.dtype[np.int8]]] = []
    bad = np.array(sorted(forbidden), np.int64).reshape(-1, 2)
    block = np.zeros((0, 0, 0), np.float32)
    block_low = 0
    for i in range(n + 1):
        left, right = int(low[i]), int(high[i])
        if i % scores.BLOCK == 1 or (scores.BLOCK == 1 and i):
            last = min(n, i + scores.BLOCK - 1)
            block_low = left
            block = _block(
                source, target, shapes, slice(i, last + 1), slice(left, int(high[last]) + 1),
                prices, scale,
            )  # fmt: skip
            _forbid(block, shapes, i, left, bad)
        if i:
            part = block[:, (i - 1) % scores.BLOCK, left - block_low : right + 1 - block_low]
            reached = windows[(i - backs) % rows, offsets, left : right + 1]
            reached += part
            step = reached.argmax(0).astype(np.int8)
            value = reached.max(0)
        else:
            step = np.zeros(right - left + 1, np.int8)
            value = np.full(right - left + 1, -np.inf)
            value[0] = 0.0
        highest = np.maximum.accumulate(value)
        step[highest > value] = skip_target
        steps.append(step)
        here = best[i % rows]
        if i >= rows:
            here[low[i - rows] + LONGEST : high[i - rows] + 1 + LONGEST] = -np.inf
        here[left + LONGEST : right + 1 + LONGEST] = highest

    path: Path = []
    i, j = n, m
    while i or j:
        number = int(steps[i][j - low[i]])
        if number == skip_target:
            path.append((i, i, j - 1, j))
            j -= 1
        else:
            a, c = shapes[number]
            path.append((i - a, i, j - c, j))
            i, j = i - a, j - c
    path.reverse()
    assert all(x[1] == y[0] and x[3] == y[2] for x, y in pairwise(path))
    return path


def _block(
    source: Side,
    target: Side,
    shapes: list[tuple[int, int]],
    rows: slice,
    columns: slice,
    prices: Prices,
    scale: Scale,
) -> Floats:
    """Return the values of beads by shape and by the row and column where they end."""
    size = (len(shapes), rows.stop - rows.start, columns.stop - columns.start)
    block = np.full(size, -np.inf, np.float32)
    block[0] = 0.0
    strips = [
        {k: _strip(side, part, k, prices) for k in {shape[i] for shape in shapes[1:]}}
        for i, (side, part) in enumerate(((source, rows), (target, columns)))
    ]
    for number, (a, c) in enumerate(shapes[1:], 1):
        (first, one), (left, other) = strips[0][a], strips[1][c]
        if one is not None and other is not None:
            values = value_strips(one, other, prices, scale)
            if (a, c) == CROSSED:
                singles = [
                    make_strip(side, slice(max(ends.start, 2) - 2, ends.stop - 1), 1, prices)
                    for side, ends in ((source, rows), (target, columns))
                ]
                crossed = value_crossed(singles[0], singles[1], prices, scale)
                np.maximum(values, crossed, out=values)
            block[number, first:, left:] = values
    return block


def _strip(side: Side, ends: slice, size: int, prices: Prices) -> tuple[int, Strip | None]:
    """Return the runs of ``size`` that end in a part of a side, and where the first ends."""
    first = max(ends.start, size)
    if first >= ends.stop:
        return 0, None
    return first - ends.start, make_strip(side, slice(first - size, ends.stop - size), size, prices)


def _forbid(
    block: Floats,
    shapes: list[tuple[int, int]],
    first: int,
    left: int,
    pairs: np.ndarray[tuple[int, int], np.dtype[np.int64]],
) -> None:
    """Make beads that hold one of these pairs of sentences worth nothing."""
    near = pairs[(pairs[:, 0] >= first - LONGEST) & (pairs[:, 0] < first + block.shape[1])]
    for i, j in near.tolist():
        for number, (a, c) in enumerate(shapes[1:], 1):
            rows = slice(max(0, i + 1 - first), max(0, i + 1 + a - first))
            columns = slice(max(0, j + 1 - left), max(0, j + 1 + c - left))
            block[number, rows, columns] = -np.inf
