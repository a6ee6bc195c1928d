"""Which sentences of two texts say the same: monotone n–m alignment.

A bead's value is the cosine of its two sides, less what its sentences are alike
to everything (CSLS), less a price for lengths out of proportion and for each
sentence beyond one a side. The best path through all beads and null beads is
found exactly, inside a band that a coarser search of pooled vectors has set
where the texts are long.

Left out: crossing order.

Cites: Gale & Church 1993 (lengths); Conneau et al. 2018 (CSLS); Thompson &
Koehn 2019 (coarse to fine).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, field, frozen

from align.encoding import UseEncoder, default_encoder, one_blas_thread
from align.protocols import Vectors
from align.records import Alignment, Bead, Segment

LONGEST = 4
"""Sentences that one side of a bead may hold."""

SHAPES = tuple(
    (n, m)
    for n in range(1, LONGEST + 1)
    for m in range(1, LONGEST + 1)
    if min(n, m) == 1 or n + m <= LONGEST + 1
)
"""Bead shapes that are tried; 1–1 first, so that it wins ties."""

NEIGHBOURS = 4
USUAL_HUBNESS, USUAL_RANDOM, USUAL_GOOD = 0.43, -0.16, 0.31
USUAL_WEIGHT = 4
"""What translated texts teach on average (medians of 57 NTREX documents), and how many
sentences of a text outweigh it: a text of one sentence has nothing to compare with."""

BAND_FROM = 600
"""Sentences a side up to which the search is exhaustive."""
BAND_MARGIN = 24
"""Sentences to either side of the coarse path that the fine search sees."""
BLOCK = 64
"""Rows whose scores are computed together."""

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.floating[Any]]
Indices = npt.NDArray[np.int64]
Path = list[tuple[int, int, int, int]]
"""Beads as ``(source start, source end, target start, target end)``."""


@frozen(kw_only=True)
class Prices:
    """What the search pays, in units of cosine.

    Set on the development half of the NTREX scenarios (strict F1 on clean,
    merges, gaps, mixed: 99.8, 99.3, 99.4, 98.2); each is level for ±20 %.
    """

    hubness: float = 0.85
    length: float = 0.03
    length_deviation: float = 0.3
    length_cap: float = 6.0
    extra: float = 0.03
    deletion: float = 0.35
    """Where a bead stops being worth more than two null beads: as a share of the
    way from a random pair's score to a good pair's, both taken from the texts."""


@frozen(kw_only=True)
class Side:
    """One side of an alignment, ready to be scored.

    ``runs[i, k]`` is the vector of sentences ``i`` to ``i + k``; ``lengths`` is
    in characters, ``hubness`` the mean cosine to the nearest neighbours.
    """

    runs: Vectors
    lengths: npt.NDArray[np.float64]
    hubness: npt.NDArray[np.float64] = field(factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        return len(self.runs)


@frozen(kw_only=True)
class Scale:
    """What the two texts themselves teach: their length ratio and score levels."""

    log_ratio: float
    deletion: float


def align_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    encoder: UseEncoder | None = None,
    prices: Prices | None = None,
) -> Alignment:
    """Return the beads of two sequences of segments, null beads included.

    Every segment stands in exactly one bead; beads do not cross. ``parts`` of
    a bead's score: ``cosine``, ``hubness``, ``length``, ``extra`` and
    ``deletion``, which sum to ``score``: what the bead is worth above leaving
    its segments alone.

    >>> from align.sentences import split_sentences
    >>> english = split_sentences("He came. He likes tea. It rained.", "en")
    >>> korean = split_sentences("그는 차를 좋아한다. 비가 왔다.", "ko")
    >>> [(b.source, b.target) for b in align_segments(english, korean).beads]
    [(('s1',), ()), (('s2',), ('s1',)), (('s3',), ('s2',))]
    """
    encoder = encoder or default_encoder()
    prices = prices or Prices()
    full = [[s for s in side if s.text.strip()] for side in (source, target)]
    sides = (_side(encoder, full[0]), _side(encoder, full[1]))
    path, sides, scale = _align_sides(sides[0], sides[1], prices)
    beads = []
    for a, b, c, d in path:
        is_null = a == b or c == d
        parts = {} if is_null else _parts(sides[0], sides[1], (a, b, c, d), prices, scale)
        score = sum(parts.values())
        beads.append(
            Bead(
                id="",
                source=tuple(segment.id for segment in full[0][a:b]),
                target=tuple(segment.id for segment in full[1][c:d]),
                score=round(score, 4),
                parts={name: round(value, 4) for name, value in parts.items()},
                confidence=0.0 if is_null else round(_confidence(score), 3),
            )
        )
    beads = _add_empty(beads, source, target)
    names = [side[0].doc if side else "" for side in (source, target)]
    numbered = (evolve(bead, id=f"b{i}") for i, bead in enumerate(beads, 1))
    return Alignment(source=names[0], target=names[1], beads=tuple(numbered))


def _add_empty(
    beads: list[Bead], source: Sequence[Segment], target: Sequence[Segment]
) -> list[Bead]:
    """Return the beads with a null bead for each empty segment, before what follows it."""
    for segments, is_source in ((source, True), (target, False)):
        waiting = [s.id for s in segments if not s.text.strip()]
        if not waiting:
            continue
        place = {segment.id: i for i, segment in enumerate(segments)}
        merged: list[Bead] = []
        for bead in beads:
            side = bead.source if is_source else bead.target
            while side and waiting and place[waiting[0]] < place[side[0]]:
                merged.append(_null_bead(waiting.pop(0), is_source))
            merged.append(bead)
        beads = merged + [_null_bead(segment, is_source) for segment in waiting]
    return beads


def _null_bead(segment: str, is_source: bool) -> Bead:
    sides = ((segment,), ()) if is_source else ((), (segment,))
    return Bead(id="", source=sides[0], target=sides[1], score=0.0)


def _side(encoder: UseEncoder, segments: Sequence[Segment]) -> Side:
    texts = [segment.text for segment in segments]
    return Side(
        runs=encoder.encode_runs(encoder.tokenize(texts), LONGEST),
        lengths=np.array([len(text) + 1 for text in texts], float),
    )


CONFIDENCE_AT_ZERO, CONFIDENCE_SLOPE = 0.5, 14.0


def _confidence(score: float) -> float:
    """Return the probability that a bead of this score is right."""
    return 1 / (1 + math.exp(-(CONFIDENCE_AT_ZERO + CONFIDENCE_SLOPE * score)))


def _align_sides(
    source: Side, target: Side, prices: Prices
) -> tuple[Path, tuple[Side, Side], Scale]:
    """Return the best path, and the sides and the scale as the texts taught them."""
    n, m = len(source), len(target)
    if not n or not m:
        scale = Scale(log_ratio=0.0, deletion=0.0)
        path = [(i, i + 1, 0, 0) for i in range(n)] + [(0, 0, j, j + 1) for j in range(m)]
        return path, (source, target), scale
    with one_blas_thread():
        if max(n, m) <= BAND_FROM:
            band = _full_band(n, m)
        else:
            band = _widen(_align_sides(_pool(source), _pool(target), prices)[0], n, m)
        source, target, scale = _learn(source, target, band, prices)
        return _search(source, target, band, prices, scale), (source, target), scale


def _pool(side: Side) -> Side:
    """Return a side of half as many units, each of two neighbours."""
    count = (len(side) + 1) // 2
    single = side.runs[::2, 1].copy()
    if len(side) % 2:
        single[-1] = side.runs[-1, 0]
    runs = np.zeros((count, LONGEST, single.shape[1]), np.float32)
    total = np.zeros_like(single)
    for k in range(min(LONGEST, count)):
        total = total[: count - k] + single[k:]
        runs[: count - k, k] = total / np.maximum(np.linalg.norm(total, axis=1), 1e-9)[:, None]
    return Side(runs=runs, lengths=np.add.reduceat(side.lengths, np.arange(0, len(side), 2)))


Band = tuple[Indices, Indices]
"""For each row ``0 … n`` the first and the last column that the search sees."""


def _full_band(n: int, m: int) -> Band:
    return np.zeros(n + 1, np.int64), np.full(n + 1, m)


def _widen(path: Path, n: int, m: int) -> Band:
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


def _learn(source: Side, target: Side, band: Band, prices: Prices) -> tuple[Side, Side, Scale]:
    """Return the sides with their hubness, and the scale of their scores."""
    n, m = len(source), len(target)
    near_source = np.full((n, NEIGHBOURS), np.nan)
    near_target = np.full((m, NEIGHBOURS), -np.inf)
    for first in range(0, n, BLOCK):
        last = min(n, first + BLOCK)
        low, high = band[0][first], band[1][last]
        block = source.runs[first:last, 0] @ target.runs[low:high, 0].T
        k = min(NEIGHBOURS, high - low)
        if k:
            near_source[first:last, :k] = np.partition(block, -k, axis=1)[:, -k:]
            rows = np.concatenate([near_target[low:high], block.T], axis=1)
            near_target[low:high] = np.partition(rows, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
    near_target[np.isinf(near_target)] = np.nan
    source = evolve(source, hubness=_shrink(_row_mean(near_source), m, USUAL_HUBNESS))
    target = evolve(target, hubness=_shrink(_row_mean(near_target), n, USUAL_HUBNESS))

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
        block = _adjusted(source, target, slice(first, last), slice(low, high), (1, 1), prices)
        usual.append(float(np.median(block)))
        rows, columns = block.argmax(1), block.argmax(0)
        best_source[first:last] = low + rows
        top_source[first:last] = block[np.arange(last - first), rows]
        top = block[columns, np.arange(high - low)]
        better = top > top_target[low:high]
        best_target[low:high][better] = first + columns[better]
        top_target[low:high][better] = top[better]
    mutual = [i for i in range(n) if best_source[i] >= 0 and best_target[best_source[i]] == i]
    ratios = [math.log(target.lengths[best_source[i]] / source.lengths[i]) for i in mutual]
    random = float(_shrink(np.array(np.median(usual)), min(n, m), USUAL_RANDOM))
    good = float(_shrink(np.array(np.median(top_source[mutual])), len(mutual), USUAL_GOOD))
    return (
        source,
        target,
        Scale(
            log_ratio=float(np.median(ratios)),
            deletion=random + prices.deletion * (good - random),
        ),
    )


def _shrink(seen: npt.NDArray[np.float64], count: int, usual: float) -> npt.NDArray[np.float64]:
    """Return what was seen in ``count`` sentences, drawn towards what is usual."""
    return (count * seen + USUAL_WEIGHT * usual) / (count + USUAL_WEIGHT)


def _row_mean(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean of each row's numbers; 0 where there are none."""
    known = ~np.isnan(values)
    total = np.where(known, values, 0.0).sum(1)
    mean: npt.NDArray[np.float64] = total / np.maximum(known.sum(1), 1)
    return mean


