"""What the model of Korean mentions sees at each character, as rows of a weight table.

A feature is a combination of up to four clues (``TEMPLATES``), hashed to a row;
two features may share a row. All characters and templates are hashed at once,
so that a sentence costs a dozen calls of numpy. The clues: the characters
around, their kinds, the place in the word, what the tables say of this word and
its neighbours, what the rules have found, names a reader would know
(``name_hints.tsv``), the pieces a word is made of (``lexicon``) and the nouns
around it (``noun_runs``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import regex

from align.facts.finding.mention_tables import (
    blank_markup,
    foreignness,
    is_common_korean,
    known,
    organisations,
    places,
    words,
)
from align.facts.finding.words_ko import COMMON_FAMILY, classify, find_title, is_korean_person
from align.facts.hangul import is_hangul
from align.facts.particles import strip_particles
from align.facts.spellings.romanised import family_names
from align.facts.tagging.lexicon import Piece, cut_word
from align.facts.tagging.noun_runs import RUN_CLUES, Standing, find_run_clues, find_standing
from align.facts.tagging.tag_paths import TYPES
from align.records import Mention
from align.tables import read_table

BITS = 18
"""Rows of the weight table, as a power of two."""

_SIGNS = {"listed": 1, "weak": 2, "suffix": 3, "letters": 4}
_HINTS: tuple[str, ...] = (
    "district",
    "nature",
    "city",
    "company",
    "media",
    "team",
    "school",
    "office",
    "party",
)
_HINTS += ("group", "stage", "given", "family")

WORD_RE = regex.compile(r"[\p{Hangul}A-Za-z0-9&]+(?:['’.\-](?=[A-Z])[A-Za-z0-9]+)*")

_CHAR_KINDS = {" ": 2, "·": 11, "ㆍ": 11, "‧": 11, ",": 12, "、": 12, "\n": 15}
_CHAR_KINDS |= dict.fromkeys("'‘’", 7) | dict.fromkeys('"“”', 8) | dict.fromkeys(".?!…", 13)
_CHAR_KINDS |= dict.fromkeys("([<〈《「", 9) | dict.fromkeys(")]>〉》」", 10)

_WORD_CLUES: tuple[str, ...] = (
    "w",
    "p2",
    "p3",
    "s2",
    "s3",
    "st",
    "e2",
    "pt",
    "cls",
    "ti",
    "per",
    "fo",
    "kn",
)
_WORD_CLUES += ("sur", "suf", "len", "slen", "e1", "gw", "lw")
"""Clues of a whole word; with ``<`` or ``>`` before them those of its neighbours.

w word, p2/p3/s2/s3 its first and last syllables, st without particle, e1/e2 the
last of that, pt the particle, cls organisation or place by the tables, ti title,
per Korean person, fo foreignness, kn known name, sur family name, suf suffix, len
and slen lengths, gw hint, lw kinds of its first pieces.
"""

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
c0|c-1|c1|c-2|c2|c-1 c0|c0 c1|c-2 c-1|c1 c2|c-1 c1|c-2 c-1 c0|c-1 c0 c1|c0 c1 c2
c-3 c-2 c-1 c0|c0 c1 c2 c3|k-2 k-1 k0|k0 k1 k2|k-1 k0 k1 pos|c0 pos|c0 rpos|c0 end|c1 end
pos len|pos slen end|w pos|st pos|p2 pos|p3 pos|s2 rpos|s3 rpos|e2 end pos|e1 end pos|pt end
cls end|cls pos|cls r0|ti pos|per pos end|per sur pos|fo pos|fo end|kn pos|sur pos|sur fo pos
suf end|<st pos|<w pos|<e2 pos|<e1 pos|<pt pos|<cls pos|<ti pos|<per pos|<kn <fo pos|>st end
>w rpos|>p2 end|>cls end|>ti end|>ti per end|>ti fo end|>per rpos|>fo fo pos|r0|r0 c0
r-1 r0 r1|r0 end|r0 per pos|r0 >ti|r0 <ti|r1 r2 k0|r-1 r-2 k0|r0 fo|r0 pos len|<<st pos
>>st rpos|>cls <cls k0|>kn kn pos|k-1 pos|k1 end|end-1 end end+1|gz|gz gz-1|gz gz+1|gz r0
gz end|gw <gw pos|gw >gw end|<gw pos|>gw end|gz per|gz fo
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

LEXICON_TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
lc|lk pos|lk end|lp rpos|lw|lw >lw|lw <lw|lw r0|lw >ti|lk ln|lc r0|kr pos|kn kl rpos
kk pos|hd r0|ho hd|hd kl
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What the pieces and runs of nouns add where no analyser tells more: lc kind and size of
a piece and place in it, lk what it can be, ln the next piece of the word, lp all of them."""

