"""What a person is said to have founded: the company in one document, its product in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import regex

from align.checks.pairs import Finding
from align.checks.people import Found, PersonContext, in_english_first
from align.facts.names import compare_names
from align.people import Naming
from align.records import Evidence

_NEAR = 60
"""Characters to either side of a name within which a founding is told of its bearer."""

_NAME = r"(?P<what>\p{Lu}[\p{L}\d&-]*(?:\s\p{Lu}[\p{L}\d&-]*)?)"
_FOUNDER = r"(?:co-?)?founder"


@cache
def _patterns(lang: str) -> tuple[tuple[bool, regex.Pattern[str]], ...]:
    """Return the ways to tell what somebody founded: whether it follows the name, and how."""
    if lang == "en":
        rules = (
            (True, rf",\s{_NAME}\s{_FOUNDER}\b"),  # Greg Brockman, OpenAI co-founder
            (True, rf",\s(?:a\s|the\s)?{_FOUNDER}(?:\sand\s[a-z ]+)?\sof\s{_NAME}"),
            (False, rf"{_NAME}\s{_FOUNDER}(?:\sand\s[a-z ]+)?\s"),  # OpenAI co-founder Greg …
        )
    else:
        what = r"(?P<what>[\p{L}\d&-]{2,})"
        rules = (
            (False, rf"{what}\s(?:공동\s?)?(?:창업|창립|설립)자(?:인|이자)?\s"),
            (False, rf"{what}(?<=[을를])\s(?:공동\s?)?(?:창업|창립|설립)한\s"),
            (True, rf"\s{what}\s(?:공동\s?)?(?:창업|창립|설립)자"),
        )
    return tuple(
        (after, regex.compile(rf"\G{rule}" if after else rf"{rule}\Z")) for after, rule in rules
    )


def check_founder(context: PersonContext) -> Iterator[Found]:
    """Two documents on one event say that a person founded different things."""
    by_document: defaultdict[str, list[Evidence]] = defaultdict(list)
    for naming in context.person.namings:
        for place in _find_foundings(naming):
            by_document[place.doc].append(place)
    for one, other in combinations(by_document, 2):
        a, b = by_document[one], by_document[other]
        if any(_is_same(x, y) for x in a for y in b):
            continue
        first, second = places = in_english_first((a[0], b[0]))
        yield (
            Finding(
                verdict="differs",
                message=f"{context.person.usual[0]} is said to have founded "
                f"{first.value} against {second.value}",
                confidence=0.6,
            ),
            places,
        )
        return


def _find_foundings(naming: Naming) -> Iterator[Evidence]:
    """Yield the words beside a name that tell what its bearer founded; the value is what."""
    text, name = naming.segment.text, naming.mention.span
    lang = "en" if naming.segment.lang == "en" else "ko"
    for after, rule in _patterns(lang):
        if after:
            match = rule.match(text, name.end, min(len(text), name.end + _NEAR))
        else:
            match = rule.search(text, max(0, name.start - _NEAR), name.start)
        if match is None:
            continue
        what = match["what"]
        start = naming.segment.start + match.start("what")
        words = regex.sub(r"^\W+|\W+$", "", text[match.start("what") : match.end()])
        if after and lang == "en":  # "co-founder of OpenAI" begins before what was founded
            begin = match.start() + 2
            words, start = text[begin : match.end()], naming.segment.start + begin
        yield Evidence(
            doc=naming.segment.doc,
            segment=naming.segment.id,
            start=start,
            end=start + len(words),
            lang=naming.segment.lang,
            text=words,
            value=what if lang == "en" else regex.sub(r"(?<=..)(?:을|를|의)$", "", what),
        )
        return


def _is_same(a: Evidence, b: Evidence) -> bool:
    return compare_names(a.value or "", b.value or "").verdict != "different"
