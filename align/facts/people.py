"""The persons and organisations a document names: full names, short forms, titles.

Left out: gender, and titles in the other language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, cached_property

from attrs import Factory, define

from align.facts.mentions_en import read_english
from align.facts.neighbours import HANGUL_RE, Neighbours
from align.facts.phrases_en import english_titles
from align.facts.romanised import split_korean
from align.facts.titled_en import find_titled
from align.facts.titled_ko import (
    find_called,
    find_titled_korean,
    is_body,
    is_noun,
    name_among,
    not_people,
)
from align.facts.topics_ko import korean_titles, speaker_words, surnames
from align.sentences.english import starters
from align.tables import read_table


@define(slots=False)
class People:
    """Names of persons in a document, and of organisations in its English part.

    ``words`` are the parts of the persons' names, ``full`` maps a part or a short form
    to the full name, ``holders`` a title to the names that bear it, ``bodies`` are the
    organisations, ``persons`` the full names in English as read.
    """

    text: str = ""
    words: set[str] = Factory(set)
    full: dict[str, str] = Factory(dict)
    holders: dict[str, set[str]] = Factory(dict)
    bodies: set[str] = Factory(set)
    persons: set[str] = Factory(set)
    _introduced: dict[str, bool] = Factory(dict)

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
        if title not in self._introduced:
            pattern = rf"\b(?:an?|another|one)\s(?:[\w’'-]+\s){{0,2}}{re.escape(title)}\b"
            self._introduced[title] = re.search(pattern, self.text) is not None
        return self._introduced[title]

    def is_short_name(self, word: str, title: str) -> bool:
        """Say whether two syllables are a name whose surname stands alone before the title."""
        key = f"{word[:1]} {title}"
        if len(word) != 2 or word in not_people() or split_korean(word) is None:
            return False
        if key not in self._introduced:
            self._introduced[key] = re.search(rf"(?<![가-힣]){key}", self.text) is not None
        return self._introduced[key]

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
        self.holders.setdefault(title.lower(), set()).add(name)
        self.words.update(name.split())

    def titles_of(self, name: str) -> set[str]:
        """Return the titles that stand beside a name, in small letters."""
        return {title for title, names in self.holders.items() if name in names}

    def complete(self, name: str) -> str:
        """Return the full form of a name, or the name itself.

        >>> people = find_people("Ann Lee, the mayor, met President Kim.")
        >>> people.complete("Lee"), people.complete("Kim")
        ('Ann Lee', 'Kim')
        """
        if name not in self.full and " " not in name:
            _find_full_name(name, self.text, self)
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


def find_people(text: str, english: str | None = None) -> People:
    """Return the persons that a text of either language names.

    ``english`` is the part of it in English, where only a part is.

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
    _add_english(people, text if english is None else english)
    for words, title in find_titled_korean(text):
        if len(words) == 2 and people.is_short_name(words[0], title):
            people.add(words[0], title)
        elif name := name_among(words, only_korean=title in speaker_words("generic")):
            people.add(name, title)
    for name, calling in find_called(text):
        people.add(name, calling)
    for word in sorted(word for word in people.words if HANGUL_RE.fullmatch(word)):
        _find_full_name(word, text, people)  # English ones when asked for
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
        elif mention.type == "PS" and not any(_is_no_name(w) or w.isupper() for w in words):
            people.words.update(words)
            people.persons.add(" ".join(words))
            if mention.role:
                people.holders.setdefault(mention.role.split()[-1].lower(), set()).add(
                    " ".join(words)
                )


_WORD_RE = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_LATIN_RE = re.compile("[A-Z][a-z]")
_ALIAS_RE = re.compile(
    r"(?<![가-힣A-Za-z])(?P<long>[가-힣A-Za-z]{2,30})\(이하\s['‘\"“]?(?P<short>[가-힣A-Za-z]+)"
)


_CAPITAL_RE = re.compile(r"[A-Z][\w-]*[a-z]\b")


def _find_full_name(word: str, text: str, people: People) -> None:
    """Find what a part of a name stands beside: Ann (Lee), Kim (Ha-na), 앤 (그레이)."""
    near = people.near
    if HANGUL_RE.fullmatch(word):
        firsts = Counter(
            first
            for first, after, at in near.before.get(word[0], ())
            if after.startswith(word) and not _ends_word(text, at)
        )
        for first in sorted(firsts, key=lambda first: (-firsts[first], len(first), first)):
            if _is_given_name(first, word, near):
                people.words.add(first)
                people.full[word] = f"{first} {word}"
                return
        return
    names: Counter[str] = Counter()
    for first, second in near.english.get(word[0], ()) if not _is_no_name(word) else ():
        if second == word or (second.startswith(f"{word}-") and second[len(word) + 1].islower()):
            if _CAPITAL_RE.fullmatch(first) and not _is_no_name(first):
                names[f"{first} {word}"] += 1
        elif first == word:
            behind = _CAPITAL_RE.match(second)
            if behind and not _is_no_name(behind[0]):
                names[f"{word} {behind[0]}"] += 1
    if names:
        (best, count), *others = names.most_common()
        if not others or others[0][1] < count:
            people.full[word] = best


def _ends_word(text: str, at: int) -> bool:
    """Say whether the Hangul at ``at`` is the end of a word in other letters: LG전자."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


def _is_no_name(word: str) -> bool:
    return (
        word.lower() in english_titles()
        or word.lower() in starters()
        or word in not_people()
        or word.rstrip("s").lower() in english_titles()
        or word.rstrip("s").lower() in _english_bodies()
    )


def _is_given_name(first: str, name: str, near: Neighbours) -> bool:
    """Say whether ``first`` is a part of ``name``: it stands before it or a title only."""
    if not re.fullmatch(r"[가-힣]{1,4}", first) or not is_noun(first):
        return False
    if first in not_people() or is_body(first) or (len(name) == 3 and name[0] in surnames()):
        return False
    beside = (name, *korean_titles())
    return near.alone[first] == sum(
        after.startswith(beside) for after in near.behind.get(first, ())
    )


@cache
def _english_bodies() -> frozenset[str]:
    """Words that names of organisations are made of: ministry, telecom."""
    rows = read_table("organisation_words")
    return frozenset(word.lower() for row in rows for word in row["english"].split(";"))
