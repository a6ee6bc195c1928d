"""Quotations inside a quotation: what a speaker passes on, or says that he said."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from align.facts.speech.attribution import MASK
from align.facts.speech.attribution_en import find_subjects
from align.facts.speech.quote_context import Context, clause_of, is_spoken
from align.facts.speech.quoted import Quoted
from align.facts.speech.speaker_words_en import word_class
from align.facts.speech.speakers import HE, SHE
from align.facts.speech.voices import Voices, repeated
from align.records import Lang, Quote
from align.text import detect_language

RECENT = 50
"""Quotations back to the words that another one repeats."""


class InnerQuotes:
    """The quotations of a text by the one around them."""

    def __init__(self, quoted: Sequence[Quoted], text: str, voices: Voices) -> None:
        self.quoted, self.text, self.voices = quoted, text, voices
        self.inside: dict[int, list[int]] = {}
        for place, one in enumerate(quoted):
            self.inside.setdefault(one.parent, []).append(place)

    def read(
        self, number: int, outer: Quote, said: Sequence[Quote], around: tuple[str | None, ...] = ()
    ) -> list[Quote]:
        """Return the quotations inside the one at ``number``, and those inside them.

        ``said`` are the quotations before it, ``around`` the speakers of those that hold it.
        """
        out: list[Quote] = []
        around = (*around, outer.speaker)
        for place in self.inside.get(number, ()):
            quote = self._read(self._context(place, number, outer), outer, said, around)
            if quote is not None:
                out.append(quote)
                out.extend(self.read(place, quote, said, around))
        return out

    def _context(self, place: int, number: int, outer: Quote) -> Context:
        masked = list(outer.text)
        for other in self.inside[number]:
            start, stop = self.quoted[other].open, self.quoted[other].stop
            masked[start - outer.start : stop - outer.start] = MASK * (stop - start)
        lang: Lang = "ko" if detect_language(outer.text) == "ko" else "en"
        return Context(self.quoted[place], 0, 0, outer.start, "".join(masked), lang)

    def _read(
        self,
        context: Context,
        outer: Quote,
        said: Sequence[Quote],
        around: tuple[str | None, ...],
    ) -> Quote | None:
        quoted = context.quoted
        words = self.text[quoted.start : quoted.end]
        quote = evolve(
            outer, start=quoted.start, end=quoted.end, text=words, cue=None, attribution=None
        )
        if len(words.split()) > 2:
            earlier = [one for one in said[-RECENT:] if one.end <= quoted.open]
            if (same := repeated(words, earlier)) is not None:
                return evolve(quote, speaker=same.speaker, mode="verbatim")
        clause = clause_of(context, self.voices.known)
        if clause is None or not clause.tight:
            return None
        if not is_spoken(context, self.text, outer.start, clause):
            return None
        phrase = None if clause.start is None else context.masked[clause.start : clause.end]
        if phrase is not None and context.lang == "en":
            phrase = _antecedent(context.masked, phrase, clause.start or 0)
        speaker = self.voices.inner_speaker(phrase, context.lang, around)
        own = speaker is not None and speaker == outer.speaker
        quote = evolve(quote, speaker=speaker, cue=clause.cue or None)
        return evolve(quote, mode="verbatim") if own else evolve(quote, mode="hearsay")


def _antecedent(masked: str, phrase: str, at: int) -> str:
    """Return whom a pronoun means if the quotation says so: my dad in “My dad … him shouting”."""
    if phrase.lower() not in HE | SHE:
        return phrase
    before = [masked[start:end] for start, end in find_subjects(masked) if end <= at]
    return next((p for p in reversed(before) if _is_another(p)), phrase)


def _is_another(phrase: str) -> bool:
    """Say whether a subject is a person of the third kind: my dad, Ann Lee, the guard."""
    words = phrase.lower().split()
    if words[0] in ("my", "our"):
        return True
    return words[-1] in word_class("human") or (phrase[0].isupper() and len(words) > 1)
