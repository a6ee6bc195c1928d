"""Train the small model of Korean mentions (``align.facts.sequence``).

Input: KLUE-NER v1.1 sentences as JSON lines ``{text, mentions: [[start, end, type]]}``
(Park et al. 2021, KLUE: Korean Language Understanding Evaluation), licence
CC BY-SA 4.0. Output: ``align/tables/mention_model.npz``, with ``--morph``
``mention_model_morph.npz`` (needs ``kiwipiepy``), weights only, under the same
licence; their notice is ``align/tables/mention_model.NOTICE``.

A conditional random field trained by AdaGrad on random feature subsets: a feature
is left out with probability ``DROP``, or the model leans on the rules, whose tables
grew beside these very sentences. Weights of the later half of the epochs are
averaged, and over ``seeds`` runs, small ones dropped, the rest kept in eight bits. The
same input gives the same file.

Usage: python scripts/make_mention_model.py klue.jsonl [--morph] [--folds]
``--folds`` prints scores by five folds and writes nothing. Sentences that share a
rare name or 14 characters lie in one fold, because they come from one article.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.facts.mentions_ko import read_korean
from align.facts.morphs import Usual, find_morph_clues, measure_usual
from align.facts.sequence import TAGS, Model, allowed_steps, make_model, refine_mentions
from align.facts.sequence_features import BITS, TYPES, find_rows
from align.records import Mention

TABLES = Path(__file__).parent.parent / "align" / "tables"

EPOCHS = 12
BATCH = 24
SHRINK = 1e-5
FOLDS = 5


@frozen
class Setting:
    """How a model is made: its file, the features left out, the runs averaged, learning rates.

    Weights below ``smallest`` of the largest are dropped. ``rate`` is of the features,
    ``step_rate`` of a tag after a tag. By five folds the scores of runs that differ in
    their seed alone differ by half a point.
    """

    name: str
    drop: float
    seeds: int
    smallest: float
    rate: float
    step_rate: float


PLAIN = Setting("mention_model.npz", drop=0.2, seeds=2, smallest=5.5 / 127, rate=0.1, step_rate=0.1)
MORPH = Setting(
    "mention_model_morph.npz", drop=0.3, seeds=1, smallest=0.03, rate=0.1, step_rate=0.1
)

Spans = set[tuple[int, int, str]]
Weights = tuple[npt.NDArray[np.int8], float, npt.NDArray[np.float64]]


@frozen
class Item:
    """A sentence with what the rules find, its rows, its tags and its names."""

    text: str
    rules: list[Mention]
    rows: npt.NDArray[np.int32]
    tags: npt.NDArray[np.int64]
    gold: Spans


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_items(path: Path, usual: Usual | None = None) -> list[Item]:
    """Return the sentences of a file, with the features of ``morphs`` where it is given."""
    items = []
    for row in read_lines(path):
        text: str = row["text"]
        tags = np.zeros(len(text), np.int64)
        for start, end, kind in row["mentions"]:
            tags[start:end] = 2 + 2 * TYPES.index(kind)
            tags[start] -= 1
        rules = read_korean(text)
        gold = {(start, end, kind) for start, end, kind in row["mentions"]}
        morphs = find_morph_clues(text, usual) if usual else None
        items.append(Item(text, rules, find_rows(text, rules, morphs).T, tags, gold))
    return items


def make_folds(items: Sequence[Item]) -> list[list[int]]:
    """Return places of the items, those of one article together."""
    parent = list(range(len(items)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    shared: dict[str, set[int]] = defaultdict(set)
    for i, item in enumerate(items):
        for start, end, _ in item.gold:
            if end - start > 2:
                shared[item.text[start:end]].add(i)
        for start in range(len(item.text) - 14):
            shared["#" + item.text[start : start + 14]].add(i)
    for places in shared.values():
        if 1 < len(places) <= 5:
            first, *rest = sorted(places)
            for i in rest:
                parent[root(i)] = root(first)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(items)):
        groups[root(i)].append(i)
    order = list(groups.values())
    random.Random(7).shuffle(order)
    order.sort(key=len, reverse=True)
    folds: list[list[int]] = [[] for _ in range(FOLDS)]
    for group in order:
        min(folds, key=len).extend(group)
    return folds


class _Batch:
    """Sentences of like length, with their rows sorted for adding up gradients."""

    def __init__(self, items: Sequence[Item]) -> None:
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
    batch: _Batch, scores: npt.NDArray[np.float32], steps: npt.NDArray[np.float64]
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


def train(items: Sequence[Item], setting: Setting) -> Weights:
    """Return the weights learned from some sentences, their scale, and those of steps."""
    rows, steps = np.zeros((1 << BITS, TAGS), np.float32), np.zeros((TAGS, TAGS))
    for seed in range(1, setting.seeds + 1):
        more_rows, more_steps = train_once(items, setting, seed)
        rows += more_rows / np.float32(setting.seeds)
        steps += more_steps / setting.seeds
    scale = float(np.abs(rows).max()) / 127
    rows[np.abs(rows) < setting.smallest * 127 * scale] = 0.0
    return np.rint(rows / scale).astype(np.int8), scale, steps


def train_once(
    items: Sequence[Item], setting: Setting, seed: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return the mean weights of one run over some sentences, of rows and of steps."""
    rng = np.random.default_rng(seed)
    by_size = sorted(items, key=lambda item: len(item.tags))
    batches = [_Batch(by_size[i : i + BATCH]) for i in range(0, len(by_size), BATCH)]
    rows = np.zeros((1 << BITS, TAGS), np.float32)
    row_squares = np.full_like(rows, 1e-6)
    steps, step_squares = np.zeros((TAGS, TAGS)), np.full((TAGS, TAGS), 1e-6)
    row_sum, step_sum = np.zeros_like(rows), np.zeros_like(steps)
    for epoch in range(EPOCHS):
        for i in rng.permutation(len(batches)):
            batch = batches[i]
            kept = (rng.random(batch.rows.shape, dtype=np.float32) >= setting.drop).astype(
                np.float32
            )
            scores = np.einsum("ijk,ij->ik", rows[batch.rows], kept)
            error, step_error = gradients(batch, scores, steps)
            width = batch.rows.shape[1]
            weighted = error[batch.order // width] * kept.ravel()[batch.order][:, None]
            change = np.add.reduceat(weighted, batch.firsts, axis=0) / len(batch.sizes)
            change += SHRINK * rows[batch.unique]
            row_squares[batch.unique] += change * change
            rows[batch.unique] -= setting.rate * change / np.sqrt(row_squares[batch.unique])
            step_error /= len(batch.sizes)
            step_squares += step_error**2
            steps -= setting.step_rate * step_error / np.sqrt(step_squares)
        if epoch >= EPOCHS // 2:
            row_sum += rows
            step_sum += steps
    count = EPOCHS - EPOCHS // 2
    return row_sum * np.float32((1 - setting.drop) / count), step_sum / count


def f1(gold: Sequence[Spans], found: Sequence[Spans], typed: bool) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent on exact spans."""
    if not typed:
        gold = [{(s, e, "") for s, e, _ in spans} for spans in gold]
        found = [{(s, e, "") for s, e, _ in spans} for spans in found]
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    precision = right / max(sum(map(len, found)), 1)
    recall = right / max(sum(map(len, gold)), 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return round(100 * precision, 1), round(100 * recall, 1), round(100 * both, 1)


def find_spans(items: Sequence[Item], model: Model) -> list[Spans]:
    """Return what the model finds in each sentence."""
    return [
        {(m.start, m.end, m.type) for m in refine_mentions(item.text, item.rules, model)}
        for item in items
    ]


def show(name: str, gold: Sequence[Spans], found: Sequence[Spans]) -> None:
    """Print one line of scores."""
    print(f"{name:7} typed {f1(gold, found, True)}  untyped {f1(gold, found, False)}", flush=True)


def cross_validate(items: Sequence[Item], setting: Setting, usual: Usual | None) -> None:
    """Print the scores of the rules, of each fold and of all folds."""
    rules: list[Spans] = [{(m.start, m.end, m.type) for m in item.rules} for item in items]
    show("rules", [item.gold for item in items], rules)
    gold: list[Spans] = []
    found: list[Spans] = []
    for number, fold in enumerate(make_folds(items), 1):
        held = set(fold)
        taught = [item for i, item in enumerate(items) if i not in held]
        model = make_model(*train(taught, setting), usual)
        tested = [items[i] for i in fold]
        spans = find_spans(tested, model)
        show(f"fold {number}", [item.gold for item in tested], spans)
        gold += [item.gold for item in tested]
        found += spans
    show("all", gold, found)


def main() -> None:
    """Read the sentences, then write the model or print the scores by folds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--morph", action="store_true")
    options = parser.parse_args()
    setting = MORPH if options.morph else PLAIN
    usual = None
    if options.morph:
        usual = measure_usual([row["text"] for row in read_lines(options.data)])
    items = read_items(options.data, usual)
    if options.folds:
        cross_validate(items, setting, usual)
        return
    rows, scale, steps = train(items, setting)
    arrays: dict[str, Any] = {"rows": rows, "steps": steps, "scale": np.float64(scale)}
    if usual:
        arrays |= {"means": usual.means, "spread": usual.spread}
    out = TABLES / setting.name
    np.savez_compressed(out, **arrays)
    print(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
