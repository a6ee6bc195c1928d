"""How well each phrase of one side of a translation is covered by the other side.

A phrase is any run of words. What speaks for its being missing on the other
side: no run of words there has a vector near its own; what is nearest belongs
to other words of its own sentence; its names and figures are not found; and
without it the two sides have the lengths that translations have, and are nearer
to each other; it is a phrase that can be left out. ``omissions`` weighs these and
says which phrase, if any, is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.checks.anchored import Anchored, Text, find_anchored
from align.checks.figures import FigureMatching
from align.checks.lengths import TOKENS, WORDS, Surplus, count_letters, measure_letters
from align.checks.phrase_features import COSTLY, FEATURES, Lacking
from align.checks.phrase_words import WordKinds, place_phrases, read_kinds, sum_between
from align.encoding.threads import one_blas_thread
from align.encoding.use import UseEncoder
from align.encoding.words import Words, read_words
from align.facts import Facts
from align.records import Span

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

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Row = npt.NDArray[np.float32]
Columns = dict[str, Any]
"""Rows of numbers, or one for all rows, by feature."""
Choose = Callable[[Lacking, Floats], Indices]
"""Which rows of features are worth the costly ones."""


@frozen(kw_only=True)
class Phrases:
    """Phrases of one side: places in its text, and a row of ``FEATURES`` for each."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    features: Floats

    def span(self, row: int) -> Span:
        """Return where a phrase stands."""
        return Span(int(self.starts[row]), int(self.ends[row]))


def find_phrases(
    encoder: UseEncoder,
    english: tuple[str, Facts],
    korean: tuple[str, Facts],
    figures: FigureMatching,
    lacking: Sequence[Lacking] = ("ko", "en"),
    choose: Choose | None = None,
) -> dict[Lacking, Phrases]:
    """Return the phrases of the sides, by the side that may lack them.

    Only those come back that ``choose`` picks from the cheap features (the costly
    ones are NaN then); all without it. Nothing comes back for sides that are too
    long or that the encoder divides in its own way.
    """
    if max(len(english[0].split()), len(korean[0].split())) > MOST_WORDS:
        return {}
    words = [w for w in read_words(encoder, (english[0], korean[0])) if w is not None]
    if len(words) < 2:
        return {}
    sides = [
        Text(text=text, words=w.spans, mentions=facts.mentions)
        for (text, facts), w in zip((english, korean), words, strict=True)
    ]
    anchored = find_anchored(sides[0], sides[1], figures)
    surplus = (
        measure_letters(english[0], korean[0]),
        TOKENS.measure(*(float(w.tokens[-1]) for w in words)),
        WORDS.measure(*(float(len(w)) for w in words)),
    )
    runs, wholes = zip(
        *(_read_runs(w, RUNS[lang]) for w, lang in zip(words, ("en", "ko"), strict=True)),
        strict=True,
    )
    with one_blas_thread():
        cosines = runs[0].vectors @ runs[1].vectors.T
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
            surplus=surplus if lang == "en" else tuple(s.turn() for s in surplus),
            whole=wholes[own],
            other=wholes[1 - own],
        )
        out[other] = side.phrases(other, choose)
    return out


