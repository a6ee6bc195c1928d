"""A ceiling that one side sets and the other drops: up to £120 million, 1억2000만 파운드."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from align.checks.bounds import HIGH, find_limit, has_limit_word
from align.checks.figures import Agreement, show_value
from align.checks.pairs import Finding, Pair

LIMITED = frozenset({"currency"})
"""Kinds of figure whose ceiling is a fact. On NTREX, dev half, what is found in sums is all in
earnest; in measures of rain and the like, translators drop ceilings without harm."""


def check_ceiling(pair: Pair) -> Iterator[Finding]:
    """One side gives an amount as the most there can be, the other as the amount itself."""
    if not pair.is_translation:
        return
    for match in pair.figures.matches:
        a, b = match.source, match.target
        if match.agreement is Agreement.DIFFERS or a.kind not in LIMITED or a.approx or b.approx:
            continue
        if not isinstance(a.value, Decimal) or a.value != b.value:
            continue
        one, other = find_limit(pair.source, a), find_limit(pair.target, b)
        if (one is None) is (other is None):
            continue
        limit = one or other
        assert limit is not None
        if limit.effect not in HIGH or has_limit_word(pair.target if one else pair.source, HIGH):
            continue
        yield Finding(
            verdict="differs",
            message=f"{limit.effect.capitalize()} on one side only: {show_value(a if one else b)}",
            source=one.span if one else a.span,
            target=other.span if other else b.span,
            source_value=show_value(a),
            target_value=show_value(b),
            confidence=0.6,
        )
