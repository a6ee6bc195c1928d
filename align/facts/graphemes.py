"""What it costs to read Latin letters as the Hangul at hand.

The table of pieces (``graphemes.tsv``) is learned by ``scripts/make_name_table.py``;
what it has not seen is reached over jamo that spellings interchange
(``near_jamo.tsv``). Costs are nats. A search that has strayed too far from any
sensible reading stops, so that other names cost little time.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from align.facts.hangul import read_jamo, to_jamo
from align.tables import read_table

NEAR_SCALE = 2.6
"""Nats for one unit of ``near_jamo.tsv``."""

DROP_VOWEL, DROP_CONSONANT, ADD_JAMO = 2.2, 3.2, 3.6
HEAD_ROOM, SLOPE = 4.5, 0.9
"""A reading may cost this much, and this much more with each jamo."""

GIVE_UP = 9.9

_VOWELS = frozenset("aeiouy")
_CAPITALS_RE = regex.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]{2,}(?=[A-Z][a-z])|\b[A-Z]\b")

Piece = dict[str, float]
Pieces = tuple[tuple[tuple[int, Piece], ...], ...]


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
    out: list[tuple[tuple[int, Piece], ...]] = []
    for i, char in enumerate(letters):
        here: list[tuple[int, Piece]] = []
        for size in (1, 2, 3, 4):
            if i + size <= len(letters):
                piece = _piece(letters[i : i + size])
                if piece:
                    here.append((size, piece))
        single: Piece = {}
        if char in "^$":
            single[""] = 0.0
        else:
            single[""] = DROP_VOWEL if char in _VOWELS else DROP_CONSONANT
            single[char] = 0.0  # the letter itself, as in "SK하이닉스"
            if named[i]:
                for name in _letter_names().get(char, ()):
                    single[name] = 0.1
        if here and here[0][0] == 1:
            for jamo, cost in here[0][1].items():
                if cost < single.get(jamo, 99.0):
                    single[jamo] = cost
            here[0] = (1, single)
        else:
            here.insert(0, (1, single))
        out.append(tuple(here))
    return tuple(out)


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
    if not size or size > 60 or len(pieces) > 80:
        return GIVE_UP
    rows: list[dict[int, float]] = [{} for _ in range(len(pieces) + 1)]
    rows[0][0] = 0.0
    for i, here in enumerate(pieces):
        row = rows[i]
        if not row:
            continue
        for j in range(min(row), size + 1):
            cost = row.get(j, 99.0)
            if cost > HEAD_ROOM + SLOPE * j:
                continue
            if j < size and cost + ADD_JAMO < row.get(j + 1, 99.0):
                row[j + 1] = cost + ADD_JAMO
            subs = [jamo[j : j + k] for k in range(min(7, size - j) + 1)]
            for step, piece in here:
                ahead = rows[i + step]
                for k, sub in enumerate(subs):
                    price = piece.get(sub)
                    if price is not None:
                        total = cost + price
                        if total < ahead.get(j + k, 99.0):
                            ahead[j + k] = total
    best = rows[-1].get(size, 99.0)
    for j, cost in rows[-1].items():
        best = min(best, cost + ADD_JAMO * (size - j))
    return min(best / size, GIVE_UP)