MORPH_TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
m|m m<|m m>|mf|mf m>|mf m<|m mf<|m mf>|m m< m>|m m>>|mr|mrt mr|mrt pos|ms mr|m r0|mr r0
mrt r0 mb|m gz|mr gz|mr end|m c0|mf mf>|mf mf<|m fo|m per pos|mr >ti|mr >ti m|mr <ti
mrt >cls mr|mr e2|mr s2|ms <ti|m> r0 mb|mr per|mr <cls|mr <pt|mr >st
sA|sB|sC|sA m|sD m>|sD mr|sD r0|sD sD>|sD sD<|sD< m|sD> m|sD> mr|sD< mr|sD m<|sD> r0
sD< sD>|sD gz
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What the clues of ``morphs`` add where they are given."""

Codes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int32]


class _Word(NamedTuple):
    """The clues of a word, and for each of its characters those of ``_PLACE_CLUES``."""

    clues: tuple[int, ...]
    places: tuple[tuple[int, ...], ...]
    standing: Standing


_PLACE_CLUES = ("end", "gz", "lc", "lk", "ln", "lp")


class _CharKinds(dict[str, int]):
    """The kind of each character, worked out when first met: a look-up costs a tenth of a call."""

    def __missing__(self, char: str) -> int:
        kind = self[char] = _char_kind(char)
        return kind


_KIND_OF = _CharKinds(_CHAR_KINDS)


def _char_kind(char: str) -> int:
    if "가" <= char <= "힣":
        return 1
    if char.isdigit():
        return 3
    if char.isascii() and char.isalpha():
        return 4 if char.isupper() else 5
    if "\u3400" <= char <= "\u9fff":
        return 6
    return 14 if char.isalpha() else 16


@cache
def _given_syllables() -> frozenset[str]:
    return frozenset("".join(row["syllables"] for row in read_table("given_syllables")))


@cache
def _hints() -> Mapping[str, int]:
    """Return name → its kinds as bits, from the hints and the other tables of names."""
    out: dict[str, int] = {}

    def add(name: str, kind: str) -> None:
        name = name.replace(" ", "")
        out[name] = out.get(name, 0) | 1 << _HINTS.index(kind)

    for row in read_table("name_hints"):
        for name in row["names"].split():
            add(name, row["kind"])
    for kind in ("given", "family"):
        for name in known(kind, "ko"):
            add(name, kind)
    for name in known("organisation", "ko"):
        add(name, "company")
    for name in places("ko") | known("place", "ko"):
        add(name, "city")
    for name in organisations("ko") | organisations("en"):
        add(name, "office")
    return out


def _hint(word: str, stems: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    """Return the code of the longest known name at the word's beginning, and its extent."""
    hints = _hints()
    size, exact = next(((len(s), 1) for s in stems if s in hints), (0, 0))
    if not size:
        size = next((n for n in range(len(word) - 1, 1, -1) if word[:n] in hints), 0)
    if not size:
        return 0, (0,) * len(word)
    code = hints[word[:size]] * 2 + exact
    inner = (code * 4 + 2,) * (size - 2) + (code * 4 + 3,) * (size > 1)
    return code, (code * 4 + 1, *inner, *(0,) * (len(word) - size))


def _code_pieces(pieces: Sequence[Piece]) -> tuple[tuple[int, ...], ...]:
    """Return the codes of ``lc``, ``lk``, ``ln`` and ``lp`` at each character of a word."""
    kinds = "".join(piece.kind for piece in pieces)
    rows: tuple[list[int], ...] = ([], [], [], [])
    for i, (start, end, kind, names) in enumerate(pieces):
        for at in range(start, end):
            edge = ("B" if at == start else "I") + ("E" if at == end - 1 else "")
            values = (
                f"c{kind}{edge}{min(end - start, 4)}",
                f"k{kind}{names}{edge}",
                f"n{kinds[i + 1 : i + 2]}",
                f"p{kinds}{i}",
            )
            for row, value in zip(rows, values, strict=True):
                row.append(_code(value))
    return tuple(map(tuple, rows))


