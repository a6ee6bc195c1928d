"""Do the sentences at the edges of a bead belong to it? Asked once more, closely.

The vector of a run says little about a short sentence beside a long one. So the
text of the other side is cut in two wherever a word ends: if it says both, there
is a cut with one sentence before and the rest after it. Doubtful edges only: a
sentence is taken out, put in, or handed to the next bead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache, partial

import numpy as np
from attrs import frozen

from align.beads.scores import explain_bead
from align.beads.search import SHAPES
from align.beads.sides import Path, Place, Prices, Scale, Side
from align.encoding import Halves, encode_halves
from align.protocols import Encoder

DOUBT = -0.1, 0.2
"""What a sentence may add to its bead's value and be looked at again."""

AT_ZERO, BY_VALUE, BY_CUT = -1.1, 33.0, 17.0
"""Log odds that a sentence belongs, and their growth with what it adds to the bead's value
and with what the best cut is worth above the rest alone. Logistic regression on 1,231 doubtful
edges of seven texts of ``scripts/bench/scenarios.py``, ten-fold: 18 wrong; by the value
alone 88, by the cut alone 42."""

ASTRAY = 0.8
"""Price of a cut elsewhere than the lengths of the two let expect, for the whole text."""

ROUNDS = 2
"""Times that all edges are gone through."""

HALVES_KEPT = 64
"""Texts whose halves are remembered, some 100 kB each; beads side by side ask for the same."""

Pairs = Collection[tuple[int, int]]
Owners = tuple[dict[int, int], dict[int, int]]
"""The number of the bead in which each sentence of either side stands."""
Cutter = Callable[[int, int, int], Halves | None]


@frozen(kw_only=True)
class Case:
    """What the decisions rest on: both sides as numbers and as texts, and the prices."""

    sides: tuple[Side, Side]
    texts: tuple[Sequence[str], Sequence[str]]
    encoder: Encoder
    prices: Prices
    scale: Scale


def settle_edges(
    path: Path, case: Case, fixed: Collection[Place] = (), forbidden: Pairs = ()
) -> Path:
    """Return the beads with their edges settled; null beads are neither read nor returned.

    ``fixed`` beads stay as they are; no bead comes to hold a ``forbidden`` pair.
    """
    beads = list(path)
    owners: Owners = ({}, {})
    for number, (a, b, c, d) in enumerate(beads):
        owners[0].update(dict.fromkeys(range(a, b), number))
        owners[1].update(dict.fromkeys(range(c, d), number))
    banned = frozenset(forbidden)
    cut = lru_cache(HALVES_KEPT)(partial(_cut, case))

    @cache
    def weigh(side: int, rest: Place, whole: Place) -> float:
        return _weigh(case, side, rest, whole, cut)

    for _ in range(ROUNDS):
        before = list(beads)
        for side, sentence in _loose(before, owners, case.sides):
            now = owners[side].get(sentence)
            if now is not None and not _is_edge(beads[now], side, sentence):
                continue
            near = [owners[side].get(sentence + step) for step in (-1, 1)]
            homes = [
                n for n in dict.fromkeys([now, *near]) if n is not None and beads[n] not in fixed
            ]
            if now is not None and now not in homes:
                continue
            best, home = 0.0, None
            for n in homes:
                rest = _without(beads[n], side, sentence)
                whole = _with(rest, side, sentence)
                if n == now or _is_allowed(whole, banned):
                    odds = weigh(side, rest, whole)
                    if odds > best:
                        best, home = odds, n
            if home == now:
                continue
            if now is not None:
                beads[now] = _without(beads[now], side, sentence)
                del owners[side][sentence]
            if home is not None:
                beads[home] = _with(beads[home], side, sentence)
                owners[side][sentence] = home
        if beads == before:
            break
    return sorted(beads)


def _loose(
    beads: Sequence[Place],
    owners: Owners,
    sides: tuple[Side, Side],
) -> Iterator[tuple[int, int]]:
    """Yield the sentences at the edges of groups, and those without a bead beside one."""
    for bead in beads:
        for side in (0, 1):
            first, last = bead[2 * side], bead[2 * side + 1]
            for sentence in (first - 1, last):
                if 0 <= sentence < len(sides[side]) and sentence not in owners[side]:
                    yield side, sentence
            if last - first > 1:
                yield side, first
                yield side, last - 1


def _is_edge(bead: Place, side: int, sentence: int) -> bool:
    first, last = bead[2 * side], bead[2 * side + 1] - 1
    return first < last and sentence in (first, last)


def _without(bead: Place, side: int, sentence: int) -> Place:
    """Return the bead without a sentence at one of its edges, if it is there."""
    bounds = list(bead)
    if bounds[2 * side] == sentence:
        bounds[2 * side] += 1
    elif bounds[2 * side + 1] == sentence + 1:
        bounds[2 * side + 1] -= 1
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _with(bead: Place, side: int, sentence: int) -> Place:
    bounds = list(bead)
    bounds[2 * side] = min(bounds[2 * side], sentence)
    bounds[2 * side + 1] = max(bounds[2 * side + 1], sentence + 1)
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _is_allowed(bead: Place, banned: Collection[tuple[int, int]]) -> bool:
    a, b, c, d = bead
    if (b - a, d - c) not in SHAPES:
        return False
    return not banned or not any((i, j) in banned for i in range(a, b) for j in range(c, d))


def _weigh(case: Case, side: int, rest: Place, whole: Place, cut: Cutter) -> float:
    """Return the log odds that the sentence in which two beads differ belongs to the larger."""
    value = _value(case, rest)
    added = _value(case, whole) - value
    if added <= DOUBT[0]:
        return -np.inf
    if added >= DOUBT[1]:
        return np.inf
    other = 1 - side
    first, last = whole[2 * other], whole[2 * other + 1]
    halves = cut(other, first, last)
    if halves is None:
        return added
    is_first = whole[2 * side] < rest[2 * side]
    start, end = rest[2 * side], rest[2 * side + 1]
    sentence = start - 1 if is_first else end
    parts = [(sentence, sentence + 1), (start, end)]
    worth = np.zeros(len(halves.shares))
    for (a, b), vectors in zip(
        parts,
        (halves.before, halves.after) if is_first else (halves.after, halves.before),
        strict=True,
    ):
        hubs = case.sides[side].hubness[a:b].mean() + case.sides[other].hubness[first:last].mean()
        worth += vectors @ case.sides[side].vectors(slice(a, a + 1), b - a)[0]
        worth -= case.prices.hubness / 2 * hubs + case.scale.deletion
    lengths = case.sides[side].lengths
    share = lengths[sentence] / (lengths[sentence] + lengths[start:end].sum())
    worth -= ASTRAY * np.abs(halves.shares - (share if is_first else 1 - share))
    return AT_ZERO + BY_VALUE * added + BY_CUT * (float(worth.max()) - value)


def _value(case: Case, bead: Place) -> float:
    return sum(explain_bead(*case.sides, bead, case.prices, case.scale).values())


def _cut(case: Case, side: int, first: int, last: int) -> Halves | None:
    return encode_halves(case.encoder, " ".join(case.texts[side][first:last]))
