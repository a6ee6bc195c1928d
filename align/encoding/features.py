"""Token features of the encoder: what each token adds to its text's vector.

A token's embedding is projected, then passed through three stacks of two
convolutions over 2, 3 and 5 tokens. Two shapes make this cheap:

- Projection and first convolutions depend on single tokens, so their products
  are kept a token *kind* and only added up for each token (``_known``).
- The second convolutions read windows of adjacent rows. Every ``width``-th
  window lies beside the last one in memory, so ``width`` matrix products over
  views of the rows do without any copy of the windows (``_slide``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

DIM = 512
CNN = 256
ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution and how far it looks to the left."""
MARGIN = 2
"""Rows without a token that must lie between two texts, and at the ends."""
FEATURES = DIM + len(ORDERS) * CNN

KINDS = 8192
"""Kinds of token whose products are kept (109 MB); then it starts anew."""

FEWEST = 8
"""Kinds that are learned together at least, some of them twice. BLAS adds up a single row in
another order than several; then a text's vector would depend on the texts before it."""

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]


class TokenFeatures:
    """Features of tokens in their places, normalised but for gain and bias."""

    def __init__(
        self, weights: Mapping[str, Any], table: npt.NDArray[np.uint8], chunks: int
    ) -> None:
        self._w = weights
        self._table, self._chunks = table, chunks
        self._eps = float(weights["eps"])
        widths = [width for width, _ in ORDERS]
        self._proj = np.concatenate([weights[f"proj{n}"] for n in widths], axis=1)
        self._proj_b = np.concatenate([weights[f"proj_b{n}"] for n in widths])
        self._proj_g = np.concatenate([weights[f"ln_g{n}"] for n in widths])
        self._proj_beta = np.concatenate([weights[f"ln_b{n}"] for n in widths])
        self._first = [weights[f"w1_{n}"].reshape(n, CNN, CNN) for n in widths]
        self._second = [np.ascontiguousarray(weights[f"w2_{n}"]) for n in widths]
        self._slot = np.full(len(table) + 1, -1, np.int32)
        self._clear()

    def _clear(self) -> None:
        """Forget all kinds but row 0, which stands for no token."""
        self._slot[:] = -1
        self._slot[-1] = 0
        self._kinds = 1
        self._embedded = np.zeros((1, DIM), np.float32)
        self._below = np.zeros((1, len(ORDERS) * CNN), np.float32)
        self._products = [[np.zeros((1, CNN), np.float32) for _ in range(n)] for n, _ in ORDERS]

    def _known(self, ids: Indices) -> npt.NDArray[np.int32]:
        """Return the row of each token's kind; -1 stands for no token, row 0."""
        slots = self._slot[ids]
        if (slots < 0).any():
            new = np.unique(ids[slots < 0])
            if self._kinds + len(new) > KINDS:
                self._clear()
                new = np.unique(ids[ids >= 0])
            self._learn(new)
            slots = self._slot[ids]
        return slots

    def _learn(self, new: Indices) -> None:
        count = len(new)
        if count < FEWEST:
            new = np.concatenate([new, np.repeat(new[-1:], FEWEST - count)])
        w = self._w
        chunk = new % self._chunks
        embedded = self._table[new] * w["scale"][chunk, None]
        embedded += w["lo"][chunk, None]
        below = embedded @ self._proj
        below += self._proj_b
        below -= below.mean(axis=-1, keepdims=True)
        variance = np.einsum("ij,ij->i", below, below) / below.shape[-1]
        below *= np.reciprocal(np.sqrt(variance + self._eps))[:, None]
        below *= self._proj_g
        below += self._proj_beta
        need = self._kinds + count
        if need > len(self._embedded):
            room = max(need, min(2 * need, KINDS))
            self._embedded = _grown(self._embedded, room)
            self._below = _grown(self._below, room)
            self._products = [[_grown(tap, room) for tap in taps] for taps in self._products]
        here = slice(self._kinds, need)
        self._embedded[here] = embedded[:count]
        self._below[here] = below[:count]
        for i, taps in enumerate(self._products):
            for weights, tap in zip(self._first[i], taps, strict=True):
                tap[here] = (below[:, i * CNN : (i + 1) * CNN] @ weights)[:count]
        self._slot[new[:count]] = np.arange(here.start, here.stop)
        self._kinds = need

    def read(self, ids: Indices) -> Floats:
        """Return the features of a row of tokens: float32 of shape (len(ids), 1280).

        ``ids`` are token numbers, -1 where there is no token; between texts
        and at both ends there have to be ``MARGIN`` of those. Their features
        mean nothing. Gain and bias of the last normalisation are left out:
        they are the same for all tokens.
        """
        slots = self._known(ids)
        nothing = np.flatnonzero(ids < 0)
        features = np.empty((len(ids), FEATURES), np.float32)
        features[:, :DIM] = self._embedded[slots]
        below = self._below[slots]
        part = np.empty((len(ids), CNN), np.float32)
        for i, (width, left) in enumerate(ORDERS):
            above = self._first_layer(i, slots, below, nothing)
            _slide(above, self._second[i], left, part)
            part += self._w[f"b2_{width}"]
            np.maximum(part, 0, out=part)
            np.add(part, above, out=features[:, DIM + i * CNN : DIM + (i + 1) * CNN])
        _standardise(features, self._eps)
        return features

    def read_part(self, ids: Indices, first: int, last: int) -> Floats:
        """Return the features of columns ``first`` to ``last - 1`` of a table of tokens.

        ``ids`` is of shape (rows, columns), all rows alike in where their
        tokens begin and end; what the wanted columns see, two columns to
        either side, must be there. As :meth:`read`, for a part of the cost.
        """
        rows, columns = ids.shape
        slots = self._known(ids.ravel())
        nothing = np.flatnonzero(ids.ravel() < 0)
        below = self._below[slots]
        wanted = slots.reshape(ids.shape)[:, first:last]
        features = np.empty((rows, last - first, FEATURES), np.float32)
        features[..., :DIM] = self._embedded[wanted]
        for i, (width, left) in enumerate(ORDERS):
            above = self._first_layer(i, slots, below, nothing).reshape(rows, columns, CNN)
            for place in range(first, last):
                window = above[:, place - left : place - left + width].reshape(rows, width * CNN)
                part = window @ self._second[i]
                part += self._w[f"b2_{width}"]
                np.maximum(part, 0, out=part)
                part += above[:, place]
                features[:, place - first, DIM + i * CNN : DIM + (i + 1) * CNN] = part
        _standardise(features.reshape(-1, FEATURES), self._eps)
        return features

    def _first_layer(
        self, order: int, slots: npt.NDArray[np.int32], below: Floats, nothing: Indices
    ) -> Floats:
        """Return what the first convolution of one width gives, 0 where no token is."""
        width, left = ORDERS[order]
        count = len(slots)
        above = np.empty((count, CNN), np.float32)
        part = np.empty((count, CNN), np.float32)
        above[:] = self._w[f"b1_{width}"]
        for k, tap in enumerate(self._products[order]):
            shift = k - left
            here = slice(max(0, -shift), count - max(0, shift))
            there = slice(max(0, shift), count - max(0, -shift))
            seen = part[: here.stop - here.start]
            np.take(tap, slots[there], axis=0, out=seen, mode="clip")  # "raise" would copy
            above[here] += seen
        np.maximum(above, 0, out=above)
        above += below[:, order * CNN : (order + 1) * CNN]
        above[nothing] = 0.0
        return above


def _grown(rows: Floats, room: int) -> Floats:
    more = np.zeros((room, rows.shape[1]), np.float32)
    more[: len(rows)] = rows
    return more


def _slide(rows: Floats, weights: Floats, left: int, out: Floats) -> None:
    """Convolve: write to ``out[i]`` the product of rows ``i - left`` and on with the weights.

    The first ``left`` and the last rows, whose window is cut, are set to 0.
    """
    width = len(weights) // rows.shape[1]
    count = len(rows) - width + 1
    out[:left] = 0.0
    out[left + count :] = 0.0
    for k in range(width):
        windows = (len(rows) - k) // width
        if windows:
            flat = rows[k : k + windows * width].reshape(windows, len(weights))
            out[left + k : left + count : width] = flat @ weights


def _standardise(features: Floats, eps: float) -> None:
    """Give each row the mean 0 and the variance 1, in place."""
    size = features.shape[1]
    mean = features.mean(axis=1)
    square = np.einsum("ij,ij->i", features, features) / size
    scale = np.reciprocal(np.sqrt(np.maximum(square - mean * mean, 0) + eps))
    features -= mean[:, None]
    features *= scale[:, None]
