"""Print how often beads of each confidence are right, and fit the curves anew.

    python scripts/bench/calibration.py [SCENARIO…]

input:  ../shared/data/align (development half), or made texts, as ``mixed:3``
output: on stdout the reliability table (all beads but null beads, by confidence), the
        expected calibration error of each scenario, and the fitted constants of
        align/beads/confidence.py
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt
from runs import bead_pairs, read_items

from align.beads import align_segments
from align.beads.confidence import CURVES

SCENARIOS = [
    "clean",
    "merges",
    "gaps",
    "mixed",
    "long",
    "comparable",
    "comparable_hard",
    "pool",
    "merges:7",
    "mixed:7",
    "comparable:7",
    "hard:7",
    "pool:7",
]
BINS = 10

Doubles = npt.NDArray[np.float64]


def main() -> None:
    """Print the tables."""
    seen: dict[str, list[tuple[float, bool]]] = {}
    ways: dict[str, list[tuple[float, bool]]] = {}
    for scenario in sys.argv[1:] or SCENARIOS:
        rows = seen.setdefault(scenario, [])
        for item in read_items(scenario):
            found = align_segments(item.source, item.target)
            gold = set(item.gold)
            for bead, pair in zip(found.beads, bead_pairs(found), strict=True):
                if bead.is_null:
                    continue
                right = pair in gold
                rows.append((bead.confidence, right))
                is_single = len(bead.source) == len(bead.target) == 1
                way = "mined" if "lead" in bead.parts else "single" if is_single else "group"
                ways.setdefault(way, []).append((bead.score, right))
        print(f"{scenario:18}{len(rows):6} beads   error {measure_error(rows):.3f}", flush=True)
    everything = [row for rows in seen.values() for row in rows]
    print(f"{'all':18}{len(everything):6} beads   error {measure_error(everything):.3f}\n")
    print("| confidence | beads | said | right |\n|---|---|---|---|")
    for low, part in _bins(everything):
        said, right = np.mean(part, axis=0)
        print(f"| {low:.1f}–{low + 1 / BINS:.1f} | {len(part)} | {said:.3f} | {right:.3f} |")
    print()
    for way, rows in ways.items():
        at_zero, slope = fit_curve(rows)
        known = next(curve for name, curve in CURVES.items() if name == way)
        print(f"{way}: fitted {at_zero:.2f} {slope:.1f}, in use {known[0]} {known[1]}")


def _bins(rows: list[tuple[float, bool]]) -> list[tuple[float, Doubles]]:
    table = np.array(rows, float)
    numbers = np.minimum((table[:, 0] * BINS).astype(int), BINS - 1)
    return [(i / BINS, table[numbers == i]) for i in range(BINS) if (numbers == i).any()]


def measure_error(rows: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error: mean gap of said and right, by bin."""
    gaps = [
        len(part) * abs(float(part[:, 0].mean() - part[:, 1].mean())) for _, part in _bins(rows)
    ]
    return sum(gaps) / len(rows)


def fit_curve(rows: list[tuple[float, bool]]) -> tuple[float, float]:
    """Return the log odds at score 0 and their slope, by logistic regression."""
    table = np.array(rows, float)
    features = np.column_stack([np.ones(len(table)), table[:, 0]])
    weights = np.zeros(2)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (table[:, 1] - chance) - 1e-3 * weights
        curvature = (features * (chance * (1 - chance))[:, None]).T @ features + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


if __name__ == "__main__":
    main()
