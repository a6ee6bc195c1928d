"""Which passages of several documents state the same.

The unit is not the sentence: two outlets share a quotation, or a clause with a
figure, and word the rest their own way. So sentences, quotations and clauses
of all documents of one event are held against each other; shared figures and
names speak for a pair that words alone would not carry. Clusters are made best
pair first, and a passage joins one only if it is near to *all* its members, so
that no chain leads from one claim to another.

Left out: claims of documents of different events, which are never compared;
what stands only once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import regex
from attrs import define, evolve, frozen

from align.checks.figures import Agreement, compare_figures, has_same_unit
from align.encoding import UseEncoder, one_blas_thread
from align.events import Event
from align.facts import Facts
from align.quotemarks import pair_marks
from align.records import Bead, Claim, Document, Figure, Lang, Passage, Relation, Segment, Span
from align.segments import article

CLAIM_KINDS = frozenset({"headline", "subhead", "caption", "body", "quote-body"})

NEIGHBOURS = 6
USUAL_HUBNESS, USUAL_WEIGHT = 0.3, 30
"""The mean cosine of a clause to its nearest ones elsewhere, and how many clauses outweigh
it: a few sentences have nothing but their counterparts to compare with."""
HUBNESS = 0.8
"""How much of a unit's usual likeness to other documents is taken off its cosine."""

BLOCK = 1024
"""Units that are held against all others at a time."""

ACCEPT = 0.33
EQUIVALENT = 0.42
"""Support from which two passages are one claim, and from which an equivalent one. On the
claims of ``gold/`` (seeds): of the pairs at 0.33 and more, nine in ten are right."""

BEST_SHARE = 0.9
"""A link must be nearly the best that each of its two units has in the other source."""

JOIN = 0.12
"""What a passage must have in common with every member of a cluster that it joins."""

FIGURE_WORTH = 0.20
"""What a shared figure adds; the second half as much."""
SAID_WORTH = 0.06
"""What it adds that both stand in quotation marks: outlets quote the same words."""
RIVAL_WORTH = 0.12
"""What two different figures of one unit add: amounts in dollars are compared with such."""
MIN_FIGURE_COSINE = 0.10
SALIENT = Decimal(5)
"""Smaller numbers are shared by chance."""

MIN_UNIT: Mapping[Lang, int] = {"en": 30, "ko": 13, "mixed": 20}
"""Characters of a clause that can carry a claim."""

WINDOW = 2
"""Words beside a figure that say what it counts."""

_WORD_RE = regex.compile(r"\S+")

Row = npt.NDArray[np.float32]


@frozen
class _Unit:
    """Words that may be a claim: a sentence, quotation or clause, or a figure in its clause.

    ``segment`` counts the event's segments; ``text`` is what is compared, ``span``
    what is shown.
    """

    segment: int
    span: Span
    text: str
    figures: tuple[Figure, ...]
    is_said: bool = False
    """Stands inside a quotation, all of it."""


@frozen(kw_only=True)
class _Link:
    """Two units that may state the same, and how much speaks for it."""

    support: float
    one: _Unit
    other: _Unit


def match_claims(
    documents: Sequence[Document],
    by_document: Sequence[Sequence[Segment]],
    beads: Sequence[Bead],
    facts: Mapping[str, Facts],
    events: Sequence[Event],
    vectors: Mapping[str, Row],
    encoder: UseEncoder,
) -> list[Claim]:
    """Return what several documents of one event state, and where each states it.

    The two languages of a bilingual document state the same by design: there
    its beads say which; a claim takes in both sides of a bead. A part of such a
    document that has no other language (a preface) is a source of its own.
    """
    parts = {document.name: part for document, part in zip(documents, by_document, strict=True)}
    partners = _partners(beads)
    claims: list[Claim] = []
    for event in events:
        segments = [
            segment
            for doc in event.docs
            for segment in article(parts[doc])
            if segment.kind in CLAIM_KINDS
        ]
        sources = [_source(segment, partners) for segment in segments]
        if len(set(sources)) < 2:
            continue
        links = _find_links(segments, sources, facts, vectors, encoder)
        for cluster in _cluster(links, sources):
            members = _add_partners(cluster.units, segments, partners)
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    members=tuple(members),
                    relation=_relation(cluster.support),
                    score=round(cluster.support, 3),
                )
            )
    return claims


