"""Ends of unpunctuated Korean sentences by morphological analysis, with ``kiwipiepy``.

An extra: ``pip install 'align[morph]'``. It is asked about stretches without
final marks only, where the rules know the plain endings and no others: dialect,
하게체 (알려주게), nominal endings in running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from align.errors import MissingExtraError
from align.quotemarks import MarkPair
from align.sentences.korean import goes_on, is_hangul

MIN_STRETCH = 8
"""Characters of a stretch worth asking about."""

MIN_SENTENCE = 4


@cache
def _kiwi() -> Any:  # noqa: ANN401 # the package has no types
    try:
        from kiwipiepy import Kiwi
    except ImportError as error:
        raise MissingExtraError("kiwipiepy", "morph") from error
    return Kiwi(num_workers=1)


def split_stretch(text: str, start: int, end: int, pairs: Sequence[MarkPair]) -> list[int]:
    """Return where sentences end inside ``text[start:end]``, which the rules left whole.

    Ends inside a pair of marks, and those before a word that goes on with the
    clause, are passed over.

    Raises:
        MissingExtraError: ``kiwipiepy`` is not installed.
    """
    if end - start < MIN_STRETCH or not any(is_hangul(char) for char in text[start:end]):
        return []
    ends = []
    for sentence in _kiwi().split_into_sents(text[start:end]):
        at = start + sentence.end
        following = at
        while following < end and text[following].isspace():
            following += 1
        if not start + MIN_SENTENCE <= at < following < end - 1:
            continue  # the last one, or no space behind it
        if not is_hangul(text[at - 1]) or goes_on(text, following, end):
            continue
        if any(pair.open < at <= pair.close for pair in pairs):
            continue
        ends.append(at)
    return ends
