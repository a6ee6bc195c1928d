"""A small network that scores the tags of morphemes, second opinion to ``sequence``.

Two layers: of each unit (``morph_units``) the rows of a table and its vectors make a
hidden state; the states of two units on either side make a second; both add up to a
score of each tag. A handful of such networks that differ in nothing but the numbers
they began with err in different places, so their chances are averaged.

Weights: ``align/tables/mention_net.npz``, made by ``scripts/make_mention_model.py``
from KLUE-NER; notice in ``mention_model.NOTICE``. Cites: Collobert et al. 2011.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import fields_dict, frozen

from align.facts.tagging.morph_units import Views
from align.facts.tagging.sequence_features import Rows

REACH = 2
"""Units on either side that the second layer sees. 3 bring nothing."""

Floats = npt.NDArray[np.float32]


@frozen(eq=False)
class Net:
    """Weights: ``table`` and ``inner`` make the first layer, ``window`` the second.

    ``outer`` makes scores of the second, ``direct`` of the first; ``steps`` are of a
    tag after a tag.
    """

    table: Floats
    inner: Floats
    inner_bias: Floats
    window: Floats
    window_bias: Floats
    outer: Floats
    direct: Floats
    steps: npt.NDArray[np.float64]


@frozen(eq=False)
class Nets:
    """Networks that are asked together, and how their vectors are made."""

    nets: tuple[Net, ...]
    views: Views


def gather_window(states: Floats, places: npt.NDArray[np.int64], size: int) -> Floats:
    """Return the states of each unit and of those beside it, one after another.

    ``places`` are where units lie in a line of ``size``, with ``REACH`` empty places or
    more before, after and between texts.
    """
    line = np.zeros((size, states.shape[1]), np.float32)
    line[places] = states
    return np.concatenate([line[places + by] for by in range(-REACH, REACH + 1)], axis=1)


def score_units(net: Net, rows: Rows, vectors: Floats) -> npt.NDArray[np.float64]:
    """Return the score of each tag at each unit of one text."""
    size = len(rows)
    summed = net.table[rows].sum(axis=1)
    first = np.tanh(vectors @ net.inner + summed + net.inner_bias)
    places = np.arange(REACH, REACH + size)
    around = gather_window(first, places, size + 2 * REACH)
    second = np.tanh(around @ net.window + net.window_bias)
    out: npt.NDArray[np.float64] = (second @ net.outer + first @ net.direct).astype(np.float64)
    return out


FINE = 127
"""Whole numbers on either side of zero that weights are kept in."""

COARSE = 0.5
"""Step between the numbers of the table, in standard deviations of a column."""


def pack_nets(nets: Nets) -> dict[str, Any]:
    """Return the networks as arrays of small whole numbers with their scales, by name."""
    views = {name: getattr(nets.views, name) for name in fields_dict(Views)}
    out: dict[str, Any] = {name: part.astype(np.float16) for name, part in views.items()}
    for number, net in enumerate(nets.nets):
        out[f"{number}.steps"] = net.steps
        for name in fields_dict(Net):
            weights = getattr(net, name)
            if name == "steps":
                continue
            scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / FINE
            if name == "table":
                scale = np.maximum(scale, COARSE * weights.std(axis=0))
            out[f"{number}.{name}"] = np.rint(weights / scale).astype(np.int8)
            out[f"{number}.{name}.scale"] = np.float32(scale)
    return out


def unpack_nets(arrays: Mapping[str, Any]) -> Nets:
    """Return the networks of ``pack_nets``."""
    nets: list[Net] = []
    while f"{len(nets)}.steps" in arrays:
        number = len(nets)
        weights = {
            name: arrays[f"{number}.{name}"] * arrays[f"{number}.{name}.scale"]
            for name in fields_dict(Net)
            if name != "steps"
        }
        nets.append(Net(steps=arrays[f"{number}.steps"], **weights))
    return Nets(
        tuple(nets), Views(**{name: arrays[name].astype(np.float32) for name in fields_dict(Views)})
    )


@cache
def load_nets() -> Nets:
    """Return the shipped networks; read once a process."""
    with files("align.tables").joinpath("mention_net.npz").open("rb") as file:
        return unpack_nets(dict(np.load(file, allow_pickle=False)))
