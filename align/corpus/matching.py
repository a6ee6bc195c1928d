"""Two folders without pairs to document pairs: which English document has which Korean partner.

A candidate pair (``candidates``) is scored by its sentences that are each
other's nearest, by the anchors it shares and by the likeness of the documents.
Two documents are partners when each is the best of the other, well ahead of
the next one, and good enough: a document without a partner stays without one.

Left out: one document that is two on the other side, and documents that tell
of the same event without sentences in common; those are for ``align report``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from align.corpus.candidates import Candidates, Doubles, find_candidates
from align.corpus.digests import Digests, Halves, Integers, read_digests
from align.corpus.folders import Matched, find_documents
from align.corpus.storage import join
from align.encoding import one_blas_thread
from align.errors import InputError
from align.events import MAX_DAYS
from align.protocols import Engine

TOLD_FROM = 0.3
"""Cosine from which two sentences that are each other's nearest say something in common."""

WEIGHTS = (-10.3, 28.0, 3.3, 13.0)
"""Constant, and weights of told sentences, shared anchors and likeness.

Between the logistic regressions that scripts/bench/matching.py makes (``--weights``: -6, 17, 3, 13
on three seeds; -7, 22, 3, 7 and -7, 21, 2, 13 on either half of the documents with few a side) and
1.3 times as steep, as their sum weighs beside the lead. Recall on documents of one event is 91 %;
without anchors 79 %, without likeness 74 %, without told sentences 0. With one of them a fifth
higher or lower it is 84 to 94 %, and precision 98.5 % or more."""

LEAD, MAX_LEAD = 0.5, 5.0
"""What is added for each unit by which a pair is ahead of all others of both its documents, and
the lead from which it counts no more. Among few documents a half-fitting one is far ahead too. With
0, 0.25, 0.5, 0.75: recall 74, 86, 91, 94 % on documents of one event, precision 99.5, 99.0, 97.9,
96.4 % among few."""

MARGIN = 1.0
"""Least lead. A document of which two versions are on the other side, or the same sentences in
another order, has no sure partner; without a margin, rounding would choose. It costs one of 461
partners of documents of one event."""

UNRELATED = -6.0
"""Score of the next best where there is no other: one in a thousand candidates of unrelated
documents has more (median: -12). From -9 to -3 nothing changes among few documents."""

FLOOR = 0.8
"""Least score of a pair: the probability that the two are partners.

On documents of one event 0.7, 0.8, 0.9 have precision 98.5, 98.7, 99.1 % and recall 94, 92, 86 %.
What is wrong at 0.8 are documents without a partner that have 38 % and more of the shorter one's
sentences in common with the one they got. Documents of other events: none of 140,000 pairs."""


@frozen(kw_only=True)
class Partners:
    """Pairs of document numbers, by source, with the probability of each."""

    source: Integers
    target: Integers
    score: Doubles


def match_contents(
    folders: Sequence[str],
    engine: Engine,
    encoder: str | None = None,
    *,
    window: int = MAX_DAYS,
    remark: Callable[[str], None] = lambda message: None,
) -> Matched:
    """Return the documents of two folders that translate each other, wherever they lie.

    The id of a pair is the source's path. ``engine`` reads the documents;
    ``window`` is in days, for documents that tell their date.

    Raises:
        InputError: a folder cannot be read, has no documents, or none has a partner.
        AlignError: the encoder cannot be loaded, or a process died over a document.
    """
    names = [find_documents(folder) for folder in folders]
    source, target = (
        read_digests([(name, join(folder, name)) for name in side], engine, encoder, remark)
        for folder, side in zip(folders, names, strict=True)
    )
    found = match_digests(source, target, window)
    if not len(found.source):
        raise InputError(
            f"{folders[0]} and {folders[1]}: no document has a partner that is sure; "
            "match by name, or write a manifest with the header id, source, target"
        )
    rows = tuple(
        (source.names[i], join(folders[0], source.names[i]), join(folders[1], target.names[j]))
        for i, j in zip(found.source.tolist(), found.target.tolist(), strict=True)
    )
    return Matched(
        rows=rows,
        alone=(len(names[0]) - len(rows), len(names[1]) - len(rows)),
        # Two decimals: the last bits of a vector may differ from run to run, a manifest must not.
        scores=tuple(round(score, 2) for score in found.score.tolist()),
    )


def match_digests(source: Digests, target: Digests, window: int = MAX_DAYS) -> Partners:
    """Return the partners among two sides, each document in one pair at most."""
    with one_blas_thread():
        candidates = find_candidates(source, target, window)
        logits = _score(source, target, candidates)
    lead = np.minimum(
        _lead(logits, candidates.source, len(source)), _lead(logits, candidates.target, len(target))
    )
    scores = 1 / (1 + np.exp(-logits - LEAD * np.clip(lead, 0, MAX_LEAD)))
    kept = (scores >= FLOOR) & (lead >= MARGIN)
    return Partners(
        source=candidates.source[kept], target=candidates.target[kept], score=scores[kept]
    )


def tell_together(source: Halves, target: Halves) -> float:
    """Return how much two documents, given as sentence vectors, say in common.

    The sum over sentences that are each other's nearest of what their cosine
    has above ``TOLD_FROM``, by the number of the shorter document's sentences
    and one: two short documents are easily alike.

    >>> one = np.eye(4, dtype=np.float16)[:3]
    >>> round(tell_together(one, one[::-1]), 2), tell_together(one[:2], one[2:])
    (0.52, 0.0)
    """
    cosine = source.astype(np.float32) @ target.astype(np.float32).T
    best, back = cosine.argmax(1), cosine.argmax(0)
    rows = np.arange(len(cosine))
    values = cosine[rows, best][back[best] == rows] - TOLD_FROM
    total = float(np.maximum(values, 0).sum())
    return total / (1 + min(len(source), len(target)))


def measure(source: Digests, target: Digests, candidates: Candidates) -> Doubles:
    """Return a row for each candidate: one, told sentences, shared anchors, likeness."""
    told = np.zeros(len(candidates.source))
    pairs = zip(candidates.source.tolist(), candidates.target.tolist(), strict=True)
    for number, (i, j) in enumerate(pairs):
        told[number] = tell_together(
            source.vectors[source.starts[i] : source.starts[i + 1]],
            target.vectors[target.starts[j] : target.starts[j + 1]],
        )
    return np.stack([np.ones(len(told)), told, candidates.shared, candidates.cosine], axis=1)


def _score(source: Digests, target: Digests, candidates: Candidates) -> Doubles:
    logits: Doubles = measure(source, target, candidates) @ np.array(WEIGHTS)
    return logits


def _lead(scores: Doubles, side: Integers, size: int) -> Doubles:
    """Return how far each score is ahead of the best other one of its document."""
    order = np.lexsort((-scores, side))
    firsts = np.searchsorted(side[order], np.arange(size + 1))
    best, second = (np.full(size, UNRELATED, np.float64) for _ in range(2))
    counts = np.diff(firsts)
    best[counts > 0] = scores[order[firsts[:-1][counts > 0]]]
    second[counts > 1] = scores[order[firsts[:-1][counts > 1] + 1]]
    is_best = scores >= best[side]
    return scores - np.where(is_best, second[side], best[side])
