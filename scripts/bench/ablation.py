"""Print the score of each scenario with each ingredient of the alignment left out.

    python scripts/bench/ablation.py [SCENARIO…]

input:  ../shared/data/align (development half), or made texts, as ``mixed:3``
output: a table on stdout, F1 per cent (strict; of pairs where the order differs)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from runs import read_items, remember_sides, score_item, show_f1

from align.beads import MiningPrices, Prices, aligning, mine_pairs
from align.scoring.beads import BeadCounts

SCENARIOS = ["merges", "gaps", "mixed", "long", "comparable", "comparable_hard", "pool"]

MONOTONE: dict[str, Prices] = {
    "all of it": Prices(),
    "no hubness": Prices(hubness=0.0),
    "no lengths": Prices(length=0.0),
    "no price of extra sentences": Prices(extra=0.0),
    "deletion at half the way": Prices(deletion=0.5),
    "deletion at a fifth": Prices(deletion=0.2),
}
MINED: dict[str, MiningPrices] = {
    "mining: no hubness": MiningPrices(hubness=0.0, floor=0.6),
    "mining: no lengths": MiningPrices(length=0.0),
    "mining: no neighbours": MiningPrices(neighbour=0.0, floor=0.28),
    "mining: no leap over a sentence": MiningPrices(leap=0.0),
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
            total = BeadCounts()
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
                total += score_item(item, found)
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
    show("always monotone", order="monotone")
    show("always any order", order="any")


if __name__ == "__main__":
    main()
