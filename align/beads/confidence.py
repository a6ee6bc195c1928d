"""How sure a bead is: the probability that it is right, from its score.

Made by ``scripts/bench/calibration.py``, a logistic curve for each way in which
a bead is found.
"""

from __future__ import annotations

import math
from typing import Literal

Way = Literal["single", "group", "mined", "beside", "unordered"]
"""A 1–1 bead of the monotone search; a group there; a mined pair; a group around a
mined pair; a pair of two collections without order."""

CURVES: dict[Way, tuple[float, float]] = {
    "single": (1.4, 16.0),
    "group": (-0.8, 17.0),
    "mined": (0.15, 22.5),
    "beside": (-0.6, 14.0),
    "unordered": (0.7, 19.6),
}
"""Log odds at score 0, and their growth with the score. Fitted on some 8,000 beads of the
development half of the NTREX scenarios and one further noise seed, groups around mined pairs on
201 beads of other seeds; the expected calibration error of all is 0.001, of each scenario 0.001
to 0.039 (the last of 232 beads)."""


def estimate_confidence(score: float, way: Way) -> float:
    """Return the probability that a bead of this score is right.

    >>> round(estimate_confidence(0.1, "single"), 2)
    0.95
    """
    at_zero, slope = CURVES[way]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, at_zero + slope * score))))
