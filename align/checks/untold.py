"""Whole sentences of a translation that have no counterpart: null beads that are in earnest.

Left out: what stands before the first and after the last aligned sentence, as the
preface of a blog and the notices below an article; documents of which a good part
has no counterpart, which tell of the same event and do not translate each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from align.checks.evidence import make_evidence
from align.checks.lengths import count_letters, measure_surplus
from align.checks.pairs import Finding
from align.claims.units import find_units
from align.protocols import Encoder
from align.records import Bead, Evidence, Segment, Severity

TRANSLATED = 0.6
"""Share of the sentences between the first and the last bead that must have a counterpart:
documents with a third of foreign sentences have 0.63, articles that share 40 % 0.47."""

REGION = 0.8
"""Share of each side's sentences that must stand from the first to the last bead: 0.88 where
documents have foreign sentences, 0.47 where they merely share a passage."""

ROOM = 1.5
"""Standard deviations by which the other side of a neighbouring bead may be too long for its
own before the sentence may be rendered there."""

LIKE = 0.15
"""Cosine to a clause beside the gap, on the other side, from which it may render the sentence."""
FIT = -1.6
"""Standard deviations by which a neighbouring bead's other side may be too short for its own
with the sentence, and still render both."""
LOSS = 0.1
"""Cosine that a neighbouring bead may lose with the sentence, and still be one. Of the 62
documents of NTREX, split anew, the translations that were cut in two, four, fall under these
three; of the 459 sentences missing in earnest in ``gaps`` and ``mixed`` one in ten does."""

LEAST = 12.0
"""Letters, a Hangul syllable two and a half, from which a sentence is missed."""

TELLING = frozenset({"body", "quote-body"})
"""Kinds that a translation should have; of a caption or the box of a term it may do without."""

KINDS = TELLING | {"headline", "subhead", "caption", "definition"}

SHOWN = 80
"""Characters of the missing words that a message repeats."""

Side = Literal["source", "target"]
Found = tuple[Finding, tuple[Evidence, ...]]


@frozen(kw_only=True)
class Untold:
    """Adjacent sentences of one side that the other side does not tell.

    ``place`` is the sentence of the other side after which they should stand.
    """

    side: Side
    sentences: tuple[Segment, ...]
    place: Segment


def find_untold(
    beads: Sequence[Bead], segments: Mapping[str, Segment], encoder: Encoder
) -> Iterator[Untold]:
    """Yield what one side of an alignment tells alone, run by run.

    ``beads`` are those of two documents, or of the two languages of one, in order.
    Where both sides have sentences of their own between the same two beads, these
    may render each other freely, and nothing is said.
    """
    full = [number for number, bead in enumerate(beads) if not bead.is_null]
    if not full or not _is_translated(beads, full[0], full[-1], segments):
        return
    for before, after in pairwise(full):
        nulls = beads[before + 1 : after]
        sources = [segments[i] for bead in nulls for i in bead.source]
        targets = [segments[i] for bead in nulls for i in bead.target]
        side: Side = "source" if sources else "target"
        run = [s for s in sources or targets if _is_missed(s)]
        if not run or (sources and targets):
            continue
        near = [_Neighbour.read(beads[k], segments, side) for k in (before, after)]
        if not _has_unread(near, segments) and not _is_rendered(run, near, encoder):
            yield Untold(side=side, sentences=tuple(run), place=near[0].other[-1])


def _is_translated(
    beads: Sequence[Bead], first: int, last: int, segments: Mapping[str, Segment]
) -> bool:
    """Say whether enough of what stands from the first to the last full bead is aligned.

    And whether this is nearly all that there is, on both sides.
    """
    paired = region = 0
    for side in ("source", "target"):
        sizes = [sum(_is_missed(segments[i]) for i in getattr(bead, side)) for bead in beads]
        within = sum(sizes[first : last + 1])
        if within < REGION * sum(sizes):
            return False
        region += within
        paired += sum(size for bead, size in zip(beads, sizes, strict=True) if not bead.is_null)
    return paired >= TRANSLATED * region


def _is_missed(segment: Segment) -> bool:
    size = count_letters(segment.text) * (1 if segment.lang == "en" else 2.5)
    return segment.kind in KINDS and segment.duplicate_of is None and size >= LEAST


@frozen
class _Neighbour:
    """A bead beside the run: the segments of the run's side, and the others."""

    own: tuple[Segment, ...]
    other: tuple[Segment, ...]

    @classmethod
    def read(cls, bead: Bead, segments: Mapping[str, Segment], side: Side) -> _Neighbour:
        source, target = (tuple(segments[i] for i in ids) for ids in (bead.source, bead.target))
        return cls(source, target) if side == "source" else cls(target, source)

    def measure_room(self, own: Sequence[Segment]) -> float:
        """Return by how much the other side is too long for ``own``, in standard deviations."""
        if {own[0].lang, self.other[0].lang} != {"en", "ko"}:
            return 0.0
        texts = _join(own), _join(self.other)
        is_english = own[0].lang == "en"
        surplus = measure_surplus(*(texts if is_english else texts[::-1]))
        return -surplus if is_english else surplus


