"""Consonants that letters may sound and Hangul holds, to tell unlike names cheaply.

Nine classes, each a bit; a letter may sound several (c as k or s). What sounds
alike may still be spelled apart: this only tells what cannot be.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from align.facts.hangul import read_jamo

_SOFT_RE = regex.compile(
    r"(\w)(?=\1)|tsch|sch|[ckprst]h|gh|ck|t[sz]|ng|mb|[kgp]n|p[sf]|sc|d[jgz]|c[sz]|zh|[aeiouhwyr]"
)
"""Letters that need not sound, and groups of which too many ways to sound are known."""

_CLASSES = ("ㄱㅋㄲ", "ㄷㅌㄸ", "ㅂㅍㅃ", "ㅅㅆㅈㅊㅉ", "ㅁ", "ㄴ", "ㄹ", "ㅎ", "ㅇ")
_CLASS_OF: dict[str, int] = {}
for _bit, _letters in enumerate(_CLASSES):
    for _letter in _letters:
        _CLASS_OF[read_jamo("_" + _letter) if _letter not in "ㄸㅃㅉ" else _letter] = 1 << _bit
        _CLASS_OF[read_jamo(_letter)] = 1 << _bit
del _CLASS_OF[read_jamo("ㅇ")]
_CLASS_OF[read_jamo("_ㅅ")] = 0  # a closing ㅅ is a t or an s
CLASS_BITS = _K, _T, _P, _S, _M, _N, _L, _H, _NG = tuple(1 << bit for bit in range(9))
_POSSIBLE = {
    "b": _P, "c": _K | _S | _H, "d": _T | _S, "f": _P | _H, "g": _K | _S | _H | _NG,
    "h": _H | _S | _K, "j": _S | _H | _K, "k": _K, "l": _L, "m": _M | _NG, "n": _N | _NG | _M,
    "p": _P, "q": _K | _S, "r": _L | _H, "s": _S | _L, "t": _T | _S, "v": _P, "w": _P,
    "x": _K | _S | _H, "y": _S, "z": _S | _T,
}  # fmt: skip


@lru_cache(maxsize=65536)
def consonant_classes(jamo: str) -> int:
    """Return the set of consonant classes in a jamo string, as bits.

    >>> from align.facts.hangul import to_jamo
    >>> consonant_classes(to_jamo("가까")) == consonant_classes(to_jamo("카"))
    True
    """
    out = 0
    for char in jamo:
        out |= _CLASS_OF.get(char, 0)
    return out


@lru_cache(maxsize=65536)
def _consonants(jamo: str) -> tuple[int, ...]:
    """Return the numbers of the classes of a jamo string's consonants, a double one once."""
    out: list[int] = []
    was_coda = False
    for char in jamo:
        bit = _CLASS_OF.get(char, 0)
        number = bit.bit_length() - 1
        if bit and not (out and out[-1] == number and was_coda):
            out.append(number)
        was_coda = char >= "\u11a8"
    return tuple(out)


def count_strange(sounds: tuple[int, ...], jamo: str) -> int:
    """Return how many consonants of ``jamo`` the letters do not sound, in their order.

    Two are as bad as more.
    """
    place = strange = 0
    for number in _consonants(jamo):
        rest = sounds[number] >> place
        if rest:
            place += (rest & -rest).bit_length() - (not number)  # x sounds two
        else:
            strange += 1
            if strange > 1:
                break
    return strange


class _Heard(dict[int, int]):
    """For a set of classes, the consonants of a jamo string that are in it, as bits."""

    def __init__(self, jamo: str) -> None:
        self.bits = [1 << number for number in _consonants(jamo)]

    def __missing__(self, classes: int) -> int:
        places = sum(1 << i for i, bit in enumerate(self.bits) if bit & classes)
        self[classes] = places
        return places


@lru_cache(maxsize=16384)
def _hear(jamo: str) -> _Heard:
    return _Heard(jamo)


def count_unheard(firm: tuple[int, ...], jamo: str) -> int:
    """Return how many firm consonants of the letters have none in ``jamo``, in their order.

    The longest common row of both. Cites: Hyyrö 2004, a row of the table as bits.
    """
    heard = _hear(jamo)
    free = full = (1 << len(heard.bits)) - 1
    for classes in firm:
        met = free & heard[classes]
        free = (free + met) | (free - met)
    return len(firm) - len(heard.bits) + (free & full).bit_count()


def find_voiced(word: str) -> tuple[int, ...]:
    """Return the classes that each consonant of a word in small letters may sound."""
    return tuple(_POSSIBLE[char] for char in word if char in _POSSIBLE)


def find_firm(word: str) -> tuple[int, ...]:
    """Return the same for the consonants that are hardly ever silent.

    >>> [len(find_firm(word)) for word in ("lindberg", "schmidt", "hugh")]
    [5, 3, 0]
    """
    return find_voiced(_SOFT_RE.sub("", word))
