"""How likely each name is by the scores of tags, and the best set of names.

Several models that read different units agree on nothing but places in the text, so
each says how likely every possible name is; these chances can be averaged. Names are
then chosen whole, those that do not overlap and together are likeliest.
Cites: Lafferty et al. 2001 (marginals of a linear chain).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from align.facts.tagging.tag_paths import TYPES

FLOOR = 0.004
"""Less likely names are not told."""

LONGEST = 30
"""Units of a name at most: no name of KLUE has more characters."""

Chances = Mapping[tuple[int, int, int], float]
"""(first, end, place in TYPES) → probability; half-open."""

Scores = npt.NDArray[np.float64]


def find_chances(scores: Scores, steps: Scores) -> dict[tuple[int, int, int], float]:
    """Return how likely each run of units is a name, by the score of each tag and of steps.

    Tags are nothing, then beginning and inside of each of ``TYPES``.

    >>> scores = np.zeros((3, 7))
    >>> scores[1, 3] = 9.0  # an organisation begins
    >>> chances = find_chances(scores, np.zeros((7, 7)))
    >>> round(chances[1, 2, 1], 2)
    0.86
    """
    size = len(scores)
    if not size:
        return {}
    moves = np.exp(steps)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    ahead, back, norm = np.zeros_like(odds), np.zeros_like(odds), np.ones(size)
    before = moves[0]
    for t in range(size):
        new = before * odds[t]
        norm[t] = new.sum()
        ahead[t] = new / norm[t]
        before = ahead[t] @ moves
    back[-1] = moves[:, 0] / (ahead[-1] @ moves[:, 0])
    for t in range(size - 2, -1, -1):
        back[t] = moves @ (odds[t + 1] * back[t + 1]) / norm[t + 1]
    out: dict[tuple[int, int, int], float] = {}
    chance = ahead * back
    for kind in range(len(TYPES)):
        begin, inside = 1 + 2 * kind, 2 + 2 * kind
        for first in np.flatnonzero(chance[:, begin] >= FLOOR).tolist():
            path, tag = ahead[first, begin], begin
            for last in range(first, min(size, first + LONGEST)):
                if last > first:
                    path *= moves[tag, inside] * odds[last, inside] / norm[last]
                    tag = inside
                reach = path * back[last, tag]
                if reach < FLOOR:
                    break
                on = 0.0
                if last + 1 < size:
                    on = moves[tag, inside] * odds[last + 1, inside] * back[last + 1, inside]
                    on *= path / norm[last + 1]
                if reach - on >= FLOOR:
                    out[first, last + 1, kind] = float(reach - on)
    return out


def choose_names(chances: Chances, least: float) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of names that do not overlap, in order.

    Of all such sets it is the one whose chances, each less ``least``, add up to most; a
    name's chance is that of all its types together, its type the likeliest.

    >>> choose_names({(0, 2, 0): 0.5, (0, 2, 1): 0.25, (1, 4, 2): 0.6}, 0.4)
    [(0, 2, 'PS')]
    """
    kinds: dict[tuple[int, int], list[float]] = {}
    for (start, end, kind), chance in chances.items():
        kinds.setdefault((end, start), [0.0] * len(TYPES))[kind] += chance
    totals, ends = [0.0], [-1]
    chosen: list[tuple[int, tuple[int, int, str]]] = [(0, (0, 0, ""))]
    for (end, start), by_kind in sorted(kinds.items()):
        before = bisect_right(ends, start) - 1
        total = totals[before] + sum(by_kind) - least
        if sum(by_kind) > least and total > totals[-1]:
            totals.append(total)
            ends.append(end)
            chosen.append((before, (start, end, TYPES[by_kind.index(max(by_kind))])))
    out: list[tuple[int, int, str]] = []
    at = len(chosen) - 1
    while at > 0:
        out.append(chosen[at][1])
        at = chosen[at][0]
    return out[::-1]


def mix_chances(one: Chances, other: Chances, share: float) -> Chances:
    """Return the mean of two readings, ``share`` of it that of the other."""
    return {
        span: share * other.get(span, 0.0) + (1 - share) * one.get(span, 0.0)
        for span in one.keys() | other.keys()
    }