def _run_means(values: npt.NDArray[np.float64], size: int, part: slice) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    starts = np.arange(part.start, part.stop)
    means: Floats = ((sums[starts + size] - sums[starts]) / size).astype(np.float32)
    return means


def _adjusted(
    source: Side, target: Side, rows: slice, columns: slice, shape: tuple[int, int], prices: Prices
) -> Floats:
    """Return cosine less hubness for beads of ``shape`` that start in a block."""
    n, m = shape
    hubs_source = _run_means(source.hubness, n, rows)
    hubs_target = _run_means(target.hubness, m, columns)
    block: Floats = source.runs[rows, n - 1] @ target.runs[columns, m - 1].T
    block -= np.float32(prices.hubness / 2) * (hubs_source[:, None] + hubs_target[None])
    return block


def _length_price(source: Numbers, target: Numbers, prices: Prices, scale: Scale) -> Numbers:
    off = (np.log(target / source) - scale.log_ratio) / prices.length_deviation
    price: Numbers = prices.length * np.minimum(off * off, prices.length_cap)
    return price


def _values(
    source: Side,
    target: Side,
    rows: slice,
    columns: slice,
    shape: tuple[int, int],
    prices: Prices,
    scale: Scale,
) -> Floats:
    """Return what beads of ``shape`` that start in a block are worth."""
    n, m = shape
    block = _adjusted(source, target, rows, columns, shape, prices)
    lengths_source = _run_means(source.lengths, n, rows) * n
    lengths_target = _run_means(target.lengths, m, columns) * m
    block -= _length_price(lengths_source[:, None], lengths_target[None], prices, scale).astype(
        np.float32
    )
    block -= np.float32(scale.deletion + prices.extra * (n + m - 2))
    return block


