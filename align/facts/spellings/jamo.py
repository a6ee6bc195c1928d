"""How far two words in Hangul are apart, in jamo.

The distance is a table of edits with prices; a count of edits that are surely
needed goes before it, since nearly all pairs of words are clearly unlike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import exp, log

from attrs import frozen

from align.facts.spellings.consonants import consonant_classes
from align.facts.spellings.graphemes import near_jamo

CLEARLY_OTHER = 0.42
"""Below this a cheap bound on the score is as good as the score."""

RAISED = 0.08
"""What the worst of several words is raised by: the others are alike."""

FAR_OTHER = CLEARLY_OTHER - RAISED

_OTHER_NATS, _FAR_NATS = -log(CLEARLY_OTHER), -log(FAR_OTHER)
_STEEPNESS = 2.1
"""Nats of the score for an edit in each jamo."""

_VOWEL_FIRST, _CODA_FIRST = "\u1161", "\u11a8"
_EU = "\u1173"
_EU_GAP = 0.6
_CHEAP_GAP = 1.0 - _EU_GAP
NEAR_UNIT = 1.6  # of ``near_jamo.tsv`` to one edit
CLOSE = 0.5
"""Jamo nearer than this are free where edits are counted again: where jamo are not as
near, the count is worth this much more. A third to a half leaves fewest words for the table."""


@cache
def _prices(x: str) -> dict[str, float]:
    """Return what it costs to write another jamo for ``x``, by jamo, as far as it was asked."""
    return _Prices(x)


class _Prices(dict[str, float]):
    """Prices of one jamo, worked out when first asked for: Hangul and any other character."""

    def __init__(self, x: str) -> None:
        self.x = x
        self.near = near_jamo().get(x, {})

    def __missing__(self, y: str) -> float:
        kinds = [(char >= _VOWEL_FIRST) + (char >= _CODA_FIRST) for char in (self.x, y)]
        near = self.near.get(y, 0.0) / NEAR_UNIT
        other = 1.0 if kinds[0] == kinds[1] else 1.6
        price = self[y] = 0.0 if self.x == y else near or other
        return price


@lru_cache(maxsize=65536)
def _gaps(jamo: str) -> tuple[float, ...]:
    return tuple(_EU_GAP if char == _EU else 1.0 for char in jamo)


@lru_cache(maxsize=65536)
def jamo_distance(a: str, b: str, limit: float = 99.0) -> float:
    """Return the weighted edits between two jamo strings, or a number above ``limit``.

    Jamo that spellings of one foreign name interchange cost less; so does the
    vowel ㅡ that only carries a consonant.

    >>> from align.facts.hangul import to_jamo
    >>> near = jamo_distance(to_jamo("올트먼"), to_jamo("알트만"))
    >>> near < jamo_distance(to_jamo("올트먼"), to_jamo("올브라이트"))
    True
    """
    return _distance(a, b, limit)


def _distance(a: str, b: str, limit: float) -> float:
    """Return ``jamo_distance`` without a memory, for callers that have their own."""
    gaps = _gaps(b)
    row = [0.0, *accumulate(gaps)]
    for x, drop in zip(a, _gaps(a), strict=True):
        prices = _prices(x)
        before = iter(row)
        corner = next(before)
        left = corner + drop
        new = [left]
        for y, gap, above in zip(b, gaps, before, strict=True):
            best = corner + prices[y]
            other = above + drop
            if other < best:
                best = other
            other = left + gap
            if other < best:
                best = other
            corner, left = above, best
            new.append(best)
        row = new
        least = min(row)
        if least > limit:
            return least
    return row[-1]


@frozen(slots=True, eq=False)
class Sounds:
    """A word in jamo, ready to be compared.

    ``near`` holds for each jamo the places of the word where it costs less than
    another, as bits, ``close`` those where it costs less than ``CLOSE``;
    ``lightened`` is what its ㅡ can save of the edits' cost.
    """

    jamo: str
    size: int
    classes: int
    lightened: float
    near: dict[str, int]
    close: dict[str, int]


@cache
def _alike() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each jamo itself with those near, and with those close to it."""
    return {
        jamo: (
            (jamo, *prices),
            (jamo, *(like for like, price in prices.items() if price / NEAR_UNIT < CLOSE)),
        )
        for jamo, prices in near_jamo().items()
    }


