"""What a plug-in has to offer: one method each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from align.records import Lang, Segment

Vectors: TypeAlias = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape ``(len(texts), dim)``, each row of length 1."""
        ...


class Splitter(Protocol):
    """Cuts a text into sentences."""

    def split(self, text: str, lang: Lang | None) -> list[Segment]:
        """Return the sentences in order, with their places in ``text``."""
        ...
