"""English clauses in which one passes on what another said: She said her father shouted “…”."""

from __future__ import annotations

from collections.abc import Sequence

from align.facts.speech.phrases_en import Phrase, Word, phrase_at
from align.facts.speech.speaker_words_en import word_class
from align.facts.speech.verbs_en import Verb


def coordinate(words: Sequence[Word], verbs: Sequence[Verb], verb: Verb) -> Phrase | None:
    """Return the subject of a reported clause that a verb goes on with.

    She said her father had come and | shouted “…”.
    """
    if words[verb.first - 1].lower not in ("and", "then"):
        return None
    for earlier in reversed([v for v in verbs if v.stop < verb.first]):
        at = earlier.stop + (words[earlier.stop].lower == "that")
        phrase = phrase_at(words, at)
        if phrase is None or phrase.stop >= verb.first:
            continue
        is_clause = words[phrase.stop].lower in word_class("auxiliary")
        return phrase if is_clause and (phrase.named or is_kin(words, phrase)) else None
    return None


def is_kin(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether a phrase is a person by kin: her father, my old boss."""
    return words[phrase.first].lower in ("his", "her", "my", "their", "our") and (
        words[phrase.stop - 1].kind == "low"
    )


def is_reported(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether a clause is the object of another's verb: testified that | Ann Lee."""
    return phrase.first > 0 and words[phrase.first - 1].lower == "that"
