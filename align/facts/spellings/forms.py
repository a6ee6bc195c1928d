"""A name taken apart for comparing, once for each name: words, letters' pieces, jamo.

What only some comparisons ask for (the readings as a Korean name, the pieces by
sound) is worked out when first asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import or_

import regex

from align.facts.hangul import to_jamo
from align.facts.spellings.consonants import consonant_classes, find_voiced
from align.facts.spellings.graphemes import Pieces, find_capitals, join_pieces, make_pieces
from align.facts.spellings.jamo import Sounds, read_sounds
from align.facts.spellings.organisations import find_entries
from align.facts.spellings.romanised import Reading, is_usual_family, read_romanised, split_korean

LONGEST = 6  # words of a name in Latin letters that count

HEAD, TAIL = 0.75, 0.15
"""Nats for a word alone that stands for the whole name; for the last, or the last ones."""

_WORD_RE = regex.compile(r"&|[\p{L}\p{M}\p{N}&'’.\-‐‑–]+")
_HYPHEN_RE = regex.compile(r"[\-‐‑–]")
_INITIALS_RE = regex.compile(r"(\p{Lu}\.)+\p{Lu}?")
_DOTCOM_RE = regex.compile(r"(?<=\p{L})\.com\b", regex.I)
_HANGUL_WORD_RE = regex.compile(r"[\p{L}\p{N}&]+")
_ENGLISH_WORDS = frozenset(["the", "of", "and", "for", "in", "on", "to", "a", "an", "with"])
"""Words of titles and bodies, of which the end does not stand for the whole."""

_TITLE_WORDS = frozenset(["mr", "mrs", "ms", "dr", "prof", "sir", "dame", "jr", "sr"])

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
"""Letters that are no letter with a mark to take off."""

_OTHERWISE = str.maketrans({"ł": "w", "Ł": "w", "đ": "dj", "Đ": "dj"})
"""Letters that may also sound as others do: Wałęsa is 바웬사, Đoković 조코비치."""

Order = tuple[Pieces, float]
"""Words of a name in one order, and what that order costs."""


class Latin:
    """A name in Latin letters: its words folded, and the hyphenated parts of each."""

    __slots__ = (
        *("_ends", "_flags", "_looks_korean", "_orders", "_other", "_pieces"),
        *("_readings", "_singles", "_sounds", "_tails"),
        *("hyphenated", "joined", "parts", "words"),
    )

    def __init__(
        self,
        parts: list[tuple[str, ...]],
        flags: list[tuple[bool, ...]],
        other: Latin | None = None,
    ) -> None:
        self.parts = tuple(parts[:LONGEST])
        self.words = tuple(map("".join, self.parts))
        self.joined = "".join(self.words)
        self.hyphenated = any(len(part) == 2 and min(map(len, part)) > 1 for part in self.parts)
        self._flags = flags
        self._pieces: list[Pieces] | None = None
        self._sounds: tuple[int, ...] | None = None
        self._other = other  # the name with its letters read otherwise
        self._looks_korean: bool | None = None
        self._readings: tuple[Reading, ...] | None = None
        self._orders: tuple[Order, ...] | None = None
        self._singles: tuple[Order, ...] | None = None
        self._tails: tuple[Order, ...] | None = None
        self._ends: tuple[Order, ...] | None = None

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
            words = self.pieces
            count = len(words)
            orders = [(words, 0.0)]
            if count > 1:
                orders.append((words[-1:] + words[:-1], 0.05))
            if count > 2:
                orders.append(([words[0], words[-1]], 0.1))
                orders.append((words[1:] + words[:1], 0.05))
            self._orders = tuple((join_pieces(order), cost) for order, cost in orders if count)
            if self._other is not None:
                self._orders += self._other.orders
        return self._orders

    @property
    def singles(self) -> tuple[Order, ...]:
        """Each word of several alone; the last is likeliest to stand for the name."""
        if self._singles is None:
            words = self.pieces
            costs = [HEAD] * (len(words) - 1) + [TAIL]
            self._singles = tuple(zip(words, costs, strict=True)) if len(words) > 1 else ()
            if self._other is not None:
                self._singles += self._other.singles
        return self._singles

    @property
    def ends(self) -> tuple[Order, ...]:
        """The words alone and the tails."""
        if self._ends is None:
            self._ends = self.singles + self.tails
        return self._ends

    @property
    def tails(self) -> tuple[Order, ...]:
        """The last words of three or more, which may be the family name: "von der Leyen"."""
        if self._tails is None:
            self._tails = ()
            if len(self.words) > 2 and _ENGLISH_WORDS.isdisjoint(self.words):
                words = self.pieces
                starts = range(1, len(words) - 1)
                self._tails = tuple((join_pieces(words[i:]), TAIL) for i in starts)
            if self._other is not None:
                self._tails += self._other.tails
        return self._tails

    @property
    def sounds(self) -> tuple[int, ...]:
        """The classes of consonants that each word may sound, as bits."""
        if self._sounds is None:
            voiced = map(find_voiced, self.words)
            self._sounds = tuple(reduce(or_, classes, 0) for classes in voiced)
        return self._sounds

    @property
    def pieces(self) -> list[Pieces]:
        """Each word ready to be read."""
        if self._pieces is None:
            both = zip(self.words, self._flags, strict=False)
            self._pieces = [make_pieces(*word) for word in both]
        return self._pieces


class Hangul:
    """A name in Hangul: its words as written and in jamo, and all of them joined."""

    __slots__ = (
        *("_classes", "_sounds", "_whole"),
        *("entries", "jamo", "joined", "korean", "syllables", "words"),
    )

    def __init__(self, words: Sequence[str], entries: frozenset[int]) -> None:
        self.words = tuple(words)
        self.jamo = tuple(to_jamo(word.lower()) for word in words)
        self.syllables = "".join(words)
        self.joined = "".join(self.jamo)
        self.korean = split_korean(self.syllables)
        self.entries = entries
        self._sounds: tuple[Sounds, ...] | None = None
        self._whole: Sounds | None = None
        self._classes: tuple[int, ...] | None = None

    @property
    def classes(self) -> tuple[int, ...]:
        """The classes of consonants in each word, as bits."""
        if self._classes is None:
            self._classes = tuple(map(consonant_classes, self.jamo))
        return self._classes

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


def fold_word(text: str) -> str:
    """Return a word in small letters without marks, with digits and &.

    >>> fold_word("Øyvind"), fold_word("O’Hara")
    ('oyvind', 'ohara')
    """
    low = text.lower()
    if low.isascii() and low.isalnum():
        return low
    bare = unicodedata.normalize("NFD", low.translate(_PLAIN))
    return "".join(c for c in bare if "a" <= c <= "z" or c.isdigit() or c == "&")


@lru_cache(maxsize=16384)
def read_latin(name: str) -> Latin:
    """Return a name in Latin letters taken apart, titles left out.

    >>> read_latin("Dr. José García-Ruiz").parts
    (('jose',), ('garcia', 'ruiz'))
    >>> read_latin("Y.E. Yang").parts, read_latin("Øst & Łoś").words
    ((('y', 'e'), ('yang',)), ('ost', 'and', 'los'))
    """
    name = unicodedata.normalize("NFC", name)
    if not name.isascii():
        otherwise = name.translate(_OTHERWISE)
        if otherwise != name:
            return Latin(*_read_parts(name), Latin(*_read_parts(otherwise)))
    return Latin(*_read_parts(name))


def _read_parts(name: str) -> tuple[list[tuple[str, ...]], list[tuple[bool, ...]]]:
    """Return the hyphenated parts of each word, and which letters may be read by name."""
    parts, flags = [], []
    if "." in name:
        name = _DOTCOM_RE.sub(" dotcom", name)
    for raw in _WORD_RE.findall(name):
        if raw == "&":
            pieces = ["and"]
        elif raw.isalnum():
            pieces = [raw]
        elif _INITIALS_RE.fullmatch(raw):
            pieces = raw.replace(".", " ").split()
        else:
            pieces = _HYPHEN_RE.split(raw)
        both = [(piece, low) for piece in pieces if (low := fold_word(piece))]
        folded = tuple(low for _, low in both)
        if not folded or folded[0] in _TITLE_WORDS:
            continue
        marks = [named for piece, _ in both for named in find_capitals(piece)]
        size = sum(map(len, folded))
        parts.append(folded)
        flags.append(tuple(marks) if len(marks) == size else (False,) * size)
    return parts, flags


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
