"""How long a translation is for its source: in letters, in the encoder's tokens, in words.

Each measure errs in its own way: names are long in letters, compounds few words,
rare words many tokens. Together they stray a sixth less than letters alone.

Cites: Gale & Church 1993.
"""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

_GLOSS_RE = regex.compile(r"\s?\(([^()]*[A-Za-z][^()]*)\)")
_HANGUL_RE = re.compile("[가-힣]+")

Floats = npt.NDArray[np.float64]


@frozen
class Law:
    """Expected log of the Korean length to the English one, and how far translations stray.

    Either is a constant and a slope over the log of the mean length.
    """

    ratio: tuple[float, float]
    spread: tuple[float, float]

    def spread_at(self, size: float) -> float:
        """Return how far translations of a size stray, as a standard deviation of the log."""
        return max(self.spread[0] + self.spread[1] * size, 0.1)

    def measure(self, english: float, korean: float) -> Surplus:
        """Return how much longer the English is than expected."""
        size = (math.log(english) + math.log(korean)) / 2
        expected = self.ratio[0] + self.ratio[1] * size
        spread = self.spread_at(size)
        return Surplus((expected - math.log(korean / english)) / spread, spread)


LETTERS = Law((-0.19, -0.128), (0.47, -0.068))
"""NTREX, training half."""
TOKENS = Law((0.32, -0.013), (0.34, -0.042))
WORDS = Law((-0.19, -0.042), (0.41, -0.077))
"""The last two: NTREX, development half."""


@frozen
class Surplus:
    """How much too long a side is, in standard deviations, and one of those in logs."""

    value: float
    spread: float

    def turn(self) -> Surplus:
        """Return the same of the other side."""
        return Surplus(-self.value, self.spread)

    def relief(self, share: Floats) -> Floats:
        """Return how much likelier the lengths are without a share of the side.

        >>> Surplus(2.0, 0.2).relief(np.array([0.0, 0.33, 0.6])).round(1).tolist()
        [0.0, 2.0, -1.3]
        """
        left = self.value + np.log(np.maximum(1 - share, 0.01)) / self.spread
        gained: Floats = (self.value**2 - left**2) / 2
        return gained


def measure_letters(english: str, korean: str) -> Surplus:
    """Return how much longer the English side is than expected, in letters.

    Glosses that repeat the English side, "로슬링(Rosling)", do not count.
    """

    def drop(match: regex.Match[str]) -> str:
        return "" if match[1].lower() in english.lower() else str(match[0])

    bare = str(_GLOSS_RE.sub(drop, korean)) if "(" in korean else korean
    return LETTERS.measure(count_letters(english), count_letters(bare))


def measure_surplus(english: str, korean: str) -> float:
    """Return how much longer the English side is than expected, in standard deviations.

    >>> measure_surplus("The bridge was opened on Friday by the mayor.", "다리가 개통됐다.") > 1
    True
    """
    return measure_letters(english, korean).value


def count_letters(text: str) -> float:
    """Return the length of a text in letters, and one; others among Hangul count less.

    >>> count_letters("In 2019"), count_letters("2019년")
    (7, 3.8)
    """
    hangul = sum(map(len, _HANGUL_RE.findall(text)))
    others = sum(map(str.isalnum, text)) - hangul
    return 1 + hangul + others * (0.45 if hangul else 1)
