"""What one Korean word is: an organisation, a place, a title, part of a person's name.

Each question is asked of a run of letters with its particles still on
("LG전자는", "올트먼의"); where the word stands is for ``mentions_ko``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from align.facts.finding.adnominal import is_verb_before_noun
from align.facts.finding.mention_tables import (
    foreignness,
    is_common_korean,
    known,
    organisations,
    person_titles,
    places,
    words,
)
from align.facts.hangul import has_hangul, is_hangul
from align.facts.particles import strip_particles
from align.facts.spellings.romanised import family_names, split_korean
from align.records import MentionType

FOREIGN = 0.6
"""Least ``foreignness`` of a word taken for a foreign person before a title."""

LONGEST_NAME = 14  # syllables of the longest single word read as a name


COMMON_FAMILY = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민나진지엄채"
)

_CAPITALS_RE = regex.compile(r"[A-Z][A-Z&]{1,5}(?![A-Za-z0-9])")
_SHOWN_RE = regex.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]*(?![A-Za-z0-9])")


class Found(NamedTuple):
    """What a chunk begins with: how long, of which type, by which sign."""

    size: int
    type: MentionType
    sign: str


@cache
def listed_names() -> frozenset[str]:
    """Return organisations as listed, with and without spaces."""
    names = organisations("ko") | organisations("en")
    return names | {name.replace(" ", "") for name in names}


@lru_cache(maxsize=32768)
def classify(word: str) -> Found | None:
    """Return the organisation or place that a word is, without particles.

    >>> classify("금감원은"), classify("서초구에서").type
    (Found(size=3, type='OG', sign='listed'), 'LC')
    >>> classify("어제") is None
    True
    """
    stems = strip_particles(word)
    here, there = listed_names(), places("ko")
    for stem in stems:
        if stem in there:
            weak = stem in words("place-weak", "ko")
            return Found(len(stem), "LC", "weak" if weak else "listed")
        if stem in here:
            return Found(len(stem), "OG", "listed")
    common = words("not-name", "ko")
    for stem in stems:
        if stem in common or len(stem) < 3 or len(stem) > LONGEST_NAME:
            continue
        if stem[-1] in "시도군구주성섬역항" and stem[:-1] in there:
            return Found(len(stem), "LC", "listed")
    for stem in stems:
        if stem in common or len(stem) > LONGEST_NAME or not has_hangul(stem):
            continue
        for size in range(min(6, len(stem) - 2), 1, -1):
            tail = stem[-size:]
            if tail in words("org-suffix", "ko"):
                return Found(len(stem), "OG", "suffix")
            if tail in words("place-suffix", "ko"):
                return Found(len(stem), "LC", "suffix")
        if len(stem) >= 3 and stem[-1] == "대" and stem[:-1] in there:
            return Found(len(stem), "OG", "suffix")
        if len(stem) > 3 and stem[-1] in "팀청" and stem[:-1] in there | here:
            return Found(len(stem), "OG", "suffix")
    if not "A" <= word[:1] <= "Z":
        return None
    match = _CAPITALS_RE.match(word) or _SHOWN_RE.match(word)
    if match and match.group().lower() not in words("not-name", "en"):
        for title in ("CEO", "COO", "CFO", "CTO"):
            if match.end() > len(title) + 1 and match.group().endswith(title):
                return Found(match.end() - len(title), "OG", "letters")
        rest = word[match.end() :]
        stem = next((s for s in strip_particles(word)[1:] if len(s) == match.end()), "")
        if not rest or stem:
            return Found(match.end(), "OG", "letters")
    return None


@lru_cache(maxsize=32768)
def find_title(word: str) -> str | None:
    """Return the title that a word is or ends in, without particles, or None.

    An organisation written onto it is left out.

    >>> find_title("회장은"), find_title("회사는"), find_title("카카오CEO가")
    ('회장', None, 'CEO')
    """
    titles = person_titles()
    for stem in strip_particles(word):
        if stem in titles:
            return stem
    for stem in strip_particles(word):
        if 4 <= len(stem) <= 12 and stem not in words("not-name", "ko"):
            for size in (4, 3, 2):
                if stem[-size:] in titles and len(stem) - size >= 2:
                    return stem[-size:] if classify(stem[:-size]) else stem
    return None


@lru_cache(maxsize=32768)
def is_korean_person(name: str, sure: bool = False) -> bool:
    """Say whether a word may be a Korean full name; ``sure`` where nothing else shows it.

    >>> is_korean_person("이재용"), is_korean_person("정부가"), is_korean_person("이영", sure=True)
    (True, False, False)
    """
    split = split_korean(name)
    if split is None or is_common_korean(name) or classify(name) is not None:
        return False
    if is_verb_before_noun(name):
        return False
    if name in person_titles():
        return False
    if not sure:
        return True
    family, given = split
    common = words("not-name", "ko")
    if len(given) != 2 or (len(family) == 1 and family not in COMMON_FAMILY):
        return False
    return name[:2] not in common and name[1:] not in common and name[1:] not in person_titles()


@lru_cache(maxsize=32768)
def is_foreign_person(word: str, least: float = FOREIGN) -> bool:
    """Say whether a word may be part of a foreign name in Hangul.

    >>> is_foreign_person("브록먼"), is_foreign_person("회사")
    (True, False)
    """
    if not is_hangul(word) or len(word) > 8:
        return False
    if len(word) == 1:
        return word in known("given", "ko") and word not in family_names()
    if word in known("given", "ko") or word in known("family", "ko"):
        return not is_common_korean(word)
    if is_common_korean(word) or classify(word) is not None or find_title(word):
        return False
    if word[-1] in "다던고게는은을를":
        return False
    return foreignness(word) >= least
