"""What the page's people and claim views show, out of persons and claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from align.checks.figures import show_value
from align.facts import Facts
from align.people import Person, spelling_verdict
from align.records import Claim, Figure, Segment
from align.report.page import MemberValue, NameGroup


def describe_people(people: Sequence[Person]) -> Iterator[NameGroup]:
    """Yield each person's spellings and titles, by document."""
    for person in people:
        docs: defaultdict[str, list[str]] = defaultdict(list)
        roles: Counter[tuple[str, str]] = Counter()
        for naming in person.namings:
            doc = naming.segment.doc
            if doc not in docs[naming.mention.text]:
                docs[naming.mention.text].append(doc)
            roles.update((title, doc) for title in naming.titles)
        yield NameGroup(
            name=" · ".join(person.usual),
            type="PS",
            forms=tuple(
                (form, times, spelling_verdict(person, form), tuple(docs[form]))
                for form, times in person.forms.most_common()
            ),
            roles=tuple((title, doc, times) for (title, doc), times in roles.most_common()),
        )


def tally_claims(
    claims: Sequence[Claim], facts: Mapping[str, Facts], segments: Mapping[str, Segment]
) -> Iterator[MemberValue]:
    """Yield the figures that the members of each claim give, by what they count."""
    for claim in claims:
        for number, member in enumerate(claim.members):
            offset = segments[member.segment].start
            for figure in facts[member.segment].figures:
                inside = member.start <= offset + figure.start < member.end
                if inside and figure.value is not None:
                    yield MemberValue(
                        claim=claim.id,
                        member=number,
                        what=_what(figure),
                        value=show_value(figure),
                    )


def _what(figure: Figure) -> str:
    names = {"number": "number", "date_rel": "date", "dimension": figure.unit or "measure"}
    return names.get(figure.kind, figure.kind)