@lru_cache(maxsize=65536)
def read_sounds(jamo: str) -> Sounds:
    """Return a word in jamo, ready to be compared."""
    near: dict[str, int] = {}
    close: dict[str, int] = {}
    alike = _alike()
    for i, char in enumerate(jamo):
        bit = 1 << i
        here, closer = alike.get(char) or ((char,), (char,))
        for like in here:
            near[like] = near.get(like, 0) | bit
        for like in closer:
            close[like] = close.get(like, 0) | bit
    lightened = _CHEAP_GAP * jamo.count(_EU)
    return Sounds(jamo, len(jamo), consonant_classes(jamo), lightened, near, close)


def count_edits(places: dict[str, int], size: int, other: str) -> int:
    """Return the edits between two words where like jamo are equal and all else costs one.

    ``places`` and ``size`` are those of the longer word, for speed. Every column of
    the table of edits is a word of bits. Cites: Hyyrö 2003, a form of Myers 1999.

    >>> from align.facts.hangul import to_jamo
    >>> word = read_sounds(to_jamo("올트먼"))
    >>> [count_edits(places, word.size, to_jamo("알트만")) for places in (word.near, word.close)]
    [0, 2]
    """
    full = (1 << size) - 1
    last = 1 << size >> 1
    up, down, edits = full, 0, size
    place = places.get
    for char in other:
        same = place(char, 0)
        flat = (((same & up) + up) ^ up) | same | down
        more = down | ~(flat | up) & full
        less = up & flat
        if more & last:
            edits += 1
        elif less & last:
            edits -= 1
        more = more << 1 | 1
        up = (less << 1 | ~(flat | more)) & full
        down = flat & more & full
    return edits


def bound_nats(a: Sequence[Sounds], b: Sequence[Sounds], enough: float) -> float:
    """Return what the dearest of the words side by side costs at least, in nats of the score.

    Cheap bounds are asked of all words before dear ones of any: lengths and kinds of
    consonants, then edits. The first cost above ``enough`` is returned.
    """
    for x, y in zip(a, b, strict=True):
        size, gap = x.size, x.size - y.size
        if gap < 0:
            size, gap = y.size, -gap
        nats = _STEEPNESS * (0.5 * (x.classes ^ y.classes).bit_count() + 0.6 * gap) / (size + 0.7)
        if nats > enough:
            return nats
    edits = []
    for x, y in zip(a, b, strict=True):
        if x.size < y.size:
            x, y = y, x
        count = count_edits(x.near, x.size, y.jamo)
        nats = _STEEPNESS * (count - x.lightened - y.lightened) / (x.size + 0.7)
        if nats > enough:
            return nats
        edits.append((x, y, count))
    most = 0.0
    for x, y, count in edits:
        close = CLOSE * (count_edits(x.close, x.size, y.jamo) - count)
        nats = _STEEPNESS * (count + close - x.lightened - y.lightened) / (x.size + 0.7)
        if nats > enough:
            return nats
        most = max(most, nats)
    return most


@lru_cache(maxsize=65536)
def _score(a: str, b: str) -> float:
    size = max(len(a), len(b)) + 0.7
    return exp(-_STEEPNESS * _distance(a, b, _OTHER_NATS * size / _STEEPNESS) / size)


def score_words(a: Sounds, b: Sounds) -> float:
    """Return the score of two words; a low one may be a bound from above.

    >>> from align.facts.hangul import to_jamo
    >>> first, second = (read_sounds(to_jamo(word)) for word in ("올트먼", "오바마"))
    >>> score_words(first, first), score_words(first, second) < CLEARLY_OTHER
    (1.0, True)
    """
    if a.jamo == b.jamo:
        return 1.0
    nats = bound_nats((a,), (b,), _OTHER_NATS)
    return exp(-nats) if nats > _OTHER_NATS else _score(a.jamo, b.jamo)


def least_word(a: Sequence[Sounds], b: Sequence[Sounds]) -> float:
    """Return the least score of words side by side; not exact where clearly other."""
    nats = bound_nats(a, b, _FAR_NATS)
    if nats > _FAR_NATS:
        return exp(-nats)
    least = 1.0
    for x, y in zip(a, b, strict=True):
        least = min(least, 1.0 if x.jamo == y.jamo else _score(x.jamo, y.jamo))
        if least < FAR_OTHER:
            break
    return least
