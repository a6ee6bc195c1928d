"""Print the score of each scenario with each ingredient of the alignment left out.

    python scripts/bench/ablation.py [SCENARIO…]

input:  ../shared/data/align (development half), or made texts, as ``mixed:3``
output: a table on stdout, F1 per cent (strict; of pairs where the order differs)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial

from attrs import evolve
from runs import Item, read_items, remember_sides, score_item, show_f1

from align.beads import MiningPrices, Prices, aligning, any_order, mine_pairs
from align.beads.edges import settle_edges
from align.beads.sides import Path
from align.scoring.counts import Tally, add_tallies

SCENARIOS = [
    "merges",
    "gaps",
    "mixed",
    "swaps:11",
    "long:3",
    "comparable",
    "comparable_hard",
    "pool",
]

MONOTONE: dict[str, Prices] = {
    "all of it": Prices(),
    "no hubness": Prices(hubness=0.0),
    "no lengths": Prices(length=0.0),
    "no price of extra sentences": Prices(extra=0.0),
    "no crossing of neighbours": Prices(crossing=9.0),
    "deletion at half the way": Prices(deletion=0.5),
    "deletion at a fifth": Prices(deletion=0.2),
}
MINED: dict[str, MiningPrices] = {
    "mining: no hubness": MiningPrices(hubness=0.0, floor=0.6),
    "mining: no lengths": MiningPrices(length=0.0),
    "mining: no neighbours": MiningPrices(neighbour=0.0, floor=0.28),
    "mining: no lead": MiningPrices(lead=0.0, floor=0.25),
    "mining: no figures": MiningPrices(figure=0.0),
}
"""Where a bonus or a price falls away, the floor moves by what it was worth on average."""


def main() -> None:
    """Print the table, a line at a time."""
    scenarios = sys.argv[1:] or SCENARIOS
    items = {name: read_items(name) for name in scenarios}
    remember_sides()

    def show(label: str, prices: Prices | None = None, order: str = "auto") -> None:
        cells = []
        for name in scenarios:
            total: Tally = {}
            for item in items[name]:
                found = aligning.align_segments(
                    item.source,
                    item.target,
                    prices=prices,
                    order="monotone"
                    if order == "monotone"
                    else "any"
                    if order == "any"
                    else "auto",
                )
                total = add_tallies([total, score_item(item, found)])
            cells.append(f"{show_f1(name, total):.1f}")
        print(f"| {label} | {' | '.join(cells)} |", flush=True)

    print(f"| left out | {' | '.join(scenarios)} |\n|---|{'---|' * len(scenarios)}")
    for label, prices in MONOTONE.items():
        show(label, prices)
    usual: Callable[..., object] = mine_pairs
    for label, mining in MINED.items():
        setattr(aligning, "mine_pairs", partial(usual, prices=mining))  # noqa: B010 - mypy
        show(label)
    setattr(aligning, "mine_pairs", usual)  # noqa: B010 - mypy
    group = any_order.GROUP
    setattr(aligning, "settle_edges", _leave_edges)  # noqa: B010 - mypy
    show("edges left as the search found them")
    setattr(aligning, "settle_edges", settle_edges)  # noqa: B010 - mypy
    setattr(any_order, "GROUP", 9.0)  # noqa: B010 - mypy
    show("mining: no groups between pairs")
    setattr(any_order, "GROUP", group)  # noqa: B010 - mypy
    show("always monotone", order="monotone")
    show("always any order", order="any")
    for scenario in scenarios:
        items[scenario] = [_mask(item) for item in items[scenario]]
    show("digits masked in the vectors")


def _leave_edges(path: Path, *_: object) -> Path:
    return path


def _mask(item: Item) -> Item:
    """Return the texts with every number as 0."""
    sides = [
        [evolve(s, text=re.sub(r"\d+(?:[.,]\d+)*", "0", s.text)) for s in side]
        for side in (item.source, item.target)
    ]
    return evolve(item, source=sides[0], target=sides[1])


if __name__ == "__main__":
    main()
