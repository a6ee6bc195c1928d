"""A denial that one side has and the other has not.

Languages deny in many ways: *failed to* is 하지 못했다, 그뿐만 아니라 denies
nothing. So a denial is missed only where the other side has no word that
denies or that a translator may have turned into a denial, of which the table
has many. Most sentences are therefore left alone; what is found is plain. On
NTREX, dev half, three in four of the denials put in or taken out are found, and
no clean pair is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from align.checks.pairs import Finding, Pair
from align.records import Lang, Span
from align.tables import read_table

LONGEST = {"en": 400, "ko": 220}
"""Characters of the longest sentence that is compared: long ones hold too much else."""


_MAIN_RE = regex.compile(
    r"[\p{Hangul} ]{2,16}?(?<=[다요죠음함])(?:고|라고)?[\p{P}\s]*(?:$|[”\"’'])"
)
"""What follows a denial in the main predicate of a sentence or of a quotation."""


def check_negation_added(pair: Pair) -> Iterator[Finding]:
    """The Korean denies what the English, in which nothing denies, says.

    Only the main predicate of a sentence or of a quotation is looked at.
    """
    if not _is_comparable(pair):
        return
    english, korean = pair.source.text, pair.target.text
    found = [span for span in _plain("ko", korean) if _MAIN_RE.match(korean, span.start)]
    if len(found) != 1 or _search("plain", "en", english) or _search("hint", "en", english):
        return
    yield Finding(
        verdict="differs",
        message=f"Denied in the Korean only: {found[0].of(korean)}",
        target=found[0],
        target_value=found[0].of(korean),
        confidence=0.6,
    )


def check_negation_lost(pair: Pair) -> Iterator[Finding]:
    """The English denies what the Korean, in which nothing denies, says."""
    if not _is_comparable(pair):
        return
    english, korean = pair.source.text, pair.target.text
    plain = _plain("en", english)
    found = plain or _plain("en", english, "refusal")
    if len(found) != 1 or _search("plain", "ko", korean) or _search("hint", "ko", korean):
        return
    target = _last_words(korean) if plain else Span(0, len(korean))
    yield Finding(
        verdict="differs",
        message=f"Denied in the English only: {found[0].of(english)}",
        source=found[0],
        target=target,
        source_value=found[0].of(english),
        target_value=target.of(korean),
        confidence=0.6,
    )


def _is_comparable(pair: Pair) -> bool:
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return False
    return len(pair.source.text) <= LONGEST["en"] and len(pair.target.text) <= LONGEST["ko"]


def _plain(lang: Lang, text: str, kind: str = "plain") -> list[Span]:
    """Return the plain denials of a text, none where two may deny each other."""
    if _search("double", lang, text):
        return []
    return [Span(*match.span()) for match in _pattern(kind, lang).finditer(text)]


def _last_words(text: str) -> Span:
    """Return where the main predicate of a Korean sentence stands: its last two words."""
    found = regex.search(r"\S+\s+\S+\s*$", text)
    return Span(*found.span()) if found else Span(0, len(text))


def _search(kind: str, lang: Lang, text: str) -> bool:
    return _pattern(kind, lang).search(text) is not None


@cache
def _pattern(kind: str, lang: Lang) -> regex.Pattern[str]:
    words = "|".join(
        row["words"] for row in read_table("negation") if (row["kind"], row["lang"]) == (kind, lang)
    )
    rule = rf"(?:{words})" if lang == "ko" else rf"(?<!\w)(?:{words})(?!\w)"
    return regex.compile(rule, regex.IGNORECASE)
