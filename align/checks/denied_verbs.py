"""A verb that one side denies and the other does not: not ruled out, 배제했다.

Some verbs that mean a denial themselves have one usual Korean counterpart
(``denied_verbs.tsv``). Where each side has such a verb once, what stands right
beside it says whether the side denies it. A side is only read where that is
plain: in English by a word that denies before the verb, with nothing but
auxiliaries and adverbs between, or by no such word in the whole sentence; in
Korean by the ending of the verb.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex
from attrs import frozen

from align.records import Span
from align.tables import read_table

_DENIED_EN_RE = regex.compile(
    r"""
    \b(?:not|never|cannot|neither|nor|no\sone|nobody|hardly|without|\w+n['’]t|can['’]t)\s
    (?:(?:be|been|being|have|has|had|is|was|were|are|can|could|will|would|to|yet|ever|even|going
      |confirm(?:s|ed|ing)?|nor|or|also|\w+ly
      )\s){0,4}$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""A denial with nothing but auxiliaries and adverbs between it and the verb."""

_ANY_EN_RE = regex.compile(
    r"\b(?:not|never|no|none|nor|neither|nobody|nothing|cannot|without|hardly|few|little|fail\w*"
    r"|refus\w*|declin\w*|unable|impossible|difficult|hard|but|only|if|un\w+|stop\w*|before"
    r"|\w+n['’]t)\b",
    regex.IGNORECASE,
)
_DENIED_KO_RE = regex.compile(
    r"^[^,.\"”]{0,7}?(?:지(?:는|도|를)?\s?(?:않|못|말|마)|수(?:는|도)?\s?없)"
)
_ANY_KO_RE = regex.compile(r"[않못없말마뿐밖]|아니|아닌|안\s|어렵|어려|힘들|모르|만\s")
_UNSURE_KO_RE = regex.compile(r"뿐|밖에|지 않[을나느냐]|않을 수|지 않으면|[?？]")

REACH = 16
"""Characters after a Korean verb in which any sign of a denial leaves it unread. By eye."""


@frozen(kw_only=True)
class Turned:
    """A verb that only one side denies: which side, and where the verb stands on both."""

    where: Literal["en", "ko"]
    source: Span
    target: Span


def find_turned(english: str, korean: str) -> Turned | None:
    """Return the verb that one side denies and the other plainly does not, or None.

    >>> find_turned("He has not ruled out a run.", "그는 출마를 배제하고 있다.").where
    'en'
    >>> find_turned("He has not ruled out a run.", "그는 출마를 배제하지 않았다.")
    """
    for verb_en, verb_ko in _verbs():
        source, target = list(verb_en.finditer(english)), list(verb_ko.finditer(korean))
        if len(source) != 1 or len(target) != 1 or _UNSURE_KO_RE.search(korean):
            continue
        before, after = english[: source[0].start()], korean[target[0].end() :]
        denied_en = _DENIED_EN_RE.search(before)
        denied_ko = _DENIED_KO_RE.search(after)
        here = Span(denied_en.start() if denied_en else source[0].start(), source[0].end())
        there = Span(target[0].start(), target[0].end() + (denied_ko.end() if denied_ko else 0))
        if denied_en and not denied_ko and not _ANY_KO_RE.search(after[:REACH]):
            return Turned(where="en", source=here, target=there)
        if denied_ko and not _ANY_EN_RE.search(english):
            return Turned(where="ko", source=here, target=there)
    return None


@cache
def _verbs() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    return tuple(
        (
            regex.compile(rf"\b(?:{row['en']})\b", regex.IGNORECASE),
            regex.compile(rf"(?<!\p{{Hangul}})(?:{row['ko']})"),
        )
        for row in read_table("denied_verbs")
    )
