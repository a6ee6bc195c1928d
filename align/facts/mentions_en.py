"""Names in English text: runs of capitalised words, cut at titles, then typed.

A run is typed by gazetteers, suffixes ("University", "Street"), titles before and
behind, and the company it keeps ("in X", "X said"). A word that only stands at
the beginning of a sentence is a name only if a table says so. Left out: names
written small.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from align.facts.mention_tables import (
    blank_markup,
    common_english,
    known,
    organisations,
    places,
    words,
)
from align.facts.romanised import family_names, spelled_syllables
from align.records import Mention, MentionType
from align.tables import read_table

LONGEST_ROLE = 5  # words
LONG_WORD = 4
"""Letters of a word that a title-case line writes with a capital, whatever it means."""
TITLED_WORDS = 4
TITLED_SHARE = 0.5
"""Such words that make a line one in title case, and how many of them are common words:
a row of names and addresses has fewer."""

_TOKEN_RE = regex.compile(r"(?:\p{Lu}\.){2,}|[\p{L}\d]+(?:[\-’'&.][\p{L}\d]+)*|&")
_POSSESSIVE_RE = regex.compile(r"['’](?:s|S)$")
_MORE_ROLE_RE = regex.compile(r"(?:,\s+|\s+)(?:and|&)\s+")
_COMPOUND_RE = regex.compile(
    r"-(?:based|led|dedicated|era|backed|owned|related|style|made|held|focused|born|funded|affiliated"
    r"|run|controlled|wide|only|bound|linked|inspired|like|trained|powered|invested|area)$"
)
_INNER_CAPITAL_RE = regex.compile(r"\p{Ll}\p{Lu}|^\p{Lu}+\d|^\p{Lu}\p{Ll}*&\p{Lu}")
_AGE_RE = regex.compile(r", (?:aged )?\d\d(?:[,;.)]|$)")
_FAMILY_ENDING_RE = regex.compile(
    r"..(?:man|mann|son|sen|berg|stein|sk[iy]|ova?|enko|ez|oulos|ini|etti|elli|ashvili|[aiou]yan|quist)$"
)
_ROMAN_RE = regex.compile(r"[IVXLC]+$")
_LINK = frozenset(
    ("of", "de", "del", "da", "di", "van", "von", "der", "den", "bin", "al", "el", "la", "le")
)
_ORG_LINK = frozenset(("for", "on", "the"))
_LIST_HEADS = frozenset(("ministry", "department", "committee", "commission", "agency", "office"))
_HONORIFIC = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "sheikh", "ayatollah", "lord", "lady")
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "as",
        "to",
        "of",
        "and",
        "or",
        "but",
        "if",
        "when",
        "while",
        "after",
        "before",
        "during",
        "since",
        "although",
        "because",
        "however",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "why",
        "how",
        "no",
        "not",
        "all",
        "some",
        "many",
        "most",
        "more",
        "several",
        "each",
        "every",
        "both",
    ]
)
_FILLER = frozenset(("the", "a", "an", "former", "current", "then", "acting", "its", "his", "her"))
_BREAK = '.!?:;"“”‘()[]•*|\n\t<>-–—▲△~_=#/'


class Token(NamedTuple):
    """A word with its place, without possessive ending."""

    start: int
    end: int
    word: str
    lower: str
    capital: bool
    initial: bool
    gap: str


@cache
def _role_phrases() -> frozenset[str]:
    out = set()
    for row in read_table("roles"):
        for form in row["english"].split(";"):
            out.add(form.rstrip("."))
    return frozenset(
        out - {"mr", "ms", "mrs", "miss", "father", "general", "member", "partner", "justice"}
    )


@cache
def _short_titles() -> frozenset[str]:
    """Return the words of titles that are written with a full stop: capt, brig, prof."""
    forms = " ".join(row["english"].replace(";", " ") for row in read_table("roles"))
    return frozenset(word[:-1].lower() for word in forms.split() if word.endswith("."))


@cache
def _adjectives() -> frozenset[str]:
    out: set[str] = set()
    for row in read_table("countries"):
        out |= {form.lower() for form in row["adjective"].split(";") if form}
    out |= {form + "s" for form in out}
    return frozenset(out | words("not-name", "en"))


@cache
def _codes() -> frozenset[str]:
    return words("place-code", "en")


@cache
def _family_spellings() -> frozenset[str]:
    return frozenset(s for forms in family_names().values() for s in forms)


@lru_cache(maxsize=16384)
def _is_name_word(lower: str) -> bool:
    """Say whether a word is not one that is usually written small."""
    return lower not in common_english() and lower not in _adjectives()


@lru_cache(maxsize=16384)
def is_korean_name(name: str) -> bool:
    """Say whether a capitalised run looks like a romanised Korean full name.

    >>> is_korean_name("Chey Tae-won"), is_korean_name("Jae-yong Lee"), is_korean_name("Al-Jazeera")
    (True, True, False)
    """
    parts = name.split()
    if len(parts) != 2:
        return False
    for family, given in (parts, parts[::-1]):
        pieces = given.lower().split("-")
        if family.lower() in _family_spellings() and len(pieces) == 2:
            return all(spelled_syllables(piece) for piece in pieces) and given[0].isupper()
    return False


def _is_personal(token: Token) -> bool:
    """Say whether a word may be part of a person's name."""
    if _is_name_word(token.lower):
        return True
    known_person = token.word in known("given", "en") or token.word in known("family", "en")
    return known_person or token.lower in _family_spellings()


