"""Alignments of whole scenarios inside one process, each text encoded once.

What ``ablation.py`` and ``calibration.py`` share. Scenarios are folders of
../shared/data/align beside the checkout (development half), or made by
``scenarios.py`` where a seed is given, as ``mixed:3``.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from scenarios import HERE, make_texts

from align.beads import Side, aligning, make_side
from align.formats.vecalign import loads_vecalign
from align.protocols import Encoder
from align.records import Alignment, Lang, Segment
from align.scoring.beads import BeadPair, count_beads
from align.scoring.counts import Tally

FOLDER = HERE.parents[2] / "shared/data/align"
MINING = ("comparable", "hard", "pool")
"""Scenarios whose gold is a set of pairs: null beads do not count there."""


@frozen(kw_only=True)
class Item:
    """A pair of texts as segments, with its gold beads."""

    source: list[Segment]
    target: list[Segment]
    gold: list[BeadPair]


def read_items(scenario: str) -> list[Item]:
    """Return the texts of a scenario, by name or as ``name:seed``."""
    name, _, seed = scenario.partition(":")
    if seed:
        return [_make_item(*text) for text in make_texts(name, int(seed))]
    items = []
    for path in sorted((FOLDER / name).glob("*.en")):
        sides = [path.with_suffix(s).read_text("utf-8").splitlines() for s in (".en", ".ko")]
        gold = loads_vecalign(path.with_suffix(".gold").read_text("utf-8"))
        items.append(
            Item(source=_segments(sides[0], "en"), target=_segments(sides[1], "ko"), gold=gold)
        )
    return items


def _make_item(source: list[str], target: list[str], gold: Sequence[BeadPair]) -> Item:
    return Item(source=_segments(source, "en"), target=_segments(target, "ko"), gold=list(gold))


def _segments(texts: list[str], lang: Lang) -> list[Segment]:
    return [
        Segment(id=str(i), doc=lang, start=0, end=len(text), lang=lang, kind="body", text=text)
        for i, text in enumerate(texts)
    ]


def bead_pairs(alignment: Alignment) -> list[BeadPair]:
    """Return the beads as sentence numbers."""
    return [
        (tuple(int(i) for i in bead.source), tuple(int(i) for i in bead.target))
        for bead in alignment.beads
    ]


def score_item(item: Item, alignment: Alignment) -> Tally:
    """Return the counts of one alignment."""
    return count_beads(bead_pairs(alignment), item.gold)


def show_f1(scenario: str, counts: Tally) -> float:
    """Return the scenario's own F1, per cent."""
    is_mining = scenario.partition(":")[0].removeprefix("comparable_") in MINING
    return 100 * counts["pairs" if is_mining else "strict"].scores()["f1"]


_SIDES: dict[tuple[str, ...], Side] = {}


def remember_sides() -> None:
    """From now on encode each text once, whatever settings it is aligned with."""

    def make(encoder: Encoder, texts: Sequence[str]) -> Side:
        key = tuple(texts)
        if key not in _SIDES:
            _SIDES[key] = make_side(encoder, texts)
        return _SIDES[key]

    setattr(aligning, "make_side", make)  # noqa: B010 - the module does not export it
