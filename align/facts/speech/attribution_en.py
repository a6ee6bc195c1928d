"""English reporting clauses: "Ms. Park said", "said Ms. Park", "he added, stressing".

A verb beside the quotation counts before one further off; then come "according to",
"in her words" and a colon. Left out: full parsing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from align.facts.speech.attribution import Clause
from align.facts.speech.phrases_en import Phrase, Word, phrase_at
from align.facts.speech.speaker_words_en import closed_words, word_class
from align.facts.speech.subjects_en import main_subject, name_of, subject_of, subjects
from align.facts.speech.told_en import coordinate, is_kin, is_reported
from align.facts.speech.verbs_en import Sentence, Verb, read_sentence

NEAR = 140
"""Characters behind a quotation in which its verb stands."""

LEAD = 10
"""Words between a verb and a quotation that it opens: told the packed hall: “…”"""

LATE = 60
"""Characters of the clause that goes on behind a quotation: “…” these days, she said."""

_BARE_LEAD = frozenset(
    {"that", ",", ":", "by", "saying", "only", "simply", "back", "like", "something", "as"}
)
_VIEW = frozenset({"words", "view", "opinion", "phrase", "judgment", "judgement", "estimation"})


def find_english(masked: str, start: int, end: int) -> Clause | None:
    """Return the reporting clause of the quotation ``masked[start:end]``, or None.

    >>> from align.facts.speech.attribution import MASK
    >>> m = f"{MASK * 9} Ms. Park, the mayor, said on Monday."
    >>> c = find_english(m, 0, 9)
    >>> m[c.start:c.end], c.cue
    ('Ms. Park', 'said')
    """
    sentence = read_sentence(masked)
    words, verbs = sentence
    quoted = bisect_left(words, start, key=lambda word: word.start)
    before = [verb for verb in verbs if verb.stop <= quoted]
    beside = before[-1] if before and leads(words, before[-1], quoted) else None
    if beside is not None:
        return with_subject(masked, sentence, beside, tight=True)
    behind = _find_behind(masked, sentence, quoted, end)
    if behind is not None:
        return behind
    if before:
        return with_subject(masked, sentence, before[-1], tight=False)
    return _find_source(masked, words, quoted) or _find_lead(masked, words, quoted)


def leads(words: Sequence[Word], verb: Verb, quoted: int) -> bool:
    """Say whether a verb leads up to the quotation, as in "called it “", "told us that “"."""
    between = words[verb.stop : quoted]
    if any(word.kind == "mask" or word.lower in (".", ";", "?", "!") for word in between):
        return False
    if len(between) > LEAD:
        return False
    lowers = [word.lower for word in between]
    said_to = word_class("object")
    if all(lower in _BARE_LEAD or lower in said_to for lower in lowers):
        return True
    if lowers[-1] in (":", ",", "words"):
        return lowers[-1] == ":" or "," not in lowers[:-1]
    if "that" in lowers[-4:]:
        return True
    if verb.form in word_class("naming"):
        return "," not in lowers and "and" not in lowers
    return verb.form.startswith("accus") and lowers[-1] == "of"


def _find_behind(masked: str, sentence: Sentence, quoted: int, end: int) -> Clause | None:
    """Return the clause that follows a quotation: “…,” said Ms. Park; “…,” she said."""
    words, verbs = sentence
    low = bisect_left(words, end, key=lambda word: word.start)
    if said := _find_said(masked, words, low):
        return said
    verb = next((verb for verb in verbs if verb.first >= low), None)
    if verb is None or words[verb.first].start - end > NEAR:
        return None
    first = low
    while first < verb.first and words[first].kind in ("mark", "mask"):
        if words[first].lower in (".", ";", ":"):
            return None
        first += 1
    if first == verb.first:
        return _inverted(masked, words, verb)
    if words[first].lower in word_class("conjunction"):
        return None
    first += words[first].lower == "as"
    subject = subject_of(words, verb.first, first)
    phrase = subject.phrase
    if phrase is None or (subject.passive and verb.form != "quoted"):
        return None
    late = words[phrase.first].start - end
    is_late = phrase.first > first and words[phrase.first - 1].lower == "," and late <= LATE
    titled = phrase.first - first < 4 and all(
        word.kind == "low" and word.lower not in closed_words()
        for word in words[first : phrase.first]
    )
    if not (titled or is_late or _is_apposed(words, first, phrase)):
        return None
    return clause_of_phrase(masked, words, verb.form, phrase, tight=True)


def _find_said(masked: str, words: Sequence[Word], low: int) -> Clause | None:
    """Return what calls the quotation somebody’s words: “…” were her first words."""
    at = low
    if at < len(words) and words[at].lower == ",":
        at += 1
    if at >= len(words) or words[at].lower not in ("was", "were", "is", "came"):
        return None
    phrase = phrase_at(words, at + 1)
    if phrase is None or words[phrase.stop - 1].lower not in word_class("utterance"):
        return None
    cue = masked[words[at].start : words[at].end]
    owner = next(
        (i for i in range(phrase.first, phrase.stop) if words[i].lower in ("'s", "’s")), None
    )
    if words[phrase.first].lower in ("his", "her", "their"):
        owner = phrase.first + 1
    if owner is None:
        return Clause(cue, tight=True)
    return Clause(cue, words[phrase.first].start, words[owner - 1].end, tight=True)


def _is_apposed(words: Sequence[Word], first: int, phrase: Phrase) -> bool:
    """Say whether the name of a phrase stands in apposition to the words before it."""
    head = phrase_at(words, first)
    return head is not None and name_of(words, head) == phrase


def _inverted(masked: str, words: Sequence[Word], verb: Verb) -> Clause | None:
    if verb.form.startswith("t") and verb.form in ("told", "tells", "tell"):
        return Clause(verb.form, tight=True)
    if verb.form in word_class("naming"):
        return None
    at = verb.stop
    while at < len(words) and words[at].lower in word_class("adverb"):
        at += 1
    phrase = phrase_at(words, at)
    if phrase is None:
        return Clause(verb.form, tight=True)
    return clause_of_phrase(masked, words, verb.form, name_of(words, phrase), tight=True)


def with_subject(masked: str, sentence: Sentence, verb: Verb, *, tight: bool) -> Clause:
    """Give a verb its subject: the phrase before it, or the one of its clause."""
    words, verbs = sentence
    if verb.is_finite and _is_behind_quotation(words, verb.first):
        inverted = _inverted(masked, words, verb)
        if inverted is not None and inverted.start is not None:
            return Clause(verb.form, inverted.start, inverted.end, tight)
    subject = subject_of(words, verb.first)
    phrase = subject.phrase
    if subject.passive and verb.form != "quoted":
        return Clause(verb.form, tight=tight, passive=True)
    if phrase is None and not verb.is_finite:
        finite = [v for v in verbs if v.first < verb.first and v.is_finite]
        for earlier in reversed(finite):
            phrase = subject_of(words, earlier.first).phrase
            if phrase is not None:
                break
    if phrase is None and (inner := coordinate(words, verbs, verb)) is not None:
        clause = clause_of_phrase(masked, words, verb.form, inner, tight=tight)
        return Clause(clause.cue, clause.start, clause.end, tight, told=True)
    if phrase is None:
        phrase = main_subject(words, verb.first)
    if verb.form in word_class("naming") and phrase and _is_crowd(words, phrase):
        return Clause(verb.form, tight=tight, passive=True)
    told = (
        tight
        and phrase is not None
        and (phrase.named or is_kin(words, phrase))
        and (subject.perfect or is_reported(words, phrase))
        and any(v.first < verb.first and v.is_finite for v in verbs)
    )
    told = told or (
        phrase is not None and is_kin(words, phrase) and words[verb.first - 1].lower == "to"
    )
    clause = clause_of_phrase(masked, words, verb.form, phrase, tight=tight)
    return Clause(clause.cue, clause.start, clause.end, tight, told=told)


def _is_behind_quotation(words: Sequence[Word], at: int) -> bool:
    """Say whether a verb opens the clause behind another quotation: “…,” | said Ann Lee, “…”."""
    while at and words[at - 1].kind == "mark" and words[at - 1].lower not in ".;:":
        at -= 1
    return at > 0 and words[at - 1].kind == "mask"


def _is_crowd(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether many speak at once, who name a thing: sailors of the time."""
    opening = words[phrase.first : min(phrase.stop, phrase.first + 3)]
    return any(word.lower in word_class("crowd") for word in opening)


