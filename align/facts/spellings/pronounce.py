"""Korean words as they are pronounced, which is how they are romanised.

Hangul writes morphemes: 한라 is said 할라 and spelled Halla, 신라 Silla, 종로
Jongno, 백록담 Baengnokdam. Only what happens between a coda and the next onset
ㄴ, ㄹ or ㅁ is told; liaison and tense consonants do not show in the letters of
names. Cites: the rules of Standard Pronunciation, articles 18 to 20.
"""

from __future__ import annotations

from functools import lru_cache

from align.facts.hangul import CODAS, ONSETS, VOWELS, is_syllable, split_syllable

_NASAL = {
    **dict.fromkeys("ㄱㄲㄳㅋㄺ", "ㅇ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄴ"),
    **dict.fromkeys("ㅂㅍㅄㄼㄿ", "ㅁ"),
}
"""Coda → what it is said as before a nasal."""


@lru_cache(maxsize=32768)
def pronounce(word: str) -> str:
    """Return the word with its consonants assimilated, syllable by syllable.

    What is no Hangul syllable stays as it is, and nothing is assimilated across it.

    >>> [pronounce(word) for word in ("한라", "신라", "종로", "백록담", "독립문", "설날", "전망")]
    ['할라', '실라', '종노', '뱅녹담', '동님문', '설랄', '전망']
    """
    out: list[str] = []
    coda = ""  # of the syllable before, which waits for the next onset
    for char in word:
        if not is_syllable(char):
            out.append(char)
            coda = ""
            continue
        onset, vowel, own = split_syllable(char)
        if coda:
            said, onset = _assimilate(coda, onset)
            if said != coda:
                before, middle, _ = split_syllable(out[-1])
                out[-1] = _join(before, middle, said)
        out.append(_join(onset, vowel, own))
        coda = own
    return "".join(out)


def _assimilate(coda: str, onset: str) -> tuple[str, str]:
    """Return a coda and the onset after it as they are said."""
    if {coda, onset} == {"ㄴ", "ㄹ"} or (coda, onset) == ("ㄹ", "ㄹ"):
        return "ㄹ", "ㄹ"
    if onset == "ㄹ" and (coda in "ㅁㅇ" or coda in _NASAL):
        onset = "ㄴ"
    if onset in "ㄴㅁ" and coda in _NASAL:
        coda = _NASAL[coda]
    return coda, onset


def _join(onset: str, vowel: str, coda: str) -> str:
    """Return the syllable that ``split_syllable`` takes apart so.

    >>> _join("ㅇ", "ㅠ", "ㄴ")
    '윤'
    """
    place = ONSETS.index(onset) * len(VOWELS) + VOWELS.index(vowel)
    return chr(0xAC00 + place * len(CODAS) + (CODAS.index(coda) if coda else 0))
