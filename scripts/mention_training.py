"""What the trainers of ``make_mention_model.py`` share: sentences in batches, gradients of tags.

Both kinds of model score the tags of units of a text, characters or morphemes, and are
told by a linear chain how far each score is from the truth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.facts.tagging.sequence import TAGS, allowed_steps


@frozen(eq=False)
class Example:
    """The units of a sentence: rows of a table and tag of each."""

    rows: npt.NDArray[np.int32]
    tags: npt.NDArray[np.int64]


class Batch:
    """Sentences of like length, with their rows sorted for adding up gradients."""

    def __init__(self, items: Sequence[Example]) -> None:
        self.sizes = [len(item.tags) for item in items]
        self.rows = np.concatenate([item.rows for item in items])
        self.tags = np.concatenate([item.tags for item in items])
        flat = self.rows.ravel()
        self.order = np.argsort(flat, kind="stable")
        ordered = flat[self.order]
        self.firsts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        self.unique = ordered[self.firsts]
        longest = max(self.sizes)
        self.filled = np.arange(longest)[:, None] < np.array(self.sizes)[None]
        self.steps = np.zeros((TAGS, TAGS))
        for item in items:
            np.add.at(self.steps, (item.tags[:-1], item.tags[1:]), 1)


def gradients(
    batch: Batch, scores: npt.NDArray[np.float32], steps: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return expected minus true tags by character, and the same for steps."""
    longest, count = batch.filled.shape
    odds = np.ones((longest, count, TAGS))
    place = 0
    for i, size in enumerate(batch.sizes):
        part = scores[place : place + size]
        odds[:size, i] = np.exp(part - part.max(axis=1, keepdims=True))
        place += size
    moves = np.exp(steps + allowed_steps())
    ahead, back = np.zeros_like(odds), np.ones_like(odds)
    ahead[0] = odds[0] * moves[0]
    ahead[0] /= ahead[0].sum(axis=1, keepdims=True)
    for t in range(1, longest):
        new = (ahead[t - 1] @ moves) * odds[t]
        new /= new.sum(axis=1, keepdims=True)
        ahead[t] = np.where(batch.filled[t, :, None], new, ahead[t - 1])
    expected = np.zeros((TAGS, TAGS))
    for t in range(longest - 2, -1, -1):
        behind = odds[t + 1] * back[t + 1]
        new = behind @ moves.T
        new /= new.sum(axis=1, keepdims=True)
        there = batch.filled[t + 1]
        back[t] = np.where(there[:, None], new, 1.0)
        total = ((ahead[t] @ moves) * behind).sum(axis=1)
        expected += ((ahead[t] * (there / total)[:, None]).T @ behind) * moves
    chance = ahead * back
    chance /= chance.sum(axis=2, keepdims=True)
    error = np.concatenate([chance[:size, i] for i, size in enumerate(batch.sizes)])
    error[np.arange(len(error)), batch.tags] -= 1.0
    return error.astype(np.float32), expected - batch.steps
