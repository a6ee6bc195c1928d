"""`align pair --list`: many pairs in one run, each output whole or not there.

A pair that fails does not stop the others: at the end one line says how many were
written, which were not, and why the first was not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from align.cli.pairing import PairSettings, pair_documents
from align.cli.progress import Progress
from align.cli.streams import read_text
from align.errors import AlignError, InputError

CALLS = 4
"""Portions of work for each worker: few enough to start, so many that none waits for long."""


@frozen
class Job:
    """A line of the list: its number, the two inputs, the output."""

    line: int
    inputs: list[str]
    out: Path


def pair_list(path: Path, settings: PairSettings, workers: int) -> None:
    """Align every pair of a list and write its output.

    Raises:
        InputError: the list cannot be understood (then nothing is written), or
            pairs failed.
    """
    jobs = _read_list(path)
    failures: list[tuple[Job, str]] = []
    with Progress() as progress:
        progress.stage("pairs", len(jobs))
        for job, error in _run(jobs, settings, workers):
            progress.advance()
            if error is not None:
                failures.append((job, error))
    if failures:
        numbers = _show_numbers([job.line for job, _ in failures])
        job, error = failures[0]
        raise InputError(
            f"{path}: {len(jobs) - len(failures)} of {len(jobs)} pairs written; not written: "
            f"{numbers}. Line {job.line}: {error}"
        )


def _read_list(path: Path) -> list[Job]:
    jobs: list[Job] = []
    lines: dict[Path, int] = {}
    for number, line in enumerate(read_text(str(path)).splitlines(), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise InputError(f"{path}:{number}: expected SRC<tab>TGT<tab>OUT")
        out = Path(cells[2])
        if out in lines:
            raise InputError(f"{path}:{number}: line {lines[out]} writes {out} too; rename one")
        lines[out] = number
        jobs.append(Job(number, cells[:2], out))
    return jobs


def _run(
    jobs: Sequence[Job], settings: PairSettings, workers: int
) -> Iterator[tuple[Job, str | None]]:
    """Yield each job with what was wrong with it, if anything."""
    if workers == 1 or len(jobs) < 2:
        for job in jobs:
            yield job, _try_pair((job, settings))
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    size = max(1, len(jobs) // (CALLS * workers))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = pool.map(_try_pair, [(job, settings) for job in jobs], chunksize=size)
        for done, job in enumerate(jobs):
            try:
                error = next(found)
            except BrokenProcessPool:
                for lost in jobs[done:]:
                    yield lost, "a worker was killed; run again with fewer --workers"
                return
            yield job, error


def _try_pair(call: tuple[Job, PairSettings]) -> str | None:
    """Pair, in this process or another; return what was wrong with the input, if anything."""
    job, settings = call
    try:
        pair_documents(job.inputs, job.out, settings)
    except AlignError as error:
        return str(error)
    return None


def _show_numbers(lines: Sequence[int]) -> str:
    """Return line numbers in words, runs of them joined.

    >>> _show_numbers([2]), _show_numbers([2, 3, 4, 9])
    ('line 2', 'lines 2–4, 9')
    """
    from align.formats.plot import runs

    shown = [str(a) if b == a + 1 else f"{a}–{b - 1}" for a, b in runs(lines)]
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(shown)}"
