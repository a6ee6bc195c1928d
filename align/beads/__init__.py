"""Which sentences of two texts say the same: n–m beads in any order, mining.

Read ``aligning`` first; the other modules are its steps: ``sides`` (the texts
as numbers), ``scores`` (what a bead is worth), ``search`` (the best monotone
path), ``order`` (do the texts tell in the same order?), ``mining``,
``neighbours``, ``anchors`` and ``any_order`` (if not), ``guidance`` and
``confidence``. ``collections`` mines texts without order.
"""

from align.beads.aligning import align_segments
from align.beads.collections import MinedPair, mine_collections
from align.beads.guidance import Guide, parse_link, parse_links
from align.beads.mining import MiningPrices, mine_pairs
from align.beads.order import Order
from align.beads.sides import LONGEST, Prices, Scale, Side, make_side

__all__ = [
    "LONGEST",
    "Guide",
    "MinedPair",
    "MiningPrices",
    "Order",
    "Prices",
    "Scale",
    "Side",
    "align_segments",
    "make_side",
    "mine_collections",
    "mine_pairs",
    "parse_link",
    "parse_links",
]
