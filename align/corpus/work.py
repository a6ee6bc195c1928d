"""One shard from start to end: skipped if it is done, else aligned and put in place."""

from __future__ import annotations

import time
from contextlib import suppress

from attrs import frozen

from align.corpus.entries import (
    Entry,
    dump_entry,
    entry_name,
    hash_bytes,
    hash_settings,
    is_whole,
    read_entry,
)
from align.corpus.outputs import FOLDERS, dump_documents, dump_pairs
from align.corpus.records import Settings, Shard
from align.corpus.shards import align_shard, hash_input
from align.corpus.storage import Place
from align.encoding import load_encoder
from align.errors import AlignError

EXAMPLES = 3
"""Failures that an entry quotes; all of them stand in the shard's documents."""


@frozen
class Job:
    """A shard, the settings, and the folder that takes its files.

    ``fatal`` are the ids of documents that no process has survived.
    """

    shard: Shard
    settings: Settings
    place: Place
    fatal: frozenset[str] = frozenset()


@frozen
class Done:
    """A finished job. ``is_new`` is False where an earlier run had done it."""

    shard: int
    entry: Entry
    is_new: bool


@frozen
class Refused:
    """A job that cannot be done for a reason that holds for all: a full disk, a missing extra.

    The message is passed on, not the exception: it has to cross processes.
    """

    message: str


def do_job(job: Job) -> Done | Refused:
    """Return the entry of a shard whose files are in place, whoever put them there.

    The entry is written after all other files. Whether this is done twice, or
    ended at any moment and done again, the files are the same.
    """
    try:
        entry = _find_entry(job)
        return Done(job.shard.number, entry or _make_entry(job), entry is None)
    except AlignError as error:
        return Refused(str(error))


def try_job(job: Job) -> None:
    """Align a shard and write nothing: only whether the process survives is asked."""
    with suppress(AlignError):  # it will be told when the shard is done
        align_shard(job.shard, job.settings)


def _find_entry(job: Job) -> Entry | None:
    """Return the entry that an earlier run left, if it holds for this job."""
    entry = read_entry(job.place, job.shard.name)
    if entry is None or not entry.is_final or entry.config != hash_settings(job.settings):
        return None
    if entry.inputs != hash_input(job.shard) or not is_whole(entry, job.place):
        return None
    return entry


def _make_entry(job: Job) -> Entry:
    load_encoder(job.settings.encoder)  # once a worker: no part of what a shard costs
    begun = time.perf_counter()
    name = job.shard.name
    aligned = align_shard(job.shard, job.settings, job.fatal)
    files = {
        f"{FOLDERS[format]}/{name}.{format}": dump_pairs(aligned.pairs, format)
        for format in job.settings.formats
    }
    files[f"documents/{name}.jsonl"] = dump_documents(aligned.documents)
    for file, data in files.items():
        job.place.write(file, data)
    failed = [document for document in aligned.documents if document.failure is not None]
    entry = Entry(
        shard=job.shard.number,
        inputs=aligned.input_hash,
        config=hash_settings(job.settings),
        outputs={file: hash_bytes(data) for file, data in files.items()},
        counts=aligned.counts,
        examples=tuple(f"{d.id}: {d.failure.error}" for d in failed[:EXAMPLES] if d.failure),
        is_final=all(d.failure.is_input for d in failed if d.failure),
        seconds=round(time.perf_counter() - begun, 3),
    )
    job.place.write(entry_name(name), dump_entry(entry))
    return entry
