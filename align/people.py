"""Who is named, in which spellings and with which titles, over all documents.

Left out: organisations, and persons of different events, whose titles may have
changed in between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Literal

import regex
from attrs import evolve, frozen

from align.checks.evidence import make_evidence
from align.facts import Facts
from align.facts.hangul import has_hangul
from align.facts.names import compare_names, group_names
from align.facts.particles import strip_particles
from align.facts.roles import compare_roles, read_roles
from align.facts.spellings.romanised import split_korean
from align.records import Evidence, Mention, Segment, Span

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
        return make_evidence(self.segment, Span(start, end), value)


HEADINGS = frozenset({"headline", "subhead"})

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

    Where a person is known by a title or full name somewhere, words elsewhere
    that are the same name or nearly so are taken for it too, title or not. In
    headlines only names that stand elsewhere count.

    >>> from align.facts import read_facts
    >>> from align.sentences import split_sentences
    >>> text = "샘 올트먼 최고경영자가 왔다. 올트먼 CEO는 이영 장관을 만났다."
    >>> segments = split_sentences(text, "ko")
    >>> people = find_people(segments, {s.id: read_facts(s.text, s.lang) for s in segments})
    >>> [sorted(person.forms) for person in people]
    [['샘 올트먼', '올트먼'], ['이영']]
    """
    namings: defaultdict[str, list[Naming]] = defaultdict(list)
    titles: list[Naming] = []
    for segment in segments:
        for mention in facts[segment.id].mentions:
            if mention.type == "PS":
                naming = Naming(segment=segment, mention=mention)
                if segment.kind in HEADINGS:
                    titles.append(naming)
                else:
                    namings[mention.text].append(naming)
    for naming in titles:  # every word of a headline may be capitalised: only known names count
        if naming.mention.text in namings:
            namings[naming.mention.text].append(naming)
    namings = _drop_strays(namings)
    for naming in _find_untitled(segments, facts, frozenset(namings)):
        namings[naming.mention.text].append(naming)
    groups = group_names([form for form, found in namings.items() for _ in found])
    places = [[n for form, _ in group.forms for n in namings[form]] for group in groups]
    places = _attach_surnames(places)
    people = []
    for group, found in zip(groups, places, strict=True):
        forms = Counter(naming.mention.text for naming in found)
        slips = frozenset(form for form in forms if _is_slip(form, forms))
        person = Person(namings=tuple(found), usual=group.usual, unusual=slips)
        if _is_plain(person):
            people.append(person)
    return tuple(people)


def _is_plain(person: Person) -> bool:
    """Say whether it is plain that a person is meant: a title, two scripts or a full name.

    A lone word without a title may be anything.
    """
    forms = [form for form in person.forms if len(form) > 1]
    scripts = {has_hangul(form) for form in forms}
    is_full = any(" " in form or (len(form) == 3 and split_korean(form)) for form in forms)
    return len(scripts) > 1 or is_full or (bool(forms) and any(n.titles for n in person.namings))


def _attach_surnames(groups: Sequence[Sequence[Naming]]) -> list[list[Naming]]:
    """Return the groups with each lone family name put to whom its document means by it.

    "이 장관" is the only person 이… of that document who is called a minister.
    """
    kept = [list(group) for group in groups]
    for group in kept:
        if not group or len(group[0].mention.text) > 1:
            continue
        for naming in list(group):
            owners = [
                other
                for other in kept
                if other is not group and any(_is_bearer(n, naming) for n in other)
            ]
            if len(owners) == 1:
                group.remove(naming)
                owners[0].append(naming)
    return kept


def _is_bearer(full: Naming, bare: Naming) -> bool:
    """Say whether a full naming is of one document, family name and title with a bare one."""
    split = split_korean(full.mention.text)
    return (
        full.segment.doc == bare.segment.doc
        and split is not None
        and split[0] == bare.mention.text
        and any(compare_roles(a, b) == "same" for a in full.titles for b in bare.titles)
    )


