"""Pairs of passages to one interleaved text: the English line, then the Korean.

Shared by the readers of tables, JSON lines, TMX and XLIFF.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen

from align.documents.extract import clean_line
from align.text import detect_language

Pair = tuple[str, str]
"""The two sides of a unit; either may be empty."""

SAMPLE = 200
"""Units whose words tell the language of two sides that are not named."""

_ENGLISH = frozenset({"en", "eng", "english", "영어", "영문", "en-us", "en_us", "en-gb", "en_gb"})
_KOREAN = frozenset({"ko", "kor", "korean", "한국어", "국문", "한글", "ko-kr", "ko_kr"})
_SOURCE = frozenset({"source", "src", "원문"})
_TARGET = frozenset({"target", "tgt", "번역", "번역문"})


@frozen
class Columns:
    """The places of the two sides in a row; ``is_named`` if they name the languages."""

    first: int
    second: int
    is_named: bool


def find_columns(header: Sequence[str]) -> Columns | None:
    """Return where a table's header puts English and Korean, or source and target.

    >>> find_columns(["id", "KO", "EN"])
    Columns(first=2, second=1, is_named=True)
    >>> find_columns(["id", "text"]) is None
    True
    """
    names = [unicodedata.normalize("NFC", cell).strip().lower() for cell in header]
    for first, second, is_named in ((_ENGLISH, _KOREAN, True), (_SOURCE, _TARGET, False)):
        places = [
            next((i for i, name in enumerate(names) if name in side), None)
            for side in (first, second)
        ]
        if places[0] is not None and places[1] is not None:
            return Columns(places[0], places[1], is_named)
    return None


def order_sides(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs whose languages are not named with the English side first.

    >>> order_sides([("비가 온다.", "It rains.")])
    [('It rains.', '비가 온다.')]
    """
    first, second = (
        detect_language(" ".join(pair[side] for pair in pairs[:SAMPLE])) for side in (0, 1)
    )
    if first == "ko" and second == "en":
        return [(english, korean) for korean, english in pairs]
    return list(pairs)


def interleave(pairs: Iterable[Pair]) -> str:
    r"""Return one line a side, unit after unit; an empty side has no line.

    >>> interleave([("It rains.", "비가\n온다."), ("", "춥다.")])
    'It rains.\n비가 온다.\n춥다.'
    """
    lines = (clean_line(side) for pair in pairs for side in pair)
    return "\n".join(line for line in lines if line)
