"""English reporting verbs in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from align.facts.speech.phrases_en import Word, read_words
from align.facts.speech.speaker_words_en import word_class
from align.sentences.english import reporting_forms

_NOUN_BEFORE = frozenset(
    {"the", "a", "an", "of", "his", "her", "their", "its", "to", "in", "'s", "’s", "my", "our"}
)
"""Words before a form that is then a noun: the claims."""


class Verb(NamedTuple):
    """A reporting verb: the places of its first word and behind its last."""

    first: int
    stop: int
    form: str

    @property
    def is_finite(self) -> bool:
        """False for a participle: adding."""
        return not self.form.endswith("ing")


@cache
def _forms_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return first word → reporting verbs that begin with it, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(reporting_forms(), key=lambda form: (-len(form), form)):
        parts = tuple(form.split())
        out.setdefault(parts[0], []).append(parts)
    return {first: tuple(forms) for first, forms in out.items()}


class Sentence(NamedTuple):
    """The words of a masked sentence and its reporting verbs."""

    words: tuple[Word, ...]
    verbs: tuple[Verb, ...]


@lru_cache(maxsize=4)
def read_sentence(masked: str) -> Sentence:
    """Return the words and the reporting verbs of a masked sentence.

    >>> [verb.form for verb in read_sentence("He went on, his claims unproven.").verbs]
    ['went on']
    """
    words = tuple(read_words(masked))
    return Sentence(words, tuple(_find_verbs(masked, words)))


def _find_verbs(masked: str, words: Sequence[Word]) -> Iterator[Verb]:
    last = 0
    for at, word in enumerate(words):
        if at < last or not masked[word.start].islower():
            continue
        if word.lower in word_class("reading") and _is_read_from(words, at):
            last = at + 1
            yield Verb(at, last, word.lower)
        if word.lower not in _forms_by_first():
            continue
        used_to = at > 1 and (words[at - 2].lower, words[at - 1].lower) == ("used", "to")
        if at and words[at - 1].lower in _NOUN_BEFORE and not used_to and not _is_heard(words, at):
            continue
        for parts in _forms_by_first()[word.lower]:
            if tuple(w.lower for w in words[at : at + len(parts)]) == parts:
                last = at + len(parts)
                yield Verb(at, last, " ".join(parts))
                break


def _is_heard(words: Sequence[Word], at: int) -> bool:
    """Say whether a participle has its subject before it: I can hear her | saying, “…”."""
    if words[at - 1].lower != "her" or not words[at].lower.endswith("ing"):
        return False
    behind = words[at + 1 : at + 3]
    return any(word.kind == "mask" for word in behind)


def _is_read_from(words: Sequence[Word], at: int) -> bool:
    """Say whether a verb tells what is written: the card read “…”; “…,” one entry went."""
    around = words[max(0, at - 6) : at + 4]
    return any(word.lower in word_class("writing") for word in around)