def _parts(
    source: Side,
    target: Side,
    bead: tuple[int, int, int, int],
    prices: Prices,
    scale: Scale,
) -> dict[str, float]:
    """Return the terms of one bead's value."""
    a, b, c, d = bead
    hubs = source.hubness[a:b].mean() + target.hubness[c:d].mean()
    lengths = source.lengths[a:b].sum(), target.lengths[c:d].sum()
    return {
        "cosine": float(source.runs[a, b - a - 1] @ target.runs[c, d - c - 1]),
        "hubness": -float(prices.hubness / 2 * hubs),
        "length": -float(_length_price(np.array(lengths[0]), np.array(lengths[1]), prices, scale)),
        "extra": -prices.extra * (b - a + d - c - 2),
        "deletion": -scale.deletion,
    }


def _search(source: Side, target: Side, band: Band, prices: Prices, scale: Scale) -> Path:
    """Return the path of highest value inside the band; null beads are worth 0."""
    n, m = len(source), len(target)
    low, high = band
    shapes = [(a, c) for a, c in SHAPES if a <= n and c <= m]
    skip_source, skip_target = len(shapes), len(shapes) + 1
    best: list[npt.NDArray[np.float32]] = []
    steps: list[npt.NDArray[np.int8]] = []
    blocks: list[Floats] = []
    block_first = block_low = 0
    previous: list[Floats] = []
    previous_first = previous_low = 0
    for i in range(n + 1):
        if i % BLOCK == 1 or BLOCK == 1:
            previous, previous_first, previous_low = blocks, block_first, block_low
            block_first = i - 1
            last = min(n, block_first + BLOCK)
            block_low, top = int(low[block_first]), int(high[min(n, last + LONGEST - 1)])
            blocks = [
                _values(
                    source,
                    target,
                    slice(block_first, max(block_first, min(last, n - a + 1))),
                    slice(block_low, max(block_low, min(top, m - c + 1))),
                    (a, c),
                    prices,
                    scale,
                )
                for a, c in shapes
            ]
        left, right = int(low[i]), int(high[i])
        value = np.full(right - left + 1, -np.inf, np.float32)
        step = np.full(right - left + 1, skip_source, np.int8)
        if i == 0:
            value[0] = 0.0
        else:
            begin, end = max(left, int(low[i - 1])), min(right, int(high[i - 1]))
            value[begin - left : end - left + 1] = best[i - 1][
                begin - int(low[i - 1]) : end - int(low[i - 1]) + 1
            ]
        for number, (a, c) in enumerate(shapes):
            row = i - a
            if row < 0:
                continue
            if row >= block_first:
                scores, first, offset = blocks[number], block_first, block_low
            else:
                scores, first, offset = previous[number], previous_first, previous_low
            # columns where the bead may start: in the band of both its rows
            begin = max(left - c, int(low[row]), offset)
            end = min(right - c, int(high[row]), offset + scores.shape[1] - 1)
            if begin > end:
                continue
            reached = (
                best[row][begin - int(low[row]) : end - int(low[row]) + 1]
                + scores[row - first, begin - offset : end - offset + 1]
            )
            here = slice(begin + c - left, end + c - left + 1)
            better = reached > value[here]
            value[here][better] = reached[better]
            step[here][better] = number
        highest = np.maximum.accumulate(value)
        step[highest > value] = skip_target
        best.append(highest)
        steps.append(step)

    path: Path = []
    i, j = n, m
    while i or j:
        number = int(steps[i][j - low[i]]) if i else skip_target
        if number == skip_target or (number == skip_source and not i):
            path.append((i, i, j - 1, j))
            j -= 1
        elif number == skip_source:
            path.append((i - 1, i, j, j))
            i -= 1
        else:
            a, c = shapes[number]
            path.append((i - a, i, j - c, j))
            i, j = i - a, j - c
    path.reverse()
    assert all(x[1] == y[0] and x[3] == y[2] for x, y in pairwise(path))
    return path
