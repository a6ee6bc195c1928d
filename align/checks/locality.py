"""Which place a point of the compass belongs to: southern Seoul is not 서초구 남부."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex
from attrs import frozen

from align.checks.pairs import Finding, Pair
from align.facts.names import find_name
from align.records import Span
from align.tables import read_table

_PLACE = r"(\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)*)"


@frozen(kw_only=True)
class Part:
    """A part of a place, as southern Seoul: which part, of what, and the words that say so."""

    part: str
    place: str
    span: Span


def check_part(pair: Pair) -> Iterator[Finding]:
    """A point of the compass that belongs to one place stands beside another place.

    Only where both places are named on both sides, and the part is named once.
    """
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    english, korean = pair.source.text, pair.target.text
    for a in _find_parts("en", english):
        same = [b for b in _find_parts("ko", korean) if b.part == a.part]
        own = find_name(a.place, korean)
        if len(same) != 1 or own is None or own[0].overlaps(same[0].span):
            continue
        if 0 <= own[0].start - same[0].span.end <= 1:
            continue  # 북서부 소노라: the part stands before its place
        others = [name for name in _names_beside(english, a) if find_name(name, same[0].place)]
        if not others or find_name(a.place, same[0].place):
            continue
        whole = Span(*_with_neighbour(english, a.span))
        yield Finding(
            verdict="differs",
            message=f"Another place is meant: {a.span.of(english)} against "
            f"{same[0].span.of(korean)}",
            source=whole,
            target=same[0].span,
            source_value=a.span.of(english),
            target_value=same[0].span.of(korean),
            confidence=0.7,
        )


def _find_parts(lang: str, text: str) -> list[Part]:
    found = []
    for match in _parts_re(lang).finditer(text):
        words, place = (match[1], match[2]) if lang == "en" else (match[2], match[1])
        found.append(Part(part=_part_of()[lang, words], place=place, span=Span(*match.span())))
    return found


def _names_beside(text: str, part: Part) -> list[str]:
    """Return the other places that a text names with a capital."""
    return [
        match.group()
        for match in regex.finditer(_PLACE, text)
        if not part.span.overlaps(Span(*match.span()))
    ]


def _with_neighbour(text: str, span: Span) -> tuple[int, int]:
    """Return the part with the place that follows or precedes it at once."""
    after = regex.match(rf"['’]s?\s{_PLACE}", text[span.end :])
    before = regex.search(rf"{_PLACE}\s(?:in|of)\s$", text[: span.start])
    return (before.start() if before else span.start), span.end + (after.end() if after else 0)


@cache
def _part_of() -> dict[tuple[str, str], str]:
    return {
        (lang, word): row["part"]
        for row in read_table("parts")
        for lang in ("en", "ko")
        for word in row[lang].split(";")
    }


@cache
def _parts_re(lang: str) -> regex.Pattern[str]:
    words = "|".join(word for own, word in _part_of() if own == lang)
    if lang == "en":
        return regex.compile(rf"\b({words})\s(?:part of |parts of )?{_PLACE}")
    return regex.compile(rf"(\p{{Hangul}}{{2,}})\s?({words})(?![지권]\p{{Hangul}}?)")
