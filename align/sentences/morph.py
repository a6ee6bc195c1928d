"""Ends of unpunctuated Korean sentences by morphological analysis, with ``kiwipiepy``.

An extra: ``pip install -e '.[morph]'``. It is asked about stretches without
final marks only, where the rules know the plain endings and no others: dialect,
하게체 (알려주게), nominal endings in running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from align.errors import MissingExtraError
from align.quotemarks import MarkPair
from align.sentences.events import LAUGH_RE, is_laughter
from align.sentences.korean import goes_on, is_hangul

MIN_STRETCH = 8
"""Characters of a stretch worth asking about."""

MIN_SENTENCE = 4

_CONNECTIVES = ("고", "며", "면서", "지만")
_INDEFINITE = ("뭐", "무엇", "누구", "누군", "어디", "언제", "왠지", "어쩐지")


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _is_open(tokens: Sequence[Any], last: str) -> bool:
    """Say whether the words before a supposed end want a continuation.

    They do without Hangul at their end, with a connective as the analyser itself
    reads it (했고), and with an indefinite pronoun that looks like a question (뭔가).
    """
    if is_laughter(last) or not tokens:
        return not tokens
    if not is_hangul(last):
        return True
    ending = tokens[-1]
    if ending.tag == "EC" and ending.form.endswith(_CONNECTIVES):
        return True
    return ending.form.endswith("ᆫ가") and len(tokens) > 2 and tokens[-3].form in _INDEFINITE


@cache
def load_kiwi() -> Any:  # noqa: ANN401 # the package has no types
    """Return the analyser of kiwipiepy (extra ``morph``), loaded once a process.

    Raises:
        MissingExtraError: the extra is not installed.
    """
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
    for sentence in load_kiwi().split_into_sents(text[start:end], return_tokens=True):
        at = start + sentence.end
        following = _skip_space(text, at, end)
        if laugh := LAUGH_RE.match(text, following, end):
            at = laugh.end()
            following = _skip_space(text, at, end)
        if not start + MIN_SENTENCE <= at < following < end - 1:
            continue  # the last one, or no space behind it
        if goes_on(text, following, end) or _is_open(sentence.tokens, text[at - 1]):
            continue
        if any(pair.open < at <= pair.close for pair in pairs):
            continue
        ends.append(at)
    return ends
