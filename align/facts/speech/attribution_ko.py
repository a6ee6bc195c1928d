"""Korean reporting clauses: the topic before a quotation, the verb behind it.

Any verb may follow a quotative ending: "…"며 웃었다 (smiled), "…"라고 적었다 (wrote).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from align.facts.speech.attribution import MASK, Clause
from align.facts.speech.topics_ko import (
    BODY,
    NOUN,
    Topic,
    find_topic,
    find_topics,
    likeliest,
    settle,
    speaker_words,
)
from align.records import Span
from align.tables import read_table

TIGHT = 12
"""Characters between a quotation and the verb beside it, chained quotations aside."""

_LIGHT_RE = re.compile(
    r"(?:이?라고|다고|냐고|자고|고)\s(?P<verb>(?:했|하였)[가-힣]{1,4}|한다|합니다|하며|하면서|하자)(?![가-힣])"
)
_QUOTATIVE_RE = re.compile(
    r"\s?(?:이?라(?:고|며|면서|는|던)|(?:다|자|냐)?(?:고|며|면서)(?=[\s,도만는]|까지)|는\s)"
    r"|\s(?:하[기더신시며고길자]|했)"
)
_ANY_VERB_RE = re.compile(
    r"(?P<verb>[가-힣]+(?:다|요|까|며|면서|자|지만|는데|던|기로)(?:\s왔다)?)(?=[\s.!?,]|\Z)"
)
_CUE_START_RE = re.compile(r"(?:(?<![가-힣])|(?<=고))[가-힣]")
_CUE_END_RE = re.compile(r"[가-힣]*(?:\s왔[가-힣]+)?")
_PASSED_ON_RE = re.compile(r"(?:다|라|자|냐)(?:고도?|는|며)\Z")
_LIGHT_TOLD_RE = re.compile(
    r"(?:이?라고|다고|냐고|자고|고)\s(?:했|하였|하셨|그랬)다(?:고|는|며)(?=\s)"
)
_ONCE_RE = re.compile(r"\s(?:적이|적도|바)\s?있다(?:고|는|며)(?=\s)")
_RELAYED_RE = re.compile(rf"{MASK}(?:은|는|이|가|도)\s|[을를]\s인용해\s")
_ASKED_RE = re.compile(r"(?:느냐|냐|는지|은지|을지|[다자라])는\s[가-힣]+(?:에|에는|엔|에도)[\s,]")
_NOUN_SENTENCE_RE = re.compile(
    rf"(?P<who>[^{MASK}\"“”\n]{{2,80}})의\s(?P<cue>(?:말|설명|이야기|얘기|회고|전언|고백|귀띔|증언"
    r"|지적|당부|주장|대답|답|하소연|소감|푸념|다짐|호소|기억)(?:이다|이었다|이에요|입니다|다|였다))\.?"
)
_BREAK_RE = re.compile(r"[가-힣](?:자|던\s중|지만|는데|면서|더니|으나|은데|고\s나서|뒤|때)[\s,]")


@cache
def _reporting_forms() -> dict[str, tuple[str, ...]]:
    """Return first syllable → beginnings of reporting verbs, the longest first."""
    out: dict[str, list[str]] = {}
    for row in read_table("reporting_verbs"):
        if row["lang"] == "ko":
            out.setdefault(row["form"][0], []).append(row["form"])
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in out.items()}


def find_cues(masked: str, start: int = 0) -> Iterator[Span]:
    """Yield the places of reporting verbs with their endings: 말했다, 말해 왔다.

    Looked up and not matched by one pattern, which takes longer to compile than all
    the sentences of a document to read.
    """
    forms = _reporting_forms()
    end = start
    for match in _CUE_START_RE.finditer(masked, start):
        at = match.start()
        if at < end:
            continue
        form = next((f for f in forms.get(masked[at], ()) if masked.startswith(f, at)), None)
        if form is not None:
            tail = _CUE_END_RE.match(masked, at + len(form))
            end = tail.end() if tail else at + len(form)
            yield Span(at, end)


def find_korean(
    masked: str, start: int, end: int, people: frozenset[str] = frozenset()
) -> Clause | None:
    """Return the reporting clause of the quotation ``masked[start:end]``, or None.

    The verb is the first behind the quotation, the speaker the likeliest topic
    before it; a speaker between quotation and verb is taken where none stands before.

    >>> m = f"이날 김하나 시장은 {MASK * 9}고 말했다."
    >>> c = find_korean(m, 11, 20)
    >>> m[c.start:c.end], c.cue
    ('김하나 시장', '말했다')
    """
    cue = _find_cue(masked, end)
    if cue is None:
        return None
    word, at = cue
    tight = len(masked[end:at].replace(MASK, "").strip()) <= TIGHT
    passed_on = _find_passed_on(masked, end)
    told = passed_on is not None
    topics = find_topics(masked, 0, start, people)
    subject = _speaker(masked, topics, start, told=told)
    told = (told and subject is not None and len(topics) > 1) or (
        passed_on is not None and _is_told_by_another(masked, start, passed_on, people)
    )
    place = settle(masked, subject) if subject else find_topic(masked, end, at, people)
    if subject is None and place and masked[place[0] : place[1]] in speaker_words("saying"):
        place = None  # “…”는 당부도 덧붙였다
    first, last = place or (None, None)
    told = told or any(topic.is_source and topic is not subject for topic in topics)
    return Clause(word, first, last, tight, told=told and first is not None)


def _find_passed_on(masked: str, end: int) -> int | None:
    """Return the end of the first verb behind a quotation where it is itself reported.

    말했다고 전했다, 말한 적이 있다고 증언했다, 하셨다고 말했다.
    """
    if light := _LIGHT_TOLD_RE.match(masked, end):
        return light.end()
    first = next(find_cues(masked, end), None)
    if first is None or first.end >= len(masked.rstrip(" .")):
        return None
    if once := _ONCE_RE.match(masked, first.end):
        return once.end()
    return first.end if _PASSED_ON_RE.search(first.of(masked)) else None


def _is_told_by_another(masked: str, start: int, end: int, people: frozenset[str]) -> bool:
    """Say whether another passes the words on: one in marks, one quoted, one behind the verb."""
    if _RELAYED_RE.search(masked, 0, start):
        return True
    stop = masked.find(MASK, end)
    behind = find_topics(masked, end, len(masked) if stop < 0 else stop, people)
    return any(topic.rank >= BODY - 1 for topic in behind)


def _speaker(masked: str, topics: Sequence[Topic], quoted: int, *, told: bool) -> Topic | None:
    """Return the topic that speaks: that of the innermost clause where another passes it on.

    The subject of a question or remark that is answered does not: 값이 오르느냐는 물음에 “…”.
    A subject right before the quotation, with the end of a clause between it and those
    before, speaks itself: 시인이 시를 읽던 중 한 관객이 “…”.
    """
    topics = [t for t in topics if t.is_topic or not _ASKED_RE.search(masked, t.end, quoted)]
    if not topics:
        return None
    spoken = [t for t in topics if not t.is_source] or topics
    best = likeliest(spoken)
    last = spoken[-1]
    is_clause = told or (best and _BREAK_RE.search(masked, best.end, last.start))
    return last if is_clause and last.rank > NOUN else best


def _find_cue(masked: str, end: int) -> tuple[str, int] | None:
    """Return the reporting verb behind a quotation, and where its words begin."""
    if light := _LIGHT_RE.match(masked, end):
        return light["verb"], light.start()
    for span in find_cues(masked, end):
        if not masked.endswith("다고", span.start, span.end) or _is_last(masked, span.end):
            return span.of(masked), span.start
    ending = _QUOTATIVE_RE.match(masked, end)
    if ending is None:
        return None
    verb = _ANY_VERB_RE.search(masked, ending.end())
    if verb and verb["verb"] in ("것이다", "것입니다"):
        return "", verb.start()
    return (verb["verb"], verb.start()) if verb else None


def _is_last(masked: str, place: int) -> bool:
    return next(find_cues(masked, place), None) is None


def find_korean_noun(sentence: str, people: frozenset[str] = frozenset()) -> Clause | None:
    """Return the clause of a sentence that calls what stands beside it somebody's words.

    >>> m = "배를 끌던 김하나 선장의 설명이다."
    >>> c = find_korean_noun(m)
    >>> m[c.start : c.end], c.cue
    ('김하나 선장', '설명이다')
    """
    match = _NOUN_SENTENCE_RE.fullmatch(sentence.rstrip())
    place = find_topic(f"{match['who']}은 ", 0, match.end("who") + 2, people) if match else None
    return Clause(match["cue"], *place, tight=True) if match and place else None


def find_korean_intro(masked: str, people: frozenset[str] = frozenset()) -> Clause | None:
    """Return the reporting clause of a sentence without quotation: 그는 이렇게 말했다.

    >>> find_korean_intro("그는 이렇게 말했다.").cue
    '말했다'
    """
    cues = list(find_cues(masked))
    if not cues or len(masked.rstrip(" .:,")) - cues[-1].end > 0:
        return None
    subject = find_topic(masked, 0, cues[-1].start, people)
    start, end = subject or (None, None)
    return Clause(cues[-1].of(masked), start, end, tight=True)
