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
from align.facts.spellings.consonants import (
    CLASS_BITS,
    count_strange,
    count_unheard,
    find_firm,
    find_voiced,
)
from align.tables import read_table

NEAR_SCALE = 2.6
"""Nats for one unit of ``near_jamo.tsv``."""

DROP_VOWEL, DROP_CONSONANT, ADD_JAMO = 2.2, 3.2, 3.6
HEAD_ROOM, SLOPE = 3.0, 0.75
WIDE = 4.5, 1.0
"""A reading may cost this much, and this much more with each jamo; more where all
consonants are there in their order."""

GIVE_UP = 9.9

MOST_UNHEARD = 2
"""Firm consonants that a reading may lack, a strange one in it counted too: one of 3,669
listed names lacks three (Gothenburg, 예테보리), half of the unlike ones that were searched do."""

_VOWELS = frozenset("aeiouy")
_ANY_VOWEL = {chr(code): 3.2 for code in range(0x1161, 0x1176)}
_CAPITALS_RE = regex.compile(
    r"[A-Z]{2,}(?![a-z])|[A-Z]{2,}(?=[A-Z][a-z])|\b[A-Z]\b|(?<=\d)[A-Z]\b|[\d&]"
)

LONGEST_PIECE = 4  # letters

LONGEST_READING = 60  # jamo
LONGEST_SPELLING = 80  # letters, and two for each word
FAR = 99.0
"""More than any reading may cost."""

SLIP = DROP_CONSONANT + ADD_JAMO
"""Nats of a jamo that stands for another: a letter without jamo, a jamo without letter."""

_LIMITS, _WIDE_LIMITS, _SLIP_LIMITS = (
    tuple(room + slope * j for j in range(LONGEST_READING + 1))
    for room, slope in ((HEAD_ROOM, SLOPE), WIDE, (HEAD_ROOM + SLIP, SLOPE))
)

Piece = dict[str, float]
Step = tuple[int, float, frozenset[str], Piece, int]
"""A piece of a name: letters, cost of reading nothing, the jamo that a reading may begin
with, the readings, jamo of the longest."""

Reads = tuple[tuple[int, Piece, int], ...]


class _Place:
    """A letter with the pieces that begin at it, sorted by what a reading begins with.

    ``drops`` are letters read as nothing, with the cost.
    """

    __slots__ = ("drops", "reads", "steps")

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        self.drops = tuple((step[0], step[1]) for step in steps if step[1] < FAR)
        self.reads: dict[str, Reads] = {}

    def find_reads(self, jamo: str) -> Reads:
        """Return letters, readings and longest of the pieces that may begin with ``jamo``."""
        found = tuple((step, piece, long) for step, _, firsts, piece, long in self.steps
                      if jamo in firsts)  # fmt: skip
        self.reads[jamo] = found
        return found


@frozen(slots=True, eq=False)
class Pieces:
    """A name in Latin letters, ready to be read.

    ``places`` holds for each letter the pieces that begin there. ``sounds`` are for each
    class of consonants the places, as bits, of the ``voiced`` consonants that may sound
    so; None where letters may be read by their names. ``firm`` are the classes that each
    consonant may sound which is hardly ever silent.
    """

    places: tuple[_Place, ...]
    sounds: tuple[int, ...] | None
    voiced: int
    letters: int
    firm: tuple[int, ...]


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


@lru_cache(maxsize=8192)
def _place(window: str, named: bool) -> _Place:
    """Return the pieces that begin a run of letters, the first of which is read alone too."""
    steps = [_single(window[0], named)]
    for size in range(2, len(window) + 1):
        step = _step(window[:size])
        if step is not None:
            steps.append(step)
    return _Place(steps)


@lru_cache(maxsize=16384)
def make_pieces(word: str, capitals: tuple[bool, ...]) -> Pieces:
    """Return for each letter of a word the pieces that begin there.

    ``capitals`` says for each letter whether it may be read by its name, as in
    "SK" 에스케이. No piece reaches into the next word.
    """
    letters = f"^{word}$"
    named = (False, *capitals, False)
    places = [_place(letters[i : i + LONGEST_PIECE], named[i]) for i in range(len(letters))]
    voiced = find_voiced(word)
    sounds = None
    if not any(capitals):
        sounds = tuple(
            sum(1 << i for i, classes in enumerate(voiced) if classes & bit) for bit in CLASS_BITS
        )
    return Pieces(tuple(places), sounds, len(voiced), len(word), find_firm(word))