def _relation(support: float) -> Relation:
    return "equivalent" if support >= EQUIVALENT else "overlapping"


def _partners(beads: Sequence[Bead]) -> dict[str, tuple[str, ...]]:
    """Return for each aligned segment the segments of its bead's other side."""
    found: dict[str, tuple[str, ...]] = {}
    for bead in beads:
        if not bead.is_null:
            found.update(dict.fromkeys(bead.source, bead.target))
            found.update(dict.fromkeys(bead.target, bead.source))
    return found


def _source(segment: Segment, partners: Mapping[str, tuple[str, ...]]) -> str:
    """Return who speaks: a document, or the part of it that has no other language."""
    is_translated = segment.id in partners
    return f"{segment.doc}\0{'translated' if is_translated else 'alone'}"


def _add_partners(
    units: Sequence[_Unit],
    segments: Sequence[Segment],
    partners: Mapping[str, tuple[str, ...]],
) -> list[Passage]:
    """Return the passages of a cluster, with the other language of those that have one."""
    place = {segment.id: number for number, segment in enumerate(segments)}
    passages = {unit.segment: _passage(segments[unit.segment], unit.span) for unit in units}
    for unit in units:
        for partner in partners.get(segments[unit.segment].id, ()):
            if partner in place:
                segment = segments[place[partner]]
                passages.setdefault(place[partner], _passage(segment, Span(0, len(segment.text))))
    return [passages[number] for number in sorted(passages)]


def _passage(segment: Segment, span: Span) -> Passage:
    return Passage(
        doc=segment.doc,
        segment=segment.id,
        start=segment.start + span.start,
        end=segment.start + span.end,
        lang=segment.lang,
        text=span.of(segment.text),
    )


@cache
def _cut_re(lang: Lang) -> regex.Pattern[str]:
    """Return where a clause of the language may end."""
    if lang == "en":
        return regex.compile(r"[,;:]\s+|\s+(?=(?:and|but|while|who|which|where|that)\s)")
    return regex.compile(r"""(?<=며|고|지만|으나|는데|면서|해|어|아|서|나|도록)[,”"’']?\s+|,\s+""")


def find_units(text: str, lang: Lang) -> list[Span]:
    """Return the sentence itself, its quotations, its clauses and pairs of clauses.

    >>> text = "임원 7명이 나왔고, 국내에서는 스타트업 백여 곳이 왔다."
    >>> [span.of(text) for span in find_units(text, "ko")][1:]
    []
    >>> text = "He met seven executives of the company, and he promised to build a new plant."
    >>> [span.of(text) for span in find_units(text, "en")][1]
    'He met seven executives of the company'
    """
    least = MIN_UNIT[lang]
    spans = [Span(0, len(text))]
    for pair in pair_marks(text):
        if pair.is_quote and pair.close - pair.open > least:
            spans.append(Span(pair.open + 1, pair.close))
    cuts = [0, *(match.end() for match in _cut_re(lang).finditer(text)), len(text)]
    clauses: list[Span] = []
    for start, end in pairwise(cuts):
        last = clauses[-1] if clauses else None
        if last and (end - start < least or last.end - last.start < least):
            clauses[-1] = Span(last.start, end)
        elif end > start:
            clauses.append(Span(start, end))
    if len(clauses) > 1:
        spans += clauses
    if len(clauses) > 2:
        spans += [Span(a.start, b.end) for a, b in pairwise(clauses)]
    return list(dict.fromkeys([spans[0], *(_trim(text, span) for span in spans[1:])]))


