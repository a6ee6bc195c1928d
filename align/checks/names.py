"""Whether the persons, organisations and places that one side names are those of the other."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from align.checks.leftovers import HEARD, Missing, Strange
from align.checks.namewords import baptismal_names
from align.checks.pairs import Finding, Pair, Side
from align.checks.surnames import check_surname
from align.facts.calendar.dates import fold_case
from align.facts.finding.mention_tables import is_common_korean
from align.facts.hangul import has_hangul
from align.facts.names import compare_names, find_name
from align.facts.spellings.romanised import read_romanised, split_korean
from align.facts.spellings.spelling import score_across
from align.records import Mention, MentionType, Span

_SUFFIXES = {"gu": "구", "dong": "동", "gun": "군", "eup": "읍", "myeon": "면", "si": "시"}
_DISTRICT_RE = regex.compile(r"\b(\p{Lu}\p{Ll}+)-(gu|dong|gun|eup|myeon|si)\b", regex.IGNORECASE)
"""Korean administrative units as romanised."""

SURE, LIKELY = 0.8, 0.6
"""Confidence where the tables know the other name, and where only its sound speaks."""


def check_person(pair: Pair) -> Iterator[Finding]:
    """Where one side names a person, the other names somebody else.

    A foreign name is another one where no Korean word sounds like it and a
    Korean word that sounds like a name renders nothing of the English. Korean
    names are compared where each side has exactly one full name that the other
    side does not have, surnames alone where each side has exactly one.
    """
    yield from _find_others(pair, "PS", "Another person is named")
    yield from check_surname(pair)
    if not pair.is_translation:
        return
    missing = [m for m in _korean_names(pair.source) if not _is_named(m, pair.target)]
    if len(missing) != 1:
        return
    strange = [m for m in _korean_names(pair.target) if not _is_named(m, pair.source)]
    if len(strange) != 1:
        return
    a, b = missing[0], strange[0]
    yield Finding(
        verdict="differs",
        message=f"Another person is named: {a.text} against {b.text}",
        source=a.span,
        target=b.span,
        source_value=a.text,
        target_value=b.text,
        confidence=SURE,
    )


def check_organisation(pair: Pair) -> Iterator[Finding]:
    """Where one side names an organisation, team or party, the other names another."""
    yield from _find_others(pair, "OG", "Another organisation is named")


def check_place(pair: Pair) -> Iterator[Finding]:
    """Where one side names a place, the other names another."""
    yield from _find_others(pair, "LC", "Another place is named")
    yield from _find_districts(pair)


def _find_districts(pair: Pair) -> Iterator[Finding]:
    """Yield a Korean district (Gangnam-gu) that is another one on the Korean side."""
    if (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    for match in _DISTRICT_RE.finditer(pair.source.text):
        suffix = _SUFFIXES[fold_case(match[2])]
        found = [
            m
            for m in regex.finditer(
                rf"(?<!\p{{Hangul}})\p{{Hangul}}{{2,3}}{suffix}", pair.target.text
            )
            if not is_common_korean(m.group())
        ]
        heard = [score_across(match[1], m.group()[: -len(suffix)]) for m in found]
        if len(found) != 1 or heard[0] >= HEARD or find_name(match[1], pair.target.text):
            continue
        yield Finding(
            verdict="differs",
            message=f"Another place is named: {match.group()} against {found[0].group()}",
            source=Span(*match.span()),
            target=Span(*found[0].span()),
            source_value=match.group(),
            target_value=found[0].group(),
            confidence=SURE,
        )


def _find_others(pair: Pair, kind: MentionType, what: str) -> Iterator[Finding]:
    """Yield the names of one kind that only one side has, beside what stands for them."""
    for missing, strange in _couple(pair):
        if (missing.type or _first_type(strange)) != kind:
            continue
        yield Finding(
            verdict="differs",
            message=f"{what}: {missing.text} against {strange.text}",
            source=missing.span,
            target=strange.span,
            source_value=missing.text,
            target_value=strange.text,
            confidence=SURE if strange.types else LIKELY,
        )


def _couple(pair: Pair) -> Iterator[tuple[Missing, Strange]]:
    """Yield each leftover name once, those of one type first, else in their order."""
    missing = list(pair.leftovers.missing)
    for strange in sorted(pair.leftovers.strange, key=lambda s: (not s.types, s.span.start)):
        if not missing:
            return
        best = min(missing, key=lambda m: (m.type not in strange.types, m.span.start))
        missing.remove(best)
        yield best, strange


def _first_type(strange: Strange) -> MentionType:
    order: tuple[MentionType, ...] = ("PS", "LC", "OG")
    return next((kind for kind in order if kind in strange.types), "PS")


def _korean_names(side: Side) -> list[Mention]:
    """Return the persons of a side that are named in full and in Korean form, each once."""
    found: dict[str, Mention] = {}
    for mention in side.facts.mentions:
        if mention.text in baptismal_names():
            continue  # 오 마태오 신부 is no Mr Ma
        if mention.type == "PS" and is_korean_name(mention.text):
            found.setdefault(mention.text, mention)
    return list(found.values())


def is_korean_name(name: str) -> bool:
    """Say whether a full name, in either script, has the form of a Korean one.

    >>> is_korean_name("허윤홍"), is_korean_name("Huh Yoon-hong"), is_korean_name("Greg Brockman")
    (True, True, False)
    """
    if has_hangul(name):
        return split_korean(name) is not None
    words = tuple(tuple(word.lower().split("-")) for word in name.split())
    return bool(read_romanised(words))


def _is_named(mention: Mention, side: Side) -> bool:
    if any(compare_names(mention.text, m.text).verdict != "different" for m in side.facts.mentions):
        return True
    return find_name(mention.text, side.text) is not None
