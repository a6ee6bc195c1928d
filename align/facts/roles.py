"""Do two titles name the same office, in either language?

The table ``roles.tsv`` lists the words of each office and the offices near it.
A title may carry its organisation ("중소벤처기업부 장관"): the last words decide.
Left out: whether the organisations agree, and former from present ("전 대통령"
is compatible with "대통령").
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from align.facts.hangul import has_hangul
from align.tables import read_table

RoleVerdict = Literal["same", "compatible", "different"]

_ENGLISH_WORD_RE = regex.compile(r"[a-z]+(?:[.'’\-][a-z]+)*\.?")
_LONGEST = 7  # words of the longest English title
_DEPUTIES = frozenset(("deputy", "vice"))


@cache
def _english() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for row in read_table("roles"):
        for form in row["english"].split(";"):
            out.setdefault(form.replace("-", " ").rstrip("."), set()).add(row["role"])
    return {form: frozenset(roles) for form, roles in out.items()}


@cache
def _korean() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for row in read_table("roles"):
        for form in row["korean"].split(";"):
            out.setdefault(form.replace(" ", "").lower(), set()).add(row["role"])
    return {form: frozenset(roles) for form, roles in out.items()}


@cache
def _near() -> dict[str, frozenset[str]]:
    return {
        row["role"]: frozenset(filter(None, row["near"].split(";"))) for row in read_table("roles")
    }


@cache
def _broad() -> frozenset[str]:
    return frozenset(row["role"] for row in read_table("roles") if row["broad"])


@lru_cache(maxsize=8192)
def read_roles(title: str) -> frozenset[str]:
    """Return the offices that a title may mean, as named in ``roles.tsv``.

    >>> sorted(read_roles("co-founder and chairman"))[:2]
    ['chairman', 'co-founder']
    >>> "minister" in read_roles("중소벤처기업부 장관")
    True
    >>> sorted(read_roles("Deputy Transport Minister"))
    ['vice-minister']
    >>> read_roles("만두")
    frozenset()
    """
    if has_hangul(title):
        return _read_korean(title)
    words = _ENGLISH_WORD_RE.findall(title.lower())
    words = [part for word in words for part in word.rstrip(".").split("-")]
    if words and words[-1] == "s":
        words.pop()
    found: set[str] = set()
    i = 0
    while i < len(words):
        size, roles = _office_at(words, i)
        if words[i] in _DEPUTIES and not roles:
            size, roles = _deputy_at(words, i)
        found |= roles
        i += max(size, 1)
    return frozenset(found) or _korean().get(title.strip().lower(), frozenset())


def _deputy_at(words: list[str], i: int) -> tuple[int, frozenset[str]]:
    """Return the same for "deputy" with another office: deputy transport minister."""
    for at in range(i + 1, min(i + 4, len(words))):
        size, _ = _office_at(words, at)
        if size:
            end = at + size
            return end - i, _english().get(f"{words[i]} {words[end - 1]}", frozenset())
    return 1, frozenset()


def _office_at(words: list[str], i: int) -> tuple[int, frozenset[str]]:
    """Return how many words from i are a title, the most that are, and its offices."""
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        roles = _english().get(" ".join(words[i : i + size]))
        if roles:
            return size, roles
    return 0, frozenset()


def _read_korean(title: str) -> frozenset[str]:
    found: set[str] = set()
    for chunk in regex.split(r"[(),·/]|\s(?:겸|및)\s", title.lower()):
        words = chunk.split()
        if words:
            found |= _read_last_words(words)
    return frozenset(found)


def _read_last_words(words: list[str]) -> frozenset[str]:
    """Return the offices of the most words at the end that are a title, or end in one."""
    table = _korean()
    for size in range(min(3, len(words)), 0, -1):
        roles = table.get("".join(words[-size:]))
        if roles:
            return roles
    last = words[-1]
    for start in range(1, len(last)):
        roles = table.get(last[start:])
        if roles:
            return roles
    return frozenset()


def compare_roles(a: str, b: str) -> RoleVerdict:
    """Say whether two titles, in any language, name the same office.

    ``compatible`` also where a title is not in the table: it cannot be compared.
    Symmetric.

    >>> compare_roles("CEO", "최고경영자"), compare_roles("President", "대통령")
    ('same', 'same')
    >>> compare_roles("chairman", "사장"), compare_roles("co-founder", "사장")
    ('different', 'compatible')
    >>> compare_roles("co-founder and chairman", "사장")
    'different'
    """
    if a.strip().lower() == b.strip().lower():
        return "same"
    left, right = read_roles(a), read_roles(b)
    if not left or not right:
        return "compatible"
    if left & right:
        return "same"
    broad = _broad()
    if left - broad and right - broad:
        left, right = left - broad, right - broad
    near = _near()
    if any(near[x] & right for x in left) or any(near[y] & left for y in right):
        return "compatible"
    return "different"