def _trim(text: str, span: Span) -> Span:
    """Return the span without white space, commas and quotation marks at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(_EDGES))))


_EDGES = " \t\n\r,;:\"'“”‘’"


def _find_links(
    segments: Sequence[Segment],
    sources: Sequence[str],
    facts: Mapping[str, Facts],
    vectors: Mapping[str, Row],
    encoder: UseEncoder,
) -> list[_Link]:
    """Return pairs of units of different sources that may state the same, best first."""
    clauses: list[_Unit] = []
    windows: list[_Unit] = []
    for i, segment in enumerate(segments):
        telling = [figure for figure in facts[segment.id].figures if _is_telling(figure)]
        spans = find_units(segment.text, segment.lang)
        quotes = [Span(p.open, p.close) for p in pair_marks(segment.text) if p.is_quote]
        for span in spans:
            inside = tuple(f for f in telling if span.start <= f.start and f.end <= span.end)
            is_said = any(q.start < span.start and span.end <= q.end for q in quotes)
            words = mask_numbers(span.of(segment.text))
            clauses.append(_Unit(i, span, words, inside, is_said))
        for figure in telling:
            window = _window(segment.text, segment.lang, figure)
            around = min(
                (s for s in spans if s.start <= window.start and window.end <= s.end),
                key=lambda s: s.end - s.start,
            )
            windows.append(_Unit(i, around, window.of(segment.text), (figure,)))
    known = {segment.text: vectors[segment.id] for segment in segments}
    links = [
        link
        for units, least in ((clauses, 0), (windows, 1))
        for link in _link_units(units, sources, known, encoder, least)
    ]
    return sorted(
        links, key=lambda k: (-k.support, k.one.segment, k.other.segment, k.one.span.start)
    )


def mask_numbers(text: str) -> str:
    """Return the text with 0 for each number: figures pull sentences apart that belong together.

    >>> mask_numbers("4천만 달러"), mask_numbers("$3.2 million for 300 people")
    ('0 달러', '$0 for 0 people')
    """
    return str(_NUMBER_RE.sub("0", text))


_NUMBER_RE = regex.compile(
    r"\d[\d,.]*(?<![,.])(?:[십백천만억조]+(?:\s?\d[\d,]*(?<!,))?)*(?:\s(?:thousand|[mbtr]+illion)s?)?"
)


def _link_units(
    units: Sequence[_Unit],
    sources: Sequence[str],
    known: Mapping[str, Row],
    encoder: UseEncoder,
    least: int,
) -> Iterator[_Link]:
    """Yield the links among units that share ``least`` figures or more."""
    if not units:
        return
    new = [unit.text for unit in units if unit.text not in known]
    vectors = {**known, **dict(zip(new, encoder.encode(new), strict=True))}
    matrix = np.array([vectors[unit.text] for unit in units])
    owner = [sources[unit.segment] for unit in units]
    speaker = np.unique(owner, return_inverse=True)[1]
    for u, v, value in _near_units(matrix, speaker):
        one, other = units[u], units[v]
        shared = _count_shared(one.figures, other.figures)
        support = value + 2 * FIGURE_WORTH * (1 - 0.5**shared)
        if one.is_said and other.is_said:
            support += SAID_WORTH
        if not shared and _are_rivals(one.figures, other.figures):
            support += RIVAL_WORTH
        if shared >= least and support >= JOIN:
            yield _Link(support=support, one=one, other=other)


def _window(text: str, lang: Lang, figure: Figure) -> Span:
    """Return the figure with what it counts: words after it in English, before it in Korean.

    >>> from align.facts.figures import read_figures
    >>> text = "Later he met about 100 startup founders in the city hall."
    >>> _window(text, "en", read_figures(text, "en")[0]).of(text)
    'about 100 startup founders'
    """
    words = [match.span() for match in _WORD_RE.finditer(text)]
    touched = [k for k, (a, b) in enumerate(words) if a < figure.end and figure.start < b]
    first, last = touched[0], touched[-1]
    if lang == "en":
        first, last = max(first - 1, 0), min(last + WINDOW, len(words) - 1)
    else:
        first = max(first - WINDOW, 0)
    return _trim(text, Span(words[first][0], words[last][1]))


def _near_units(matrix: Row, speaker: npt.NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of units of different speakers that are near, with cosine less hubness."""
    count = len(matrix)
    hubs = np.zeros(count, np.float32)
    with one_blas_thread():
        for first in range(0, count, BLOCK):
            block = _other_cosines(matrix, speaker, first)
            k = min(NEIGHBOURS, count)
            hubs[first : first + BLOCK] = np.partition(block, -k, axis=1)[:, -k:].mean(1)
        drawn = count * np.maximum(hubs, 0) + USUAL_WEIGHT * USUAL_HUBNESS
        hubs = (drawn / (count + USUAL_WEIGHT)).astype(np.float32)
        for first in range(0, count, BLOCK):
            block = _other_cosines(matrix, speaker, first)
            block -= HUBNESS / 2 * (hubs[first : first + BLOCK, None] + hubs[None])
            for row, v in np.argwhere(block >= MIN_FIGURE_COSINE):
                if v > first + row:
                    yield int(first + row), int(v), float(block[row, v])