@lru_cache(maxsize=32768)
def _code(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=32768)
def _read_word(word: str) -> _Word:
    """Return what the tables say of one word."""
    stems = strip_particles(word)
    stem = stems[-1]
    found = classify(word)
    title = find_title(word)
    person = 0
    if is_hangul(word) and any(map(is_korean_person, stems)):
        person = 2 if any(is_korean_person(s, sure=True) for s in stems) else 1
    foreign = 15
    if is_hangul(stem):
        foreign = 10 + max(-4, min(4, round(foreignness(stem) * 2)))
    kinds = enumerate(("given", "family", "place", "organisation"))
    listed = sum(1 << bit for bit, k in kinds if not known(k, "ko").isdisjoint(stems))
    jobs = words("before", "ko")
    job = word in jobs or any(len(word) > n + 1 and word[-n:] in jobs for n in (2, 3, 4))
    families = family_names()
    surname = 2 * (word[:2] in families and len(word) > 2) + (word[:1] in families)
    given = sum(c in _given_syllables() for c in word[1:3])
    suffix = 0
    for size in range(6, 1, -1):
        for s in stems:
            tail = s[-size:]
            if len(tail) == size and tail in words("org-suffix", "ko"):
                suffix = 1
            elif len(tail) == size and tail in words("place-suffix", "ko"):
                suffix = 2
        if suffix:
            break
    ends = [0] * len(word)
    for s in stems:
        ends[len(s) - 1] = 1
    ends[len(stem) - 1] = 2
    ends[-1] = 3 if len(stem) < len(word) else 4
    if found is not None:
        ends[found.size - 1] += 5
    hint, hints = _hint(word, stems)
    pieces = cut_word(word)
    kind = found.type if found is not None else ""
    signs = (
        ("T", title is not None),
        ("O", suffix == 1 or kind == "OG"),
        ("L", suffix == 2 or kind == "LC"),
        ("P", person == 2),
    )
    sign = next((letter for letter, there in signs if there), "")
    spelled: tuple[str, ...] = (
        word,
        "p2" + word[:2],
        "p3" + word[:3],
        "s2" + word[-2:],
        "s3" + word[-3:],
    )
    spelled += ("st" + stem, "e2" + stem[-2:], "pt" + word[len(stem) :])
    clues = (
        *(crc32(part.encode()) for part in spelled),
        0 if found is None else 1 + TYPES.index(found.type) * 5 + _SIGNS[found.sign],
        (0 if title is None else 1 if title in stems else 2) * 2 + job,
        person * 2 + is_common_korean(word),
        foreign,
        listed,
        (surname * 3 + given) * 2 + (word[:1] in COMMON_FAMILY),
        suffix,
        min(len(word), 8),
        min(len(stem), 8),
        crc32(b"e1" + stem[-1:].encode()),
        hint,
        _code("w" + "".join(f"{piece.kind}{piece.kinds}" for piece in pieces[:3])),
    )
    places = (tuple(ends), hints, *_code_pieces(pieces))
    return _Word(clues, places, find_standing(word, pieces, sign))


@lru_cache(maxsize=64)
def _count_places(size: int) -> tuple[int, ...]:
    """Return the place in its word of each of so many characters, from 1."""
    return tuple(min(place, _FARTHEST) for place in range(1, size + 1))


def _shifts(codes: Codes, reach: int) -> list[Codes]:
    """Return ``codes`` moved by -reach to reach: place i of the last holds i + reach; 0 outside."""
    wide = np.zeros(len(codes) + 2 * reach, np.uint32)
    wide[reach : reach + len(codes)] = codes
    return [wide[by : by + len(codes)] for by in range(2 * reach + 1)]


