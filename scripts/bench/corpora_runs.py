"""Run `align corpus` and what it needs from outside, and look at what came out.

What ``corpus.py`` and ``corpus_kills.py`` share: the command as a process, a Dask scheduler
with its workers as processes, memory of a process and of those it started, outputs compared.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def command(manifest: Path, out: Path, *options: str) -> list[str]:
    """Return the command that aligns a manifest."""
    start = [sys.executable, "-m", "align.cli", "corpus", str(manifest), "--out", str(out)]
    return [*start, *options]


def run(manifest: Path, out: Path, *options: str) -> float:
    """Align a manifest; return the seconds it took, start and end of processes included."""
    begun = time.perf_counter()
    subprocess.run(command(manifest, out, *options), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, subprocess.Popen[str], subprocess.Popen[str]]]:
    """Yield the address of a Dask scheduler, its process and that of its workers' nannies."""
    start = [sys.executable, "-m"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*start, "distributed.cli.dask_scheduler", *options], stderr=subprocess.PIPE, text=True
    )
    assert scheduler.stderr is not None
    line = next(line for line in scheduler.stderr if "Scheduler at:" in line)
    address = line.split()[-1]
    options = [address, "--nthreads", "1", "--nworkers", str(workers), "--no-dashboard"]
    nannies = subprocess.Popen(
        [*start, "distributed.cli.dask_worker", *options, "--memory-limit", "0"],
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 90
        while len(family(nannies.pid)) < 1 + workers and time.monotonic() < deadline:
            time.sleep(0.2)
        yield address, scheduler, nannies
    finally:
        for process in (nannies, scheduler):
            process.terminate()
        for process in (nannies, scheduler):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        scheduler.stderr.close()


def family(pid: int) -> list[int]:
    """Return a process and all that it started and those started, while they run."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("utf-8").split():
                found += family(int(child))
    except OSError:
        return found if Path(f"/proc/{pid}").exists() else []
    return found


def workers_of(pid: int) -> list[int]:
    """Return the processes below one that have loaded numpy, which helpers have not."""
    return [child for child in family(pid)[1:] if "_multiarray" in _read(child, "maps")]


def peak(pid: int) -> float:
    """Return the most memory that a process has held, in MB; 0 if it is gone."""
    for line in _read(pid, "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text("utf-8", "replace")
    except OSError:
        return ""


def kill(pid: int) -> None:
    """Kill a process as the kernel would."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def read_output(out: Path) -> dict[str, bytes]:
    """Return every file of an output; of entries and totals all but their seconds.

    Parts are left out: a worker of Dask that outlives the command it worked for may leave one.
    """
    found = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        if name.startswith(".parts/"):
            continue
        data = path.read_bytes()
        if name.startswith("entries/") or name == "run.json":
            cells = json.loads(data)
            del cells["seconds"]
            data = json.dumps(cells).encode()
        found[name] = data
    return found


def print_rows(header: list[str], rows: list[list[str]]) -> None:
    """Print a table in Markdown."""
    for cells in (header, ["---"] * len(header), *rows):
        print("| " + " | ".join(cells) + " |", flush=True)
