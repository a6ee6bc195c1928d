"""The noun that a number counts: a light guess from the words behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from align.facts.particles import strip_particles
from align.tables import read_table

REACH = 4
"""Words looked through for the head noun of an English phrase."""

_WORD_RE = re.compile(r"[ \u00a0](?:[“‘\"'])?([A-Za-z][A-Za-z’'&.-]*[A-Za-z]|[A-Za-z])(?![\w])")
_NAME_RE = re.compile(r"(?:^|[\s(“‘\"'-])([A-Z][A-Za-z’'&.-]*)[ \u00a0]$")
_HEAD_RE = re.compile(r"[ \u00a0]([가-힣]{1,12})(?![가-힣])")
_HANGUL_WORD_RE = re.compile(r"[ \u00a0]?([가-힣A-Za-z]+)")
_STRIP_RE = re.compile(
    r"(?:들)?(?:으로부터|에게서|에서는|에서|에게|으로|까지|부터|이라는|들이|들은|들을|들의|들과|이|가|을|를|은|는|의|에|와|과|도|로|만)$"
)


@cache
def _nouns() -> dict[str, str]:
    return {r["word"]: r["role"] for r in read_table("english_nouns")}


def is_grammar(word: str) -> bool:
    """Say whether an English word ends or opens a phrase: a preposition, an article, a verb.

    >>> is_grammar("from"), is_grammar("The"), is_grammar("bridge,")
    (True, True, False)
    """
    return _nouns().get(word.lower()) == "stop"


def _is_plural(word: str) -> bool:
    role = _nouns().get(word.lower())
    if role is not None:
        return role == "plural"
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))
    )


def counted_en(text: str, end: int, value: Decimal) -> str | None:
    """Return the noun phrase that a number ending at ``end`` counts, or None.

    >>> counted_en("40 small AI companies and", 2, Decimal(40))
    'small AI companies'
    >>> counted_en("a three-way meeting", 7, Decimal(3)), counted_en("5 of them", 1, Decimal(5))
    ('way', None)
    """
    hyphen = re.compile(r"-([a-z]+)").match(text, end)
    if hyphen:
        return hyphen[1]
    p = end
    start = None
    for _ in range(REACH):
        m = _WORD_RE.match(text, p)
        if m is None or _nouns().get(m[1].lower()) == "stop":
            break
        start = m.start(1) if start is None else start
        p = m.end()
        if _is_plural(m[1]):
            nxt = _WORD_RE.match(text, p)
            if nxt and _nouns().get(nxt[1].lower()) == "plural":
                p = nxt.end()
            return text[start:p]
        if value == 1:
            return text[start:p]
    return None


def has_noun_en(text: str, end: int) -> bool:
    """Say whether a plural noun follows at once ("3m people")."""
    m = _WORD_RE.match(text, end)
    return m is not None and _is_plural(m[1])


def follows_name(text: str, start: int) -> bool:
    """Say whether a capitalised word stands before, as in Boeing 737 (not at a sentence's start).

    >>> follows_name("the Boeing 737 fell", 11), follows_name("Some 40 people", 5)
    (True, False)
    """
    m = _NAME_RE.search(text, max(0, start - 30), start)
    if m is None:
        return False
    before = text[max(0, m.start(1) - 4) : m.start(1)].rstrip()[-1:]
    return before not in ("", ".", "!", "?", "”", ":", "-", "–", "—", "\n") and m[1] not in ("I",)


@cache
def _head_nouns() -> dict[str, bool]:
    return {r["word"]: r["yours"] == "yes" for r in read_table("head_nouns")}


def head_noun_ko(text: str, end: int) -> str | None:
    """Return the noun that a native number ending at ``end`` counts without a counter, or None.

    >>> head_noun_ko("두 아이가", 1), head_noun_ko("네 남성들은", 1), head_noun_ko("두 말", 1)
    ('아이', '남성', None)
    """
    m = _HEAD_RE.match(text, end)
    stems = strip_particles(m[1]) if m else ()
    forms = (form for stem in stems for form in (stem, stem.removesuffix("들")))
    return next((form for form in forms if form in _head_nouns()), None)


def may_be_yours(noun: str) -> bool:
    """Say whether 네 before a head noun may be "your" and not "four".

    >>> may_be_yours("아이"), may_be_yours("남성")
    (True, False)
    """
    return _head_nouns()[noun]


def counted_ko(text: str, end: int, counter: str) -> str | None:
    """Return the noun phrase behind a Korean counter, without particles, or None.

    >>> counted_ko("6개 글로벌 기업이 협력", 2, "개"), counted_ko("17곳의 도시를", 3, "곳")
    ('글로벌 기업', '도시')
    >>> counted_ko("임원진 7명이 참석", 6, "명") is None
    True
    """
    if not counter and (head := head_noun_ko(text, end)):
        return head
    if counter not in ("", "개", "곳", "명", "건", "가지", "종", "종류", "마리", "대", "인"):
        return None
    genitive = text[end : end + 1] == "의"
    p = end + genitive
    if text[p : p + 1] not in (" ", "\u00a0") or (counter in ("명", "인") and not genitive):
        return None
    start = p + 1
    for _ in range(3):
        m = _HANGUL_WORD_RE.match(text, p)
        if m is None:
            break
        word = m[1]
        stripped = _STRIP_RE.sub("", word)
        if stripped != word and stripped:
            if re.search(r"[가-힣]", stripped) is None and len(stripped) < 2:
                return None
            return text[start : m.start(1) + len(stripped)]
        p = m.end()
    return None
