"""The words of an English text, and what the tables say of each.

A word that only stands at the beginning of a sentence, or in a line in title
case, shows nothing by its capital.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from align.facts.finding.mention_tables import (
    blank_markup,
    common_english,
    known,
    organisations,
    places,
    words,
)
from align.facts.spellings.romanised import family_names, spelled_syllables
from align.tables import read_table

LONG_WORD = 4
"""Letters of a word that a title-case line writes with a capital, whatever it means."""
TITLED_WORDS = 4
TITLED_SHARE = 0.5
"""Such words that make a line one in title case, and how many of them are common words:
a row of names and addresses has fewer."""

_TOKEN_RE = regex.compile(r"(?:\p{Lu}\.){2,}|[\p{L}\d]+(?:[\-’'&.][\p{L}\d]+)*|&")
_POSSESSIVE_RE = regex.compile(r"['’](?:s|S)$")
_COMPOUND_RE = regex.compile(
    r"-(?:based|led|dedicated|era|backed|owned|related|style|made|held|focused|born|funded|affiliated"
    r"|run|controlled|wide|only|bound|linked|inspired|like|trained|powered|invested|area)$"
)
_BREAKS = frozenset('.!?:;"“”‘()[]•*|\n\t<>-–—▲△~_=#/')


class Token(NamedTuple):
    """A word with its place, without possessive ending."""

    start: int
    end: int
    word: str
    lower: str
    capital: bool
    initial: bool
    gap: str


@cache
def adjectives() -> frozenset[str]:
    """Return adjectives of countries and other capitalised words that are no names.

    >>> "korean" in adjectives(), "philippines" in adjectives()
    (True, False)
    """
    out: set[str] = set()
    for row in read_table("countries"):
        out |= {form.lower() for form in row["adjective"].split(";") if form}
    out |= {form + "s" for form in out} - {place.lower() for place in places("en")}
    return frozenset(out | words("not-name", "en"))


@cache
def place_codes() -> frozenset[str]:
    """Return short forms of states as written behind a town.

    >>> "Calif." in place_codes()
    True
    """
    return words("place-code", "en")


@cache
def _family_spellings() -> frozenset[str]:
    return frozenset(s for forms in family_names().values() for s in forms)


@lru_cache(maxsize=16384)
def is_name_word(lower: str) -> bool:
    """Say whether a word is not one that is usually written small."""
    return lower not in common_english() and lower not in adjectives()


@lru_cache(maxsize=16384)
def is_korean_name(name: str) -> bool:
    """Say whether a capitalised run looks like a romanised Korean full name.

    >>> is_korean_name("Chey Tae-won"), is_korean_name("Jae-yong Lee"), is_korean_name("Al-Jazeera")
    (True, True, False)
    """
    parts = name.split()
    if len(parts) != 2:
        return False
    for family, given in (parts, parts[::-1]):
        pieces = given.lower().split("-")
        if family.lower() in _family_spellings() and len(pieces) == 2:
            return all(spelled_syllables(piece) for piece in pieces) and given[0].isupper()
    return False


def is_personal(token: Token) -> bool:
    """Say whether a word may be part of a person's name."""
    if is_name_word(token.lower):
        return True
    known_person = token.word in known("given", "en") or token.word in known("family", "en")
    return known_person or token.lower in _family_spellings()


def tokenise(text: str) -> list[Token]:
    """Return the words of a text, each with what stands before it.

    >>> [token.word for token in tokenise("Ann Lee's U.S.-based firm")]
    ['Ann', 'Lee', 'U.S.', 'based', 'firm']
    """
    out: list[Token] = []
    end = 0
    for match in _TOKEN_RE.finditer(blank_markup(text)):
        word = match.group()
        if "'" in word or "’" in word:
            word = _POSSESSIVE_RE.sub("", word)
        if "-" in word:
            word = _COMPOUND_RE.sub("", word)
        if not word:
            continue
        gap = text[end : match.start()]
        initial = not out or (gap != " " and not _BREAKS.isdisjoint(gap))
        out.append(
            Token(
                match.start(),
                match.start() + len(word),
                word,
                word.lower(),
                word[0].isupper(),
                initial,
                gap,
            )
        )
        end = match.end() if len(word) == len(match.group()) else match.start() + len(word)
    return out


@lru_cache(maxsize=16384)
def is_place(name: str) -> bool:
    """Say whether a place is listed, also where it is written in capitals.

    >>> is_place("Seoul"), is_place("NEW YORK"), is_place("US"), is_place("IT")
    (True, True, True, False)
    """
    if name in places("en"):
        return True
    return name.isupper() and len(name) > LONG_WORD and name.title() in places("en")


def _is_listed_word(token: Token) -> bool:
    """Say whether a word is in a table of names, or makes one of the words beside it."""
    if token.word in places("en") or token.word in organisations("en"):
        return True
    if token.word in known("given", "en") or token.word in known("family", "en"):
        return True
    kinds = ("org-suffix", "org-head", "place-suffix")
    return any(token.lower in words(kind, "en") for kind in kinds)


def _is_inflected(lower: str) -> bool:
    """Say whether a word is a common one with an ending: unveils, hired, signing."""
    common = common_english()
    stems = [
        lower[: -len(end)] for end in ("s", "es", "d", "ed", "ing", "ly") if lower.endswith(end)
    ]
    stems += [stem + "e" for stem in stems if lower.endswith("ing")]
    return lower in common or any(len(stem) > 2 and stem in common for stem in stems)


def lower_headlines(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the common words of title-case lines taken as small.

    In "Fire Destroys Historic Library In Portland" a capital shows nothing; what
    the tables know, and words that are no common ones, still begin names.
    """
    out: list[Token] = []
    begin = 0
    for i in range(1, len(tokens) + 1):
        if i < len(tokens) and not any(c in "\n.?!" for c in tokens[i].gap):
            continue
        line = tokens[begin:i]
        long = [t for t in line if len(t.word) >= LONG_WORD and t.word.isalpha()]
        if len(long) >= TITLED_WORDS and all(t.capital for t in long):
            common = {t for t in line if _is_inflected(t.lower) and not _is_listed_word(t)}
            shouting = all(t.word.isupper() for t in long)
            if not shouting and len(common.intersection(long)) >= TITLED_SHARE * len(long):
                line = [t._replace(capital=False) if t in common else t for t in line]
        out += line
        begin = i
    return out
