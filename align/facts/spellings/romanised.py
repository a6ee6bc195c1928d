"""Korean personal names in Latin letters, syllable by syllable.

No system is assumed: each jamo has a table of spellings with costs (0 usual,
2 odd), family names have a table of their own, and the parts may stand in any
order, hyphenated, apart or run together. Left out: the nickname "Jay" beside a
Korean given name.
"""

from __future__ import annotations

from functools import cache, lru_cache

from align.facts.hangul import CODAS, ONSETS, VOWELS, is_hangul, split_syllable
from align.tables import read_table

NO_SYLLABLE = 6.0
"""Cost of a syllable that the letters do not spell: worse than any that they do."""

FAMILY_HABIT = 0.9
"""Cost of a family name spelled by rule where its usual spellings are others."""

USUAL = 0.5
"""Most that a family name costs in one of its usual spellings; less than ``FAMILY_HABIT``."""

FAMILY_LAST = 0.1
"""Cost of "Changhan Kim" against "Kim Changhan"."""

INITIAL = 1.2
"""Cost of a syllable of which only the first letter is given: less sure than an odd spelling."""

RUN_ON = 0.05
"""Cost of finding the syllable border in letters that do not show it."""

_PLAIN = 1.0  # most that a spelling costs which an initial may be short for
_WH = 0.8  # wh for hw

Costs = dict[str, float]


@cache
def _parts(part: str) -> dict[str, list[tuple[str, float]]]:
    """Return letters → [(jamo, cost)] of one part of the syllable."""
    out: dict[str, list[tuple[str, float]]] = {}
    for row in read_table("romanisation"):
        if row["part"] == part:
            letters = row["letters"].replace("|", "")
            out.setdefault(letters, []).append((row["jamo"], float(row["cost"])))
    if part == "coda":
        out.setdefault("", []).append(("_", 0.0))
    return out


@cache
def family_names() -> dict[str, tuple[str, ...]]:
    """Return Korean family names with their usual spellings.

    >>> family_names()["최"][0]
    'choi'
    """
    return {row["hangul"]: tuple(row["latin"].split(";")) for row in read_table("surnames")}


@cache
def given_syllables() -> frozenset[str]:
    """Return the syllables that given names are made of.

    >>> "준" in given_syllables(), "트" in given_syllables()
    (True, False)
    """
    return frozenset("".join(row["syllables"] for row in read_table("given_syllables")))


@cache
def _family_by_spelling() -> dict[str, Costs]:
    out: dict[str, Costs] = {}
    for row in read_table("surnames"):
        rare = 0.15 * (int(row["rank"]) - 1)
        for place, spelling in enumerate(row["latin"].split(";")):
            out.setdefault(spelling, {})[row["hangul"]] = rare + min(0.08 * place, 0.4)
    return out


def is_usual_family(letters: str) -> bool:
    """Say whether ``letters`` are a usual spelling of a family name.

    >>> is_usual_family("choi"), is_usual_family("altman")
    (True, False)
    """
    return letters in _family_by_spelling()


@lru_cache(maxsize=16384)
def spelled_syllables(letters: str) -> Costs:
    """Return the syllables that lower-case ``letters`` may spell, with costs.

    >>> "현" in spelled_syllables("hyun"), "한" in spelled_syllables("hyun")
    (True, False)
    """
    out: Costs = {}
    if letters[:2] == "wh":  # Whang, Kyung-wha
        out = {
            syllable: cost + _WH for syllable, cost in spelled_syllables("hw" + letters[2:]).items()
        }
    onsets, vowels, codas = _parts("onset"), _parts("vowel"), _parts("coda")
    for i in range(min(4, len(letters))):
        for onset, cost_on in onsets.get(letters[:i], ()):
            for k in range(len(letters), max(i, len(letters) - 3), -1):
                middle, tail = vowels.get(letters[i:k]), codas.get(letters[k:])
                if not middle or not tail:
                    continue
                for vowel, cost_vowel in middle:
                    if letters[i - 1 : i] == "h" and onset == "ㅅ" and vowel in "ㅏㅐㅗ":
                        continue
                    first = 0xAC00 + 28 * (21 * ONSETS.index(onset) + VOWELS.index(vowel))
                    for coda, cost_coda in tail:
                        syllable = chr(first + CODAS.index(coda))
                        cost = cost_on + cost_vowel + cost_coda
                        if cost < out.get(syllable, 4.5):
                            out[syllable] = cost
    return out


