"""A corpus from its manifest: plan, jobs, engine, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from align.corpus.isolation import redo_lost
from align.corpus.manifest import cut_shards, read_manifest, survey_manifest
from align.corpus.merging import ReasonToDrop, merge_shards
from align.corpus.outputs import require_format
from align.corpus.plans import Plan, claim_place, make_plan, settle_plan
from align.corpus.records import Counts, Settings, Shard
from align.corpus.storage import Place
from align.corpus.work import Done, Job, Refused, do_job
from align.errors import AlignError, OutputError
from align.protocols import Engine, Lost


@frozen
class Part:
    """One of ``count`` runs that share a manifest: every ``count``-th shard from the first.

    >>> [number for number in range(7) if Part(2, 3).has(number)]
    [1, 4]
    """

    number: int = 1
    count: int = 1

    def has(self, shard: int) -> bool:
        """Say whether a shard is one of this part's."""
        return shard % self.count == self.number - 1


WHOLE = Part()


@frozen(kw_only=True)
class Progress:
    """How far a run is. ``new`` documents were done in this run, the others before it."""

    total: int
    done: int = 0
    new: int = 0
    failed: int = 0
    pairs: int = 0


@frozen(kw_only=True)
class Summary:
    """What a run did. ``totals`` are those of all shards, None while some are missing."""

    plan: Plan
    progress: Progress
    totals: Counts | None


def build_corpus(
    manifest: str,
    place: Place,
    settings: Settings,
    engine: Engine,
    *,
    resume: bool = False,
    part: Part = WHOLE,
    max_failures: int | None = None,
    thin: ReasonToDrop | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    remark: Callable[[str], None] = lambda message: None,
) -> Summary:
    """Align the document pairs of a manifest into a folder; return what was done.

    The files are the same whatever the engine, and however often the run was
    ended and gone on with. With ``part``, other runs do the other shards;
    whichever ends last writes the totals. ``thin`` is for duplicates: see
    :func:`align.corpus.merging.merge_shards`.

    Raises:
        InputError: the manifest is not well-formed.
        OutputError: the folder may not be used or cannot be written to.
        AlignError: too many documents failed, a shard was given up, or the
            engine cannot go on. Shards that are done stay.
    """
    for format in settings.formats:
        require_format(format)
    is_part = part != WHOLE
    claim_place(place, resume=resume or is_part)
    plan = make_plan(manifest, survey_manifest(manifest), settings)
    settle_plan(place, plan, is_part=is_part, remark=remark)
    progress = Progress(total=_count_documents(plan, part))
    on_progress(progress)
    for result in _run(engine, _make_jobs(plan, part, place), remark):
        if isinstance(result, Lost):
            raise AlignError(
                f"{_describe(result.job.shard, manifest)}: {result.tries} processes died over it, "
                "whichever documents were left out; go on with --resume and fewer workers"
            )
        if isinstance(result, Refused):
            raise OutputError(f"{result.message}; mend it and go on with --resume")
        progress = _advance(progress, result)
        on_progress(progress)
        if max_failures is not None and progress.failed > max_failures:
            raise AlignError(
                f"{progress.failed} documents failed, more than --max-failures {max_failures}; "
                f"the last: {result.entry.examples[0]}; mend the input and go on with --resume"
            )
    return Summary(plan=plan, progress=progress, totals=merge_shards(place, plan, thin))


def _run(
    engine: Engine, jobs: Iterator[Job], remark: Callable[[str], None]
) -> Iterator[Done | Refused | Lost[Job]]:
    """Yield the results of all jobs; those that killed their workers come last."""
    lost: list[Job] = []
    for result in engine.run(do_job, jobs):
        if isinstance(result, Lost):
            lost.append(result.job)
            remark(
                f"shard {result.job.shard.name}: {result.tries} processes died over it; "
                "its documents are tried one by one when the others are done"
            )
        else:
            yield result
    yield from redo_lost(engine, lost)


def _make_jobs(plan: Plan, part: Part, place: Place) -> Iterator[Job]:
    size = plan.settings.shard_size
    for shard in cut_shards(read_manifest(plan.manifest), size):
        if part.has(shard.number):
            yield Job(shard, plan.settings, place)


def _count_documents(plan: Plan, part: Part) -> int:
    """Return how many documents the shards of a part hold; only the last may be shorter."""
    size = plan.settings.shard_size
    count = len(range(part.number - 1, plan.shards, part.count)) * size
    is_last_in = part.has(plan.shards - 1)
    return count - (plan.shards * size - plan.documents if is_last_in else 0)


def _advance(progress: Progress, done: Done) -> Progress:
    counts = done.entry.counts
    return Progress(
        total=progress.total,
        done=progress.done + counts.documents,
        new=progress.new + (counts.documents if done.is_new else 0),
        failed=progress.failed + counts.failed,
        pairs=progress.pairs + counts.pairs,
    )


def _describe(shard: Shard, manifest: str) -> str:
    first, last = shard.rows[0].number, shard.rows[-1].number
    return f"{manifest}:{first}: shard {shard.name} (lines {first} to {last})"
