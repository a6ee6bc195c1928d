"""How alike two words in Latin letters are.

A count of letters that the other word lacks goes before the table of edits,
since nearly all pairs of words are clearly unlike.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp

from align.facts.spellings.jamo import CLEARLY_OTHER

INITIAL = 0.85
"""Score of an initial for a word that begins with it."""

VOWEL_PRICE = SWAP_PRICE = 0.6
"""A vowel for another, or two letters exchanged, where another edit costs one."""

_STEEPNESS = 2.4
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=65536)
def _letter_bits(word: str) -> int:
    """Return the set of letters of a folded word, as bits."""
    out = 0
    for char in word:
        out |= 1 << (ord(char) & 63)
    return out


_VOWEL_BITS = _letter_bits("aeiouy")


def letter_distance(a: str, b: str) -> float:
    """Return the edits between two words: a vowel for a vowel and a swap cost less.

    >>> letter_distance("altman", "altmen"), letter_distance("brian", "brain")
    (0.6, 0.6)
    """
    old: list[float] = []
    row = [float(j) for j in range(len(b) + 1)]
    for i, x in enumerate(a):
        vowel = x in _VOWELS
        older, old, row = old, row, [i + 1.0]
        left = i + 1.0
        for j, y in enumerate(b):
            price = 0.0 if x == y else VOWEL_PRICE if vowel and y in _VOWELS else 1.0
            left = min(old[j] + price, old[j + 1] + 1.0, left + 1.0)
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                left = min(left, older[j - 1] + SWAP_PRICE)
            row.append(left)
    return row[-1]


@lru_cache(maxsize=65536)
def score_letters(a: str, b: str) -> float:
    """Return the score of two folded words; a low one may be a bound from above.

    >>> score_letters("s", "sam"), score_letters("altman", "altman")
    (0.85, 1.0)
    """
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    left, right = _letter_bits(a), _letter_bits(b)
    size = max(len(a), len(b))
    lost, won = left & ~right, right & ~left
    edits = max(
        lost.bit_count() - (1 - VOWEL_PRICE) * (lost & _VOWEL_BITS).bit_count(),
        won.bit_count() - (1 - VOWEL_PRICE) * (won & _VOWEL_BITS).bit_count(),
        abs(len(a) - len(b)),
    )
    bound = exp(-_STEEPNESS * edits / size)
    if bound < CLEARLY_OTHER:
        return bound
    return exp(-_STEEPNESS * letter_distance(a, b) / size)
