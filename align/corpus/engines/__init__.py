"""Engines: who does the jobs. Each is an ``align.protocols.Engine``.

``serial`` does them here; ``processes`` in processes of this machine;
``cluster`` on Dask.
"""

from __future__ import annotations

import os
from typing import Literal

from align.corpus.engines.processes import Processes
from align.corpus.engines.serial import Serial
from align.protocols import Engine

EngineName = Literal["serial", "processes", "dask"]


def make_engine(
    name: EngineName,
    workers: int | None = None,
    scheduler: str | None = None,
    preload: str | None = None,
) -> Engine:
    """Return an engine by name; ``workers`` is by default one for each processor we may use.

    ``preload`` is for :class:`Processes`.

    Raises:
        MissingExtraError: ``dask`` is asked for and not installed.
    """
    workers = workers or _count_processors()
    if name == "serial":
        return Serial()
    if name == "processes":
        return Processes(workers, preload)
    from align.corpus.engines.cluster import Dask

    return Dask(scheduler, workers)


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


__all__ = ["EngineName", "Processes", "Serial", "make_engine"]
