"""How far a corpus is, read from its folder while others may be writing there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import frozen

from align.corpus.entries import read_entry
from align.corpus.merging import read_entries
from align.corpus.plans import MARK, RUN, Plan, read_plan
from align.corpus.records import Counts, Shard
from align.corpus.storage import Place
from align.errors import InputError


@frozen(kw_only=True)
class Status:
    """What is done. ``seconds`` are those of the shards, over all workers.

    ``is_finished`` is True when the totals are written.
    """

    plan: Plan
    done: int
    counts: Counts
    seconds: float
    examples: tuple[str, ...]
    is_finished: bool


EXAMPLES = 5
"""Failures that a status quotes."""


def read_status(place: Place) -> Status:
    """Return how far a corpus is.

    Raises:
        InputError: the folder holds none.
    """
    plan = read_plan(place)
    if plan is None:
        raise InputError(f"{place.url}: no corpus here ({MARK} is missing); expected the --out DIR")
    counts, seconds, done = Counts(), 0.0, 0
    examples: list[str] = []
    for entry in read_entries(place, plan):
        counts += entry.counts
        seconds += entry.seconds
        done += 1
        examples += entry.examples[: EXAMPLES - len(examples)]
    return Status(
        plan=plan,
        done=done,
        counts=counts,
        seconds=seconds,
        examples=tuple(examples),
        is_finished=done == plan.shards and place.read(RUN) is not None,
    )


def read_failures(place: Place) -> Iterator[tuple[str, str]]:
    """Yield id and error of each document that failed, in the order of the manifest."""
    plan = read_plan(place)
    for number in range(plan.shards if plan else 0):
        name = Shard(number, ()).name
        entry = read_entry(place, name)
        if entry is None or not entry.counts.failed:
            continue
        for line in (place.read(f"documents/{name}.jsonl") or b"").splitlines():
            document = json.loads(line)
            if document["failure"] is not None:
                yield document["id"], document["failure"]["error"]
