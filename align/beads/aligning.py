"""The beads of two sequences of segments: every step in its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve, frozen

from align.beads.anchors import count_lonely
from align.beads.any_order import search_blocks
from align.beads.confidence import Way, estimate_confidence
from align.beads.edges import Case, settle_edges
from align.beads.guidance import (
    Guide,
    Link,
    check_guide,
    forbidden_pairs,
    is_in_order,
)
from align.beads.mining import Mined, mine_pairs
from align.beads.order import Order, is_monotone, weigh_order
from align.beads.scores import explain_bead
from align.beads.search import align_sides, search_again
from align.beads.sides import Path, Place, Prices, Scale, Side, make_side
from align.encoding import default_encoder, one_blas_thread
from align.errors import InputError
from align.protocols import Encoder
from align.records import Alignment, Bead, Segment


@frozen(kw_only=True)
class Found:
    """Beads as places, null beads left out, with what explains their scores.

    ``order`` is the one that was used, ``prices`` are those of groups of sentences.
    """

    path: Path
    sides: tuple[Side, Side]
    prices: Prices
    scale: Scale
    order: Order
    forced: frozenset[Place] = frozenset()
    mined: Mined | None = None


def align_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    encoder: Encoder | None = None,
    prices: Prices | None = None,
    *,
    order: Order = "auto",
    guide: Guide | None = None,
    min_confidence: float = 0.0,
) -> Alignment:
    """Return the beads of two sequences of segments, null beads included.

    Every segment stands in exactly one bead. With ``order="monotone"`` beads do
    not cross; with ``"any"`` they may; ``"auto"`` takes the monotone beads where
    the texts are translations of each other in order, which is measured
    (:func:`align.beads.order.is_monotone`). ``parts`` of a bead's score:
    ``cosine``, ``hubness``, ``length``, ``extra`` and ``deletion`` (for mined
    pairs also ``neighbours``, ``lead``, ``figures``, ``floor``), which sum to
    ``score``: what the bead is worth above leaving its segments alone. Beads
    less sure than ``min_confidence`` are dissolved into null beads.

    Raises:
        InputError: the guide does not fit the segments, or forces beads that
            cross although the order is to be monotone.

    >>> from align.sentences import split_sentences
    >>> english = split_sentences("He came. He likes tea. It rained.", "en")
    >>> korean = split_sentences("그는 차를 좋아한다. 비가 왔다.", "ko")
    >>> [(b.source, b.target) for b in align_segments(english, korean).beads]
    [(('s1',), ()), (('s2',), ('s1',)), (('s3',), ('s2',))]
    """
    encoder = encoder or default_encoder()
    prices = prices or Prices()
    guide = guide or Guide()
    check_guide(guide, (len(source), len(target)))
    places = [[i for i, s in enumerate(side) if s.text.strip()] for side in (source, target)]
    full = ([source[i] for i in places[0]], [target[i] for i in places[1]])
    sides = tuple(make_side(encoder, [s.text for s in side]) for side in full)
    with one_blas_thread():
        guide = _renumber(guide, places)
        found = _find((sides[0], sides[1]), _lonely_counter(full), prices, order, guide)
        path = settle_edges(
            found.path,
            Case(
                sides=found.sides,
                texts=([s.text for s in full[0]], [s.text for s in full[1]]),
                encoder=encoder,
                prices=found.prices,
                scale=found.scale,
            ),
            found.forced,
            forbidden_pairs(guide),
        )
    beads = []
    for place in path:
        bead = _make_bead(place, full, found)
        if bead.confidence >= min_confidence:
            beads.append(bead)
    beads = _add_null_beads(beads, source, target)
    names = [side[0].doc if side else "" for side in (source, target)]
    numbered = (evolve(bead, id=f"b{i}") for i, bead in enumerate(beads, 1))
    return Alignment(source=names[0], target=names[1], beads=tuple(numbered))


def _find(
    sides: tuple[Side, Side],
    lonely: Callable[[int, int], int],
    prices: Prices,
    order: Order,
    guide: Guide,
) -> Found:
    forced = [_place(link) for link in guide.forced]
    forbidden = forbidden_pairs(guide)
    ordered = is_in_order(guide.forced)
    if order == "monotone" and not ordered:
        raise InputError("the forced beads cross: align them with --order any, or force others")
    path, sides, scale = align_sides(*sides, prices, forbidden)
    if forced and ordered:
        path = _search_between(sides, forced, prices, scale, forbidden)
    path = [(a, b, c, d) for a, b, c, d in path if a < b and c < d]
    found = Found(
        path=path,
        sides=sides,
        prices=prices,
        scale=scale,
        order="monotone",
        forced=frozenset(forced),
    )
    if order == "monotone" or not len(sides[0]) or not len(sides[1]):
        return found
    if order == "auto" and ordered:
        evidence = weigh_order(*sides, path, prices.hubness)
        if is_monotone(evidence):
            return found
    taken = (
        {i for a, b, _, _ in forced for i in range(a, b)},
        {j for _, _, c, d in forced for j in range(c, d)},
    )
    whole = slice(0, len(sides[0])), slice(0, len(sides[1]))
    mined = mine_pairs(
        sides[0].vectors(whole[0]),
        sides[1].vectors(whole[1]),
        (sides[0].lengths, sides[1].lengths),
        count_lonely=lonely,
        forbidden=forbidden,
        taken=taken,
    )
    path, prices, scale = search_blocks(*sides, mined, prices, forbidden, taken)
    path = sorted([*path, *forced])
    return evolve(found, path=path, prices=prices, scale=scale, order="any", mined=mined)


def _search_between(
    sides: tuple[Side, Side],
    forced: Sequence[Place],
    prices: Prices,
    scale: Scale,
    forbidden: set[tuple[int, int]],
) -> Path:
    """Return the best monotone path through the forced beads."""
    path: Path = []
    row = column = 0
    sizes = len(sides[0]), len(sides[1])
    for a, b, c, d in [*sorted(forced), (sizes[0], sizes[0], sizes[1], sizes[1])]:
        inside = [(i - row, j - column) for i, j in forbidden if row <= i < a and column <= j < c]
        parts = sides[0].cut(row, a), sides[1].cut(column, c)
        path += [
            (row + e, row + f, column + g, column + h)
            for e, f, g, h in search_again(*parts, prices, scale, inside)
        ]
        path.append((a, b, c, d))
        row, column = b, d
    return path[:-1]


def _place(link: Link) -> Place:
    return link[0][0], link[0][-1] + 1, link[1][0], link[1][-1] + 1


def _renumber(guide: Guide, places: Sequence[Sequence[int]]) -> Guide:
    """Return the guide in numbers of the sentences that are not empty."""
    if not guide:
        return guide
    numbers = [{i: new for new, i in enumerate(side)} for side in places]

    def renumber(link: Link) -> Link:
        sides = [
            tuple(known[i] for i in side if i in known)
            for side, known in zip(link, numbers, strict=True)
        ]
        return sides[0], sides[1]

    kept = [
        tuple(link for link in map(renumber, links) if all(link))
        for links in (guide.forced, guide.forbidden)
    ]
    return Guide(forced=kept[0], forbidden=kept[1])


def _lonely_counter(
    full: tuple[Sequence[Segment], Sequence[Segment]],
) -> Callable[[int, int], int]:
    def count(i: int, j: int) -> int:
        source, target = full[0][i], full[1][j]
        return count_lonely(source.text, target.text, (source.lang, target.lang))

    return count


def _make_bead(
    place: Place,
    full: tuple[Sequence[Segment], Sequence[Segment]],
    found: Found,
) -> Bead:
    a, b, c, d = place
    parts = explain_mined(place, found.mined)
    single = b - a == 1 and d - c == 1
    way: Way = "mined" if parts else "single" if single else "group"
    if way == "group" and found.mined is not None:
        way = "beside"
    if not parts:
        parts = _explain(place, found)
    score = sum(parts.values())
    confidence = 1.0 if place in found.forced else estimate_confidence(score, way)
    return Bead(
        id="",
        source=tuple(segment.id for segment in full[0][a:b]),
        target=tuple(segment.id for segment in full[1][c:d]),
        score=round(score, 4),
        parts={name: round(value, 4) for name, value in parts.items()},
        confidence=round(confidence, 3),
    )


def explain_mined(place: Place, mined: Mined | None) -> dict[str, float]:
    """Return the terms of a mined pair's score; none where the bead is no such pair."""
    a, b, c, d = place
    if mined is None or b - a > 1 or d - c > 1:
        return {}
    i = int(np.searchsorted(mined.source, a))
    if i == len(mined) or mined.source[i] != a or mined.target[i] != c:
        return {}
    return {name: float(part[i]) for name, part in mined.parts.items()}


