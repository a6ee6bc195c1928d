"""Shards that kill their workers: which documents it is, so that the others are not lost.

A document may take more memory than there is, or crash a library. The shard it
lies in is then worked on a document at a time; what kills its process again is
recorded as failed and left out, and the rest of the shard is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from align.corpus.records import Shard
from align.corpus.work import Done, Job, Refused, do_job, try_job
from align.protocols import Engine, Lost


def redo_lost(engine: Engine, lost: Iterable[Job]) -> Iterator[Done | Refused | Lost[Job]]:
    """Yield the results of jobs that were given up, done without the documents that kill."""
    for job in lost:
        singles = (evolve(job, shard=Shard(job.shard.number, (row,))) for row in job.shard.rows)
        fatal = {
            row.id
            for result in engine.run(try_job, singles)
            if isinstance(result, Lost)
            for row in result.job.shard.rows
        }
        yield from engine.run(do_job, [evolve(job, fatal=frozenset(fatal))])
