"""What the pieces of a Korean word are: nouns, names, places, particles.

A list of a hundred thousand words (``lexicon.npz``, made by ``scripts/make_lexicon.py``)
says of a word whether it is a common noun, a place, a person, another name or
something of grammar, and how usual it is. A word is cut into the pieces that cost
least. Korean full names are no entries: a family name before a listed given name is one.

The list holds hashes, not words: one look-up in two thousand finds a word that is not
there. Left out: what the neighbours say about the right cut.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

import numpy as np

from align.facts.hangul import has_hangul
from align.facts.spellings.romanised import family_names

KINDS = "NLPXSJEVAG"
"""Common noun, place, person, other name, suffix, particle, ending, verb, other, given name."""

NAMES = 4
"""The first kinds, N to X, have a bit each in ``Piece.kinds``."""

LEVELS = 4
"""How usual a word is, the most usual first."""

HASH_BITS = 28
LONGEST = 6  # syllables of an entry

_COSTS = {"N": 2639, "L": 5497, "P": 4104, "X": 2953, "S": 3700}
_COSTS |= {"J": 2000, "E": 3000, "V": 4456, "A": 4017, "G": 4104}
_LEVEL_COSTS = (-1800, -900, 0, 900)
_ALSO_COST = 9000  # of another kind that the entry can have
_PIECE_COST = 3000
_UNKNOWN_COST = 10_000  # of a character that no entry covers
_HASH_MASK = (1 << HASH_BITS) - 1
_NOT_FIRST = frozenset("JES")
_GIVEN = 1 << NAMES

Options = tuple[tuple[int, str], ...]
"""Costs with the kind that each is for, the cheapest first."""


class Piece(NamedTuple):
    """A part of a word: its kind, U for unknown, and a bit for each name or noun it can be."""

    start: int
    end: int
    kind: str
    kinds: int


def base_costs() -> Mapping[str, int]:
    """Return what a word of each kind costs where nothing says how usual it is."""
    return _COSTS


def hash_word(word: str) -> int:
    """Return the number under which a word is listed."""
    return crc32(word.encode()) & _HASH_MASK


@cache
def _entries() -> tuple[array[int], array[int]]:
    """Return the hashes in order, and for each kind and level and above them all kinds.

    Arrays to search are read in a fifth of the time of a dictionary and lie close together.
    """
    with files("align.tables").joinpath("lexicon.npz").open("rb") as file:
        archive = np.load(file, allow_pickle=False)
        hashes = np.cumsum(archive["steps"], dtype=np.uint32)
        codes = archive["sorts"] + 256 * archive["kinds"].astype(np.uint16)
    return array("I", hashes.tobytes()), array("H", codes.astype(np.uint16).tobytes())


@lru_cache(maxsize=1024)
def _options(code: int) -> Options:
    """Return (cost, kind) of an entry, the cheapest first."""
    sort, bits = code & 255, code >> 8
    kind = KINDS[sort // LEVELS]
    out = {KINDS[bit]: _ALSO_COST for bit in range(NAMES) if bits >> bit & 1}
    if kind != "G":
        out[kind] = _COSTS[kind] + _LEVEL_COSTS[sort % LEVELS]
    return tuple(sorted((cost, kind) for kind, cost in out.items()))


def _find(spelled: bytes) -> int:
    """Return the code of a word in UTF-8, or -1."""
    hashes, codes = _entries()
    number = crc32(spelled) & _HASH_MASK
    place = bisect_right(hashes, number) - 1
    return codes[place] if place >= 0 and hashes[place] == number else -1


def _is_full_name(word: str) -> bool:
    """Say whether three syllables are a family name and a listed given name."""
    if word[0] not in family_names():
        return False
    code = _find(word[1:].encode())
    return code >= 0 and bool((code >> 8) & _GIVEN)


@lru_cache(maxsize=1024)
def _add_person(options: Options) -> Options:
    if any(kind == "P" for _, kind in options):
        return options
    return tuple(sorted((*options, (_COSTS["P"], "P"))))


@lru_cache(maxsize=1024)
def _bits(options: Options) -> int:
    return sum(1 << KINDS.index(kind) for _, kind in options if kind in KINDS[:NAMES])


@lru_cache(maxsize=32768)
def cut_word(word: str) -> tuple[Piece, ...]:
    """Return the pieces of a word; unknown characters side by side are one.

    >>> [(word[p.start : p.end], p.kind) for word in ["서울에서는"] for p in cut_word(word)]
    [('서울', 'L'), ('에서', 'J'), ('는', 'J')]
    >>> [p.kind for p in cut_word("몰래카메라를")]  # a hidden camera
    ['N', 'J']
    """
    size = len(word)
    if not size or not has_hangul(word):
        return (Piece(0, size, "U", 0),) if size else ()
    spelled = word.encode("utf-8", "surrogatepass")
    at = [0, *accumulate(len(char.encode("utf-8", "surrogatepass")) for char in word)]
    best = [0] + [1 << 40] * size
    back: list[tuple[int, str, int]] = [(0, "U", 0)] * (size + 1)
    for start in range(size):
        unknown = best[start] + _PIECE_COST + _UNKNOWN_COST
        if unknown < best[start + 1]:
            best[start + 1], back[start + 1] = unknown, (start, "U", 0)
        for end in range(start + 1, min(size, start + LONGEST) + 1):
            code = _find(spelled[at[start] : at[end]])
            options = () if code < 0 else _options(code)
            if end - start == 3 and _is_full_name(word[start:end]):
                options = _add_person(options)
            for cost, kind in options:
                if start or kind not in _NOT_FIRST:
                    if best[start] + _PIECE_COST + cost < best[end]:
                        best[end] = best[start] + _PIECE_COST + cost
                        back[end] = start, kind, _bits(options)
                    break
    out: list[Piece] = []
    end = size
    while end:
        start, kind, kinds = back[end]
        if kind == "U" and out and out[-1].kind == "U":
            out[-1] = Piece(start, out[-1].end, "U", 0)
        else:
            out.append(Piece(start, end, kind, kinds))
        end = start
    return tuple(out[::-1])
