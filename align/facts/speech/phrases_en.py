"""English noun phrases that may speak, read from the words of a sentence.

A phrase ends in a name (lead diver Ann Lee), a pronoun, or a noun with its article
(the company, a person close to the board). Left out: parsing; what stands between
a phrase and its verb is skipped by word lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from align.facts.speech.attribution import MASK
from align.facts.speech.speaker_words_en import (
    closed_words,
    day_words,
    english_titles,
    title_words,
    word_class,
)
from align.sentences.english import starters

Kind = Literal["name", "low", "mark", "mask", "number"]


class Word(NamedTuple):
    """A word, mark or masked quotation of a sentence; ``lower`` in small letters."""

    start: int
    end: int
    lower: str
    kind: Kind


class Phrase(NamedTuple):
    """A noun phrase: the places of its first word and behind its last in the list of words."""

    first: int
    stop: int
    named: bool


_TOKEN_RE = re.compile(
    rf"{MASK}+|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Rev|Inc|Ltd|Corp|Co|[A-Z])\."
    r"|['’]s?\b|[^\W\d_](?:[\w&·-]|['’](?!s\b)(?=\w)|[.](?=\w))*|\d+(?:[.,:]\d+)*\w*|[^\s\w]"
)
_OBJECT_OPENERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "my", "our"})
_JOINTS = frozenset({"&", "de", "la", "van", "von", "bin", "al", "der", "of"})
MOST_WORDS = 4
"""Words in small letters before the noun of a phrase: the newly elected mayor."""

SHORT_NAME = 24
"""Longest nickname in marks inside a name: Ann “the Bee” Lee."""


def read_words(masked: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a sentence whose quotations are masked.

    >>> [(w.lower, w.kind) for w in read_words("Then Mr. Hall’s aide came.")][:3]
    [('then', 'low'), ('mr.', 'name'), ('hall', 'name')]
    """
    out: list[Word] = []
    opens = True
    stop = len(masked) if end is None else end
    for match in _TOKEN_RE.finditer(masked, start, stop):
        word = match[0]
        first = word[0]
        lower = word.lower()
        kind: Kind
        if first == MASK:
            kind = "mask"
        elif not first.isalnum():
            kind = "mark"
        elif first.isdigit():
            kind = "number"
        else:
            kind = "low" if first.islower() or _is_small(lower, opens) else "name"
        out.append(Word(match.start(), match.end(), lower, kind))
        opens = kind == "mask" or word in ".!?:—"
    return [
        word._replace(kind="low") if _is_bare_opener(out, at) else word
        for at, word in enumerate(out)
    ]


def _is_small(lower: str, opens: bool) -> bool:
    """Say whether a word in capitals is no name; ``opens`` where it opens a sentence."""
    if lower in day_words() or lower in closed_words() or lower in word_class("determiner"):
        return True
    return opens and (lower in starters() or lower in word_class("crowd"))


def _is_bare_opener(words: Sequence[Word], at: int) -> bool:
    """Say whether a word has its capital only from opening a sentence: Counsel to the board."""
    word = words[at]
    if word.kind != "name" or word.lower not in english_titles():
        return False
    opens = at == 0 or words[at - 1].kind == "mask" or words[at - 1].lower in ".!?:—"
    return opens and (at + 1 == len(words) or words[at + 1].kind != "name")


def phrase_at(words: Sequence[Word], at: int, *, owned: bool = False) -> Phrase | None:
    """Return the noun phrase that begins at a word, or None; ``owned`` behind a possessive.

    >>> words = read_words("the harbour authority’s lawyer, Ann Lee, left")
    >>> phrase_at(words, 0), phrase_at(words, 6)
    (Phrase(first=0, stop=5, named=False), Phrase(first=6, stop=8, named=True))
    """
    count = len(words)
    if at >= count:
        return None
    if words[at].lower in word_class("pronoun"):
        return Phrase(at, at + 1, False)
    first = at
    held = words[at].lower in word_class("determiner")
    at += held
    held = held or owned
    small = 0
    while at < count and small <= MOST_WORDS:
        word = words[at]
        if word.kind == "name" or (word.lower in ("'s", "’s") and at > first):
            break
        if word.kind != "low" or (
            word.lower in closed_words() and not (held and word.lower in ("first", "only"))
        ):
            break
        if small > 1 and word.lower in _OBJECT_OPENERS:
            at -= 1  # what stands before the article of an object is a verb: my aunt | ran a shop
            break
        if word.lower in ("said", "says", "told") or (small and word.lower.endswith("ed")):
            break
        at += 1
        small += 1
    if at < count and words[at].kind == "name":
        stop = _name_end(words, at)
        if stop < count and words[stop].lower in ("'s", "’s", "'", "’"):
            behind = phrase_at(words, stop + 1, owned=True)
            return Phrase(first, behind.stop, behind.named) if behind else None
        return Phrase(first, stop, True)
    if at < count and small and words[at].lower in ("'s", "’s"):
        behind = phrase_at(words, at + 1, owned=True)
        return Phrase(first, behind.stop, behind.named) if behind else None
    if not small and words[first].lower in ("another", "one", "some", "many", "several", "both"):
        return Phrase(first, first + 1, False)
    if small and (held or words[at - 1].lower in title_words() or _is_plural(words[at - 1])):
        return Phrase(first, at, False)
    return None


