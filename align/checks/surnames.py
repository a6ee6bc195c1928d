"""Whether a person who is only called by a surname has the same one on both sides: Yoon, 윤 씨.

Said only where nothing else can be meant: the English names one Korean surname
and no Korean in full, the Korean gives one surname with 씨 or a title, and
neither has a word for the other's. 한 교수 may be *a professor* and 이 의원 *this
lawmaker*, so such syllables count before 씨 alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from align.checks.namewords import is_common, is_title
from align.checks.pairs import Finding, Pair
from align.facts.names import find_name
from align.facts.spellings.romanised import (
    family_names,
    is_usual_family,
    read_romanised,
    spelled_families,
    split_korean,
)
from align.records import Span

_WORD_RE = regex.compile(r"\b\p{Lu}\p{Ll}{1,5}\b(?!-)")
_CAPITAL_BEFORE_RE = regex.compile(r"(\p{Lu}[\p{L}.'’-]*)\s$")
_CAPITAL_AFTER_RE = regex.compile(r"^(?:['’]s)?\s(\p{Lu}[\p{L}'’-]+)")
_UNNAMED_RE = regex.compile(r"\p{Lu}\s?씨")
"""A씨: a person by a letter only, who may have any surname."""

_TITLES_KO = "박사|교수|의원|변호사|감독|후보|판사|검사"
_NOT_SURNAMES = frozenset("한이전현고그양주총부명성신정조장")
"""Syllables that before a title are words: one, this, former, present, late, chief."""


def check_surname(pair: Pair) -> Iterator[Finding]:
    """The only surname of one side is another on the other side."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    english, korean = pair.source.text, pair.target.text
    here, there = _find_english(english), _find_korean(korean)
    if (
        len({span.of(english) for span in here}) != 1
        or len({span.of(korean) for span in there}) != 1
    ):
        return
    if is_common(here[0].of(english)) or _UNNAMED_RE.search(korean):
        return
    if any(m.type == "PS" and _is_full(m.text) for m in pair.source.facts.mentions):
        return
    if any(m.type == "PS" and split_korean(m.text) for m in pair.target.facts.mentions):
        return
    name, surname = here[0].of(english), there[0].of(korean)
    if surname in spelled_families(name.lower()) or find_name(name, korean) is not None:
        return
    yield Finding(
        verdict="differs",
        message=f"Another person is named: {name} against {surname}",
        source=here[0],
        target=there[0],
        source_value=name,
        target_value=surname,
        confidence=0.7,
    )


def _is_full(name: str) -> bool:
    parts = tuple(tuple(word.lower().split("-")) for word in name.split())
    return len(parts) > 1 and bool(read_romanised(parts))


def _find_english(text: str) -> list[Span]:
    """Return the Korean surnames that stand alone, or behind a title, in an English text."""
    out = []
    for match in _WORD_RE.finditer(text):
        word = match.group()
        if not is_usual_family(word.lower()):
            continue
        before = _CAPITAL_BEFORE_RE.search(text[: match.start()])
        after = _CAPITAL_AFTER_RE.search(text[match.end() :])
        if after or (before and not is_title(before[1].rstrip("."))):
            continue
        out.append(Span(*match.span()))
    return out


def _find_korean(text: str) -> list[Span]:
    """Return the surnames that stand before 씨 or a title in a Korean text (최모 씨: some Choi)."""
    return [
        Span(*match.span(1))
        for match in _addressed_re().finditer(text)
        if match[2] == "씨" or match[1] not in _NOT_SURNAMES
    ]


@cache
def _addressed_re() -> regex.Pattern[str]:
    names = "|".join(sorted(family_names(), key=len, reverse=True))
    return regex.compile(
        rf"(?<!\p{{Hangul}})({names})(?:모\s?(?:\(\d+\)\s?)?(?=씨))?\s?(씨|{_TITLES_KO})"
        r"(?=(?:[은는이가을를의에와과도]|에게|에게서|한테|측)?(?![\p{Hangul}]))"
    )
