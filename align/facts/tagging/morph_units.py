"""What the network of Korean mentions sees: morphemes, their surroundings and their sense.

A unit is a morpheme, cut where a name that the rules found begins or ends inside it.
Of each unit the network gets rows of a table, as in ``sequence_features``, and two
vectors: what the analyser's own embedding says of the morpheme, and of what stands
before it. The analyser tells only how alike two morphemes or two contexts are; asked
for enough known words (``morph_anchors.tsv``, ``context_anchors.tsv``) that places
them as well as the vectors themselves would. A morpheme that it does not know has a
vector of zeros, the contexts around it speak for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.facts.tagging.morphs import NOUN_TAGS, Morph, read_morphs
from align.facts.tagging.sequence_features import Codes, Layout, Rows, find_clues, hash_rows
from align.records import Mention
from align.sentences.morph import load_kiwi
from align.tables import read_table

UNIT_BITS = 13
"""Rows of the network's table, as a power of two. Two more bring nothing."""

LOOK_BACK = 6  # morphemes of a context

_SHARED: tuple[str, ...] = (
    "cls",
    "ti",
    "per",
    "fo",
    "kn",
    "sur",
    "suf",
    "gz",
    "lk",
    "lc",
    ">ti",
    "<ti",
    ">cls",
)
_SHARED += ("hd", "kl")
"""Clues of ``sequence_features`` taken over from a unit's first character."""

_MORPHS = ("mr", "sA", "sD")
"""Clues of ``align.facts.tagging.morphs`` taken over likewise."""

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in (
        "t|t sp|t sp>|sh|ln sp sp>|x1|x2|a1|a2|u|nx|nx t|rs|rs t|ps|gz$|mr$|"
        + "|".join(_SHARED + _MORPHS)
    ).split("|")
)
"""t tag, u unit, a1/a2/x1/x2 its first and last letters, sh kinds of letters, ln length, sp
what it is joined to and ``sp>`` the next, nx what ends the run of nouns, ps place in the
word, rs what the rules found, gz$ and mr$ what holds at its last letter; the rest as elsewhere."""

_LAYOUT = Layout(TEMPLATES)

_KINDS = {"H": r"[가-힣]", "A": r"[A-Z]", "a": r"[a-z]", "0": r"\p{Nd}", "C": r"\p{Han}"}
_KIND_RE = regex.compile("|".join(f"(?P<k{kind}>{chars}+)" for kind, chars in _KINDS.items()))

Floats = npt.NDArray[np.float32]
Key = tuple[int, ...]


class Unit(NamedTuple):
    """A morpheme or part of one: its place, its tag, and which of the morphemes it is."""

    start: int
    end: int
    tag: str
    morph: int


@frozen(eq=False)
class Views:
    """How likeness to anchors becomes a vector: of morphemes and of contexts.

    Each is a mean and a matrix of anchors × dimensions, which makes every dimension
    vary alike; the first dimensions hold most of what differs.
    """

    word_mean: Floats
    word_axes: Floats
    context_mean: Floats
    context_axes: Floats


def read_units(text: str, mentions: Sequence[Mention]) -> list[Unit]:
    """Return the units of a text, in order and apart.

    Raises:
        MissingExtraError: ``kiwipiepy`` is not installed.
    """
    edges = {place for m in mentions for place in (m.start, m.end)}
    out: list[Unit] = []
    taken = 0
    for index, morph in enumerate(read_morphs(text)):
        start, taken = max(morph.start, taken), max(morph.end, taken)
        for end in range(start + 1, morph.end + 1):
            if end in edges or end == morph.end:
                out.append(Unit(start, end, morph.tag, index))
                start = end
    return out


@lru_cache(maxsize=65536)
def _code(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=32768)
def _shape(text: str) -> str:
    shape: str = _KIND_RE.sub(lambda match: (match.lastgroup or "")[1:], text)
    return shape


def find_unit_rows(
    text: str, mentions: Sequence[Mention], units: Sequence[Unit], morphs: Mapping[str, Codes]
) -> Rows:
    """Return the rows of the network's table that count at each unit: (units, templates).

    ``text`` is in NFC, ``mentions`` are what the rules found in it, ``morphs`` the clues of
    ``align.facts.tagging.morphs``.
    """
    clues = _find_unit_clues(text, mentions, units, morphs)
    return hash_rows(_LAYOUT, clues, len(units), UNIT_BITS).T


