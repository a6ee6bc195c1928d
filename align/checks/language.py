"""Whether each side is in its language."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from align.checks.pairs import Finding, Pair
from align.records import Span

LEAST_WORDS = 4
"""English words in small letters from which a side without Hangul is untranslated prose,
and no title, name or list of them."""

_HANGUL_RE = regex.compile(r"\p{Hangul}")
_WORD_RE = regex.compile(r"(?<![\w.@/#-])[a-z]{2,}(?![\w@/])")


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """The Korean side is English: the sentence was left untranslated."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    text = pair.target.text
    if _HANGUL_RE.search(text) or len(_WORD_RE.findall(text)) < LEAST_WORDS:
        return
    yield Finding(
        verdict="differs",
        message="The Korean side is English",
        source=Span(0, len(pair.source.text)),
        target=Span(0, len(text)),
        source_value="English",
        target_value="English",
        confidence=0.9,
    )
