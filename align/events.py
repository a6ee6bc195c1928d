"""Which documents tell of the same event, so that only those are compared.

A visit in 2023 and one in 2025 share a person, a company and half their
words. Documents belong together when their dates allow it and when they share
what is rare: names that not every document has. Left out: several events in
one document.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.encoding import one_blas_thread
from align.facts import Facts
from align.records import Document, Segment
from align.segments import article

Row = npt.NDArray[np.float32]

MAX_DAYS = 14
"""Days between two publications that may still tell of one event."""

RELATED = 0.22
"""Relatedness from which two documents tell of one event. Of the ten pairs of the real
documents, those of one event have 0.29 to 0.55, the others 0.17 and less."""

NAME_SHARE = 0.5
"""What shared rare names weigh beside the likeness of the words."""


@frozen(kw_only=True)
class Event:
    """Documents that tell of the same event, in reading order."""

    docs: tuple[str, ...]


def find_events(
    documents: Sequence[Document],
    by_document: Sequence[Sequence[Segment]],
    facts: Mapping[str, Facts],
    names: Mapping[str, frozenset[Hashable]],
    vectors: Mapping[str, Row],
) -> list[Event]:
    """Return the documents grouped by event; each stands in exactly one group.

    ``names`` holds for each document the persons and organisations it names,
    ``vectors`` for each segment of an article its vector.
    Groups are joined best pair first, and only while every pair of dates in
    the joined group allows it.
    """
    means = [_mean_vector(part, vectors) for part in by_document]
    days = [
        _days(document, part, facts) for document, part in zip(documents, by_document, strict=True)
    ]
    rarity = _rarity(names)
    links = []
    for i, j in combinations(range(len(documents)), 2):
        if not _dates_allow(documents[i], documents[j], days[i], days[j]):
            continue
        link = relatedness(
            float(means[i] @ means[j]),
            names[documents[i].name],
            names[documents[j].name],
            rarity,
        )
        if link >= RELATED:
            links.append((link, i, j))
    group = list(range(len(documents)))
    for _, i, j in sorted(links, reverse=True):
        one = [k for k, g in enumerate(group) if g == group[i]]
        other = [k for k, g in enumerate(group) if g == group[j]]
        if group[i] != group[j] and all(
            _dates_allow(documents[a], documents[b], days[a], days[b]) for a in one for b in other
        ):
            for k in other:
                group[k] = group[i]
    members: defaultdict[int, list[str]] = defaultdict(list)
    for k, g in enumerate(group):
        members[g].append(documents[k].name)
    return [Event(docs=tuple(docs)) for docs in members.values()]


def relatedness(
    cosine: float,
    a: frozenset[Hashable],
    b: frozenset[Hashable],
    rarity: Mapping[Hashable, float],
) -> float:
    """Return how much two documents have in common, about 0 to 1.

    ``rarity`` weighs a name by how few documents have it.
    """
    both = sum(rarity[name] for name in a & b)
    either = sum(rarity[name] for name in a | b)
    return (1 - NAME_SHARE) * cosine + NAME_SHARE * (both / either if either else 0.0)


def _rarity(names: Mapping[str, frozenset[Hashable]]) -> dict[Hashable, float]:
    count: defaultdict[Hashable, int] = defaultdict(int)
    for found in names.values():
        for name in found:
            count[name] += 1
    return {name: math.log((1 + len(names)) / n) for name, n in count.items()}


def _mean_vector(part: Sequence[Segment], vectors: Mapping[str, Row]) -> Row:
    """Return the direction of a document's vectors; nothing points nowhere."""
    rows = [vectors[segment.id] for segment in article(part)]
    if not rows:
        return np.zeros_like(next(iter(vectors.values()), np.zeros(1, np.float32)))
    total = np.sum(rows, axis=0)
    mean: Row = total / max(float(np.linalg.norm(total)), 1e-9)
    return mean


def _days(
    document: Document, part: Sequence[Segment], facts: Mapping[str, Facts]
) -> frozenset[int]:
    """Return the days of the month that the document speaks of."""
    found = set()
    for segment in article(part):
        for figure in facts[segment.id].figures:
            if figure.kind in ("date", "date_rel") and isinstance(figure.value, str):
                tail = figure.value.split("T")[0].split("-")[2:]
                if tail and tail[0].isdigit():
                    found.add(int(tail[0]))
    return frozenset(found)


def _dates_allow(a: Document, b: Document, days_a: frozenset[int], days_b: frozenset[int]) -> bool:
    """Say whether two documents may tell of one event, by their dates.

    Where one has no date, the days of the month that it speaks of must touch
    those of the other, or its publication.
    """
    if a.published and b.published:
        return abs((_day(a.published) - _day(b.published)).days) <= MAX_DAYS
    for dated, days in ((a, days_b), (b, days_a)):
        if dated.published and days:
            published = _day(dated.published).day
            near = {(published + shift - 1) % 31 + 1 for shift in range(-3, 4)}
            return bool(days & (days_a & days_b | near))
    return True


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


TRANSLATED_SHARE = 0.4
TRANSLATED_SCORE = 0.15
HUBNESS, NEIGHBOURS, USUAL_HUBNESS, USUAL_WEIGHT = 0.85, 4, 0.43, 4
"""Two documents are translations of each other when this share of the shorter one's
sentences are mutual nearest neighbours of that cosine, hubness off. Translated NTREX
documents with merged, deleted and foreign sentences have 0.50 and more (median 0.89);
articles that only tell of the same event (the real documents, ``seeds/``) 0.26 and less,
unrelated ones 0.33 and less (95 %: 0.13)."""


def is_translation(source: Row, target: Row) -> bool:
    """Say whether two documents, given as rows of sentence vectors, translate each other."""
    if not len(source) or not len(target):
        return False
    with one_blas_thread():
        cosine = source @ target.T
    hubs = [_hubness(cosine), _hubness(cosine.T)]
    scores = cosine - HUBNESS / 2 * (hubs[0][:, None] + hubs[1][None])
    best, back = scores.argmax(1), scores.argmax(0)
    rows = np.arange(len(source))
    mutual = (back[best] == rows) & (scores[rows, best] >= TRANSLATED_SCORE)
    return bool(mutual.sum() >= TRANSLATED_SHARE * min(cosine.shape))


def _hubness(cosine: Row) -> Row:
    """Return each row's mean cosine to its nearest neighbours, drawn towards the usual one."""
    count = cosine.shape[1]
    k = min(NEIGHBOURS, count)
    nearest = np.partition(cosine, -k, axis=1)[:, -k:].mean(1)
    hubs: Row = (count * nearest + USUAL_WEIGHT * USUAL_HUBNESS) / (count + USUAL_WEIGHT)
    return hubs
