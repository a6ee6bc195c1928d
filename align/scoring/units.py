"""What is drawn or swapped as one when chance is measured: documents, or the parts of one.

Scores of documents that lie apart are independent, so documents are the units
where there are enough of them. Otherwise a text is cut where no system and not
the gold joins anything over the cut: every match lies inside one such part, so
that the counts of the parts add up to those of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

MIN_UNITS = 5
"""Documents from which on they are the units; the spread of fewer says nothing."""

T = TypeVar("T")

Place = tuple[str, int, int]
"""Document, start and end."""


def split_units(
    systems: Sequence[Sequence[T]], nodes_of: Callable[[T], Iterable[Hashable]]
) -> list[tuple[list[T], ...]]:
    """Return the smallest groups of items that share no node with an item outside.

    Each group has a list for every system, in order; items without nodes are
    left out.

    >>> split_units([["ab", "c"], ["bx", "c", "d"]], tuple)
    [(['ab'], ['bx']), (['c'], ['c']), ([], ['d'])]
    """
    above: dict[Hashable, Hashable] = {}

    def top(node: Hashable) -> Hashable:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    first: list[list[Hashable | None]] = []
    for system in systems:
        first.append([])
        for item in system:
            nodes = list(nodes_of(item))
            for node in nodes[1:]:
                above[top(node)] = top(nodes[0])
            first[-1].append((nodes[0],) if nodes else None)
    groups: dict[Hashable, tuple[list[T], ...]] = {}
    for number, system in enumerate(systems):
        for item, key in zip(system, first[number], strict=True):
            if isinstance(key, tuple):
                group = groups.setdefault(top(key[0]), tuple([] for _ in systems))
                group[number].append(item)
    return list(groups.values())


def regions(places: Iterable[Place]) -> Callable[[Place], Hashable]:
    """Return what names the region of a place: places that overlap, directly or by others.

    >>> region = regions([("a", 0, 5), ("a", 4, 9), ("a", 9, 12)])
    >>> region(("a", 0, 5)) == region(("a", 4, 9)) != region(("a", 9, 12))
    True
    """
    found: dict[Place, tuple[str, int]] = {}
    doc, start, end = "", 0, -1
    for place in sorted(set(places)):
        if place[0] != doc or place[1] >= end:
            doc, start, end = place
        end = max(end, place[2])
        found[place] = (doc, start)
    return found.__getitem__
