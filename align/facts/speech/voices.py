"""Who speaks in a quotation: its clause, resolved by what the text has named so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.facts.speech.attribution import PRONOUNS, Clause
from align.facts.speech.attribution_en import find_subjects
from align.facts.speech.people import People
from align.facts.speech.speaker_words_en import closed_words, word_class
from align.facts.speech.speakers import HE, SHE, Speakers, is_person
from align.facts.speech.topics_ko import (
    BODY,
    LOOKS_LIKE_ONE,
    NOUN,
    find_predicate_name,
    find_topic,
    find_topics,
    speaker_words,
)
from align.records import Lang, Quote

NEAR = 2
"""Segments back to a quotation whose speaker a passive clause goes on with."""

_LATIN_WORD_RE = re.compile(r"[A-Za-z][\w-]*")
_CAPITALS_RE = re.compile(r"[A-Z][\w-]*[a-z](?:\s[A-Z][\w-]*[a-z])*")
_IMPERSONAL_RE = re.compile(
    r"[\"”’'」』]?\s?(?:이?라는|는|,|같은|등의?|식의)[^.\n]{0,40}?"
    r"(?:나오|나왔|나온|돌았|돈다|돌고|퍼졌|이어졌|쏟아|잇따|줄을\s이|빗발|높다|높았|있다|있었|많|제기|들린|들렸|달렸|달린)",
    re.DOTALL,
)
_ON_A_SIGN_RE = re.compile(r"[\"”’'」』]?\s?이?라(?:고|는)\s(?:적힌|쓰인|새겨진|써진)")
_WRITTEN_RE = re.compile(r"\s?이?라(?:는)\s(?:대목|구절|글귀|문구|문장)")
_WRITTEN = ("적혀", "쓰여", "씌어")
_WROTE = ("쓴", "남긴", "보낸", "올린", "적은", "부친")
_WRITER_RE = re.compile(
    r"(?P<who>(?<![가-힣])(?:(?:한|어느) )?[가-힣]{1,8}?)(?:이|가)\s(?:\S{1,20}\s){0,3}?"
    rf"(?:{'|'.join(_WROTE)})\s(?P<noun>[가-힣]{{1,3}}?)(?=[가이을를은는도]\s|에|한\s)"
)
_ASKED_RE = re.compile(r"\basked\b(?!\s(?:not|to)\b)")
_OWN_KOREAN = frozenset({"나", "내", "저", "제", "우리", "저희"})


class Voices:
    """The speakers of one document, noted sentence by sentence."""

    def __init__(self, people: People) -> None:
        self.speakers = Speakers(people)
        self.people = people
        self.last_quote: tuple[int, Quote] | None = None
        self.asker: str | None = None
        self.writer: str | None = None
        self.topics = self.last_quote_topics = 0
        self.known = frozenset(people.words)

    def speaker_of(
        self, clause: Clause, phrase: str | None, lang: Lang, after: str, place: int
    ) -> str | None:
        """Return the speaker of a clause whose words for the speaker are ``phrase``.

        ``after`` is the text behind the quotation, ``place`` the number of its segment.
        """
        if phrase is None:
            return self._unnamed(clause, lang, after, place)
        if phrase.lower() == "it" and clause.cue == "began":
            return None  # "it" is what happened
        if lang == "en" and (written := _is_writing(phrase, clause.cue)):
            return self.speakers.last(lang) if written == "known" else None
        if lang == "ko" and phrase.split()[-1:] and phrase.split()[-1] in speaker_words("writing"):
            return self.speakers.last(lang)
        if lang == "en" and phrase.lower() in PRONOUNS and clause.cue in word_class("answering"):
            return self.speakers.last(lang, self.asker, phrase.lower())
        speaker = self.speakers.resolve(phrase, lang)
        if speaker is not None:
            self._note_speaker(speaker, lang)
        return speaker

    def _unnamed(self, clause: Clause, lang: Lang, after: str, place: int) -> str | None:
        if lang == "ko":
            if _IMPERSONAL_RE.match(after) and not _WRITTEN_RE.match(after):
                return None
            if clause.cue.startswith(_WRITTEN) and self.writer:
                return self.writer
            return None if _ON_A_SIGN_RE.match(after) else self._current(place)
        if clause.passive and self.last_quote and place - self.last_quote[0] <= NEAR:
            return self.last_quote[1].speaker
        return self.speakers.last(lang) if clause.cue.endswith("ing") else None

    def _current(self, place: int) -> str | None:
        """Return whom a Korean sentence without subject goes on with.

        It is who spoke in the sentence before, else the person named last.
        """
        if self.last_quote and place - self.last_quote[0] <= 1:
            speaker = self.last_quote[1].speaker
            if speaker is not None and self.topics == self.last_quote_topics:
                return speaker
        return self.speakers.last("ko")

    def heard(self, quote: Quote, place: int) -> None:
        """Remember a quotation and the number of the segment where it ends."""
        self.last_quote = (place, quote)
        self.last_quote_topics = self.topics

    def inner_speaker(
        self, phrase: str | None, lang: Lang, around: Sequence[str | None]
    ) -> str | None:
        """Return the speaker of a quotation inside others, whose speakers are ``around`` it."""
        if phrase is None:
            return None
        if phrase.lower() in ("i", "we") or phrase in _OWN_KOREAN:
            return around[-1]
        if phrase.lower() in PRONOUNS:
            names = self.speakers.named.get(lang, [])
            return next((name for name in reversed(names) if name not in around), None)
        return self.speakers.resolve(phrase, lang)

    def _note_speaker(self, speaker: str, lang: Lang) -> None:
        if is_person(speaker, lang, self.people, spoke=True):
            self.speakers.note(speaker, lang)
            self.speakers.spoken[lang] = speaker
        else:
            self.speakers.heard[lang] = speaker
            if lang == "ko" or speaker in self.people.bodies:
                self.speakers.note_body(speaker, lang)

    def note_subjects(self, masked: str, lang: Lang) -> None:
        """Remember the subjects of a sentence; the likeliest speaker counts most."""
        if lang == "ko":
            self._note_korean(masked)
        else:
            self._note_english(masked)

    def _note_english(self, masked: str) -> None:
        persons = False
        self.asker = None
        for start, end in find_subjects(masked):
            phrase = masked[start:end]
            if phrase.split()[-1].lower() in word_class("human") and not phrase[0].isupper():
                self.speakers.note(self.speakers.resolve(phrase, "en") or phrase, "en")
                persons = True
                continue
            name = self.speakers.resolve(masked[start:end], "en")
            if name is None:
                continue
            if is_person(name, "en", self.people):
                self.speakers.note(name, "en")
                self._note_pronouns(masked, end, name)
                persons = True
            elif name in self.people.bodies:
                self.speakers.note_body(name, "en")
        if persons:
            self.asker = self.speakers.last("en") if _ASKED_RE.search(masked) else None
            return
        for match in _CAPITALS_RE.finditer(masked):
            if match[0].lower() in closed_words() or match[0].lower() in word_class("determiner"):
                continue
            name = self.speakers.resolve(match[0], "en") or ""
            if " " in name and is_person(name, "en", self.people):
                self.speakers.note(name, "en")
                return

    def _note_pronouns(self, masked: str, end: int, name: str) -> None:
        """Remember the pronouns behind a subject in a sentence that names nobody else."""
        words = _LATIN_WORD_RE.findall(masked)
        others = self.people.words.intersection(words).difference(name.split())
        found = {word.lower() for word in _LATIN_WORD_RE.findall(masked[end:])} & (HE | SHE)
        if not others and found and (found <= HE or found <= SHE):
            self.speakers.called.setdefault(name, set()).update(found)

    def _note_korean(self, masked: str) -> None:
        written = any(verb in masked for verb in _WROTE) and _WRITER_RE.search(masked)
        if written and written["noun"] in speaker_words("writing"):
            who = find_topic(masked, written.start(), written.end("who") + 2, self.known)
            words = masked[who[0] : who[1]] if who else ""
            one = written["who"][:2] in ("한 ", "어느") or not words
            self.writer = self.speakers.resolve(written["who"] if one else words, "ko")
        topics = find_topics(masked, 0, len(masked), self.known)
        for topic in sorted(topics, key=lambda topic: topic.rank):
            phrase = masked[topic.start : topic.end]
            if topic.rank < LOOKS_LIKE_ONE - 1:
                self._note_korean_body(phrase.split()[-1], topic.rank)
                continue
            name = self.speakers.resolve(phrase, "ko")
            if name and is_person(name, "ko", self.people):
                self.topics += self.speakers.last("ko") != name
                self.speakers.note(name, "ko")
            else:
                self._note_korean_body(phrase.split()[-1], topic.rank)
        if place := find_predicate_name(masked):
            self.speakers.note(masked[place[0] : place[1]], "ko")

    def _note_korean_body(self, head: str, rank: int) -> None:
        """Remember an organisation: a word that ends like one, or a longer one that is no verb."""
        if head in speaker_words("human") or head in speaker_words("firm"):
            return
        if rank >= BODY - 1 or (rank == NOUN and len(head) > 3):
            self.speakers.note_body(head, "ko")


def _is_writing(phrase: str, cue: str) -> str:
    """Say whether a text speaks: "known" for the email, "unknown" for an email, "" for none."""
    words = phrase.lower().split()
    if words == ["it"]:
        return "known" if cue.startswith("read") else ""
    head = next((i for i, w in enumerate(words) if w in word_class("preposition")), len(words))
    if not word_class("writing").intersection(words[:head]):
        return ""
    return "unknown" if words[0] in ("a", "an", "one", "another", "some") else "known"


def repeated(words: str, quotes: Sequence[Quote]) -> Quote | None:
    """Return the last of some quotations that holds the same words, or None."""
    bare = words.strip(" .,!?").lower()
    return next((quote for quote in reversed(quotes) if bare in quote.text.lower()), None)
