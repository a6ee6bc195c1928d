"""Moses: two plain files, one for each side, whose lines correspond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TextIO

from align.errors import InputError
from align.formats.pairs import Cleaner, ParallelPair


def name_sides(pairs: Iterable[ParallelPair]) -> tuple[str, str]:
    """Return the suffixes of the two files: the languages of the sides.

    Sides that are not one English and one Korean are ``source`` and ``target``.
    """
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for pair in pairs:
        for side, lang in zip(counts, (pair.source_lang, pair.target_lang), strict=True):
            side[lang] += lang != "mixed"
    first, second = (side.most_common(1)[0][0] if side else "" for side in counts)
    return (first, second) if {first, second} == {"en", "ko"} else ("source", "target")


def write_moses(pairs: Iterable[ParallelPair], side: int, file: TextIO) -> int:
    """Write the file of the source (0) or target (1) side, a line a pair.

    A pair with an empty side is left out: it would be an empty line. Return how
    many characters that XML forbids were left out; Moses chokes on them too.
    """
    clean = Cleaner()
    for pair in pairs:
        row = clean(pair.source), clean(pair.target)
        if all(row):
            file.write(f"{row[side]}\n")
    return clean.dropped


def read_moses(
    source: Sequence[str], target: Sequence[str], names: tuple[str, str] = ("source", "target")
) -> list[tuple[str, str]]:
    r"""Return the pairs of two files' lines.

    Raises:
        InputError: not the same number of lines.

    >>> read_moses(["It rained.\n"], ["비가 왔다.\n"])
    [('It rained.', '비가 왔다.')]
    """
    if len(source) != len(target):
        raise InputError(
            f"{names[1]}: {len(target)} lines, but {names[0]} has {len(source)}; "
            "the files do not belong together"
        )
    return [
        (one.rstrip("\r\n"), other.rstrip("\r\n"))
        for one, other in zip(source, target, strict=True)
    ]
