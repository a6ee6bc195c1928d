"""A whole corpus: the same from every engine, after kills, full disks and changes of mind."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from attrs import evolve
from corpus_files import MakeCorpus, read_output

from align.corpus.engines import Processes, Serial
from align.corpus.records import CorpusPair, Settings, Shard
from align.corpus.running import Part, Progress, Summary, build_corpus
from align.corpus.shards import align_shard
from align.corpus.status import read_failures, read_status
from align.corpus.storage import Place, open_place
from align.corpus.work import Job
from align.errors import AlignError, InputError, OutputError
from align.protocols import Engine, Lost, Result

SETTINGS = Settings(shard_size=2, formats=("jsonl", "tmx"))


def build(
    manifest: Path,
    out: Path,
    *,
    engine: Engine | Deadly | None = None,
    settings: Settings = SETTINGS,
    **options: object,
) -> Summary:
    place = open_place(str(out))
    return build_corpus(str(manifest), place, settings, engine or Serial(), **options)  # type: ignore[arg-type]


def test_what_is_written(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    summary = build(make_corpus(3), tmp_path / "out")
    out = tmp_path / "out"
    assert summary.totals is not None
    assert (summary.totals.documents, summary.totals.pairs) == (3, 9)
    assert sorted(p.name for p in out.iterdir()) == [
        "corpus.json", "documents", "entries", "pairs", "run.json", "tmx"
    ]  # fmt: skip
    pairs = [json.loads(line) for line in (out / "pairs/000000.jsonl").read_text().splitlines()]
    assert pairs[0]["source"] == "The bridge was opened on Friday."
    assert pairs[0]["target"] == "금요일 다리가 개통됐다."
    assert (pairs[0]["id"], pairs[0]["doc"], pairs[0]["shape"]) == ("d0:b1", "d0", "1-1")
    for pair in pairs:  # the spans are those of the files
        for side in ("source", "target"):
            text = (tmp_path / "data" / pair[f"{side}_doc"]).read_text("utf-8")
            (start, end) = pair[f"{side}_spans"][0]
            assert text[start:end] == pair[side]
    run = json.loads((out / "run.json").read_text("utf-8"))
    assert run["counts"]["shapes"] == {"1-1": 9}
    document = json.loads((out / "documents/000001.jsonl").read_text("utf-8"))
    assert document["metadata"] == {"outlet": "일보"}
    assert b"<tu " in (out / "tmx/000001.tmx").read_bytes()


def test_processes_write_what_serial_writes(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(7)
    build(manifest, tmp_path / "serial")
    build(manifest, tmp_path / "processes", engine=Processes(2))
    assert read_output(Place(str(tmp_path / "serial"))) == read_output(
        Place(str(tmp_path / "processes"))
    )


def test_a_shard_is_the_same_alone(make_corpus: MakeCorpus) -> None:
    from align.corpus.manifest import read_manifest

    rows = tuple(read_manifest(str(make_corpus(3))))
    together = align_shard(Shard(0, rows), SETTINGS).pairs
    alone = [pair for row in rows for pair in align_shard(Shard(0, (row,)), SETTINGS).pairs]
    assert list(together) == alone


def test_files_of_one_name_keep_their_own_words(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(1)
    for side in ("en", "ko"):
        shutil.move(tmp_path / "data" / side / "0.txt", tmp_path / "data" / f"{side}0.txt")
        (tmp_path / "data" / side / "same.txt").write_bytes(
            (tmp_path / "data" / f"{side}0.txt").read_bytes()
        )
    manifest.write_text("id\tsource\ttarget\na\tko/same.txt\ten/same.txt\n", "utf-8")
    build(manifest, tmp_path / "out")
    pair = json.loads((tmp_path / "out/pairs/000000.jsonl").read_text("utf-8").splitlines()[0])
    assert (pair["source_lang"], pair["source_doc"]) == ("en", "en/same.txt")
    assert pair["source"] == "The bridge was opened on Friday."
    assert pair["target"] == "금요일 다리가 개통됐다."


def test_presplit_lines(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(1)
    (tmp_path / "data/en/0.txt").write_text("It rained. It cost 40 dollars.\nHe left.\n", "utf-8")
    (tmp_path / "data/ko/0.txt").write_text(
        "비가 내렸다. 40달러가 들었다.\n그는 떠났다.\n", "utf-8"
    )
    manifest.write_text("id\tsource\ttarget\na\tko/0.txt\ten/0.txt\nb\ten/0.txt\t\n", "utf-8")
    summary = build(manifest, tmp_path / "out", settings=Settings(presplit=True))
    pairs = [json.loads(x) for x in (tmp_path / "out/pairs/000000.jsonl").read_text().splitlines()]
    assert pairs[0]["source"] == "It rained. It cost 40 dollars."
    assert summary.progress.failed == 1
    [(doc, error)] = read_failures(open_place(str(tmp_path / "out")))
    assert doc == "b"
    assert "--presplit needs a target" in error


def test_failures_are_told_and_the_rest_goes_on(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(5)
    (tmp_path / "data/en/1.txt").unlink()
    (tmp_path / "data/ko/2.txt").write_bytes(b"\x00\x01\x02\x00\x03")
    place = open_place(str(tmp_path / "out"))
    summary = build(manifest, tmp_path / "out")
    assert (summary.progress.done, summary.progress.failed) == (5, 2)
    failures = dict(read_failures(place))
    assert "en/1.txt: cannot be read (No such file or directory)" in failures["d1"]
    assert "ko/2.txt" in failures["d2"]
    assert str(tmp_path) not in failures["d1"]  # the output does not tell where it was made
    assert read_status(place).counts.failed == 2
    with pytest.raises(AlignError, match=r"2 documents failed, more than --max-failures 1;.*d2: "):
        build(manifest, tmp_path / "few", max_failures=1)
    build(manifest, tmp_path / "few", max_failures=2, resume=True)
    assert read_output(Place(str(tmp_path / "few"))) == read_output(place)


def test_a_fault_of_ours_costs_one_document(
    make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from align.corpus import shards

    real = shards.align_segments

    def faulty(source: list, target: list, *rest: object, **more: object) -> object:  # type: ignore[type-arg]
        if source[0].doc == "en/1.txt":
            raise ZeroDivisionError("in the middle")
        return real(source, target, *rest, **more)  # type: ignore[arg-type]

    manifest = make_corpus(3)
    with monkeypatch.context() as patch:
        patch.setattr(shards, "align_segments", faulty)
        build(manifest, tmp_path / "out")
    [(doc, error)] = read_failures(open_place(str(tmp_path / "out")))
    assert (doc, error) == ("d1", "a fault of ours (ZeroDivisionError: in the middle)")
    summary = build(manifest, tmp_path / "out", resume=True)  # may be mended: it is tried again
    assert (summary.progress.failed, summary.progress.new) == (0, 2)


def test_a_folder_is_not_taken_unasked(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(2)
    build(manifest, tmp_path / "out")
    with pytest.raises(OutputError, match=r"a corpus is there; go on with it with --resume"):
        build(manifest, tmp_path / "out")
    with pytest.raises(OutputError, match="a folder that is no corpus"):
        build(manifest, tmp_path / "data", resume=True)
    with pytest.raises(OutputError, match=r"cannot be written"):
        build(manifest, Path("/proc/align"))
    with pytest.raises(InputError, match="no corpus here"):
        read_status(open_place(str(tmp_path)))


def test_resume_does_only_what_is_missing_or_differs(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    manifest = make_corpus(8)
    place = open_place(str(tmp_path / "out"))
    build(manifest, tmp_path / "out")
    first = read_output(place)
    assert build(manifest, tmp_path / "out", resume=True).progress.new == 0
    (tmp_path / "out/pairs/000001.jsonl").write_bytes(b"damaged")
    (tmp_path / "out/entries/000002.json").write_bytes(b'{"half":')
    (tmp_path / "out/documents/000003.jsonl").unlink()
    assert build(manifest, tmp_path / "out", resume=True).progress.new == 6
    assert read_output(place) == first
    (tmp_path / "data/en/5.txt").write_text("He likes tea.\n", "utf-8")
    assert build(manifest, tmp_path / "out", resume=True).progress.new == 2
    assert read_output(place) != first


def test_other_settings_and_a_shorter_manifest(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(6)
    build(manifest, tmp_path / "out")
    make_corpus(3)
    remarks: list[str] = []
    plain = Settings(shard_size=2)
    build(manifest, tmp_path / "out", settings=plain, resume=True, remark=remarks.append)
    assert len(remarks) == 1
    assert "(manifest, formats); what differs is done anew" in remarks[0]
    build(manifest, tmp_path / "new", settings=plain)
    assert read_output(Place(str(tmp_path / "out"))) == read_output(Place(str(tmp_path / "new")))


def test_parts_make_the_whole(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(7)
    build(manifest, tmp_path / "whole")
    totals = []
    for number in (2, 1, 3):
        summary = build(manifest, tmp_path / "parts", part=Part(number, 3))
        assert summary.progress.done == summary.progress.total
        totals.append(summary.totals)
    assert [t is None for t in totals] == [True, True, False]
    assert read_output(Place(str(tmp_path / "whole"))) == read_output(
        Place(str(tmp_path / "parts"))
    )
    with pytest.raises(OutputError, match=r"\(shard size\); all parts of a run need the same"):
        build(
            manifest, tmp_path / "parts", settings=evolve(SETTINGS, shard_size=3), part=Part(1, 3)
        )


def test_a_full_disk_leaves_what_was_done(
    make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = make_corpus(6)
    calls = 0

    def fill(number: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 7:  # the plan, one shard of four files, half of the next
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("align.corpus.storage.os.fsync", fill)
        with pytest.raises(OutputError, match=r"No space left on device.*--resume"):
            build(manifest, tmp_path / "out")
    status = read_status(open_place(str(tmp_path / "out")))
    assert (status.done, status.is_finished) == (1, False)
    assert not list((tmp_path / "out/.parts").iterdir())
    summary = build(manifest, tmp_path / "out", resume=True)
    assert summary.progress.new == 4
    build(manifest, tmp_path / "new")
    assert read_output(Place(str(tmp_path / "out"))) == read_output(Place(str(tmp_path / "new")))


def test_a_killed_worker_changes_nothing(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(12)
    build(manifest, tmp_path / "calm")
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        children = multiprocessing.active_children()
        if children and len(killed) < 2:
            pid = children[0].pid
            assert pid is not None
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)

    summary = build(manifest, tmp_path / "out", engine=Processes(2), on_progress=kill)
    assert len(killed) == 2
    assert summary.totals is not None
    assert read_output(Place(str(tmp_path / "out"))) == read_output(Place(str(tmp_path / "calm")))


def test_a_killed_command_is_gone_on_with(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(24)
    settings = Settings(shard_size=2)
    build(manifest, tmp_path / "calm", settings=settings)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "align.cli", "corpus", str(manifest), "--out", str(out)]
    with subprocess.Popen(
        [*command, "--workers", "2", "--shard-size", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as run:
        deadline = time.monotonic() + 60
        while not list(out.glob("entries/*.json")) and time.monotonic() < deadline:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    before = read_status(open_place(str(out)))
    assert 0 < before.done < 12
    assert not before.is_finished
    summary = build(manifest, out, settings=settings, resume=True)
    assert 0 < summary.progress.new < 24
    assert read_output(Place(str(out))) == read_output(Place(str(tmp_path / "calm")))


def test_what_occurs_before_is_left_out_of_the_thinned_shards(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    seen: set[str] = set()

    def drop_known(pair: CorpusPair) -> str | None:
        if pair.source in seen:
            return "known"
        seen.add(pair.source)
        return None

    manifest = make_corpus(5)
    build(manifest, tmp_path / "out", thin=drop_known)
    names = sorted((tmp_path / "out/unique").glob("*.jsonl"))
    rows = [json.loads(line) for name in names for line in name.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"d{d}:b{b}" for d, b in (
        (0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 3), (4, 3))]  # fmt: skip
    run = json.loads((tmp_path / "out/run.json").read_text("utf-8"))
    assert run["unique"] == {"dropped": {"known": 8}}
    assert (tmp_path / "out/unique/000002.tmx").is_file()
    build(manifest, tmp_path / "out", resume=True)
    assert not (tmp_path / "out/unique").exists()


class Deadly:
    """An engine whose processes do not survive some documents."""

    def __init__(self, *deadly: str) -> None:
        self._deadly = set(deadly)

    def run(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[object]:
        for job in jobs:
            ids = {row.id for row in job.shard.rows}
            yield Lost(job, 3) if ids & self._deadly - job.fatal else work(job)


def test_a_document_that_kills_its_workers_costs_only_itself(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    manifest = make_corpus(8)
    remarks: list[str] = []
    deadly = Deadly("d2", "d5")
    summary = build(manifest, tmp_path / "out", engine=deadly, remark=remarks.append)
    assert [r.split(":")[0] for r in remarks] == ["shard 000001", "shard 000002"]
    assert (summary.progress.done, summary.progress.failed) == (8, 2)
    failures = dict(read_failures(open_place(str(tmp_path / "out"))))
    assert set(failures) == {"d2", "d5"}
    assert "each process that worked on it died" in failures["d2"]
    again = build(manifest, tmp_path / "out", resume=True)  # there may be more memory now
    assert (again.progress.new, again.progress.failed) == (4, 0)


def test_an_interrupted_command_ends_at_once_and_says_how_to_go_on(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "align.cli", "corpus", str(make_corpus(200)), "--out", out]
    with subprocess.Popen(
        [*map(str, command), "--workers", "2", "--shard-size", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # off in the background
    ) as run:
        deadline = time.monotonic() + 60
        while not list(out.glob("entries/*.json")) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: the workers get it too
        said, remarks = run.communicate(timeout=30)
    assert run.returncode == 130
    assert said == ""
    assert remarks.splitlines() == [
        "align: what is done stays; go on with --resume",
        "align: interrupted",
    ]
    assert 0 < read_status(open_place(str(out))).done < 200
