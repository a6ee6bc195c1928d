"""The nearest vectors of the other side, exactly, in blocks.

Memory is that of the vectors and of one block: 8 million cosines. After the
first block only values above a row's or column's worst kept neighbour are
looked at, so the time is that of the matrix product.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import numpy as np
from attrs import frozen

from align.beads.sides import Floats, Indices

ROWS, COLUMNS = 1024, 8192
"""Size of the blocks of cosines."""

FAISS_FROM = 20_000
"""Vectors a side from which ``faiss-cpu`` is used where it is installed."""


@frozen(kw_only=True)
class Neighbours:
    """For each row of one side its nearest rows of the other, best first.

    ``index`` and ``cosine`` have shape (n, k); where the other side has fewer
    than k rows, k is their number.
    """

    index: Indices
    cosine: Floats


def find_neighbours(source: Floats, target: Floats, count: int) -> tuple[Neighbours, Neighbours]:
    """Return the ``count`` nearest of the other side, for source and target rows.

    >>> source, target = np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32)[::-1]
    >>> [side.index[:, 0].tolist() for side in find_neighbours(source, target, 2)]
    [[2, 1, 0], [2, 1, 0]]
    """
    if min(len(source), len(target)) >= FAISS_FROM and find_spec("faiss") is not None:
        return _ask_faiss(source, target, count), _ask_faiss(target, source, count)
    ahead = _Best(len(source), min(count, len(target)))
    back = _Best(len(target), min(count, len(source)))
    for first in range(0, len(source), ROWS):
        rows = source[first : first + ROWS].astype(np.float32, copy=False)
        for left in range(0, len(target), COLUMNS):
            block = rows @ target[left : left + COLUMNS].astype(np.float32, copy=False).T
            ahead.offer(block, first, left)
            back.offer(block.T, left, first)
    return ahead.sorted(), back.sorted()


class _Best:
    """The best values seen of each row, and where they stood."""

    def __init__(self, rows: int, count: int) -> None:
        self._count = count
        self._index = np.zeros((rows, count), np.int64)
        self._value = np.full((rows, count), -np.inf, np.float32)

    def offer(self, block: Floats, first: int, left: int) -> None:
        """Take up what is better; ``block`` begins at row ``first`` and column ``left``."""
        count = self._count
        if not count:
            return
        here = slice(first, first + len(block))
        value, index = self._value[here], self._index[here]
        if np.isinf(value[:, -1]).any():
            kept = min(count, block.shape[1])
            columns = np.argpartition(block, -kept, axis=1)[:, -kept:]
            values = np.take_along_axis(block, columns, 1)
            rows = np.repeat(np.arange(len(block)), kept)
            self._merge(value, index, rows, columns.ravel() + left, values.ravel())
            return
        if block.flags.c_contiguous:
            rows, found = np.divmod(np.flatnonzero(block > value[:, -1:]), block.shape[1])
        else:  # a transposed view: looked through in the order of memory
            found, rows = np.divmod(np.flatnonzero(value[:, -1] < block.T), len(block))
        if len(rows):
            self._merge(value, index, rows, found + left, block[rows, found])

    def _merge(
        self, value: Floats, index: Indices, rows: Indices, columns: Indices, values: Floats
    ) -> None:
        count = self._count
        touched, inverse = np.unique(rows, return_inverse=True)
        all_rows = np.concatenate([np.repeat(np.arange(len(touched)), count), inverse])
        all_values = np.concatenate([value[touched].ravel(), values])
        all_columns = np.concatenate([index[touched].ravel(), columns])
        order = np.lexsort((all_columns, -all_values, all_rows))
        starts = np.searchsorted(all_rows[order], np.arange(len(touched)))
        chosen = order[starts[:, None] + np.arange(count)]
        value[touched] = all_values[chosen]
        index[touched] = all_columns[chosen]

    def sorted(self) -> Neighbours:
        return Neighbours(index=self._index, cosine=self._value)


def _ask_faiss(queries: Floats, base: Floats, count: int) -> Neighbours:
    faiss = import_module("faiss")
    index = faiss.IndexFlatIP(base.shape[1])
    index.add(np.ascontiguousarray(base, np.float32))
    cosine, found = index.search(np.ascontiguousarray(queries, np.float32), min(count, len(base)))
    return Neighbours(index=np.asarray(found, np.int64), cosine=cosine)
