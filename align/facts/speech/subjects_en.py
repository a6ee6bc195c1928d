"""Subjects in an English sentence: of a reporting verb, and of each clause.

Left out: parsing. What stands between a subject and its verb is skipped word by
word: auxiliaries, adverbs, what is set off by commas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from align.facts.speech.phrases_en import Phrase, Word, phrase_at, phrase_before
from align.facts.speech.speaker_words_en import word_class
from align.sentences.english import reporting_forms

FARTHEST = 40
"""Words back from a verb to a subject with relative clauses between them."""

_POSSESSED = frozenset({"'s", "’s", "'", "’"})
_COMMA = frozenset({",", "–", "—", "-", "(", ")"})


_HEARD = frozenset({"him", "her", "them"})


class Subject(NamedTuple):
    """A subject; ``passive`` where the verb is done to it, ``perfect`` where it had done it."""

    phrase: Phrase | None
    passive: bool = False
    perfect: bool = False


def subject_of(words: Sequence[Word], verb: int, low: int = 0) -> Subject:
    """Return the subject of the verb at a place, looking back as far as ``low``.

    >>> from align.facts.speech.phrases_en import read_words
    >>> words = read_words("His manager, Ann Lee, who had left, has also said")
    >>> subject_of(words, 11).phrase
    Phrase(first=3, stop=5, named=True)
    """
    stop = verb
    passive = perfect = False
    while stop > low:
        lower = words[stop - 1].lower
        if lower in word_class("being"):
            passive = True
        elif lower in ("had", "'d", "’d"):
            perfect = True
        elif lower == "to":
            if stop < low + 2 or words[stop - 2].lower != "used":
                return Subject(None)
            stop -= 1  # used to say
        elif not (
            lower in word_class("auxiliary") or lower in word_class("adverb") or _is_manner(lower)
        ):
            break
        stop -= 1
    ongoing = words[verb].lower.endswith("ing")
    if ongoing and stop > low + 1 and words[stop - 1].lower in _HEARD:
        return Subject(Phrase(stop - 1, stop, False))  # could hear him | shouting
    phrase = _phrase_left(words, stop, low)
    if phrase is None and ongoing:
        phrase = _with_phrase(words, stop)
    return Subject(phrase, passive and not ongoing, perfect)


def _with_phrase(words: Sequence[Word], stop: int) -> Phrase | None:
    """Return the name that ends at a place behind "with": with Ann Lee | saying."""
    for place in range(stop - 1, max(0, stop - FARTHEST // 4), -1):
        if words[place].lower == "with":
            phrase = phrase_at(words, place + 1)
            return phrase if phrase is not None and phrase.stop == stop else None
        if words[place].kind == "mark":
            return None
    return None


def _is_manner(lower: str) -> bool:
    return len(lower) > 4 and lower.endswith("ly")


def _phrase_left(words: Sequence[Word], stop: int, low: int) -> Phrase | None:
    """Return the subject whose verb begins at ``stop``."""
    if stop <= low:
        return None
    before = words[stop - 1].lower
    if before in _COMMA:
        return _across_commas(words, stop - 1, low)
    if before == "who":
        place = stop - 1
        while place > low and words[place - 1].lower in _COMMA:
            place -= 1
        return phrase_before(words, place)
    if before in ("and", "but"):
        return None
    phrase = phrase_before(words, stop)
    if phrase is None or phrase.first < low:
        return None
    return phrase


def _across_commas(words: Sequence[Word], close: int, low: int) -> Phrase | None:
    """Return the subject before what commas set off: Ann Lee, 44, the mayor, | said."""
    unnamed: Phrase | None = None
    for place in range(close - 1, max(low, close - FARTHEST), -1):
        if words[place].lower not in _COMMA:
            if words[place].lower in (".", ";", ":"):
                break
            continue
        phrase = phrase_before(words, place)
        if phrase is None or phrase.first < low or not _begins_clause(words, phrase.first):
            continue
        phrase = name_of(words, phrase)
        if phrase.named:
            return phrase
        unnamed = unnamed or phrase
    return _name_behind_comma(words, close, low) or unnamed


def _name_behind_comma(words: Sequence[Word], close: int, low: int) -> Phrase | None:
    """Return the name that commas set off before a verb: one of them, Ann Lee of Leeds, said."""
    for place in range(close - 1, max(low, close - FARTHEST), -1):
        if words[place].lower in _COMMA:
            name = phrase_at(words, place + 1)
            if name is None or not name.named or words[name.first].kind != "name":
                return None
            tied = name.stop == close or words[name.stop].lower in word_class("preposition")
            return name if tied else None
    return None


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at - 1].kind in ("mark", "mask", "low", "number")


def name_of(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """Return the name in apposition to a phrase: the owner, Ann Lee; else the phrase.

    >>> from align.facts.speech.phrases_en import read_words
    >>> words = read_words("The owner, Ann Lee, left.")
    >>> name_of(words, phrase_at(words, 0))
    Phrase(first=3, stop=5, named=True)
    """
    stop = phrase.stop
    if not phrase.named and stop + 1 < len(words) and words[stop].lower == ",":
        name = phrase_at(words, stop + 1)
        if (
            name
            and name.named
            and words[name.first].kind == "name"
            and words[name.stop - 1].kind == "name"
            and (name.stop == len(words) or words[name.stop].kind in ("mark", "mask"))
        ):
            return name
    return phrase


class ClauseSubject(NamedTuple):
    """The subject of a clause; ``depends`` where another clause governs it."""

    phrase: Phrase
    depends: bool


def subjects(words: Sequence[Word]) -> list[ClauseSubject]:
    """Return the subjects of the clauses of a sentence, in order.

    >>> from align.facts.speech.phrases_en import read_words
    >>> words = read_words("When Mr. Kim asked, Ann Lee, the mayor, pointed at the map.")
    >>> [(words[s.phrase.first].lower, s.depends) for s in subjects(words)]
    [('mr.', True), ('ann', False)]
    """
    out: list[ClauseSubject] = []
    behind = 0
    for at in range(len(words)):
        if at < behind:
            continue
        if not _opens_clause(words, at):
            if _opens_relative(words, at) and (found := _relative_subject(words, at)):
                out.append(found)
            continue
        found = _subject_at(words, at)
        if found is not None:
            out.append(found)
            behind = found.phrase.stop
    return out


def _opens_clause(words: Sequence[Word], at: int) -> bool:
    if at == 0:
        return True
    before = words[at - 1]
    return before.kind in ("mark", "mask") or before.lower in ("and", "but", "so", "who")


def _opens_relative(words: Sequence[Word], at: int) -> bool:
    """Say whether a relative clause begins: which Ms. Lee also stressed; a point that he made."""
    if at < 2 or words[at - 1].lower not in ("which", "whom", "that"):
        return False
    before = words[at - 2].lower
    return words[at - 1].lower != "that" or (
        words[at - 2].kind == "low" and before not in reporting_forms()
    )


def _relative_subject(words: Sequence[Word], at: int) -> ClauseSubject | None:
    """Return the subject of a relative clause whose verb reports."""
    phrase = phrase_at(words, at)
    verb = phrase.stop if phrase else len(words)
    while verb < len(words) and words[verb].lower in word_class("adverb"):
        verb += 1
    if phrase is None or verb >= len(words) or words[verb].lower not in reporting_forms():
        return None
    return ClauseSubject(phrase, False)


def _subject_at(words: Sequence[Word], at: int) -> ClauseSubject | None:
    depends = False
    for _ in range(8):  # openers of a clause: But when, Does, On Monday
        if at >= len(words):
            return None
        lower = words[at].lower
        if lower in word_class("subordinator"):
            depends = True
        elif lower in word_class("preposition"):
            inside = phrase_at(words, at + 1)
            if inside is None:
                return None
            at = inside.stop
            continue
        elif not (
            lower in word_class("conjunction")
            or lower in word_class("auxiliary")
            or lower in word_class("adverb")
            or _is_manner(lower)
        ):
            break
        at += 1
    phrase = phrase_at(words, at)
    if phrase is None or _is_apposition(words, phrase):
        return None
    named = _owner_of_words(words, name_of(words, phrase))
    stop = phrase.stop if named.stop < phrase.stop else named.stop
    if stop >= len(words):
        return None
    behind = words[stop]
    if behind.lower in _POSSESSED or behind.lower in ("and", "or", "for"):
        return None
    if behind.lower in (",", "("):
        closes = named is not phrase and stop + 1 < len(words) and words[stop + 1].kind == "low"
        if not closes and not _has_verb_behind(words, stop):
            return None
    if behind.kind in ("low", "mask") or behind.lower in (",", "("):
        return ClauseSubject(named, depends)
    return None


def _is_apposition(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether a phrase tells who the name before it is: Ann Lee, | a mother of three."""
    at = phrase.first
    if phrase.named or at < 2 or words[at - 1].lower != "," or words[at - 2].kind != "name":
        return False
    return words[at].lower in word_class("determiner")


def _owner_of_words(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """Return whose words a phrase means: Ms. Park in Ms. Park’s answer; else the phrase."""
    if words[phrase.stop - 1].lower in word_class("utterance"):
        for at in range(phrase.stop - 1, phrase.first, -1):
            if words[at].lower in _POSSESSED:
                return Phrase(phrase.first, at, words[at - 1].kind == "name")
    return phrase


def _has_verb_behind(words: Sequence[Word], comma: int) -> bool:
    """Say whether a comma opens what is set off, with a verb behind its end."""
    for place in range(comma + 1, min(len(words) - 1, comma + FARTHEST)):
        if words[place].lower in (",", ")"):
            behind = words[place + 1]
            if behind.kind == "low" and behind.lower not in ("and", "or", "the", "a", "an"):
                return True
        if words[place].lower in (".", ";", ":"):
            return False
    return False


def main_subject(words: Sequence[Word], before: int | None = None) -> Phrase | None:
    """Return the subject of the last main clause that begins before a place, or None."""
    found = [s for s in subjects(words) if before is None or s.phrase.first < before]
    main = [s for s in found if not s.depends] or found
    return main[-1].phrase if main else None