@lru_cache(maxsize=64)
def _abbreviated(letter: str) -> Costs:
    """Return the syllables of given names that may be spelled with ``letter`` first."""
    out: Costs = {}
    onsets, vowels = (
        {jamo for letters, rows in _parts(part).items() if letters[:1] == letter
         for jamo, cost in rows if cost <= _PLAIN}
        for part in ("onset", "vowel")
    )  # fmt: skip
    for syllable in given_syllables():
        onset, vowel, _ = split_syllable(syllable)
        if onset in onsets or (onset == "ㅇ" and vowel in vowels):
            out[syllable] = INITIAL
    return out


@lru_cache(maxsize=16384)
def spelled_families(letters: str) -> Costs:
    """Return the family names that ``letters`` may spell, with costs.

    >>> min(spelled_families("rhee"), key=spelled_families("rhee").get)
    '이'
    """
    out = dict(_family_by_spelling().get(letters, {}))
    for syllable, cost in spelled_syllables(letters).items():
        if syllable in family_names():
            out[syllable] = min(out.get(syllable, 9.0), cost + FAMILY_HABIT)
    return out


Reading = tuple[Costs, tuple[tuple[Costs, ...], ...]]


@lru_cache(maxsize=16384)
def read_romanised(words: tuple[tuple[str, ...], ...]) -> tuple[Reading, ...]:
    """Return the ways to read ``words`` as family and given name.

    A word is the tuple of its hyphenated parts, lower-case. Each reading is the
    family's costs and the divisions of the given name into syllables.

    >>> readings = read_romanised((("kim",), ("chang", "han")))
    >>> readings[0][0]["김"], readings[0][1][0][0]["창"]
    (0.0, 0.0)
    """
    if not 2 <= len(words) <= 4 or any(len(part) > 12 for word in words for part in word):
        return ()
    readings: list[Reading] = []
    for first in (True, False):
        family, rest = (words[0], words[1:]) if first else (words[-1], words[:-1])
        costs = spelled_families("".join(family))
        if not costs:
            continue
        if not first:
            costs = {k: v + FAMILY_LAST for k, v in costs.items()}
        parts = [part for word in rest for part in word]
        divisions = _divide(parts)
        if divisions:
            readings.append((costs, divisions))
    return tuple(readings)


def _divide(parts: list[str]) -> tuple[tuple[Costs, ...], ...]:
    """Return the ways to read the parts of a given name as one to four syllables."""
    out: list[tuple[Costs, ...]] = []
    short = len(parts) > 1
    whole = tuple(
        _abbreviated(part) if short and len(part) == 1 else spelled_syllables(part)
        for part in parts
    )
    if all(whole):
        out.append(whole)
    joined = "".join(parts)
    if len(parts) <= 2:
        for cut in range(1, len(joined)):
            if len(parts) == 2 and cut == len(parts[0]):
                continue
            left, right = spelled_syllables(joined[:cut]), spelled_syllables(joined[cut:])
            if left and right:
                out.append(({k: v + RUN_ON * len(parts) ** 4 for k, v in left.items()}, right))
    return tuple(out)


@lru_cache(maxsize=65536)
def split_korean(name: str) -> tuple[str, str] | None:
    """Return family and given name of a Korean personal name, or None.

    Told by the tables: a known family name and one or two (with a family name
    of two syllables: up to two) syllables that given names use. Foreign names
    that happen to fit, as 오마르, are kept out by their syllables.

    >>> split_korean("김창한"), split_korean("남궁민"), split_korean("알트만")
    (('김', '창한'), ('남궁', '민'), None)
    """
    joined = name.replace(" ", "")
    if not 2 <= len(joined) <= 4 or not is_hangul(joined):
        return None
    known, syllables = family_names(), given_syllables()
    for size in (2, 1):
        family, given = joined[:size], joined[size:]
        if family in known and 1 <= len(given) <= 2 and all(c in syllables for c in given):
            return family, given
    return None


def cost_romanised(readings: tuple[Reading, ...], family: str, given: str) -> float:
    """Return the mean cost of a syllable, the best reading of a romanised name.

    >>> readings = read_romanised((("chang", "han"), ("kim",)))
    >>> cost_romanised(readings, "김", "창한") < 0.3 < 1 < cost_romanised(readings, "김", "성훈")
    True
    """
    best = NO_SYLLABLE
    size = len(given)
    for families, divisions in readings:
        start = families.get(family, NO_SYLLABLE)
        if start >= best * (size + 1):
            continue
        for division in divisions:
            if len(division) != size:
                continue
            cost = start
            for syllable, costs in zip(given, division, strict=True):
                cost += costs.get(syllable, NO_SYLLABLE)
            best = min(best, cost / (size + 1))
    return best
