"""How much speaks for two units stating the same: words, figures, and how alone they are in it.

The likeness of two units is taken over what their sources have else: a clause
that is near to five sentences of the other outlet is claimed by none of them.

The weights were set one by one on the claims of ``gold/`` (seeds and real),
by F0.5 at the best bar, mean of the two sets: 0.73 at first, 0.78 with words
at 0.5 and a stricter bar for clusters, 0.79 with rare names; figures between 0.4
and 1.2 give the same.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.checks.figures import Agreement, compare_figures, has_same_unit
from align.claims.rare_names import RareNames
from align.claims.units import Unit
from align.encoding import UseEncoder, one_blas_thread
from align.quotations import LONG_RUN, find_runs
from align.records import Figure, Lang, Segment

Row = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

RIVALS = 4
"""Segments of the other source, after the best one, whose mean likeness is the usual one."""
USUAL = 0.3
"""The likeness to segments that a short source does not have."""
RIVALRY = 0.8
"""How much of the usual likeness, half of each side's, is taken off the cosine."""

BLOCK = 1024
"""Units that are held against all others at a time."""

MIN_MARGIN = 0.05
"""Cosine over the usual below which two units are not looked at."""

SHARED_WORDS = 0.5
"""What it adds that two units of one language have all their rare words in common."""
OTHER_LANGUAGE = 0.3
"""What two units of two languages have in place of shared words."""
SHARED_FIGURE = 0.9
"""What shared figures add: the first half, the second a quarter."""
BOTH_SAID = 0.06
"""What it adds that both are quotations: outlets quote the same words."""
RIVAL_FIGURE = 0.12
"""What two different figures of one unit add: amounts in dollars are compared with such."""
ONLY_FIGURE = 0.4
"""What sums of money or counted things add where neither source has others of that unit: the
only dollar amounts of two reports of one event are told of the same. Durations, ages and
per cents are told of anything."""
SHARED_RUN = 0.3
"""What it adds that a long run of letters stands between quotation marks in both."""
ONLY_TIME = 0.3
"""What the only times of day of two sources add, the same or not: reports of one event give
the hour at which it began."""
WORTH_TIME = 0.4
"""Support of the rest from which these times count: an event has more than one hour."""
SHARED_NAME = 0.25
"""What shared rare names add across languages: the first half, the second a quarter. At 0.2
three pairs of ``gold/`` fewer are found, and one wrong one."""
NAMES_MOST = 0.74
"""Support that names can bring about: they make a claim, but none that is equivalent."""
WORTH_NAMES = (0.44, 0.64)
"""Support of the rest between which names decide, up to ``clusters.ACCEPT``: a look-up takes
a third of a millisecond."""
LENGTH = 0.04
"""What doubling e-fold length adds: short clauses are alike by chance."""
USUAL_LENGTH: Mapping[Lang, int] = {"en": 60, "ko": 28, "mixed": 40}
"""Characters of a clause of usual length."""

FIGURE_SHARE = Decimal("0.2")
"""What two hedged figures may be apart and still be the same one."""


@frozen(kw_only=True)
class Link:
    """Two units that may state the same, and how much speaks for it."""

    support: float
    one: Unit
    other: Unit


def find_links(
    units: Sequence[Unit],
    segments: Sequence[Segment],
    sources: Sequence[str],
    names: RareNames,
    vectors: Mapping[str, Row],
    encoder: UseEncoder,
) -> list[Link]:
    """Return pairs of units of different sources that may state the same, best first.

    ``sources`` names for each segment who speaks; ``vectors`` holds texts whose
    vectors are known.
    """
    links: list[Link] = []
    words = [_find_words(unit.text, segments[unit.segment].lang) for unit in units]
    rarity = _weigh_words(units, words, len(segments))
    count = _count_figures(units, sources)
    times: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        times[sources[unit.segment]] |= {str(figure.value) for figure in unit.times}
    for is_window in (False, True):
        chosen = [i for i, unit in enumerate(units) if unit.is_window is is_window]
        matrix = _encode([units[i].text for i in chosen], vectors, encoder)
        for row, column, margin in _near(matrix, [units[i].segment for i in chosen], sources):
            i, j = chosen[row], chosen[column]
            pair = a, b = units[i], units[j]
            langs = [segments[unit.segment].lang for unit in pair]
            shared = count_shared(a.figures, b.figures)
            if is_window and not shared:
                continue
            support = margin + SHARED_FIGURE * (1 - 0.5**shared)
            if langs[0] == langs[1]:
                support += SHARED_WORDS * _likeness(words[i], words[j], rarity)
            else:
                support += OTHER_LANGUAGE
            if a.is_said and b.is_said:
                support += BOTH_SAID
            if langs[0] == langs[1] and _share_run(a.quoted, b.quoted, langs[0]):
                support += SHARED_RUN
            if not shared and _are_rivals(a.figures, b.figures):
                is_only = a.figures[0].kind in ("currency", "number") and all(
                    count[sources[unit.segment], _unit_of(unit.figures[0])] == 1 for unit in pair
                )
                support += ONLY_FIGURE if is_only else RIVAL_FIGURE
            size = min(
                len(u.text) / USUAL_LENGTH[lang] for u, lang in zip(pair, langs, strict=True)
            )
            support += LENGTH * math.log(max(size, 0.1))
            if WORTH_NAMES[0] <= support < WORTH_NAMES[1]:
                found = names.count_shared(a.segment, a.span, b.segment, b.span)
                support = max(support, min(support + SHARED_NAME * (1 - 0.5**found), NAMES_MOST))
            if len(a.times) == len(b.times) == 1 and support >= WORTH_TIME:
                is_only = all(len(times[sources[unit.segment]]) == 1 for unit in pair)
                support += ONLY_TIME if is_only else 0.0
            links.append(Link(support=support, one=a, other=b))
    return sorted(
        links, key=lambda k: (-k.support, k.one.segment, k.other.segment, k.one.span.start)
    )


