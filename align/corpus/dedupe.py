"""Pairs that a corpus has already: exactly the same, or the same but for figures, marks and case.

The first pair in the order of the manifest stays, so the outcome does not hang
on who aligned what. Of each pair seen a key of 16 bytes is kept, and a second
one where near duplicates are looked for. Two different pairs of a billion have the
same key with a probability of one in 10^20.

Left out: near duplicates with other words. A pair in which a word differs may
be the one that teaches it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Literal

import regex

from align.corpus.records import CorpusPair

Degree = Literal["exact", "near"]

KEY = 16
"""Bytes of a key."""

_REST = KEY - 2

_FIGURE_RE = regex.compile(r"\d+(?:[.,:]\d+)*")
_MARK_RE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


class Deduplicator:
    """Remembers pairs, and says of each new one why it can be left out, as one word, or None.

    A pair repeats an earlier one when both its sides do. ``near`` also finds
    those that differ only in figures, marks, case and space.

    >>> from align.corpus.records import CorpusPair
    >>> def pair(source: str, target: str) -> CorpusPair:
    ...     return CorpusPair(id="", doc="", source=source, target=target, source_lang="en",
    ...         target_lang="ko", kind="body", shape="1-1", score=1, confidence=1, source_doc="",
    ...         source_spans=(), target_doc="", target_spans=())
    >>> seen = Deduplicator("near")
    >>> seen(pair("Shares rose 3%.", "주가가 3% 올랐다."))
    >>> seen(pair("Shares  rose 3%.", "주가가 3% 올랐다."))
    'duplicate'
    >>> seen(pair("Shares rose 4.5%", "주가가 4.5% 올랐다"))
    'near-duplicate'
    >>> seen(pair("Shares rose 3%.", "주가가 3% 상승했다."))
    """

    def __init__(self, degree: Degree = "exact") -> None:
        self._exact = KeySet()
        self._near = KeySet() if degree == "near" else None

    def __call__(self, pair: CorpusPair) -> str | None:
        """Return why a pair can be left out, and remember it."""
        sides = pair.source, pair.target
        if not self._exact.add(_make_key(*map(normalise, sides))):
            return "duplicate"
        if self._near is not None and not self._near.add(_make_key(*map(fold, sides))):
            return "near-duplicate"
        return None


class KeySet:
    """A set of keys of 16 bytes, packed; a Python set of them takes 90 bytes each.

    The first two bytes of a key choose a bucket, the others lie there end to
    end. A bucket is searched as a string is, which for a hundred million keys
    takes microseconds.

    >>> keys = KeySet()
    >>> keys.add(bytes(range(16))), keys.add(bytes(range(16))), len(keys)
    (True, False, 1)
    """

    def __init__(self) -> None:
        self._buckets = [bytearray() for _ in range(1 << 16)]

    def __len__(self) -> int:
        return sum(map(len, self._buckets)) // _REST

    def add(self, key: bytes) -> bool:
        """Say whether a key is new, and remember it."""
        bucket = self._buckets[key[0] << 8 | key[1]]
        rest = key[2:]
        at = bucket.find(rest)
        while at % _REST and at >= 0:  # across the border of two keys
            at = bucket.find(rest, at + 1)
        if at >= 0:
            return False
        bucket += rest
        return True


def normalise(text: str) -> str:
    r"""Return a text in NFC with single spaces.

    >>> normalise(" 비가\u00a0 온다. ")
    '비가 온다.'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return a text's letters in lower case, each figure a 0, without marks and spaces.

    A text without letters keeps its figures: "3.5" is not nearly "12".

    >>> fold("Shares rose 1,200 points, to 3.5%!"), fold("3.5%")
    ('sharesrose0pointsto0', '3.5%')
    """
    text = normalise(text)
    folded = _MARK_RE.sub("", _FIGURE_RE.sub("0", text)).casefold()
    return folded if any(char.isalpha() for char in folded) else text


def _make_key(source: str, target: str) -> bytes:
    """Return the hash of two sides; where one ends and the other begins counts."""
    data = [side.encode("utf-8", "surrogatepass") for side in (source, target)]
    digest = hashlib.blake2b(len(data[0]).to_bytes(8, "little"), digest_size=KEY)
    for side in data:
        digest.update(side)
    return digest.digest()
