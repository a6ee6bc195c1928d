"""Hits among so many, and intervals around what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from attrs import frozen

RESAMPLES, SEED = 1000, 12345

T = TypeVar("T")


@frozen
class Counts:
    """Hits among so many; counts of documents add up.

    >>> (Counts(1, 2) + Counts(2, 2)).share
    0.75
    """

    hits: int = 0
    total: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.total + other.total)

    @property
    def share(self) -> float:
        """Hits in total, in [0, 1]; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0


NONE = Counts()
"""Nothing counted yet."""


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall, 0 where both are.

    >>> f1(1.0, 0.5)
    0.6666666666666666
    """
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def interval(
    documents: Sequence[T], score: Callable[[Sequence[T]], float]
) -> tuple[float, float] | None:
    """Return the 95 % bootstrap interval of a score over documents; None of fewer than five.

    Documents are drawn with replacement, a thousand times, from a fixed seed.
    ``score`` turns the counts of the drawn documents into one number.

    >>> interval([Counts(1, 2)] * 6, lambda drawn: sum(drawn, Counts()).share)
    (0.5, 0.5)
    """
    if len(documents) < 5:
        return None
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(documents), (RESAMPLES, len(documents)))
    scores = [score([documents[i] for i in draw]) for draw in draws]
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)
