"""How well each phrase of one side of a translation is covered by the other side.

A phrase is any run of words. What speaks for its being missing on the other
side: no run of words there has a vector near its own; what is nearest belongs
to other words of its own sentence; its names and figures are not found; and
without it the two sides have the lengths that translations have. ``omissions``
weighs these and says which phrase, if any, is reported.

Cites: Gale & Church 1993 (lengths of translations).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.checks.anchored import Anchored, Text, find_anchored
from align.checks.figures import FigureMatching
from align.encoding.threads import one_blas_thread
from align.encoding.use import UseEncoder
from align.encoding.words import Words, read_words
from align.facts import Facts
from align.facts.nouns import is_grammar
from align.facts.particles import strip_particles
from align.records import Span

Lacking = Literal["ko", "en"]
"""The side that does not say what the other says."""

RUNS = {"en": 4, "ko": 3}
"""Words of the longest runs that are compared."""

PHRASE = {"en": 12, "ko": 8}
"""Words of the longest phrase that is looked for."""

MOST_SHARE = 0.65
"""Share of a side's words that a phrase has at most: with less left, it is another sentence."""

MOST_WORDS = 120
"""Words of the longest side that is looked at; the work grows with the square."""

ANCHOR = 0.9
"""Cosine that a name or figure found on the other side stands for."""

LENGTH = (-0.19, -0.128)
SPREAD = (0.47, -0.068)
"""Expected log of Korean letters to English ones, and how far translations stray from it: each
a constant and a slope over the log of the mean length. NTREX, training half."""

FEATURES = (
    "cosine",  # best cosine of the phrase with any run of the other side
    "own",  # how much nearer that run is to the phrase than to the rest of the sentence
    "word_cosine",  # the same two, as means over its words
    "word_own",
    "words",  # log of its length
    "share",  # of its side's letters
    "relief",  # how much likelier the lengths are without it
    "opens",  # it begins where a phrase may begin
    "closes",  # it ends where one may end
    "found",  # share of its words that are names and figures of both sides
    "missing",  # names and figures in it that the other side has not
    "surplus",  # of letters on its side, in standard deviations
    "pair_cosine",  # of the whole sides
    "pair_word_cosine",  # means over all words of the side
    "pair_word_own",
    "pair_words",  # log of the side's length
)

_GLOSS_RE = regex.compile(r"\s?\(([^()]*[A-Za-z][^()]*)\)")

Floats = npt.NDArray[np.float64]


