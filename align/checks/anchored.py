"""Words of a translation that are the same name or figure on both sides.

Their vectors need not be near: a name is written by its sound, a figure in
other digits and scales.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.checks.figures import FigureMatching
from align.checks.leftovers import HEARD, HEARD_SMALL, PART, score_sound
from align.checks.namewords import first_letters, korean_forms
from align.facts.particles import strip_particles
from align.records import Figure, Mention, Span

_LATIN_RE = regex.compile(r"\p{L}[\p{L}\p{M}'’\-]*")
_HANGUL_RE = regex.compile(r"\p{Hangul}{2,}")

Flags = npt.NDArray[np.bool_]


@frozen(kw_only=True)
class Anchored:
    """For each word of a side: whether it has its like, and whether it is a fact without one."""

    found: Flags
    missing: Flags


@frozen(kw_only=True)
class Text:
    """A side as this module reads it: text, places of its words, names."""

    text: str
    words: Sequence[Span]
    mentions: Sequence[Mention]


def find_anchored(
    english: Text, korean: Text, figures: FigureMatching
) -> tuple[Anchored, Anchored]:
    r"""Return the anchored words of both sides.

    >>> from align.checks.figures import match_figures
    >>> def read(text):
    ...     spans = [Span(*m.span()) for m in regex.finditer(r"\S+", text)]
    ...     return Text(text=text, words=spans, mentions=())
    >>> both = find_anchored(read("Rosling left"), read("로슬링은 떠났다"), match_figures((), ()))
    >>> [side.found.tolist() for side in both]
    [[True, False], [True, False]]
    """
    sides = english, korean
    found = [np.zeros(len(side.words), np.bool_) for side in sides]
    missing = [np.zeros(len(side.words), np.bool_) for side in sides]
    for match in figures.matches:
        found[0] |= _at(english, match.source)
        found[1] |= _at(korean, match.target)
    for side, mark, rest in zip(
        sides, missing, (figures.only_source, figures.only_target), strict=True
    ):
        for figure in rest:
            mark |= _at(side, figure)
    for one, other in _same_names(english, korean):
        found[0][one] = True
        found[1][other] = True
    for side, have, mark in zip(sides, found, missing, strict=True):
        for mention in side.mentions:
            there = _at(side, mention)
            if not (have & there).any():
                mark |= there
    return Anchored(found=found[0], missing=missing[0]), Anchored(
        found=found[1], missing=missing[1]
    )


def _at(side: Text, fact: Figure | Mention) -> Flags:
    return np.array([w.start < fact.end and fact.start < w.end for w in side.words], np.bool_)


def _same_names(english: Text, korean: Text) -> Iterator[tuple[int, int]]:
    """Yield the words, by number, that are one name: as listed, as spelled or by their sound."""
    hangul = [
        (k, match.group(), strip_particles(match.group()))
        for k, span in enumerate(korean.words)
        for match in _HANGUL_RE.finditer(span.of(korean.text))
    ]
    latin = {
        match.group().lower(): k
        for k, span in enumerate(korean.words)
        for match in _LATIN_RE.finditer(span.of(korean.text))
    }
    for mention in english.mentions:
        parts = regex.findall(r"\p{L}[\p{L}\p{M}]*", mention.text)
        if len(parts) < 2:
            continue
        letters = {part[0].lower() for part in parts}
        numbers = np.flatnonzero(_at(english, mention)).tolist()
        for k, token, stems in hangul:
            if not letters & set(first_letters(token[0])):
                continue
            if max(score_sound(mention.text, stem) for stem in stems) >= HEARD_SMALL:
                yield from ((number, k) for number in numbers)
    for number, span in enumerate(english.words):
        match = _LATIN_RE.search(span.of(english.text))
        if match is None or not match.group()[0].isupper():
            continue
        word = regex.sub(r"['’]s?$", "", match.group())
        if word.lower() in latin:
            yield number, latin[word.lower()]
        forms = korean_forms().get(word.lower(), frozenset())
        for k, token, stems in hangul:
            if any(token.startswith(form) if len(form) > 1 else form in stems for form in forms):
                yield number, k
            elif len(word) > 2 and word[0].lower() in first_letters(token[0]):
                heard = max(score_sound(word, stem) for stem in stems)
                if heard >= HEARD or any(
                    score_sound(word, token[:n]) >= PART for n in range(2, len(token))
                ):
                    yield number, k
