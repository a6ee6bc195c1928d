"""Equivalent sentences of two collections that have no order.

Each sentence is encoded once and compared with all of the other collection, in
blocks; neighbours mean nothing here, so only the margin decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from align.beads.anchors import count_lonely
from align.beads.confidence import estimate_confidence
from align.beads.mining import MiningPrices, mine_pairs
from align.beads.sides import Doubles
from align.encoding import default_encoder, encode_checked, one_blas_thread
from align.protocols import Encoder
from align.text import detect_language

UNORDERED_FLOOR = 0.28
"""The floor without the bonus of neighbours: F1 of mining the pool (given, three further
seeds) is 96.4, 95.8 at 0.24; 96.4, 96.2 at 0.28; 95.4, 95.3 at 0.32."""


@frozen(kw_only=True)
class MinedPair:
    """Two sentences that say the same, by their numbers in the collections.

    ``score`` is what the pair is worth above the floor, in units of cosine;
    ``confidence`` a probability.
    """

    source: int
    target: int
    score: float
    cosine: float
    confidence: float


def mine_collections(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder | None = None,
    *,
    min_confidence: float = 0.0,
) -> list[MinedPair]:
    """Return the equivalent sentences of two collections, by source.

    A sentence stands in one pair at most. Empty ones are passed over; of the
    same words said twice the first is taken.

    >>> pairs = mine_collections(["It rained.", "He likes tea."], ["그는 차를 좋아한다.", "끝."])
    >>> [(pair.source, pair.target) for pair in pairs]
    [(1, 0)]
    """
    encoder = encoder or default_encoder()
    first = [_first_places(side) for side in (source, target)]
    texts = [list(side) for side in first]
    if not all(texts):
        return []
    with one_blas_thread():
        mined = mine_pairs(
            encode_checked(encoder, texts[0]),
            encode_checked(encoder, texts[1]),
            (_lengths(texts[0]), _lengths(texts[1])),
            ordered=False,
            count_lonely=lambda i, j: count_lonely(
                texts[0][i],
                texts[1][j],
                (detect_language(texts[0][i]) or "en", detect_language(texts[1][j]) or "en"),
            ),
            prices=MiningPrices(floor=UNORDERED_FLOOR),
        )
    places = [list(side.values()) for side in first]
    pairs = [
        MinedPair(
            source=places[0][i],
            target=places[1][j],
            score=round(score, 4),
            cosine=round(cosine, 4),
            confidence=round(estimate_confidence(score, "unordered"), 3),
        )
        for i, j, score, cosine in zip(
            mined.source.tolist(),
            mined.target.tolist(),
            mined.score.tolist(),
            mined.parts["cosine"].tolist() if len(mined) else [],
            strict=True,
        )
    ]
    return [pair for pair in pairs if pair.confidence >= min_confidence]


def _lengths(texts: Sequence[str]) -> Doubles:
    return np.array([len(text) + 1 for text in texts], float)


def _first_places(texts: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for i, text in enumerate(texts):
        if text.strip():
            places.setdefault(text, i)
    return places
