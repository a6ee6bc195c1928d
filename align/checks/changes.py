"""Which way something went by a figure: down 400,000 won is not 40만 원 올랐다.

Both sides must give the same figure, each once, with the word right beside it.
So little else can be meant that sentences with several movements are read too,
which ``opposites`` leaves alone. Exchange rates are not looked at: where the
won falls, the won for a dollar rise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import regex
from attrs import frozen

from align.checks.figures import Agreement
from align.checks.pairs import Finding, Pair, Side
from align.records import Figure, Lang, Span
from align.tables import read_table

MOVING = frozenset({"percent", "currency", "number", "dimension", "multiple"})
"""Kinds of figure by which something moves."""

_EXCHANGE_RE = regex.compile(
    r"환율|[원엔]화|위안화|유로화|달러화|달러당|유로당|[원엔][/·]달러|exchange rate|currenc"
    r"|(?:against|versus|per|the) (?:the )?(?:U\.?S\.? )?"
    r"(?:dollar|greenback|yen|won|euro|yuan|pound)\b",
    regex.IGNORECASE,
)
_BETWEEN_EN = (
    r"(?:\s(?:by|a|an|about|some|nearly|almost|around|roughly|another|as much as|more than))*"
    r"\s*[$₩€£]?"
)
_BETWEEN_KO = r"(?:포인트|p)?(?:나|만큼|가량|정도|쯤|씩|[이가은는을를])?\s?(?:더\s)?"
_UNDONE_RE = regex.compile(r"[않못없]|아니|아닌|다가\s|막[았아]")

REACH = 12
"""Characters after the Korean word in which a denial takes it back. By eye."""


@frozen(kw_only=True)
class Change:
    """A word beside a figure: of which opposites, which pole, and word and figure together."""

    pair: str
    pole: str
    span: Span


def find_opposite_changes(pair: Pair) -> Iterator[Finding]:
    """Yield the figures by which the one side says up and the other down."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    if _EXCHANGE_RE.search(pair.source.text) or _EXCHANGE_RE.search(pair.target.text):
        return
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if match.agreement < Agreement.NEAR or a.kind not in MOVING:
            continue
        if not (_is_only(pair.source, a) and _is_only(pair.target, b)):
            continue
        here, there = _find_change(pair.source, a, "en"), _find_change(pair.target, b, "ko")
        if here is None or there is None or here.pair != there.pair or here.pole == there.pole:
            continue
        words = here.span.of(pair.source.text), there.span.of(pair.target.text)
        yield Finding(
            verdict="differs",
            message=f"Opposite words: {words[0]} against {words[1]}",
            source=here.span,
            target=there.span,
            source_value=words[0],
            target_value=words[1],
            confidence=0.8,
        )


def _is_only(side: Side, figure: Figure) -> bool:
    """Say whether a side gives the value once; else it is unsure which two belong together."""
    return sum(f.value == figure.value for f in side.facts.figures) == 1


def _find_change(side: Side, figure: Figure, lang: Lang) -> Change | None:
    """Return the one word beside a figure that says which way; None for none and for several."""
    found: list[Change] = []
    for (own, pair, pole, place), rule in _rules().items():
        if own != lang:
            continue
        if place == "before":
            match = rule.search(side.text[: figure.start])
            span = Span(match.start(), figure.end) if match else None
        else:
            match = rule.match(side.text, figure.end)
            span = Span(figure.start, match.end()) if match else None
        if match is None or span is None:
            continue
        if lang == "ko" and _UNDONE_RE.search(side.text[span.end : span.end + REACH]):
            return None
        found.append(Change(pair=pair, pole=pole, span=span))
    poles = {(change.pair, change.pole) for change in found}
    return found[0] if len(poles) == 1 else None


@cache
def _rules() -> Mapping[tuple[str, str, str, str], regex.Pattern[str]]:
    """Return language, opposites, pole and side → what stands there."""
    out = {}
    for row in read_table("changes"):
        words = row["words"]
        if row["side"] == "before":
            rule = rf"(?<![\w-])(?:{words}){_BETWEEN_EN}$"
        elif row["lang"] == "en":
            rule = rf"\s(?:{words})(?!\w)"
        else:
            rule = rf"{_BETWEEN_KO}(?:{words})"
        key = (row["lang"], row["pair"], row["pole"], row["side"])
        out[key] = regex.compile(rule, regex.IGNORECASE)
    return out
