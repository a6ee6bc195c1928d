"""Quotations of a document, with speaker and reporting verb.

A quotation is what somebody is reported to say or write. Titles, names of
events and products, single words and scare quotes stand in the same marks and
are none (``quote_signs``). The span leaves the marks out; one may hold others.

Left out: reported speech without marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve

from align.facts.speech.attribution import MASK, Clause
from align.facts.speech.attribution_ko import find_korean_intro, find_korean_noun
from align.facts.speech.datelines import blank_dateline
from align.facts.speech.headline_quotes import MOST, is_said, settle_headline
from align.facts.speech.inner_quotes import InnerQuotes
from align.facts.speech.intros_en import find_intro, find_left_by
from align.facts.speech.people import find_people
from align.facts.speech.quote_context import BESIDE, Context, clause_of, is_spoken, make_quote
from align.facts.speech.quote_modes import mode_of
from align.facts.speech.quote_signs import is_headline_quote, is_said_alone
from align.facts.speech.quoted import Quoted, find_quoted, first_behind
from align.facts.speech.voices import Voices
from align.records import Quote, Segment, Span
from align.sentences.korean import is_reporting_tail

__all__ = ["read_quotes"]

SKIPPED = frozenset({"boilerplate", "metadata", "hashtag", "byline"})
TITLED = frozenset({"headline", "subhead"})
REACH = 800
"""Characters of a sentence read before and behind a quotation; few sentences have more."""

BACK = 3
"""Segments back to the last one in the same language, in a text of two languages."""


def read_quotes(segments: Sequence[Segment], text: str) -> tuple[Quote, ...]:
    """Return the quotations of one document, in order, with their speakers.

    ``segments`` are those of the document whose text is ``text``. The speaker
    is the fullest form of the name in the document, without title; a pronoun,
    bare title or "the company" is resolved to the last one named. ``attribution`` has
    the words as written. A quotation that goes on behind its reporting clause has
    that clause's speaker and no cue. Quotations in headlines have the speaker of the
    same or like words in the text; they are a gist, cut to fit, unless the text has the same
    words. A quotation inside another is hearsay unless its speaker quotes himself.

    >>> from align.sentences import split_sentences
    >>> t = '김하나 시장은 "길이 막혔다"며 "곧 풀린다"고 말했다.'
    >>> [(q.text, q.speaker, q.cue) for q in read_quotes(split_sentences(t), t)]
    [('길이 막혔다', '김하나', '말했다'), ('곧 풀린다', '김하나', '말했다')]
    >>> t = 'Ann Lee, the mayor, opened the "Silver Lane." “It is ours,” she said. “We paid.”'
    >>> [(q.text, q.speaker, q.cue) for q in read_quotes(split_sentences(t), t)]
    [('It is ours,', 'Ann Lee', 'said'), ('We paid.', 'Ann Lee', None)]
    """
    quoted = find_quoted(text)
    return _Reader(segments, text, quoted).run() if quoted else ()


class _Reader:
    """Reads one document from front to back, remembering who was named."""

    def __init__(self, segments: Sequence[Segment], text: str, quoted: list[Quoted]) -> None:
        self.segments, self.text = segments, text
        self.starts = [segment.start for segment in segments]
        self.quoted = quoted
        people = find_people(text, [s for s in segments if s.kind not in SKIPPED])
        self.voices = Voices(people)
        self.quotes: list[Quote] = []
        self.headlines: list[tuple[Quote, str]] = []
        self.partial: list[tuple[Quote, str]] = []
        self.of_segment: dict[int, Quote] = {}
        self.goes_on: Quote | None = None
        self.inner = InnerQuotes(self.quoted, text, self.voices)

    def run(self) -> tuple[Quote, ...]:
        waiting = iter(range(len(self.quoted)))
        place = next(waiting, None)
        covered = -1
        for index, segment in enumerate(self.segments):
            if place is None:
                break  # what is named behind the last quotation speaks in none
            masked = ""
            self.voices.speakers.reached = segment.end
            outside = segment.start > covered
            while place is not None and self.quoted[place].open < segment.end:
                quoted, number = self.quoted[place], place
                place = next(waiting, None)
                if quoted.open < max(covered, segment.start) or segment.kind in SKIPPED:
                    continue
                context = self._context(quoted, index)
                if context is None:
                    continue
                if not masked:
                    masked = context.masked
                    self._note(masked, segment)
                quote = self._read(context)
                if quote is not None:
                    covered = quoted.stop - 1
                    self.quotes.extend(self.inner.read(number, quote, self.quotes))
            if segment.kind not in SKIPPED and outside:
                self._note(masked or blank_dateline(segment.text[:REACH]), segment)
        return self._finish()

    def _finish(self) -> tuple[Quote, ...]:
        said = tuple(self.quotes)
        self.headlines += [one for one in self.partial[:MOST] if is_said(one[0].text, said)]
        for quote, before in self.headlines:
            self.quotes.append(settle_headline(quote, before, said, self.voices.speakers))
        self.quotes.sort(key=lambda quote: (quote.start, -quote.end))
        return tuple(
            evolve(quote, id=f"{quote.doc}:q{number}")
            for number, quote in enumerate(self.quotes, 1)
        )

    def _note(self, masked: str, segment: Segment) -> None:
        if segment.kind not in TITLED:
            self.voices.note_subjects(masked, "ko" if segment.lang == "ko" else "en")

    # -- reading one quotation -----------------------------------------------

    def _context(self, quoted: Quoted, first: int) -> Context | None:
        last = bisect_right(self.starts, quoted.stop - 1) - 1
        if last < first or any(s.kind in SKIPPED for s in self.segments[first + 1 : last + 1]):
            return None
        start = max(self.segments[first].start, quoted.open - REACH)
        end = min(self.segments[last].end, quoted.stop + REACH)
        masked = list(self.text[start:end])
        for other in self.quoted[first_behind(self.quoted, start) :]:
            if other.open >= end:
                break
            if other is quoted or not (other.open <= quoted.open and quoted.stop <= other.stop):
                stop = min(other.stop, end)
                masked[other.open - start : stop - start] = MASK * (stop - other.open)
        lang = self.segments[first].lang
        words = "".join(masked)
        if start == self.segments[first].start:
            words = blank_dateline(words)
        return Context(quoted, first, last, start, words, "ko" if lang == "ko" else "en")

    def _read(self, context: Context) -> Quote | None:
        """Add the quotation if it is one, and return it."""
        quoted, lang = context.quoted, context.lang
        words = self.text[quoted.start : quoted.end]
        segment = self.segments[context.first]
        if segment.kind in TITLED:
            return self._read_headline(context, words)
        goes_on, self.goes_on = self.goes_on, None
        alone = not context.masked.replace(MASK, "").strip(" \t\r\n.,-–—:;·…!?")
        alone = alone and context.start == segment.start
        clause: Clause | None = None
        inherited: Quote | None = goes_on
        if goes_on is None and alone:
            if not is_said_alone(words, quoted.kind, lang) and not quoted.goes_on:
                return None
            clause, inherited, segment = self._around(context)
        elif goes_on is None:
            clause = clause_of(context, self.voices.known)
            if not is_spoken(context, self.text, self.segments[context.first].start, clause):
                return None
        quote = self._attribute(context, clause, inherited, segment)
        self.quotes.append(quote)
        self.voices.heard(quote, context.last)
        last = context.last + (segment.start > self.segments[context.last].start)
        for index in range(context.first, last + 1):
            self.of_segment[index] = quote
        self.goes_on = quote if quoted.goes_on else None
        return quote

    def _read_headline(self, context: Context, words: str) -> Quote | None:
        quoted = context.quoted
        if quoted.kind in ("single", "corner") and context.lang == "ko":
            return None
        quote = evolve(
            make_quote(context.quoted, self.segments[context.first], self.text), mode="gist"
        )
        before = self.text[context.start : quoted.open]
        if not is_headline_quote(words, context.lang):
            self.partial.append((quote, before))
            return None
        self.headlines.append((quote, before))
        return quote

    def _around(self, context: Context) -> tuple[Clause | None, Quote | None, Segment]:
        """Find who speaks in a quotation that stands alone: before it, else behind it."""
        here = self.segments[context.first]
        if behind := self._behind(context):
            return behind[0], None, behind[1]
        for index in range(context.first - 1, max(-1, context.first - 1 - BACK), -1):
            before = self.segments[index]
            if before.lang == here.lang and before.kind not in SKIPPED | TITLED:
                quote = self.of_segment.get(index)
                if quote is not None:
                    return None, quote, here
                words = before.text[-REACH:]
                if context.lang == "en":
                    clause = find_intro(words)
                else:
                    clause = find_korean_intro(words, self.voices.known)
                if clause is None or len(words) < len(before.text):
                    return clause and evolve(clause, start=None, end=None), None, here
                return clause, None, before
        return None, None, here

    def _behind(self, context: Context) -> tuple[Clause, Segment] | None:
        """Find the speaker of a quotation that stands alone in the sentence behind it."""
        if context.last + 1 == len(self.segments):
            return None
        after = self.segments[context.last + 1]
        clause: Clause | None = None
        if after.lang != context.lang:
            return None
        elif context.lang == "en":
            clause = find_left_by(after.text[:REACH])
        elif clause := find_korean_noun(after.text[:REACH], self.voices.known):
            pass
        elif is_reporting_tail(after.text + ".", 0, len(after.text) + 1):
            clause = find_korean_intro(after.text, self.voices.known)
        return (clause, after) if clause else None

    def _attribute(
        self, context: Context, clause: Clause | None, inherited: Quote | None, segment: Segment
    ) -> Quote:
        """Return the quotation with its speaker; ``segment`` is that of the clause."""
        quote = make_quote(context.quoted, self.segments[context.first], self.text)
        if inherited is not None:
            return evolve(quote, speaker=inherited.speaker, attribution=inherited.attribution)
        outside = context.masked.replace(MASK, "")
        lang = context.lang
        attribution: Span | None = None
        if clause is not None and clause.start is not None and clause.end is not None:
            own = segment is self.segments[context.first]
            base = context.start if own else segment.start
            attribution = Span(base + clause.start, base + clause.end)
        speaker = None
        if clause is not None or lang == "ko":
            speaker = self.voices.speaker_of(
                clause or Clause(""),
                attribution.of(self.text) if attribution else None,
                lang,
                self.text[context.quoted.stop : context.quoted.stop + BESIDE],
                context.first,
            )
        return evolve(
            quote,
            speaker=speaker,
            cue=clause.cue or None if clause else None,
            attribution=attribution,
            mode=mode_of(outside, clause),
        )
