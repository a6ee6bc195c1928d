"""align pair and align mine: options, formats and errors."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from align.encoding import UseEncoder
from align.formats.ladder import loads_ladder
from align.formats.moses import read_moses
from tests.commands import run_align

ENGLISH = ["The bridge was opened on Friday.", "It cost 40 million dollars.", "He likes tea."]
KOREAN = ["금요일 다리가 개통됐다.", "비용은 4천만 달러였다.", "그는 차를 좋아한다."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").write_text("\n".join(ENGLISH) + "\n", "utf-8")
    (tmp_path / "ko").write_text("\n".join(KOREAN) + "\n", "utf-8")
    return tmp_path


def test_ladder_and_moses(folder: Path) -> None:
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "ladder")
    assert done.returncode == 0, done.stderr
    assert loads_ladder(done.stdout) == [((i,), (i,)) for i in range(3)]
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "moses", "-o", "out")
    assert done.returncode == 0, done.stderr
    sides = [(folder / f"out.{lang}").read_text("utf-8").splitlines() for lang in ("en", "ko")]
    assert read_moses(*sides) == list(zip(ENGLISH, KOREAN, strict=True))


@pytest.mark.parametrize(
    ("out", "begins"),
    [
        ("x.tmx", "<?xml"),
        ("x.csv", "\ufeffid,en,ko,"),
        ("x.XLF", "<?xml"),
        ("x.vecalign", "[0]:[0]:"),
        ("x.ladder", "0\t0\t"),
        ("x.jsonl", '{"id": "b1"'),
        ("x.txt", "id\ten\tko"),
    ],
)
def test_the_suffix_of_the_output_tells_the_format(folder: Path, out: str, begins: str) -> None:
    done = run_align(folder, "pair", "--presplit", "en", "ko", "-o", out)
    assert done.returncode == 0, done.stderr
    assert (folder / out).read_text("utf-8").startswith(begins)


def test_a_format_that_is_named_goes_over_the_suffix(folder: Path) -> None:
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "tsv", "-o", "x.tmx")
    assert done.returncode == 0, done.stderr
    assert (folder / "x.tmx").read_text("utf-8").startswith("id\ten\tko")


def test_a_dash_for_the_output_is_standard_output(folder: Path) -> None:
    for command in (["pair", "--presplit"], ["mine"]):
        done = run_align(folder, *command, "en", "ko", "-o", "-")
        assert done.stdout.startswith("id\ten\tko"), done.stderr
        assert not (folder / "-").exists()
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "moses", "-o", "-")
    assert done.returncode == 2
    assert "name them with -o OUT" in done.stderr


def test_a_link_stays_and_a_pipe_is_written_to(folder: Path) -> None:
    (folder / "real.tsv").write_text("old", "utf-8")
    (folder / "link.tsv").symlink_to("real.tsv")
    done = run_align(folder, "pair", "--presplit", "en", "ko", "-o", "link.tsv")
    assert done.returncode == 0, done.stderr
    assert (folder / "link.tsv").is_symlink()
    assert (folder / "real.tsv").read_text("utf-8").startswith("id\ten")
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        done = run_align(folder, "pair", "--presplit", "en", "ko", "-o", "pipe")
        assert done.returncode == 0, done.stderr
        assert (folder / "pipe").is_fifo()
        assert os.read(reader, 100).startswith(b"id\ten")
    finally:
        os.close(reader)


def test_links_guide_the_alignment(folder: Path) -> None:
    (folder / "links").write_text("# mine\nforbid 0:0\n", "utf-8")
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "vecalign",
               "--force", "1-2:1", "--links", "links")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "[1, 2]:[1]:" in done.stdout
    assert "[0]:[0]:" not in done.stdout


@pytest.mark.parametrize("presplit", [[], ["--presplit"]])
def test_files_of_one_name_stay_apart(folder: Path, presplit: list[str]) -> None:
    for lang in ("en", "ko"):
        (folder / f"in-{lang}").mkdir()
        (folder / lang).rename(folder / f"in-{lang}" / "a.txt")
    done = run_align(folder, "pair", "in-en/a.txt", "in-ko/a.txt", *presplit)
    assert done.returncode == 0, done.stderr
    row = done.stdout.splitlines()[1].split("\t")
    assert any(c.isascii() and " " in c for c in row)
    assert any("가" <= letter <= "힣" for c in row for letter in c)


def test_vectors_from_files(folder: Path, encoder: UseEncoder) -> None:
    np.save(folder / "e.npy", encoder.encode(ENGLISH))
    np.save(folder / "k.npy", encoder.encode(KOREAN))
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "vecalign",
               "--vectors", "e.npy", "k.npy")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [line.rsplit(":", 1)[0] for line in done.stdout.splitlines()] == [
        f"[{i}]:[{i}]" for i in range(3)
    ]


def test_workers_write_what_one_process_writes(folder: Path) -> None:
    for number in ("1", "2"):
        rows = [f"en\tko\t{i}.{number}" for i in range(3)]
        (folder / "list").write_text("\n".join(rows), "utf-8")
        done = run_align(folder, "pair", "--presplit", "--list", "list", "--workers", number)
        assert done.returncode == 0, done.stderr
    for i in range(3):
        assert (folder / f"{i}.1").read_bytes() == (folder / f"{i}.2").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["en", "ko", "--force", "9:0"], "no sentence 9"),
        (["en", "ko", "--force", "x"], "expected sentence numbers"),
        (["en", "ko", "--vectors", "nowhere.npy", "k.npy"], "nowhere.npy"),
        (["en", "ko", "--format", "moses"], "moses is two files"),
        (["en", "ko", "--format", "xlsx"], "-o OUT.xlsx"),
        (["--list", "list", "--plot", "x.svg"], "--plot belong to one"),
        (["en", "ko", "--list", "list"], "leave out SRC, TGT"),
        (["en", "ko", "-o", "nowhere/x"], "(no folder nowhere; make it first)"),
        (["--list", "list", "--force", "0:0"], "--list aligns many pairs"),
        (["--list", "list", "--workers", "2"], "nowhere"),
    ],
)
def test_errors_are_one_line(folder: Path, arguments: list[str], words: str) -> None:
    (folder / "list").write_text("en\tko\tx\nnowhere\tko\ty\n", "utf-8")
    done = run_align(folder, "pair", "--presplit", *arguments)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_pair_that_fails_does_not_stop_the_list(folder: Path, workers: str) -> None:
    rows = ["en\tko\to1", "nowhere\tko\to2", "", "en\tko\to4", "en\tko\tno/folder/o5",
            "en\tko\to6"]  # fmt: skip
    (folder / "list").write_text("\n".join(rows), "utf-8")
    before = {path.name for path in folder.iterdir()}
    done = run_align(folder, "pair", "--presplit", "--list", "list", "--workers", workers)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "list: 3 of 5 pairs written; not written: lines 2, 5. Line 2: nowhere" in done.stderr
    assert {path.name for path in folder.iterdir()} - before == {"o1", "o4", "o6"}
    for name in ("o1", "o4", "o6"):
        assert len((folder / name).read_text("utf-8").splitlines()) == 4


def test_a_list_that_is_wrong_writes_nothing(folder: Path) -> None:
    for rows, words in (
        ("en\tko\to1\nen\tko\n", "list:2: expected SRC<tab>TGT<tab>OUT"),
        ("en\tko\to1\nen\tko\to1\n", "list:2: line 1 writes o1 too"),
    ):
        (folder / "list").write_text(rows, "utf-8")
        done = run_align(folder, "pair", "--presplit", "--list", "list")
        assert done.returncode == 2
        assert words in done.stderr
        assert not (folder / "o1").exists()


def test_a_file_that_stood_there_stays_when_its_pair_fails(folder: Path) -> None:
    (folder / "o1").write_text("yesterday's")
    (folder / "list").write_text("nowhere\tko\to1\n", "utf-8")
    assert run_align(folder, "pair", "--presplit", "--list", "list").returncode == 2
    assert (folder / "o1").read_text() == "yesterday's"


def test_xliff_and_plot(folder: Path) -> None:
    done = run_align(
        folder, "pair", "--presplit", "en", "ko", "--format", "xliff", "--plot", "x.svg"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("<unit ") == 3
    svg = (folder / "x.svg").read_text("utf-8")
    assert svg.count("confidence 0.") + svg.count("confidence 1.") == 3


def test_xlsx(folder: Path) -> None:
    pytest.importorskip("xlsxwriter")
    done = run_align(folder, "pair", "--presplit", "en", "ko", "--format", "xlsx", "-o", "x.xlsx")
    assert done.returncode == 0, done.stderr
    assert (folder / "x.xlsx").read_bytes().startswith(b"PK")
    assert run_align(folder, "convert", "x.xlsx", "x.tsv").returncode == 0
    rows = (folder / "x.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[1] for row in rows[1:]] == ENGLISH


def test_mine_writes_tsv_and_jsonl(folder: Path) -> None:
    (folder / "pool").write_text("\n".join([*KOREAN[::-1], "", "전혀 다른 말이다."]), "utf-8")
    done = run_align(folder, "mine", "en", "pool")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["id", "en", "ko", "confidence", "score", "source_line", "target_line"]
    assert [(row[1], row[2]) for row in rows[1:]] == list(zip(ENGLISH, KOREAN, strict=True))
    done = run_align(folder, "mine", "en", "pool", "--format", "jsonl")
    assert [json.loads(line)["target"] for line in done.stdout.splitlines()] == [2, 1, 0]
