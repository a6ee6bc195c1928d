"""Encoders beside the built-in one: models of sentence-transformers, vectors from files.

Any object with ``encode(texts)`` will do. The vectors of runs of sentences,
which the built-in encoder gets almost for free, are then those of the joined
texts, or, where there are no texts to join, means of the sentences' vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from align.encoding.packing import pack
from align.encoding.use import UseEncoder, default_encoder
from align.errors import InputError, MissingExtraError
from align.protocols import Encoder, Vectors

JOINED_UP_TO = 5_000
"""Texts of which runs are encoded joined; more take means: joining costs nine passes more."""


def encode_runs(
    encoder: Encoder,
    texts: Sequence[str],
    longest: int,
    packed: bool = False,
) -> npt.NDArray[Any]:
    """Return vectors of all runs of up to ``longest`` adjacent texts, by any encoder.

    Of shape (n, longest, dim); rows that reach past the end are zero. Float32,
    or in whole steps (:mod:`align.encoding.packing`) when ``packed``.

    Raises:
        InputError: the encoder's vectors do not fit the texts.
    """
    if isinstance(encoder, UseEncoder):
        return encoder.encode_runs(encoder.tokenize(texts), longest, packed)
    single = encode_checked(encoder, texts)
    count = len(texts)
    runs = np.zeros((count, longest, single.shape[1]), np.int16 if packed else np.float32)
    joined = count <= JOINED_UP_TO and not isinstance(encoder, KnownVectors)
    total = np.zeros_like(single)
    for k in range(min(longest, count)):
        total = total[: count - k] + single[k:]
        vectors = total
        if joined and k:
            vectors = encode_checked(
                encoder, [" ".join(texts[i : i + k + 1]) for i in range(count - k)]
            )
        unit = _unit_rows(vectors)
        runs[: count - k, k] = pack(unit) if packed else unit
    return runs


def encode_checked(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Return an encoder's vectors as float32 rows of length 1.

    Raises:
        InputError: not one row of numbers for each text.
    """
    if not texts:
        return np.zeros((0, 1), np.float32)
    vectors = np.asarray(encoder.encode(texts))
    if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1]:
        raise InputError(
            f"the encoder gave an array of shape {vectors.shape} for {len(texts)} sentences; "
            f"expected ({len(texts)}, dimensions)"
        )
    if vectors.dtype.kind not in "fiu" or not np.isfinite(vectors).all():
        raise InputError("the encoder's vectors hold something that is no finite number")
    return _unit_rows(vectors.astype(np.float32))


def _unit_rows(vectors: npt.NDArray[Any]) -> Vectors:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = vectors / np.maximum(length, 1e-9)
    return rows


@cache
def load_encoder(name: str | None = None) -> Encoder:
    """Return the built-in encoder, or the model of that name or path, loaded once.

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        InputError: no such model.
    """
    return SentenceTransformerEncoder(name) if name else default_encoder()


class KnownVectors:
    """An encoder that gives out vectors made elsewhere, by sentence.

    >>> known = KnownVectors(["a", "b"], np.eye(2, dtype=np.float32))
    >>> known.encode(["b", "a"]).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """

    name = "vectors"

    def __init__(self, texts: Sequence[str], vectors: npt.NDArray[Any]) -> None:
        self._rows = dict(zip(texts, vectors, strict=True))
        self._dim = vectors.shape[1] if len(texts) else 1

    @classmethod
    def join(
        cls, texts: Sequence[Sequence[str]], vectors: Sequence[npt.NDArray[Any]]
    ) -> KnownVectors:
        """Return one encoder for the sentences of two sides.

        Raises:
            InputError: the sides have vectors of other dimensions.
        """
        dims = {rows.shape[1] for rows in vectors}
        if len(dims) > 1:
            raise InputError(
                f"the vectors of the two sides do not fit: "
                f"{' and '.join(str(rows.shape[1]) for rows in vectors)} dimensions"
            )
        return cls([text for side in texts for text in side], np.concatenate(vectors))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the row of each text; the same text has the same row."""
        return np.array([self._rows[text] for text in texts], np.float32).reshape(-1, self._dim)


def read_vectors(name: str, texts: Sequence[str]) -> npt.NDArray[Any]:
    """Return the rows of an .npy file, one for each text.

    Raises:
        InputError: no such file, no array of numbers, or not a row a sentence.
    """
    path = Path(name)
    if not path.is_file():
        raise InputError(f"{name}: no such file; check the path")
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: not an .npy array ({error})") from None
    if not isinstance(vectors, np.ndarray) or vectors.ndim != 2 or vectors.dtype.kind not in "fiu":
        raise InputError(f"{name}: expected an array of numbers of shape (sentences, dimensions)")
    if len(vectors) != len(texts):
        raise InputError(f"{name}: {len(vectors)} rows for {len(texts)} sentences")
    if not np.isfinite(vectors).all():
        raise InputError(f"{name}: holds something that is no finite number")
    return np.asarray(vectors, np.float32)


class SentenceTransformerEncoder:
    """A model of sentence-transformers, by name or path (extra ``models``).

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        InputError: no such model.
    """

    def __init__(self, model: str) -> None:
        try:
            models = import_module("sentence_transformers")
        except ImportError:
            raise MissingExtraError("sentence-transformers", "models") from None
        try:
            self._model = models.SentenceTransformer(model)
        except (OSError, ValueError) as error:
            what = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise InputError(f"{model}: no model that can be loaded ({what})") from None
        self.name = f"sentence-transformers:{model}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)
