"""Names in English text: runs of capitalised words, cut at titles, then typed.

A run is typed by gazetteers, suffixes ("University", "Street"), titles before and
behind, and the company it keeps ("in X", "X said"). A word that only stands at
the beginning of a sentence is a name only if a table says so. Left out: names
written small.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from align.facts.finding.mention_tables import known, organisations, places, words
from align.facts.finding.runs_en import SMALL, Runs
from align.facts.finding.tokens_en import (
    Token,
    adjectives,
    is_korean_name,
    is_name_word,
    is_personal,
    is_place,
    place_codes,
)
from align.records import Mention, MentionType

_INNER_CAPITAL_RE = regex.compile(r"\p{Ll}\p{Lu}|^\p{Lu}+\d|^\p{Lu}\p{Ll}*&\p{Lu}")
_AGE_RE = regex.compile(r", (?:aged )?\d\d(?:[,;.)]|$)")
_FAMILY_ENDING_RE = regex.compile(
    r"..(?:man|mann|son|sen|berg|stein|sk[iy]|ova?|enko|ez|oulos|ini|etti|elli|ashvili|[aiou]yan|quist)$"
)
_ADDRESSED_RE = regex.compile(r"\s*\p{Lu}\p{Ll}{2,}[,:]?\s*")
"""A line of one name, as letters begin and end."""
_ROMAN_RE = regex.compile(r"[IVXLC]+$")
_FORM_RE = regex.compile(r", (?:(?:Inc|Ltd|Corp|Co)\b\.?|(?:LLC|LLP|PLC|L\.L\.C\.)(?!\w))")
"""The legal form of a company, behind its name."""
_SHORT_RE = regex.compile(r"(?i:inc|corp|co|ltd|jr|sr)|\p{Lu}")
"""What ends in a full stop of its own at the end of a name."""
_HONORIFIC = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "sheikh", "ayatollah", "lord", "lady")
)


def read_english(text: str, persons: Iterable[str] = ()) -> list[Mention]:
    """Return the mentions of an English text in NFC, in order, none inside another."""
    return list(_read(text, tuple(persons)))


@lru_cache(maxsize=1024)
def _read(text: str, persons: tuple[str, ...]) -> tuple[Mention, ...]:
    """Read a text once: facts and quotations both ask who is in a segment."""
    return tuple(_Reader(text, persons).read())


class _Reader(Runs):
    """One text with its tokens and what has been found in it."""

    def __init__(self, text: str, persons: Iterable[str]) -> None:
        super().__init__(text)
        self.found: list[Mention] = []
        self.families: set[str] = set()
        for name in persons:
            self._learn(name)

    def read(self) -> list[Mention]:
        """Return all mentions."""
        i = 0
        while i < len(self.tokens):
            numbered = self.tokens[i].word.isdigit() and self.is_listed(i, i + 2)
            if not self.tokens[i].capital and not numbered:
                i += 1
                continue
            if self.tokens[i].lower == "the" and not self.begins_listed(i):
                i += 1
                continue
            end = self.run_end(i)
            self._read_run(i, end)
            i = end
        return self.found

    def _learn(self, name: str) -> None:
        """Remember the family name of a person, so that it is known alone."""
        parts = name.lower().split()
        if len(parts) > 1:
            self.families.add(parts[0] if is_korean_name(name) and "-" in parts[1] else parts[-1])

    def _read_run(self, start: int, end: int) -> None:
        """Cut a run at its titles and read the pieces."""
        tokens = self.tokens
        role, _ = self.role_before(start)
        piece = start
        if role is None and (office := self.office_before(start)) is not None:
            piece, role = self._read_office(start, end, office)
        i = piece
        while i < end:
            size = self.role_size(i, end)
            if size == 1 and i > piece and i + 1 == end and self._is_family_name(i):
                size = 0
            if size:
                self._read_piece(piece, i, None)
                role = self.text[tokens[i].start : tokens[i + size - 1].end]
                i += size
                piece = i
                while i < end and tokens[i].lower in ("and", "of", "the"):
                    i += 1
                    piece = i
                if piece > start and piece < end and tokens[piece - 1].lower in ("of", "the"):
                    role = None
                continue
            i += 1
        self._read_piece(piece, end, role)

    def _read_office(self, start: int, end: int, role: str | None) -> tuple[int, str | None]:
        """Read the body that a title names, and return where its holder begins, with the title.

        "Governor of the Bank of Korea Lee Chang-min": the holder is a Korean name or begins
        with a given name; where nobody follows, all is the body's and nobody's title.
        """
        if end - start > 2:
            first = self.tokens[end - 2].word
            if is_korean_name(self.name_of(end - 2, end)) or first in known("given", "en"):
                self._read_piece(start, end - 2, None)
                return end - 2, role
        return start, None

    def _read_piece(self, start: int, end: int, role: str | None) -> None:
        """Read tokens[start:end] as one name or several."""
        tokens = self.tokens
        skip = adjectives()
        while start < end:
            token = tokens[start]
            if token.lower.rstrip(".") in _HONORIFIC:
                role = role or token.word
            elif (
                token.word == "&"
                or (not token.capital and not (token.word.isdigit() and self.is_listed(start, end)))
                or (len(token.word) == 1 and end - start == 1)
            ):
                pass
            elif self.begins_name(start, end) or self._is_titled(start, end, role):
                break
            start += 1
        while end > start and (
            not (tokens[end - 1].capital or self.is_listed(start, end))
            or tokens[end - 1].lower in skip
            or tokens[end - 1].word == "I"
            or any(c.isdigit() for c in tokens[end - 1].word)
        ):
            if self.is_listed(start, end):
                break
            end -= 1
        if start >= end:
            return
        for i in range(start + 1, end):
            if (
                tokens[i].capital
                and tokens[i].lower in skip
                and not self.is_listed(start, end)
                and not (i + 1 < end and self.ends_strong(start, end))
                and not self.begins_body(start, i)
            ):
                self._read_piece(start, i, role)
                self._read_piece(i + 1, end, None)
                return
        self._read_name(start, end, role)

    def _is_family_name(self, i: int) -> bool:
        """Say whether a word that is also a title ends a name: Tim Cook, Susan King."""
        given = self.tokens[i - 1].word
        return given in known("given", "en") and self.tokens[i].word in known("family", "en")

    def _is_titled(self, start: int, end: int, role: str | None) -> bool:
        """Say whether a common word begins a name all the same: Dr. Ban Ki-moon."""
        titled = role is not None and end - start == 2 and self.tokens[start].lower not in SMALL
        return titled or (end - start == 2 and is_korean_name(self.name_of(start, end)))

    def _read_name(self, start: int, end: int, role: str | None) -> None:
        """Type one name and add it."""
        tokens = self.tokens
        suffixes = words("org-suffix", "en") | words("place-suffix", "en")
        if tokens[end - 1].lower not in suffixes and not self.is_listed(start, end):
            for stop in range(end - 1, start, -1):
                if is_name_word(tokens[stop].lower):
                    break
                if self.is_listed(start, stop):
                    end = stop
                    break
        name = self.name_of(start, end)
        kind = self._type(start, end, name, role)
        if kind is None:
            return
        stop = tokens[end - 1].end
        if kind == "OG" and (form := _FORM_RE.match(self.text, stop)):
            stop = form.end()
        elif self.text[stop : stop + 1] == "." and _SHORT_RE.fullmatch(tokens[end - 1].word):
            stop += 1
        if kind == "PS":
            self._learn(name)
            role = role or self.role_after(end)
        else:
            role = None
        begin = tokens[start].start
        self.found.append(
            Mention(start=begin, end=stop, type=kind, text=self.text[begin:stop], role=role)
        )

    def _type(self, start: int, end: int, name: str, role: str | None) -> MentionType | None:
        tokens = self.tokens[start:end]
        last, first = tokens[-1].lower, tokens[0].lower
        count = len(tokens)
        before = self.tokens[start - 1] if start else None
        after = self.tokens[end] if end < len(self.tokens) else None
        if name in organisations("en"):
            return "OG"
        code = name + self.text[tokens[-1].end : tokens[-1].end + 1]
        if tokens[0].gap in (", ", ",") and (name in place_codes() or code in place_codes()):
            return "LC"
        if count > 1 and (last in words("org-suffix", "en") or first in words("org-head", "en")):
            named = any(
                is_name_word(t.lower) or t.word in places("en") or t.lower in adjectives()
                for t in tokens
            )
            if named or last not in words("org-weak", "en"):
                return "OG"
            return None
        if any(t.lower in ("of",) for t in tokens) or any(t.word == "&" for t in tokens):
            return "OG"
        if role is not None and count <= 4 and any(is_personal(t) for t in tokens):
            return "PS"
        if count > 1 and last in words("place-suffix", "en"):
            return "LC"
        if is_korean_name(name):
            return "PS"
        if is_place(name) or self._is_slashed(start, end):
            return "LC"
        if (first in self.families and count == 1) or (count == 1 and last in self.families):
            return "PS"
        if tokens[0].word in known("given", "en") and (
            count > 1 or not tokens[0].initial or is_name_word(first)
        ):
            if (
                count > 1
                and all(not is_name_word(t.lower) for t in tokens[1:])
                and not self._is_person_like(tokens)
            ):
                return "OG"
            return "PS"
        if count == 1 and tokens[0].word in known("family", "en") and is_name_word(first):
            return "PS"
        if count <= 4 and (self.role_after(end) is not None or self._has_age(end)):
            return "PS"
        if any(t.word in places("en") for t in tokens) and count > 1:
            return "OG"
        if count == 1 and _INNER_CAPITAL_RE.search(name):
            return "OG"
        if name.isupper() and len(name) > 1:
            if self.shouting or _ROMAN_RE.match(name) or any(c.isdigit() for c in name):
                return None
            return "OG" if len(name) <= 6 and is_name_word(first) else None
        if (
            (
                before
                and before.lower in words("place-preposition", "en")
                and self.tokens[start].gap == " "
            )
            and is_name_word(last)
            and count <= 2
        ):
            return "LC"
        if after and after.gap == " " and after.lower in words("verb-said", "en") and count <= 3:
            return "PS" if is_name_word(last) else None
        if self.shouting:
            return None
        if count in (2, 3) and all(is_name_word(t.lower) or len(t.word) == 1 for t in tokens):
            return "PS"
        if count > 1:
            return "OG" if any(is_name_word(t.lower) for t in tokens) else None
        if count == 1 and _FAMILY_ENDING_RE.search(first) and is_name_word(first):
            return "PS"
        if _ADDRESSED_RE.fullmatch(self.text) and is_name_word(first):
            return "PS"
        if not tokens[0].initial and is_name_word(first) and len(first) > 3 and first.isalpha():
            if (
                after
                and after.gap == ", "
                and (after.word in places("en") or after.word in place_codes())
            ):
                return "LC"
            return "OG"
        return None

    def _is_slashed(self, start: int, end: int) -> bool:
        """Say whether a dateline joins the name to a place, as "Chelsea/Washington"."""
        tokens = self.tokens
        before = start > 0 and tokens[start].gap == "/" and is_place(tokens[start - 1].word)
        after = end < len(tokens) and tokens[end].gap == "/" and is_place(tokens[end].word)
        return before or after

    def _has_age(self, end: int) -> bool:
        """Say whether ", 24," follows token end - 1."""
        return bool(_AGE_RE.match(self.text, self.tokens[end - 1].end))

    def _is_person_like(self, tokens: list[Token]) -> bool:
        """Say whether a given name is followed by a family name or an initial."""
        last = tokens[-1]
        return last.word in known("family", "en") or len(tokens) == 2 or len(tokens[1].word) == 1