@frozen(kw_only=True)
class _Runs:
    """All runs of up to ``longest`` words, the shortest first, each by its first word."""

    count: int
    longest: int
    vectors: npt.NDArray[np.float32]

    def by_length(self, rows: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
        """Return the rows of the runs of each length."""
        ends = np.cumsum([self.count - k for k in range(self.longest)])
        return np.split(rows, ends[:-1])


def _read_runs(words: Words, longest: int) -> tuple[_Runs, Row]:
    """Return the runs of a side, and its whole."""
    count = len(words)
    longest = min(longest, count)
    first = np.concatenate([*(np.arange(count - k) for k in range(longest)), [0]])
    length = np.concatenate([*(np.full(count - k, k + 1) for k in range(longest)), [count]])
    vectors = words.encode(first, first + length)
    return _Runs(count=count, longest=longest, vectors=vectors[:-1]), vectors[-1]


@frozen(kw_only=True)
class _Side:
    lang: str
    words: Words
    text: str
    runs: _Runs
    cosines: npt.NDArray[np.float32]
    anchored: Anchored
    longest: int
    surplus: tuple[Surplus, ...]
    """In letters, tokens and words."""
    whole: Row
    other: Row
    """The vectors of this whole side and of the other one."""

    def phrases(self, lacking: Lacking, choose: Choose | None) -> Phrases:
        count = len(self.words)
        most = min(self.longest, int(MOST_SHARE * count))
        names = FEATURES[lacking]
        if most < 1:
            empty = np.zeros(0, np.int64)
            return Phrases(starts=empty, ends=empty, features=np.zeros((0, len(names))))
        first = np.concatenate([np.arange(count - k) for k in range(most)])
        last = first + np.concatenate([np.full(count - k, k + 1) for k in range(most)])
        words = [span.of(self.text) for span in self.words.spans]
        kinds = read_kinds(self.lang, words)
        columns = {
            **dict.fromkeys(COSTLY, np.nan),
            **self._likeness(first, last, kinds),
            **self._lengths(first, last, words),
            **place_phrases(kinds, first, last),
        }
        features = np.empty((len(first), len(names)))
        for n, name in enumerate(names):
            features[:, n] = columns[name]
        if choose is not None:
            rows = choose(lacking, features)
            first, last, features = first[rows], last[rows], features[rows]
        if len(first):
            features[:, [names.index(name) for name in COSTLY]] = self._without(first, last)
        spans = self.words.spans
        return Phrases(
            starts=np.array([spans[i].start for i in first], np.int64),
            ends=np.array([spans[j - 1].end for j in last], np.int64),
            features=features,
        )

    def _without(self, first: Indices, last: Indices) -> Floats:
        """Return how much nearer the sides are without each phrase, and how near it is itself."""
        words = self.words
        sums = words.sums[last] - words.sums[first]
        tokens = words.tokens[last] - words.tokens[first]
        both = words.encoder.encode_sums(
            np.concatenate([words.sums[-1] - sums, sums]) + words.marks,
            np.concatenate([words.tokens[-1] - tokens, tokens]) + 2,
        )
        rest, own = np.split((both @ self.other).astype(np.float64), 2)
        return np.column_stack([rest - float(self.whole @ self.other), own])

    def _likeness(self, first: Indices, last: Indices, kinds: WordKinds) -> Columns:
        """Return what the vectors say of each phrase."""
        cosine, own = self._cover()
        found = self.anchored.found
        word_cosine = np.where(found, np.maximum(cosine[0], ANCHOR), cosine[0])
        size = last - first
        content = sum_between(kinds.content, first, last)
        least = _two_least(np.where(kinds.content, word_cosine, 1.0), int(size.max()))
        return {
            "cosine": self._over(cosine, first, last),
            "own": self._over(own, first, last),
            "word_cosine": sum_between(word_cosine, first, last) / size,
            "word_own": sum_between(own[0], first, last) / size,
            "found": sum_between(found, first, last) / size,
            "missing": np.minimum(sum_between(self.anchored.missing, first, last), 2),
            "content": content,
            "content_cosine": sum_between(np.where(kinds.content, word_cosine, 0), first, last)
            / np.maximum(content, 1),
            "least_cosine": least[:, 0],
            "second_cosine": least[:, 1],
            "pair_cosine": self.whole @ self.other,
            "pair_word_cosine": word_cosine.mean(),
            "pair_word_own": own[0].mean(),
        }

    def _lengths(self, first: Indices, last: Indices, words: Sequence[str]) -> Columns:
        """Return how long each phrase is, and how much too long its side."""
        letters = np.array([count_letters(word) - 1 for word in words])
        tokens = self.words.tokens
        shares = [
            sum_between(letters, first, last) / max(letters.sum(), 1),
            (tokens[last] - tokens[first]) / tokens[-1],
            (last - first) / len(words),
        ]
        reliefs = [s.relief(share) for s, share in zip(self.surplus, shares, strict=True)]
        values = [np.float64(surplus.value) for surplus in self.surplus]
        return {
            "words": np.log(last - first),
            "share": shares[0],
            "token_share": shares[1],
            **dict(zip(("relief", "token_relief", "word_relief"), reliefs, strict=True)),
            **dict(zip(("surplus", "token_surplus", "word_surplus"), values, strict=True)),
            "pair_words": np.log(len(words)),
        }

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

    def _over(self, values: list[Floats], first: Indices, last: Indices) -> Floats:
        """Return the value of each phrase's run; of a longer phrase the mean of the runs in it."""
        out = np.empty(len(first))
        for k, block in enumerate(values):
            rows = np.flatnonzero(last - first == k + 1)
            out[rows] = block[first[rows]]
        longest = len(values)
        rows = np.flatnonzero(last - first > longest)
        if len(rows):
            begin, stop = first[rows], last[rows] - longest + 1
            out[rows] = sum_between(values[-1], begin, stop) / (stop - begin)
        return out


def _two_least(values: Floats, longest: int) -> Floats:
    """Return the two least values of each run, the shortest runs first; 1 for a second of one.

    >>> _two_least(np.array([0.5, 0.2, 0.9]), 2).tolist()
    [[0.5, 1.0], [0.2, 1.0], [0.9, 1.0], [0.2, 0.5], [0.2, 0.9]]
    """
    run = np.ones((len(values), 2))
    found = []
    for k in range(longest):
        run = np.sort(np.column_stack([run[: len(values) - k], values[k:]]), axis=1)[:, :2]
        found.append(run)
    return np.concatenate(found)