@frozen(kw_only=True)
class Phrases:
    """Phrases of one side: places in its text, and a row of ``FEATURES`` for each."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    features: Floats

    def span(self, row: int) -> Span:
        """Return where a phrase stands."""
        return Span(int(self.starts[row]), int(self.ends[row]))


def measure_surplus(english: str, korean: str) -> float:
    """Return how much longer the English side is than expected, in standard deviations.

    Glosses that repeat the English side, "로슬링(Rosling)", do not count.

    >>> measure_surplus("The bridge was opened on Friday by the mayor.", "다리가 개통됐다.") > 1
    True
    """

    def drop(match: regex.Match[str]) -> str:
        return "" if match[1].lower() in english.lower() else str(match[0])

    x = count_letters(english)
    y = count_letters(str(_GLOSS_RE.sub(drop, korean)))
    size = (math.log(x) + math.log(y)) / 2
    return (LENGTH[0] + LENGTH[1] * size - math.log(y / x)) / _spread(size)


def _spread(size: float) -> float:
    return max(SPREAD[0] + SPREAD[1] * size, 0.1)


def count_letters(text: str) -> float:
    """Return the length of a text in letters, and one; others among Hangul count less.

    >>> count_letters("In 2019"), count_letters("2019년")
    (7, 3.8)
    """
    hangul = sum("가" <= c <= "힣" for c in text)
    others = sum(c.isalnum() for c in text) - hangul
    return 1 + hangul + others * (0.45 if hangul else 1)


def find_phrases(
    encoder: UseEncoder,
    english: tuple[str, Facts],
    korean: tuple[str, Facts],
    figures: FigureMatching,
    lacking: Sequence[Lacking] = ("ko", "en"),
) -> dict[Lacking, Phrases]:
    """Return the phrases of the sides, by the side that may lack them.

    Nothing comes back for sides that are too long or that the encoder divides in
    its own way.
    """
    if max(len(english[0].split()), len(korean[0].split())) > MOST_WORDS:
        return {}
    read = [read_words(encoder, text) for text, _ in (english, korean)]
    words = [w for w in read if w is not None]
    if len(words) < len(read):
        return {}
    sides = [
        Text(text=text, words=w.spans, mentions=facts.mentions)
        for (text, facts), w in zip((english, korean), words, strict=True)
    ]
    anchored = find_anchored(sides[0], sides[1], figures)
    surplus = measure_surplus(english[0], korean[0])
    size = math.log(count_letters(english[0])) / 2 + math.log(count_letters(korean[0])) / 2
    runs = [_Runs.read(w, RUNS[lang]) for w, lang in zip(words, ("en", "ko"), strict=True)]
    with one_blas_thread():
        cosines = runs[0].vectors @ runs[1].vectors.T
    whole = float(_whole(words[0]) @ _whole(words[1]))
    out: dict[Lacking, Phrases] = {}
    for other in lacking:
        own, lang = (0, "en") if other == "ko" else (1, "ko")
        side = _Side(
            lang=lang,
            words=words[own],
            text=sides[own].text,
            runs=runs[own],
            cosines=cosines if own == 0 else cosines.T,
            anchored=anchored[own],
            longest=PHRASE[lang],
            surplus=surplus if lang == "en" else -surplus,
            spread=_spread(size),
            whole=whole,
        )
        out[other] = side.phrases()
    return out


def _whole(words: Words) -> npt.NDArray[np.float32]:
    first, last = np.array([0]), np.array([len(words)])
    row: npt.NDArray[np.float32] = words.encode(first, last)[0]
    return row


@frozen(kw_only=True)
class _Runs:
    """All runs of up to ``longest`` words, the shortest first, each by its first word."""

    count: int
    longest: int
    vectors: npt.NDArray[np.float32]

    @classmethod
    def read(cls, words: Words, longest: int) -> _Runs:
        longest = min(longest, len(words))
        first = np.concatenate([np.arange(len(words) - k) for k in range(longest)])
        length = np.concatenate([np.full(len(words) - k, k + 1) for k in range(longest)])
        return cls(count=len(words), longest=longest, vectors=words.encode(first, first + length))

    def by_length(self, rows: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
        """Return the rows of the runs of each length."""
        ends = np.cumsum([self.count - k for k in range(self.longest)])
        return np.split(rows, ends[:-1])


@frozen(kw_only=True)
class _Side:
    lang: str
    words: Words
    text: str
    runs: _Runs
    cosines: npt.NDArray[np.float32]
    anchored: Anchored
    longest: int
    surplus: float
    spread: float
    whole: float

    def phrases(self) -> Phrases:
        count = len(self.words)
        most = min(self.longest, int(MOST_SHARE * count))
        if most < 1:
            empty = np.zeros(0, np.int64)
            return Phrases(starts=empty, ends=empty, features=np.zeros((0, len(FEATURES))))
        first = np.concatenate([np.arange(count - k) for k in range(most)])
        last = first + np.concatenate([np.full(count - k, k + 1) for k in range(most)])
        cosine, own = self._cover()
        found = self.anchored.found
        word_cosine = np.where(found, np.maximum(cosine[0], ANCHOR), cosine[0])
        words = [span.of(self.text) for span in self.words.spans]
        letters = np.array([count_letters(word) - 1 for word in words])
        size = last - first
        share = _between(letters, first, last) / max(letters.sum(), 1)
        left = self.surplus + np.log(np.maximum(1 - share, 0.01)) / self.spread
        columns = {
            "cosine": self._over(cosine, first, last),
            "own": self._over(own, first, last),
            "word_cosine": _between(word_cosine, first, last) / size,
            "word_own": _between(own[0], first, last) / size,
            "words": np.log(size),
            "share": share,
            "relief": (self.surplus**2 - left**2) / 2,
            "opens": _begins(self.lang, words)[first],
            "closes": _ends(self.lang, words)[last - 1],
            "found": _between(found, first, last) / size,
            "missing": np.minimum(_between(self.anchored.missing, first, last), 2),
            "surplus": self.surplus,
            "pair_cosine": self.whole,
            "pair_word_cosine": word_cosine.mean(),
            "pair_word_own": own[0].mean(),
            "pair_words": np.log(count),
        }
        rows = [np.broadcast_to(columns[name], first.shape) for name in FEATURES]
        spans = self.words.spans
        return Phrases(
            starts=np.array([spans[i].start for i in first]),
            ends=np.array([spans[j - 1].end for j in last]),
            features=np.stack(rows, axis=1).astype(np.float64),
        )

    def _cover(self) -> tuple[list[Floats], list[Floats]]:
        """Return, by length and first word of a run, its best cosine, and that less rivals'.

        A rival is a run of the same sentence that shares no word with it.
        """
        count = len(self.words)
        blocks = self.runs.by_length(self.cosines)
        nothing = np.full((count + 1, self.cosines.shape[1]), -1.0, np.float32)
        before, after = nothing, nothing.copy()
        for k, block in enumerate(blocks):
            before[k + 1 :] = np.maximum(before[k + 1 :], block)
            after[: count - k] = np.maximum(after[: count - k], block)
        before = np.maximum.accumulate(before, axis=0)
        after = np.maximum.accumulate(after[::-1], axis=0)[::-1]
        best = [block.max(1).astype(np.float64) for block in blocks]
        own = [
            (block - np.maximum(before[: count - k], after[k + 1 :])).max(1).astype(np.float64)
            for k, block in enumerate(blocks)
        ]
        return best, own

    def _over(
        self, values: list[Floats], first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]
    ) -> Floats:
        """Return the value of each phrase's run; of a longer phrase the mean of the runs in it."""
        out = np.empty(len(first))
        for k, block in enumerate(values):
            rows = np.flatnonzero(last - first == k + 1)
            out[rows] = block[first[rows]]
        longest = len(values)
        rows = np.flatnonzero(last - first > longest)
        if len(rows):
            begin, stop = first[rows], last[rows] - longest + 1
            out[rows] = _between(values[-1], begin, stop) / (stop - begin)
        return out


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


def _between(
    values: npt.NDArray[np.float64] | npt.NDArray[np.bool_],
    first: npt.NDArray[np.int64],
    last: npt.NDArray[np.int64],
) -> Floats:
    """Return the sums of values from each first to before each last."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    total: Floats = sums[last] - sums[first]
    return total
