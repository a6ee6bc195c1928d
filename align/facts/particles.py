"""Korean particles taken off the end of a word.

The table says what each may follow. Spelling alone cannot tell 가 the particle
from 가 the last syllable: all readings come back, the caller chooses.
"""

from __future__ import annotations

from functools import cache, lru_cache

from align.facts.hangul import has_coda, is_syllable, split_syllable
from align.tables import read_table

LONGEST = 4  # syllables of the longest particle in the table


@cache
def _particles() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for row in read_table("particles"):
        out.setdefault(row["particle"], set()).add(row["after"])
    return {particle: frozenset(after) for particle, after in out.items()}


def is_particle_after(stem: str, particle: str) -> bool:
    """Say whether ``particle`` may follow ``stem``.

    After letters that are not Hangul any form may stand.

    >>> is_particle_after("올트먼", "은"), is_particle_after("올트먼", "는")
    (True, False)
    >>> is_particle_after("서울", "로"), is_particle_after("AI", "가")
    (True, True)
    """
    after = _particles().get(particle)
    if after is None or not stem:
        return False
    if "a" in after or not is_syllable(stem[-1]):
        return True
    if has_coda(stem[-1]):
        ends_in_l = split_syllable(stem[-1])[2] == "ㄹ"
        return "c" in after or (ends_in_l and particle.startswith("로"))
    return "v" in after


@lru_cache(maxsize=65536)
def strip_particles(word: str) -> tuple[str, ...]:
    """Return ``word`` and what stands before each particle that may end it.

    The longest stem first.

    >>> strip_particles("올트먼에게는")
    ('올트먼에게는', '올트먼에게', '올트먼')
    """
    stems = [word]
    for size in range(1, min(LONGEST, len(word) - 1) + 1):
        if is_particle_after(word[:-size], word[-size:]):
            stems.append(word[:-size])
    return tuple(stems)