def _find_unit_clues(
    text: str, mentions: Sequence[Mention], units: Sequence[Unit], morphs: Mapping[str, Codes]
) -> dict[str, Codes]:
    """Return every clue of ``TEMPLATES`` as one code a unit."""
    whole = find_clues(text, mentions) | dict(morphs)
    first = np.array([unit.start for unit in units], np.int64)
    last = np.array([unit.end - 1 for unit in units], np.int64)
    clues = {name: whole[name][first] for name in _SHARED + _MORPHS}
    clues |= {"gz$": whole["gz"][last], "mr$": whole["mr"][last]}
    ruled: dict[int, tuple[str, bool]] = {}
    for mention in mentions:
        kind = mention.type + ("r" if mention.role else "")
        ruled |= {at: (kind, at == mention.start) for at in range(mention.start, mention.end)}
    ends = {mention.end for mention in mentions}
    columns: dict[str, list[int]] = {name: [] for name in _LAYOUT.used if name not in clues}
    following = _find_following(text, units)
    place = 0
    for i, unit in enumerate(units):
        word = text[unit.start : unit.end]
        apart = unit.start == 0 or text[unit.start - 1].isspace()
        place = 0 if apart else place + 1
        kind, begins = ruled.get(unit.start, ("", False))
        values = {
            "t": unit.tag,
            "u": word,
            "a1": word[0],
            "a2": word[:2],
            "x1": word[-1],
            "x2": word[-2:],
            "sh": _shape(word),
            "ln": str(min(len(word), 6)),
            "sp": "_" if apart else text[unit.start - 1],
            "nx": following[i],
            "ps": str(place),
            "rs": f"{kind}{begins}{kind != '' and unit.end in ends}",
        }
        for name, value in values.items():
            columns[name].append(_code(f"{name}:{value}"))
    columns["sp>"] = [*columns["sp"][1:], 0]
    return clues | {name: np.array(column, np.uint32) for name, column in columns.items()}


def _find_following(text: str, units: Sequence[Unit]) -> list[str]:
    """Return for each unit what ends the nouns written together with it: often a particle."""
    out = [""] * len(units)
    for i in range(len(units) - 2, -1, -1):
        after = units[i + 1]
        if text[after.start - 1].isspace():
            out[i] = "_" + after.tag[:2]
        elif after.tag.startswith(NOUN_TAGS):
            out[i] = out[i + 1]
        else:
            out[i] = after.tag + text[after.start : after.end]
    return out


@cache
def _anchors(context: bool) -> tuple[int, ...]:
    """Return the numbers of the known words, for contexts those of both tables."""
    rows = read_table("morph_anchors") + (read_table("context_anchors") if context else ())
    found = [load_kiwi().tokenize(word) for row in rows for word in row["words"].split()]
    return tuple(dict.fromkeys(tokens[0].id for tokens in found if len(tokens) == 1))


@lru_cache(maxsize=65536)
def ask_likeness(key: Key, context: bool) -> Floats | None:
    """Return how like a morpheme, or a context of several, is to each anchor; None if unknown."""
    kiwi = load_kiwi()
    try:
        if context:
            near = [kiwi.context_similarity(list(key), [anchor]) for anchor in _anchors(True)]
        else:
            near = [kiwi.morpheme_similarity(key[0], anchor) for anchor in _anchors(False)]
    except ValueError:
        return None
    out = np.array(near, np.float32)
    return out if np.isfinite(out).all() else None


def find_keys(morphs: Sequence[Morph]) -> tuple[list[Key], list[Key]]:
    """Return what to ask about each morpheme: itself, and what stands before it."""
    numbers = [morph.number for morph in morphs]
    before = [tuple(numbers[max(0, i - LOOK_BACK) : i]) for i in range(len(numbers))]
    return [(number,) for number in numbers], before


def find_unit_vectors(text: str, units: Sequence[Unit], views: Views) -> Floats:
    """Return the vectors of each unit, of the morpheme and then of what stands before it."""
    words, contexts = find_keys(read_morphs(text))
    parts = []
    for keys, context, mean, axes in (
        (words, False, views.word_mean, views.word_axes),
        (contexts, True, views.context_mean, views.context_axes),
    ):
        out = np.zeros((len(units), axes.shape[1]), np.float32)
        for row, unit in zip(out, units, strict=True):
            near = ask_likeness(keys[unit.morph], context) if keys[unit.morph] else None
            if near is not None:
                row[:] = np.clip((near - mean) @ axes, -_FARTHEST, _FARTHEST)
        parts.append(out)
    return np.concatenate(parts, axis=1)


_FARTHEST = 4.0  # standard deviations

DIMENSIONS = 48
"""Of each vector; 80 bring nothing."""


def measure_views(texts: Sequence[str]) -> Views:
    """Return the views in which what the texts say varies alike in every dimension."""
    found: tuple[dict[Key, None], dict[Key, None]] = ({}, {})
    for text in texts:
        for seen, keys in zip(found, find_keys(read_morphs(text)), strict=True):
            seen.update(dict.fromkeys(key for key in keys if key))
    parts: list[Floats] = []
    for context, seen in enumerate(found):
        rows = np.array([r for key in seen if (r := ask_likeness(key, bool(context))) is not None])
        mean = rows.mean(axis=0)
        _, sizes, axes = np.linalg.svd(rows - mean, full_matrices=False)
        spread = sizes[:DIMENSIONS] / np.sqrt(len(rows))
        parts += [mean, (axes[:DIMENSIONS].T / spread).astype(np.float32)]
    return Views(*parts)
