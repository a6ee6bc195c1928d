"""Checks of the titles that the documents of one event give a person.

Titles are compared by office: CEO and 대표 are one. Left out: titles of
different events, since people move on, and whose office it is (``founders``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import regex

from align.checks.evidence import make_evidence
from align.checks.pairs import Finding
from align.checks.people import Found, PersonContext, in_english_first
from align.facts.hangul import has_hangul
from align.facts.particles import strip_particles
from align.facts.roles import compare_roles
from align.records import Evidence, Segment, Span

Office = list[Evidence]
"""Places that give one office; the value of each is the title as written."""

MOST_VOTES = 3
"""Places of the usual title that are shown beside an odd one."""

LEAST_USUAL = 2
"""Places that must give the usual title before a translation's other one is called wrong."""


def check_titles(context: PersonContext) -> Iterator[Found]:
    """The documents on one event give a person titles that name different offices.

    A title that the other document has as well, somewhere, is no difference.
    """
    by_document: defaultdict[str, list[Evidence]] = defaultdict(list)
    for place in _named_places(context):
        by_document[place.doc].append(place)
    told: list[Evidence] = []
    for one, other in combinations(by_document, 2):
        found = _first_conflict(by_document[one], by_document[other])
        if found is None or all(any(_is_same(place, t) for t in told) for place in found):
            continue
        sides = [
            [next((p for p in places if _is_same(p, odd)), None) for places in by_document.values()]
            for odd in found
        ]
        votes = sorted(([p for p in side if p] for side in sides), key=len, reverse=True)
        told += found
        yield _differ(context, votes[0], votes[1], "The documents give different titles")


def check_title_within(context: PersonContext) -> Iterator[Found]:
    """One document gives a person a title of another office than it usually does."""
    for usual, odd in _odd_offices(context):
        if not _is_mistranslated(context, usual, odd):
            votes = _nearest(context, odd[0], usual)
            yield _differ(context, votes, odd[:1], "One document gives different titles")


def check_title_translated(context: PersonContext) -> Iterator[Found]:
    """A translation gives a person a title that its other side does not.

    Only where nobody has that office on the other side, and both languages
    give the person another office elsewhere.
    """
    for usual, odd in _odd_offices(context):
        if _is_mistranslated(context, usual, odd):
            votes = _nearest(context, odd[0], usual)
            yield _differ(context, votes, odd[:1], "Only one side of a translation has this title")


def _named_places(context: PersonContext) -> Iterator[Evidence]:
    for naming in context.person.namings:
        if naming.segment.text.startswith("의 ", naming.mention.end):
            continue  # 현대의 회장: who has a chairman is no person
        for title in naming.titles:
            yield naming.evidence(title, title=True)


def _odd_offices(context: PersonContext) -> Iterator[tuple[Office, Office]]:
    """Yield for each document its usual office and each that is different from it."""
    places: defaultdict[str, list[Evidence]] = defaultdict(list)
    for place in (*_named_places(context), *_find_descriptions(context)):
        places[place.doc].append(place)
    for found in places.values():
        offices: list[Office] = []
        for place in found:
            same = next((o for o in offices if any(_is_same(place, p) for p in o)), None)
            if same is None:
                offices.append([place])
            else:
                same.append(place)
        offices.sort(key=len, reverse=True)
        for odd in offices[1:]:
            if all(_is_different(odd[0], place) for place in offices[0]):
                yield offices[0], odd


def _is_mistranslated(context: PersonContext, usual: Office, odd: Office) -> bool:
    """Say whether the odd title stands in translations only, and only on one side of them."""
    langs = {place.lang for place in odd}
    if len(langs) > 1 or len(usual) < LEAST_USUAL:
        return False
    backing = [*usual, *(place for place in _named_places(context) if _is_same(place, usual[0]))]
    if not {place.lang for place in backing} - langs:
        return False
    texts = {segment.id: segment for segment in context.segments}
    for place in odd:
        partners = [texts[i] for i in context.partners.get(place.segment, ()) if i in texts]
        if not partners or any(_has_office(segment, place.value or "") for segment in partners):
            return False
    return True


