"""The persons and organisations a document names: full names, short forms, titles.

Left out: gender, and titles in the other language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import Factory, define

from align.facts.finding.mentions_en import read_english
from align.facts.finding.mentions_ko import read_korean
from align.facts.roles import compare_roles, read_roles
from align.facts.speech.full_names import find_full_name, is_no_name
from align.facts.speech.neighbours import HANGUL_RE, Neighbours
from align.facts.speech.speaker_words_en import english_titles
from align.facts.speech.titled_en import find_titled
from align.facts.speech.titled_ko import (
    find_called,
    find_titled_korean,
    is_noun,
    name_among,
    not_people,
)
from align.facts.speech.topics_ko import speaker_words, surnames
from align.facts.spellings.romanised import split_korean
from align.records import Segment


@define(slots=False)
class People:
    """Names of persons in a document, and of organisations in its English part.

    ``words`` are the parts of the persons' names, ``full`` maps a part or a short form
    to the full name, ``holders`` a title to the names that bear it, ``bodies`` are the
    organisations, ``persons`` the full names in English as read, ``known`` names in
    Korean that stand alone before a title.
    """

    text: str = ""
    words: set[str] = Factory(set)
    full: dict[str, str] = Factory(dict)
    holders: dict[str, set[str]] = Factory(dict)
    bodies: set[str] = Factory(set)
    persons: set[str] = Factory(set)
    known: set[str] = Factory(set)
    _places: dict[str, int] = Factory(dict)
    _bearers: dict[str, tuple[set[str], set[str]]] = Factory(dict)

    @cached_property
    def near(self) -> Neighbours:
        """What stands beside the words of the text."""
        return Neighbours(self.text)

    @cached_property
    def starts(self) -> Counter[str]:
        """How often each run of Hangul and letters, up to ten long, begins a word."""
        words = _WORD_RE.findall(self.text)
        return Counter(word[:size] for word in words for size in range(2, min(len(word), 10) + 1))

    @cached_property
    def _by_ending(self) -> dict[str, set[str]]:
        """Words of three to five syllables that come twice or oftener, by the last one."""
        out: dict[str, set[str]] = {}
        for word, count in self.starts.items():
            if count > 1 and 3 <= len(word) <= 5:
                out.setdefault(word[-1], set()).add(word)
        return out

    def place_ending_in(self, ending: str) -> str | None:
        """Return the one word of the text that a short form may stand for: 느티군 for 군.

        >>> find_people("느티군이 밝혔다. 느티군의 농가다.").place_ending_in("군")
        '느티군'
        """
        found = self._by_ending.get(ending, set())
        return next(iter(found)) if len(found) == 1 else None

    def is_introduced(self, title: str) -> bool:
        """Say whether the text speaks of somebody by an English title alone: an Olympic coach."""
        return title in self._behind_articles

    @cached_property
    def _behind_articles(self) -> set[str]:
        """Return the words up to three behind an indefinite article."""
        found = _INDEFINITE_RE.findall(self.text)
        return {_POSSESSIVE_RE.sub("", word) for words in found for word in words.split()}

    def is_short_name(self, word: str, title: str) -> bool:
        """Say whether two syllables are a name whose surname stands alone before the title."""
        if len(word) != 2 or word in not_people() or split_korean(word) is None:
            return False
        return any(after.startswith(title) for after in self.near.behind.get(word[0], ()))

    @cached_property
    def lands(self) -> frozenset[str]:
        """Return what the text shows to be a country or a body: 벨타 in 벨타 정부, 벨타 외무."""
        found = set(_LAND_RE.findall(self.text))
        return frozenset(w for w in found if is_noun(w) and not (len(w) == 3 and split_korean(w)))

    def name_before(self, words: Sequence[str], title: str) -> str | None:
        """Return the name among the words before a Korean title, or None."""
        words = [word for word in words if word not in self.lands]
        if len(words) > 1 and self.is_short_name(words[0], title):
            return words[0]
        return name_among(words, only_korean=title in speaker_words("generic"), known=self.known)

    def first_place(self, name: str) -> int:
        """Return where a name first stands in the text, its end where it does not."""
        if name not in self._places:
            at = self.text.find(name)
            self._places[name] = at if at >= 0 else len(self.text)
        return self._places[name]

    def bearers(self, title: str, *, near: bool = True) -> set[str]:
        """Return who bears a title, or else one of the same office, or else one ``near`` to it.

        >>> people = find_people("Gov. Ann Lee met Energy Secretary Bo Hall.")
        >>> people.bearers("governor"), people.bearers("minister")
        ({'Ann Lee'}, {'Bo Hall'})
        """
        title = title.lower().rstrip(".")
        if title not in self._bearers:
            self._bearers[title] = self._find_bearers(title)
        same, others = self._bearers[title]
        return same or (others if near else set())

    def _find_bearers(self, title: str) -> tuple[set[str], set[str]]:
        if title in self.holders or not read_roles(title):
            return self.holders.get(title, set()), set()
        found: dict[str, set[str]] = {"same": set(), "compatible": set(), "different": set()}
        for held, names in self.holders.items():
            if read_roles(held):
                found[compare_roles(title, held)] |= names
        return found["same"], found["compatible"]

    def body_named(self, word: str) -> str | None:
        """Return the organisation whose name begins with a word that no person bears."""
        if any(word in person.split() for person in self.persons if " " in person):
            return None
        found = {body for body in self.bodies if body.startswith(f"{word} ")}
        return next(iter(found)) if len(found) == 1 else None

    def body_with(self, word: str) -> str | None:
        """Return the one organisation whose name holds a word: the ministry."""
        found = {body for body in self.bodies if word in body.lower().split()}
        if len(found) != 1:
            return None
        (body,) = found
        whole = re.search(
            rf"\bthe ((?:(?:[A-Z][\w&-]*|and|of|for) ){{0,6}}{re.escape(body)})", self.text
        )
        return whole[1] if whole else body

    def add(self, name: str, title: str) -> None:
        """Remember a name and its title."""
        self.holders.setdefault(title.lower().rstrip("."), set()).add(name)
        self.words.update(name.split())

    def titles_of(self, name: str) -> set[str]:
        """Return the titles that stand beside a name, in small letters."""
        return {title for title, names in self.holders.items() if name in names}

    def find_full_name(self, part: str) -> None:
        """Remember the full name that a part of it stands in, if there is one."""
        if full := find_full_name(part, self.text, self.near):
            self.full[part] = full
            if HANGUL_RE.fullmatch(part):
                self.words.add(full.split()[0])

    def complete(self, name: str) -> str:
        """Return the full form of a name, or the name itself.

        >>> people = find_people("Ann Lee, the mayor, met President Kim.")
        >>> people.complete("Lee"), people.complete("Kim")
        ('Ann Lee', 'Kim')
        """
        if name not in self.full and " " not in name:
            self.find_full_name(name)
        if name in self.full:
            return self.full[name]
        alike = (full for part, full in self.full.items() if _is_variant(part, name))
        self.full[name] = next(alike, name)
        return self.full[name]


def _is_variant(a: str, b: str) -> bool:
    """Say whether two Hangul names differ in one of three or more syllables: 올트먼, 울트먼."""
    return (
        len(a) == len(b) >= 3
        and "가" <= a[0] <= "힣"
        and sum(x != y for x, y in zip(a, b, strict=True)) == 1
        and not (a[0] in surnames() and b[0] in surnames())
    )


def find_people(text: str, segments: Iterable[Segment] | None = None) -> People:
    """Return the persons that a text of either language names.

    ``segments`` are those of the text that count; without them all of it does.

    >>> text = "Ann Lee, the mayor of Leeds, met President Kim. 샘 그레이 CEO도 왔다."
    >>> people = find_people(text)
    >>> sorted(people.words), people.full["그레이"]
    (['Ann', 'Kim', 'Lee', '그레이', '샘'], '샘 그레이')
    """
    people = People(text)
    for titled, title in find_titled(text):
        parts = titled.split()
        while parts and (parts[0].lower() in english_titles() or parts[0].isupper()):
            parts.pop(0)
        if parts and not not_people().intersection((parts[0], " ".join(parts))):
            people.add(" ".join(parts), title.split()[-1] if title else "")
    read = [(text, None)] if segments is None else [(s.text, s.lang) for s in segments]
    for part, lang in read:
        if lang != "ko":
            _add_english(people, part)
    korean = list(find_titled_korean(text))
    people.known = {w[0] for w, _ in korean if len(w) == 1 and is_noun(w[0])} - people.lands
    for words, title in korean:
        if name := people.name_before(words, title):
            people.add(name, title)
    for name, calling in find_called(text):
        people.add(name, calling)
    for part, lang in read:
        if lang != "en":
            _add_korean(people, part)
    for word in sorted(word for word in people.words if HANGUL_RE.fullmatch(word)):
        people.find_full_name(word)  # English ones when asked for
    for match in _ALIAS_RE.finditer(text):
        people.full[match["short"]] = match["long"]
    people.holders = {
        title: {people.complete(name) for name in names} for title, names in people.holders.items()
    }
    return people


def _add_english(people: People, english: str) -> None:
    """Add the persons and organisations that the reader of English names finds."""
    found = read_english(unicodedata.normalize("NFC", english)) if _LATIN_RE.search(english) else ()
    for mention in found:
        words = mention.text.split()
        while len(words) > 1 and words[0].lower() in english_titles():
            words.pop(0)
        if mention.type == "OG":
            people.bodies.add(mention.text)
        elif mention.type == "PS" and not any(is_no_name(w) or w.isupper() for w in words):
            people.words.update(words)
            people.persons.add(" ".join(words))
            if mention.role:
                title = mention.role.split()[-1].lower().rstrip(".")
                people.holders.setdefault(title, set()).add(" ".join(words))


def _add_korean(people: People, korean: str) -> None:
    """Add the persons with a full name that the reader of Korean names finds."""
    for mention in read_korean(unicodedata.normalize("NFC", korean)):
        name = mention.text
        is_full = " " in name or (len(name) > 2 and split_korean(name) is not None)
        if mention.type == "PS" and is_full and name not in people.words:
            people.add(name, (mention.role or "").split(" ")[-1])


_WORD_RE = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_LAND_RE = re.compile(
    r"(?<![가-힣])([가-힣]{2,6}) (?:정부|외교부?|외무부?|국방부?|재무부?|의회|대통령실|총리실|당국)"
    r"(?=[의은는이가와과도 ,])"
)
_LATIN_RE = re.compile("[A-Z][a-z]")
_ALIAS_RE = re.compile(
    r"(?<![가-힣A-Za-z])(?P<long>[가-힣A-Za-z]{2,30})\(이하\s['‘\"“]?(?P<short>[가-힣A-Za-z]+)"
)


_SHORT_RE = re.compile(r"[가-힣]{1,4}")
_INDEFINITE_RE = re.compile(r"\b(?:an?|another|one)\s(?=((?:[\w’'-]+\s){0,2}[\w’'-]+))")
_POSSESSIVE_RE = re.compile(r"[’'].*")
_CAPITAL_RE = re.compile(r"[A-Z][\w-]*[a-z]\b")
