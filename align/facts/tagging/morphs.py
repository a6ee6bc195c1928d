"""What a morphological analyser tells the model of Korean mentions, with ``kiwipiepy``.

An extra: ``pip install -e '.[morph]'``. At each character: the morpheme, its tag and
its neighbours', the run of nouns it belongs to with the particle behind it, and which
words the morpheme is used like. For the last the analyser's own vectors are asked how
near it is to the words of ``morph_anchors.tsv``; rare morphemes are near everything, so
nearness is counted from what is usual for a morpheme as rare (``Usual``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.sentences.morph import load_kiwi
from align.tables import read_table

RARITIES = 17
"""Classes of rarity: the analyser numbers morphemes by frequency, a class is a power of two."""

COMMON = 6
"""The first class; what is more frequent counts to it."""

NOUN_TAGS = ("N", "SL", "SH", "SN", "XPN", "XSN", "XR", "SW", "SO")
"""Beginnings of the tags that a run of nouns is made of."""

_BEARS_SENSE = ("NN", "SL", "XR")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_LONGEST_RUN = 6  # tags spelled out of a run of nouns

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]

_TOKEN_CLUES = ("m<", "m>", "m>>", "mf<", "mf>", "sB", "sC", "sD", "sD<", "sD>")
_EDGE_CLUES = ("m", "mb", "mf", "sA")
_RUN_CLUES = ("mr", "mrt", "ms")

CLUES = (*_TOKEN_CLUES, *_EDGE_CLUES, *_RUN_CLUES)
"""m tag, mf morpheme, mb place in it, ms run of nouns, mrt its tags, mr place in it and what
follows, sA to sD what it is used like, the nearest group last; ``<`` and ``>``
of the neighbours."""


class Morph(NamedTuple):
    """A morpheme with its place, tag and number."""

    start: int
    end: int
    form: str
    tag: str
    number: int


@frozen(eq=False)
class Usual:
    """How near morphemes of each rarity are to each group, and how much that varies."""

    means: Floats
    spread: Floats


@cache
def _anchors() -> tuple[tuple[int, ...], ...]:
    """Return the numbers of each group's words that are one morpheme."""
    out = []
    for row in read_table("morph_anchors"):
        tokens = [load_kiwi().tokenize(word) for word in row["words"].split()]
        out.append(tuple(found[0].id for found in tokens if len(found) == 1))
    return tuple(out)


@lru_cache(maxsize=4)
def read_morphs(text: str) -> tuple[Morph, ...]:
    """Return the morphemes of a text that have a place of their own.

    Raises:
        MissingExtraError: ``kiwipiepy`` is not installed.
    """
    return tuple(
        Morph(t.start, t.start + t.len, t.form, t.tag, t.id)
        for t in load_kiwi().tokenize(_SURROGATE_RE.sub("\ufffd", text))
        if t.len > 0
    )


@lru_cache(maxsize=65536)
def _nearness(number: int) -> Floats | None:
    """Return how near a morpheme is to each group, less its mean; None without a vector."""
    ask = load_kiwi().morpheme_similarity
    try:
        near = np.array([max(ask(number, n) for n in group) for group in _anchors()], np.float32)
    except ValueError:
        return None
    return near - near.mean() if np.isfinite(near).all() else None


def _rarity(number: int) -> int:
    return min(max(number.bit_length() - 1, COMMON), RARITIES - 1)


def measure_usual(texts: list[str]) -> Usual:
    """Return what is usual for the nouns of some texts."""
    groups = len(read_table("morph_anchors"))
    seen: dict[int, Floats] = {}
    for text in texts:
        for morph in read_morphs(text):
            if morph.tag.startswith(_BEARS_SENSE) and morph.number not in seen:
                near = _nearness(morph.number)
                if near is not None:
                    seen[morph.number] = near
    means = np.zeros((RARITIES, groups), np.float32)
    for rarity in range(RARITIES):
        rows = [near for number, near in seen.items() if _rarity(number) == rarity]
        if rows:
            means[rarity] = np.mean(rows, axis=0)
    left = [near - means[_rarity(number)] for number, near in seen.items()]
    return Usual(means, np.std(left, axis=0).astype(np.float32))


class _Senses:
    """What morphemes are used like, each asked once."""

    def __init__(self, usual: Usual) -> None:
        self._usual = usual
        self._known: dict[int, tuple[str, str, str, str]] = {}

    def of(self, morph: Morph | None) -> tuple[str, str, str, str]:
        """Return the nearest group and how near, the two and the three nearest, the nearest."""
        if morph is None or not morph.tag.startswith(_BEARS_SENSE):
            return "?", "?", "?", "?"
        if morph.number not in self._known:
            self._known[morph.number] = self._find(morph.number)
        return self._known[morph.number]

    def _find(self, number: int) -> tuple[str, str, str, str]:
        near = _nearness(number)
        if near is None:
            return "?", "?", "?", "?"
        odd = (near - self._usual.means[_rarity(number)]) / self._usual.spread
        a, b, c = np.argsort(-odd, kind="stable")[:3].tolist()
        strength = int(min(max(odd[a], 0.0), 3.0))
        return f"{a}.{strength}", f"{min(a, b)}.{max(a, b)}", f"{a}.{b}.{c}", f"{a}"


