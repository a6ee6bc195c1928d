"""English reporting clauses: "Ms. Park said", "said Ms. Park", "he added, stressing".

A verb beside the quotation counts before one further off, and the noun phrase
that governs it before the one that opens the sentence. Left out: full parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.facts.attribution import MASK, PRONOUNS, Clause
from align.sentences.english import reporting_forms, starters
from align.tables import read_table

_WORD = r"(?!(?:The|An?|His|Her|Its|Their|One|Some|Many|Several|Another)\b)[^\W\d_a-z][\w.&’'·-]*"
_LINK = r"(?:of|and|for|the|de|la|van|von|bin|al|&)"
_NO_LINK_LAST = r"(?<!\b(?:of|de|la|al))(?<!\b(?:and|for|the|van|von|bin))(?<!\s&)"
_ADVERB = (
    r"(?:also|instead|still|already|just|even|now|later|then|once|again|further|earlier|\w{3,}ly)"
)
_VERBS = 4
"""How many verbs back a verb looks for its subject."""

_VERB_BEFORE = r"(?:(?:has|have|had|was|is|were|are)\s)?"
_APPOSITIVE = r"(?:,\s[^,]{2,90},)?"
_APPOSITIVES = r"(?:(?:,\s[^,]{2,90}){1,3},)?"
_PREPOSITION_RE = re.compile(
    r"\b(?:in|on|at|of|to|for|with|by|from|during|after|before|since|until|about|than|into)\s\Z",
    re.IGNORECASE,
)
_AUXILIARY_RE = re.compile(
    r"\b(?:would|will|be|been|can|could|may|might|must|should|have|has|had|is|are|was|were|to|not)\Z"
)
_SUBORDINATE_RE = re.compile(
    r"[,;\s]*(?:When|As|While|After|Before|Once|If|Because|Since|Although|Though|Until|Unless)\b"
)


@cache
def english_titles() -> frozenset[str]:
    """Return English titles and other words for those who speak, in lower case.

    >>> "spokesman" in english_titles()
    True
    """
    titles = {form for row in read_table("roles") for form in row["english"].split(";")}
    return frozenset(
        titles | {"president", "police", "sources", "critics", "authorities", "expert"}
    )


@cache
def _speaking() -> frozenset[str]:
    """Words that open a sentence and may be its speaker: officials, police."""
    return english_titles() | {f"{title}s" for title in english_titles()}


@cache
def _phrase() -> str:
    words = {word for title in english_titles() for word in title.split()} - {"and", "of", "the"}
    low = "|".join(sorted((re.escape(w) for w in words if w.islower()), key=lambda w: (-len(w), w)))
    determiner = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s)?"
    noun = rf"(?:{_WORD}|(?:{low}|company|government|ministry|group|team|firm)s?\b)"
    pronoun = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)\b"
    common = (  # one Manitoba farmer; his mother
        r"(?i:the|an?|one|another|some|many|several|two|three|his|her|their|my)"
        r"\s(?:(?!(?:in|on|at|of|to|for|with|by|who|that|which)\s)[\w’'-]+\s){0,3}?[\w’'-]+"
    )
    # One list of nouns, not one for the last of them: the list is what takes time to compile.
    nouns = rf"(?:(?:{noun}|{_LINK})(?:\s|(?![\w&]))){{1,10}}(?<!\s){_NO_LINK_LAST}"
    return rf"(?P<subject>{pronoun}|{determiner}{nouns}|{common})"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Match a place of a reporting verb around a quotation; compiled when first asked for."""
    return re.compile(_sources()[name])


@cache
def _sources() -> dict[str, str]:
    verbs = rf"(?P<verb>{'|'.join(sorted(reporting_forms(), key=lambda v: (-len(v), v)))})"
    phrase = _phrase()
    after = rf"[,\s{MASK}]*{phrase}{_APPOSITIVES}\s(?:{_ADVERB}\s)?{_VERB_BEFORE}{verbs}\b"
    return {
        # the mayor
        "phrase": phrase,
        # ” Ms. Park, the mayor, also said
        "after": after,
        # ” these days, she said.
        "late": rf"[^.{MASK}]{{0,60}}?,\s{phrase}{_APPOSITIVE}\s(?:{_ADVERB}\s)?{verbs}\b"
        rf"[^,{MASK}]{{0,40}}\.?\Z",
        # ” said Ms. Park
        "inverted": rf"[,\s{MASK}]*{verbs}\s{phrase}",
        # Ms. Park, the mayor, | said: what stands before a verb
        "subject": rf"{phrase}{_APPOSITIVE}\s(?:{_ADVERB}\s)?{_VERB_BEFORE}\Z",
        # the subject of a clause: at its start, with a word in small letters behind it
        "clause": rf"(?P<lead>\A|[,;{MASK}]\s+(?:but\s|and\s|which\s|whom\s)?|\s(?:but|and)\s)"
        rf"{phrase}\b(?={_APPOSITIVES}\s(?:{_ADVERB}\s)?{_VERB_BEFORE}(?!and\b|for\b)[a-z]{{3,}})",
        # This was the message left by Ms. Park; That is what Ms. Park said
        "left by": rf"(?:This|That|These|Those|It|They)\s(?:was|were|is|are)\s[^.{MASK}]{{0,40}}\b"
        rf"(?:words?|messages?|remarks?|comments?|statements?|advice)\b[^.{MASK}]{{0,30}}?\b"
        rf"(?:by|from|of)\s{phrase}",
        "how it was said": rf"(?:This|That|Such)\b[^.{MASK}]{{0,30}}?\b(?:is|was)\s(?:how|what)\s"
        rf"{phrase}\s[a-z]",
    }


