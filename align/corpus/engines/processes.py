"""Jobs in processes of this machine, which may be killed at any moment.

Each worker is a process with a pipe of its own, so that the death of one says
which job it had and leaves the others alone. (A pool of ``concurrent.futures``
breaks as a whole when one of its processes is killed, and does not tell which
job it was.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import MappingProxyType
from typing import Any, Generic

from attrs import define, frozen

from align.errors import AlignError
from align.protocols import Job, Lost, Result

TRIES = 3
"""Processes that may die over one job before it is given up."""

DEATHS = 10
"""Processes that may die one after the other, without a job done between, before the run ends."""

PAUSE = 0.2
"""Seconds before a process is started again: the one that it is forked from may be dying too."""

GRACE = 5.0
"""Seconds that a worker is given to end when it is told to."""

ONE_THREAD: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
)


@frozen
class _Task(Generic[Job]):
    job: Job
    tries: int = 0


@define
class _Worker:
    """A process, this end of its pipe, and what it is doing."""

    process: BaseProcess
    pipe: Connection
    task: _Task[Any] | None = None


class Processes:
    """Workers that load what they need once and do one job after the other.

    ``preload`` names a module whose import loads what all workers need. On
    Linux they are forked from one clean process that has imported it, and
    share its memory; elsewhere, and without it, each is spawned.
    """

    def __init__(self, workers: int, preload: str | None = None) -> None:
        self._size = workers
        self._context = _choose_context(preload)

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[Result | Lost[Job]]:
        """Yield the result of each job, in the order in which they end.

        Raises:
            AlignError: one process after the other died, with nothing done.
        """
        source = iter(jobs)
        again: deque[_Task[Job]] = deque()
        workers: list[_Worker] = []
        deaths = 0
        try:
            while True:
                for task in self._take(source, again, self._size - _count_busy(workers)):
                    self._give(task, work, workers)
                busy = [worker for worker in workers if worker.task is not None]
                if not busy:
                    return
                for worker in _wait_for(busy):
                    held, worker.task = worker.task, None
                    assert held is not None
                    answer = _receive(worker)
                    if answer is not None:
                        deaths = 0
                        yield _unpack(answer)
                        continue
                    workers.remove(worker)
                    _end(worker)
                    deaths += 1
                    time.sleep(PAUSE)
                    if deaths >= DEATHS:
                        raise AlignError(
                            f"{deaths} worker processes died one after the other; is there memory "
                            "enough? Take fewer workers or smaller shards and go on with --resume"
                        )
                    if held.tries + 1 >= TRIES:
                        yield Lost(held.job, held.tries + 1)
                    else:
                        again.append(_Task(held.job, held.tries + 1))
        finally:
            for worker in workers:
                worker.pipe.close()
                if worker.task is not None:
                    worker.process.terminate()
            for worker in workers:
                _end(worker)

    def _take(
        self, source: Iterator[Job], again: deque[_Task[Job]], count: int
    ) -> Iterator[_Task[Job]]:
        """Yield up to ``count`` tasks, those whose worker died first."""
        for _ in range(count):
            if again:
                yield again.popleft()
                continue
            try:
                yield _Task(next(source))
            except StopIteration:
                return

    def _give(
        self, task: _Task[Job], work: Callable[[Job], Result], workers: list[_Worker]
    ) -> None:
        """Hand a task to an idle worker, or to a new one where there is none."""
        worker = next((w for w in workers if w.task is None), None)
        if worker is None:
            worker = self._start(work)
            workers.append(worker)
        worker.task = task
        with suppress(OSError):  # dead already: waiting for it tells
            worker.pipe.send(task.job)

    def _start(self, work: Callable[[Job], Result]) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, work), daemon=True)
        with _environment(ONE_THREAD):
            _start_process(process)
        there.close()
        return _Worker(process, here)


def _start_process(process: BaseProcess) -> None:
    """Start a process, again where the one that it is forked from was killed at that moment."""
    for left in reversed(range(TRIES)):
        try:
            process.start()
        except (EOFError, ConnectionError):
            if not left:
                raise AlignError(
                    "worker processes cannot be started; is there memory enough? Take fewer "
                    "workers and go on with --resume"
                ) from None
            time.sleep(PAUSE)
        else:
            return


def _choose_context(preload: str | None) -> SpawnContext | ForkServerContext:
    if preload is None or sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context


def _count_busy(workers: Iterable[_Worker]) -> int:
    return sum(worker.task is not None for worker in workers)


def _wait_for(workers: list[_Worker]) -> list[_Worker]:
    """Return the workers that have answered or died, as soon as there is one."""
    ready = wait([part for w in workers for part in (w.pipe, w.process.sentinel)])
    return [w for w in workers if w.pipe in ready or w.process.sentinel in ready]


def _receive(worker: _Worker) -> tuple[bool, Any] | None:
    """Return what a worker sent; None where it died before it had sent all of it."""
    try:
        if worker.pipe.poll():
            answer: tuple[bool, Any] = worker.pipe.recv()
            return answer
    except (EOFError, OSError):
        pass
    return None


def _unpack(answer: tuple[bool, Any]) -> Any:  # noqa: ANN401 - it is the caller's own type
    is_good, value = answer
    if not is_good:
        raise RuntimeError(f"in a worker process: {value}")
    return value


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.join(GRACE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do jobs until the pipe is closed; in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, work(job)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
            answer = False, f"{type(error).__name__}: {error} ({place})"
        with suppress(OSError):
            pipe.send(answer)


def _end_with(parent: BaseProcess) -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent.join()
    os._exit(1)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for the processes that are started inside."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
