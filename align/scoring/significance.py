"""How far scores are to be trusted: intervals, and the difference of two systems.

Intervals are bootstrap percentiles (Efron 1979; Koehn 2004 for MT): units are
drawn with replacement. Two systems are compared by approximate randomisation
(Noreen 1989; Riezler & Maxwell 2005): in each trial every unit's counts change
sides by chance; ``p`` is the share of trials with a difference as large as the
one seen. Both are seeded, so that a score is the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.scoring.counts import Tally, add_tallies
from align.scoring.units import MIN_UNITS

RESAMPLES = 1000
TRIALS = 10_000
SEED = 12345
CHUNK = 4_000_000
"""Numbers drawn at once, to bound memory."""

Array = NDArray[np.float64]


def score_units(units: Sequence[Tally]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of all units by name, F1 with its 95 % interval.

    ``output`` and ``gold`` are what precision and recall are shares of. What stands
    in fewer than five units has no interval (``f1_low``, ``f1_high``).

    >>> from align.scoring.counts import Counts, MatchCounts
    >>> unit = {"strict": MatchCounts(output=Counts(1, 2), gold=Counts(1, 2))}
    >>> score_units([unit] * 6)["strict"]["f1_low"]
    0.5
    """
    total = add_tallies(units)
    scores = {
        name: {**counts.scores(), "output": counts.output.total, "gold": counts.gold.total}
        for name, counts in total.items()
    }
    names = [name for name in total if sum(name in unit for unit in units) >= MIN_UNITS]
    if not names:
        return scores
    counts = _matrix(units, names)
    rng = np.random.default_rng(SEED)
    shares = np.full(len(units), 1 / len(units))
    drawn = [
        _f1(rng.multinomial(len(units), shares, size).astype(float) @ counts, len(names))
        for size in _chunks(RESAMPLES, len(units))
    ]
    low, high = np.percentile(np.concatenate(drawn), [2.5, 97.5], axis=0)
    for i, name in enumerate(names):
        scores[name]["f1_low"], scores[name]["f1_high"] = float(low[i]), float(high[i])
    return scores


def compare_units(ours: Sequence[Tally], theirs: Sequence[Tally]) -> dict[str, dict[str, float]]:
    """Return the other system's F1, ours less theirs, and ``p``, by name.

    The two have the counts of the same units, in the same order.

    >>> from align.scoring.counts import Counts, MatchCounts
    >>> good, bad = ({"x": MatchCounts(output=Counts(n, 2), gold=Counts(n, 2))} for n in (2, 1))
    >>> compare_units([good] * 12, [bad] * 12)["x"]["p"] < 0.01
    True
    >>> compare_units([good, bad], [good, bad])["x"]
    {'other_f1': 0.75, 'difference': 0.0, 'p': 1.0}
    """
    names = list(add_tallies([*ours, *theirs]))
    one, other = _matrix(ours, names), _matrix(theirs, names)
    gap = one - other
    seen = (_f1(one.sum(0)[None], len(names)) - _f1(other.sum(0)[None], len(names)))[0]
    rng = np.random.default_rng(SEED)
    as_large = np.zeros(len(names))
    for size in _chunks(TRIALS, len(ours)):
        moved = rng.integers(0, 2, (size, len(ours))).astype(float) @ gap
        trial = _f1(one.sum(0) - moved, len(names)) - _f1(other.sum(0) + moved, len(names))
        as_large += (np.abs(trial) >= np.abs(seen) - 1e-12).sum(0)
    theirs_f1 = _f1(other.sum(0)[None], len(names))[0]
    return {
        name: {
            "other_f1": float(theirs_f1[i]),
            "difference": float(seen[i]),
            "p": float((as_large[i] + 1) / (TRIALS + 1)),  # the trial that swaps nothing counts
        }
        for i, name in enumerate(names)
    }


def _matrix(units: Sequence[Tally], names: Sequence[str]) -> Array:
    """Return a row a unit, four numbers a name: hits and total of output and gold."""
    rows = np.zeros((len(units), len(names), 4))
    for i, unit in enumerate(units):
        for j, name in enumerate(names):
            if name in unit:
                counts = unit[name]
                rows[i, j] = (
                    counts.output.hits,
                    counts.output.total,
                    counts.gold.hits,
                    counts.gold.total,
                )
    return rows.reshape(len(units), len(names) * 4)


def _f1(counts: Array, names: int) -> Array:
    """Return F1 of summed counts: a row a draw, a column a name."""
    parts = counts.reshape(len(counts), names, 4)
    precision = parts[..., 0] / np.maximum(parts[..., 1], 1)
    recall = parts[..., 2] / np.maximum(parts[..., 3], 1)
    total = precision + recall
    return np.asarray(2 * precision * recall / np.where(total > 0, total, 1))


def _chunks(draws: int, units: int) -> list[int]:
    size = max(1, CHUNK // max(units, 1))
    return [min(size, draws - start) for start in range(0, draws, size)]