class _Verb(NamedTuple):
    """A reporting verb in a masked sentence."""

    start: int
    end: int
    form: str


_WORD_RE = re.compile(r"(?<![-\w])[a-z]+\b")
_BESIDE_RE = re.compile(
    r"(?:\s(?:that|by saying|reporters)"
    r"|(?:(?<=called)|(?<=calling)|(?<=described))(?:\s[\w’']+){1,5})?[,:]?\s*\Z"
)
"""What may stand between a verb and a quotation: said, “ ; asked reporters: “ ; called it “"""


@cache
def _forms_by_first() -> dict[str, tuple[str, ...]]:
    """Return first word → reporting verbs that begin with it, the longest first."""
    out: dict[str, list[str]] = {}
    for form in sorted(reporting_forms(), key=lambda form: (-len(form), form)):
        out.setdefault(form.split()[0], []).append(form)
    return {first: tuple(forms) for first, forms in out.items()}


def _find_verbs(masked: str, start: int, end: int) -> Iterator[_Verb]:
    """Yield the reporting verbs of a stretch, in order and apart."""
    last = start
    for match in _WORD_RE.finditer(masked, start, end):
        at = match.start()
        for form in _forms_by_first().get(match[0], ()) if at >= last else ():
            stop = at + len(form)
            if masked.startswith(form, at, end) and _EDGE_RE.match(masked, stop, end):
                yield _Verb(at, stop, form)
                last = stop
                break


def _find_beside(masked: str, start: int, end: int) -> _Verb | None:
    """Return the first reporting verb that leads up to the end of a stretch, or None."""
    for match in _WORD_RE.finditer(masked, start, end):
        at = match.start()
        for form in _forms_by_first().get(match[0], ()):
            stop = at + len(form)
            if masked.startswith(form, at, end) and _BESIDE_RE.match(masked, stop, end):
                return _Verb(at, stop, form)
    return None


_EDGE_RE = re.compile(r"\b")
_ACCORDING_RE = re.compile(r"\b[Aa]ccording to\s")
_GAP_RE = re.compile(rf"[,\s{MASK}]*")
_LATE_RE = re.compile(rf"[^.{MASK}]{{0,60}},\s")
_LEFT_BY_RE = re.compile(r"(?:This|That|These|Those|It|They)\s(?:was|were|is|are)\s")
_HOW_RE = re.compile(rf"(?:This|That|Such)\b[^.{MASK}]{{0,30}}?\b(?:is|was)\s(?:how|what)\s")


def find_english(masked: str, start: int, end: int) -> Clause | None:
    """Return the reporting clause of the quotation ``masked[start:end]``, or None.

    >>> m = f"{MASK * 9} Ms. Park, the mayor, said on Monday."
    >>> c = find_english(m, 0, 9)
    >>> m[c.start:c.end], c.cue
    ('Ms. Park', 'said')
    """
    beside = _find_beside(masked, max(0, start - 40), start)
    if beside:
        return _with_subject(masked, beside, tight=True)
    window = min(len(masked), end + 140)
    for name in _places_behind(masked, end, window):
        if match := _pattern(name).match(masked, end, window):
            return _clause(match, tight=True)
    verbs = [v for v in _find_verbs(masked, 0, start) if _is_verb(masked, v.start)]
    if verbs:
        return _with_subject(masked, verbs[-1], tight=False)
    for according in _ACCORDING_RE.finditer(masked):
        if phrase := _pattern("phrase").match(masked, according.end()):
            return _clause(phrase, according.group()[:-1], tight=False)
    return None


