"""Words of opposite sense: rose against 감소, more than against 못 미치는.

The rows of ``antonyms.tsv`` say which. A pair of opposites speaks only where
one side has one pole and the other side the other, with nothing between: as
soon as a side has both, or a word that may stand for either, nobody can tell
without understanding the sentence, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex
from attrs import frozen

from align.checks.bounds import check_bound
from align.checks.changes import find_opposite_changes
from align.checks.pairs import Finding, Pair
from align.records import Lang, Span
from align.tables import read_table


@frozen
class Opposites:
    """A pair of opposites in both languages: pattern of each pole, and of what silences it."""

    name: str
    a: tuple[regex.Pattern[str], regex.Pattern[str]]
    b: tuple[regex.Pattern[str], regex.Pattern[str]]
    x: tuple[regex.Pattern[str] | None, regex.Pattern[str] | None]


def check_direction(pair: Pair) -> Iterator[Finding]:
    """One side says the opposite of the other: rose and fell, bought and sold, north and south."""
    changes = list(find_opposite_changes(pair))
    yield from changes or _find_opposites(pair, "direction", "Opposite words")


def check_limit(pair: Pair) -> Iterator[Finding]:
    """One side says at least or over, the other at most or under, of whatever it is."""
    if not any(check_bound(pair)):
        yield from _find_opposites(pair, "bound", "The limits point in opposite directions")


def check_strength(pair: Pair) -> Iterator[Finding]:
    """The Korean makes an opinion of the English a known fact, or an intention a forecast."""
    yield from _find_opposites(pair, "strength", "The Korean says it more strongly", ("a",))


def _find_opposites(
    pair: Pair, check: str, what: str, poles: Sequence[str] = ("a", "b")
) -> Iterator[Finding]:
    """Yield a pole on one side and its opposite on the other; ``poles`` are those of the English.

    Rows of other checks than ``check`` are left alone.
    """
    if not pair.is_translation or (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    english, korean = pair.source.text, pair.target.text
    for opposites in _read_opposites(check):
        source, pole = _only_pole(opposites, 0, english)
        if source is None or pole not in poles:
            continue
        target, other = _only_pole(opposites, 1, korean)
        if target is None or pole == other or _is_time(pair, source, target):
            continue
        yield Finding(
            verdict="differs",
            message=f"{what}: {source.of(english)} against {target.of(korean)}",
            source=source,
            target=target,
            source_value=source.of(english),
            target_value=target.of(korean),
            confidence=0.6,
        )


def _is_time(pair: Pair, source: Span, target: Span) -> bool:
    """Say whether both words are halves of the day in times, which are compared as such."""
    return all(
        any(f.kind == "time" and f.span.overlaps(span) for f in side.facts.figures)
        for side, span in ((pair.source, source), (pair.target, target))
    )


def _only_pole(opposites: Opposites, side: int, text: str) -> tuple[Span | None, str]:
    """Return the first word of the one pole that a text has, or None where it has both or none."""
    a, b = opposites.a[side].search(text), opposites.b[side].search(text)
    if (a is None) is (b is None):
        return None, ""
    silent = opposites.x[side]
    if silent is not None and silent.search(text):
        return None, ""
    found = a or b
    assert found is not None
    return Span(*found.span()), "a" if a else "b"


@cache
def _read_opposites(check: str) -> tuple[Opposites, ...]:
    rows = {
        (row["pair"], row["pole"], row["lang"]): row["words"]
        for row in read_table("antonyms")
        if row["check"] == check
    }
    out = []
    for name in dict.fromkeys(name for name, _, _ in rows):
        pole_a, pole_b, pole_x = (
            tuple(_compile(rows.get((name, pole, lang)), lang) for lang in ("en", "ko"))
            for pole in "abx"
        )
        out.append(Opposites(name, pole_a, pole_b, pole_x))  # type: ignore[arg-type]
    return tuple(out)


def _compile(words: str | None, lang: Lang) -> regex.Pattern[str] | None:
    if words is None:
        return None
    rule = rf"(?:{words})" if lang == "ko" else rf"(?<![\w-])(?:{words})(?![\w])"
    return regex.compile(rule, regex.IGNORECASE)
