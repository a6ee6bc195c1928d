"""Unit vectors in whole steps: half the memory, and quicker to unpack than half floats.

A component is kept to 1 / 32,767, so a cosine moves by less than 0.001.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

_STEPS = 32767

Packed = npt.NDArray[np.int16]


def pack(vectors: npt.NDArray[Any]) -> Packed:
    """Return unit rows in steps of 1 / 32,767.

    >>> pack(np.array([0.6, -0.8])).tolist()
    [19660, -26214]
    """
    packed: Packed = np.rint(vectors * _STEPS).astype(np.int16)
    return packed


def unpack(vectors: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Return packed vectors as float32; others as they are.

    >>> unpack(np.array([19660], np.int16)).round(3).tolist()
    [0.6000000238418579]
    """
    if vectors.dtype != np.int16:
        return np.asarray(vectors, np.float32)
    floats = vectors.astype(np.float32)
    floats *= np.float32(1 / _STEPS)
    return floats
