"""English names beside their titles: Mayor Ann Lee; Ann Lee, the newly elected mayor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.facts.calendar.dates import fold_case
from align.facts.speech.speaker_words_en import english_titles
from align.records import Span

LONGEST_WORD = 40  # letters; a longer one is no name
_NAME_WORD = rf"[A-Z][\w-]{{0,{LONGEST_WORD}}}\w"
_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,2}}"
_BEHIND_RE = re.compile(rf"\s(?P<name>{_NAME})")
_APPOSITION_RE = re.compile(
    rf"(?P<name>{_NAME_WORD} {_NAME}), (?P<age>\d{{1,3}},)?(?P<article>(?:the|an?)\s)?"
)
_WORD_START_RE = re.compile(r"\b[A-Za-z]")
_NEXT_WORD_RE = re.compile(r"[\w’'&-]+\s")
_EDGE_RE = re.compile(r"\b")
_FARTHEST_TITLE = 4
"""Words between a name and its title: Ann Lee, the newly elected mayor."""


@cache
def _titles_by_start() -> dict[str, tuple[str, ...]]:
    """Return first two letters → English titles, the longest first."""
    out: dict[str, list[str]] = {}
    for title in sorted(english_titles(), key=lambda title: (-len(title), title)):
        out.setdefault(title[:2], []).append(title)
    return {start: tuple(titles) for start, titles in out.items()}


def _title_ends(lower: str, at: int) -> Iterator[int]:
    """Yield where the titles end that begin at ``at`` of a text in small letters."""
    for title in _titles_by_start().get(lower[at : at + 2], ()):
        if lower.startswith(title, at):
            yield at + len(title)


def find_titled(text: str) -> Iterator[tuple[str, str]]:
    """Yield names in Latin letters with the title before or behind them, "" for an age.

    Titles are looked up word by word: as one pattern they take longer to compile
    than a document to read.

    >>> list(find_titled("Mayor Ann Lee and Bo Hall, 44, met Cy Kay, the new mayor."))
    [('Ann Lee', 'Mayor'), ('Bo Hall', ''), ('Cy Kay', 'mayor')]
    """
    lower = fold_case(text)
    titles = _titles_by_start()
    end = 0
    for match in _WORD_START_RE.finditer(text):
        at = match.start()
        if at < end:
            continue
        may_be_title = lower[at : at + 2] in titles
        if not may_be_title and not text[at].isupper():
            continue
        for stop in _title_ends(lower, at) if may_be_title else ():
            if behind := _BEHIND_RE.match(text, stop):
                yield behind["name"], text[at:stop]
                end = behind.end()
                break
        else:
            before = _APPOSITION_RE.match(text, at)
            title = _find_title_behind(text, lower, before) if before else None
            if before and title:
                yield before["name"], title.of(text)
                end = title.end


def _find_title_behind(text: str, lower: str, before: re.Match[str]) -> Span | None:
    """Return the title in the apposition of a name, or an empty span behind its age."""
    if before["age"]:
        return Span(before.end("age"), before.end("age"))
    for start in dict.fromkeys((before.end(), before.end("name") + 2)):
        place = start
        for _ in range(_FARTHEST_TITLE + 1):
            for stop in _title_ends(lower, place):
                if _EDGE_RE.match(text, stop):
                    return Span(place, stop)
            word = _NEXT_WORD_RE.match(text, place)
            if word is None:
                break
            place = word.end()
    return None