def _explain(place: Place, found: Found) -> dict[str, float]:
    """Return the terms of a bead's score; a forced bead may be longer than any other."""
    a, b, c, d = place
    longest = found.sides[0].runs.shape[1]
    if b - a > longest or d - c > longest:
        return {}
    return explain_bead(*found.sides, place, found.prices, found.scale)


def _add_null_beads(
    beads: Sequence[Bead], source: Sequence[Segment], target: Sequence[Segment]
) -> list[Bead]:
    """Return the beads with a null bead for each segment outside them.

    In the order of the source; a segment of the target stands after the bead
    of the segment before it.
    """
    of_source = {i: bead for bead in beads for i in bead.source}
    of_target = {i: bead for bead in beads for i in bead.target}
    after: dict[int | None, list[str]] = {}
    last: int | None = None
    for segment in target:
        if segment.id in of_target:
            last = id(of_target[segment.id])
        else:
            after.setdefault(last, []).append(segment.id)
    done: set[int] = set()
    result: list[Bead] = [_null_bead(i, is_source=False) for i in after.get(None, [])]
    for segment in source:
        bead = of_source.get(segment.id)
        if bead is None:
            result.append(_null_bead(segment.id, is_source=True))
        elif id(bead) not in done:
            done.add(id(bead))
            result.append(bead)
            result += [_null_bead(i, is_source=False) for i in after.get(id(bead), [])]
    return result


def _null_bead(segment: str, is_source: bool) -> Bead:
    sides = ((segment,), ()) if is_source else ((), (segment,))
    return Bead(id="", source=sides[0], target=sides[1], score=0.0)