@lru_cache(maxsize=4)
def _senses(usual: Usual) -> _Senses:
    return _Senses(usual)


def find_morph_clues(text: str, usual: Usual) -> Mapping[str, Codes]:
    """Return every clue of ``CLUES`` as one code a character of ``text``.

    Raises:
        MissingExtraError: ``kiwipiepy`` is not installed.
    """
    morphs, senses = read_morphs(text), _senses(usual)
    clues = {name: np.zeros(len(text), np.uint32) for name in CLUES}
    runs = _noun_runs(morphs)
    taken = 0
    for i, morph in enumerate(morphs):
        start, taken = max(morph.start, taken), max(morph.end, taken)
        if start >= morph.end:
            continue  # written together with the one before, as 했 for 하았
        values = _token_values(morphs, i, senses)
        for name, value in zip(_TOKEN_CLUES, values, strict=True):
            clues[name][start : morph.end] = _code(value)
        sense = senses.of(morph)[0]
        for at in range(start, morph.end):
            first = "B" if at == morph.start else ""
            last = "E" if at == morph.end - 1 else ""
            clues["m"][at] = _code(f"{morph.tag}{first or 'I'}{last}")
            clues["mb"][at] = _code(f"{first or 'I'}{last}")
            clues["mf"][at] = _code(f"{morph.form}{morph.tag}{first or 'I'}")
            clues["sA"][at] = _code(sense + first)
        if i in runs:
            _set_run(clues, text, morphs, runs[i], slice(start, morph.end))
    return clues


@lru_cache(maxsize=65536)
def _code(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _gap(morphs: Sequence[Morph], i: int) -> str:
    """Return how morpheme i and the next are written: apart, together, or none follows."""
    if i < 0 or i + 1 >= len(morphs):
        return "#"
    return "_" if morphs[i + 1].start > morphs[i].end else ""


def _at(morphs: Sequence[Morph], i: int) -> Morph | None:
    return morphs[i] if 0 <= i < len(morphs) else None


def _tag(morphs: Sequence[Morph], i: int) -> str:
    found = _at(morphs, i)
    return found.tag if found else "-"


def _token_values(morphs: Sequence[Morph], i: int, senses: _Senses) -> tuple[str, ...]:
    """Return the values of ``_TOKEN_CLUES`` of morpheme i."""
    before, after = _gap(morphs, i - 1), _gap(morphs, i)
    left, right = _at(morphs, i - 1), _at(morphs, i + 1)
    follows = after + _tag(morphs, i + 1)
    near_left, near_right = _next_content(morphs, i, -1), _next_content(morphs, i, 1)
    apart_left = "_" if near_left and near_left.end < morphs[i].start else ""
    apart_right = "_" if near_right and morphs[i].end < near_right.start else ""
    _, pair, three, nearest = senses.of(morphs[i])
    return (
        _tag(morphs, i - 1) + before,
        follows,
        follows + _gap(morphs, i + 1) + _tag(morphs, i + 2),
        (left.form if left else "-") + before,
        after + (right.form if right else "-"),
        pair,
        three,
        nearest,
        senses.of(near_left)[3] + apart_left,
        senses.of(near_right)[3] + apart_right,
    )


def _next_content(morphs: Sequence[Morph], i: int, step: int) -> Morph | None:
    """Return the next noun or verb on one side."""
    i += step
    while 0 <= i < len(morphs):
        if morphs[i].tag.startswith((*_BEARS_SENSE, "VV")):
            return morphs[i]
        i += step
    return None


def _noun_runs(morphs: Sequence[Morph]) -> dict[int, tuple[int, int]]:
    """Return for each noun the first and last of the nouns written together with it."""
    out: dict[int, tuple[int, int]] = {}
    first = 0
    for i, morph in enumerate(morphs):
        if not morph.tag.startswith(NOUN_TAGS):
            first = i + 1
        elif _gap(morphs, i) or not _tag(morphs, i + 1).startswith(NOUN_TAGS):
            out.update(dict.fromkeys(range(first, i + 1), (first, i)))
            first = i + 1
    return out


def _set_run(
    clues: Mapping[str, Codes],
    text: str,
    morphs: Sequence[Morph],
    run: tuple[int, int],
    place: slice,
) -> None:
    """Set what a run of nouns tells at some of its characters."""
    first, last = run
    start, end = morphs[first].start, morphs[last].end
    tags = [morph.tag for morph in morphs[first : min(last, first + _LONGEST_RUN - 1) + 1]]
    clues["mrt"][place] = _code("+".join(tags))
    clues["ms"][place] = _code(text[start:end])
    follows = _gap(morphs, last) + _tag(morphs, last + 1)
    for at in range(place.start, place.stop):
        clues["mr"][at] = _code(f"{at == start}{at == end - 1}{follows}")