def _tokenise(text: str) -> list[Token]:
    out: list[Token] = []
    end = 0
    for match in _TOKEN_RE.finditer(blank_markup(text)):
        word = match.group()
        if "'" in word or "’" in word:
            word = _POSSESSIVE_RE.sub("", word)
        if "-" in word:
            word = _COMPOUND_RE.sub("", word)
        if not word:
            continue
        gap = text[end : match.start()]
        initial = not out or any(c in _BREAK for c in gap)
        out.append(
            Token(
                match.start(),
                match.start() + len(word),
                word,
                word.lower(),
                word[0].isupper(),
                initial,
                gap,
            )
        )
        end = match.end() if len(word) == len(match.group()) else match.start() + len(word)
    return out


@lru_cache(maxsize=16384)
def is_place(name: str) -> bool:
    """Say whether a place is listed, also where it is written in capitals.

    >>> is_place("Seoul"), is_place("NEW YORK"), is_place("US"), is_place("IT")
    (True, True, True, False)
    """
    if name in places("en"):
        return True
    return name.isupper() and len(name) > LONG_WORD and name.title() in places("en")


def _is_listed_word(token: Token) -> bool:
    """Say whether a word is in a table of names, or makes one of the words beside it."""
    if token.word in places("en") or token.word in organisations("en"):
        return True
    if token.word in known("given", "en") or token.word in known("family", "en"):
        return True
    kinds = ("org-suffix", "org-head", "place-suffix")
    return any(token.lower in words(kind, "en") for kind in kinds)


def _is_inflected(lower: str) -> bool:
    """Say whether a word is a common one with an ending: unveils, hired, signing."""
    common = common_english()
    stems = [
        lower[: -len(end)] for end in ("s", "es", "d", "ed", "ing", "ly") if lower.endswith(end)
    ]
    stems += [stem + "e" for stem in stems if lower.endswith("ing")]
    return lower in common or any(len(stem) > 2 and stem in common for stem in stems)


