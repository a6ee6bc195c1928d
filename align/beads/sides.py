"""What the search works on: the two sides as numbers, and what it pays.

A side holds the vectors of all runs of adjacent sentences, their lengths in
characters and their hubness. Long texts keep their vectors packed: 50,000
sentences take 205 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, field, frozen

from align.encoding import encode_runs, pack, unpack
from align.protocols import Encoder

LONGEST = 4
"""Sentences that one side of a bead may hold."""

POOLED = 2
"""Units that one side of a bead of the coarse search may hold."""

PACKED_FROM = 4096
"""Sentences a side from which vectors are kept packed."""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.floating[Any]]
Indices = npt.NDArray[np.int64]
Place = tuple[int, int, int, int]
"""A bead as ``(source start, source end, target start, target end)``."""
Path = list[Place]


@frozen(kw_only=True)
class Prices:
    """What the monotone search pays, in units of cosine.

    Set on the development half of the NTREX scenarios (strict F1 on clean,
    merges, gaps, mixed: 99.8, 98.9, 99.5, 98.4); each is level for ±20 %.
    """

    hubness: float = 0.85
    length: float = 0.03
    length_deviation: float = 0.3
    length_cap: float = 6.0
    extra: float = 0.03
    crossing: float = 0.15
    """That two neighbours have changed places, beyond the worth of both pairs."""
    deletion: float = 0.35
    """Where a bead stops being worth more than two null beads: as a share of the
    way from a random pair's score to a good pair's, both taken from the texts."""


@frozen(kw_only=True)
class Side:
    """One side of an alignment, ready to be scored.

    ``runs[i, k]`` is the vector of sentences ``i`` to ``i + k``; ``lengths`` is
    in characters, ``hubness`` the mean cosine to the nearest neighbours.
    """

    runs: npt.NDArray[Any]
    lengths: Doubles
    hubness: Doubles = field(factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        return len(self.runs)

    def vectors(self, part: slice, size: int = 1) -> Floats:
        """Return the vectors of the runs of ``size`` that start in ``part``."""
        return unpack(self.runs[part, size - 1])

    def cut(self, first: int, last: int) -> Side:
        """Return the side's sentences ``first`` to ``last - 1``, as they were learned."""
        part = slice(first, last)
        return evolve(
            self, runs=self.runs[part], lengths=self.lengths[part], hubness=self.hubness[part]
        )


@frozen(kw_only=True)
class Scale:
    """What the two texts themselves teach: their length ratio and score levels."""

    log_ratio: float
    deletion: float


def make_side(encoder: Encoder, texts: Sequence[str]) -> Side:
    """Return the side that these sentences are."""
    return Side(
        runs=encode_runs(encoder, texts, LONGEST, packed=len(texts) >= PACKED_FROM),
        lengths=np.array([len(text) + 1 for text in texts], float),
    )


def pool_side(side: Side) -> Side:
    """Return a side of half as many units, each of two neighbours, in runs of up to two."""
    count = (len(side) + 1) // 2
    single = side.vectors(slice(0, len(side), 2), 2).copy()
    if len(side) % 2:
        single[-1] = side.vectors(slice(len(side) - 1, len(side)))[0]
    runs = np.zeros((count, POOLED, single.shape[1]), side.runs.dtype)
    store = pack if side.runs.dtype == np.int16 else np.asarray
    runs[:, 0] = store(single)
    for first in range(0, count - 1, 4096):
        last = min(count - 1, first + 4096)
        pair = single[first:last] + single[first + 1 : last + 1]
        pair /= np.maximum(np.linalg.norm(pair, axis=1), 1e-9)[:, None]
        runs[first:last, 1] = store(pair)
    lengths = np.add.reduceat(side.lengths, np.arange(0, len(side), 2))
    return Side(runs=runs, lengths=lengths)
