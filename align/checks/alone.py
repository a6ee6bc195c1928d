"""What one source of a claim gives and no other does, anywhere in its text: 334 firms, HBM, Tokyo.

Outlets leave out what they like, so this is information for an editor and no
error. Only what can be looked up is told: figures, dates, places and
organisations that tables know in both languages, abbreviations, persons. Left
out: what else the words say; sums in brackets, which convert for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import regex
from attrs import define, field, frozen

from align.checks.evidence import make_evidence
from align.checks.figures import CALENDAR, Agreement, compare_figures, is_small_word, show_value
from align.checks.namewords import english_forms, is_title, korean_forms, ordinary
from align.checks.pairs import Finding
from align.facts import Facts
from align.facts.aliases import find_aliases
from align.facts.hangul import has_hangul
from align.facts.names import compare_names
from align.records import Claim, Evidence, Figure, Mention, Passage, Segment, Span

SURE = 0.9
"""Support of a claim from which what one passage lacks is worth a word: of articles that share
40 % of their sentences (``comparable``, 16 pairs) 14 such findings stood in claims below it, most
of them wrong."""

ROUND = Decimal(10)
"""Numbers below this are put into words, or left out, without loss."""

TOLD = frozenset({"percent", "currency", "dimension", "age", "duration", "number", "time"})
"""Kinds of figure that say something on their own."""

_DIGITS_RE = regex.compile(r"\d+(?:[.,]\d+)*")
_BRACKET_RE = regex.compile(r"[(\[][^()\[\]]{0,8}$")
_ABBREVIATION_RE = regex.compile(r"(?<![\p{L}\d])\p{Lu}[\p{Lu}\d-]+(?![\p{Latin}\d&])")

OWN = frozenset({"US", "UK", "EU", "UN", "AI", "IT", "TV", "PC"})
"""Abbreviations that one of the languages renders in its own words."""

Found = tuple[Finding, tuple[Evidence, ...]]


@define
class Telling:
    """All that a document says, to look things up in; what was looked up is kept."""

    text: str
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    _named: dict[str, bool] = field(factory=dict)

    def gives(self, figure: Figure) -> bool:
        """Say whether the document has a figure anywhere, or one that may be it."""
        if any(compare_figures(figure, other) is not Agreement.DIFFERS for other in self.figures):
            return True
        number = _DIGITS_RE.search(figure.text)
        there = {found.replace(",", "") for found in _DIGITS_RE.findall(self.text)}
        return number is not None and number.group().replace(",", "") in there

    def names(self, name: str) -> bool:
        """Say whether the document names a name anywhere, in any script."""
        if name not in self._named:
            self._named[name] = self._look_up(name)
        return self._named[name]

    def _look_up(self, name: str) -> bool:
        lower = self.text.lower()
        forms = {name, *english_forms(name), *korean_forms().get(name.lower(), ())}
        if any(_has_word(form.lower(), lower) for form in (*forms, *find_aliases(name))):
            return True
        others = {mention.text for mention in self.mentions}
        return any(compare_names(name, other).verdict != "different" for other in others)


def _has_word(form: str, text: str) -> bool:
    """Say whether a text has a form; one in Latin letters as a word of its own."""
    if has_hangul(form):
        return form in text
    return regex.search(rf"(?<!\p{{Latin}}){regex.escape(form)}(?!\p{{Latin}})", text) is not None


def read_telling(segments: Sequence[Segment], facts: Mapping[str, Facts]) -> Telling:
    """Return what the segments of a document say."""
    own = [facts[segment.id] for segment in segments if segment.id in facts]
    return Telling(
        text=" ".join(segment.text for segment in segments),
        figures=tuple(figure for read in own for figure in read.figures),
        mentions=tuple(mention for read in own for mention in read.mentions),
    )


@frozen(kw_only=True)
class ClaimContext:
    """A claim, the facts of its segments, and all that its documents say."""

    claim: Claim
    segments: Mapping[str, Segment]
    facts: Mapping[str, Facts]
    documents: Mapping[str, Telling]


def check_alone(context: ClaimContext) -> Iterator[Found]:
    """One source of a claim gives a figure, date or name that no other has anywhere in its text.

    Sums in brackets are left alone, and names that no table knows in the other language.
    """
    members = context.claim.members
    docs = list(dict.fromkeys(member.doc for member in members))
    for member in members if len(docs) > 1 and context.claim.score >= SURE else ():
        others = [context.documents[doc] for doc in docs if doc != member.doc]
        for span, value in _find_alone(member, others, context):
            yield (
                Finding(
                    verdict="not_found",
                    message=f"Only one source of the claim gives: {value}",
                    confidence=0.6,
                ),
                (
                    make_evidence(context.segments[member.segment], span, value),
                    *(_whole(other) for other in members if other.doc != member.doc),
                ),
            )


def _find_alone(
    member: Passage, others: Sequence[Telling], context: ClaimContext
) -> Iterator[tuple[Span, str]]:
    """Yield places in the member's segment, with values, that no other document has."""
    segment, facts = context.segments[member.segment], context.facts.get(member.segment)
    if facts is None:
        return
    inside = Span(member.start - segment.start, member.end - segment.start)
    for figure in facts.figures:
        is_worth = figure.span.overlaps(inside) and _is_telling(figure, segment.text)
        if is_worth and not any(other.gives(figure) for other in others):
            yield figure.span, show_value(figure)
    for span, name in _names(segment, facts, inside):
        if _can_be_found(name, segment, context) and not any(o.names(name) for o in others):
            yield span, name


def _is_telling(figure: Figure, text: str) -> bool:
    if figure.value is None or is_small_word(figure) or _BRACKET_RE.search(text[: figure.start]):
        return False
    if figure.kind in CALENDAR:
        return figure.kind == "date" and regex.search(r"\d-\d\d", str(figure.value)) is not None
    if figure.kind not in TOLD or not any(c.isdigit() for c in figure.text):
        return False
    return figure.kind != "number" or (
        isinstance(figure.value, Decimal) and figure.value >= ROUND and figure.counted is not None
    )


def _names(segment: Segment, facts: Facts, inside: Span) -> Iterator[tuple[Span, str]]:
    taken: list[Span] = []
    for mention in facts.mentions:
        if mention.span.overlaps(inside) and len(mention.text) > 1:
            taken.append(mention.span)
            yield mention.span, mention.text
    for match in _ABBREVIATION_RE.finditer(segment.text, inside.start, inside.end):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            yield span, match.group()


def _can_be_found(name: str, segment: Segment, context: ClaimContext) -> bool:
    """Say whether a name would be recognised wherever the other documents had it."""
    last_word = name.split()[-1]
    if _ABBREVIATION_RE.fullmatch(name):
        return name not in OWN and not is_title(name)
    if name in ordinary("ambiguous_names"):
        return False
    if any(english_forms(word) or word.lower() in korean_forms() for word in (name, last_word)):
        return True
    langs = {member.lang for member in context.claim.members}
    return len(langs) == 1 and segment.lang in langs


def _whole(passage: Passage) -> Evidence:
    return Evidence(
        doc=passage.doc,
        segment=passage.segment,
        start=passage.start,
        end=passage.end,
        lang=passage.lang,
        text=passage.text,
    )
