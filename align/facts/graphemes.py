"""What it costs to read Latin letters as the Hangul at hand.

The table of pieces (``graphemes.tsv``) is learned by ``scripts/make_name_table.py``;
what it has not seen is reached over jamo that spellings interchange
(``near_jamo.tsv``). Costs are nats. A search that has strayed too far from any
sensible reading stops, so that other names cost little time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex
from attrs import frozen

from align.facts.hangul import read_jamo, to_jamo
from align.tables import read_table

NEAR_SCALE = 2.6
"""Nats for one unit of ``near_jamo.tsv``."""

DROP_VOWEL, DROP_CONSONANT, ADD_JAMO = 2.2, 3.2, 3.6
HEAD_ROOM, SLOPE = 3.0, 0.75
WIDE = 4.5, 1.0
"""A reading may cost this much, and this much more with each jamo; more where all
consonants are there in their order."""

GIVE_UP = 9.9

_VOWELS = frozenset("aeiouy")
_ANY_VOWEL = {chr(code): 3.2 for code in range(0x1161, 0x1176)}
_CAPITALS_RE = regex.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]{2,}(?=[A-Z][a-z])|\b[A-Z]\b")

LONGEST_PIECE = 4  # letters

LONGEST_READING = 60  # jamo
FAR = 99.0
"""More than any reading may cost."""

_LIMITS, _WIDE_LIMITS = (
    tuple(room + slope * j for j in range(LONGEST_READING + 1))
    for room, slope in ((HEAD_ROOM, SLOPE), WIDE)
)

Piece = dict[str, float]
Step = tuple[int, float, frozenset[str], Piece, int]
"""A piece of a name: letters, cost of reading nothing, the jamo that a reading may begin
with, the readings, jamo of the longest."""


@frozen(slots=True, eq=False)
class Pieces:
    """A name in Latin letters, ready to be read.

    ``steps`` holds for each letter the pieces that begin there. ``sounds`` are the
    consonant classes that each consonant may sound, as bits, in order; None where
    letters may be read by their names.
    """

    steps: tuple[tuple[Step, ...], ...]
    sounds: tuple[int, ...] | None
    letters: int


@cache
def _table() -> dict[str, Piece]:
    out: dict[str, Piece] = {}
    for row in read_table("graphemes"):
        out.setdefault(row["letters"], {})[read_jamo(row["jamo"])] = int(row["cost"]) / 100
    return out


@cache
def near_jamo() -> dict[str, Piece]:
    """Return for each jamo those that it is often written for, with costs.

    >>> a, eo = to_jamo("아"), to_jamo("어")
    >>> near_jamo()[a][eo]
    0.8
    """
    out: dict[str, Piece] = {}
    for row in read_table("near_jamo"):
        a, b, cost = read_jamo(row["a"]), read_jamo(row["b"]), float(row["cost"])
        out.setdefault(a, {})[b] = cost
        out.setdefault(b, {})[a] = cost
    return out


@cache
def _letter_names() -> dict[str, tuple[str, ...]]:
    rows = read_table("letter_names")
    return {row["letter"]: tuple(to_jamo(f) for f in row["hangul"].split(";")) for row in rows}


@lru_cache(maxsize=32768)
def _piece(letters: str) -> Piece | None:
    """Return the readings of a piece, also those with one jamo exchanged."""
    seen = _table().get(letters)
    if seen is None:
        return None
    out = dict(seen)
    near = near_jamo()
    for jamo, cost in seen.items():
        for i, char in enumerate(jamo):
            for other, price in near.get(char, {}).items():
                form = jamo[:i] + other + jamo[i + 1 :]
                total = cost + NEAR_SCALE * price
                if total < out.get(form, 99.0):
                    out[form] = total
    return out


@lru_cache(maxsize=32768)
def _step(letters: str) -> Step | None:
    """Return a piece of several letters, ready to be read, or None where it is none."""
    piece = _piece(letters)
    return _make_step(len(letters), piece) if piece else None


def _make_step(letters: int, piece: Piece) -> Step:
    firsts = frozenset(jamo[0] for jamo in piece if jamo)
    return letters, piece.get("", FAR), firsts, piece, max(map(len, piece))


@lru_cache(maxsize=1024)
def _single(char: str, named: bool) -> Step:
    """Return the readings of one letter, also as nothing, as itself and by its name."""
    single: Piece = {"": 0.0}
    if char not in "^$":
        single[""] = DROP_VOWEL if char in _VOWELS else DROP_CONSONANT
        if char in _VOWELS:
            single.update(_ANY_VOWEL)
        single[char] = 0.0  # the letter itself, as in "SK하이닉스"
        if named:
            single.update(dict.fromkeys(_letter_names().get(char, ()), 0.1))
    for jamo, cost in (_piece(char) or {}).items():
        if cost < single.get(jamo, 99.0):
            single[jamo] = cost
    return _make_step(1, single)


@lru_cache(maxsize=32768)
def make_pieces(words: tuple[str, ...], capitals: tuple[bool, ...]) -> Pieces:
    """Return for each letter of the joined words the pieces that begin there.

    ``capitals`` says for each letter of the words whether it may be read by its
    name, as in "SK" 에스케이.
    """
    letters = "".join(f"^{word}$" for word in words)
    named: list[bool] = []
    flags = iter(capitals)
    for char in letters:
        named.append(next(flags) if char not in "^$" else False)
    out: list[tuple[Step, ...]] = []
    for i, char in enumerate(letters):
        here = [_single(char, named[i])]
        for end in range(i + 2, min(i + LONGEST_PIECE, len(letters)) + 1):
            step = _step(letters[i:end])
            if step is not None:
                here.append(step)
        out.append(tuple(here))
    sounds = None
    if not any(named):
        sounds = tuple(_POSSIBLE[char] for char in letters if char in _POSSIBLE)
    return Pieces(tuple(out), sounds, len(letters) - 2 * len(words))


_CLASSES = ("ㄱㅋㄲ", "ㄷㅌㄸ", "ㅂㅍㅃ", "ㅅㅆㅈㅊㅉ", "ㅁ", "ㄴ", "ㄹ", "ㅎ", "ㅇ")
_CLASS_OF: dict[str, int] = {}
for _bit, _letters in enumerate(_CLASSES):
    for _letter in _letters:
        _CLASS_OF[read_jamo("_" + _letter) if _letter not in "ㄸㅃㅉ" else _letter] = 1 << _bit
        _CLASS_OF[read_jamo(_letter)] = 1 << _bit
del _CLASS_OF[read_jamo("ㅇ")]
_CLASS_OF[read_jamo("_ㅅ")] = 0  # a closing ㅅ is a t or an s
_K, _T, _P, _S, _M, _N, _L, _H, _NG = (1 << bit for bit in range(9))
_POSSIBLE = {
    "b": _P, "c": _K | _S | _H, "d": _T | _S, "f": _P | _H, "g": _K | _S | _H | _NG,
    "h": _H | _S | _K, "j": _S | _H | _K, "k": _K, "l": _L, "m": _M | _NG, "n": _N | _NG | _M,
    "p": _P, "q": _K | _S, "r": _L | _H, "s": _S | _L, "t": _T | _S, "v": _P, "w": _P,
    "x": _K | _S | _H, "y": _S, "z": _S | _T,
}  # fmt: skip


@lru_cache(maxsize=65536)
def consonant_classes(jamo: str) -> int:
    """Return the set of consonant classes in a jamo string, as bits.

    >>> consonant_classes(to_jamo("가까")) == consonant_classes(to_jamo("카"))
    True
    """
    out = 0
    for char in jamo:
        out |= _CLASS_OF.get(char, 0)
    return out


@lru_cache(maxsize=65536)
def _consonants(jamo: str) -> tuple[int, ...]:
    """Return the classes of the consonants of a jamo string in order, a double one once."""
    out: list[int] = []
    was_coda = False
    for char in jamo:
        bit = _CLASS_OF.get(char, 0)
        if bit and not (out and out[-1] == bit and was_coda):
            out.append(bit)
        was_coda = char >= "\u11a8"
    return tuple(out)


def _count_strange(sounds: tuple[int, ...], jamo: str) -> int:
    """Return how many consonants of ``jamo`` the letters do not sound, in their order."""
    place, size, strange = 0, len(sounds), 0
    for bit in _consonants(jamo):
        k = place
        while k < size and not sounds[k] & bit:
            k += 1
        if k < size:
            place = k + (bit != _K)  # x sounds two
        else:
            strange += 1
    return strange


@lru_cache(maxsize=16384)
def _substrings(jamo: str) -> tuple[tuple[str, ...], ...]:
    """Return for each place the strings of one to seven jamo that begin there."""
    size = len(jamo)
    return tuple(
        tuple(jamo[j : j + k] for k in range(1, min(7, size - j) + 1)) for j in range(size + 1)
    )


def find_capitals(text: str) -> list[bool]:
    """Say for each character whether it is a letter of an abbreviation.

    >>> "".join("x" if c else "." for c in find_capitals("OpenAI of SK"))
    '....xx....xx'
    """
    out = [False] * len(text)
    for match in _CAPITALS_RE.finditer(text):
        for i in range(match.start(), match.end()):
            out[i] = True
    return out


def cost_reading(pieces: Pieces, jamo: str) -> float:
    """Return the nats for each jamo of the best reading, ``GIVE_UP`` for none."""
    size = len(jamo)
    steps = pieces.steps
    if not size or size > LONGEST_READING or len(steps) > 80:
        return GIVE_UP
    limits = _LIMITS
    if pieces.sounds is not None:
        if size > 2 * pieces.letters + 4 or 3 * size < pieces.letters:
            return GIVE_UP
        strange = _count_strange(pieces.sounds, jamo)
        if strange > 1 or (strange and size < 6):
            return GIVE_UP
        if not strange:
            limits = _WIDE_LIMITS
    return min(_search(steps, jamo, limits) / size, GIVE_UP)


def _search(steps: Sequence[Sequence[Step]], jamo: str, limits: Sequence[float]) -> float:
    """Return the nats of the best reading; one dearer than its limits is dropped on the way.

    ``rows[i][j]`` is the least cost of reading the first i letters as the first j jamo;
    few places of a row are reached.
    """
    size = len(jamo)
    rows: list[dict[int, float]] = [{} for _ in range(len(steps) + 1)]
    rows[0][0] = 0.0
    substrings = _substrings(jamo)
    for i, here in enumerate(steps):
        row = rows[i]
        if not row:
            continue
        for j in range(min(row), size + 1):
            cost = row.get(j, FAR)
            if cost > limits[j]:
                continue
            if j < size:
                char = jamo[j]
                if cost + ADD_JAMO < row.get(j + 1, FAR):
                    row[j + 1] = cost + ADD_JAMO
            else:
                char = ""
            for step, nothing, firsts, piece, longest in here:
                if nothing < FAR:
                    ahead = rows[i + step]
                    if cost + nothing < ahead.get(j, FAR):
                        ahead[j] = cost + nothing
                if char in firsts:
                    ahead = rows[i + step]
                    k = j
                    for sub in substrings[j][:longest]:
                        k += 1
                        if sub in piece:
                            total = cost + piece[sub]
                            if total < ahead.get(k, FAR):
                                ahead[k] = total
    best = rows[-1].get(size, FAR)
    for j, cost in rows[-1].items():
        best = min(best, cost + ADD_JAMO * (size - j))
    return best