def _has_unread(near: Sequence[_Neighbour], segments: Mapping[str, Segment]) -> bool:
    """Say whether the other side has lines that were not aligned where the sentences should stand.

    What was taken for furniture or for a second printing may be their rendering.
    """
    last, first = near[0].other[-1], near[1].other[0]
    return any(
        (segment.is_furniture or segment.duplicate_of is not None)
        and segment.doc == last.doc
        and segment.lang == last.lang
        and last.end <= segment.start < first.start
        for segment in segments.values()
    )


def _is_rendered(run: Sequence[Segment], near: Sequence[_Neighbour], encoder: Encoder) -> bool:
    """Say whether a neighbouring bead's other side may render the sentences too.

    It has room for them, or a clause that is like them in a bead that bears them.
    """
    if any(bead.measure_room(bead.own) >= ROOM for bead in near):
        return True
    clauses = [
        span.of(segment.text)
        for bead in near
        for segment in bead.other
        for span in find_units(segment.text, segment.lang)
    ]
    told = encoder.encode([segment.text for segment in run])
    if float((told @ encoder.encode(clauses).T).max(1).min()) < LIKE:
        return False
    before, after = near
    pairs = ((before, (*before.own, run[0])), (after, (run[-1], *after.own)))
    for bead, merged in pairs:
        if bead.measure_room(merged) <= FIT:
            continue
        rows = encoder.encode([_join(bead.other), _join(bead.own), _join(merged)])
        if float(rows[0] @ rows[2] - rows[0] @ rows[1]) > -LOSS:
            return True
    return False


def _join(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments)


def check_sentence_omitted(untold: Untold) -> Iterator[Found]:
    """A whole sentence of the source has no counterpart in the translation.

    Reported only between sentences that are aligned, in documents that translate each
    other. A caption or the explanation of a term may be left out: info.
    """
    if untold.side == "source":
        yield _tell(untold)


def check_sentence_added(untold: Untold) -> Iterator[Found]:
    """A whole sentence of the translation has no counterpart in the source.

    As for an omission; the explanation of a term, added by who posts a text, is info.
    """
    if untold.side == "target":
        yield _tell(untold)


def _tell(untold: Untold) -> Found:
    first = untold.sentences[0]
    lang = {"en": "English", "ko": "Korean"}.get(untold.place.lang, "other text")
    shown = first.text if len(first.text) <= SHOWN else f"{first.text[:SHOWN].rstrip()}…"
    count = len(untold.sentences)
    more = f", and {count - 1} more" if count > 1 else ""
    is_telling = any(s.kind in TELLING for s in untold.sentences)
    severity: Severity | None = None if is_telling else "info"
    finding = Finding(
        verdict="not_found",
        message=f"Sentence not found in the {lang}: {shown}{more}",
        confidence=0.8,
        severity=severity,
    )
    evidence = [make_evidence(s, value=s.text) for s in untold.sentences]
    return finding, (*evidence, make_evidence(untold.place))
