"""Engines: the same results from each, and what happens when a worker dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.corpus.engines import Processes, Serial, make_engine
from align.corpus.engines.processes import DEATHS, TRIES
from align.errors import AlignError, MissingExtraError
from align.protocols import Engine, Lost

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # so that workers find the jobs as this process does

import worker_jobs as jobs  # noqa: E402

FORKED = Processes(2, "worker_jobs")


@pytest.mark.parametrize("engine", [Serial(), Processes(2), FORKED])
def test_each_job_is_done_once(engine: Engine) -> None:
    assert sorted(engine.run(jobs.double, iter(range(9)))) == list(range(0, 18, 2))  # type: ignore[type-var]
    assert list(engine.run(jobs.double, [])) == []


@pytest.mark.parametrize("engine", [Processes(2), FORKED])
def test_workers_live_on_and_keep_to_one_blas_thread(engine: Engine) -> None:
    pids = list(engine.run(jobs.tell_process, range(12)))
    assert len(set(pids)) == 2
    assert os.getpid() not in pids
    names = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"]
    assert list(engine.run(jobs.tell_threads, names)) == ["1", "1"]


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[int]:
        for number in range(10**9):
            taken.append(number)
            yield number

    results = Processes(2).run(jobs.double, endless())
    assert len([next(results) for _ in range(5)]) == 5
    assert len(taken) <= 5 + 2
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine", [Processes(2), FORKED])
def test_the_job_of_a_killed_worker_is_done_by_another(engine: Engine, tmp_path: Path) -> None:
    markers = [str(tmp_path / name) for name in "abc"]
    assert sorted(map(str, engine.run(jobs.die_once, markers))) == ["a", "b", "c"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_killed_fork_server_is_started_again(tmp_path: Path) -> None:
    killers = "abcdef"[: TRIES - 1]  # a job may be in hand at every death, and is then given up
    markers = [str(tmp_path / name) for name in "abcdef"]
    for marker in markers[len(killers) :]:
        Path(marker).touch()
    results = list(Processes(2, "worker_jobs").run(jobs.kill_server_once, markers))
    assert sorted(map(str, results)) == list("abcdef")


def test_a_job_that_kills_its_workers_is_given_up_and_the_others_go_on() -> None:
    results = list(Processes(2).run(jobs.die, range(6)))
    assert Lost(1, TRIES) in results
    assert {r for r in results if not isinstance(r, Lost)} == {0, 2, 3, 4, 5}


def test_workers_that_all_die_end_the_run() -> None:
    with pytest.raises(AlignError, match=f"{DEATHS} worker processes died"):
        list(Processes(1).run(jobs.die_always, range(100)))


def test_what_a_job_raises_ends_the_run() -> None:
    with pytest.raises(RuntimeError, match=r"ValueError: no 0 \(worker_jobs.py:\d+\)"):
        list(Processes(1).run(jobs.fail, range(3)))


@pytest.mark.parametrize("preload", [None, "worker_jobs"])
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, preload: str | None) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys\n"
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "import worker_jobs as jobs\n"
        "from align.corpus.engines import Processes\n"
        "if __name__ == '__main__':\n"
        f"    for pid in Processes(1, {preload!r}).run(jobs.tell_process, iter(int, 1)):\n"
        "        print(pid, flush=True)\n",
        "utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        run.kill()
        for _ in range(200):
            if not _is_running(worker):
                break
            time.sleep(0.05)
        assert not _is_running(worker)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_dask_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match="cluster"):
        make_engine("dask")
