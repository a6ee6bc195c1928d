"""Checks of how the documents of one event spell a person's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from attrs import frozen

from align.checks.pairs import Finding
from align.facts.hangul import has_hangul
from align.facts.names import compare_names
from align.people import Naming, Person
from align.records import Bead, Evidence, Segment

Found = tuple[Finding, tuple[Evidence, ...]]

MOST_PLACES = 3
"""Places of one slip that are shown."""


@frozen(kw_only=True)
class PersonContext:
    """A person as one event's documents name them, and which segments translate which.

    ``segments`` are those of the event, in reading order.
    """

    person: Person
    partners: Mapping[str, frozenset[str]]
    segments: tuple[Segment, ...] = ()

    def is_one_source(self, a: Segment, b: Segment) -> bool:
        """Say whether two segments are of one writer: a preface is not of the article's."""
        return a.doc == b.doc and (a.id in self.partners) == (b.id in self.partners)


def make_partners(beads: Sequence[Bead]) -> dict[str, frozenset[str]]:
    """Return for each segment the segments on the other side of its beads."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for bead in beads:
        for segment in bead.source:
            found[segment] |= set(bead.target)
        for segment in bead.target:
            found[segment] |= set(bead.source)
    return {segment: frozenset(others) for segment, others in found.items()}


def check_spelling(context: PersonContext) -> Iterator[Found]:
    """A name is spelled in a way that looks like a slip of its usual spelling."""
    person = context.person
    for form in sorted(person.unusual):
        places: defaultdict[str, list[Naming]] = defaultdict(list)
        for naming in person.namings:
            if naming.mention.text == form:
                places[naming.segment.doc].append(naming)
        for odd in places.values():
            usual = _find_usual(context, odd[0])
            if usual is None:
                continue
            yield (
                Finding(
                    verdict="variant",
                    message=f"{form} looks like a slip of {usual.mention.text}",
                    confidence=0.8,
                ),
                in_english_first(
                    [
                        usual.evidence(usual.mention.text),
                        *(naming.evidence(form) for naming in odd[:MOST_PLACES]),
                    ]
                ),
            )


def check_variants(context: PersonContext) -> Iterator[Found]:
    """One document spells a name in two accepted ways."""
    person = context.person
    by_document: defaultdict[str, list[Naming]] = defaultdict(list)
    for naming in person.namings:
        if naming.mention.text not in person.unusual:
            by_document[naming.segment.doc].append(naming)
    for namings in by_document.values():
        forms: defaultdict[str, list[Naming]] = defaultdict(list)
        for naming in namings:
            forms[_core(naming)].append(naming)
        for one, other in combinations(sorted(forms), 2):
            if has_hangul(one) != has_hangul(other) or one in other or other in one:
                continue
            match = compare_names(one, other)
            if match.verdict not in ("variant", "same") or match.score == 1:  # a second name
                continue
            rare, common = sorted((one, other), key=lambda form: (len(forms[form]), form))
            odd = _first(forms[rare])
            usual = min(forms[common], key=lambda n: _usual_order(context, odd, n))
            yield (
                Finding(
                    verdict="variant",
                    message=f"One name in two spellings: {one}, {other}",
                    confidence=0.8,
                ),
                (usual.evidence(common), odd.evidence(rare)),
            )


def in_english_first(places: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the places in their order, those in English before the others."""
    return tuple(sorted(places, key=lambda place: place.lang != "en"))


def _core(naming: Naming) -> str:
    return naming.mention.text.split()[-1]


def _first(namings: Sequence[Naming]) -> Naming:
    return min(namings, key=lambda n: (n.segment.kind != "body", n.segment.start + n.mention.start))


def _find_usual(context: PersonContext, odd: Naming) -> Naming | None:
    """Return where a reader looks up the accepted spelling: the first full name in the text.

    Of the same script and, if it can be had, of the same writer.
    """
    person = context.person
    script = has_hangul(odd.mention.text)
    usual = [
        n
        for n in person.namings
        if n.mention.text not in person.unusual and has_hangul(n.mention.text) == script
    ]
    return min(usual, key=lambda n: _usual_order(context, odd, n), default=None)


def _usual_order(context: PersonContext, odd: Naming, naming: Naming) -> tuple[object, ...]:
    """Return what makes a place the one to compare a spelling with, best first."""
    return (
        not context.is_one_source(naming.segment, odd.segment),
        naming.segment.doc != odd.segment.doc,
        naming.segment.kind != "body",
        -len(naming.mention.text.replace(" ", "")),
        naming.segment.start + naming.mention.start,
    )
