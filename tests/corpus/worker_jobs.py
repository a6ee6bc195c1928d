"""Jobs for the engines: functions that a process of its own can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def tell_process(number: int) -> int:
    return os.getpid()


def tell_threads(name: str) -> str | None:
    return os.environ.get(name)


def die_once(marker: str) -> str:
    """Kill the process that does it first; the second one gets through."""
    path = Path(marker)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def kill_server_once(marker: str) -> str:
    """Kill the process that workers are forked from, the first time; go on in any case."""
    path = Path(marker)
    if not path.exists():
        path.touch()
        os.kill(os.getppid(), signal.SIGKILL)
    return path.name


def die(number: int) -> int:
    """Kill each process that tries number 1."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


def count_page_faults(rounds: int) -> int:
    """Return how many pages the system gave while arrays of 2 MB came and went."""
    import resource

    import numpy as np

    np.ones(1 << 18)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(rounds):
        np.ones(1 << 18)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def wait_a_little(number: int) -> int:
    time.sleep(0.3)
    return number