def _share_run(a: str, b: str, lang: Lang) -> bool:
    """Say whether two quotations of one language have a long run of letters in common."""
    size = LONG_RUN[lang]
    if min(len(a), len(b)) < size:
        return False
    return not _runs(a, size).isdisjoint(_runs(b, size))


_runs = lru_cache(maxsize=4096)(find_runs)


def _encode(texts: Sequence[str], known: Mapping[str, Row], encoder: UseEncoder) -> Row:
    if not texts:
        return np.empty((0, 1), np.float32)
    new = list(dict.fromkeys(text for text in texts if text not in known))
    vectors = {**known, **dict(zip(new, encoder.encode(new), strict=True))}
    return np.array([vectors[text] for text in texts], np.float32)


def _near(
    matrix: Row, places: Sequence[int], sources: Sequence[str]
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of units of different sources that are near, with the margin over the usual.

    ``places`` says in which segment each unit stands; it does not fall.
    """
    if not len(matrix):
        return
    segment, starts = np.unique(np.array(places), return_index=True)
    source_of_segment = np.unique([sources[i] for i in segment], return_inverse=True)[1]
    source = source_of_segment[np.searchsorted(segment, places)]
    blocks = range(0, len(matrix), BLOCK)
    with one_blas_thread():
        usual = np.concatenate(
            [
                _usual_likeness(matrix[first : first + BLOCK] @ matrix.T, starts, source_of_segment)
                for first in blocks
            ]
        )
        for first in blocks:
            rows = slice(first, first + BLOCK)
            margin = matrix[rows] @ matrix.T
            margin -= RIVALRY / 2 * (usual[rows][:, source] + usual[:, source[rows]].T)
            margin[source[rows, None] == source[None]] = -1.0
            for row, other in np.argwhere(margin >= MIN_MARGIN):
                if other > first + row:
                    yield int(first + row), int(other), float(margin[row, other])


def _usual_likeness(cosines: Row, starts: Indices, source_of_segment: Indices) -> Row:
    """Return for each unit and source the mean cosine to its next best segments there."""
    best = np.maximum.reduceat(cosines, starts, axis=1)
    usual = np.empty((len(cosines), source_of_segment.max() + 1), np.float32)
    for source in range(usual.shape[1]):
        own = np.sort(best[:, source_of_segment == source], axis=1)[:, ::-1][:, 1 : 1 + RIVALS]
        usual[:, source] = (own.sum(1) + (RIVALS - own.shape[1]) * USUAL) / RIVALS
    return usual


_STEM = {"en": 5, "ko": 2}
_WORDS_RE = regex.compile(r"[\p{Latin}][\p{Latin}\d-]+|\p{Hangul}{2,}|\d+")


def _find_words(text: str, lang: Lang) -> frozenset[str]:
    """Return the beginnings of the words: what follows is mostly inflection.

    >>> sorted(_find_words("우리 플랫폼으로 만드는 HBM", "ko"))
    ['hbm', '만드', '우리', '플랫']
    """
    return frozenset(
        word.lower()[: _STEM["ko" if "가" <= word[0] <= "힣" else "en"]]
        for word in _WORDS_RE.findall(text)
    )


def _weigh_words(
    units: Sequence[Unit], words: Sequence[frozenset[str]], segments: int
) -> dict[str, float]:
    """Return how rare each word is: the square of its information in the event's segments."""
    whole: dict[int, frozenset[str]] = {}
    for unit, found in zip(units, words, strict=True):
        whole.setdefault(unit.segment, found)  # the first unit is the segment itself
    count = Counter(word for found in whole.values() for word in found)
    return {word: math.log((segments + 1) / n) ** 2 for word, n in count.items()}


def _likeness(a: frozenset[str], b: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Return the cosine of two sets of words, each word counted by its rarity."""
    both = sum(rarity.get(word, 0.0) for word in a & b)
    if not both:
        return 0.0
    sizes = [sum(rarity.get(word, 0.0) for word in words) for words in (a, b)]
    return both / math.sqrt(sizes[0] * sizes[1])


def count_shared(a: Sequence[Figure], b: Sequence[Figure]) -> int:
    """Return how many figures of two units are the same, each counted once."""
    left = list(b)
    count = 0
    for figure in a:
        same = next((other for other in left if _is_same(figure, other)), None)
        if same is not None:
            left.remove(same)
            count += 1
    return count


def _is_same(a: Figure, b: Figure) -> bool:
    agreement = compare_figures(a, b)
    if agreement is not Agreement.NEAR:
        return agreement is Agreement.SAME
    if not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal):
        return True
    return abs(a.value - b.value) <= FIGURE_SHARE * max(abs(a.value), abs(b.value))


def _count_figures(
    units: Sequence[Unit], sources: Sequence[str]
) -> Counter[tuple[str, tuple[str, ...]]]:
    """Return how many figures of each unit a source has; one said twice counts once."""
    found = {
        (sources[unit.segment], _unit_of(figure), str(figure.value))
        for unit in units
        for figure in unit.figures
    }
    return Counter((source, name) for source, name, _ in found)


def _unit_of(figure: Figure) -> tuple[str, ...]:
    return figure.kind, figure.currency or "", figure.unit or "", figure.counted or ""


def _are_rivals(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Say whether two units each give one figure, in the same currency, unit or counter."""
    if len(a) != 1 or len(b) != 1 or a[0].kind != b[0].kind or not has_same_unit(a[0], b[0]):
        return False
    return a[0].kind != "number" or (a[0].counted is not None and a[0].counted == b[0].counted)