def _other_cosines(matrix: Row, speaker: npt.NDArray[np.int64], first: int) -> Row:
    """Return the cosines of a block of rows to all units; -1 to those of the same speaker."""
    rows = slice(first, first + BLOCK)
    block: Row = matrix[rows] @ matrix.T
    block[speaker[rows, None] == speaker[None]] = -1.0
    return block


def _count_shared(a: Sequence[Figure], b: Sequence[Figure]) -> int:
    """Return how many figures of two units agree, each counted once."""
    left = list(b)
    count = 0
    for figure in a:
        for other in left:
            if compare_figures(figure, other) >= Agreement.NEAR:
                left.remove(other)
                count += 1
                break
    return count


def _are_rivals(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Say whether two units each give one figure, in the same currency, unit or counter."""
    if len(a) != 1 or len(b) != 1 or a[0].kind != b[0].kind or not has_same_unit(a[0], b[0]):
        return False
    return a[0].kind != "number" or (a[0].counted is not None and a[0].counted == b[0].counted)


def _is_telling(figure: Figure) -> bool:
    """Say whether a figure is rarely shared by chance."""
    if figure.kind in ("date", "date_rel", "time", "ordinal") or figure.value is None:
        return False
    if figure.kind in ("number", "multiple", "ratio"):
        return isinstance(figure.value, Decimal) and figure.value >= SALIENT
    return True


@define
class _Cluster:
    """Units of different sources that state the same, and the weakest link among them."""

    units: list[_Unit]
    support: float


def _cluster(links: Sequence[_Link], sources: Sequence[str]) -> list[_Cluster]:
    """Return clusters of units, one of each source at most, best links first.

    A segment may stand in several clusters, with words that do not overlap.
    """
    near = {(link.one.segment, link.other.segment) for link in links}
    best: dict[tuple[int, Span, str], float] = {}
    for link in links:
        for unit, other in ((link.one, link.other), (link.other, link.one)):
            best.setdefault((unit.segment, unit.span, sources[other.segment]), link.support)
    clusters: list[_Cluster] = []
    taken: defaultdict[int, list[tuple[Span, _Cluster]]] = defaultdict(list)

    def find(unit: _Unit) -> _Cluster | None:
        return next((c for span, c in taken[unit.segment] if span.overlaps(unit.span)), None)

    for link in links:
        if link.support < ACCEPT:
            break
        one, other = link.one, link.other
        is_best = link.support >= BEST_SHARE * max(
            best[one.segment, one.span, sources[other.segment]],
            best[other.segment, other.span, sources[one.segment]],
        )
        left, right = find(one), find(other)
        if not is_best or (left is not None and left is right):
            continue
        units = [*(left.units if left else [one]), *(right.units if right else [other])]
        speakers = {sources[unit.segment] for unit in units}
        is_near = all(
            (min(a.segment, b.segment), max(a.segment, b.segment)) in near
            for a in (left.units if left else [one])
            for b in (right.units if right else [other])
        )
        if len(speakers) < len(units) or not is_near:
            continue
        joined = _Cluster(units, min([link.support, *(c.support for c in (left, right) if c)]))
        clusters = [c for c in clusters if c is not left and c is not right] + [joined]
        for unit in units:
            rest = [(span, c) for span, c in taken[unit.segment] if c not in (left, right)]
            taken[unit.segment] = [*rest, (unit.span, joined)]
    return sorted(_merge(clusters), key=lambda c: min((u.segment, u.span.start) for u in c.units))


def _merge(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Return the clusters, those over the same segments as one with the wider spans."""
    merged: dict[tuple[int, ...], _Cluster] = {}
    for cluster in clusters:
        units = {unit.segment: unit for unit in cluster.units}
        key = tuple(sorted(units))
        known = merged.get(key)
        if known:
            wider = [_hull(unit, units[unit.segment]) for unit in known.units]
            merged[key] = _Cluster(wider, max(known.support, cluster.support))
        else:
            merged[key] = cluster
    return list(merged.values())


def _hull(one: _Unit, other: _Unit) -> _Unit:
    start, end = min(one.span.start, other.span.start), max(one.span.end, other.span.end)
    return evolve(one, span=Span(start, end))
