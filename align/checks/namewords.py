"""Which words are names, and which are ordinary, in either language.

From the tables: Korean names with their English forms, English names whose
Korean forms are all listed, loanwords and native words that only sound foreign.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

import regex

from align.facts.finding.mention_tables import common_english, foreignness
from align.facts.hangul import is_syllable, split_syllable
from align.records import MentionType
from align.tables import read_table

_TYPES: Mapping[str, MentionType] = {
    "family": "PS",
    "given": "PS",
    "place": "LC",
    "organisation": "OG",
}

_SOFT_ENDING_RE = regex.compile(r"(?:라|자|지|서|야|어|아|워|해|려|니|올|와|은|운|스러|거리|가와)$")

_TRANSLATED_RE = regex.compile(r"(?:..ies|ity|esty|ary|ial|tion|ment|ship|ness|ism|wealth)$")

_CONTRACTION_RE = regex.compile(r"['’](?:ve|re|m|ll|d|t)$")

_PREFIX_RE = regex.compile(
    r"(?:ultra|super|hyper|micro|nano|bio|eco|geo|anti|non|pre|post|multi|semi|inter|sub|over|under"
    r"|counter|trans|tele|cyber|mega|mini|neo|re|dis|un|photo|electro|hydro|thermo|mid)-?(?=\w{4})"
)

COMPOUND = {"loanwords": 2, "native_words": 1}
"""Syllables that may follow a listed ordinary word inside the same word."""

FOREIGN_CLEAR = 0.5
"""``foreignness`` from which a word that begins as a native one may still be a name. By eye."""


@lru_cache(maxsize=16384)
def is_common(word: str) -> bool:
    """Say whether a word is usually written small, in one form or another."""
    if _CONTRACTION_RE.search(word):
        return True
    lower = word.lower()
    forms = {lower, regex.sub(r"(?:es|s)$", "", lower), regex.sub(r"ies$", "y", lower)}
    if forms & common_english() or lower in _adjectives():
        return True
    if (prefix := _PREFIX_RE.match(lower)) and lower[prefix.end() :] in common_english():
        return True
    return _TRANSLATED_RE.search(lower) is not None and word not in known_english()


@cache
def _adjectives() -> frozenset[str]:
    rows = [row["adjective"] for row in read_table("countries")]
    return frozenset(form.lower() for row in rows for form in row.split(";") if form)


@cache
def starters() -> frozenset[str]:
    """Return words that often open an English sentence, in small letters."""
    return frozenset(row["word"].lower() for row in read_table("sentence_starters"))


@cache
def known_english() -> frozenset[str]:
    """Return English names of persons, places and organisations, as written."""
    return frozenset(row["latin"] for row in read_table("known_names"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        w for row in read_table("roles") for w in regex.findall(r"[a-z]+", row["english"])
    )


def is_title(word: str) -> bool:
    """Say whether an English word is one of those that titles are made of.

    >>> is_title("Chancellor"), is_title("Merkel")
    (True, False)
    """
    return word.lower() in _titles()


def is_ordinary(word: str) -> bool:
    """Say whether a word is an ordinary one, or begins with one."""
    if word[:2] in ordinary("native_words") and (
        _SOFT_ENDING_RE.search(word) or foreignness(word) < FOREIGN_CLEAR
    ):
        return True
    return any(
        word[:size] in ordinary(table)
        for table, rest in COMPOUND.items()
        for size in range(max(2, len(word) - rest), len(word) + 1)
    )


@cache
def ordinary(table: str) -> frozenset[str]:
    """Return the words of a table of ordinary words."""
    return frozenset(word for row in read_table(table) for word in row["words"].split())


@cache
def _known() -> Mapping[str, tuple[frozenset[MentionType], frozenset[str]]]:
    """Return listed Korean name → its types and its English forms."""
    types: dict[str, set[MentionType]] = {}
    forms: dict[str, set[str]] = {}

    def add(korean: str, kind: MentionType | None, english: Sequence[str]) -> None:
        if kind and len(korean) > 1:
            types.setdefault(korean, set()).add(kind)
        forms.setdefault(korean, set()).update(form.lower() for form in english if form)

    for row in read_table("known_names"):
        if row["kind"] == "place" or foreignness(row["hangul"]) > 0:
            add(row["hangul"], _TYPES[row["kind"]], [row["latin"]])
        else:
            add(row["hangul"], "OG" if row["kind"] == "organisation" else None, [row["latin"]])
    for row in read_table("countries"):
        for korean in row["korean"].split(";"):
            add(korean, "LC", [*row["english"].split(";"), *row["adjective"].split(";")])
    for row in read_table("organisations"):
        for korean in row["korean"].split(";"):
            add(korean.replace(" ", ""), "OG", row["english"].split(";"))
    for row in read_table("metonyms"):
        for korean in row["korean"].split(";"):
            add(korean, _as_type(row["type"]), row["english"].split(";"))
    for row in read_table("baptismal"):
        for korean in row["korean"].split(";"):
            add(korean, None, row["english"].split(";"))
    return {
        korean: (frozenset(types.get(korean, ())), frozenset(english))
        for korean, english in forms.items()
    }


def _as_type(cell: str) -> MentionType | None:
    return cast("MentionType", cell) if cell else None


@cache
def baptismal_names() -> frozenset[str]:
    """Return the Korean forms of names given in baptism."""
    return frozenset(k for row in read_table("baptismal") for k in row["korean"].split(";"))


@cache
def fully_listed() -> frozenset[str]:
    """Return English names, in small letters, whose Korean forms are all listed."""
    rows = [row["english"] for row in read_table("countries")]
    rows += [row["english"] for row in read_table("metonyms") if row["type"] == "OG"]
    return frozenset(form.lower() for row in rows for form in row.split(";") if form)


def known_types(word: str) -> frozenset[MentionType]:
    """Return what the tables know a Korean word as; empty for none."""
    return _known()[word][0] if word in _known() else frozenset()


@lru_cache(maxsize=4096)
def english_forms(stem: str) -> frozenset[str]:
    """Return the English forms of a listed Korean name, in small letters."""
    return _known()[stem][1] if stem in _known() else frozenset()


@cache
def korean_forms() -> Mapping[str, frozenset[str]]:
    """Return English name in small letters → its Korean forms."""
    out: dict[str, set[str]] = {}
    for korean, (_, english) in _known().items():
        for form in english:
            out.setdefault(form, set()).add(korean)
    return {form: frozenset(korean) for form, korean in out.items()}


@lru_cache(maxsize=4096)
def first_letters(syllable: str) -> str:
    """Return the small letters by which an English word may begin that begins so in Hangul.

    Of ㅋ, which is laughter, there are none.

    >>> first_letters("캐"), "a" in first_letters("아"), first_letters("ㅋ")
    ('kcqxg', True, '')
    """
    if not is_syllable(syllable):
        return ""
    initial = split_syllable(syllable)[0]
    return next((r["letters"] for r in read_table("first_letters") if r["initial"] == initial), "")
