"""Whether the persons that one side names are those of the other."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.pairs import Finding, Pair, Side
from align.facts.hangul import has_hangul
from align.facts.names import compare_names, find_name
from align.facts.romanised import read_romanised, split_korean
from align.records import Mention


def check_person(pair: Pair) -> Iterator[Finding]:
    """Where one side names a person, the other names somebody else.

    Only where each side has exactly one full name of a kind, Korean or foreign,
    that the other side does not have.
    """
    if not pair.is_translation:
        return
    for is_korean in (True, False):
        missing, strange = (
            [m for m in _full_names(side, is_korean) if not _is_named(m, other)]
            for side, other in ((pair.source, pair.target), (pair.target, pair.source))
        )
        if len(missing) != 1 or len(strange) != 1:
            continue
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


def _full_names(side: Side, is_korean: bool) -> list[Mention]:
    """Return the Korean or the foreign persons that are named in full, each once."""
    found: dict[str, Mention] = {}
    for mention in side.facts.mentions:
        korean = is_korean_name(mention.text)
        if mention.type == "PS" and korean is is_korean and (korean or " " in mention.text):
            found.setdefault(mention.text, mention)
    return list(found.values())


def is_korean_name(name: str) -> bool:
    """Say whether a full name, in either script, has the form of a Korean one.

    >>> is_korean_name("허윤홍"), is_korean_name("Huh Yoon-hong"), is_korean_name("Greg Brockman")
    (True, True, False)
    """
    if has_hangul(name):
        return split_korean(name) is not None
    words = tuple(tuple(word.lower().split("-")) for word in name.split())
    return bool(read_romanised(words))


def _is_named(mention: Mention, side: Side) -> bool:
    if any(compare_names(mention.text, m.text).verdict != "different" for m in side.facts.mentions):
        return True
    return find_name(mention.text, side.text) is not None
