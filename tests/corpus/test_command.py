"""`align corpus` and `align corpus status`: what is printed, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus_files import MakeCorpus

from align.cli import run

ROOT = Path(__file__).parents[2]


def test_a_manifest_and_its_status(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest, out = make_corpus(3), str(tmp_path / "out")
    (tmp_path / "data/ko/1.txt").unlink()
    options = ["--out", out, "--engine", "serial", "--shard-size", "2"]
    assert run(["corpus", str(manifest), *options]) == 0
    said = capsys.readouterr()
    assert said.out.split()[:4] == ["documents", "3", "failed", "1"]
    assert said.out.splitlines()[-1] == out
    assert "1 of 3 documents failed" in said.err
    assert run(["corpus", "status", out]) == 0
    said = capsys.readouterr()
    assert "2 of 2" in said.out
    assert "100.0 % of 3 documents" in said.out
    assert "d1: ko/1.txt: cannot be read" in said.err
    assert run(["corpus", "status", out, "--failures"]) == 0
    assert capsys.readouterr().out.startswith("d1\tko/1.txt: cannot be read")
    assert run(["corpus", "status", out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["pairs"] == 6
    assert run(["corpus", str(manifest), *options]) == 2
    assert "--resume" in capsys.readouterr().err


def test_folders_and_formats(
    make_corpus: MakeCorpus,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_corpus(2)
    (tmp_path / "data/en/alone.txt").write_text("It rained.\n", "utf-8")
    folders = [str(tmp_path / "data" / side) for side in ("en", "ko")]
    out = str(tmp_path / "out")
    options = ["--engine", "serial", "--format", "tmx"]
    assert run(["corpus", *folders, "--out", out, *options, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["counts"]["documents"] == 2
    assert "for want of a counterpart of that name: 1" in said.err
    assert (tmp_path / "out/tmx/000000.tmx").is_file()
    assert (tmp_path / "out/manifest.tsv").read_text("utf-8").splitlines()[1] == (
        "0\t../data/en/0.txt\t../data/ko/0.txt"
    )
    monkeypatch.chdir(tmp_path)  # the manifest that was written is the same under another name
    options += ["--out", "out", "--resume", "--json"]
    assert run(["corpus", "out/manifest.tsv", *options]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["progress"]["new"] == 0
    assert said.err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["MANIFEST"], "--out DIR"),
        (["MANIFEST", "--out", "OUT", "--shard", "3/2"], "expected I/N"),
        (["MANIFEST", "--out", "OUT", "--shard", "x"], "expected I/N"),
        (["-", "--out", "OUT"], "read twice"),
        (["a", "b", "c", "--out", "OUT"], "expected a manifest"),
        (["MANIFEST", "data/en", "--out", "OUT"], "no folder"),
        (["none.tsv", "--out", "OUT"], "No such file"),
        (["status"], "align corpus status DIR"),
        (["status", "data"], "no corpus here"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    make_corpus: MakeCorpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    make_corpus(1)
    monkeypatch.chdir(tmp_path)
    names = {"MANIFEST": "data/manifest.tsv", "OUT": "out"}
    assert run(["corpus", *(names.get(a, a) for a in arguments)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_the_readme_has_the_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "`align corpus MANIFEST --out DIR`" in text
    assert "`align corpus status DIR`" in text
