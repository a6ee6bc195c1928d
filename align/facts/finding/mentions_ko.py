"""Names in Korean text: gazetteers, suffixes, and persons by their titles.

Each run of letters ("LG전자는", "올트먼") is read without its particles. A person
needs a sign: a title or "씨" behind, an occupation before, an age or a Hanja gloss
in brackets, or a form that only names have. Left out: nicknames, bands, and
foreign names that nothing marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from align.facts.finding.chunks_ko import FOREIGN_BARE, FOREIGN_LONG, Chunk, Chunks
from align.facts.finding.mention_tables import (
    foreignness,
    is_common_korean,
    known,
    person_titles,
    words,
)
from align.facts.finding.words_ko import (
    COMMON_FAMILY,
    FOREIGN,
    Found,
    classify,
    find_title,
    is_foreign_person,
    is_korean_person,
    listed_names,
)
from align.facts.hangul import has_hangul, is_hangul
from align.facts.particles import is_particle_after, strip_particles
from align.facts.spellings.romanised import family_names
from align.records import Mention, MentionType
from align.tables import read_table

LONGEST_PLACE = 40  # code points of "서울 마포구 서교동 …" before its last word
_AGE_RE = regex.compile(r"\s?\((?:\d{1,3}(?:세|·|,|\))|\p{Han}{2,4}\))")
_UNKNOWN_MAN_RE = regex.compile(
    r"\b([A-Z])(?:\(\d+\)|\([^)]{1,8}\))?\s?(씨|군|양)(?!\p{Hangul}{4})"
)
_UNNAMED_RE = regex.compile(r"\s?(?:\(\d+[^)]*\))?\s?(?:씨|군|양)|\s?\(\d+")
_AFTER_RE = regex.compile(r" ?(\p{Hangul}+)")
_HANJA_RE = regex.compile(r"(?<![\p{Han}(])\p{Han}(?![\p{Han})])")
_GLUED = ("씨", "군", "양", "모", "옹")
_NO_FAMILY_TITLE = frozenset(("선수", "기자", "배우", "가수", "작가", "팀", "소장", "대사"))


@cache
def _glued_titles() -> frozenset[str]:
    return words("surname-title", "ko") | words("title", "ko")


@cache
def _press_countries() -> frozenset[str]:
    rows = read_table("countries")
    return frozenset(
        c for row in rows for c in row["press"].split(";") if c > "\u3400" and c < "\uac00"
    )


@lru_cache(maxsize=16384)
def _may_be_glued(word: str) -> bool:
    """Say whether a word may end in a title: whether asking ``_Reader._read_glued`` is worth it."""
    titles = _glued_titles()
    for stem in strip_particles(word):
        if stem in person_titles() and len(stem) > 2:
            return False
        if stem.endswith(_GLUED) or any(stem[-size:] in titles for size in (5, 4, 3, 2)):
            return True
    return False


def read_korean(text: str, persons: Iterable[str] = ()) -> list[Mention]:
    """Return the mentions of a Korean text in NFC, in order, none inside another."""
    return list(_read(text, tuple(persons)))


@lru_cache(maxsize=1024)
def _read(text: str, persons: tuple[str, ...]) -> tuple[Mention, ...]:
    """Read a text once: facts and quotations both ask who is in a segment."""
    return tuple(_Reader(text, persons).read())


class _Reader(Chunks):
    """One text with its chunks and what has been found in it."""

    def __init__(self, text: str, persons: Iterable[str]) -> None:
        super().__init__(text)
        self.found: dict[int, Mention] = {}
        self.taken = [False] * (len(text) + 1)
        self.employers: set[int] = set()
        self.names: set[str] = set()
        for name in persons:
            self._learn(name)

    def read(self) -> list[Mention]:
        """Return all mentions."""
        for i in range(len(self.chunks)):
            self._read_person(i)
        self._read_letters()
        self._read_lists()
        self._read_bare()
        self._read_lists()
        self._read_things()
        out: list[Mention] = []
        for mention in sorted(self.found.values(), key=lambda m: (m.start, -m.end)):
            if not out or mention.start >= out[-1].end:
                out.append(mention)
        return out

    def _add(self, start: int, end: int, kind: MentionType, role: str | None = None) -> None:
        if any(self.taken[start:end]):
            return
        self.taken[start:end] = [True] * (end - start)
        name = self.text[start:end]
        self.found[start] = Mention(start=start, end=end, type=kind, text=name, role=role)
        if kind == "PS":
            self._learn(name)

    def _drop(self, start: int) -> None:
        mention = self.found.pop(start, None)
        if mention is not None:
            self.taken[start : mention.end] = [False] * (mention.end - start)

    def _learn(self, name: str) -> None:
        """Remember a person, so that the name is known where nothing shows it."""
        if not is_hangul(name.replace(" ", "")):
            return
        parts = name.split()
        if len(name) > 1:
            self.names.add(name)
        if len(parts) > 1 and len(parts[-1]) > 2:
            self.names.add(parts[-1])

    def _read_person(self, i: int) -> None:
        chunk = self.chunks[i]
        word = chunk.word
        if not has_hangul(word):
            return
        if _may_be_glued(word) and self._read_glued(chunk):
            return
        role, hops = self.title_after(i)
        begins = hops > 0 and self.has_given_before(i + 1)
        if role is not None and not begins and self.ministry_at(i) is None:
            if is_korean_person(word) or (hops == 0 and self._is_family(word, role, i)):
                self._add(chunk.start, chunk.end, "PS", role)
                self.employers.update(range(i + 1, i + 1 + hops))
                return
            if self.has_given_before(i):
                self._add(self.foreign_start(i - 1, FOREIGN_LONG), chunk.end, "PS", role)
                self.employers.update(range(i + 1, i + 1 + hops))
                return
            least = (FOREIGN_LONG if len(word) > 3 else FOREIGN) if hops == 0 else FOREIGN_LONG
            is_owner = word.endswith("의") and len(word) > 3  # 세인즈버리의 회장
            if i not in self.employers and not is_owner and is_foreign_person(word, least):
                start = self.foreign_start(i, FOREIGN_LONG)
                if hops == 0 or start < chunk.start:
                    self._add(start, chunk.end, "PS", role)
                    self.employers.update(range(i + 1, i + 1 + hops))
                    return
        if _AGE_RE.match(self.text, chunk.end) and is_korean_person(word):
            self._add(chunk.start, chunk.end, "PS")
            return
        before = self.title_before(i)
        if before:
            for stem in strip_particles(word):
                if is_korean_person(stem) and (len(stem) > 2 or len(word) > len(stem)):
                    self._add(chunk.start, chunk.start + len(stem), "PS", before)
                    return
            if is_foreign_person(word.rstrip("은는이가을를의"), FOREIGN_BARE):
                self._add_foreign(i, before)

    def _read_glued(self, chunk: Chunk) -> bool:
        """Read "최씨는", "김모씨", "신회장", "이재용회장"."""
        for stem in strip_particles(chunk.word):
            if stem in person_titles() and len(stem) > 2:
                return False
            for title in _GLUED:
                if len(stem) > len(title) and stem.endswith(title):
                    head = stem[: -len(title)]
                    if title != "모" and len(head) == 2 and head[1] == "모":
                        head = head[0]
                    if title == "모" and not self._is_unnamed(chunk, stem):
                        continue
                    if self._is_name_before(head, title):
                        role = None if title == "모" else title
                        self._add(chunk.start, chunk.start + len(head), "PS", role)
                        return True
            for size in (5, 4, 3, 2):
                title, head = stem[-size:], stem[:-size]
                if head and title in _glued_titles():
                    if len(head) >= 3 and (is_korean_person(head) or head in self.names):
                        self._add(chunk.start, chunk.start + len(head), "PS", title)
                        return True
                    break
        return False

    def _is_unnamed(self, chunk: Chunk, stem: str) -> bool:
        """Say whether "최모" stands before an age or "씨"."""
        after = self.text[chunk.start + len(stem) : chunk.start + len(stem) + 12]
        return bool(_UNNAMED_RE.match(after))

    def _is_name_before(self, head: str, title: str) -> bool:
        if len(head) == 1:
            if title in ("군", "양") and head in "성장시자구전수":
                return False
            return head in family_names()
        if title in ("모",):
            return False
        if is_korean_person(head):
            return title == "씨" or len(head) == 3
        return title == "씨" and is_foreign_person(head)

    def _is_family(self, word: str, title: str, i: int) -> bool:
        """Say whether one syllable before a title is a family name."""
        if len(word) != 1 or word not in family_names():
            return False
        if title in _NO_FAMILY_TITLE:
            return any(name[0] == word for name in self.names if len(name) > 2)
        if word in "전이한그주모고현" and title not in ("씨", "군", "양"):
            if any(name[0] == word for name in self.names if len(name) == 3):
                return True
            return word == "이" and title in (
                "대통령",
                "회장",
                "부회장",
                "의원",
                "장관",
                "대표",
                "교수",
            )
        return word in COMMON_FAMILY and title in words("surname-title", "ko")

    def _add_foreign(self, i: int, role: str | None) -> None:
        """Add the foreign name that begins in chunk i."""
        end = -1
        for j in range(i, min(i + 4, len(self.chunks))):
            word = self.word(j)
            stems = [s for s in strip_particles(word) if is_foreign_person(s)]
            if not stems:
                break
            stem = stems[-1] if word not in known("family", "ko") else word
            end = self.chunks[j].start + len(stem)
            if len(stem) < len(word) or self.gap(j) != " ":
                break
        if end > 0:
            self._add(self.chunks[i].start, end, "PS", role)

    def _read_lists(self) -> None:
        """Read "윤석열·이영": a name joined to a person is a person."""
        ends = {mention.end for mention in self.found.values() if mention.type == "PS"}
        starts = {mention.start for mention in self.found.values() if mention.type == "PS"}
        for i, chunk in enumerate(self.chunks):
            after = i and self.gap(i - 1) == "·" and self.chunks[i - 1].end in ends
            before = self.gap(i) == "·" and i + 1 < len(self.chunks)
            if not after and not (before and self.chunks[i + 1].start in starts):
                continue
            stems = [s for s in strip_particles(chunk.word) if is_korean_person(s)]
            if stems:
                self._add(chunk.start, chunk.start + len(stems[-1]), "PS")
                ends.add(chunk.end)

    def _read_letters(self) -> None:
        for match in _UNKNOWN_MAN_RE.finditer(self.text):
            self._add(match.start(1), match.end(1), "PS", match.group(2))
        for match in _HANJA_RE.finditer(self.text):
            char = match.group()
            after = _AFTER_RE.match(self.text, match.end())
            title = find_title(after.group(1)) if after else None
            if char in words("family-press", "ko") and title:
                self._add(match.start(), match.end(), "PS", title)
            elif char in _press_countries():
                self._add(match.start(), match.end(), "LC")

    def _read_bare(self) -> None:
        """Read persons without a sign: known ones, and forms that only names have."""
        for i, chunk in enumerate(self.chunks):
            if chunk.start in self.found or not is_hangul(chunk.word):
                continue
            if i and chunk.word[2:3] in "동읍면리" and self.gap(i - 1) == " ":
                place = classify(self.word(i - 1))
                if place is not None and place.type == "LC":
                    continue
            for stem in strip_particles(chunk.word):
                if stem in self.names and len(stem) > 1:
                    self._add(chunk.start, chunk.start + len(stem), "PS")
                    break
                if len(stem) == 3 and is_korean_person(stem, sure=True):
                    if is_common_korean(chunk.word) or (
                        stem == chunk.word
                        and (is_particle_after(stem[:2], stem[2]) or stem[2] in "한해하된할")
                    ):
                        break
                    self._add(chunk.start, chunk.start + len(stem), "PS")
                    break
            else:
                self._read_bare_foreign(i)

    def _read_bare_foreign(self, i: int) -> None:
        word = self.word(i)
        if is_foreign_person(word) and word in known("given", "ko") and self.gap(i) == " ":
            nxt = self.word(i + 1)
            least = 0.2 if len(word) > 1 else FOREIGN_BARE
            stems = [s for s in strip_particles(nxt) if is_foreign_person(s, least)]
            if stems and len(stems[-1]) > 1 and not is_common_korean(word):
                self._add_foreign(i, None)
            return
        if self.gap(i) == " " and len(word) > 1 and is_foreign_person(word):
            nxt = self.word(i + 1)
            stems = [s for s in strip_particles(nxt) if len(s) > 1 and is_foreign_person(s)]
            plain = len(strip_particles(word)) == 1 and not find_title(nxt)
            odd = max(map(foreignness, (word, *stems[:1]))) >= FOREIGN_BARE
            if stems and plain and odd:
                self._add_foreign(i, None)
                return
        for stem in strip_particles(word):
            if stem in known("family", "ko") and len(stem) > 2 and not is_common_korean(stem):
                if classify(stem) is None:
                    end = self.chunks[i].start + len(stem)
                    self._add(self.foreign_start(i), end, "PS")
                return

    def _read_things(self) -> None:
        """Read organisations and places, and join places with what follows in them."""
        run_start = -1
        previous = -2
        for i, chunk in enumerate(self.chunks):
            if chunk.start in self.found:
                previous = -2
                continue
            joins = previous == i - 1 and self.gap(i - 1) == " "
            joins = joins and chunk.start - run_start < LONGEST_PLACE
            found = self._classify_two(i) or classify(chunk.word)
            if chunk.word == "미" and self.gap(i) == " " and i + 1 < len(self.chunks):
                office = classify(self.word(i + 1))
                if office is not None and office.type == "OG":
                    self._add(chunk.start, chunk.end, "LC")
                    continue
            if found is None and joins:
                found = self._small_place(chunk.word)
            if found is None and i in self.employers and len(chunk.word) > 1:
                found = Found(len(chunk.word), "OG", "employer")
            if found is None:
                found = self._classify_titled(chunk.word)
            if found is None:
                continue
            whole = found.size == len(chunk.word)
            if found.sign == "weak" and not joins and not self._is_sure_place(i, whole):
                continue
            end = chunk.start + found.size
            stem = chunk.word[: found.size]
            if found.type == "OG" and joins:
                joins = any(stem.endswith(w) for w in words("org-join", "ko"))
            elif found.type == "OG" and self._follows_team(i, stem):
                joins = True
            if not joins:
                run_start = chunk.start
            else:
                self._drop(run_start)
            self._add(run_start, end, found.type)
            previous = i if whole and found.type == "LC" else -2
            if found.type == "OG":
                run_start = chunk.start if not joins else run_start

    def _follows_team(self, i: int, stem: str) -> bool:
        """Say whether chunk i is the second half of a name as "두산 베어스"."""
        if stem not in words("org-team", "ko") or i == 0 or self.gap(i - 1) != " ":
            return False
        before = self.found.get(self.chunks[i - 1].start)
        return before is not None and before.type == "OG" and before.end == self.chunks[i - 1].end

    def _classify_two(self, i: int) -> Found | None:
        """Return an organisation listed as two words, as "HS 효성"."""
        if i + 1 >= len(self.chunks) or self.gap(i) != " ":
            return None
        word = self.word(i)
        for stem in strip_particles(self.word(i + 1)):
            if len(word) > 1 and (
                word + stem in listed_names() or f"{word} {stem}" in listed_names()
            ):
                return Found(len(word) + 1 + len(stem), "OG", "listed")
        return None

    def _classify_titled(self, word: str) -> Found | None:
        """Return the organisation onto which a title is written, as "삼성CEO"."""
        title = find_title(word)
        head = word[: word.rfind(title)] if title else ""
        found = classify(head) if len(head) > 1 else None
        return found if found and found.size == len(head) and found.type == "OG" else None

    def _is_sure_place(self, i: int, whole: bool) -> bool:
        """Say whether a place that is also a common word is meant as one."""
        word = self.word(i)
        if not whole:
            return word.endswith(("에서", "에서는", "에서도", "에서의"))
        if self.gap(i) != " ":
            return False
        nxt = self.word(i + 1)
        found = classify(nxt)
        return (found is not None and found.type == "LC") or nxt.startswith(
            ("지역", "북부", "남부", "동부", "서부", "내륙", "일대", "해안")
        )

    def _small_place(self, word: str) -> Found | None:
        """Read a ward, town or street behind a place."""
        for stem in strip_particles(word):
            if 3 <= len(stem) <= 6 and stem[-1] in "동읍면리구군시" and not is_common_korean(stem):
                return Found(len(stem), "LC", "suffix")
        return None