def _places_behind(masked: str, end: int, window: int) -> Iterator[str]:
    """Yield the patterns that may match behind a quotation: all need a verb there."""
    verb = next(_find_verbs(masked, end, window), None)
    if verb:
        yield "after"
        if _GAP_RE.fullmatch(masked, end, verb.start):
            yield "inverted"
        if _LATE_RE.match(masked, end, window):
            yield "late"


def find_intro(masked: str) -> Clause | None:
    """Return the reporting clause of an English sentence that leads up to a quotation.

    It is the one at its end ("He added:") or else its first.

    >>> find_intro("He then added:").cue
    'added'
    """
    bare = masked.rstrip(" :,.“\"'")
    verb = _find_beside(bare, 0, len(bare))
    if verb is None:
        verbs = (v for v in _find_verbs(bare, 0, len(bare)) if _is_verb(bare, v.start))
        verb = next((v for v in verbs if not v.form.endswith("ing")), None)
    clause = _with_subject(masked, verb, tight=True) if verb else None
    return clause if clause and clause.start is not None else None


def find_left_by(masked: str) -> Clause | None:
    """Return the clause of a sentence that names the speaker of what stands before it.

    >>> m = "That was the message left by Ann Lee, the mayor."
    >>> c = find_left_by(m)
    >>> m[c.start:c.end]
    'Ann Lee'
    """
    for opening, name in ((_LEFT_BY_RE, "left by"), (_HOW_RE, "how it was said")):
        if opening.match(masked) and (match := _pattern(name).match(masked)):
            return Clause("", match.start("subject"), match.end("subject"))
    return None


def find_subjects(masked: str) -> list[tuple[int, int]]:
    """Return the subjects of the main clauses of an English sentence, in order.

    A clause that another one depends on counts only by its reporting verb
    ("which Ms. Lee also stressed"); "that" clauses are what is reported.

    >>> t = "When Mr. Kim asked, Ann Lee pointed at the map."
    >>> [t[a:b] for a, b in find_subjects(t)]
    ['Ann Lee']
    """
    found = []
    for match in _pattern("clause").finditer(masked):
        span = _trim(masked, match.start("subject"), match.end("subject"))
        opener = masked[match.start("subject") : span[0]] if span else ""
        if span and not _SUBORDINATE_RE.match(match["lead"] + opener):
            found.append(span)
    return found


def _clause(match: re.Match[str], cue: str | None = None, *, tight: bool) -> Clause:
    span = _trim(match.string, match.start("subject"), match.end("subject"))
    start, end = span or (None, None)
    return Clause(match["verb"] if cue is None else cue, start, end, tight)


def _with_subject(masked: str, verb: _Verb, *, tight: bool) -> Clause:
    """Give a verb its subject: the phrase before it, or the one that opens the sentence."""
    at = verb.start
    subject = _pattern("subject").search(masked, max(0, at - 160), at)
    if subject and _PREPOSITION_RE.search(masked, 0, subject.start("subject")):
        subject = None
    span = _trim(masked, subject.start("subject"), subject.end("subject")) if subject else None
    if span is None:
        finite = [
            v
            for v in _find_verbs(masked, 0, at)
            if not v.form.endswith("ing") and _is_verb(masked, v.start)
        ]
        for earlier in reversed(finite[-_VERBS:]):
            place = earlier.start
            found = _pattern("subject").search(masked, max(0, place - 160), place)
            if found:
                span = _trim(masked, found.start("subject"), found.end("subject"))
                break
        else:
            span = next(iter(find_subjects(masked[:at].rstrip() + " does")), None)
    start, end = span or (None, None)
    return Clause(verb.form, start, end, tight)


def _is_verb(masked: str, at: int) -> bool:
    """Say whether a form that may be a noun stands where a verb does."""
    before = masked[max(0, at - 12) : at].rstrip().rsplit(None, 1)
    return not before or before[-1].lower() not in {
        "the",
        "a",
        "an",
        "of",
        "his",
        "her",
        "to",
        "in",
    }


def _trim(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut openers ("When", "the") and a full stop off a noun phrase; None when nothing stays."""
    if masked[end - 1] == "." and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.\Z", masked[start:end]):
        end -= 1
    if masked[end - 2 : end] in ("'s", "’s"):
        end -= 2
    if _AUXILIARY_RE.search(masked[start:end]):
        return None
    while True:
        word = re.match(r"\S+", masked[start:end])
        if not word:
            return None
        first = word.group().lower()
        rest = start + word.end() + 1
        if first in PRONOUNS or first in ("i", "we"):
            return start, end
        is_opener = first in starters() and first not in _speaking()
        if (not is_opener and first not in ("the", "a", "an")) or rest >= end:
            return None if is_opener else (start, end)
        start = rest
