"""Train the networks of Korean mentions, for ``make_mention_model.py``.

They are asked by ``align.facts.tagging.morph_net``.

Trained by Adam, the table by AdaGrad, on random subsets of what is seen: of rows, vectors
and states some are left out each time. Weights of the later half of the epochs are
averaged. The same input gives the same networks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import fields_dict, frozen
from mention_training import Batch, Example, gradients

from align.facts.tagging.morph_net import REACH, Net, Nets, gather_window, pack_nets, unpack_nets
from align.facts.tagging.morph_units import (
    UNIT_BITS,
    Views,
    find_unit_rows,
    find_unit_vectors,
    read_units,
)
from align.facts.tagging.sequence import TAGS, allowed_steps
from align.facts.tagging.sequence_features import Codes
from align.facts.tagging.tag_paths import TYPES
from align.records import Mention

NETS = 2
"""Networks that are averaged. The second brings 0.2 points of F1; a third would bring as much
again, but with it the models pass 2 MB."""

STATES = 48
WIDE_STATES = 96
EPOCHS = 20
BATCH = 24
RATE = 0.003
TABLE_RATE = 0.03
SHRINK = 1e-4
TABLE_SHRINK = 1e-5
DROP = 0.2
STATE_DROP = 0.3

Floats = npt.NDArray[np.float32]
Weights = dict[str, npt.NDArray[np.float32]]


@frozen(eq=False)
class UnitExample(Example):
    """The morphemes of a sentence, with their vectors."""

    vectors: Floats


def make_example(
    text: str,
    rules: Sequence[Mention],
    gold: Sequence[tuple[int, int, str]],
    morphs: Mapping[str, Codes],
    views: Views,
) -> UnitExample:
    """Return the units of a sentence with their tags; what a name touches belongs to it."""
    units = read_units(text, rules)
    tags = np.zeros(len(units), np.int64)
    for start, end, kind in gold:
        touched = [i for i, unit in enumerate(units) if unit.start < end and unit.end > start]
        if touched:
            tags[touched] = 2 + 2 * TYPES.index(kind)
            tags[touched[0]] -= 1
    rows = find_unit_rows(text, rules, units, morphs)
    return UnitExample(rows, tags, find_unit_vectors(text, units, views))


class _UnitBatch:
    """Sentences with their places in a line that has empty places between them."""

    def __init__(self, examples: Sequence[UnitExample]) -> None:
        self.batch = Batch(examples)
        self.vectors = np.concatenate([example.vectors for example in examples])
        places: list[int] = []
        self.size = REACH
        for length in self.batch.sizes:
            places += range(self.size, self.size + length)
            self.size += length + REACH
        self.places = np.array(places)


def train_nets(examples: Sequence[UnitExample], views: Views) -> Nets:
    """Return networks learned from some sentences, rounded as they are shipped."""
    nets = tuple(_train(examples, seed) for seed in range(1, NETS + 1))
    return unpack_nets(pack_nets(Nets(nets, views)))


def _begin(rng: np.random.Generator, width: int) -> Weights:
    """Return the weights to begin with."""
    around = (2 * REACH + 1) * STATES
    out = {
        "table": rng.normal(0, 0.05, (1 << UNIT_BITS, STATES)),
        "inner": rng.normal(0, 0.7 / np.sqrt(width), (width, STATES)),
        "inner_bias": np.zeros(STATES),
        "window": rng.normal(0, 1 / np.sqrt(around), (around, WIDE_STATES)),
        "window_bias": np.zeros(WIDE_STATES),
        "outer": rng.normal(0, 0.05, (WIDE_STATES, TAGS)),
        "direct": rng.normal(0, 0.05, (STATES, TAGS)),
        "steps": np.zeros((TAGS, TAGS)),
    }
    return {name: weights.astype(np.float32) for name, weights in out.items()}


def _train(examples: Sequence[UnitExample], seed: int) -> Net:
    rng = np.random.default_rng(seed)
    by_size = sorted(examples, key=lambda example: len(example.tags))
    batches = [_UnitBatch(by_size[i : i + BATCH]) for i in range(0, len(by_size), BATCH)]
    weights = _begin(rng, examples[0].vectors.shape[1])
    means = {name: np.zeros_like(w) for name, w in weights.items()}
    squares = {name: np.zeros_like(w) for name, w in weights.items()}
    table_squares = np.full_like(weights["table"], 1e-6)
    sums = {name: np.zeros_like(w) for name, w in weights.items()}
    count = 0
    for epoch in range(EPOCHS):
        for i in rng.permutation(len(batches)):
            changes, table_change = _find_changes(batches[i], weights, rng)
            touched = batches[i].batch.unique
            table_change += TABLE_SHRINK * weights["table"][touched]
            table_squares[touched] += table_change * table_change
            weights["table"][touched] -= TABLE_RATE * table_change / np.sqrt(table_squares[touched])
            count += 1
            for name, change in changes.items():
                if name != "steps":
                    change = change + SHRINK * weights[name]
                means[name] = 0.9 * means[name] + 0.1 * change
                squares[name] = 0.999 * squares[name] + 0.001 * change * change
                mean = means[name] / (1 - 0.9**count)
                size = np.sqrt(squares[name] / (1 - 0.999**count)) + 1e-8
                weights[name] = (weights[name] - RATE * mean / size).astype(np.float32)
        if epoch >= EPOCHS // 2:
            for name, w in weights.items():
                sums[name] += w
    mean_weights = {name: w / np.float32(EPOCHS - EPOCHS // 2) for name, w in sums.items()}
    steps = mean_weights.pop("steps").astype(np.float64) + allowed_steps()
    assert mean_weights.keys() | {"steps"} == fields_dict(Net).keys()
    return Net(steps=steps, **mean_weights)


def _keep(rng: np.random.Generator, shape: tuple[int, ...], drop: float) -> Floats:
    """Return zeros for what is left out, for the rest what makes up for it."""
    kept = rng.random(shape, dtype=np.float32) >= drop
    return kept.astype(np.float32) / np.float32(1 - drop)


def _find_changes(
    sentences: _UnitBatch, weights: Weights, rng: np.random.Generator
) -> tuple[Weights, Floats]:
    """Return the gradients of all weights, and of the rows of the table that count here."""
    batch, places = sentences.batch, sentences.places
    units = len(batch.tags)
    vectors = sentences.vectors * _keep(rng, sentences.vectors.shape, DROP)
    kept = _keep(rng, batch.rows.shape, DROP)
    kept_first = _keep(rng, (units, STATES), STATE_DROP)
    kept_second = _keep(rng, (units, WIDE_STATES), STATE_DROP)
    summed = np.einsum("ijk,ij->ik", weights["table"][batch.rows], kept)
    first = np.tanh(vectors @ weights["inner"] + summed + weights["inner_bias"])
    first_out = first * kept_first
    around = gather_window(first_out, places, sentences.size)
    second = np.tanh(around @ weights["window"] + weights["window_bias"])
    second_out = second * kept_second
    scores = second_out @ weights["outer"] + first_out @ weights["direct"]
    error, step_error = gradients(batch, scores, weights["steps"].astype(np.float64))
    error /= len(batch.sizes)
    to_second = (error @ weights["outer"].T) * kept_second * (1 - second * second)
    to_around = to_second @ weights["window"].T
    line = np.zeros((sentences.size, STATES), np.float32)
    for k, by in enumerate(range(-REACH, REACH + 1)):
        line[places + by] += to_around[:, k * STATES : (k + 1) * STATES]
    to_first = (line[places] + error @ weights["direct"].T) * kept_first * (1 - first * first)
    changes = {
        "outer": second_out.T @ error,
        "direct": first_out.T @ error,
        "window": around.T @ to_second,
        "window_bias": to_second.sum(axis=0),
        "inner": vectors.T @ to_first,
        "inner_bias": to_first.sum(axis=0),
        "steps": (step_error / len(batch.sizes)).astype(np.float32),
    }
    width = batch.rows.shape[1]
    weighted = to_first[batch.order // width] * kept.ravel()[batch.order][:, None]
    return changes, np.add.reduceat(weighted, batch.firsts, axis=0)
