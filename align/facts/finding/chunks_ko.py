"""The runs of letters of a Korean text, and what stands beside them: titles, other names."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from align.facts.finding.adnominal import may_be_adnominal
from align.facts.finding.mention_tables import (
    blank_markup,
    is_common_korean,
    known,
    person_titles,
    words,
)
from align.facts.finding.words_ko import (
    COMMON_FAMILY,
    Found,
    classify,
    find_title,
    is_foreign_person,
    is_korean_person,
)
from align.facts.hangul import has_hangul, is_hangul
from align.facts.particles import strip_particles

FOREIGN_BARE, FOREIGN_LONG = 0.9, -0.25
"""Least ``foreignness`` of a foreign person that no title shows; of a word of four syllables
or more before a title, or of two words."""

_CHUNK_RE = regex.compile(r"[\p{Hangul}A-Za-z0-9&]+(?:['’.\-](?=[A-Z])[A-Za-z0-9]+)*")
_AMBIGUOUS = frozenset("이전한그현신양주모조정원고장성우석도공임여나명문반기방하구")
_MINISTERS = ("장관", "차관", "차관보")


class Chunk(NamedTuple):
    """A run of letters with its place."""

    start: int
    end: int
    word: str


class Chunks:
    """One text with its chunks.

    >>> chunks = Chunks("안나 첸 신임 대법관은 떠났다.")
    >>> chunks.title_after(1), chunks.has_given_before(1)
    (('신임 대법관', 1), True)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain = blank_markup(text)
        self.chunks = [Chunk(m.start(), m.end(), m.group()) for m in _CHUNK_RE.finditer(plain)]
        last = self.chunks[-1].end if self.chunks else 0
        self.gaps = [text[a.end : b.start] for a, b in pairwise(self.chunks)]
        self.gaps.append(text[last : last + 1] or "\n")

    def gap(self, i: int) -> str:
        """Return what stands between chunk i and the next."""
        return self.gaps[i]

    def word(self, i: int) -> str:
        """Return the letters of chunk i, none beyond either end of the text."""
        return self.chunks[i].word if 0 <= i < len(self.chunks) else ""

    def title_after(self, i: int) -> tuple[str | None, int]:
        """Return the title that follows chunk i, over up to three words of its organisation."""
        hops = 0
        parts: list[str] = []
        while hops <= 3:
            if self.gap(i + hops).strip(" \t'‘’"):
                break
            nxt = self.word(i + hops + 1)
            if not nxt:
                break
            title = find_title(nxt)
            if title is not None and (hops == 0 or len(title) > 1):
                return " ".join([*parts, title, *self._rest_of_title(i + hops + 1)]), hops
            if nxt in ("전", "현", "신임") and hops == 0:
                parts.append(nxt)
            else:
                found = classify(nxt) or self.ministry_at(i + hops + 1)
                if found is None and (len(strip_particles(nxt)) > 1 or is_korean_person(nxt)):
                    break
                if found is not None and found.size < len(nxt):
                    break
                if found is None and len(self.word(i)) == 2:
                    break
            hops += 1
        return None, 0

    def _rest_of_title(self, i: int) -> list[str]:
        """Return the words that go on a title in chunk i.

        대통령 권한대행, 수석 연구원, 대표 겸 사장.
        """
        title = self.word(i)
        if self.gap(i) != " " or title not in person_titles():
            return []
        nxt = self.word(i + 1)
        if nxt == "겸" and self.gap(i + 1) == " ":
            also = find_title(self.word(i + 2))
            return [nxt, also] if also else []
        second = words("title-second", "ko")
        for stem in strip_particles(nxt):
            if stem in second or (title in words("title-first", "ko") and stem in person_titles()):
                return [stem]
        return []

    def ministry_at(self, i: int) -> Found | None:
        """Return a ministry that no table has, by the minister behind it."""
        word = self.word(i)
        if len(word) < 3 or word[-1] not in "부처" or self.gap(i) != " ":
            return None
        title = find_title(self.word(i + 1)) or ""
        return Found(len(word), "OG", "minister") if title.endswith(_MINISTERS) else None

    def title_before(self, i: int) -> str | None:
        """Return the occupation or title that stands before chunk i."""
        if i == 0 or self.gap(i - 1).strip(" "):
            return None
        word = self.word(i - 1)
        before = words("before", "ko")
        if word in before:
            return word
        for size in (2, 3, 4):
            if len(word) > size + 1 and word[-size:] in before and has_hangul(word):
                return word[-size:]
        return None

    def has_given_before(self, i: int) -> bool:
        """Say whether chunk i, whatever it looks like, is the family name of a foreign person."""
        word, given = self.word(i), self.word(i - 1)
        if i == 0 or self.gap(i - 1) != " " or given not in known("given", "ko"):
            return False
        if word in known("family", "ko"):
            return True
        plain = is_hangul(word) and len(word) <= 8 and not is_common_korean(given)
        other = find_title(word) or classify(word) or (len(word) > 1 and is_common_korean(word))
        return plain and not other and not may_be_adnominal(word)

    def foreign_start(self, i: int, least: float = FOREIGN_BARE) -> int:
        """Return where a foreign name ending in chunk i begins."""
        start = self.chunks[i].start
        for back in range(1, 4):
            j = i - back
            if j < 0 or self.gap(j) not in (" ", "·", "-"):
                break
            word = self.word(j)
            is_family = back == 1 and word in COMMON_FAMILY and word not in _AMBIGUOUS
            if word.endswith("의") and len(word) > 2:  # 그라츠대의 안나 바이스
                break
            if is_family or (is_foreign_person(word, least) and not may_be_adnominal(word)):
                start = self.chunks[j].start
            else:
                break
        return start
