"""Korean reporting clauses: the topic before a quotation, the verb behind it.

Any verb may follow a quotative ending: "…"며 웃었다 (smiled), "…"라고 적었다 (wrote).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from align.facts.attribution import MASK, Clause
from align.facts.topics_ko import NOUN, Topic, find_topic, find_topics, likeliest, settle
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
_ASKED_RE = re.compile(r"(?:느냐|냐|는지|은지|을지|[다자라])는\s[가-힣]+(?:에|에는|엔|에도)[\s,]")
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
    told = _is_passed_on(masked, end)
    topics = find_topics(masked, 0, start, people)
    subject = _speaker(masked, topics, start, told=told)
    told = told and subject is not None and len(topics) > 1
    place = settle(masked, subject) if subject else find_topic(masked, end, at, people)
    first, last = place or (None, None)
    told = told or any(topic.is_source and topic is not subject for topic in topics)
    return Clause(word, first, last, tight, told=told and first is not None)


def _is_passed_on(masked: str, end: int) -> bool:
    """Say whether the first verb behind a quotation is itself reported: 말했다고 전했다."""
    first = next(find_cues(masked, end), None)
    if first is None or first.end >= len(masked.rstrip(" .")):
        return False
    return _PASSED_ON_RE.search(first.of(masked)) is not None


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
