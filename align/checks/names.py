"""Whether the persons that one side names are those of the other."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.pairs import Finding, Pair, Side
from align.facts.hangul import has_hangul
from align.facts.names import compare_names, find_name
from align.facts.romanised import split_korean
from align.records import Mention


def check_person(pair: Pair) -> Iterator[Finding]:
    """Where one side names a person, the other names somebody else."""
    if not pair.is_translation:
        return
    missing = [m for m in _full_names(pair.source) if not _is_named(m, pair.target)]
    strange = [m for m in _full_names(pair.target) if not _is_named(m, pair.source)]
    if len(missing) != 1 or len(strange) != 1:
        return
    a, b = missing[0], strange[0]
    yield Finding(
        verdict="differs",
        message=f"Another person is named: {a.text} against {b.text}",
        source=a.span,
        target=b.span,
        source_value=a.text,
        target_value=b.text,
        confidence=0.8,
    )


def _full_names(side: Side) -> list[Mention]:
    """Return the persons that are named in full, each once."""
    found: dict[str, Mention] = {}
    for mention in side.facts.mentions:
        is_full = " " in mention.text or (
            has_hangul(mention.text) and split_korean(mention.text) is not None
        )
        if mention.type == "PS" and is_full:
            found.setdefault(mention.text, mention)
    return list(found.values())


def _is_named(mention: Mention, side: Side) -> bool:
    if any(compare_names(mention.text, m.text).verdict != "different" for m in side.facts.mentions):
        return True
    return find_name(mention.text, side.text) is not None
