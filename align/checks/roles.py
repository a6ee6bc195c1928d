"""Whether both sides of a translation give a person the same office."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.pairs import Finding, Pair
from align.facts.names import compare_names
from align.facts.roles import compare_roles, read_roles
from align.records import Mention, Span

COURTESY = frozenset({"mr"})
"""Offices of ``roles.tsv`` that are none: Mr, Ms, 씨. Korean prints the office in their place."""


def check_role(pair: Pair) -> Iterator[Finding]:
    """A person named on both sides of a translation has titles of different offices."""
    if not pair.is_translation or pair.source.lang == pair.target.lang:
        return
    source, target = (
        [m for m in side.facts.mentions if m.type == "PS" and read_roles(m.role or "") - COURTESY]
        for side in (pair.source, pair.target)
    )
    for a in source:
        for b in target:
            if compare_names(a.text, b.text).verdict not in ("same", "variant"):
                continue
            if compare_roles(a.role or "", b.role or "") != "different":
                continue
            if any(_has_role(m, a) for m in target) or any(_has_role(m, b) for m in source):
                continue
            yield Finding(
                verdict="differs",
                message=f"The titles differ for {a.text}: {a.role} against {b.role}",
                source=_find_title(pair.source.text, a),
                target=_find_title(pair.target.text, b),
                source_value=a.role,
                target_value=b.role,
                confidence=0.7,
            )


def _has_role(mention: Mention, other: Mention) -> bool:
    """Say whether somebody on the other side bears the title: it is then only misplaced."""
    return compare_roles(mention.role or "", other.role or "") == "same"


def _find_title(text: str, mention: Mention) -> Span:
    """Return where the title stands beside the name; the name where it is not found again."""
    title = mention.role or ""
    places = [
        i for i in (text.find(title, mention.end), text.rfind(title, 0, mention.start)) if i >= 0
    ]
    if not places:
        return mention.span
    best = min(places, key=lambda i: abs(i - mention.start))
    return Span(best, best + len(title))
