"""Dask: results, killed workers, a scheduler that is not there or dies."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from align.corpus.engines.cluster import Dask
from align.errors import AlignError
from align.protocols import Lost

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import worker_jobs as jobs  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")  # of Dask, which are not ours to mend


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Return the address and the process of a scheduler with one worker."""
    env = {**os.environ, "PYTHONPATH": str(HERE)}
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen([*start, *options], stderr=subprocess.PIPE, text=True, env=env)
    assert scheduler.stderr is not None
    line = next(line for line in scheduler.stderr if "Scheduler at:" in line)
    address = line.split()[-1]
    start = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1"]
    worker = subprocess.Popen([*start, "--no-dashboard"], stderr=subprocess.DEVNULL, env=env)
    yield address, scheduler
    worker.terminate()
    scheduler.kill()
    worker.wait(30)
    scheduler.wait(30)
    scheduler.stderr.close()


Cluster = tuple[str, "subprocess.Popen[str]"]


def test_results_and_killed_workers(cluster: Cluster, tmp_path: Path) -> None:
    engine = Dask(cluster[0], 1)
    assert sorted(map(str, engine.run(jobs.double, range(4)))) == ["0", "2", "4", "6"]
    assert list(engine.run(jobs.die_once, [str(tmp_path / "a")])) == ["a"]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators are not told")
def test_workers_keep_the_memory_that_they_free(cluster: Cluster) -> None:
    (faults,) = Dask(cluster[0], 1).run(jobs.count_page_faults, [50])
    assert isinstance(faults, int)
    assert faults < 50 * 512 / 4  # 2 MB are 512 pages of 4 kB


def test_what_a_job_raises_ends_the_run(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(Dask(cluster[0], 1).run(jobs.fail, range(3)))


def test_a_scheduler_that_dies_is_one_line(cluster: Cluster) -> None:
    address, process = cluster
    results = Dask(address, 1).run(jobs.wait_a_little, range(20))
    assert not isinstance(next(results), Lost)
    process.kill()
    with pytest.raises(AlignError, match=r"connection to the Dask scheduler was lost.*--resume"):
        list(results)


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.corpus.engines.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(AlignError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        list(Dask("tcp://127.0.0.1:9", 1).run(jobs.double, range(3)))
    with pytest.raises(AlignError, match="no Dask scheduler answers"):
        list(Dask("nonsense", 1).run(jobs.double, range(3)))
