"""What the words at the edges of a phrase are, and what kind of words it holds.

What a translation leaves out is a phrase: an adverbial, a clause, a modifier;
seldom a subject or a verb. The edges tell, by word lists and Korean endings, not
by a parser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.facts.measuring.nouns import is_grammar
from align.facts.particles import strip_particles
from align.tables import read_table

KINDS: Mapping[str, tuple[str, ...]] = {
    "en": ("preposition", "clause", "participle", "pronoun", "grammar", "content"),
    "ko": (
        "final",
        "object",
        "genitive",
        "adverbial",
        "subject",
        "connective",
        "adnominal",
        "content",
    ),
}
"""What words are: English ones by their place in the grammar, Korean ones by their ending."""

LONGEST_ENDING = 4
"""Syllables of the longest Korean ending in the table."""

_BARE_RE = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
_MARK_RE = regex.compile(r"[,;:–—.!?\"”’)]$")

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@frozen(kw_only=True)
class WordKinds:
    """The words of a side: the number of each one's kind in ``KINDS``, and what else they are."""

    lang: str
    kinds: Indices
    content: Flags
    large: Flags
    digits: Flags
    pronouns: Flags
    marked: Flags
    """Followed by a mark."""
    opens: Flags
    closes: Flags
    """A phrase may begin, or end, with it."""


def read_kinds(lang: str, words: Sequence[str]) -> WordKinds:
    """Return what the words of a side are.

    >>> read = read_kinds("en", ["He", "drove", "to", "Oslo,", "crying"])
    >>> [KINDS["en"][i] for i in read.kinds]
    ['pronoun', 'content', 'preposition', 'content', 'participle']
    >>> [KINDS["ko"][i] for i in read_kinds("ko", ["정부는", "서울에서", "열린"]).kinds]
    ['subject', 'adverbial', 'adnominal']
    """
    bare = [str(_BARE_RE.sub("", word)) for word in words]
    kinds = [_kind(lang, word.lower()) for word in bare]
    if lang == "en":
        names = [KINDS["en"][kind] for kind in kinds]
        content = [
            kind != "pronoun" and not is_grammar(word)
            for kind, word in zip(names, bare, strict=True)
        ]
        large = [word[:1].isupper() for word in bare]
    else:
        names = []
        content = [len(word) > 1 for word in bare]
        large = [False] * len(bare)
    return WordKinds(
        lang=lang,
        kinds=np.array(kinds, np.int64),
        content=np.array(content, np.bool_),
        large=np.array(large, np.bool_),
        digits=np.array([any(map(str.isdigit, word)) for word in words], np.bool_),
        pronouns=np.array([name == "pronoun" for name in names] or large, np.bool_),
        opens=_begins(lang, words),
        closes=_ends(lang, words),
        marked=np.array([_MARK_RE.search(word) is not None for word in words], np.bool_),
    )


@lru_cache(maxsize=32768)
def _kind(lang: str, word: str) -> int:
    kinds = KINDS[lang]
    if lang == "en":
        kind = _english().get(word)
        if kind is None:
            is_participle = len(word) > 4 and word.endswith("ing")
            kind = "participle" if is_participle else "grammar" if is_grammar(word) else "content"
        return kinds.index(kind)
    for size in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        kind = _endings().get(word[-size:])
        if kind is not None:
            return kinds.index(kind)
    return kinds.index("content")


@cache
def _english() -> dict[str, str]:
    rows = [row for row in read_table("phrase_words") if row["lang"] == "en"]
    return {word: row["kind"] for row in rows for word in row["words"].split(";")}


@cache
def _endings() -> dict[str, str]:
    rows = [row for row in read_table("phrase_words") if row["lang"] == "ko"]
    return {word: row["kind"] for row in rows for word in row["words"].split(";")}


def place_phrases(kinds: WordKinds, first: Indices, last: Indices) -> dict[str, npt.NDArray[Any]]:
    """Return where phrases begin and end, and what words they hold, a row for each.

    ``first`` and ``last`` number the words of each, the last one not counted.

    >>> kinds = read_kinds("ko", ["정부는", "서울에서", "회의를", "열었다."])
    >>> found = place_phrases(kinds, np.array([1]), np.array([2]))
    >>> sorted(name for name, rows in found.items() if rows[0] == 1)
    ['behind_subject', 'closes', 'ends_adverbial', 'opens']
    """
    names = KINDS[kinds.lang]
    each = np.eye(len(names))[kinds.kinds]
    none = np.zeros((1, len(names)))
    if kinds.lang == "en":
        edges = {"begins": each[first], "before": np.vstack([each[1:], none])[last - 1]}
    else:
        edges = {"ends": each[last - 1], "behind": np.vstack([none, each[:-1]])[first]}
    return {
        "opens": kinds.opens[first],
        "closes": kinds.closes[last - 1],
        "large": sum_between(kinds.large, first, last),
        "digits": sum_between(kinds.digits, first, last),
        "pronouns": sum_between(kinds.pronouns, first, last),
        "mark_before": np.append(False, kinds.marked[:-1])[first],
        "mark_behind": kinds.marked[last - 1],
        **{
            f"{edge}_{name}": rows[:, n]
            for edge, rows in edges.items()
            for n, name in enumerate(names)
        },
    }


def sum_between(
    values: npt.NDArray[np.float64] | npt.NDArray[np.bool_],
    first: Indices,
    last: Indices,
) -> Floats:
    """Return the sums of values from each first to before each last."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    total: Floats = sums[last] - sums[first]
    return total


def _begins(lang: str, words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Say for each word whether a phrase may begin with it.

    In Korean that is behind a particle, in English at a word of grammar; in both
    behind a mark.
    """
    behind = [True, *(_is_cut(lang, word) for word in words[:-1])]
    if lang == "en":
        behind = [b or is_grammar(word) for b, word in zip(behind, words, strict=True)]
    return np.array(behind)


def _ends(lang: str, words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Say for each word whether a phrase may end with it."""
    cut = [_is_cut(lang, word) for word in words]
    if lang == "en":
        following = [*(is_grammar(word) for word in words[1:]), True]
        cut = [c or f for c, f in zip(cut, following, strict=True)]
    cut[-1] = True
    return np.array(cut)


def _is_cut(lang: str, word: str) -> bool:
    if not word[-1].isalnum():
        return True
    return lang == "ko" and len(strip_particles(word)) > 1
