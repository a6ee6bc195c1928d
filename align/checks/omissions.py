"""What one side of a translation says and the other does not: omissions and additions.

The phrases of ``coverage`` are weighed by a small logistic regression, whose
weights stand in ``omissions.tsv``. Translations are free, so little is
reported: the best phrase of a side that is too long for the other, where the
weights are sure. Left out: what claims of two sources leave out, which need not
say the same; text that was not translated at all (``language``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.checks.coverage import find_phrases
from align.checks.figures import Agreement, FigureMatching
from align.checks.lengths import WORDS, measure_surplus
from align.checks.phrase_features import FEATURES, Lacking
from align.checks.shortened import is_said_short
from align.facts import Facts
from align.records import Severity, Span
from align.tables import read_table

if TYPE_CHECKING:
    from align.checks.pairs import Finding, Pair

SURPLUS, WORD_SURPLUS = 1.5, 1.0
"""Standard deviations by which one side is too long for the other, in letters and in words,
before it is looked at: the encoder is what takes time. NTREX, dev half: one pair in 13 is looked
at, one in eight without the second, and 15.1 and 13.9 % of the altered pairs are reported, 15.5
and 14.6 % without."""

BARS = {"ko": 4.6, "en": 4.8}
"""Log odds from which a phrase is reported. NTREX, dev half, each document weighed without
itself: none of 1,007 untouched pairs, and 15 and 14 % of the altered ones, mostly clauses. At
4.5 it would be 17 and 17 %, for a headline cut short and two explanations. Of the untouched
pairs that come nearest, many leave out or add in earnest."""

REACH = 2.0
"""Log odds that the costly features may add to the others: of the altered pairs that are
reported, none needs more than 1.5."""

HEAVY = 0.25
"""Share of its sentence's letters from which a missing phrase is a clause, or weighs as much."""

SURE = 1.5
"""Log odds above its bar from which a heavy phrase is a major finding."""

SHOWN = 80
"""Characters of the missing words that a message repeats."""

_HANGUL_RE = regex.compile(r"\p{Hangul}")
_EDGE_RE = regex.compile(r"^[\s\p{P}]+|[\s,;:.–—-]+$")


@frozen(kw_only=True)
class Weights:
    """A logistic regression over the ``FEATURES`` of a side."""

    mean: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]
    constant: float

    def score(self, features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return for each phrase the log odds of its being missing on the other side."""
        scores: npt.NDArray[np.float64] = (features - self.mean) / self.scale @ self.weight
        return scores + self.constant


@frozen(kw_only=True)
class Gap:
    """Words of one side that the side ``lacking`` does not say, and how sure that is."""

    lacking: Lacking
    span: Span
    score: float
    share: float


@cache
def read_weights(lacking: Lacking) -> Weights:
    """Return the weights for phrases that the Korean or the English may lack."""
    rows = {row["feature"]: row for row in read_table("omissions") if row["lacking"] == lacking}
    mean, scale, weight = (
        np.array([float(rows[name][column]) for name in FEATURES[lacking]])
        for column in ("mean", "scale", "weight")
    )
    constant = float(rows["constant"]["weight"])
    return Weights(mean=mean, scale=scale, weight=weight, constant=constant)


def check_omission(pair: Pair) -> Iterator[Finding]:
    """Words of the English have no counterpart in the Korean, which is short for it.

    Found by the likeness of phrases, not by reading: a free rendering may be
    taken for an omission. A finding is major where it is sure and a clause is missing.
    """
    yield from _findings(pair, "ko")


def check_addition(pair: Pair) -> Iterator[Finding]:
    """Words of the Korean have no counterpart in the English, which is short for it.

    As for an omission. Names put for pronouns, and explanations, are additions too.
    """
    yield from _findings(pair, "en")


def _findings(pair: Pair, lacking: Lacking) -> Iterator[Finding]:
    from align.checks.pairs import Finding

    gap = pair.gap
    if gap is None or gap.lacking != lacking:
        return
    side = pair.source if lacking == "ko" else pair.target
    words = gap.span.of(side.text)
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    sure = gap.score >= BARS[lacking] + SURE
    severity: Severity = "major" if sure and gap.share >= HEAVY else "minor"
    is_source = lacking == "ko"
    yield Finding(
        verdict="not_found",
        message=f"Not found in the {'Korean' if is_source else 'English'}: {shown}",
        source=gap.span if is_source else None,
        target=None if is_source else gap.span,
        source_value=words if is_source else None,
        target_value=None if is_source else words,
        confidence=0.8 if sure else 0.6,
        severity=severity,
    )


def find_gap(
    english: tuple[str, Facts], korean: tuple[str, Facts], figures: FigureMatching
) -> Gap | None:
    """Return what the shorter side of a translation lacks most surely, None where that is nothing.

    The encoder is loaded and read only where one side is too long.
    """
    if not _HANGUL_RE.search(korean[0]):
        return None
    surplus = measure_surplus(english[0], korean[0])
    lacking: Lacking = "ko" if surplus > 0 else "en"
    if abs(surplus) < SURPLUS:
        return None
    in_words = WORDS.measure(len(english[0].split()) or 1, len(korean[0].split()) or 1).value
    if (in_words if lacking == "ko" else -in_words) < WORD_SURPLUS:
        return None
    from align.encoding import default_encoder

    phrases = find_phrases(
        default_encoder(), english, korean, figures, (lacking,), choose_phrases
    ).get(lacking)
    if phrases is None or not len(phrases.starts):
        return None
    scores = read_weights(lacking).score(phrases.features)
    best = int(np.argmax(scores))
    if scores[best] < BARS[lacking]:
        return None
    text = english[0] if lacking == "ko" else korean[0]
    span = _trim(text, phrases.span(best))
    if lacking == "ko" and is_said_short(text, span, korean[0]):
        return None
    if _is_counted(span, figures, lacking):
        return None
    return Gap(
        lacking=lacking,
        span=span,
        score=float(scores[best]),
        share=float(phrases.features[best, FEATURES[lacking].index("share")]),
    )


def _is_counted(span: Span, figures: FigureMatching, lacking: Lacking) -> bool:
    """Say whether the other side has a figure of the phrase, and so the phrase in other words."""
    return any(
        span.overlaps(match.source.span if lacking == "ko" else match.target.span)
        for match in figures.matches
        if match.agreement >= Agreement.NEAR
    )


def choose_phrases(lacking: Lacking, features: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the phrases that may still reach the bar with the costly features."""
    weights = read_weights(lacking)
    cheap = weights.score(np.where(np.isnan(features), weights.mean, features))
    return np.flatnonzero(cheap >= BARS[lacking] - REACH)


def _trim(text: str, span: Span) -> Span:
    """Return the span without marks at its ends."""
    words = span.of(text)
    edges = [match.span() for match in _EDGE_RE.finditer(words)]
    first = next((end for start, end in edges if start == 0), 0)
    last = next((start for start, end in edges if end == len(words) and start), len(words))
    return Span(span.start + first, span.start + last) if first < last else span