def join_pieces(parts: Sequence[Pieces]) -> Pieces:
    """Return the words of a name, in their order, as one."""
    places = tuple(place for part in parts for place in part.places)
    sounds: list[int] | None = [0] * len(CLASS_BITS)
    voiced = 0
    for part in parts:
        if sounds is None or part.sounds is None:
            sounds = None
        else:
            sounds = [
                here | there << voiced for here, there in zip(sounds, part.sounds, strict=True)
            ]
        voiced += part.voiced
    known = None if sounds is None else tuple(sounds)
    firm = tuple(classes for part in parts for classes in part.firm)
    return Pieces(places, known, voiced, sum(part.letters for part in parts), firm)


def find_capitals(text: str) -> list[bool]:
    """Say for each character whether it may be read by its name, as in abbreviations.

    >>> "".join("x" if c else "." for c in find_capitals("OpenAI of SK, 3M"))
    '....xx....xx..xx'
    """
    out = [False] * len(text)
    for match in _CAPITALS_RE.finditer(text):
        for i in range(match.start(), match.end()):
            out[i] = True
    return out


def cost_reading(pieces: Pieces, jamo: str) -> float:
    """Return the nats for each jamo of the best reading, ``GIVE_UP`` for none."""
    size = len(jamo)
    if not size or size > LONGEST_READING or len(pieces.places) > LONGEST_SPELLING:
        return GIVE_UP
    limits = _LIMITS
    if pieces.sounds is not None:
        if size > 2 * pieces.letters + 4 or 3 * size < pieces.letters:
            return GIVE_UP
        strange = count_strange(pieces.sounds, jamo)
        if strange > 1 or (strange and size < 6):
            return GIVE_UP
        if strange + count_unheard(pieces.firm, jamo) > MOST_UNHEARD:
            return GIVE_UP
        if not strange:
            limits = _WIDE_LIMITS
    return min(_search(pieces.places, jamo, limits) / size, GIVE_UP)


def count_amiss(pieces: Pieces, jamo: str) -> int:
    """Return how many firm letters are unheard, or 1 where only a consonant is strange."""
    if pieces.sounds is None:
        return MOST_UNHEARD
    return count_unheard(pieces.firm, jamo) or min(count_strange(pieces.sounds, jamo), 1)


def cost_slip(pieces: Pieces, jamo: str) -> float:
    """Return the nats of the best reading, all in all, were one jamo another."""
    size = len(jamo)
    if not size or size > LONGEST_READING or len(pieces.places) > LONGEST_SPELLING:
        return FAR
    nats = _search(pieces.places, jamo, _SLIP_LIMITS)
    return max(nats - SLIP, 0.0)


def _add_jamo(row: dict[int, float], size: int, limits: Sequence[float]) -> None:
    """Let jamo stand that no letter is read as, where a reading can still afford it."""
    for j, cost in tuple(row.items()):
        cost += ADD_JAMO
        while j < size and cost <= limits[j + 1] and cost < row.get(j + 1, FAR):
            j += 1
            row[j] = cost
            cost += ADD_JAMO


def _search(places: Sequence[_Place], jamo: str, limits: Sequence[float]) -> float:
    """Return the nats of the best reading; one dearer than its limits is dropped on the way.

    ``rows[i][j]`` is the least cost of reading the first i letters as the first j jamo;
    few places of a row are reached, and of those that cost too much only the last row's kept.
    """
    size, last, reached = len(jamo), len(places), 0
    rows: list[dict[int, float]] = [{} for _ in range(last + 1)]
    rows[0][0] = 0.0
    for i, place in enumerate(places):
        row = rows[i]
        if not row:
            if i > reached:
                return FAR
            continue
        if min(row.values()) + ADD_JAMO <= limits[size]:
            _add_jamo(row, size, limits)
        drops, reads = place.drops, place.reads
        for j, cost in row.items():
            for step, nothing in drops:
                total, to = cost + nothing, i + step
                if total <= limits[j] or to == last:
                    ahead = rows[to]
                    if j not in ahead or total < ahead[j]:
                        ahead[j] = total
                        if to > reached:
                            reached = to
            if j == size:
                continue
            char = jamo[j]
            found = reads.get(char)
            for step, piece, longest in place.find_reads(char) if found is None else found:
                to = i + step
                for k in range(j + 1, (j + longest if j + longest < size else size) + 1):
                    sub = jamo[j:k]
                    if sub in piece:
                        total = cost + piece[sub]
                        if total <= limits[k] or to == last:
                            ahead = rows[to]
                            if k not in ahead or total < ahead[k]:
                                ahead[k] = total
                                if to > reached:
                                    reached = to
    best = rows[-1].get(size, FAR)
    for j, cost in rows[-1].items():
        best = min(best, cost + ADD_JAMO * (size - j))
    return best
