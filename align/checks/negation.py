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

from align.checks.denied_verbs import find_turned
from align.checks.pairs import Finding, Pair
from align.records import Lang, Span
from align.tables import read_table

LONGEST = {"en": 400, "ko": 220}
"""Characters of the longest sentence that is compared: long ones hold too much else."""

_OPENING = "\"“'‘ "

_MAIN_RE = regex.compile(
    r"[\p{Hangul} ]{2,16}?(?<=[다요죠음함])(?:고|라고)?[\p{P}\s]*(?:$|[”\"’'])"
)
"""What follows a denial in the main predicate of a sentence or of a quotation."""


def check_negation_added(pair: Pair) -> Iterator[Finding]:
    """The Korean denies what the English, in which nothing denies, says.

    Only the main predicate of a sentence or of a quotation is looked at, and verbs
    that both languages have (rule out, 배제하다).
    """
    if not _is_comparable(pair):
        return
    english, korean = pair.source.text, pair.target.text
    turned = find_turned(english, korean)
    if turned is not None:
        if turned.where == "ko":
            yield _differs("Korean", turned.source, turned.target, pair)
        return
    found = [span for span in _plain("ko", korean) if _MAIN_RE.match(korean, span.start)]
    if len(found) != 1 or _search("plain", "en", english) or _has_hint(english, korean):
        return
    yield _differs("Korean", None, found[0], pair)


def check_negation_lost(pair: Pair) -> Iterator[Finding]:
    """The English denies what the Korean, in which nothing denies, says."""
    if not _is_comparable(pair):
        return
    english, korean = pair.source.text, pair.target.text
    turned = find_turned(english, korean)
    if turned is not None:
        if turned.where == "en":
            yield _differs("English", turned.source, turned.target, pair)
        return
    if _search("plain", "ko", korean) or _search("hint", "ko", korean):
        return
    if _search("most", "ko", korean) and not _search("most", "en", english):
        return  # "never before" is 처음, "not this high since" 이후 가장 높다
    if _search("until", "en", english) and _search("until", "ko", korean):
        return  # "won't open unless you push" is 밀어야 열린다
    forbidden = _pattern("prohibition", "en").match(english.lstrip(_OPENING))
    if forbidden is not None and _search("order", "ko", korean):
        start = len(english) - len(english.lstrip(_OPENING))
        span = Span(start, start + forbidden.end())
        yield _differs("English", span, _last_words(korean), pair)
        return
    kinds = ("plain", "refusal", "subject")
    kind = next((kind for kind in kinds if _plain("en", english, kind)), "")
    if kind == "subject" and _search("all", "ko", korean):
        return  # "none was hurt" is 모두 무사하다
    found = _plain("en", english, kind) if kind else []
    if len(found) == 1:
        target = Span(0, len(korean)) if kind == "refusal" else _last_words(korean)
        yield _differs("English", found[0], target, pair)


def _differs(where: str, source: Span | None, target: Span, pair: Pair) -> Finding:
    """Return the finding that only one language denies; the message shows its words."""
    english = source.of(pair.source.text) if source else None
    korean = target.of(pair.target.text)
    return Finding(
        verdict="differs",
        message=f"Denied in the {where} only: {english if where == 'English' else korean}",
        source=source,
        target=target,
        source_value=english,
        target_value=korean,
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


def _has_hint(english: str, korean: str) -> bool:
    """Say whether an English word may be what the Korean denies, and is not rendered otherwise."""
    hints = [match.group() for match in _pattern("hint", "en").finditer(english)]
    spent = [en for en, ko in _spent_hints() if ko.search(korean)]
    return any(not any(word.fullmatch(hint) for word in spent) for hint in hints)


@cache
def _spent_hints() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    rows = read_table("spent_hints")
    return tuple((regex.compile(r["en"], regex.IGNORECASE), regex.compile(r["ko"])) for r in rows)


def _search(kind: str, lang: Lang, text: str) -> bool:
    return _pattern(kind, lang).search(text) is not None


@cache
def _pattern(kind: str, lang: Lang) -> regex.Pattern[str]:
    words = "|".join(
        row["words"] for row in read_table("negation") if (row["kind"], row["lang"]) == (kind, lang)
    )
    rule = rf"(?:{words})" if lang == "ko" else rf"(?<!\w)(?:{words})(?!\w)"
    return regex.compile(rule, regex.IGNORECASE)