def _drop_strays(
    namings: Mapping[str, Sequence[Naming]],
) -> defaultdict[str, list[Naming]]:
    """Return the namings without words that only seem to be first names (마친 알트만).

    Of a form that stands once, the first word goes where others give the same
    name another first word, and it stands in no other form.
    """
    full = [form for form in namings if " " in form]
    first = Counter(form.split()[0] for form in full)
    last = Counter(form.split()[-1] for form in full)
    kept: defaultdict[str, list[Naming]] = defaultdict(list)
    for form, places in namings.items():
        head, _, rest = form.partition(" ")
        is_single = len(places) == 1 == first[head] and last[rest] > 1
        if is_single and has_hangul(form) and rest in namings:
            (place,) = places
            start = place.mention.end - len(rest)
            mention = evolve(place.mention, start=start, text=rest)
            kept[rest].append(Naming(segment=place.segment, mention=mention))
        else:
            kept[form].extend(places)
    return kept


def _find_untitled(
    segments: Sequence[Segment], facts: Mapping[str, Facts], known: frozenset[str]
) -> Iterator[Naming]:
    """Yield words that are a known foreign name in Hangul, or nearly, outside any mention."""
    cores = {form.split()[-1] for form in known if has_hangul(form)}
    cores = {core for core in cores if len(core) >= 3 and split_korean(core) is None}
    by_syllable: defaultdict[str, set[str]] = defaultdict(set)
    for core in cores:
        for syllable in core:
            by_syllable[syllable].add(core)
    for segment in segments if cores else ():
        taken = [mention.span for mention in facts[segment.id].mentions]
        for match in _HANGUL_RE.finditer(segment.text):
            stem = min(strip_particles(match.group()), key=len)
            near = {core for s in stem for core in by_syllable.get(s, ())}
            near = {core for core in near if abs(len(core) - len(stem)) <= 1}
            span = Span(match.start(), match.start() + len(stem))
            if len(stem) < 3 or not near or any(span.overlaps(other) for other in taken):
                continue
            if stem in cores or max(compare_names(stem, c).score for c in near) >= NEAR_NAME:
                mention = Mention(start=span.start, end=span.end, type="PS", text=stem)
                yield Naming(segment=segment, mention=mention)


NEAR_NAME = 0.8
"""Likeness of a word to a known name from which it is that name: one letter in three
syllables (알트민 to 알트먼: 0.82); other words of the real documents have 0.5 and less."""

_HANGUL_RE = regex.compile(r"\p{Hangul}+")

SLIP_SHARE = 3
"""A slip stands a third as often as the form it slips from, or less."""
SLIP_ACROSS = 0.79
"""Likeness to the name's form in the other script below which a rare spelling is a slip:
accepted spellings of Altman have 0.82 (올트먼) to 0.97, slips 0.68 (울트먼) and 0.76 (알트민)."""
SLIP_WITHIN = 0.85
"""Likeness to a common form of the same script from which a rare one is its slip, where
the other script does not tell: one letter in three syllables."""


def _is_slip(form: str, forms: Counter[str]) -> bool:
    """Say whether a form is a misspelling: rare, and off from what it should sound like."""
    cores: Counter[str] = Counter()
    for other, times in forms.items():
        cores[other.split()[-1]] += times
    core, script = form.split()[-1], has_hangul(form)
    rivals = [
        other
        for other in cores
        if has_hangul(other) == script
        and cores[other] >= SLIP_SHARE * cores[core]
        and core not in other
        and other not in core
    ]
    across = {name for o in forms if has_hangul(o) != script for name in (o, o.split()[-1])}
    if rivals and across:
        return max(compare_names(form, other).score for other in across) < SLIP_ACROSS
    return any(compare_names(core, other).score >= SLIP_WITHIN for other in rivals)


def names_by_document(
    people: Sequence[Person], docs: Sequence[str]
) -> dict[str, frozenset[Hashable]]:
    """Return for each document which persons it names, as numbers."""
    found: dict[str, set[Hashable]] = {doc: set() for doc in docs}
    for number, person in enumerate(people):
        for naming in person.namings:
            found[naming.segment.doc].add(number)
    return {doc: frozenset(numbers) for doc, numbers in found.items()}


def spelling_verdict(person: Person, form: str) -> Literal["same", "variant", "unusual"]:
    """Return how a form stands to the usual one of its script; a part of it is the same."""
    if form in person.unusual:
        return "unusual"
    own = [usual for usual in person.usual if has_hangul(usual) == has_hangul(form)]
    if not own or any(form in usual for usual in own):
        return "same"
    last = form.split()[-1]
    verdicts = {compare_names(last, usual.split()[-1]).verdict for usual in own}
    return "same" if "same" in verdicts else "variant"
