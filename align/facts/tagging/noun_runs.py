"""Where a word stands in a run of nouns: what the model of mentions sees of its neighbours.

A run ends at a particle or at anything but a space. The name of an organisation shows
itself at its end (한국 범죄학 *연구소*), a person by the title behind (김복준
*연구위원*), both words away from where the name begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from align.facts.tagging.lexicon import Piece

RUN_CLUES = ("kr", "kn", "kl", "kk", "ho", "hd")
"""kr kinds of the next three words, kn of the next two, kl of the two before, kk of all
around, ho end of the next title or organisation, hd how far that is and which."""

_HEADS = ("O", "T")
_AHEAD = 3
_BEFORE = 2


class Standing(NamedTuple):
    """What a word is in a run: ``kind`` with a point behind where a particle ends it."""

    kind: str
    tail: str


def find_standing(word: str, pieces: Sequence[Piece], sign: str) -> Standing:
    """Return what a word is by its last noun, or by ``sign`` where the tables know more.

    >>> from align.facts.tagging.lexicon import cut_word
    >>> find_standing("연구소는", cut_word("연구소는"), "O")
    Standing(kind='O.', tail='구소')
    """
    core = [piece for piece in pieces if piece.kind not in "JE"] or list(pieces)
    kind = sign or (core[-1].kind.lower() if core[-1].kind in "NLPXSU" else "v")
    closed = "" if core[-1].end == len(word) else "."
    return Standing(kind + closed, word[core[0].start : core[-1].end][-2:])


def find_run_clues(
    standings: Sequence[Standing], gaps: Sequence[str]
) -> list[tuple[int, int, int, int, int, int]]:
    """Return the codes of ``RUN_CLUES`` for each word.

    ``gaps[i]`` is what stands between word i - 1 and word i, one more at the end.
    """
    joined = [
        gap == " " and not before.kind.endswith(".")
        for before, gap in zip(standings, gaps[1:], strict=True)
    ]
    out = []
    for i, here in enumerate(standings):
        ahead: list[str] = []
        head = distance = "-"
        j = i
        while len(ahead) < _AHEAD and j + 1 < len(standings) and joined[j]:
            j += 1
            ahead.append(standings[j].kind)
            if head == "-" and standings[j].kind[0] in _HEADS:
                head, distance = standings[j].tail, f"{len(ahead)}{standings[j].kind}"
        if not ahead:
            ahead = ["." if here.kind.endswith(".") else gaps[i + 1][:1]]
        before: list[str] = []
        j = i
        while len(before) < _BEFORE and j and joined[j - 1]:
            j -= 1
            before.append(standings[j].kind)
        if not before:
            before = ["#" if not i else "_" if gaps[i] == " " else gaps[i][-1:]]
        out.append(_code_run(tuple(ahead), tuple(before), here.kind, head, distance))
    return out


@lru_cache(maxsize=32768)
def _code_run(
    ahead: tuple[str, ...], before: tuple[str, ...], kind: str, head: str, distance: str
) -> tuple[int, int, int, int, int, int]:
    two = "".join(ahead[:2])
    spelled = (
        "r" + "".join(ahead),
        "q" + two,
        "l" + "".join(before),
        f"k{before[0]}{kind}{two}",
        "o" + head,
        "d" + distance,
    )
    a, b, c, d, e, f = (crc32(text.encode("utf-8", "surrogatepass")) for text in spelled)
    return a, b, c, d, e, f