def find_clues(text: str, mentions: Sequence[Mention]) -> dict[str, Codes]:
    """Return every clue as one code a character."""
    plain, size = blank_markup(text), len(text)
    chars = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = np.array([_KIND_OF[c] for c in plain], np.uint32)
    here_list, before_list = [0] * size, [0] * size
    place_list, back_list = [0] * size, [0] * size
    at_lists = [[0] * size for _ in _PLACE_CLUES]
    table: list[tuple[int, ...]] = [(0,) * len(_WORD_CLUES)]
    standings: list[Standing] = []
    gaps: list[str] = []
    last = 0
    for match in WORD_RE.finditer(plain):
        start, end = match.span()
        word = _read_word(match.group())
        table.append(word.clues)
        standings.append(word.standing)
        gaps.append(plain[last:start])
        here_list[start:end] = [len(table) - 1] * (end - start)
        before_list[last:end] = [len(table) - 2] * (end - last)
        last = end
        steps = _count_places(end - start)
        place_list[start:end], back_list[start:end] = steps, steps[::-1]
        for row, part in zip(at_lists, word.places, strict=True):
            row[start:end] = part
    before_list[last:] = [len(table) - 1] * (size - last)
    here, before = np.array(here_list, np.int64), np.array(before_list, np.int64)
    place, back = np.array(place_list, np.uint32), np.array(back_list, np.uint32)
    of_places = dict(zip(_PLACE_CLUES, np.array(at_lists, np.uint32), strict=True))
    table += [table[0], table[0]]
    after = np.minimum(before + 1 + (here > 0), len(table) - 1)
    codes = np.array(table, np.uint32).T
    rules = np.zeros(size, np.uint32)
    for mention in mentions:
        code = 1 + TYPES.index(mention.type) * 4
        code += 2 if mention.role and mention.type == "PS" else 0
        rules[mention.start : mention.end] = code + 1
        rules[mention.start] = code
    runs = [(0,) * len(RUN_CLUES), *find_run_clues(standings, [*gaps, plain[last:]])]
    of_runs = dict(zip(RUN_CLUES, np.array(runs, np.uint32).T[:, here], strict=True))
    clues = {"pos": place, "rpos": back} | of_places | of_runs
    for name, whole, reach, mark in (
        ("c", chars, 3, ""),
        ("k", kinds, 2, ""),
        ("r", rules, 2, ""),
        ("end", of_places["end"], 1, "+"),
        ("gz", of_places["gz"], 1, "+"),
    ):
        for by, moved in enumerate(_shifts(whole, reach), -reach):
            if by or not mark:
                clues[f"{name}{by:{mark}}"] = moved
    sides = {"": here, "<": before, ">": after}
    sides["<<"], sides[">>"] = np.maximum(before - 1, 0), np.minimum(after + 1, len(table) - 1)
    of_words = {mark: codes[:, side] for mark, side in sides.items()}
    for mark, name in {*_PLAIN.word_clues, *_WITH_MORPHS.word_clues}:
        clues[mark + name] = of_words[mark][_WORD_PLACE[name]]
    return clues


_FARTHEST = 6
"""Places in a word beyond it are one."""

_WORD_PLACE = {name: place for place, name in enumerate(_WORD_CLUES)}


class Layout:
    """Templates as arrays: the clues they use, and which clue stands in which place."""

    def __init__(self, templates: Sequence[Sequence[str]]) -> None:
        self.used = sorted({clue for template in templates for clue in template})
        number = {clue: i for i, clue in enumerate(self.used, 1)}
        self.parts = np.array(
            [[number[t[i]] if i < len(t) else 0 for t in templates] for i in range(4)]
        )
        seeds = np.arange(1, len(templates) + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)
        self.seeds = seeds[:, None]
        self.word_clues = [
            (clue[: -len(name)] if len(name) < len(clue) else "", name)
            for clue in self.used
            for name in [clue.lstrip("<>")]
            if name in _WORD_CLUES
        ]


_PLAIN = Layout(TEMPLATES + LEXICON_TEMPLATES)
_WITH_MORPHS = Layout(TEMPLATES + MORPH_TEMPLATES)


def find_rows(
    text: str, mentions: Sequence[Mention], morphs: Mapping[str, Codes] | None = None
) -> Rows:
    """Return the rows of the weight table that count at each character.

    Shape (templates, characters). ``text`` is in NFC, ``mentions`` are what the
    rules found in it, ``morphs`` the clues of ``align.facts.tagging.morphs``.

    >>> find_rows("서울에서", ()).shape == (len(TEMPLATES + LEXICON_TEMPLATES), 4)
    True
    """
    layout = _PLAIN if morphs is None else _WITH_MORPHS
    clues = find_clues(text, mentions) | dict(morphs or {})
    return hash_rows(layout, clues, len(text), BITS)


def hash_rows(layout: Layout, clues: Mapping[str, Codes], size: int, bits: int) -> Rows:
    """Return rows of a table of 2^``bits`` rows: (templates, ``size``), for clues of that size."""
    base = np.zeros((len(layout.used) + 1, size), np.uint32)
    for i, name in enumerate(layout.used, 1):
        base[i] = clues[name]
    hashed: Codes = np.broadcast_to(layout.seeds, (len(layout.seeds), size)).copy()
    for part in layout.parts:
        hashed += base[part]
        hashed *= np.uint32(0x85EBCA6B)
        hashed ^= hashed >> np.uint32(15)
        hashed *= np.uint32(0xC2B2AE35)
        hashed ^= hashed >> np.uint32(13)
    return (hashed & np.uint32((1 << bits) - 1)).astype(np.int32)
