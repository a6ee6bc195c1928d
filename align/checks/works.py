"""Titles of works of which the translation gives only a part: Uncover the Smoking Gun, 스모킹건."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from align.checks.pairs import Finding, Pair
from align.facts.names import SAME, find_name
from align.facts.spellings.spelling import score_across
from align.records import Span

_TITLE_RE = regex.compile(
    r"""
      (?<=[“"‘'])\p{Lu}[\p{L}’'-]+(?:\s[\p{L}’'-]+){2,5}(?=[,.?!]?[”"’'])      # in quotation marks
    | \b\p{Lu}[\p{L}’-]+(?:\s\p{Lu}[\p{L}’-]+)*\sthe                          # or an article
      (?:\s\p{Lu}[\p{L}’-]+){2,3}                                              # among capitals
    """,
    regex.VERBOSE,
)
_LITTLE = frozenset({"the", "a", "an", "of", "and", "in", "on", "to", "for", "at", "with", "from"})

_MARKS = "'’\"”"

LEAST_PART = 2
"""Words of the title that the translation must have by sound."""

OWN_WORD_RE = regex.compile(
    r"(?:^|[“”\"‘’'「『《〈(,.·]\s?|\p{Hangul}*[인한은는의를을와과이가던된린킨긴진]\s)$"
)
"""What may stand before a title in Korean: a mark, or a word that says the title is complete."""


def check_work(pair: Pair) -> Iterator[Finding]:
    """The Korean gives only the end of a title, by its sound, and nothing for the rest."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    english, korean = pair.source.text, pair.target.text
    people = [m.span for m in pair.source.facts.mentions if m.type != "OG"]
    for match in _TITLE_RE.finditer(english):
        title = Span(*match.span())
        words = match.group().split()
        if not _is_capitalised(words) or any(title.overlaps(span) for span in people):
            continue
        part = _sounding_end(words, korean)
        if part is None or _is_rendered_before(words, korean, part):
            continue
        yield Finding(
            verdict="variant",
            message=f"A title is shortened: {title.of(english)} against {part.of(korean)}",
            source=title,
            target=part,
            source_value=title.of(english),
            target_value=part.of(korean),
            confidence=0.6,
        )


def _is_capitalised(words: list[str]) -> bool:
    content = [word for word in words if word.lower() not in _LITTLE]
    return len(content) > LEAST_PART and all(word[0].isupper() for word in content)


def _sounding_end(words: list[str], korean: str) -> Span | None:
    """Return the Korean words that sound like the end of a title, where none do like all of it."""
    if find_name(" ".join(words), korean):
        return None
    for size in range(len(words) - 1, LEAST_PART - 1, -1):
        if words[-size].lower() in _LITTLE:
            continue
        part = " ".join(words[-size:])
        found = find_name(part, korean)
        if found and score_across(part, found[0].of(korean)) >= SAME:
            end = found[0].start + len(found[0].of(korean).rstrip(_MARKS))
            return Span(found[0].start, end)
    return None


def _is_rendered_before(words: list[str], korean: str, part: Span) -> bool:
    """Say whether the words before the part may render the rest of the title."""
    before = korean[: part.start]
    if OWN_WORD_RE.search(before) is None:
        return True
    last = regex.search(r"\p{Hangul}+(?=\W*$)", before)
    return last is not None and max(score_across(w, last.group()) for w in words) >= SAME
