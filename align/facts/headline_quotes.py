"""Quotations of headlines: whose words they are, as the text below tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from align.facts.speakers import Speakers
from align.records import Quote

SHARED = 0.6
"""Part of the pairs of letters in a headline's quotation that those of another's words hold."""

MOST = 400
"""Quotations of a text that those of its headlines are held against."""

_LETTERS_RE = re.compile(r"[\W_]+")
_BESIDE_RE = re.compile(r"(?P<phrase>[^\s\"“”‘’'…,:]+(?:\s[^\s\"“”‘’'…,:]+)?)[:,]?\s*\Z")


def settle_headline(quote: Quote, before: str, said: Sequence[Quote], speakers: Speakers) -> Quote:
    """Return a headline's quotation with the speaker whom the headline or the text names.

    The same words in the text make it verbatim, like words give the speaker alone.
    ``before`` is the headline up to the quotation, ``said`` are those of the text.
    """
    own = _bare(quote.text)
    best: tuple[float, Quote | None] = (SHARED, None)
    for other in said[:MOST]:
        words = _bare(other.text)
        if other.lang != quote.lang or not own:
            continue
        if own in words:
            return evolve(quote, speaker=other.speaker, mode="verbatim")
        best = max(best, (_share(own, words), other), key=lambda found: found[0])
    if match := _BESIDE_RE.search(before):
        name = speakers.resolve(match["phrase"].strip(), quote.lang)
        if name and name in speakers.named.get(quote.lang, []):
            return evolve(quote, speaker=name)
    return evolve(quote, speaker=best[1].speaker) if best[1] is not None else quote


def _bare(words: str) -> str:
    return _LETTERS_RE.sub("", words).lower()


def _share(own: str, words: str) -> float:
    pairs = {own[i : i + 2] for i in range(len(own) - 1)}
    return sum(pair in words for pair in pairs) / max(1, len(pairs))
