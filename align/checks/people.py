"""Checks of how a person is named over the documents of one event: title and spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from attrs import frozen

from align.checks.pairs import Finding
from align.facts.hangul import has_hangul
from align.facts.names import compare_names
from align.facts.roles import compare_roles
from align.people import Naming, Person
from align.records import Bead, Evidence

Found = tuple[Finding, tuple[Evidence, Evidence]]


@frozen(kw_only=True)
class PersonContext:
    """A person as one event's documents name them, and which segments translate which."""

    person: Person
    partners: Mapping[str, frozenset[str]]


def make_partners(beads: Sequence[Bead]) -> dict[str, frozenset[str]]:
    """Return for each segment the segments on the other side of its beads."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for bead in beads:
        for segment in bead.source:
            found[segment] |= set(bead.target)
        for segment in bead.target:
            found[segment] |= set(bead.source)
    return {segment: frozenset(others) for segment, others in found.items()}


def check_titles(context: PersonContext) -> Iterator[Found]:
    """Two documents on one event give a person titles that name different offices."""
    titles = _titles_by_document(context.person)
    seen: set[frozenset[str]] = set()
    for one, other in combinations(titles, 2):
        found = _first_conflict(titles[one], titles[other])
        if found is None:
            continue
        a, b = found
        if frozenset((a[0].lower(), b[0].lower())) in seen:
            continue
        seen.add(frozenset((a[0].lower(), b[0].lower())))
        yield _differs(a, b, "The documents give different titles")


def check_title_within(context: PersonContext) -> Iterator[Found]:
    """One document gives a person a title of another office than it usually does."""
    for titles in _titles_by_document(context.person).values():
        offices: list[list[tuple[str, Naming]]] = []
        for title, naming in titles:
            same = [o for o in offices if any(compare_roles(title, t) == "same" for t, _ in o)]
            if same:
                same[0].append((title, naming))
            else:
                offices.append([(title, naming)])
        offices.sort(key=len, reverse=True)
        for odd in offices[1:]:
            if all(compare_roles(odd[0][0], title) == "different" for title, _ in offices[0]):
                usual = _nearest(context, odd[0][1], offices[0])
                yield _differs(usual, odd[0], "One document gives different titles")


def check_spelling(context: PersonContext) -> Iterator[Found]:
    """A name is spelled in a way that looks like a slip of its usual spelling."""
    person = context.person
    for form in sorted(person.unusual):
        namings = [naming for naming in person.namings if naming.mention.text == form]
        usual = _same_script(person, form)
        if usual is None or not namings:
            continue
        doc = namings[0].segment.doc
        reference = min(
            (n for n in person.namings if n.mention.text == usual),
            key=lambda n: (n.segment.doc != doc, n.segment.start),
        )
        yield (
            Finding(
                verdict="variant",
                message=f"{form} looks like a slip of {usual}",
                confidence=0.8,
            ),
            (reference.evidence(usual), namings[0].evidence(form)),
        )


def check_variants(context: PersonContext) -> Iterator[Found]:
    """One document spells a name in two accepted ways."""
    by_document: defaultdict[str, dict[str, Naming]] = defaultdict(dict)
    for naming in context.person.namings:
        if naming.mention.text not in context.person.unusual:
            by_document[naming.segment.doc].setdefault(naming.mention.text, naming)
    for forms in by_document.values():
        last_names: dict[str, Naming] = {}
        for form, naming in forms.items():
            last_names.setdefault(form.split()[-1], naming)
        for one, other in combinations(sorted(last_names), 2):
            if has_hangul(one) != has_hangul(other) or one in other or other in one:
                continue
            match = compare_names(one, other)
            if match.verdict in ("variant", "same") and match.score < 1:  # 1: a second name
                pair = (last_names[one], last_names[other])
                yield (
                    Finding(
                        verdict="variant",
                        message=f"One name in two spellings: {one}, {other}",
                        confidence=0.8,
                    ),
                    (pair[0].evidence(one), pair[1].evidence(other)),
                )


def _titles_by_document(person: Person) -> dict[str, list[tuple[str, Naming]]]:
    found: defaultdict[str, list[tuple[str, Naming]]] = defaultdict(list)
    for naming in person.namings:
        for title in naming.titles:
            found[naming.segment.doc].append((title, naming))
    return found


def _first_conflict(
    one: Sequence[tuple[str, Naming]], other: Sequence[tuple[str, Naming]]
) -> tuple[tuple[str, Naming], tuple[str, Naming]] | None:
    """Return two titles of different offices that neither document backs up."""

    def is_backed(title: str, others: Sequence[tuple[str, Naming]]) -> bool:
        return any(compare_roles(title, t) == "same" for t, _ in others)

    for a in one:
        for b in other:
            if compare_roles(a[0], b[0]) != "different":
                continue
            if not is_backed(a[0], other) and not is_backed(b[0], one):
                return a, b
    return None


def _nearest(
    context: PersonContext, odd: Naming, usual: Sequence[tuple[str, Naming]]
) -> tuple[str, Naming]:
    """Return where the usual title stands: in the odd place's translation, or near it.

    The translation counts even where it names the person without a title.
    """
    partners = context.partners.get(odd.segment.id, frozenset())
    for naming in context.person.namings:
        if naming.segment.id in partners:
            return usual[0][0], naming
    return min(
        usual,
        key=lambda entry: (
            entry[1].segment.id not in partners,
            entry[1].segment.lang != odd.segment.lang,
            abs(entry[1].segment.start - odd.segment.start),
        ),
    )


def _differs(a: tuple[str, Naming], b: tuple[str, Naming], what: str) -> Found:
    (title_a, naming_a), (title_b, naming_b) = a, b
    if naming_b.segment.lang == "en" and naming_a.segment.lang != "en":
        title_a, naming_a, title_b, naming_b = title_b, naming_b, title_a, naming_a
    name = naming_a.mention.text
    return (
        Finding(
            verdict="differs",
            message=f"{what} for {name}: {title_a} against {title_b}",
            confidence=0.8,
        ),
        (naming_a.evidence(title_a, title=True), naming_b.evidence(title_b, title=True)),
    )


def _same_script(person: Person, form: str) -> str | None:
    """Return the accepted form of the same script that a slip is nearest to."""
    core = form.split()[-1]
    forms = [
        (compare_names(core, other.split()[-1]).score, count, other)
        for other, count in person.forms.items()
        if other not in person.unusual and has_hangul(other) == has_hangul(form)
    ]
    return max(forms)[2] if forms else None