def clause_of_phrase(
    masked: str, words: Sequence[Word], cue: str, phrase: Phrase | None, *, tight: bool
) -> Clause:
    """Return the clause whose speaker is a phrase, or nobody."""
    if phrase is None:
        return Clause(cue, tight=tight)
    start, end = phrase_span(words, phrase)
    return Clause(cue, start, end, tight)


def phrase_span(words: Sequence[Word], phrase: Phrase) -> tuple[int, int]:
    """Return the place of a phrase in its sentence, without "the"."""
    first = phrase.first
    if words[first].lower == "the" and phrase.stop - first > 1:
        first += 1
    return words[first].start, words[phrase.stop - 1].end


def _find_source(masked: str, words: Sequence[Word], quoted: int) -> Clause | None:
    """Return "according to Ms. Park", "in her words"."""
    for at, word in enumerate(words):
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if word.lower == "according" and following == "to":
            phrase = phrase_at(words, at + 2)
            if phrase is not None:
                cue = masked[word.start : words[at + 1].end]
                return clause_of_phrase(masked, words, cue, name_of(words, phrase), tight=False)
        if word.lower == "in" and at > quoted and (phrase := phrase_at(words, at + 1)):
            if words[phrase.stop - 1].lower not in _VIEW:
                continue
            cue = masked[word.start : words[phrase.stop - 1].end]
            owner = phrase.stop - 1
            if words[owner - 1].lower in ("'s", "’s", "'", "’"):
                owner -= 1
            return Clause(cue, words[at + 1].start, words[owner - 1].end, tight=True)
    return None


def _find_lead(masked: str, words: Sequence[Word], quoted: int) -> Clause | None:
    """Return the clause without a verb that a colon closes, as in "Her advice is short: “…”"."""
    if not quoted or words[quoted - 1].lower != ":":
        return None
    found = subjects(words[:quoted])
    for subject in found:
        first = words[subject.phrase.first]
        last = words[subject.phrase.stop - 1]
        if last.lower in word_class("utterance") and first.lower in ("his", "her", "their"):
            return Clause("", first.start, first.end, tight=True)
    if not found or words[found[-1].phrase.first].lower in ("it", "there", "this", "that"):
        return Clause("", tight=True)
    start, end = phrase_span(words, found[-1].phrase)
    return Clause("", start, end, tight=True)


@lru_cache(maxsize=4)
def find_subjects(masked: str) -> tuple[tuple[int, int], ...]:
    """Return the subjects of the clauses of an English sentence, those of main clauses last.

    >>> t = "When Mr. Kim asked, Ann Lee pointed at the map."
    >>> [t[a:b] for a, b in find_subjects(t)]
    ['Mr. Kim', 'Ann Lee']
    """
    words = read_sentence(masked).words
    found = sorted(subjects(words), key=lambda subject: not subject.depends)
    return tuple(phrase_span(words, subject.phrase) for subject in found)
