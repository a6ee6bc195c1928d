"""Jobs on Dask (extra ``cluster``): a running scheduler, or one started here.

Dask tries the jobs of a dead worker again on others. Few jobs are handed over
at a time, so that a manifest of any length takes the same memory everywhere.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from typing import Any
from uuid import uuid4

from align.errors import AlignError, MissingExtraError
from align.protocols import Job, Lost, Result

AHEAD = 3
"""Jobs handed over for each thread of the cluster: one at work, the others on their way."""

CONNECT_SECONDS = 10
WORKER_SECONDS = 60
"""How long a scheduler may take to answer, and to have its first worker."""

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Parameters of ``mallopt``, see ``malloc.h``."""

KEPT_BYTES = 32 << 20
"""The most that ``mallopt`` takes for the second of them."""


class Dask:
    """A client of a Dask scheduler.

    Raises:
        MissingExtraError: distributed is not installed.
    """

    def __init__(self, scheduler: str | None, workers: int) -> None:
        try:
            self._distributed = import_module("distributed")
        except ImportError:
            raise MissingExtraError("dask and distributed", "cluster") from None
        self._scheduler = scheduler
        self._workers = workers

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[Result | Lost[Job]]:
        """Yield the result of each job, in the order in which they end.

        Raises:
            AlignError: no scheduler answers, it has no workers, it died, or
                its workers lack this package.
        """
        with ExitStack() as stack:
            client = self._connect(stack)
            yield from self._run(client, work, iter(jobs))

    def _connect(self, stack: ExitStack) -> Any:  # noqa: ANN401 - distributed has no types of ours
        _silence()
        address: Any = self._scheduler
        if address is None:
            address = stack.enter_context(
                self._distributed.LocalCluster(
                    n_workers=self._workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address=None,
                    memory_limit=0,  # what a worker needs is measured, see the README
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = self._distributed.Client(
                address, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise AlignError(
                f"{address}: no Dask scheduler answers ({reason}); start one with  dask scheduler"
            ) from None
        stack.callback(_close, client)
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError:
            raise AlignError(
                f"{address}: the scheduler has no workers; start some with  "
                "dask worker ADDRESS --nthreads 1"
            ) from None
        return client

    def _run(
        self,
        client: Any,  # noqa: ANN401
        work: Callable[[Job], Result],
        jobs: Iterator[Job],
    ) -> Iterator[Result | Lost[Job]]:
        run = uuid4().hex  # a scheduler that lives on must not answer with an older run's result
        running: dict[Any, Job] = {}
        ended = self._distributed.as_completed(
            loop=client.loop, with_results=True, raise_errors=False
        )
        count = 0

        def hand_over() -> None:
            nonlocal count
            room = AHEAD * max(1, sum(client.nthreads().values())) - len(running)
            for _, job in zip(range(room), jobs, strict=False):
                key = f"align-{run}-{count}"
                future = client.submit(_work_in_kept_memory, work, job, key=key, pure=False)
                running[future] = job
                ended.add(future)
                count += 1

        try:
            hand_over()
            for future, result in ended:
                job = running.pop(future)
                if future.status == "finished":
                    yield result
                elif future.status == "error":
                    yield self._lost(result[1], job)
                else:
                    raise self._dead_scheduler()
                hand_over()
        except OSError:  # what distributed raises where a connection breaks
            raise self._dead_scheduler() from None

    def _lost(self, error: BaseException, job: Job) -> Lost[Job]:
        """Return the job as lost, if its workers died; raise what it raised otherwise."""
        if type(error).__name__ == "KilledWorker":
            return Lost(job, int(error.args[2]) + 1)
        if isinstance(error, ImportError):
            raise AlignError(
                f"a worker cannot load this package ({error}); install align, the same "
                "version, where the workers run"
            )
        raise error

    def _dead_scheduler(self) -> AlignError:
        return AlignError(
            f"{self._scheduler or 'local cluster'}: the connection to the Dask scheduler was "
            "lost; start it again and go on with --resume"
        )


def _work_in_kept_memory(work: Callable[[Job], Result], job: Job) -> Result:
    """Do a job; in a worker."""
    _keep_memory()
    return work(job)


@cache
def _keep_memory() -> None:
    """Have this process keep what it frees; Dask has its workers give all of it back at once.

    Every large array would be asked of the system anew, page by page: a tenth
    of all time. Only the GNU C library can be told so.
    """
    with suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
        mallopt(M_MMAP_THRESHOLD, KEPT_BYTES)


def _silence() -> None:
    """Keep tracebacks of lost connections off the terminal: one line of ours tells them."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _close(client: Any) -> None:  # noqa: ANN401
    """Close a client whose scheduler may be gone."""
    with suppress(Exception):
        client.close(timeout=2)
