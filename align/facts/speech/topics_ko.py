"""Who a Korean sentence is about: its topics and subjects, the likeliest speaker first.

A pronoun, a title or a name known from the document speaks likelier than what looks
like a name, that likelier than an organisation, and that than another noun; of two as
likely the later one. Left out: verb forms before a noun that look like a topic, beyond
the common ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from attrs import frozen

from align.facts.speech.attribution import MASK, PRONOUNS
from align.facts.spellings.romanised import split_korean
from align.tables import read_table

PERSON, LOOKS_LIKE_ONE, BODY, NOUN = 8, 6, 5, 3
"""Ranks of topics; a subject (이, 가) has one less than a topic (은, 는)."""

_TOPIC_RE = re.compile(
    rf"(?<![^\s{MASK}])(?P<head>[가-힣A-Za-z0-9·&().-]{{1,40}}?)"
    rf"(?P<particle>은|는|께서는|도|이|가|께서|에\s(?:따르면|의하면))(?=[\s,{MASK}])"
)
_OWNER_RE = re.compile(r"(?<![^\s])(?P<owner>[가-힣A-Za-z0-9·&().-]{1,40})의\s(?:[가-힣]+\s)?\Z")
_SAYING_RE = re.compile(r"([가-힣A-Za-z]+)의\s(?:말|설명|답|대답|답변|발언|주장|이야기|얘기)\Z")
_NOUN_RE = re.compile(r"[가-힣A-Za-z·&(][가-힣A-Za-z0-9·&().'’-]*")
_PARTICLE_RE = re.compile(
    r"(?:은|는|을|를|에|에서|에게|로|으로|와|과|도|만|의|서|께|부터|까지|보다|처럼"  # particles
    r"|며|고|라며|면|했|한|된|할|던|하는|인|여|해|하자|지만|는데"  # verb endings
    r"|(?:주|보|가|오|되|나|받|묻|듣|치|내|지|키|히)자)$"
)
_BRACKET_RE = re.compile(r"\([^()]*\)?$")
_LATIN_RE = re.compile(r"[A-Za-z][\w.&-]*")
_PREDICATE_NAME_RE = re.compile(r"(?P<name>[가-힣]{3})(?:이?다|이었다|였다|입니다)[.\s]*\Z")


@frozen
class Topic:
    """A topic or subject: its place without particle and how likely it speaks."""

    start: int
    end: int
    rank: int
    is_source: bool = False
    is_topic: bool = True


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
def _verbal() -> tuple[str, ...]:
    return tuple(sorted(speaker_words("verbal")))


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted(speaker_words("body")))


@lru_cache(maxsize=8)
def find_topics(
    masked: str, start: int, end: int, people: frozenset[str] = frozenset()
) -> tuple[Topic, ...]:
    """Return the topics and subjects of a stretch that may speak, in order.

    >>> t = "윤하나 감독의 목소리는 밝았고 배가은 주장은 "
    >>> [t[topic.start : topic.end] for topic in find_topics(t, 0, len(t))]
    ['윤하나 감독', '배가은 주장']
    """
    out = []
    for match in _TOPIC_RE.finditer(masked, start, end):
        head, particle = match["head"], match["particle"]
        rank = _rank(head, particle, people)
        first, last = match.span("head")
        if 0 < rank < PERSON and _has_name_before(masked, start, first, people):
            rank = PERSON - (particle in ("이", "가"))
        if 0 < rank < PERSON - 1 and (
            owner := _OWNER_RE.search(masked, max(start, first - 60), first)
        ):
            of_owner = _rank(owner["owner"], "은", people)
            if _has_name_before(masked, start, owner.start("owner"), people):
                of_owner = PERSON
            if of_owner >= LOOKS_LIKE_ONE and of_owner > rank:
                rank = of_owner - 1
                first, last = owner.span("owner")
        if rank:
            first = _extend_left(masked, start, first, last, people)
            source = particle[0] == "에"
            out.append(Topic(first, last, rank, source, particle not in ("이", "가")))
    return tuple(out)


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
    best = likeliest(find_topics(masked, start, end, people))
    return settle(masked, best) if best else None


def settle(masked: str, topic: Topic) -> tuple[int, int]:
    """Return the place of who speaks in a topic: 김하나 in 김하나의 설명(은)."""
    saying = _SAYING_RE.search(masked, topic.start, topic.end)
    return saying.span(1) if saying else (topic.start, topic.end)


def likeliest(topics: Sequence[Topic]) -> Topic | None:
    """Return the likeliest of some topics; of two as likely the later one."""
    return max(enumerate(topics), key=lambda item: (item[1].rank, item[0]))[1] if topics else None


def find_predicate_name(masked: str) -> tuple[int, int] | None:
    """Return the name that closes a sentence as its predicate: 만든 사람은 청년 김하나다.

    >>> find_predicate_name("만든 사람은 청년 김하나다.")
    (10, 13)
    """
    match = _PREDICATE_NAME_RE.search(masked[-80:])
    if match is None or split_korean(match["name"]) is None:
        return None
    base = max(0, len(masked) - 80)
    return base + match.start("name"), base + match.end("name")


def _rank(head: str, particle: str, people: frozenset[str]) -> int:
    """Say how likely a topic speaks: 0 not at all, most a pronoun, a title or a known name."""
    bare = _BRACKET_RE.sub("", head)
    looks = len(bare) > 2 and split_korean(bare) is not None
    if bare in PRONOUNS or bare in people or bare.endswith(korean_titles()) or is_office(bare):
        rank = PERSON
    elif bare in speaker_words("human"):
        rank = BODY
    elif bare.endswith(_verbal()) and not (looks and particle in ("께서", "께서는")):
        return 0
    elif looks and bare not in speaker_words("noun"):
        rank = LOOKS_LIKE_ONE
    elif bare.endswith(_bodies()) or _LATIN_RE.fullmatch(bare):
        rank = BODY
    else:
        rank = NOUN if particle in ("은", "는", "께서는") and len(bare) >= 2 else 0
    return rank - 1 if rank and particle in ("이", "가") else rank


def _has_name_before(masked: str, start: int, at: int, people: frozenset[str]) -> bool:
    """Say whether a known name stands right before a word: 김하나 | 학예사."""
    return masked[max(start, at - 12) : at].rstrip().rpartition(" ")[2] in people


def is_office(word: str) -> bool:
    """Say whether a word is the head of an office: 소방서장, 교통과장; not 현장, 입장.

    >>> is_office("소방서장"), is_office("공장")
    (True, False)
    """
    return (
        len(word) > 2
        and word.endswith("장")
        and not word.endswith(tuple(speaker_words("no office")))
    )


def _extend_left(masked: str, limit: int, start: int, end: int, people: frozenset[str]) -> int:
    """Take the nouns before a title into the speaker phrase: 김하나 한빛시 시장."""
    if masked[start:end] in PRONOUNS:
        return start
    for step in range(4):
        words = masked[max(limit, start - 60) : start].rsplit(None, 1)
        if not words or not _NOUN_RE.fullmatch(words[-1]):
            break
        word = words[-1]
        is_name = (len(word) == 1 and word in surnames()) or word in people
        is_name = is_name or (step == 0 and _is_full_name(word))
        if word in speaker_words("adverb") or (not is_name and _PARTICLE_RE.search(word)):
            break
        start = masked.rindex(word, limit, start)
    return start


def _is_full_name(word: str) -> bool:
    """Say whether a word is a name whose end only looks like a particle: 배가은."""
    return len(word) == 3 and word[-1] in "은을이의도만가" and split_korean(word) is not None
