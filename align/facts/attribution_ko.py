"""Korean reporting clauses: the topic before a quotation, the verb behind it.

A topic is likelier to speak when it is a pronoun, a title or a name known from
the document; of two as likely the later one. Left out: verb forms before a noun
that look like a topic, beyond the common ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.facts.attribution import MASK, PRONOUNS, Clause
from align.records import Span
from align.tables import read_table

_TOPIC_RE = re.compile(
    rf"(?<![^\s{MASK}])(?P<head>[가-힣A-Za-z0-9·&().-]{{1,40}}?)"
    rf"(?P<particle>은|는|께서는|도|이|가|께서|에\s(?:따르면|의하면))(?=[\s,{MASK}])"
)
_LIGHT_RE = re.compile(
    r"(?:이?라고|다고|냐고|자고|고)\s(?P<verb>(?:했|하였)[가-힣]{1,4}|한다|합니다|하며|하면서|하자)(?![가-힣])"
)
_ANY_VERB_RE = re.compile(
    rf"(?<={MASK})(?:이?라고|고)\s(?P<verb>[가-힣]+(?:다|며|면서|자|지만|는데)(?:\s왔다)?)(?![가-힣])"
)
_SAYING_RE = re.compile(r"([가-힣A-Za-z]+)의\s(?:말|설명|답|대답|답변|발언|주장|이야기|얘기)\Z")
_NOUN_RE = re.compile(r"[가-힣A-Za-z·&(][가-힣A-Za-z0-9·&().'’-]*")
_PARTICLE_RE = re.compile(
    r"(?:은|는|을|를|에|에서|에게|로|으로|와|과|도|만|의|서|께|부터|까지|보다|처럼"  # particles
    r"|며|고|라며|면|했|한|된|할|던|하는|여|해|하자|지만|는데)$"  # verb endings
)


@cache
def speaker_words(kind: str) -> frozenset[str]:
    """Return the words of one class of the table ``speaker_words``.

    >>> "그러면서" in speaker_words("adverb")
    True
    """
    return frozenset(row["word"] for row in read_table("speaker_words") if row["class"] == kind)


@cache
def korean_titles() -> tuple[str, ...]:
    """Return the titles that end a speaker phrase, the longest first.

    >>> "회장" in korean_titles()
    True
    """
    titles = {t.split()[-1] for row in read_table("roles") for t in row["korean"].split(";") if t}
    titles |= speaker_words("title")
    return tuple(sorted(titles - {"장"}, key=lambda title: (-len(title), title)))


@cache
def surnames() -> frozenset[str]:
    """Return the Korean family names.

    >>> "김" in surnames()
    True
    """
    return frozenset(row["hangul"] for row in read_table("surnames"))


@cache
def _verbal_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(speaker_words('verbal')))})$")


_CUE_START_RE = re.compile(r"(?:(?<![가-힣])|(?<=고))[가-힣]")
_CUE_END_RE = re.compile(r"[가-힣]*(?:\s왔[가-힣]+)?")


@cache
def _reporting_forms() -> dict[str, tuple[str, ...]]:
    """Return first syllable → beginnings of reporting verbs, the longest first."""
    out: dict[str, list[str]] = {}
    for row in read_table("reporting_verbs"):
        if row["lang"] == "ko":
            out.setdefault(row["form"][0], []).append(row["form"])
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in out.items()}


def _find_cues(masked: str, start: int = 0) -> Iterator[Span]:
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

    The verb is the first behind the quotation, the speaker the last topic
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
    tight = len(masked[end:at].replace(MASK, "").strip()) <= 12
    subject = find_topic(masked, 0, start, people) or find_topic(masked, end, at, people)
    first, last = subject or (None, None)
    return Clause(word, first, last, tight)


def _find_cue(masked: str, end: int) -> tuple[str, int] | None:
    """Return the reporting verb behind a quotation, and where its words begin."""
    if light := _LIGHT_RE.match(masked, end):
        return light["verb"], light.start()
    for span in _find_cues(masked, end):
        if not masked.endswith("다고", span.start, span.end):
            return span.of(masked), span.start
    verb = _ANY_VERB_RE.search(masked, end)
    return (verb["verb"], verb.start()) if verb else None


def find_korean_intro(masked: str, people: frozenset[str] = frozenset()) -> Clause | None:
    """Return the reporting clause of a sentence without quotation: 그는 이렇게 말했다.

    >>> find_korean_intro("그는 이렇게 말했다.").cue
    '말했다'
    """
    cues = list(_find_cues(masked))
    if not cues or len(masked.rstrip(" .:,")) - cues[-1].end > 0:
        return None
    subject = find_topic(masked, 0, cues[-1].start, people)
    start, end = subject or (None, None)
    return Clause(cues[-1].of(masked), start, end, tight=True)


def find_topic(
    masked: str, start: int, end: int, people: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """Return the likeliest speaker among the topics and subjects, without its particle.

    Of two as likely the later one. ``people`` are names known from the document.

    >>> t = "회의에서 박하늘 한빛은행 행장은 관련 질문을 받는 자리에서 "
    >>> a, b = find_topic(t, 0, len(t))
    >>> t[a:b]
    '박하늘 한빛은행 행장'
    """
    best, best_rank = None, 0
    for match in _TOPIC_RE.finditer(masked, start, end):
        rank = _speaker_rank(match["head"], match["particle"], people)
        if rank and rank >= best_rank:
            best, best_rank = match.span("head"), rank
    if best is None:
        return None
    if saying := _SAYING_RE.search(masked, start, best[1]):
        return saying.span(1)
    return _extend_left(masked, start, *best, people), best[1]


def _speaker_rank(head: str, particle: str, people: frozenset[str]) -> int:
    """Say how likely a topic speaks: 0 not at all, 5 a pronoun, a title or a known name."""
    bare = re.sub(r"\([^()]*\)?$", "", head)
    if bare in PRONOUNS or bare in people or (bare.endswith(korean_titles())):
        rank = 5
    elif _verbal_re().search(bare):
        return 0
    elif (
        (bare[:1] in surnames() and len(bare) == 3)
        or bare.endswith(tuple(speaker_words("body")))
        or re.fullmatch(r"[A-Za-z][\w.&-]*", bare)
    ):
        rank = 3
    else:
        rank = 2 if particle in ("은", "는", "께서는") and len(bare) >= 2 else 0
    return rank - 1 if particle in ("이", "가") else rank


def _extend_left(masked: str, limit: int, start: int, end: int, people: frozenset[str]) -> int:
    """Take the nouns before a title into the speaker phrase: 김하나 한빛시 시장."""
    if masked[start:end] in PRONOUNS:
        return start
    for _ in range(4):
        words = masked[limit:start].rsplit(None, 1)
        if not words or not _NOUN_RE.fullmatch(words[-1]):
            break
        word = words[-1]
        is_name = (len(word) == 1 and word in surnames()) or word in people
        if word in speaker_words("adverb") or (not is_name and _PARTICLE_RE.search(word)):
            break
        start = masked.rindex(word, limit, start)
    return start
