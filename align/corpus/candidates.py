"""Documents that may be partners: near in time, and alike by either of two measures.

Candidates are the nearest by vector and those that share the rarest anchors.
Both are found in blocks, so memory is that of the digests and of one block;
where documents are dated, only those within the window are compared, and the
time grows with their number and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.corpus.digests import UNDATED, Digests, Integers

NEAREST = 8
"""Documents by vector, from either side. With these and those that share anchors 1,415 of 1,416
partners are among the candidates of 1,700 documents a side."""

SHARING = 8
"""Documents by shared anchors, from the source side."""

MAX_POSTING = 40
"""Documents of a side that an anchor may stand in and still find candidates. In more it says
little, and the pairs it makes grow with the square."""

HUBNESS_OF = 4
"""Nearest documents whose mean cosine tells how alike a document is to everything."""

USUAL_HUBNESS, USUAL_WEIGHT = 0.6, 1
"""What that mean is drawn towards, as if one document more had it: among few documents the
partner itself makes up the mean. On 130 documents a side the median is 0.60."""

ROWS, COLUMNS = 1024, 8192
"""Size of a block of cosines: 32 MB."""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@frozen(kw_only=True)
class Candidates:
    """Pairs that are worth a closer look, sorted by source, then target.

    ``cosine`` is that of the documents' vectors less the hubness of both;
    ``shared`` the weight of the anchors in both by that of the anchors in
    either, those left out that only one side of the collection has.
    """

    source: Integers
    target: Integers
    cosine: Doubles
    shared: Doubles


def find_candidates(source: Digests, target: Digests, window: int) -> Candidates:
    """Return the candidate pairs of two sides whose dates, where both are known, allow them.

    ``window`` is in days.
    """
    sizes = len(source), len(target)
    if not min(sizes):
        none = np.zeros(0, np.int64)
        return Candidates(source=none, target=none, cosine=np.zeros(0), shared=np.zeros(0))
    ahead, back = _nearest(source, target, window), _nearest(target, source, window)
    weights = _Weights(source, target)
    keys = np.unique(
        np.concatenate(
            [
                _keys(np.arange(sizes[0])[:, None], ahead.index, ahead.index >= 0, sizes[1]),
                _keys(back.index, np.arange(sizes[1])[:, None], back.index >= 0, sizes[1]),
                weights.find_sharing(window),
            ]
        )
    )
    rows, columns = np.divmod(keys, sizes[1])
    cosine = np.zeros(len(keys))
    for first in range(0, len(keys), COLUMNS):  # the rows of many pairs would be a copy of all
        part = slice(first, first + COLUMNS)
        cosine[part] = np.einsum("ij,ij->i", source.means[rows[part]], target.means[columns[part]])
    cosine -= (ahead.hubness[rows] + back.hubness[columns]) / 2
    return Candidates(
        source=rows, target=columns, cosine=cosine, shared=weights.share(rows, columns)
    )


@frozen(kw_only=True)
class _Nearest:
    """The nearest documents of each row, -1 where there are fewer, and its hubness."""

    index: Integers
    hubness: Floats


def _nearest(source: Digests, target: Digests, window: int) -> _Nearest:
    count = min(NEAREST, len(target))
    index = np.full((len(source), count), -1, np.int64)
    value = np.full((len(source), count), -np.inf, np.float32)
    order = np.argsort(source.days, kind="stable")
    by_day = np.argsort(target.days, kind="stable")
    for first in range(0, len(order), ROWS):
        rows = order[first : first + ROWS]
        for columns in _within(source.days[rows], target.days, by_day, window):
            block = source.means[rows] @ target.means[columns].T
            block[~_allowed(source.days[rows, None], target.days[None, columns], window)] = -np.inf
            found = np.concatenate([value[rows], block], axis=1)
            known = np.concatenate(
                [index[rows], np.broadcast_to(columns, (len(rows), len(columns)))], axis=1
            )
            best = np.argpartition(-found, count - 1, axis=1)[:, :count]
            value[rows] = np.take_along_axis(found, best, 1)
            index[rows] = np.take_along_axis(known, best, 1)
    index[np.isinf(value)] = -1
    near = -np.sort(-value, axis=1)[:, :HUBNESS_OF]
    seen = np.isfinite(near)
    total = np.where(seen, near, 0).sum(1) + USUAL_WEIGHT * USUAL_HUBNESS
    hubness = total / (seen.sum(1) + USUAL_WEIGHT)
    return _Nearest(index=index, hubness=hubness.astype(np.float32))


def _within(
    days: npt.NDArray[np.int32], others: npt.NDArray[np.int32], by_day: Integers, window: int
) -> Iterator[Integers]:
    """Yield blocks of the documents that may be in the window of any of ``days``, in order."""
    dated = days[days != UNDATED].astype(np.int64)
    undated_others = int(np.searchsorted(others[by_day], UNDATED, "right"))
    runs = [by_day]
    if len(dated) == len(days):
        low = np.searchsorted(others[by_day], dated.min() - window, "left")
        high = np.searchsorted(others[by_day], dated.max() + window, "right")
        runs = [by_day[:undated_others], by_day[max(int(low), undated_others) : high]]
    for run in runs:
        for first in range(0, len(run), COLUMNS):
            yield run[first : first + COLUMNS]


def _allowed(
    days: npt.NDArray[np.int32], others: npt.NDArray[np.int32], window: int
) -> npt.NDArray[np.bool_]:
    """Say which pairs of days may belong together; an unknown day allows all."""
    apart = np.abs(days.astype(np.int64) - others)
    allowed: npt.NDArray[np.bool_] = (apart <= window) | (days == UNDATED) | (others == UNDATED)
    return allowed


def _keys(rows: Integers, columns: Integers, kept: npt.NDArray[np.bool_], width: int) -> Integers:
    return np.asarray((rows * width + columns)[kept], np.int64)


class _Weights:
    """Anchors that both sides have, rarer ones worth more; an inverted index of the targets."""

    def __init__(self, source: Digests, target: Digests) -> None:
        self._sides = source, target
        both = np.intersect1d(source.anchors, target.anchors)
        self._ids = [np.searchsorted(both, side.anchors) for side in self._sides]
        self._known = [
            (ids < len(both)) & (both[np.minimum(ids, max(len(both) - 1, 0))] == side.anchors)
            if len(both)
            else np.zeros(len(ids), bool)
            for ids, side in zip(self._ids, self._sides, strict=True)
        ]
        self._counts = [
            np.bincount(ids[known], minlength=len(both))
            for ids, known in zip(self._ids, self._known, strict=True)
        ]
        documents = len(source) + len(target)
        self.rarity = np.log((1 + documents) / np.maximum(sum(self._counts), 1))

    def find_sharing(self, window: int) -> Integers:
        """Return the keys of the pairs that share most, a few for each source."""
        source, target = self._sides
        is_rare = (self._counts[0] <= MAX_POSTING) & (self._counts[1] <= MAX_POSTING)
        owners = np.repeat(np.arange(len(target)), np.diff(target.anchor_starts))
        kept = self._known[1]
        by_anchor = np.argsort(self._ids[1][kept], kind="stable")
        postings = owners[kept][by_anchor]
        ends = np.cumsum(self._counts[1])
        found = [np.zeros(0, np.int64)]
        for first in range(0, len(source), ROWS):
            last = min(first + ROWS, len(source))
            part = slice(source.anchor_starts[first], source.anchor_starts[last])
            rows = np.repeat(
                np.arange(first, last), np.diff(source.anchor_starts[first : last + 1])
            )[self._known[0][part]]
            ids = self._ids[0][part][self._known[0][part]]
            rows, ids = rows[is_rare[ids]], ids[is_rare[ids]]
            counts = self._counts[1][ids]
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            columns = postings[np.repeat(ends[ids] - counts, counts) + offsets]
            rows = np.repeat(rows, counts)
            allowed = _allowed(source.days[rows], target.days[columns], window)
            keys, inverse = np.unique((rows * len(target) + columns)[allowed], return_inverse=True)
            weights = self.rarity[np.repeat(ids, counts)[allowed]]
            weight = np.bincount(inverse, weights, len(keys)).astype(np.float64)
            found.append(_first_of_each(keys, weight, len(target)))
        return np.concatenate(found)

    def share(self, rows: Integers, columns: Integers) -> Doubles:
        """Return the weight of the anchors in both documents by that of those in either."""
        parts = [
            [
                ids[a:b][known[a:b]]
                for a, b in zip(side.anchor_starts[:-1], side.anchor_starts[1:], strict=True)
            ]
            for ids, known, side in zip(self._ids, self._known, self._sides, strict=True)
        ]
        totals = [np.array([self.rarity[ids].sum() for ids in side]) for side in parts]
        shares = np.zeros(len(rows))
        for number, (i, j) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
            both = np.intersect1d(parts[0][i], parts[1][j], assume_unique=True)
            weight = float(self.rarity[both].sum())
            either = totals[0][i] + totals[1][j] - weight
            shares[number] = weight / either if weight else 0.0
        return shares


def _first_of_each(keys: Integers, weight: Doubles, width: int) -> Integers:
    """Return the ``SHARING`` heaviest keys of each row."""
    rows = keys // width
    order = np.lexsort((keys, -weight, rows))
    starts = np.searchsorted(rows[order], rows[order], "left")
    return keys[order][np.arange(len(order)) - starts < SHARING]
