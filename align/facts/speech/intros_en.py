"""English sentences beside a quotation that stands alone: He added: and That was his message."""

from __future__ import annotations

import re
from bisect import bisect_left

from align.facts.speech.attribution import MASK, Clause
from align.facts.speech.attribution_en import clause_of_phrase, leads, phrase_span, with_subject
from align.facts.speech.phrases_en import phrase_at
from align.facts.speech.subjects_en import main_subject
from align.facts.speech.verbs_en import read_sentence

_LEFT_BY_RE = re.compile(
    rf"(?:This|That|These|Those|It|They)\s(?:was|were|is|are)\s[^.{MASK}]{{0,40}}\b"
    rf"(?:words?|messages?|remarks?|comments?|statements?|advice)\b[^.{MASK}]{{0,30}}?\b"
    r"(?:by|from|of)\s(?=\w)"
)
_HOW_RE = re.compile(rf"(?:This|That|Such)\b[^.{MASK}]{{0,30}}?\b(?:is|was)\s(?:how|what)\s(?=\w)")


def find_intro(masked: str) -> Clause | None:
    """Return the reporting clause of an English sentence that leads up to a quotation.

    It is the one at its end ("He added:"), or else its first, or its subject.

    >>> find_intro("He then added:").cue
    'added'
    """
    sentence = read_sentence(masked)
    words, verbs = sentence
    stop = len(words)
    while stop and words[stop - 1].kind in ("mark", "mask"):
        stop -= 1
    ends = bool(verbs) and leads(words[:stop], verbs[-1], stop) and masked.rstrip()[-1:] != "."
    for verb in verbs[-1:] if ends else [v for v in verbs if v.is_finite]:
        clause = with_subject(masked, sentence, verb, tight=True)
        if clause.start is not None:
            return clause
    phrase = main_subject(words)
    return clause_of_phrase(masked, words, "", phrase, tight=True) if phrase else None


def find_left_by(masked: str) -> Clause | None:
    """Return the clause of a sentence that names the speaker of what stands before it.

    >>> m = "That was the message left by Ann Lee, the mayor."
    >>> c = find_left_by(m)
    >>> m[c.start:c.end]
    'Ann Lee'
    """
    for pattern in (_LEFT_BY_RE, _HOW_RE):
        if match := pattern.match(masked):
            words = read_sentence(masked).words
            at = bisect_left(words, match.end(), key=lambda word: word.start)
            if phrase := phrase_at(words, at):
                start, end = phrase_span(words, phrase)
                return Clause("", start, end, gist=True)
    return None
