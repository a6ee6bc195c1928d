"""What a corpus holds, counted shard by shard: documents, pairs, bead types, confidence, lengths.

Nothing but the counts is held. A corpus that is not finished has the
statistics of its shards that are done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import Factory, define, frozen

from align.corpus.merging import THINNED, read_entries
from align.corpus.outputs import FOLDERS, loads_pairs
from align.corpus.plans import MARK, RUN, Plan, read_plan
from align.corpus.records import CorpusPair, Counts, Shard, add_counts
from align.corpus.storage import Place
from align.errors import InputError, OutputError
from align.records import Lang

STEPS = 20
"""Columns of the histogram of confidence: 0.05 wide."""


@frozen(kw_only=True)
class SideStatistics:
    """One side of all pairs. ``lengths`` counts texts by characters, in powers of two.

    The text of n characters is counted under the largest power that is not above n.
    """

    characters: int
    words: int
    lengths: Mapping[int, int]


@frozen(kw_only=True)
class Statistics:
    """What a corpus holds.

    ``counts.shapes`` counts all beads. ``pairs`` and what follows are of the
    pairs that were kept: with ``is_thinned``, those without duplicates.
    ``dropped`` counts the others by reason. ``confidence`` has a count for
    each twentieth.
    """

    counts: Counts
    shards: tuple[int, int]
    is_thinned: bool
    pairs: int
    shapes: Mapping[str, int]
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    dropped: Mapping[str, int]
    confidence: tuple[int, ...]
    source: SideStatistics
    target: SideStatistics


def read_statistics(place: Place) -> Statistics:
    """Return the statistics of a corpus, finished or not.

    Raises:
        InputError: the folder holds none, or a line of it is no pair.
        OutputError: a file is missing, or cannot be read.
    """
    plan = read_plan(place)
    if plan is None:
        raise InputError(f"{place.url}: no corpus here ({MARK} is missing); expected the --out DIR")
    repeats = _read_thinned(place)
    counts, done = Counts(), 0
    for entry in read_entries(place, plan):
        counts += entry.counts
        done += 1
    tally = tally_pairs(_read_pairs(place, plan, repeats is not None))
    return Statistics(
        counts=counts,
        shards=(done, plan.shards),
        is_thinned=repeats is not None,
        pairs=tally.pairs,
        shapes=_sorted(tally.shapes),
        kinds=_sorted(tally.kinds),
        languages=_sorted(tally.languages),
        dropped=add_counts(counts.dropped, repeats or {}),
        confidence=tuple(tally.confidence),
        source=tally.source.freeze(),
        target=tally.target.freeze(),
    )


@define
class SideTally:
    """One side of the pairs seen so far."""

    characters: int = 0
    words: int = 0
    lengths: Counter[int] = Factory(Counter)

    def add(self, text: str) -> None:
        """Count a text."""
        self.characters += len(text)
        self.words += len(text.split())
        self.lengths[floor_power(len(text))] += 1

    def freeze(self) -> SideStatistics:
        """Return the counts; powers that no text has between others that some have are 0."""
        powers: list[int] = []
        power = min(self.lengths, default=0)
        while self.lengths and power <= max(self.lengths):
            powers.append(power)
            power = max(2 * power, 1)
        return SideStatistics(
            characters=self.characters,
            words=self.words,
            lengths={power: self.lengths[power] for power in powers},
        )


@define
class Tally:
    """The pairs seen so far."""

    pairs: int = 0
    shapes: Counter[str] = Factory(Counter)
    kinds: Counter[str] = Factory(Counter)
    languages: Counter[str] = Factory(Counter)
    confidence: list[int] = Factory(lambda: [0] * STEPS)
    source: SideTally = Factory(SideTally)
    target: SideTally = Factory(SideTally)


def tally_pairs(pairs: Iterable[CorpusPair]) -> Tally:
    """Return the counts of a stream of pairs."""
    tally = Tally()
    for pair in pairs:
        tally.pairs += 1
        tally.shapes[pair.shape] += 1
        tally.kinds[pair.kind] += 1
        tally.languages[_languages(pair.source_lang, pair.target_lang)] += 1
        tally.confidence[min(int(pair.confidence * STEPS), STEPS - 1)] += 1
        tally.source.add(pair.source)
        tally.target.add(pair.target)
    return tally


def floor_power(number: int) -> int:
    """Return the largest power of two that is not above a number; 0 for 0.

    >>> [floor_power(n) for n in (0, 1, 31, 32)]
    [0, 1, 16, 32]
    """
    return 1 << number.bit_length() - 1 if number else 0


def rows_of(statistics: Statistics) -> list[tuple[str, str, str]]:
    """Return statistics as rows of a table: what, how many, and the share or mean it stands for."""
    pairs, counts = statistics.pairs, statistics.counts
    aligned = pairs + sum(statistics.dropped.values())
    beads = sum(counts.shapes.values())
    rows = [
        ("shards", f"{statistics.shards[0]:,}", f"of {statistics.shards[1]:,}"),
        ("documents", f"{counts.documents:,}", ""),
        ("documents that failed", f"{counts.failed:,}", _share(counts.failed, counts.documents)),
        ("beads", f"{beads:,}", ""),
    ]
    rows += [
        (f"  {_shape(name)}", f"{count:,}", _share(count, beads))
        for name, count in _by_count(counts.shapes)
    ]
    rows += [("aligned pairs", f"{aligned:,}", "")]
    rows += [
        (f"  dropped: {reason}", f"{count:,}", _share(count, aligned))
        for reason, count in _by_count(statistics.dropped)
    ]
    rows += [("pairs kept", f"{pairs:,}", _share(pairs, aligned))]
    rows += [
        (f"  {kind}", f"{count:,}", _share(count, pairs))
        for kind, count in _by_count(statistics.kinds)
    ]
    rows += [
        (f"  {names}", f"{count:,}", _share(count, pairs))
        for names, count in _by_count(statistics.languages)
    ]
    for name, side in (("source", statistics.source), ("target", statistics.target)):
        rows += [
            (f"{name} words", f"{side.words:,}", _mean(side.words, pairs)),
            (f"{name} characters", f"{side.characters:,}", _mean(side.characters, pairs)),
        ]
    for least in (0.5, 0.9):
        count = sum(statistics.confidence[round(least * STEPS) :])
        rows.append((f"confidence {least} and more", f"{count:,}", _share(count, pairs)))
    return rows


def _read_thinned(place: Place) -> Mapping[str, int] | None:
    """Return what was dropped as duplicates; None where the corpus was not thinned."""
    data = place.read(RUN)
    if data is None:
        return None
    try:
        run = json.loads(data)
        return (
            {str(k): int(v) for k, v in run[THINNED]["dropped"].items()} if THINNED in run else None
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise InputError(
            f"{place.path(RUN)}: not the totals of a corpus; remove it and run with --resume"
        ) from None


def _read_pairs(place: Place, plan: Plan, is_thinned: bool) -> Iterator[CorpusPair]:
    folder = THINNED if is_thinned else FOLDERS["jsonl"]
    for entry in read_entries(place, plan):
        name = f"{folder}/{Shard(entry.shard, ()).name}.jsonl"
        data = place.read(name)
        if data is None:
            raise OutputError(f"{place.path(name)}: missing; run align corpus … --resume again")
        yield from loads_pairs(data, place.path(name))


def _languages(source: Lang, target: Lang) -> str:
    return f"{source} – {target}"


def _shape(name: str) -> str:
    return f"{name} (null)" if "0" in name.split("-") else name


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.1f} %" if of else ""


def _mean(total: int, pairs: int) -> str:
    return f"{total / pairs:.1f} a pair" if pairs else ""
