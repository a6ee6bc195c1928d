"""Who is named, in which spellings and with which titles, over all documents.

Left out: organisations, and persons of different events, whose titles may have
changed in between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

import regex
from attrs import frozen

from align.facts import Facts
from align.facts.names import compare_names, group_names
from align.facts.roles import read_roles
from align.records import Evidence, Mention, Segment

_AND_RE = regex.compile(r"\s+(?:and|&|겸|및)\s+|,\s*")


@frozen(kw_only=True)
class Naming:
    """One place where a person is named."""

    segment: Segment
    mention: Mention

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles beside the name, one office each, as far as they are known."""
        parts = _AND_RE.split(self.mention.role or "")
        return tuple(part for part in parts if read_roles(part))

    def evidence(self, value: str | None = None, title: bool = False) -> Evidence:
        """Return the place of the name, with its title where ``title`` is asked for."""
        text, start, end = self.segment.text, self.mention.start, self.mention.end
        role = self.mention.role
        if title and role:
            after, before = text.find(role, end), text.rfind(role, 0, start)
            if 0 <= after - end <= MAX_GAP:
                end = after + len(role)
            elif before >= 0 and start - before - len(role) <= MAX_GAP:
                start = before
        return Evidence(
            doc=self.segment.doc,
            segment=self.segment.id,
            start=self.segment.start + start,
            end=self.segment.start + end,
            lang=self.segment.lang,
            text=text[start:end],
            value=value,
        )


MAX_GAP = 30
"""Characters between a name and its title within which both are shown as one."""


@frozen(kw_only=True)
class Person:
    """Every place where one person is named.

    ``usual`` holds the commonest full form of each script, ``unusual`` the
    forms that look like slips.
    """

    namings: tuple[Naming, ...]
    usual: tuple[str, ...]
    unusual: frozenset[str]

    @property
    def forms(self) -> Counter[str]:
        """How often each spelling stands."""
        return Counter(naming.mention.text for naming in self.namings)

    def in_documents(self, docs: Sequence[str]) -> Person:
        """Return the person as named in ``docs`` only."""
        chosen = tuple(n for n in self.namings if n.segment.doc in docs)
        return Person(namings=chosen, usual=self.usual, unusual=self.unusual)


def find_people(segments: Sequence[Segment], facts: Mapping[str, Facts]) -> tuple[Person, ...]:
    """Return the persons that the segments name, most named first.

    >>> from align.facts import read_facts
    >>> from align.sentences import split_sentences
    >>> text = "샘 올트먼 최고경영자가 왔다. 올트먼 CEO는 이영 장관을 만났다."
    >>> segments = split_sentences(text, "ko")
    >>> people = find_people(segments, {s.id: read_facts(s.text, s.lang) for s in segments})
    >>> [sorted(person.forms) for person in people]
    [['샘 올트먼', '올트먼'], ['이영']]
    """
    namings: defaultdict[str, list[Naming]] = defaultdict(list)
    for segment in segments:
        for mention in facts[segment.id].mentions:
            if mention.type == "PS":
                namings[mention.text].append(Naming(segment=segment, mention=mention))
    groups = group_names([form for form, found in namings.items() for _ in found])
    people = []
    for group in groups:
        places = [naming for form, _ in group.forms for naming in namings[form]]
        people.append(
            Person(
                namings=tuple(places),
                usual=group.usual,
                unusual=frozenset(group.unusual),
            )
        )
    return tuple(people)


def names_by_document(
    people: Sequence[Person], docs: Sequence[str]
) -> dict[str, frozenset[Hashable]]:
    """Return for each document which persons it names, as numbers."""
    found: dict[str, set[Hashable]] = {doc: set() for doc in docs}
    for number, person in enumerate(people):
        for naming in person.namings:
            found[naming.segment.doc].add(number)
    return {doc: frozenset(numbers) for doc, numbers in found.items()}


def spelling_verdict(person: Person, form: str) -> str:
    """Return ``same``, ``variant`` or ``unusual``: how a form stands to the usual one."""
    if form in person.unusual:
        return "unusual"
    best = max((compare_names(form, usual).score, usual) for usual in person.usual or (form,))
    verdict = compare_names(form, best[1]).verdict
    return "variant" if verdict in ("variant", "unusual") else "same"
