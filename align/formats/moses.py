"""Moses: two plain files, one for each side, whose lines correspond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from align.errors import InputError
from align.formats.parallel import ParallelPair, flatten


def format_moses(pairs: Iterable[ParallelPair]) -> dict[str, str]:
    """Return the text of either file, by its suffix: the languages of the sides.

    Sides that are not one English and one Korean are ``source`` and ``target``. A pair with an
    empty side is left out: it would be an empty line.
    """
    pairs = list(pairs)
    usual = [
        Counter(lang for lang in side if lang != "mixed").most_common(1)
        for side in ([p.source_lang for p in pairs], [p.target_lang for p in pairs])
    ]
    first, second = (side[0][0] if side else "" for side in usual)
    if {first, second} != {"en", "ko"}:
        first, second = "source", "target"
    rows = [(flatten(pair.source), flatten(pair.target)) for pair in pairs]
    kept = [row for row in rows if all(row)]
    return {
        first: "".join(f"{row[0]}\n" for row in kept),
        second: "".join(f"{row[1]}\n" for row in kept),
    }


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
