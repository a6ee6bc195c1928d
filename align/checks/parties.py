"""How many persons a meeting is said to have: 두 사람 of a three-way meeting.

Only numbers of persons that stand for the persons themselves are compared
("the two", 세 사람, a three-way meeting), and only where both languages agree,
near by, on another number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex
from attrs import frozen

from align.checks.pairs import Finding, Pair, Side
from align.records import Span
from align.tables import read_table


@frozen
class Party:
    """A number of persons, and the words that give it."""

    number: int
    span: Span


def check_party(pair: Pair) -> Iterator[Finding]:
    """One side counts the persons of a meeting otherwise than both sides do near by."""
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    source, target = _find_parties(pair.source), _find_parties(pair.target)
    both = {p.number for p in source} & {p.number for p in target}
    if len(both) != 1:
        return
    for own, other, is_source in ((source, target, True), (target, source, False)):
        odd = [p for p in own if p.number not in both]
        if len(odd) != 1 or _has_number(pair.target if is_source else pair.source, odd[0].number):
            continue
        agreed = next(p for p in other if p.number in both)
        a, b = (odd[0], agreed) if is_source else (agreed, odd[0])
        words = a.span.of(pair.source.text), b.span.of(pair.target.text)
        yield Finding(
            verdict="differs",
            message=f"The persons are counted differently: {words[0]} against {words[1]}",
            source=a.span,
            target=b.span,
            source_value=str(a.number),
            target_value=str(b.number),
            confidence=0.7,
        )


def _find_parties(side: Side) -> list[Party]:
    rows = _patterns("en" if side.lang == "en" else "ko")
    found = [Party(n, Span(*m.span())) for n, rule in rows for m in rule.finditer(side.text)]
    return sorted(found, key=lambda party: party.span.start)


def _has_number(side: Side, number: int) -> bool:
    """Say whether a side has the number in any words, for whatever it counts."""
    lang = "en" if side.lang == "en" else "ko"
    row = next(row for row in read_table("parties") if row["number"] == str(number))
    return regex.search(row[f"{lang}_any"], side.text, regex.IGNORECASE) is not None


@cache
def _patterns(lang: str) -> tuple[tuple[int, regex.Pattern[str]], ...]:
    return tuple(
        (int(row["number"]), regex.compile(row[lang], regex.IGNORECASE))
        for row in read_table("parties")
    )
