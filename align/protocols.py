"""What a plug-in has to offer: one method each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape ``(len(texts), dim)``, each row of length 1."""
        ...
