"""Which line is the headline, which are subheads, and what stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from align.documents.bylines import STAMP_RE
from align.documents.lines import (
    ITEM_RE,
    MAX_SUBHEAD,
    MAX_TITLE,
    Line,
    is_korean,
    is_sentence,
    is_title,
)
from align.records import SegmentKind
from align.sentences.korean import is_predicate

Kinds = list[SegmentKind | None]

SITE_NAME = 24
"""Characters of the longest name of a site or blog above the headline."""

MIN_REPEATED = 14
"""Characters from which a line that comes again below is the headline."""

MAX_RUN = 40
"""Lines above the article that may be its headline; menus are longer."""

HEADING_BULLETS = frozenset("◇◆○●□■▣★※☞ㅇ▶▷")
"""Bullets that may open a subhead; the others (△, •, -) only items."""


def label_titles(lines: Sequence[Line], kinds: Kinds) -> str | None:
    """Label headline, subheads and what stands above them; return the headline.

    The headline is the title-like line above the first byline or time stamp,
    or else the first before the article; a site's or blog's name above it is
    boilerplate: short, and set apart by a blank line or, on a page with other
    furniture, by a line twice as long.
    """
    sentences = [i for i, line in enumerate(lines) if kinds[i] is None and is_sentence(line.bare)]
    titles = [i for i, line in enumerate(lines) if kinds[i] is None and is_title(line.bare)]
    if len(sentences) < 2 and len(plain := _unpunctuated(lines, kinds)) > 2:
        sentences = sorted({*sentences, *plain})
        titles = [i for i in titles if i not in plain]
    if not sentences or not titles:
        return None
    before = [i for i in titles if i < sentences[0]]
    if not before and len(sentences) * 3 < len(titles):
        return None
    info = _first_info(lines, kinds)
    above = [i for i in titles if info is not None and i < info]
    said = max((i for i in sentences if info is not None and i < info), default=-1)
    is_above = bool(above) and said < above[-1]
    run = [i for i in above if i > said] if is_above else before
    if not run:
        _label_subheads(lines, kinds, titles, sentences, None)
        return None
    first = _find_headline(lines, kinds, run)
    headline = lines[first].bare
    for i in run:
        if i < first:
            kinds[i] = "boilerplate"
    kinds[first] = "headline"
    second = first + 1
    if second in run[:MAX_RUN] and is_korean(lines[second].bare) != is_korean(headline):
        kinds[second] = "headline"
    _label_subheads(lines, kinds, [i for i in titles if i > first], sentences, first)
    for i, line in enumerate(lines):
        if i > first and kinds[i] in (None, "subhead") and line.bare == headline:
            kinds[i] = "headline"
    return headline


def _unpunctuated(lines: Sequence[Line], kinds: Kinds) -> list[int]:
    """Return the lines of a text without full stops that end in a verb: 종이는 …에서 태어났다."""
    return [
        i
        for i, line in enumerate(lines)
        if kinds[i] is None and is_predicate(line.bare, len(line.bare)) and " " in line.bare
    ]


def _first_info(lines: Sequence[Line], kinds: Kinds) -> int | None:
    for i, kind in enumerate(kinds):
        if kind == "byline" or (kind == "metadata" and STAMP_RE.search(lines[i].bare)):
            return i
    return None


def _find_headline(lines: Sequence[Line], kinds: Kinds, run: Sequence[int]) -> int:
    later = [line.bare for line in lines]
    run = run[:MAX_RUN]
    for i in run:
        head = lines[i].bare
        if len(head) >= MIN_REPEATED and any(_repeats(other, head) for other in later[i + 2 :]):
            return i
    crumb = max((i for i in range(run[-1]) if kinds[i] == "metadata" and i > run[0]), default=-1)
    is_page = any(kind in ("boilerplate", "metadata", "byline") for kind in kinds)
    below = [i for i in run if i > crumb]
    for i, next_ in pairwise(below):
        if not _is_site_name(lines, i, next_, is_page=is_page):
            return i
    return below[-1]


def _repeats(line: str, head: str) -> bool:
    return line == head or line.startswith(head + " ")


def _is_site_name(lines: Sequence[Line], i: int, next_: int, *, is_page: bool) -> bool:
    line, following = lines[i].bare, lines[next_].bare
    if len(line.split()) > 3 or len(line) > SITE_NAME:
        return False
    if i + 1 < len(lines) and lines[i + 1].gap:
        return True
    plain = all(c.isalpha() or c.isspace() for c in line)
    return is_page and plain and len(following) >= 2 * len(line) and len(line) <= SITE_NAME // 2


def _label_subheads(
    lines: Sequence[Line],
    kinds: Kinds,
    titles: Iterable[int],
    sentences: Sequence[int],
    headline: int | None,
) -> None:
    last = sentences[-1] if sentences else 0
    for i in titles:
        limit = MAX_SUBHEAD // 2 if lines[i].bare[-1] in "?？!" else MAX_TITLE
        if kinds[i] is None and len(lines[i].bare) <= limit and i < last:
            kinds[i] = "subhead"
    for i, line in enumerate(lines[: last + 1]):
        if kinds[i] is None and _is_headed(line.bare):
            item = ITEM_RE.match(line.bare)
            leads = headline is not None and headline < i < sentences[0]
            if item and (leads or _heads(lines, kinds, i, item["bullet"])):
                kinds[i] = "subhead"


def _is_headed(line: str) -> bool:
    return len(line) <= MAX_SUBHEAD and not is_sentence(line)


def _heads(lines: Sequence[Line], kinds: Kinds, i: int, bullet: str) -> bool:
    """Say whether a line with a bullet or number heads what follows: no item of the same list."""
    is_number = bullet[0].isdigit()
    if not (is_number or bullet in HEADING_BULLETS):
        return False
    place = next((j for j in range(i + 1, len(lines)) if kinds[j] in (None, "subhead")), None)
    if place is None:
        return False
    following = lines[place].bare
    other = ITEM_RE.match(following)
    if other is None:
        return is_sentence(following)
    return other["bullet"] != bullet and not (is_number and other["bullet"][0].isdigit())
