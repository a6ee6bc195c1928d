"""Whom the words for a speaker mean: "he", 그는, "the company", bare titles, short names.

Left out: gender, and titles in the other language.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import Factory, define, field

from align.facts.speech.attribution import PRONOUNS
from align.facts.speech.people import People
from align.facts.speech.speaker_words_en import english_titles, word_class
from align.facts.speech.titled_ko import name_among
from align.facts.speech.topics_ko import is_office, korean_titles, speaker_words, surnames
from align.facts.spellings.romanised import split_korean
from align.records import Lang

_NICKNAME_RE = re.compile(r"\s*[\"“”‘’'][^\"“”‘’']{1,24}[\"“”‘’']\s*")
HE, SHE = frozenset({"he", "his", "him"}), frozenset({"she", "her"})
_POSSESSIVES = frozenset({"his", "her", "their", "him", "them"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_THAT = frozenset({"그", "이", "해당"})
_KOREAN_BRACKET_RE = re.compile(r"\([^()]*\)")


@define
class Speakers:
    """The persons and organisations named so far, by language; the last counts most.

    ``spoken`` is the last person who spoke, ``heard`` the last speaker of any kind;
    ``called`` has the pronouns by which a person was called in a sentence of his own,
    ``reached`` is how far the text is read.
    """

    people: People = Factory(People)
    named: dict[Lang, list[str]] = field(factory=dict)
    bodies: dict[Lang, list[str]] = field(factory=dict)
    heard: dict[Lang, str] = field(factory=dict)
    spoken: dict[Lang, str] = field(factory=dict)
    called: dict[str, set[str]] = field(factory=dict)
    reached: int | None = None

    def note(self, name: str, lang: Lang) -> None:
        """Remember a person as the last one that stood as subject."""
        _to_end(self.named.setdefault(lang, []), name)

    def note_body(self, name: str, lang: Lang) -> None:
        """Remember an organisation as the last one that stood as subject."""
        _to_end(self.bodies.setdefault(lang, []), name)

    def last(self, lang: Lang, but: str | None = None, pronoun: str = "") -> str | None:
        """Return the person named last, ``but`` one, whom a pronoun may mean."""
        names = [name for name in self.named.get(lang, ()) if name != but]
        if pronoun in HE or pronoun in SHE:
            fitting = [name for name in names if self._fits(name, pronoun)]
            names = fitting or names
        return names[-1] if names else self.heard.get(lang)

    def _fits(self, name: str, pronoun: str) -> bool:
        """Say whether a person was not called by the other pronoun alone so far."""
        called = self.called.get(name, set())
        return not called or bool(called & (HE if pronoun in HE else SHE))

    def last_body(self, lang: Lang, holds: str = "") -> str | None:
        """Return the organisation named last, of those that hold a word."""
        for body in reversed(self.bodies.get(lang, [])):
            if holds in body.lower() and (lang == "en" or self.people.starts[body[:10]] > 1):
                return body
        return None

    def resolve(self, phrase: str, lang: Lang) -> str | None:
        """Return the name that a speaker phrase stands for, full and without title.

        A phrase that names nobody (officials, 관계자) is returned as it is.

        >>> from align.facts.speech.people import find_people
        >>> speakers = Speakers(find_people("Ann Lee, the mayor, spoke. 김하나 시장도 왔다."))
        >>> speakers.note("김하나", "ko"); speakers.note("Ann Lee", "en")
        >>> [speakers.resolve(p, "ko") for p in ("그", "김 시장", "김하나 한빛시 시장")]
        ['김하나', '김하나', '김하나']
        >>> [speakers.resolve(p, "en") for p in ("The mayor", "Mayor Lee", "officials")]
        ['Ann Lee', 'Ann Lee', 'officials']
        """
        if phrase.lower() in PRONOUNS or phrase.lower() in _POSSESSIVES:
            return self.last(lang, pronoun=phrase.lower())
        return self._resolve_korean(phrase) if lang == "ko" else self._resolve_english(phrase)

    def _resolve_english(self, phrase: str) -> str | None:
        if not phrase.isalpha():
            phrase = " ".join(_NICKNAME_RE.sub(" ", phrase).split())
        words = phrase.split()
        last = words[-1].lower()
        if last in ("it", "which", "that"):
            return self.last_body("en")
        if last in ("i", "we", "you"):
            return None
        if words[0].lower() in ("my", "our"):
            return phrase
        if words[0].lower() in _INDEFINITE:
            return " ".join(words[1:] if words[0].lower() in ("a", "an") else words)
        if is_bare_title(phrase):
            title = phrase.split()[-1].lower()
            return self._holder(title) or phrase
        if last in word_class("firm"):
            return self.last_body("en") or phrase
        if last in word_class("body") and last == words[-1]:
            return self.last_body("en", holds=last) or self.people.body_with(last) or phrase
        places = [i for i, word in enumerate(words) if word.lower() in english_titles()]
        parts = words[places[-1] + 1 :] if places else words
        common = [i for i, word in enumerate(parts) if word.islower() and len(word) > 3]
        parts = parts[common[-1] + 1 :] if common else parts
        while parts and (parts[0].islower() or parts[0] in ("The", "A", "An", "His", "Her")):
            parts = parts[1:]
        if not parts or not all(word[:1].isupper() or len(word) < 4 for word in parts):
            return phrase
        for first in range(1, len(parts) - 1):
            if " ".join(parts[first:]) in self.people.persons:
                return " ".join(parts[first:])
        if "of" in parts and " ".join(parts[: parts.index("of")]) in self.people.persons:
            return " ".join(parts[: parts.index("of")])
        if len(parts) == 1 and (body := self.people.body_named(parts[0])):
            return body
        return self.people.complete(" ".join(parts))

    def _holder(self, title: str) -> str | None:
        """Return who bears an English title: of those named, the last; else the only one.

        One named last who bears none may bear one of several bearers, or of nobody named
        so far, if nobody is only "a coach".
        """
        named = self.named.get("en", [])
        holders = self.people.bearers(title)
        last = next((name for name in reversed(named) if name in holders), None)
        if last and len(holders) == 1:
            return last
        is_free = bool(named) and not self.people.titles_of(named[-1])
        if is_free and title not in word_class("human") and not self.people.is_introduced(title):
            return named[-1]
        own = self.people.holders.get(title.rstrip("."), set()) or {
            name
            for name in self.people.bearers(title, near=False)
            if self.reached is None or self.people.first_place(name) < self.reached
        }
        return last or (next(iter(own)) if len(own) == 1 else None)

    def _resolve_korean(self, phrase: str) -> str:
        bare = re.sub(r"\s+", " ", _KOREAN_BRACKET_RE.sub("", phrase)).strip()
        words = bare.split()
        if not words:
            return phrase
        words[-1:] = _part_from_title(words[-1]) or words[-1:]
        is_titled = words[-1] in korean_titles() or is_office(words[-1])
        title = words[-1] if is_titled else ""
        front = words[:-1] if title else words
        if bare in ("군", "시", "구", "도"):
            return self.people.place_ending_in(bare) or phrase
        if title and (not front or (bare.split()[0] in _THAT and not self._is_surname(front))):
            holders = self.people.bearers(title)
            names = self.named.get("ko", [])
            held = (n for n in reversed(names) if n in holders or n.split()[-1] in holders)
            return next(held, phrase)
        is_one = words[0] == "한" and words[-1] in speaker_words("generic")  # 한 관계자
        if len(words) == 2 and words[0] in surnames() and len(words[0]) == 1 and not is_one:
            by_surname = self._by_surname if title else self._holder_by_surname
            return by_surname(words[0], words[1]) or phrase
        if bare in _korean_firms():
            return self.last_body("ko") or phrase
        name = self.people.name_before(front, title) if title else name_among(front)
        if name is None:
            return self.people.full.get(bare) or bare
        return self.people.complete(name)

    def _is_surname(self, front: list[str]) -> bool:
        """Say whether 이 before a title is the family name of one named, not "this"."""
        names = (*self.named.get("ko", ()), *self.people.words)
        return front == ["이"] and any(len(n) == 3 and n[0] == "이" for n in names)

    def _holder_by_surname(self, surname: str, title: str) -> str | None:
        holders = [n for n in self.people.holders.get(title.lower(), ()) if n[0] == surname]
        return holders[0] if len(holders) == 1 else None

    def _by_surname(self, surname: str, title: str) -> str | None:
        """Return the person with this surname: the holder of the title, else the one named last."""
        if holder := self._holder_by_surname(surname, title):
            return holder
        names = [n for n in self.named.get("ko", []) if n[0] == surname]
        if names:
            return names[-1]
        known = {n for group in self.people.holders.values() for n in group}
        alike = sorted(n for n in known if n[0] == surname)
        return alike[0] if len(alike) == 1 else None


def _to_end(names: list[str], name: str) -> None:
    if name in names:
        names.remove(name)
    names.append(name)


@cache
def _korean_firms() -> frozenset[str]:
    firms = speaker_words("firm")
    return firms | {f"{firm} 측" for firm in firms}


def is_bare_title(phrase: str) -> bool:
    """Say whether an English phrase is a title without a name: the CEO, the OpenAI CEO.

    >>> is_bare_title("The OpenAI CEO"), is_bare_title("CEO Altman"), is_bare_title("officials")
    (True, False, False)
    """
    words = re.sub(r"^(?:[Tt]he|[Hh]is|[Hh]er)\s", "", phrase).split()
    if not words or words[-1] in ("officials", "official", "police", "sources", "critics"):
        return False
    return words[-1].lower().strip(".") in english_titles()


def is_person(phrase: str, lang: Lang, people: People, *, spoke: bool = False) -> bool:
    """Say whether a speaker names a person, as far as the document tells.

    Three syllables that begin with a surname are enough for one who ``spoke``.

    >>> from align.facts.speech.people import find_people
    >>> people = find_people("Ann Lee, the mayor, spoke.")
    >>> is_person("Ann Lee", "en", people), is_person("the police", "en", people)
    (True, False)
    """
    words = phrase.split()
    if not words:
        return False
    known = words[-1:] if lang == "en" else words
    if phrase not in people.bodies and people.words.intersection(w.strip(".,") for w in known):
        return True
    if lang == "ko":
        by_title = words[-1] in korean_titles() and words[-1] not in speaker_words("generic")
        return by_title or (spoke and len(phrase) == 3 and phrase[0] in surnames())
    return any(word.strip(".") in ("Mr", "Ms", "Mrs", "Dr") for word in words)


def _part_from_title(word: str) -> list[str]:
    """Return a name and the title written onto it, or nothing.

    >>> _part_from_title("임교수"), _part_from_title("임하나교수"), _part_from_title("국방장관")
    (['임', '교수'], ['임하나', '교수'], [])
    """
    if word in korean_titles() or is_office(word):
        return []
    for size in (1, 3, 2):
        name, title = word[:size], word[size:]
        is_title = title == "씨" or (len(title) > 1 and title in korean_titles())
        if is_title and (name in surnames() if size == 1 else split_korean(name) is not None):
            return [name, title]
    return []
