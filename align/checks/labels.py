"""Numbers that no reader of figures takes up: in names and labels, in scores, in month names.

What stands in a name ("60 Minutes", 노드 스트림 2) measures nothing, but a
translation has it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from align.checks.figures import CALENDAR, Agreement
from align.checks.pairs import Finding, Pair, Side
from align.facts.calendar.dates import fold_case
from align.facts.spellings.spelling import score_across
from align.records import Figure, Span
from align.tables import read_table

_DIGITS_RE = regex.compile(r"(?<![\d.,:/@#])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:/])")
_HALF_RE = regex.compile(r"[전후]반\s?$")
_NAME_BEFORE_RE = regex.compile(r"([\p{L}\p{M}.'’\-]{2,})[)\s]*$")
_NAME_AFTER_RE = regex.compile(r"^[\s:]*([\p{L}\p{M}.'’\-]{2,})")
NEAR_SCORE = 16
"""Characters from a score to the word that says who won."""

HEARD = 0.5
"""Score by sound from which a Korean name beside a score is the English one."""


def check_label(pair: Pair) -> Iterator[Finding]:
    """A number in a name or label, or one that was read as no figure, is another one.

    Only where each side has exactly one number in digits that the other has nowhere.
    """
    if not pair.is_translation:
        return
    source = _loose_numbers(pair.source, [m.source for m in pair.figures.matches], pair.target)
    target = _loose_numbers(pair.target, [m.target for m in pair.figures.matches], pair.source)
    if len(source) != 1 or len(target) != 1:
        return
    (number_a, a), (number_b, b) = source[0], target[0]
    kinds = {_find_kind(pair.source, a), _find_kind(pair.target, b)}
    if len(kinds) == 2 and kinds & {"currency", "percent", "dimension"}:
        return
    if _HALF_RE.search(pair.target.text, max(0, b.start - 3), b.start):
        return  # the 73rd minute, 후반 28분
    yield Finding(
        verdict="differs",
        message=f"The numbers differ: {number_a} against {number_b}",
        source=a,
        target=b,
        source_value=number_a,
        target_value=number_b,
        confidence=0.6,
    )


def _find_kind(side: Side, span: Span) -> str | None:
    """Return the kind of the figure that a number was read as part of."""
    return next((f.kind for f in side.facts.figures if f.span.overlaps(span)), None)


def _loose_numbers(side: Side, matched: list[Figure], other: Side) -> list[tuple[str, Span]]:
    """Return the numbers of a side, each once, that no pair of figures nor the other side has."""
    spans = [figure.span for figure in matched]
    there = {m.group().replace(",", "") for m in _DIGITS_RE.finditer(other.text)}
    values = {str(figure.value) for figure in other.facts.figures}
    out: dict[str, Span] = {}
    for match in _DIGITS_RE.finditer(side.text):
        number, span = match.group().replace(",", ""), Span(*match.span())
        if number in there or number in values or any(span.overlaps(s) for s in spans):
            continue
        out.setdefault(number, span)
    return list(out.items())


def check_score(pair: Pair) -> Iterator[Finding]:
    """A score is turned round, and neither who is named first nor a word for losing explains it.

    "Lost 2-0" and "0-2로 졌다" say the same; "a 2-0 win" and "0-2 승리" do not.
    """
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if a.kind != "score" or b.kind != "score" or not isinstance(a.value, tuple):
            continue
        if a.value == b.value or not isinstance(b.value, tuple) or a.value != b.value[::-1]:
            continue
        if _is_turned(pair, a, b) or _is_lost(pair.source, a) or _is_lost(pair.target, b):
            continue
        yield Finding(
            verdict="differs",
            message=f"The score is turned round: {a.text} against {b.text}",
            source=a.span,
            target=b.span,
            source_value=a.text,
            target_value=b.text,
            confidence=0.7,
        )


def _is_turned(pair: Pair, a: Figure, b: Figure) -> bool:
    """Say whether the names on the two sides of the score have changed places too."""
    before = _NAME_BEFORE_RE.search(pair.source.text[: a.start])
    after = _NAME_AFTER_RE.search(pair.source.text[a.end :])
    korean = _NAME_BEFORE_RE.search(regex.sub(r"\([^()]*\)\s*$", "", pair.target.text[: b.start]))
    if not before or not after or not korean or not after[1][0].isupper():
        return False
    return score_across(after[1], korean[1]) >= HEARD > score_across(before[1], korean[1])


def _is_lost(side: Side, score: Figure) -> bool:
    """Say whether a word for losing stands where it tells the score."""
    start = score.end if side.lang == "ko" else max(score.start - NEAR_SCORE, 0)
    near = side.text[start : score.end + NEAR_SCORE]
    return _losing("ko" if side.lang == "ko" else "en").search(near) is not None


@cache
def _losing(lang: str) -> regex.Pattern[str]:
    words = "|".join(row["words"] for row in read_table("losing") if row["lang"] == lang)
    return regex.compile(words if lang == "ko" else rf"\b(?:{words})\b", regex.IGNORECASE)


def check_month(pair: Pair) -> Iterator[Finding]:
    """Each side names one month that the other does not."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    if any(
        m.source.kind in CALENDAR
        and "XX-" not in str(m.source.value)[4:8]
        and m.agreement is Agreement.DIFFERS
        for m in pair.figures.matches
    ):
        return
    source, target = _english_months(pair.source.text), _korean_months(pair.target.text)
    only_source = {m: s for m, s in source.items() if m not in target}
    only_target = {m: s for m, s in target.items() if m not in source}
    if len(only_source) != 1 or len(only_target) != 1:
        return
    (a, span_a), (b, span_b) = *only_source.items(), *only_target.items()
    yield Finding(
        verdict="differs",
        message=f"The months differ: {span_a.of(pair.source.text)} against {b}월",
        source=span_a,
        target=span_b,
        source_value=str(a),
        target_value=str(b),
        confidence=0.8,
    )