def _has_office(segment: Segment, title: str) -> bool:
    """Say whether anybody has the office of ``title`` in a segment."""
    if segment.lang == "en":
        return compare_roles(title, segment.text) == "same"
    words = _WORD_RE.findall(segment.text)
    return any(compare_roles(title, f) == "same" for word in words for f in strip_particles(word))


_WORD_RE = regex.compile(r"[\p{L}\p{N}]+")


def _nearest(context: PersonContext, odd: Evidence, usual: Sequence[Evidence]) -> list[Evidence]:
    """Return where the usual title stands: nearest, then nearest in each other part and language.

    A preface is another part than the article that it stands before.
    """
    best: dict[tuple[bool, str], Evidence] = {}
    for place in sorted(usual, key=lambda e: abs(e.start - odd.start)):
        best.setdefault((place.segment in context.partners, place.lang), place)
    return list(best.values())[:MOST_VOTES]


_BEFORE_RE = regex.compile(r"(?:^|(?<=\s))\p{Lu}[\w&.-]*\s+$")
_AFTER_RE = regex.compile(r"\s+(\p{Lu}[\w&.-]*)\s+")


def _find_descriptions(context: PersonContext) -> Iterator[Evidence]:
    """Yield where an organisation and title stand for the person: "The OpenAI CEO then …".

    Known from a place where they stand beside the name, in Latin letters:
    "OpenAI CEO Sam Altman", 샘 알트먼 OpenAI CEO.
    """
    known: dict[str, str] = {}
    for naming in context.person.namings:
        text, role, name = naming.segment.text, naming.mention.role, naming.mention.span
        if not role or role not in naming.titles or has_hangul(role):
            continue
        before = text[: name.start].rstrip()
        organisation = _BEFORE_RE.search(before.removesuffix(role))
        if before.endswith(role) and organisation:
            known[f"{organisation.group().strip()} {role}"] = role
        after = _AFTER_RE.match(text, name.end)
        if after and text.startswith(role, after.end()):
            known[f"{after[1]} {role}"] = role
    if not known:
        return
    docs = {naming.segment.doc for naming in context.person.namings}
    own = {naming.segment.id: naming.mention.span for naming in context.person.namings}
    rule = regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, known))})(?!\s+\p{{Lu}})")
    for segment in context.segments:
        if segment.doc not in docs or segment.id in own:
            continue
        for match in rule.finditer(segment.text):
            yield make_evidence(segment, Span(*match.span()), known[match.group()])


def _is_same(a: Evidence, b: Evidence) -> bool:
    return compare_roles(a.value or "", b.value or "") == "same"


def _is_different(a: Evidence, b: Evidence) -> bool:
    return compare_roles(a.value or "", b.value or "") == "different"


def _first_conflict(
    one: Sequence[Evidence], other: Sequence[Evidence]
) -> tuple[Evidence, Evidence] | None:
    """Return two titles of different offices that neither document backs up."""
    for a in one:
        for b in other:
            if not _is_different(a, b):
                continue
            if not any(_is_same(a, o) for o in other) and not any(_is_same(b, o) for o in one):
                return a, b
    return None


def _differ(
    context: PersonContext, usual: Sequence[Evidence], odd: Sequence[Evidence], what: str
) -> Found:
    name = context.person.usual[0] if context.person.usual else odd[0].text
    titles = [" / ".join(dict.fromkeys(p.value or "" for p in side)) for side in (usual, odd)]
    return (
        Finding(
            verdict="differs",
            message=f"{what} for {name}: {titles[0]} against {titles[1]}",
            confidence=0.8,
        ),
        in_english_first((*usual, *odd)),
    )
