"""Shards to totals: what is left to do when all of them are done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import attrs

from align import __version__
from align.corpus.entries import FOLDER, Entry, read_entry
from align.corpus.outputs import FOLDERS, dump_pairs, loads_pairs
from align.corpus.plans import RUN, Plan
from align.corpus.records import CorpusPair, Counts, Shard
from align.corpus.storage import PARTS, Place
from align.encoding import UseEncoder
from align.formats.jsonl import to_json

ReasonToDrop = Callable[[CorpusPair], str | None]
"""Why a pair is left out of a whole corpus, as one word; None where it stays."""

THINNED = "unique"
"""The folder of the shards without the pairs that the whole corpus can do without."""


def merge_shards(place: Place, plan: Plan, thin: ReasonToDrop | None = None) -> Counts | None:
    """Return the totals and write ``run.json``; None while a shard is missing.

    ``thin`` sees every pair, in the order of the manifest, and may remember
    what it saw; what it leaves is written as shards of their own.

    Files that belong to no shard of the plan, of a longer manifest that was
    worked on before, are removed, and with them the parts that a killed run
    left behind.

    Raises:
        OutputError: the totals cannot be written.
    """
    if len(place.names(FOLDER)) < plan.shards:
        return None
    totals = Counts()
    seconds = 0.0
    count = 0
    for entry in read_entries(place, plan):
        totals += entry.counts
        seconds += entry.seconds
        count += 1
    if count < plan.shards:
        return None
    run: dict[str, object] = {
        "version": __version__,
        "encoder": plan.settings.encoder or UseEncoder.name,
        "settings": attrs.asdict(plan.settings),
        "manifest": {"name": plan.manifest, "sha256": plan.manifest_sha256},
        "shards": plan.shards,
        "counts": totals,
        "seconds": {"shards": round(seconds, 3)},
    }
    if thin is not None:
        run[THINNED] = {"dropped": thin_shards(place, plan, thin)}
    data = json.dumps(to_json(run), ensure_ascii=False, indent=2)
    place.write(RUN, (data + "\n").encode("utf-8", "backslashreplace"))
    _remove_leftovers(place, plan, is_thinned=thin is not None)
    return totals


def read_entries(place: Place, plan: Plan) -> Iterator[Entry]:
    """Yield the entries of the shards that are done under the plan's settings, in order."""
    for number in range(plan.shards):
        entry = read_entry(place, Shard(number, ()).name)
        if entry is not None and entry.config == plan.config:
            yield entry


def thin_shards(place: Place, plan: Plan, thin: ReasonToDrop) -> dict[str, int]:
    """Write each shard without the pairs that have a reason to be dropped; count the reasons.

    Raises:
        OutputError: a shard cannot be read or written.
    """
    dropped: Counter[str] = Counter()
    for number in range(plan.shards):
        name = Shard(number, ()).name
        file = f"{FOLDERS['jsonl']}/{name}.jsonl"
        kept: list[CorpusPair] = []
        for pair in loads_pairs(place.read(file) or b"", place.path(file)):
            reason = thin(pair)
            if reason is None:
                kept.append(pair)
            else:
                dropped[reason] += 1
        for format in plan.settings.formats:
            place.write(f"{THINNED}/{name}.{format}", dump_pairs(kept, format))
    return dict(sorted(dropped.items()))


def _remove_leftovers(place: Place, plan: Plan, is_thinned: bool) -> None:
    if not is_thinned:
        place.remove(THINNED)
    for format, folder in FOLDERS.items():
        if format not in plan.settings.formats:
            place.remove(folder)
    for folder in (FOLDER, "documents", THINNED, *FOLDERS.values()):
        for name in place.names(folder):
            stem = PurePosixPath(name).stem
            if stem.isdecimal() and int(stem) >= plan.shards:
                place.remove(f"{folder}/{name}")
    place.remove(PARTS)
