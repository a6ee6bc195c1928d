"""The likeliest names by the score of each tag at each character (Viterbi).

Tags are nothing, then beginning and inside of each of ``TYPES``. Most of a text is
surely nothing and is passed over.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

TYPES = ("PS", "OG", "LC")

NEVER = -1000.0
"""Score of what must not be."""

ROUNDING = 1e-6


def decode_tags(
    scores: npt.NDArray[np.float64], steps: npt.NDArray[np.float64]
) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of the names that the best tags spell."""
    out: list[tuple[int, int, str]] = []
    tags = [0] * len(scores)
    columns = steps.T.tolist()
    for start, end in find_open_runs(scores, steps):
        tags[start:end] = find_best_tags(scores[start:end].tolist(), columns)
    first = -1
    for place, tag in enumerate([*tags, 0]):
        if first >= 0 and (tag == 0 or tag % 2):
            out.append((first, place, TYPES[(tags[first] - 1) // 2]))
            first = -1
        if tag % 2:
            first = place
    return out


def find_open_runs(
    scores: npt.NDArray[np.float64], steps: npt.NDArray[np.float64]
) -> list[tuple[int, int]]:
    """Return the stretches outside which the best tags are surely nothing.

    Names that touch are a run. Where no run over a place can score more than
    nothing in its stead, whatever its tags, the place is nothing; what is left
    falls into stretches that begin and end beside nothing, like a text.
    """
    allowed = steps[steps > NEVER / 2]
    gain = float(allowed.max() - steps[0, 0])
    worth = scores[:, 1:].max(axis=1) - scores[:, 0] + gain
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    lowest = np.minimum.accumulate(sums[:-1])  # best beginning of a run over each place
    highest = np.maximum.accumulate(sums[:0:-1])[::-1]  # and its best end
    is_open = highest - lowest + gain > -ROUNDING
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_open, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def find_best_tags(rows: list[list[float]], columns: list[list[float]]) -> list[int]:
    """Return the best tags of a text with nothing on either side (Viterbi).

    ``columns[t]`` holds what each tag before costs tag t. Written out for speed:
    an inside follows its own beginning or inside only, anything else whatever is
    best; which tag that was is asked for the best path alone.
    """
    none, first_1, in_1, first_2, in_2, first_3, in_3 = columns
    free = (none, first_1, first_2, first_3)
    best = [a + b[0] for a, b in zip(rows[0], columns, strict=True)]
    history = [best]
    for row in rows[1:]:
        a, b, c, d, e, f, g = best
        o, p, q, r = [
            max(a + s, b + t, c + u, d + v, e + w, f + x, g + y) for s, t, u, v, w, x, y in free
        ]
        c = max(b + in_1[1], c + in_1[2])
        e = max(d + in_2[3], e + in_2[4])
        g = max(f + in_3[5], g + in_3[6])
        best = [
            o + row[0], p + row[1], c + row[2], q + row[3], e + row[4], r + row[5], g + row[6]
        ]  # fmt: skip
        history.append(best)
    tag = 0
    out = []
    for best in reversed(history):
        sums = [x + y for x, y in zip(best, columns[tag], strict=True)]
        tag = sums.index(max(sums))
        out.append(tag)
    return out[::-1]
