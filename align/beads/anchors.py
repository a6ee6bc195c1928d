"""Figures as evidence for or against a pair of sentences.

Only where a pair is in doubt: in documents that are translations of each other
a wrong figure must not un-align the very pair that has to be flagged.
"""

from __future__ import annotations

from functools import lru_cache

from align.facts.figures import read_figures
from align.records import Lang

MAX_READ = 2_000
"""Characters of a sentence whose figures are read."""


def count_lonely(source: str, target: str, languages: tuple[Lang, Lang]) -> int:
    """Return how many figures of one side have no equal on the other, at most.

    >>> count_lonely("It cost 40 million won.", "비용은 4천만 원이었다.", ("en", "ko"))
    0
    >>> count_lonely("It rained.", "비가 3일 동안 1,200mm 왔다.", ("en", "ko"))
    2
    """
    values = [
        _read_values(text, lang) for text, lang in zip((source, target), languages, strict=True)
    ]
    return max(len(values[0] - values[1]), len(values[1] - values[0]))


@lru_cache(maxsize=4096)
def _read_values(text: str, lang: Lang) -> frozenset[str]:
    found = (figure.value for figure in read_figures(text[:MAX_READ], lang))
    return frozenset(
        str(value[0] if isinstance(value, tuple) else value) for value in found if value is not None
    )
