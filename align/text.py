"""Normal form with an offset map, script and language of a piece of text.

Nothing here rewrites a document: a normalised *copy* is read, and its
offsets are mapped back. The normal form is NFC and never NFKC, which turns
``①5`` into ``15`` and ``10²`` into ``102``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from align.records import Lang

if TYPE_CHECKING:
    import regex

HANGUL_WEIGHT = 2.5
"""Latin letters that say as much as one Hangul syllable (NTREX, both sides of
1,007 segments: 2.4 English letters for one Korean syllable)."""

KOREAN_SHARE = 0.4
ENGLISH_SHARE = 0.3
"""Share of Hangul, so weighted, from which a text is Korean, and up to which it
is English with Korean glosses; between them it is mixed."""


def nfc_with_map(text: str) -> tuple[str, Sequence[int]]:
    r"""Return the NFC form and, for each of its code points, the place in ``text``.

    The map has one entry more than the copy has code points; the last is
    ``len(text)``, so half-open spans map back by their two ends.

    >>> copy, offsets = nfc_with_map("\u1100\u1161\u11a8 \uac00")  # the first in three jamo
    >>> copy == "\uac01 \uac00", list(offsets)
    (True, [0, 3, 4, 5])
    """
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    copy: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins_backwards(text[end]):
            continue
        composed = unicodedata.normalize("NFC", text[start:end])
        copy.append(composed)
        offsets.extend(start + min(i, end - start - 1) for i in range(len(composed)))
        start = end
    offsets.append(len(text))
    return "".join(copy), offsets


def _joins_backwards(char: str) -> bool:
    """Say whether NFC may fuse ``char`` with what stands before it."""
    if char < "\u0300":
        return False
    is_medial_or_final_jamo = "\u1161" <= char <= "\u11ff"
    return (
        is_medial_or_final_jamo
        or unicodedata.combining(char) != 0
        or unicodedata.category(char)[0] == "M"
    )


@cache
def _letter_patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    import regex

    return (
        regex.compile(r"[\p{Hangul}]"),
        regex.compile(r"[\p{Latin}]"),
    )


def hangul_share(text: str) -> float | None:
    """Return how Korean the letters of ``text`` are, in [0, 1]; None without letters.

    A Hangul syllable counts as 2.5 Latin letters.

    >>> hangul_share("SK 하이닉스") > 0.8, hangul_share("2025. 2. 4.")
    (True, None)
    """
    hangul_re, latin_re = _letter_patterns()
    hangul = HANGUL_WEIGHT * len(hangul_re.findall(text))
    latin = len(latin_re.findall(text))
    return hangul / (hangul + latin) if hangul + latin else None


def detect_language(text: str) -> Lang | None:
    """Return the language of ``text``, or None where it has no letters.

    >>> detect_language("카카오(Kakao)와 협력"), detect_language("Kakao (카카오) said it will grow")
    ('ko', 'en')
    """
    share = hangul_share(text)
    if share is None:
        return None
    if share >= KOREAN_SHARE:
        return "ko"
    return "en" if share <= ENGLISH_SHARE else "mixed"
