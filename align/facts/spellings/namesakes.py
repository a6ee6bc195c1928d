"""Two spellings that are near and yet two names: 해리슨 and 해리스, 리펑 and 리창.

Nearness in jamo alone cannot tell a spelling from another name. Three things can: both
words are listed (``name_forms.tsv``) and never for one name; they part only in an ending
that makes names of names (-s, -son, -sen); both are Chinese, and differ in a syllable.
Words that are listed for one name, or for given names of one root, are spellings of it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from align.facts.hangul import to_jamo
from align.facts.spellings.jamo import jamo_distance
from align.tables import read_table

NEAR = 0.5
"""Edits up to which two Chinese syllables are spellings of one: 쩌 and 저 are, 펑 and 창 not."""

SHORTEST = 2  # syllables of a word that says enough alone

_ENDINGS = (
    ("son", ("슨", "손", "선", "썬"), ("",)),
    ("sen", ("센", "젠", "쎈"), ("",)),
    ("s", ("스", "즈"), ("", "드")),
    ("s", ("츠",), ("트",)),
)
"""Kind of ending, its forms, what it takes the place of: Richards is 리처드 with -s, 리처즈."""

_PATRONYMIC_BEFORE = frozenset("어여으")  # as 피터, 로버트: -s after other vowels is seldom English


@cache
def _listed() -> str:
    """Return the table as one text, each spelling between semicolons: asked too little to sort."""
    text = files("align.tables").joinpath("name_forms.tsv").read_text(encoding="utf-8")
    return text.replace("\t", ";\t;").replace("\n", ";\n;")


@lru_cache(maxsize=16384)
def find_names(word: str) -> frozenset[int]:
    """Return the names that are spelled ``word``, in Hangul or in small plain letters.

    >>> find_names("해리스") == find_names("harris"), find_names("해리스") & find_names("해리슨")
    (True, frozenset())
    """
    text, key = _listed(), f";{word};"
    rows: set[int] = set()
    place = text.find(key)
    while place >= 0:
        rows.add(text.rfind("\n", 0, place))
        place = text.find(key, place + 1)
    return frozenset(rows)


def are_listed_apart(a: str, b: str) -> bool:
    """Say whether both words are listed, and never for one name.

    >>> are_listed_apart("해리스", "해리슨"), are_listed_apart("마이클", "미하엘")
    (True, False)
    """
    here = find_names(a)
    if not here:
        return False
    there = find_names(b)
    return bool(there) and here.isdisjoint(there)


@lru_cache(maxsize=16384)
def are_other_names(a: str, b: str) -> bool:
    """Say whether two near words in Hangul are known to be two names, not two spellings.

    >>> are_other_names("라르손", "라르센"), are_other_names("라르손", "라르슨")
    (True, False)
    """
    if a == b or find_names(a) & find_names(b):
        return False
    return are_listed_apart(a, b) or _part_in_ending(a, b)


def are_one_name(a: str, b: str) -> bool:
    """Say whether two words are listed as spellings of one name, or of one root.

    >>> are_one_name("휘스", "거스"), are_one_name("휘스", "한스")
    (True, False)
    """
    return not find_names(a).isdisjoint(find_names(b))


def _read_endings(word: str) -> set[tuple[str, str]]:
    """Return the kinds of ending that a word may have, with what stands before."""
    out = {("", word)}
    for kind, forms, instead in _ENDINGS:
        if word.endswith(forms) and len(word) > SHORTEST:
            out |= {(kind, word[:-1] + rest) for rest in instead}
    return out


def _part_in_ending(a: str, b: str) -> bool:
    """Say whether the words are one with two endings, or with one and without."""
    kinds = set()
    for (x, stem_x), (y, stem_y) in product(_read_endings(a), _read_endings(b)):
        if stem_x == stem_y:
            kinds.add((x, y, stem_x))
    if not kinds or any(x == y for x, y, _ in kinds):
        return False
    return any({x, y} != {"", "s"} or _takes_s(stem) for x, y, stem in kinds)


def _takes_s(stem: str) -> bool:
    """Say whether -s after ``stem`` makes an English name of it."""
    jamo = to_jamo(stem)[-1:]
    return jamo >= "\u11a8" or any(to_jamo(vowel) == jamo for vowel in _PATRONYMIC_BEFORE)


@cache
def _pinyin(kind: str) -> frozenset[str]:
    return frozenset(
        f for r in read_table("pinyin") if r["kind"] == kind for f in r["forms"].split(";")
    )


@lru_cache(maxsize=4096)
def _read_chinese(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a word as a Chinese family name with one or two syllables."""
    out = []
    for size in (1, 2):
        if name[:size] in _pinyin("family"):
            out += [(name[:size], *rest) for rest in _divide(name[size:]) if 1 <= len(rest) <= 2]
    return tuple(out)


def _divide(text: str) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    return [
        (text[:size], *rest)
        for size in range(1, min(len(text), 2) + 1)
        if text[:size] in _pinyin("syllable")
        for rest in _divide(text[size:])
    ]


@lru_cache(maxsize=16384)
def are_other_chinese(a: str, b: str) -> bool:
    """Say whether both are full Chinese names, and no reading of them agrees.

    >>> are_other_chinese("리펑", "리창"), are_other_chinese("마오쩌둥", "마오쩌뚱")
    (True, False)
    """
    if max(len(a), len(b)) > 6:
        return False
    here, there = _read_chinese(a), _read_chinese(b)
    if not here or not there:
        return False
    return not any(
        len(x) == len(y)
        and all(jamo_distance(to_jamo(s), to_jamo(t)) <= NEAR for s, t in zip(x, y, strict=True))
        for x, y in product(here, there)
    )
