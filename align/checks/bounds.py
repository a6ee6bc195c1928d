"""Limits and hedges beside a figure: at least, 이하, about, 정확히.

The readers of figures set ``bound`` and ``approx`` from ``hedges.tsv``; here the
words themselves are looked for, so that a finding can show them, and with a
little room between figure and word (3만 명에 조금 못 미치는).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import regex
from attrs import frozen

from align.checks.figures import Agreement, show_value
from align.checks.pairs import Finding, Pair, Side
from align.facts.calendar.dates import fold_case
from align.records import Figure, Span
from align.tables import read_table

LOW, HIGH = frozenset({"at least", "over"}), frozenset({"at most", "under"})

BEFORE = {"en": 24, "ko": 6}
AFTER = {"en": 14, "ko": 12}
"""Characters beside a figure in which the word for its limit stands."""

_EXACT_RE = regex.compile(r"\b(?:exactly|precisely)\b|정확히|정확하게|정확하겐", regex.IGNORECASE)
_SHORT_OF_RE = regex.compile(
    r"^[이가에을를도는\s]*(?:약간|조금|살짝|다소|훨씬|크게)?\s*못\s?미[치쳐친]"
)
_PAST_RE = regex.compile(
    r"^[이가에을를도\s]*(?:약간|조금|살짝|다소|훨씬|크게)?\s*(?:넘[는은어었긴겼게]|웃도|웃돌)"
)

_NOT_PAST_RE = regex.compile(
    r"^[이가을를은는도]?\s?(?:(?:초과할|넘을|넘어설|웃돌) 수(?:는|도)? 없"
    r"|(?:초과하|넘|넘어서|웃돌)지(?:는|도)? ?[못않말마])"
)
"""An excess denied is a ceiling."""

_END_POINT_RE = regex.compile(
    r"""
    ^\s?(?:선|대|수준)?까지\s(?:\p{Hangul}+\s)?
    (?:오[르른를]|올[라랐려렸릴]|내[리려렸린]|떨어|치솟|뛰|늘|불어|밀[리려렸린]|하락|상승|급[등락증감]|폭[등락]
      |낮|높|줄|감소|증가|나[갔가간]|차오|커|확대|축소|인상|인하|도달|이르|이른|반등|회복|추락|끌어|뚝|쑥|곤두|고꾸|치달|번[지졌진]
      |[왔갔]|닿|달[했하한]|성장|강세|약세|추격|따라|좁[혀히혔])
    """,
    regex.VERBOSE,
)
"""까지 beside a verb of movement is where the movement ends, and no limit."""

_CAPPED_RE = regex.compile(
    r"\b(?:limited to|capped at|limit|cap|ceiling|exceed(?:s|ing)?)\b"
    r"|(?:넘|초과하|넘어서)지 [못않]|(?:넘을|초과할|넘어설) 수 없|상한|한도",
    regex.IGNORECASE,
)
"""Other words for a ceiling than those right beside a figure."""

_NOBODY_RE = regex.compile(r"\b(?:none|nobody|no one|neither)\b[^,.;:]*$", regex.IGNORECASE)
_NOT_EN_RE = regex.compile(
    r"\b(?:not|cannot|never|without|nor|\w+n['’]t)\s(?:be |to |have |go )?$", regex.IGNORECASE
)


@frozen
class Limit:
    """What a word beside a figure makes of it, and where figure and word stand together."""

    effect: str
    span: Span


def check_bound(pair: Pair) -> Iterator[Finding]:
    """One side says at least or over, the other at most or under, of the same figure."""
    for match in pair.figures.matches:
        if match.agreement is Agreement.DIFFERS:
            continue
        a, b = find_limit(pair.source, match.source), find_limit(pair.target, match.target)
        if a is None or b is None:
            continue
        if not ((a.effect in LOW and b.effect in HIGH) or (a.effect in HIGH and b.effect in LOW)):
            continue
        yield Finding(
            verdict="differs",
            message=f"The limits point in opposite directions: {a.effect} against {b.effect}",
            source=a.span,
            target=b.span,
            source_value=f"{a.effect} {match.source.text}",
            target_value=f"{b.effect} {match.target.text}",
        )


def check_exact(pair: Pair) -> Iterator[Finding]:
    """One side gives a figure as about right, the other as exact."""
    for match in pair.figures.matches:
        if match.agreement is Agreement.DIFFERS:
            continue
        exact_a, exact_b = (
            _find_exact(pair.source, match.source),
            _find_exact(pair.target, match.target),
        )
        if (exact_a is None) is (exact_b is None):
            continue
        hedged = match.source if exact_b else match.target
        if not hedged.approx:
            continue
        yield Finding(
            verdict="differs",
            message=f"About on one side, exact on the other: {show_value(hedged)}",
            source=exact_a or match.source.span,
            target=exact_b or match.target.span,
            source_value=show_value(match.source),
            target_value=show_value(match.target),
            confidence=0.8,
        )


def _find_exact(side: Side, figure: Figure) -> Span | None:
    """Return figure and word where a word says that the figure is exact."""
    lang = "ko" if side.lang == "ko" else "en"
    start = max(figure.start - BEFORE[lang], 0)
    found = list(_EXACT_RE.finditer(side.text, start, figure.start))
    return Span(found[-1].start(), figure.end) if found else None


def find_limit(side: Side, figure: Figure) -> Limit | None:
    """Return the limit that a word beside the figure sets, or what its reader made of it.

    >>> from align.checks.pairs import make_text_pair
    >>> side = make_text_pair("", "3만 명에 조금 못 미치는 사람이 왔다.").target
    >>> limit = find_limit(side, side.facts.figures[0])
    >>> limit.effect, limit.span.of(side.text)
    ('under', '3만 명에 조금 못 미치')
    """
    lang = "ko" if side.lang == "ko" else "en"
    after = side.text[figure.end : figure.end + AFTER[lang]]
    if lang == "ko" and _END_POINT_RE.match(side.text[figure.end : figure.end + 2 * AFTER[lang]]):
        return None
    if lang == "ko" and (turned := _NOT_PAST_RE.search(after)):
        return Limit("at most", Span(figure.start, figure.end + turned.end()))
    for effect, rule in (("under", _SHORT_OF_RE), ("over", _PAST_RE)):
        if lang == "ko" and (short := rule.search(after)):
            return Limit(effect, Span(figure.start, figure.end + short.end()))
    if lang == "en" and _NOBODY_RE.search(side.text[: figure.start]):
        return None  # none of them is over 30: all are 30 or less
    before, behind = _hedges()[lang]
    start = max(figure.start - BEFORE[lang], 0)
    found = before.search(side.text[start : figure.start])
    if found:
        effect = _effects()[lang, "before", fold_case(found[1])]
        if effect == "over" and _NOT_EN_RE.search(side.text[: start + found.start(1)]):
            effect = "at most"  # not exceeding 5 tons
        return Limit(effect, Span(start + found.start(1), figure.end))
    found = behind.search(after)
    if found:
        effect = _effects()[lang, "after", fold_case(found[1])]
        return Limit(effect, Span(figure.start, figure.end + found.end(1)))
    return Limit(figure.bound, figure.span) if figure.bound else None


def has_limit_word(side: Side, effects: frozenset[str]) -> bool:
    """Say whether a text has a word for such a limit anywhere, as in "below its target of 20".

    >>> from align.checks.pairs import make_text_pair
    >>> has_limit_word(make_text_pair("It fell below its target of 20.", "").source, HIGH)
    True
    """
    if effects & HIGH and _CAPPED_RE.search(side.text):
        return True
    return _limit_words(side.lang, effects).search(side.text) is not None


@cache
def _limit_words(lang: str, effects: frozenset[str]) -> regex.Pattern[str]:
    rows = read_table("hedges")
    known = [r["word"] for r in rows if r["lang"] == lang and r["effect"] in effects]
    words = "|".join(sorted((regex.escape(w) for w in known), key=len, reverse=True))
    rule = rf"(?:{words})" if lang == "ko" else rf"(?<!\w)(?:{words})(?!\w)"
    return regex.compile(rule, regex.IGNORECASE)


@cache
def _effects() -> Mapping[tuple[str, str, str], str]:
    return {
        (row["lang"], row["side"], row["word"].lower()): row["effect"]
        for row in read_table("hedges")
        if row["effect"] in LOW | HIGH
    }


@cache
def _hedges() -> Mapping[str, tuple[regex.Pattern[str], regex.Pattern[str]]]:
    """Return for each language the patterns of words before and after a figure."""
    out = {}
    for lang in ("en", "ko"):
        before, after = (
            "|".join(
                sorted(
                    (
                        regex.escape(w)
                        for (known, at, w) in _effects()
                        if (known, at) == (lang, side)
                    ),
                    key=len,
                    reverse=True,
                )
            )
            for side in ("before", "after")
        )
        if lang == "en":
            rules = (rf"(?<![\w-])({before})\s*$", rf"^\s*({after})(?!\w)")
        else:
            rules = (rf"({before})(?:한|로)?\s*$", rf"^\s*({after})")
        first, second = (regex.compile(rule, regex.IGNORECASE) for rule in rules)
        out[lang] = (first, second)
    return out
