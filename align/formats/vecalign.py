"""Vecalign's lines: ``[0, 1]:[0]:0.12``, sentence numbers from 0, cost last."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from align.errors import InputError, OutputError
from align.records import Alignment, Segment
from align.scoring.beads import BeadPair

_LINE_RE = regex.compile(
    r"\s*\[((?:\d+(?:\s*,\s*\d+)*)?)\s*\]\s*:\s*\[((?:\d+(?:\s*,\s*\d+)*)?)\s*\]\s*(?::\s*(\S+)\s*)?"
)


def dumps_vecalign(
    alignment: Alignment, source: Iterable[Segment], target: Iterable[Segment]
) -> str:
    """Return one line a bead; the cost is 1 less the bead's score, 0 for null beads."""
    places = [{s.id: i for i, s in enumerate(side)} for side in (source, target)]
    lines = []
    for bead in alignment.beads:
        sides = [
            [place[i] for i in ids]
            for place, ids in zip(places, (bead.source, bead.target), strict=True)
        ]
        cost = 0.0 if bead.is_null else 1 - bead.score
        lines.append(f"{sides[0]}:{sides[1]}:{cost:.6f}\n")
    return "".join(lines)


def format_vecalign(beads: Iterable[BeadPair]) -> str:
    r"""Return one line a bead, without costs.

    Raises:
        OutputError: sentences that are not numbered.

    >>> format_vecalign([((0, 1), (0,)), ((), (1,))])
    '[0, 1]:[0]\n[]:[1]\n'
    """
    lines = []
    for bead in beads:
        if not all(isinstance(sentence, int) for side in bead for sentence in side):
            raise OutputError("vecalign's lines number the sentences of one document; these do not")
        lines.append(f"{list(bead[0])}:{list(bead[1])}\n")
    return "".join(lines)


def loads_vecalign(text: str, name: str = "input") -> list[BeadPair]:
    r"""Return the beads of vecalign lines, as sentence numbers.

    Raises:
        InputError: a line is none of vecalign's.

    >>> loads_vecalign("[0, 1]:[0]:0.12\n[]:[1]\n")
    [((0, 1), (0,)), ((), (1,))]
    """
    beads: list[BeadPair] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE_RE.fullmatch(line)
        if match is None:
            raise InputError(f"{name}:{number}: expected [0, 1]:[0]:0.12, found {line[:60]!r}")
        source, target = (
            tuple(int(n) for n in regex.findall(r"\d+", side)) for side in match.groups()[:2]
        )
        beads.append((source, target))
    return beads
