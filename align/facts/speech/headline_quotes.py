"""Quotations of headlines: whose words they are, as the text below tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from align.facts.speech.quote_signs import is_title_case
from align.facts.speech.speakers import Speakers
from align.records import Quote

SHARED = 0.6
"""Part of the pairs of letters, or of the words by their first two letters in Korean, of a
headline's quotation that those of another's words hold."""

MOST = 400
"""Quotations of a text that those of its headlines are held against."""

_WORD_RE = re.compile(r"\w+")
_LETTERS_RE = re.compile(r"[\W_]+")
_BESIDE_RE = re.compile(r"(?P<phrase>[^\s\"“”‘’'…,:]+(?:\s[^\s\"“”‘’'…,:]+)?)[:,]?\s*\Z")


def settle_headline(quote: Quote, before: str, said: Sequence[Quote], speakers: Speakers) -> Quote:
    """Return a headline's quotation with the speaker whom the headline or the text names.

    The same words in the text make it verbatim, like words give the speaker alone.
    ``before`` is the headline up to the quotation, ``said`` are those of the text.
    """
    own = _bare(quote.text)
    best: tuple[float, Quote | None] = (0.0, None)
    for other in said[:MOST]:
        words = _bare(other.text)
        if other.lang != quote.lang or not own:
            continue
        if own in words:
            return evolve(quote, speaker=other.speaker, mode="verbatim")
        share = _share(own, words)
        if quote.lang == "ko":
            share = max(share, _share_words(quote.text, other.text))
        best = max(best, (share, other), key=lambda found: found[0])
    if match := _BESIDE_RE.search(before):
        name = speakers.resolve(match["phrase"].strip(), quote.lang)
        if name and name in speakers.named.get(quote.lang, []):
            return evolve(quote, speaker=name)
    like = best[1] if best[0] >= SHARED else None
    return evolve(quote, speaker=like.speaker) if like is not None else quote


def is_said(words: str, said: Sequence[Quote]) -> bool:
    """Say whether two or more words of a headline stand in a quotation of the text.

    What is a title in the headline is one in a speech as well: I wrote Silver Lane.
    """
    own = words.strip(" .,!?")
    if " " not in own:
        return False
    for other in said[:MOST]:
        at = other.text.lower().find(own.lower())
        if at < 0:
            continue
        found, behind = other.text[at : at + len(own)], other.text[at + len(own) :][:1]
        whole = not behind.isalnum() and not other.text[max(0, at - 1) : at].isalnum()
        if whole and not is_title_case(found):
            return True
    return False


def _bare(words: str) -> str:
    return _LETTERS_RE.sub("", words).lower()


def _share_words(own: str, words: str) -> float:
    """Return the part of the words of a Korean text that begin a word of another's."""
    starts = {word[:2] for word in _WORD_RE.findall(words)}
    mine = _WORD_RE.findall(own)
    return sum(word[:2] in starts for word in mine) / max(3, len(mine))


def _share(own: str, words: str) -> float:
    pairs = {own[i : i + 2] for i in range(len(own) - 1)}
    return sum(pair in words for pair in pairs) / max(1, len(pairs))
