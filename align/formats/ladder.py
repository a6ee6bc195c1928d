r"""Hunalign's ladder: rungs ``source<TAB>target<TAB>score``, sentence numbers from 0.

A bead is what lies between two rungs; its score stands on the lower one. So a
ladder holds monotone beads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from align.errors import InputError, OutputError
from align.records import Alignment, Segment
from align.scoring.beads import BeadPair


def dumps_ladder(alignment: Alignment, source: Iterable[Segment], target: Iterable[Segment]) -> str:
    """Return the rungs of an alignment, the last behind both texts' ends.

    Raises:
        OutputError: beads cross.
    """
    places = [{s.id: i for i, s in enumerate(side)} for side in (source, target)]
    beads = [
        (tuple(places[0][i] for i in bead.source), tuple(places[1][i] for i in bead.target))
        for bead in alignment.beads
    ]
    return format_ladder(beads, [bead.score for bead in alignment.beads])


def format_ladder(beads: Sequence[BeadPair], scores: Sequence[float] = ()) -> str:
    r"""Return the rungs of beads of numbered sentences.

    Raises:
        OutputError: beads cross, or leave sentences out.

    >>> format_ladder([((0, 1), (0,)), ((), (1,))])
    '0\t0\t0.0000\n2\t1\t0.0000\n2\t2\t0.0000\n'
    """
    lines = []
    at = [0, 0]
    for bead, score in zip_longest(beads, scores, fillvalue=0.0):
        assert isinstance(bead, tuple)
        lines.append(f"{at[0]}\t{at[1]}\t{score:.4f}\n")
        for side, numbers in enumerate(bead):
            if list(numbers) != list(range(at[side], at[side] + len(numbers))):
                raise OutputError(
                    "a ladder cannot hold beads that cross or leave sentences out: write another "
                    "format, or align with --order monotone"
                )
            at[side] += len(numbers)
    lines.append(f"{at[0]}\t{at[1]}\t0.0000\n")
    return "".join(lines)


def loads_ladder(text: str, name: str = "input") -> list[BeadPair]:
    r"""Return the beads between the rungs, as sentence numbers.

    Raises:
        InputError: a line is no rung, or goes back.

    >>> loads_ladder("0\t0\t0.3\n2\t1\t0\n2\t2\t0\n")
    [((0, 1), (0,)), ((), (1,))]
    """
    beads: list[BeadPair] = []
    last: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) not in (2, 3) or not all(cell.strip().isdecimal() for cell in cells[:2]):
            raise InputError(
                f"{name}:{number}: expected SOURCE<tab>TARGET<tab>SCORE, found {line[:60]!r}"
            )
        rung = int(cells[0]), int(cells[1])
        if last is not None:
            if rung[0] < last[0] or rung[1] < last[1]:
                raise InputError(f"{name}:{number}: the rung {rung} goes back behind {last}")
            sides = tuple(range(last[0], rung[0])), tuple(range(last[1], rung[1]))
            if any(sides):
                beads.append(sides)
        last = rung
    return beads