def _is_plural(word: Word) -> bool:
    return word.lower.endswith("s") or word.lower in ("people", "police")


def _name_end(words: Sequence[Word], at: int) -> int:
    """Return the place behind a run of names: Ministry of Health, Ann “the Bee” Lee."""
    stop = at + 1
    while stop < len(words):
        word = words[stop]
        if word.kind == "name":
            stop += 1
        elif stop + 1 < len(words) and words[stop + 1].kind == "name" and _joins(word):
            stop += 2
        elif stop + 2 < len(words) and word.lower == "of" and words[stop + 1].lower == "the":
            if words[stop + 2].kind != "name":
                break
            stop += 3
        elif titled := _title_between(words, stop):
            stop = titled
        else:
            break
    return stop


def _title_between(words: Sequence[Word], at: int) -> int:
    """Return the place behind a title that leads on to a name, else 0: Rovers | coach Ann Lee."""
    for stop in (at + 1, at + 2):
        if stop < len(words) and words[stop].kind == "name":
            held = words[stop - 1].lower in title_words()
            return stop if held and all(word.kind == "low" for word in words[at:stop]) else 0
    return 0


def _joins(word: Word) -> bool:
    if word.kind == "mask":
        return word.end - word.start <= SHORT_NAME
    return word.lower in _JOINTS or word.lower == "and"


def phrase_before(words: Sequence[Word], stop: int) -> Phrase | None:
    """Return the noun phrase that ends right before the word at ``stop``, or None.

    One behind a preposition belongs to the noun before it.

    >>> words = read_words("yesterday a person close to the board said")
    >>> phrase_before(words, 7)
    Phrase(first=1, stop=7, named=False)
    """
    if stop < 1:
        return None
    last = words[stop - 1]
    if last.lower in word_class("pronoun"):
        return Phrase(stop - 1, stop, False)
    if last.kind == "name":
        first = _name_start(words, stop - 1)
        named = True
        first = _adjuncts_start(words, first)
    elif last.kind == "low" and last.lower not in closed_words():
        named = False
        first = stop - 1
        while first > 0 and stop - first <= MOST_WORDS and _is_modifier(words[first - 1]):
            first -= 1
        held = first > 0 and words[first - 1].lower in word_class("determiner")
        if held:
            first -= 1
        elif first > 1 and words[first - 1].lower in ("'s", "’s", "'", "’"):
            whose = phrase_before(words, first - 1)
            if whose is None:
                return None
            first = whose.first
        elif not (last.lower in title_words() or _is_plural(last)):
            return None
        elif last.lower in title_words() or first:
            first = stop - 1
            first = _adjuncts_start(words, first)
    else:
        return None
    before = words[first - 1].lower if first else ""
    if before == "of" or (before in word_class("preposition") and not _opens(words, first - 1)):
        around = phrase_before(words, first - 1)
        if around is None:
            return None
        return Phrase(around.first, stop, around.named)
    if before in word_class("preposition"):
        return None
    return Phrase(first, stop, named)


def _opens(words: Sequence[Word], at: int) -> bool:
    """Say whether a preposition opens its clause: In May; “…,” on Monday."""
    return at == 0 or words[at - 1].kind in ("mark", "mask")


def _is_modifier(word: Word) -> bool:
    return (
        word.kind in ("low", "number")
        and word.lower not in closed_words()
        and word.lower not in word_class("determiner")
    )


def _name_start(words: Sequence[Word], at: int) -> int:
    while at > 0:
        word = words[at - 1]
        if word.kind == "name":
            at -= 1
        elif at > 1 and words[at - 2].kind == "name" and _joins(word):
            at -= 2
        elif at > 2 and word.lower == "the" and words[at - 2].lower == "of":
            if words[at - 3].kind != "name":
                break
            at -= 3
        else:
            break
    return at


def _adjuncts_start(words: Sequence[Word], at: int) -> int:
    """Take the titles before a name into its phrase: expedition leader Ann Lee."""
    while at > 0 and words[at - 1].kind == "low" and words[at - 1].lower in title_words():
        at -= 1
    return at
