"""What a reader knows better: pairs of sentences to force or to forbid.

Sentences are numbered from 0; ``0-2:3`` is three sentences against one. A
links file holds one instruction a line, ``force 0-2:3`` or ``forbid 4:4``; a
line without a word forces, ``#`` begins a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

import regex
from attrs import frozen

from align.errors import InputError

Link = tuple[tuple[int, ...], tuple[int, ...]]
_LINK_RE = regex.compile(r"\s*(\d+)(?:-(\d+))?\s*:\s*(\d+)(?:-(\d+))?\s*")


@frozen(kw_only=True)
class Guide:
    """Beads that must be there, and groups of which no pair may share a bead."""

    forced: tuple[Link, ...] = ()
    forbidden: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forced or self.forbidden)


def parse_link(text: str) -> Link:
    """Return the two sides of a link.

    Raises:
        InputError: not of the form ``0-2:3``.

    >>> parse_link("0-2:3")
    ((0, 1, 2), (3,))
    """
    match = _LINK_RE.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r}: expected sentence numbers from 0, as 3:4 or 0-2:3")
    a, b, c, d = match.groups()
    ends = int(b or a), int(d or c)
    if ends[0] < int(a) or ends[1] < int(c):
        raise InputError(f"{text!r}: a range must not run backwards")
    if max(ends[0] - int(a), ends[1] - int(c)) >= MAX_SIDE:
        raise InputError(f"{text!r}: a side of more than {MAX_SIDE} sentences")
    return tuple(range(int(a), ends[0] + 1)), tuple(range(int(c), ends[1] + 1))


MAX_SIDE = 1_000
"""Sentences on one side of a link, at most."""


def parse_links(lines: Iterable[str], name: str) -> Guide:
    """Return what the lines of a links file say.

    Raises:
        InputError: a line that is no link; the message gives file and line.

    >>> parse_links(["# mine", "0:0", "forbid 1-2:3"], "x").forbidden
    (((1, 2), (3,)),)
    """
    forced: list[Link] = []
    forbidden: list[Link] = []
    for number, line in enumerate(lines, 1):
        words = line.split("#")[0].strip()
        if not words:
            continue
        verb, _, rest = words.partition(" ")
        if verb not in ("force", "forbid"):
            verb, rest = "force", words
        try:
            (forced if verb == "force" else forbidden).append(parse_link(rest))
        except InputError as error:
            raise InputError(f"{name}:{number}: {error}") from None
    return Guide(forced=tuple(forced), forbidden=tuple(forbidden))


def check_guide(guide: Guide, sizes: tuple[int, int]) -> None:
    """Check that a guide fits texts of so many sentences, and does not contradict itself.

    Raises:
        InputError: a number past the end, a sentence forced twice, a pair both
            forced and forbidden.
    """
    for link in (*guide.forced, *guide.forbidden):
        for side, size, which in zip(link, sizes, ("source", "target"), strict=True):
            if side[-1] >= size:
                raise InputError(
                    f"{show_link(link)}: no sentence {side[-1]} in the {which}; "
                    f"it has {size}, numbered from 0"
                )
    for number, which in enumerate(("source", "target")):
        seen: set[int] = set()
        for i in chain.from_iterable(link[number] for link in guide.forced):
            if i in seen:
                raise InputError(f"sentence {i} of the {which} is forced twice")
            seen.add(i)
    forbidden = forbidden_pairs(guide)
    for link in guide.forced:
        for i in link[0]:
            for j in link[1]:
                if (i, j) in forbidden:
                    raise InputError(f"{i}:{j} is both forced and forbidden")


def forbidden_pairs(guide: Guide) -> set[tuple[int, int]]:
    """Return the pairs of sentences that no bead may hold."""
    return {(i, j) for link in guide.forbidden for i in link[0] for j in link[1]}


def is_in_order(forced: Sequence[Link]) -> bool:
    """Say whether forced beads can lie on one monotone path.

    >>> is_in_order([((0,), (1,)), ((1,), (0,))])
    False
    """
    links = sorted(forced)
    return all(
        one[0][-1] < other[0][0] and one[1][-1] < other[1][0] for one, other in pairwise(links)
    )


def show_link(link: Link) -> str:
    """Return a link as it is written.

    >>> show_link(((0, 1, 2), (3,)))
    '0-2:3'
    """
    return ":".join(str(s[0]) if len(s) == 1 else f"{s[0]}-{s[-1]}" for s in link)
