"""Train the small model of Korean mentions (``align.facts.tagging.sequence``).

Input: KLUE-NER v1.1 sentences as JSON lines ``{text, mentions: [[start, end, type]]}``
(Park et al. 2021, KLUE: Korean Language Understanding Evaluation), licence
CC BY-SA 4.0. Output: ``align/tables/mention_model.npz``, with ``--morph``
``mention_model_morph.npz`` and the networks of ``align.facts.tagging.morph_net``,
``mention_net.npz`` (needs ``kiwipiepy``), weights only, under the same licence; their
notice is ``align/tables/mention_model.NOTICE``.

A conditional random field trained by AdaGrad on random feature subsets: a feature
is left out with probability ``DROP``, or the model leans on the rules, whose tables
grew beside these very sentences. Weights of the later half of the epochs are
averaged, and over ``seeds`` runs, small ones dropped, the rest kept in eight bits or
fewer. The same input gives the same file.

Usage: python scripts/make_mention_model.py klue.jsonl [--morph] [--folds]
``--folds`` prints scores by five folds and writes nothing. Sentences that share a
rare name or 14 characters lie in one fold, because they come from one article.
"""

from __future__ import annotations

import argparse
import json
import random
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen
from mention_net_training import UnitExample, make_example, train_nets
from mention_training import Batch, Example, gradients

from align.facts.finding.mentions_ko import read_korean
from align.facts.tagging.morph_net import Nets, pack_nets
from align.facts.tagging.morph_units import Views, measure_views
from align.facts.tagging.morphs import Usual, find_morph_clues, measure_usual
from align.facts.tagging.sequence import TAGS, Model, make_model, refine_mentions
from align.facts.tagging.sequence_features import BITS, find_rows
from align.facts.tagging.tag_paths import TYPES
from align.records import Mention

TABLES = Path(__file__).parent.parent / "align" / "tables"

EPOCHS = 12
BATCH = 24
SHRINK = 1e-5
FOLDS = 5


@frozen
class Setting:
    """How a model is made: its file, the features left out, the runs averaged, learning rates.

    Weights below ``smallest`` of the largest are dropped, the others kept as whole numbers
    up to ``levels``. ``rate`` is of the features, ``step_rate`` of a tag after a tag. By five
    folds the scores of runs that differ in their seed alone differ by half a point.
    """

    name: str
    drop: float
    seeds: int
    smallest: float
    levels: int
    rate: float
    step_rate: float


PLAIN = Setting("mention_model.npz", 0.2, 2, 5.5 / 127, 127, 0.1, 0.1)
MORPH = Setting("mention_model_morph.npz", 0.3, 1, 0.1, 15, 0.1, 0.1)
"""Rounded coarsely: beside the networks that costs nothing, alone it would cost 7 points of F1."""

Spans = set[tuple[int, int, str]]
Weights = tuple[npt.NDArray[np.int8], float, npt.NDArray[np.float64]]


@frozen
class Item:
    """A sentence with what the rules find, its names, its characters and its morphemes."""

    text: str
    rules: list[Mention]
    gold: Spans
    chars: Example
    units: UnitExample | None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_items(path: Path, usual: Usual | None = None, views: Views | None = None) -> list[Item]:
    """Return the sentences of a file, with the features of ``morphs`` and morphemes if asked."""
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
        chars = Example(find_rows(text, rules, morphs).T, tags)
        units = None
        if views and morphs:
            units = make_example(text, rules, row["mentions"], morphs, views)
        items.append(Item(text, rules, gold, chars, units))
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


def train(items: Sequence[Example], setting: Setting) -> Weights:
    """Return the weights learned from some sentences, their scale, and those of steps."""
    rows, steps = np.zeros((1 << BITS, TAGS), np.float32), np.zeros((TAGS, TAGS))
    for seed in range(1, setting.seeds + 1):
        more_rows, more_steps = train_once(items, setting, seed)
        rows += more_rows / np.float32(setting.seeds)
        steps += more_steps / setting.seeds
    largest = float(np.abs(rows).max())
    scale = largest / setting.levels
    rows[np.abs(rows) < setting.smallest * largest] = 0.0
    return np.rint(rows / scale).astype(np.int8), scale, steps


def train_once(
    items: Sequence[Example], setting: Setting, seed: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return the mean weights of one run over some sentences, of rows and of steps."""
    rng = np.random.default_rng(seed)
    by_size = sorted(items, key=lambda item: len(item.tags))
    batches = [Batch(by_size[i : i + BATCH]) for i in range(0, len(by_size), BATCH)]
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


def learn_nets(items: Sequence[Item], views: Views | None) -> Nets | None:
    """Return the networks learned from some sentences, where there are views."""
    examples = [item.units for item in items if item.units is not None]
    return train_nets(examples, views) if views else None


def cross_validate(
    items: Sequence[Item], setting: Setting, usual: Usual | None, views: Views | None
) -> None:
    """Print the scores of the rules, of each fold and of all folds."""
    rules: list[Spans] = [{(m.start, m.end, m.type) for m in item.rules} for item in items]
    show("rules", [item.gold for item in items], rules)
    gold: list[Spans] = []
    found: list[Spans] = []
    for number, fold in enumerate(make_folds(items), 1):
        held = set(fold)
        taught = [item for i, item in enumerate(items) if i not in held]
        weights = train([item.chars for item in taught], setting)
        model = make_model(*weights, usual, learn_nets(taught, views))
        tested = [items[i] for i in fold]
        spans = find_spans(tested, model)
        show(f"fold {number}", [item.gold for item in tested], spans)
        gold += [item.gold for item in tested]
        found += spans
    show("all", gold, found)


def write(name: str, arrays: Mapping[str, Any], method: int) -> None:
    """Write a file of arrays into the tables and print its size."""
    out = TABLES / name
    with zipfile.ZipFile(out, "w", method, compresslevel=9) as archive:
        for key, array in arrays.items():
            entry = zipfile.ZipInfo(f"{key}.npy")
            entry.compress_type = method
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.asanyarray(array), allow_pickle=False)
    print(f"{out}: {out.stat().st_size} bytes")


def main() -> None:
    """Read the sentences, then write the model or print the scores by folds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--morph", action="store_true")
    options = parser.parse_args()
    setting = MORPH if options.morph else PLAIN
    usual, views = None, None
    if options.morph:
        texts = [row["text"] for row in read_lines(options.data)]
        usual, views = measure_usual(texts), measure_views(texts)
    items = read_items(options.data, usual, views)
    if options.folds:
        cross_validate(items, setting, usual, views)
        return
    rows, scale, steps = train([item.chars for item in items], setting)
    arrays: dict[str, Any] = {"rows": rows, "steps": steps, "scale": np.float64(scale)}
    if usual:
        arrays |= {"means": usual.means, "spread": usual.spread}
    nets = learn_nets(items, views)
    # LZMA brings the files of --morph below 2 MB with the others; the core is read faster so
    method = zipfile.ZIP_LZMA if options.morph else zipfile.ZIP_DEFLATED
    write(setting.name, arrays, method)
    if nets:
        write("mention_net.npz", pack_nets(nets), method)


if __name__ == "__main__":
    main()
