"""The word lists by which mentions are told, read once."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache, lru_cache

import regex

from align.facts.hangul import is_hangul
from align.facts.particles import strip_particles
from align.tables import read_table

_MARKUP_RE = regex.compile(
    r"https?://\S+|\bwww\.\S+|</?[A-Za-z][^<>]{0,500}>|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}"
)
_MARKUP_SIGNS = ("://", "www.", "<", "@")
"""What every match of the pattern holds; few texts hold any."""


def blank_markup(text: str) -> str:
    r"""Return ``text`` with addresses and tags blotted out, all offsets kept.

    >>> blank_markup("see https://a.b/C now")
    'see \n\n\n\n\n\n\n\n\n\n\n\n\n now'
    """
    if not any(sign in text for sign in _MARKUP_SIGNS):
        return text
    blank: str = _MARKUP_RE.sub(lambda match: "\n" * len(match.group()), text)
    return blank


@cache
def _words() -> dict[tuple[str, str], frozenset[str]]:
    out: dict[tuple[str, str], list[str]] = {}
    for row in read_table("mention_words"):
        out.setdefault((row["kind"], row["lang"]), []).append(row["word"])
    return {key: frozenset(found) for key, found in out.items()}


@cache
def words(kind: str, lang: str) -> frozenset[str]:
    """Return the words of one kind in ``mention_words.tsv``.

    >>> "장관" in words("title", "ko"), "university" in words("org-suffix", "en")
    (True, True)
    """
    return _words().get((kind, lang), frozenset())


@cache
def common_english() -> frozenset[str]:
    """Return English words that are usually written small.

    >>> "president" in common_english(), "altman" in common_english()
    (True, False)
    """
    rows = read_table("common_words")
    return frozenset(word for row in rows for word in row["words"].split())


@cache
def known(kind: str, lang: str) -> frozenset[str]:
    """Return names of ``known_names.tsv``: given, family, place or organisation.

    >>> "샘" in known("given", "ko"), "Paris" in known("place", "en")
    (True, True)
    """
    column = "hangul" if lang == "ko" else "latin"
    return frozenset(r[column] for r in read_table("known_names") if r["kind"] == kind)


@cache
def places(lang: str) -> frozenset[str]:
    """Return countries, regions and cities.

    >>> "미국" in places("ko"), "United States" in places("en")
    (True, True)
    """
    column = "korean" if lang == "ko" else "english"
    out = set(known("place", lang)) | set(words("place-word", lang))
    for row in read_table("countries"):
        out |= set(row[column].split(";"))
    return frozenset(name for name in out if len(name) > 1)


@cache
def organisations(lang: str) -> frozenset[str]:
    """Return names of organisations.

    >>> "금감원" in organisations("ko"), "World Bank" in organisations("en")
    (True, True)
    """
    column = "korean" if lang == "ko" else "english"
    out = set(known("organisation", lang)) - words("not-name", lang)
    out |= words("org-word", lang)
    for row in read_table("organisations"):
        out |= set(row[column].split(";"))
    return frozenset(name for name in out if len(name) > 1)


@cache
def person_titles() -> frozenset[str]:
    """Return Korean titles that follow a person.

    >>> "최고경영자" in person_titles()
    True
    """
    out = set(words("title", "ko"))
    for row in read_table("roles"):
        out |= {form for form in row["korean"].split(";") if " " not in form and len(form) > 1}
    return frozenset(out)


@cache
def _syllable_odds() -> dict[str, float]:
    """Return for each syllable how much rather foreign names use it than Korean words."""
    foreign: Counter[str] = Counter()
    native: Counter[str] = Counter()
    for kind in ("given", "family", "place"):
        for name in known(kind, "ko"):
            foreign.update(set(name))
    for word in words("not-name", "ko"):
        native.update(set(word))
    for word in words("org-suffix", "ko"):
        native.update(set(word))
    return {
        syllable: math.log((foreign[syllable] + 0.4) / (native[syllable] + 0.8))
        for syllable in foreign.keys() | native.keys()
    }


@lru_cache(maxsize=32768)
def foreignness(word: str) -> float:
    """Return how foreign the syllables of a Hangul word look: above 0 rather foreign.

    The mean log odds of its syllables between foreign names and Korean words.

    >>> foreignness("브록먼") > 1 > 0 > foreignness("정부")
    True
    """
    if not is_hangul(word):
        return -9.0
    odds = _syllable_odds()
    return sum(odds.get(c, 0.0) for c in word) / len(word)


@lru_cache(maxsize=32768)
def is_common_korean(word: str) -> bool:
    """Say whether a Hangul word, with or without particle, is a listed common word.

    >>> is_common_korean("정부는"), is_common_korean("이재용은")
    (True, False)
    """
    listed = words("not-name", "ko")
    return any(stem in listed for stem in strip_particles(word))
