"""Rare names that two sources share, in two languages: what few sentences have, speaks for them.

A name that stands in one or two sentences of the English source and in one or
two of the Korean one is an anchor; who is named in every second sentence is
none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import regex

from align.facts import Facts
from align.facts.names import find_name
from align.people import HEADINGS
from align.records import Segment, Span

MOST = 3
"""Sentences of one source that may have a name which is still rare."""

_CAPITALISED_RE = regex.compile(r"(?<=[\p{Ll},’'\"“”)] [\"“‘(]?)\p{Lu}\p{Ll}{3,}")
"""A word that is capitalised though no sentence begins with it."""

_LABEL_RE = regex.compile(
    r"(?<![\w.,])\d{2,}(?= \p{Lu}\p{Ll})|(?<=\p{Lu}[\p{L}]+[ -])\d{2,}(?![\w.,])"
)
"""A number in a name: 63 Building, Boeing 737."""

_WORD_RE = regex.compile(r"\p{Lu}[\p{L}\p{M}]+|(?<!\d)\d{2,}(?!\d)")


class RareNames:
    """Which rare names the spans of two segments share; what was looked up is kept."""

    def __init__(
        self, segments: Sequence[Segment], sources: Sequence[str], facts: Mapping[str, Facts]
    ) -> None:
        self._segments = segments
        self._sources = sources
        self._names = [_find_names(s, facts[s.id]) if s.lang == "en" else {} for s in segments]
        self._count: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for source, segment in zip(sources, segments, strict=True):
            self._count[source].update(set(_WORD_RE.findall(segment.text)))
        self._found: dict[tuple[str, int], Span | None] = {}

    def count_shared(self, one: int, a: Span, other: int, b: Span) -> int:
        """Return how many rare names stand in span ``a`` of a segment and ``b`` of the other.

        One of the two is English, the other Korean; else there are none.
        """
        if self._segments[one].lang != "en":
            one, a, other, b = other, b, one, a
        if self._segments[one].lang != "en" or self._segments[other].lang == "en":
            return 0
        count = self._count[self._sources[one]]
        return sum(
            span.overlaps(a)
            and all(count[word] <= MOST for word in _WORD_RE.findall(name))
            and self._is_rare_there(name, other, b)
            for name, span in self._names[one].items()
        )

    def _is_rare_there(self, name: str, place: int, span: Span) -> bool:
        found = self._look_up(name, place)
        if found is None or not found.overlaps(span):
            return False
        word = found.of(self._segments[place].text)
        source = self._sources[place]
        having = sum(
            word in segment.text
            for segment, owner in zip(self._segments, self._sources, strict=True)
            if owner == source
        )
        return having <= MOST

    def _look_up(self, name: str, place: int) -> Span | None:
        key = (name, place)
        if key not in self._found:
            self._found[key] = _find(name, self._segments[place].text)
        return self._found[key]


def _find(name: str, text: str) -> Span | None:
    if name.isdigit():
        label = regex.search(rf"(?<![\d.,]){name}(?![\d.,])", text)
        return Span(*label.span()) if label else None
    found = find_name(name, text)
    return found[0] if found else None


def _find_names(segment: Segment, facts: Facts) -> dict[str, Span]:
    """Return the names of an English segment, each where it stands first."""
    found: dict[str, Span] = {}
    for mention in facts.mentions:
        found.setdefault(mention.text, mention.span)
    if segment.kind in HEADINGS:
        return found
    for match in (*_LABEL_RE.finditer(segment.text), *_CAPITALISED_RE.finditer(segment.text)):
        span = Span(*match.span())
        if match.group().isdigit() or not any(span.overlaps(o) for o in found.values()):
            found.setdefault(match.group(), span)
    return found
