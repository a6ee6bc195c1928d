"""A name taken apart for comparing, once for each name: words, letters' pieces, jamo.

What only some comparisons ask for (the readings as a Korean name, the pieces by
sound) is worked out when first asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from align.facts.graphemes import Pieces, find_capitals, join_pieces, make_pieces
from align.facts.hangul import to_jamo
from align.facts.jamo import Sounds, read_sounds
from align.facts.organisations import find_entries
from align.facts.romanised import Reading, is_usual_family, read_romanised, split_korean

LONGEST = 6  # words of a name in Latin letters that count

_WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}&'’.\-‐‑–]+")
_HYPHEN_RE = regex.compile(r"[\-‐‑–]")
_HANGUL_WORD_RE = regex.compile(r"[\p{L}\p{N}&]+")
_TITLE_WORDS = frozenset(["mr", "mrs", "ms", "dr", "prof", "sir", "dame", "jr", "sr"])

Order = tuple[Pieces, float]
"""Words of a name in one order, and what that order costs."""


class Latin:
    """A name in Latin letters: its words folded, and the hyphenated parts of each."""

    __slots__ = (
        *("_flags", "_looks_korean", "_orders", "_readings", "_singles"),
        *("hyphenated", "joined", "parts", "words"),
    )

    def __init__(self, parts: list[tuple[str, ...]], flags: list[tuple[bool, ...]]) -> None:
        self.parts = tuple(parts[:LONGEST])
        self.words = tuple(map("".join, self.parts))
        self.joined = "".join(self.words)
        self.hyphenated = any(len(part) == 2 for part in self.parts)
        self._flags = flags
        self._looks_korean: bool | None = None
        self._readings: tuple[Reading, ...] | None = None
        self._orders: tuple[Order, ...] | None = None
        self._singles: tuple[Order, ...] | None = None

    @property
    def looks_korean(self) -> bool:
        """True where the first or the last word is a usual spelling of a Korean family name."""
        if self._looks_korean is None:
            ends = self.words[:1] + self.words[-1:]
            self._looks_korean = any(map(is_usual_family, ends))
        return self._looks_korean

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to read the name as a romanised Korean one."""
        if self._readings is None:
            self._readings = read_romanised(self.parts)
        return self._readings

    @property
    def orders(self) -> tuple[Order, ...]:
        """The whole name, the usual order of its words first."""
        if self._orders is None:
            words = self._read_words()
            count = len(words)
            orders = [(words, 0.0)]
            if count > 1:
                orders.append((words[-1:] + words[:-1], 0.05))
            if count > 2:
                orders.append(([words[0], words[-1]], 0.1))
                orders.append((words[1:] + words[:1], 0.05))
            self._orders = tuple((join_pieces(order), cost) for order, cost in orders if count)
        return self._orders

    @property
    def singles(self) -> tuple[Order, ...]:
        """Each word of several alone; the last is likeliest to stand for the name."""
        if self._singles is None:
            words = self._read_words()
            costs = [0.75] * (len(words) - 1) + [0.15]
            several = len(words) > 1
            self._singles = tuple(zip(words, costs, strict=True)) if several else ()
        return self._singles

    def _read_words(self) -> list[Pieces]:
        return [make_pieces(*word) for word in zip(self.words, self._flags, strict=False)]


class Hangul:
    """A name in Hangul: its words as written and in jamo, and all of them joined."""

    __slots__ = ("_sounds", "_whole", "entries", "jamo", "joined", "korean", "syllables", "words")

    def __init__(self, words: Sequence[str], entries: frozenset[int]) -> None:
        self.words = tuple(words)
        self.jamo = tuple(to_jamo(word.lower()) for word in words)
        self.syllables = "".join(words)
        self.joined = "".join(self.jamo)
        self.korean = split_korean(self.syllables)
        self.entries = entries
        self._sounds: tuple[Sounds, ...] | None = None
        self._whole: Sounds | None = None

    @property
    def whole(self) -> Sounds:
        """All words joined, ready to be compared."""
        if self._whole is None:
            self._whole = read_sounds(self.joined)
        return self._whole

    @property
    def sounds(self) -> tuple[Sounds, ...]:
        """The words ready to be compared."""
        if self._sounds is None:
            self._sounds = tuple(map(read_sounds, self.jamo))
        return self._sounds


def _fold(text: str) -> str:
    low = text.lower()
    if low.isascii() and low.isalnum():
        return low
    bare = unicodedata.normalize("NFD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in bare.lower().replace("ß", "ss") if "a" <= c <= "z" or c.isdigit())


@lru_cache(maxsize=16384)
def read_latin(name: str) -> Latin:
    """Return a name in Latin letters taken apart, titles left out.

    >>> read_latin("Dr. José García-Ruiz").parts
    (('jose',), ('garcia', 'ruiz'))
    """
    name = unicodedata.normalize("NFC", name)
    parts, flags = [], []
    for raw in _WORD_RE.findall(name):
        pieces = [raw] if raw.isalnum() else _HYPHEN_RE.split(raw)
        both = [(piece, low) for piece in pieces if (low := _fold(piece))]
        folded = tuple(low for _, low in both)
        if not folded or folded[0] in _TITLE_WORDS:
            continue
        marks = [capital for piece, _ in both for capital in find_capitals(piece)]
        size = sum(map(len, folded))
        parts.append(folded)
        flags.append(tuple(marks) if len(marks) == size else (False,) * size)
    return Latin(parts, flags)


@lru_cache(maxsize=65536)
def read_hangul(name: str) -> Hangul:
    """Return a name in Hangul taken apart.

    >>> read_hangul("샘 올트먼").syllables, read_hangul("김·하나").korean
    ('샘올트먼', ('김', '하나'))
    """
    entries = find_entries(name)
    plain = unicodedata.normalize("NFC", name).replace("·", " ").replace("-", "")
    words = plain.split(" ")
    if not plain.replace(" ", "").isalnum() or "" in words:
        words = _HANGUL_WORD_RE.findall(plain)
    return Hangul(words, entries)