def _lower_headlines(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the common words of title-case lines taken as small.

    In "Fire Destroys Historic Library In Portland" a capital shows nothing; what
    the tables know, and words that are no common ones, still begin names.
    """
    out: list[Token] = []
    begin = 0
    for i in range(1, len(tokens) + 1):
        if i < len(tokens) and not any(c in "\n.?!" for c in tokens[i].gap):
            continue
        line = tokens[begin:i]
        long = [t for t in line if len(t.word) >= LONG_WORD and t.word.isalpha()]
        if len(long) >= TITLED_WORDS and all(t.capital for t in long):
            common = {t for t in line if _is_inflected(t.lower) and not _is_listed_word(t)}
            shouting = all(t.word.isupper() for t in long)
            if not shouting and len(common.intersection(long)) >= TITLED_SHARE * len(long):
                line = [t._replace(capital=False) if t in common else t for t in line]
        out += line
        begin = i
    return out


def read_english(text: str, persons: Iterable[str] = ()) -> list[Mention]:
    """Return the mentions of an English text in NFC, in order, none inside another."""
    return _Reader(text, persons).read()


class _Reader:
    """One text with its tokens and what has been found in it."""

    def __init__(self, text: str, persons: Iterable[str]) -> None:
        self.text = text
        self.tokens = _tokenise(text)
        self.found: list[Mention] = []
        self.families: set[str] = set()
        for name in persons:
            self._learn(name)
        capitals = sum(t.capital for t in self.tokens)
        self.shouting = len(self.tokens) > 3 and capitals > 0.8 * len(self.tokens)
        self.tokens = _lower_headlines(self.tokens)

    def read(self) -> list[Mention]:
        """Return all mentions."""
        i = 0
        while i < len(self.tokens):
            numbered = self.tokens[i].word.isdigit() and self._is_listed(i, i + 2)
            if not self.tokens[i].capital and not numbered:
                i += 1
                continue
            end = self._run_end(i)
            self._read_run(i, end)
            i = end
        return self.found

    def _learn(self, name: str) -> None:
        """Remember the family name of a person, so that it is known alone."""
        parts = name.lower().split()
        if len(parts) > 1:
            self.families.add(parts[0] if is_korean_name(name) and "-" in parts[1] else parts[-1])

    def _joins(self, i: int) -> bool:
        """Say whether token i continues the run of the token before it."""
        return (
            0 < i < len(self.tokens)
            and self.tokens[i].gap in (" ", ". ", "")
            and not (
                self.tokens[i].gap == ". "
                and len(self.tokens[i - 1].word) > 3
                and self.tokens[i - 1].lower not in _short_titles()
            )
        )

    def _run_end(self, i: int) -> int:
        """Return the end of the run of names that begins at token i."""
        for size in range(min(8, len(self.tokens) - i), 1, -1):
            if self._is_listed(i, i + size):
                return self._extend(i + size)
        return self._extend(i + 1, i)

    def _extend(self, j: int, i: int | None = None) -> int:
        """Return the end of the run that reaches token j at least."""
        tokens = self.tokens
        i = j - 1 if i is None else i
        heads = words("org-head", "en")
        has_head = tokens[i].lower in heads
        has_list = tokens[i].lower in _LIST_HEADS
        while j < len(tokens) and self._joins(j) and tokens[j].end - tokens[i].start < 120:
            token = tokens[j]
            if token.capital or token.word == "&":
                has_head = has_head or token.lower in heads
                j += 1
                continue
            k = j
            while (
                k < len(tokens)
                and k < j + 2
                and self._joins(k)
                and (
                    tokens[k].lower in _LINK
                    or (has_head and tokens[k].lower in _ORG_LINK)
                    or (has_list and tokens[k].lower == "and")
                )
                and not (tokens[k].lower == "the" and tokens[k - 1].lower == "and")
            ):
                k += 1
            if k == j or k >= len(tokens) or not tokens[k].capital or not self._joins(k):
                break
            if (
                tokens[j].lower == "of"
                and not has_head
                and tokens[j - 1].lower not in ("university", "bank")
            ):
                break
            j = k
        return j

    def _read_run(self, start: int, end: int) -> None:
        """Cut a run at its titles and read the pieces."""
        tokens = self.tokens
        role, i = self._role_before(start)
        piece = start
        i = start
        while i < end:
            size = self._role_size(i, end)
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

    def _role_size(self, i: int, end: int) -> int:
        """Return how many tokens from i make a title, 0 for none."""
        for size in range(min(LONGEST_ROLE, end - i), 0, -1):
            phrase = " ".join(t.lower for t in self.tokens[i : i + size])
            if phrase in _role_phrases() or (
                phrase.endswith("s") and phrase[:-1] in _role_phrases()
            ):
                return size
        return 0

    def _role_before(self, i: int) -> tuple[str | None, int]:
        """Return the small-letter title that ends before token i."""
        for size in range(min(LONGEST_ROLE, i), 0, -1):
            tokens = self.tokens[i - size : i]
            if any(t.gap.strip(" ") for t in tokens[1:]) or self.tokens[i].gap != " ":
                continue
            if " ".join(t.lower for t in tokens) in _role_phrases():
                if tokens[0].capital and i - size > 0 and not tokens[0].initial:
                    continue
                return self.text[tokens[0].start : tokens[-1].end], i - size
        return None, i

    def _read_piece(self, start: int, end: int, role: str | None) -> None:
        """Read tokens[start:end] as one name or several."""
        tokens = self.tokens
        skip = _adjectives()
        while start < end:
            token = tokens[start]
            if token.lower.rstrip(".") in _HONORIFIC:
                role = role or token.word
            elif (
                token.word == "&"
                or (
                    not token.capital and not (token.word.isdigit() and self._is_listed(start, end))
                )
                or (len(token.word) == 1 and end - start == 1)
            ):
                pass
            elif self._begins_name(start, end):
                break
            start += 1
        while end > start and (
            not (tokens[end - 1].capital or self._is_listed(start, end))
            or tokens[end - 1].lower in skip
            or tokens[end - 1].word == "I"
            or any(c.isdigit() for c in tokens[end - 1].word)
        ):
            if self._is_listed(start, end):
                break
            end -= 1
        if start >= end:
            return
        for i in range(start + 1, end):
            if (
                tokens[i].capital
                and tokens[i].lower in skip
                and not self._is_listed(start, end)
                and not (i + 1 < end and self._ends_strong(start, end))
            ):
                self._read_piece(start, i, role)
                self._read_piece(i + 1, end, None)
                return
        self._read_name(start, end, role)

    def _name(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def _is_listed(self, start: int, end: int) -> bool:
        if end > len(self.tokens):
            return False
        name = self._name(start, end)
        return is_place(name) or name in organisations("en")

    def _begins_name(self, i: int, end: int) -> bool:
        """Say whether a capitalised token may begin a name rather than a sentence."""
        token = self.tokens[i]
        for j in range(end, i, -1):
            if self._is_listed(i, j):
                return token.lower not in _adjectives() or j - i > 1
        if token.lower in _SMALL:
            return False
        if token.lower in _adjectives():
            return end - i > 1 and self._ends_strong(i, end)
        if not token.initial:
            return True
        if _is_name_word(token.lower):
            return True
        if token.word in known("given", "en") and end - i > 1:
            return True
        if end - i > 1:
            last = self.tokens[end - 1].lower
            return last in words("org-suffix", "en") or token.lower in words("org-head", "en")
        return False

    def _ends_strong(self, start: int, end: int) -> bool:
        """Say whether the run ends in a word that makes an organisation of anything."""
        last = self.tokens[end - 1].lower
        weak = words("org-weak", "en") - {"party"}
        return end - start > 1 and last in words("org-suffix", "en") and last not in weak

    def _read_name(self, start: int, end: int, role: str | None) -> None:
        """Type one name and add it."""
        tokens = self.tokens
        suffixes = words("org-suffix", "en") | words("place-suffix", "en")
        if tokens[end - 1].lower not in suffixes and not self._is_listed(start, end):
            for stop in range(end - 1, start, -1):
                if _is_name_word(tokens[stop].lower):
                    break
                if self._is_listed(start, stop):
                    end = stop
                    break
        name = self._name(start, end)
        kind = self._type(start, end, name, role)
        if kind is None:
            return
        stop = tokens[end - 1].end
        if (
            tokens[end - 1].lower in ("inc", "corp", "co", "ltd", "jr", "sr")
            and self.text[stop : stop + 1] == "."
        ):
            stop += 1
        if kind == "PS":
            self._learn(name)
            role = role or self._role_after(end)
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
        if tokens[0].gap in (", ", ",") and (name in _codes() or code in _codes()):
            return "LC"
        if count > 1 and (last in words("org-suffix", "en") or first in words("org-head", "en")):
            named = any(_is_name_word(t.lower) or t.word in places("en") for t in tokens)
            if named or last not in words("org-weak", "en"):
                return "OG"
            return None
        if any(t.lower in ("of",) for t in tokens) or any(t.word == "&" for t in tokens):
            return "OG"
        if count > 1 and last in words("place-suffix", "en"):
            return "LC"
        if is_korean_name(name):
            return "PS"
        if role is not None and count <= 4 and any(_is_personal(t) for t in tokens):
            return "PS"
        if is_place(name) or self._is_slashed(start, end):
            return "LC"
        if (first in self.families and count == 1) or (count == 1 and last in self.families):
            return "PS"
        if tokens[0].word in known("given", "en") and (
            count > 1 or not tokens[0].initial or _is_name_word(first)
        ):
            if (
                count > 1
                and all(not _is_name_word(t.lower) for t in tokens[1:])
                and not self._is_person_like(tokens)
            ):
                return "OG"
            return "PS"
        if count == 1 and tokens[0].word in known("family", "en") and _is_name_word(first):
            return "PS"
        if count <= 4 and (self._role_after(end) is not None or self._has_age(end)):
            return "PS"
        if any(t.word in places("en") for t in tokens) and count > 1:
            return "OG"
        if count == 1 and _INNER_CAPITAL_RE.search(name):
            return "OG"
        if name.isupper() and len(name) > 1:
            if self.shouting or _ROMAN_RE.match(name) or any(c.isdigit() for c in name):
                return None
            return "OG" if len(name) <= 6 and _is_name_word(first) else None
        if (
            (
                before
                and before.lower in words("place-preposition", "en")
                and self.tokens[start].gap == " "
            )
            and _is_name_word(last)
            and count <= 2
        ):
            return "LC"
        if after and after.gap == " " and after.lower in words("verb-said", "en") and count <= 3:
            return "PS" if _is_name_word(last) else None
        if self.shouting:
            return None
        if count in (2, 3) and all(_is_name_word(t.lower) or len(t.word) == 1 for t in tokens):
            return "PS"
        if count > 1:
            return "OG" if any(_is_name_word(t.lower) for t in tokens) else None
        if count == 1 and _FAMILY_ENDING_RE.search(first) and _is_name_word(first):
            return "PS"
        if not tokens[0].initial and _is_name_word(first) and len(first) > 3 and first.isalpha():
            if (
                after
                and after.gap == ", "
                and (after.word in places("en") or after.word in _codes())
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

    def _role_after(self, end: int) -> str | None:
        """Return the title in the apposition that follows token end - 1."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end].gap != ", ":
            return None
        i = end
        while i < min(end + 8, len(tokens)):
            token = tokens[i]
            if i > end and token.gap not in (" ", "'s ", "’s "):
                return None
            size = self._role_size(i, len(tokens))
            if size:
                stop = i + size
                if (
                    stop + 1 < len(tokens)
                    and tokens[stop].lower in ("and", "&")
                    and tokens[stop].gap == " "
                ):
                    more = self._role_size(stop + 1, len(tokens))
                    if more:
                        stop += 1 + more
                return self.text[tokens[i].start : tokens[stop - 1].end]
            if not token.capital and token.lower not in _FILLER and token.lower not in _LINK:
                return None
            i += 1
        return None
