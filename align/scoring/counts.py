"""Hits among so many, and precision, recall and F1 of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen


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


@frozen(kw_only=True)
class MatchCounts:
    """What precision (``output``) and recall (``gold``) are made of; they add up."""

    output: Counts = NONE
    gold: Counts = NONE

    def __add__(self, other: MatchCounts) -> MatchCounts:
        return MatchCounts(output=self.output + other.output, gold=self.gold + other.gold)

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1, in [0, 1]."""
        precision, recall = self.output.share, self.gold.share
        return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


Tally = Mapping[str, MatchCounts]
"""Counts by the name of the score that they make."""


def add_tallies(tallies: Iterable[Tally]) -> dict[str, MatchCounts]:
    """Return the sums by name, names in the order in which they come.

    >>> one = {"strict": MatchCounts(output=Counts(1, 1))}
    >>> add_tallies([one, one])["strict"].output
    Counts(hits=2, total=2)
    """
    total: dict[str, MatchCounts] = {}
    for tally in tallies:
        for name, counts in tally.items():
            total[name] = total.get(name, MatchCounts()) + counts
    return total


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall, 0 where both are.

    >>> f1(1.0, 0.5)
    0.6666666666666666
    """
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0