def check_missing_date(pair: Pair) -> Iterator[Finding]:
    """A month or weekday that the English gives has no counterpart in a Korean without any date."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    if any(
        f.kind in ("date", "date_rel") and len(str(f.value)) > 4 for f in pair.target.facts.figures
    ):
        return
    if _DATED_RE.search(pair.target.text):
        return
    for figure in pair.figures.only_source:
        after = pair.source.text[figure.end :]
        if figure.kind != "date" or not _DATE_WORD_RE.search(figure.text):
            continue
        before = pair.source.text[: figure.start]
        if regex.match(r"['’]?s?\s*\p{Lu}", after) or regex.search(r"\p{Lu}\p{Ll}+ $", before):
            continue  # part of a name: Saturday Night Live
        yield Finding(
            verdict="not_found",
            message=f"{figure.text}: not found in the Korean",
            source=figure.span,
            source_value=figure.text,
            confidence=0.6,
        )


_DATED_RE = regex.compile(
    r"""[월일]요일 | \d\s*월 | \d\s*일(?!\p{Hangul}) | 어제 | 오늘 | 내일
    | 주일\s?(?:낮|저녁|아침)?\s?(?:미사|예배|학교|설교)""",
    regex.VERBOSE,
)
_DATE_WORD_RE = regex.compile(
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


def _english_months(text: str) -> dict[int, Span]:
    return {
        _months()[fold_case(match.group())]: Span(*match.span())
        for match in regex.finditer(r"\b\p{Lu}\p{Ll}+\b", text)
        if match.group().lower() in _months() and _is_month(text, match.start(), match.group())
    }


def _is_month(text: str, start: int, word: str) -> bool:
    """Say whether May and March, which are also words and names, stand as months."""
    if word not in ("May", "March", "April", "June", "August"):
        return True
    return (
        regex.search(
            r"(?:\b(?:in|of|since|until|till|by|from|last|next|this|to|early|late|mid|\d+)"
            r"[\s-]+)$",
            text[:start],
        )
        is not None
    )


def _korean_months(text: str) -> dict[int, Span]:
    return {
        int(match[1]): Span(*match.span())
        for match in regex.finditer(r"(?<![\d.])(1[0-2]|[1-9])월(?!\p{Hangul}*드컵)", text)
    }


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["month"]) for row in read_table("months") if row["form"] == "full"}
