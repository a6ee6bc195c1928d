"""What is said in short on the other side and therefore does not lack: 최모(51)씨, 15∼29세, 설날.

Of two kinds: phrases of English for which Korean has a word or a sign, in
``short_forms.tsv``, and explanations of Korean words that Korean readers do not
need ("Chuseok, the harvest festival").
"""

from __future__ import annotations

from functools import cache

import regex

from align.facts.finding.mention_tables import common_english
from align.facts.names import find_name
from align.records import Span
from align.tables import read_table

_ACRONYM_RE = regex.compile(r"[\p{L}\s'’-]{0,30}\((\p{Lu}{2,8})\)")
"""The short form behind a name that Korean gives by a name of its own (UNHCR, 유엔난민기구)."""

_EXPLAINED_RE = regex.compile(r"(?P<word>\p{Lu}[\p{Ll}-]{2,}),\s(?:or\s)?(?:the|a|an|Korea['’]s)\s")
"""A word of Korean in Latin letters and the beginning of what explains it."""


def is_said_short(english: str, span: Span, korean: str) -> bool:
    """Say whether the Korean has in short what stands at a place of the English.

    >>> english = "Chuseok, the harvest festival, falls on September 17."
    >>> is_said_short(english, Span(0, 29), "추석은 9월 17일이다.")
    True
    >>> is_said_short("A man surnamed Choi fled.", Span(0, 18), "최모(51)씨가 달아났다.")
    True
    >>> is_said_short("The mayor, a lawyer, fled.", Span(0, 19), "시장이 달아났다.")
    False
    """
    words = span.of(english)
    acronym = _ACRONYM_RE.match(english, span.end)
    if acronym is not None and acronym[1] in korean:
        return True
    if any(a.search(words) and b.search(korean) for a, b in _forms()):
        return True
    return any(
        found["word"].lower() not in common_english()
        and find_name(found["word"], korean) is not None
        for found in _EXPLAINED_RE.finditer(english, max(0, span.start - 24), span.end)
    )


@cache
def _forms() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    return tuple(
        (regex.compile(row["english"], regex.IGNORECASE), regex.compile(row["korean"]))
        for row in read_table("short_forms")
    )
