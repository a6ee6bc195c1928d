"""One sentence that a bitext translates in two ways.

Of a text of any length a bounded number of sentences is remembered, the first
ones. Left out: short ones ("Yes."), which are rendered as their place wants.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import Factory, define, frozen

from align.checks.pairs import Finding, Pair
from align.records import Span

REMEMBERED = 100_000
"""Sources that are remembered: some 30 MB."""

LEAST_WORDS = 4
"""Words of a source from which two renderings of it are worth a look."""

LONGEST = 300
"""Characters of a target that are remembered and compared."""


@frozen(kw_only=True)
class Retold:
    """A pair, and the first target that its source had, in pair ``number``."""

    pair: Pair
    number: int
    before: str


@define
class Repeats:
    """The first target of each source so far.

    >>> from align.checks.pairs import make_text_pair
    >>> repeats = Repeats()
    >>> repeats.add(1, make_text_pair("He left the room.", "그는 방을 나갔다."))
    >>> repeats.add(2, make_text_pair("He left the room.", "그는 떠났다.")).before
    '그는 방을 나갔다.'
    """

    _seen: dict[int, tuple[int, str]] = Factory(dict)

    def add(self, number: int, pair: Pair) -> Retold | None:
        """Take in a pair; return what there was of its source already."""
        source = _normal(pair.source.text)
        if len(source.split()) < LEAST_WORDS:
            return None
        key = hash(source)
        if key in self._seen:
            first, before = self._seen[key]
            return Retold(pair=pair, number=first, before=before)
        if len(self._seen) < REMEMBERED:
            self._seen[key] = (number, pair.target.text[:LONGEST])
        return None


def check_repeated(retold: Retold) -> Iterator[Finding]:
    """One and the same source has another translation elsewhere in the bitext."""
    text = retold.pair.target.text
    if _normal(text[:LONGEST]) == _normal(retold.before):
        return
    yield Finding(
        verdict="variant",
        message=f"Translated in another way in pair {retold.number}: {retold.before[:80]}",
        source=Span(0, len(retold.pair.source.text)),
        target=Span(0, len(text)),
        source_value=retold.before,
        target_value=text,
        confidence=0.9,
    )


def _normal(text: str) -> str:
    """Return the words of a text, whatever its spaces and marks."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
