"""Hangul syllables taken apart into jamo, and how far two spellings are apart.

A jamo string here is the syllables' decomposition without the silent onset ㅇ:
onsets are U+1100…, vowels U+1161…, codas U+11A8…, so that ㄹ before and after a
vowel differ. Precomposed syllables only: bring NFD text to NFC first. Other
characters pass through unchanged.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = "_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

_HANGUL_RE = re.compile("[가-힣]+")
_FIRST, _LAST = 0xAC00, 0xD7A3
_ONSET, _VOWEL, _CODA = 0x1100, 0x1161, 0x11A7
_SILENT = chr(_ONSET + ONSETS.index("ㅇ"))


def is_syllable(char: str) -> bool:
    """Say whether ``char`` is one precomposed Hangul syllable.

    >>> is_syllable("한"), is_syllable("ㅎ"), is_syllable("a")
    (True, False, False)
    """
    return len(char) == 1 and _FIRST <= ord(char) <= _LAST


@lru_cache(maxsize=65536)
def has_hangul(text: str) -> bool:
    """Say whether ``text`` holds a precomposed syllable.

    >>> has_hangul("LG전자"), has_hangul("LG")
    (True, False)
    """
    return any("가" <= char <= "힣" for char in text)


def is_hangul(text: str) -> bool:
    """Say whether ``text`` is precomposed syllables only, at least one.

    >>> is_hangul("한국"), is_hangul("한 국"), is_hangul("")
    (True, False, False)
    """
    return _HANGUL_RE.fullmatch(text) is not None


def split_syllable(char: str) -> tuple[str, str, str]:
    """Return onset, vowel and coda of a syllable as letters; no coda is "".

    Raises:
        ValueError: ``char`` is no precomposed syllable.

    >>> split_syllable("윤")
    ('ㅇ', 'ㅠ', 'ㄴ')
    """
    if not is_syllable(char):
        raise ValueError(f"not a Hangul syllable: {char!r}")
    rest, coda = divmod(ord(char) - _FIRST, 28)
    onset, vowel = divmod(rest, 21)
    return ONSETS[onset], VOWELS[vowel], CODAS[coda] if coda else ""


def has_coda(char: str) -> bool:
    """Say whether a syllable ends in a consonant, which chooses its particles.

    >>> has_coda("먼"), has_coda("크"), has_coda("a")
    (True, False, False)
    """
    return is_syllable(char) and (ord(char) - _FIRST) % 28 != 0


@cache
def _jamo(char: str) -> str:
    if not is_syllable(char):
        return char
    rest, coda = divmod(ord(char) - _FIRST, 28)
    onset, vowel = divmod(rest, 21)
    out = chr(_ONSET + onset) + chr(_VOWEL + vowel) + (chr(_CODA + coda) if coda else "")
    return out.removeprefix(_SILENT)


@lru_cache(maxsize=65536)
def to_jamo(text: str) -> str:
    """Return the jamo string of ``text``: no silent ㅇ, codas apart from onsets.

    >>> [f"{ord(j):x}" for j in to_jamo("올")]
    ['1169', '11af']
    >>> to_jamo("SK")
    'SK'
    """
    return "".join(map(_jamo, text))


def spell_jamo(jamo: str) -> str:
    """Return a jamo string in plain letters, codas after an underscore.

    >>> spell_jamo(to_jamo("올트먼"))
    'ㅗ_ㄹㅌㅡㅁㅓ_ㄴ'
    """
    out = []
    for char in jamo:
        code = ord(char)
        if _ONSET <= code < _ONSET + 19:
            out.append(ONSETS[code - _ONSET])
        elif _VOWEL <= code < _VOWEL + 21:
            out.append(VOWELS[code - _VOWEL])
        elif _CODA < code < _CODA + 28:
            out.append("_" + CODAS[code - _CODA])
        else:
            out.append(char)
    return "".join(out)


def read_jamo(letters: str) -> str:
    """Return the jamo string that ``spell_jamo`` spelled as ``letters``.

    >>> read_jamo("ㅗ_ㄹㅌㅡㅁㅓ_ㄴ") == to_jamo("올트먼")
    True
    """
    out = []
    after_bar = False
    for char in letters:
        if char == "_":
            after_bar = True
        elif after_bar:
            out.append(chr(_CODA + CODAS.index(char)))
            after_bar = False
        elif char in VOWELS:
            out.append(chr(_VOWEL + VOWELS.index(char)))
        elif char in ONSETS:
            out.append(chr(_ONSET + ONSETS.index(char)))
        else:
            out.append(char)
    return "".join(out)
