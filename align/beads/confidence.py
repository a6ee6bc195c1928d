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
    "single": (1.4, 15.0),
    "group": (-0.6, 10.2),
    "mined": (0.15, 22.5),
    "beside": (-3.0, 10.2),
    "unordered": (0.7, 19.6),
}
"""Log odds at score 0, and their growth with the score. Fitted on 8,042 beads of the
development half of the NTREX scenarios and one further noise seed; the expected calibration
error of all is 0.008, of each scenario 0.004 to 0.031 (the last of 232 beads). Of the few
groups beside mined pairs none was right in texts that hold no groups: theirs is a guess."""


def estimate_confidence(score: float, way: Way) -> float:
    """Return the probability that a bead of this score is right.

    >>> round(estimate_confidence(0.1, "single"), 2)
    0.95
    """
    at_zero, slope = CURVES[way]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, at_zero + slope * score))))
