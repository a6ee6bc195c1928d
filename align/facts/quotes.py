"""Direct quotations of a document, with speaker and reporting verb.

A quotation is what somebody is reported to say or write. Titles, names of
events and products, single words and scare quotes stand in the same marks and
are none; a reporting verb beside it, a quotative ending behind it (라고, 며),
or a sentence of its own tell the difference. The span leaves the marks out.

Left out: reported speech without marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from align.facts.attribution import MASK, Clause
from align.facts.attribution_en import find_english, find_intro, find_left_by, find_subjects
from align.facts.attribution_ko import find_korean, find_korean_intro, find_topic
from align.facts.speakers import Speakers, find_people, is_person
from align.quotemarks import MarkPair, pair_marks
from align.records import Lang, Quote, Segment, Span
from align.sentences.korean import is_predicate, is_reporting_tail

__all__ = ["read_quotes"]

SKIPPED = frozenset({"boilerplate", "metadata", "hashtag", "byline"})
TITLED = frozenset({"headline", "subhead"})
REACH = 800
"""Characters of a sentence read before and behind a quotation; few sentences have more."""

BACK = 3
"""Segments back to the last one in the same language, in a text of two languages."""

MIN_PART = 3
"""Words from which a quoted part of a sentence counts without a verb beside it."""

_QUOTATIVE_RE = re.compile(
    r"\s?(?:이?라(?:고|며|면서|는|던|고도)|(?:다|자|냐)?(?:고|며|면서)(?=[\s,])|는\s(?:취지|뜻|의미|입장|말|반응|지적|주장|설명|평가|의견))"
)
_NAMING_RE = re.compile(
    r"\s?이?라(?:고|는|고도)\s(?:불리|불린|불렸|부르|부른|불렀|불러|이름|명칭|별명|제목|칭하|칭한|일컫|적힌|쓰인|명명|하는\s)"
)
_FIGURE_RE = re.compile(r"\d")
_FINAL = ".!?…。"
_GIST_RE = re.compile(r"취지|뜻(?:을|으로)|요지")
_HEARSAY_RE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|is said to|was quoted as)\b"
    r"|(?:것으로|라고)\s?(?:전해[졌진지]|알려[졌진지])|고\s한다\b|후문|전언",
    re.IGNORECASE,
)
_FIRST_PERSON_RE = re.compile(r"\b(?:I|I'm|I’m|we|our|my|me|us|you|your)\b", re.IGNORECASE)


@frozen
class _Context:
    """A quotation in the segments it touches, its sentence masked."""

    pair: MarkPair
    first: int
    last: int
    start: int
    masked: str
    lang: Lang


def read_quotes(segments: Sequence[Segment], text: str) -> tuple[Quote, ...]:
    """Return the direct quotations of one document, in order, with their speakers.

    ``segments`` are those of the document whose text is ``text``. The speaker
    is the fullest form of the name in the document, without title; a pronoun
    or bare title is resolved to the last person named. ``attribution`` has the
    words as written. A quotation that goes on behind its reporting clause has
    that clause's speaker and no cue. Quotations in headlines have no speaker;
    they and pull quotes are a gist, cut to fit.

    >>> from align.sentences import split_sentences
    >>> t = '김하나 시장은 "길이 막혔다"며 "곧 풀린다"고 말했다.'
    >>> [(q.text, q.speaker, q.cue) for q in read_quotes(split_sentences(t), t)]
    [('길이 막혔다', '김하나', '말했다'), ('곧 풀린다', '김하나', '말했다')]
    >>> t = 'Ann Lee, the mayor, opened the "Silver Lane." “It is ours,” she said. “We paid.”'
    >>> [(q.text, q.speaker, q.cue) for q in read_quotes(split_sentences(t), t)]
    [('It is ours,', 'Ann Lee', 'said'), ('We paid.', 'Ann Lee', None)]
    """
    return _Reader(segments, text).run()


class _Reader:
    """Reads one document from front to back, remembering who was named."""

    def __init__(self, segments: Sequence[Segment], text: str) -> None:
        self.segments, self.text = segments, text
        self.starts = [segment.start for segment in segments]
        self.pairs = [pair for pair in pair_marks(text) if pair.is_quote]
        self.opens = [pair.open for pair in self.pairs]
        self.people = find_people(text)
        self.names = frozenset(self.people.words)
        self.speakers = Speakers(self.people)
        self.quotes: list[Quote] = []
        self.of_segment: dict[int, Quote] = {}

    def run(self) -> tuple[Quote, ...]:
        pair = 0
        covered = -1
        for index, segment in enumerate(self.segments):
            masked = ""
            outside = segment.start > covered
            while pair < len(self.pairs) and self.pairs[pair].open < segment.end:
                found = self.pairs[pair]
                pair += 1
                if found.open < max(covered, segment.start) or segment.kind in SKIPPED:
                    continue
                context = self._context(found, index)
                if context is None:
                    continue
                if not masked:
                    masked = context.masked
                    self._note_subjects(masked, segment)
                if self._read(context):
                    covered = found.close
            if segment.kind not in SKIPPED and outside:
                self._note_subjects(masked or segment.text[:REACH], segment)
        return tuple(self.quotes)

    # -- reading one quotation -----------------------------------------------

    def _context(self, pair: MarkPair, first: int) -> _Context | None:
        last = bisect_right(self.starts, pair.close) - 1
        if last < first or any(s.kind in SKIPPED for s in self.segments[first + 1 : last + 1]):
            return None
        start = max(self.segments[first].start, pair.open - REACH)
        end = min(self.segments[last].end, pair.close + REACH)
        masked = list(self.text[start:end])
        at = bisect_right(self.opens, start - 1)
        for other in self.pairs[at : bisect_right(self.opens, end - 1)]:
            stop = min(other.close + 1, end)
            masked[other.open - start : stop - start] = MASK * (stop - other.open)
        lang = self.segments[first].lang
        return _Context(pair, first, last, start, "".join(masked), "ko" if lang == "ko" else "en")

    def _read(self, context: _Context) -> bool:
        """Add the quotation if it is one; say whether it is."""
        pair, text = context.pair, self.text
        words = text[pair.open + 1 : pair.close]
        segment = self.segments[context.first]
        a, b = pair.open - context.start, pair.close + 1 - context.start
        alone = not context.masked.replace(MASK, "").strip(" \t\r\n.,-–—:;·…!?")
        alone = alone and context.start == segment.start
        clause: Clause | None = None
        inherited: Quote | None = None
        if segment.kind in TITLED:
            if pair.kind == "single" or not _is_headline_quote(words, context.lang):
                return False
        elif alone:
            if not _is_said(words, pair, context.lang):
                return False
            clause, inherited, segment = self._around(context)
        else:
            clause = (
                find_korean(context.masked, a, b, self.names)
                if context.lang == "ko"
                else find_english(context.masked, a, b)
            )
            if not self._is_quote(context, words, clause):
                return False
        self._add(context, words, clause, inherited, segment)
        return True

    def _is_quote(self, context: _Context, words: str, clause: Clause | None) -> bool:
        pair = context.pair
        count = len(words.split())
        if context.lang == "ko":
            after = self.text[pair.close + 1 : pair.close + 24]
            if _NAMING_RE.match(after):
                return False
            if _QUOTATIVE_RE.match(after):
                return clause is not None or (pair.kind != "single" and count > 1)
            if clause is None or pair.kind == "single":
                return clause is not None and clause.tight and words.rstrip()[-1:] in _FINAL
            if words.rstrip()[-1:] in _FINAL or count > MIN_PART:
                return True
            glued = bool(re.match(r"[가-힣]", after))
            return count > 1 and (glued or bool(_FIGURE_RE.search(words)))
        if clause is None:
            return False
        inside = words.rstrip()[-1:]
        if pair.kind == "single":
            before = self.text[max(0, pair.open - 2) : pair.open]
            if _is_title_case(words):
                return False
            return clause.tight and count > 1 and (inside in ",.!?" or before[:1] in ",:")
        if clause.tight:
            return count > 1 or inside in ",.!?"
        return count >= MIN_PART and not _is_title_case(words)

    def _around(self, context: _Context) -> tuple[Clause | None, Quote | None, Segment]:
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
                clause = (
                    find_korean_intro(before.text, self.names)
                    if context.lang == "ko"
                    else find_intro(before.text)
                )
                return (clause, None, before) if clause else (None, None, here)
        return None, None, here

    def _behind(self, context: _Context) -> tuple[Clause, Segment] | None:
        """Find the speaker of a quotation that stands alone in the sentence behind it."""
        if context.last + 1 == len(self.segments):
            return None
        after = self.segments[context.last + 1]
        clause: Clause | None = None
        if after.lang != context.lang:
            pass
        elif context.lang == "en":
            clause = find_left_by(after.text)
        elif is_reporting_tail(after.text + ".", 0, len(after.text) + 1):
            clause = find_korean_intro(after.text, self.names)
        return (clause, after) if clause else None

    def _add(
        self,
        context: _Context,
        words: str,
        clause: Clause | None,
        inherited: Quote | None,
        segment: Segment,
    ) -> None:
        pair, lang = context.pair, context.lang
        speaker, cue, attribution = None, None, None
        if inherited is not None:
            speaker, attribution = inherited.speaker, inherited.attribution
        elif clause is not None:
            cue = clause.cue or None
            if clause.start is not None and clause.end is not None:
                own = segment is self.segments[context.first]
                base = context.start if own else segment.start
                attribution = Span(base + clause.start, base + clause.end)
                phrase = attribution.of(self.text)
                speaker = self.speakers.resolve(phrase, lang)
                if speaker and is_person(speaker, lang, self.people, spoke=True):
                    self.speakers.note(speaker, lang)
                    self.speakers.spoken[lang] = speaker
                elif speaker:
                    self.speakers.heard[lang] = speaker
            elif lang == "ko" or clause.cue.endswith("ing"):
                speaker = self.speakers.last(lang)
        start = pair.open + 1 + len(words) - len(words.lstrip())
        end = pair.close - (len(words) - len(words.rstrip()))
        quote = Quote(
            id=f"{segment.doc}:q{len(self.quotes) + 1}",
            doc=segment.doc,
            start=start,
            end=max(start, end),
            lang=self.segments[context.first].lang,
            text=self.text[start : max(start, end)],
            speaker=speaker,
            cue=cue,
            attribution=attribution,
            mode=_mode(context, clause, self.segments[context.first]),
        )
        self.quotes.append(quote)
        for index in range(context.first, context.last + 1):
            self.of_segment[index] = quote

    # -- remembering who was named ----------------------------------------------

    def _note_subjects(self, masked: str, segment: Segment) -> None:
        """Remember the persons who are subjects of a sentence; the last one counts most."""
        lang: Lang = "ko" if segment.lang == "ko" else "en"
        if segment.kind in TITLED:
            return
        if lang == "ko":
            topic = find_topic(masked, 0, len(masked), self.names)
            spans = [topic] if topic else []
        else:
            spans = find_subjects(masked)
        for start, end in spans:
            name = self.speakers.resolve(masked[start:end], lang)
            if name and is_person(name, lang, self.people):
                self.speakers.note(name, lang)


def _is_said(words: str, pair: MarkPair, lang: Lang) -> bool:
    """Say whether words that stand alone in marks are spoken, not a title."""
    bare = words.rstrip()
    if bare[-1:] in _FINAL + "," and " " in bare:
        return True
    if lang == "ko":
        return pair.kind != "single" and is_predicate(bare, len(bare)) if bare else False
    return len(bare.split()) >= MIN_PART and not _is_title_case(words)


def _is_headline_quote(words: str, lang: Lang) -> bool:
    if lang == "ko":
        return len(words.split()) >= 2
    return len(words.split()) >= MIN_PART and (
        not _is_title_case(words) or bool(_FIRST_PERSON_RE.search(words))
    )


def _is_title_case(words: str) -> bool:
    """Say whether most long words begin with a capital: a title or the name of an event."""
    long = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) > len(long) / 2


def _mode(
    context: _Context, clause: Clause | None, segment: Segment
) -> Literal["verbatim", "gist", "hearsay"]:
    outside = context.masked.replace(MASK, "")
    if segment.kind in TITLED or (clause is not None and not clause.cue):
        return "gist"
    if _HEARSAY_RE.search(outside):
        return "hearsay"
    return "gist" if clause is not None and _GIST_RE.search(outside) else "verbatim"
