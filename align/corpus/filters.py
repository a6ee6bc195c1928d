"""Which pairs a corpus can do without, and why, in one word.

Each rule looks at one pair alone; what depends on other pairs is in ``dedupe``.
The first rule that a pair breaks is the reason that is counted. Left out:
classifiers of translation quality, which the confidence of a bead stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import regex

from align.corpus.records import CorpusPair, Limits, Settings
from align.formats.parallel import PARALLEL_KINDS
from align.text import HANGUL_WEIGHT, detect_language

Rule = Callable[[CorpusPair, Limits], bool]

_HANGUL_RE = regex.compile(r"\p{Hangul}")


def find_reason_to_drop(pair: CorpusPair, settings: Settings) -> str | None:
    """Return why a pair is left out of the corpus, as one word; None where it stays."""
    if pair.kind not in PARALLEL_KINDS:
        return "kind"  # names, stamps and hashtags are no text to translate
    if pair.confidence < settings.min_confidence:
        return "confidence"
    return next((name for name, breaks in RULES.items() if breaks(pair, settings.limits)), None)


def weigh_letters(text: str) -> float:
    """Return the length of a text in Latin letters; a Hangul syllable says as much as 2.5.

    >>> weigh_letters("다리 40"), weigh_letters("bridge")
    (7.0, 6.0)
    """
    hangul = len(_HANGUL_RE.findall(text))
    other = sum(char.isalnum() for char in text) - hangul
    return HANGUL_WEIGHT * hangul + other


def length_ratio(source: str, target: str) -> float:
    """Return how many times the longer text is as long as the shorter, at least 1.

    Spaces and marks do not count; a text without letters or digits is one long.

    >>> round(length_ratio("The bridge was opened on Friday.", "금요일 다리가 개통됐다."), 2)
    1.04
    """
    lengths = sorted(max(weigh_letters(text), 1.0) for text in (source, target))
    return lengths[1] / lengths[0]


def is_identical(source: str, target: str) -> bool:
    """Say whether two texts are the same but for case, space and marks.

    >>> is_identical("SK hynix", "SK Hynix."), is_identical("SK hynix", "SK하이닉스")
    (True, False)
    """
    one, other = (
        "".join(char for char in text.casefold() if char.isalnum()) for text in (source, target)
    )
    return one == other


def _is_empty(pair: CorpusPair, limits: Limits) -> bool:
    return not (pair.source.strip() and pair.target.strip())


def _is_short(pair: CorpusPair, limits: Limits) -> bool:
    return min(len(pair.source), len(pair.target)) < limits.min_characters or (
        min(_count_words(pair)) < limits.min_words
    )


def _is_long(pair: CorpusPair, limits: Limits) -> bool:
    longest = max(len(pair.source), len(pair.target))
    return (limits.max_characters is not None and longest > limits.max_characters) or (
        limits.max_words is not None and max(_count_words(pair)) > limits.max_words
    )


def _is_uneven(pair: CorpusPair, limits: Limits) -> bool:
    if limits.max_ratio is None:
        return False
    return length_ratio(pair.source, pair.target) > limits.max_ratio


def _is_other_language(pair: CorpusPair, limits: Limits) -> bool:
    """Say whether a side is in the other's language; what has no letters is in none."""
    if not limits.drop_language:
        return False
    return detect_language(pair.source) == "ko" or detect_language(pair.target) == "en"


def _is_identical(pair: CorpusPair, limits: Limits) -> bool:
    return limits.drop_identical and is_identical(pair.source, pair.target)


def _count_words(pair: CorpusPair) -> tuple[int, int]:
    return len(pair.source.split()), len(pair.target.split())


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "empty": _is_empty,
        "identical": _is_identical,
        "language": _is_other_language,
        "short": _is_short,
        "long": _is_long,
        "ratio": _is_uneven,
    }
)
"""The reasons to drop a pair, in the order in which they are asked."""
