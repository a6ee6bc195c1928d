"""Statistics: counts that add up, a table, a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from corpus_files import MakeCorpus, make_pair
from lxml import etree

from align.cli import run
from align.corpus.plot import MOST_BARS, make_panels
from align.corpus.statistics import STEPS, read_statistics, rows_of, tally_pairs
from align.corpus.storage import open_place
from align.errors import InputError, OutputError

SVG = "{http://www.w3.org/2000/svg}"


def build(manifest: Path, out: Path, *options: str) -> None:
    command = ["corpus", str(manifest), "--out", str(out), "--engine", "serial"]
    assert run([*command, "--shard-size", "2", *options]) == 0


def test_counts_add_up(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    build(make_corpus(5), tmp_path / "out", "--max-words", "4")
    found = read_statistics(open_place(str(tmp_path / "out")))
    assert found.counts.documents == 5
    assert found.shards == (3, 3)
    assert found.dropped == {"long": 9}
    assert found.pairs + 9 == found.counts.shapes["1-1"] == 15
    assert found.pairs == sum(found.confidence) == sum(found.shapes.values())
    for side in (found.source, found.target):
        assert sum(side.lengths.values()) == found.pairs
    pairs = [
        json.loads(line)
        for path in sorted((tmp_path / "out/pairs").iterdir())
        for line in path.read_text().splitlines()
    ]
    assert found.source.words == sum(len(pair["source"].split()) for pair in pairs)
    assert found.target.characters == sum(len(pair["target"]) for pair in pairs)
    rows = {name.strip(): (count, share) for name, count, share in rows_of(found)}
    assert rows["aligned pairs"][0] == "15"
    assert rows["dropped: long"] == ("9", "60.0 %")
    assert rows["pairs kept"] == ("6", "40.0 %")


def test_pairs_without_duplicates(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    build(make_corpus(5), tmp_path / "out", "--dedupe", "exact")
    found = read_statistics(open_place(str(tmp_path / "out")))
    assert found.is_thinned
    assert (found.pairs, found.dropped) == (7, {"duplicate": 8})


def test_confidence_and_lengths_have_their_place() -> None:
    pairs = [
        make_pair("a", "", confidence=0.0),
        make_pair("a" * 31, "가", confidence=0.05),
        make_pair("a" * 32, "가" * 3, confidence=1.0),
    ]
    tally = tally_pairs(pairs)
    assert [i for i, count in enumerate(tally.confidence) if count] == [0, 1, STEPS - 1]
    assert tally.source.freeze().lengths == {1: 1, 2: 0, 4: 0, 8: 0, 16: 1, 32: 1}
    assert tally.target.freeze().lengths == {0: 1, 1: 1, 2: 1}


def test_a_corpus_that_is_not_finished_or_damaged(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    build(make_corpus(5), out)
    (out / "entries/000002.json").unlink()
    capsys.readouterr()
    assert run(["corpus", "statistics", str(out)]) == 0
    said = capsys.readouterr()
    assert "2  of 3" in said.out
    assert "not finished" in said.err
    (out / "pairs/000001.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match=r"000001\.jsonl:1: no line of an aligned pair"):
        read_statistics(open_place(str(out)))
    (out / "pairs/000001.jsonl").unlink()
    with pytest.raises(OutputError, match=r"000001\.jsonl: missing"):
        read_statistics(open_place(str(out)))
    (out / "run.json").write_text("no JSON")
    with pytest.raises(InputError, match="not the totals of a corpus"):
        read_statistics(open_place(str(out)))
    with pytest.raises(InputError, match="no corpus here"):
        read_statistics(open_place(str(tmp_path)))


def test_picture(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, picture = tmp_path / "o<&", tmp_path / "plot.svg"
    build(make_corpus(3), out, "--min-chars", "14")
    command = ["corpus", "statistics", str(out), "--json", "--plot"]
    capsys.readouterr()
    assert run([*command, str(picture)]) == 0
    told = json.loads(capsys.readouterr().out)
    root = etree.fromstring(picture.read_bytes())
    assert root.findtext(f"{SVG}title") == "o<&"
    bars = [title.text or "" for title in root.iterfind(f".//{SVG}rect/{SVG}title")]
    dropped = told["dropped"]["short"]
    assert f"short: {dropped} pairs" in bars
    assert f"1-1: {told['counts']['shapes']['1-1']} beads" in bars
    assert sum(int(b.split()[1]) for b in bars if b.endswith(" source")) == told["pairs"]
    assert run([*command, str(tmp_path / "nowhere/plot.svg")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_rare_bead_types_share_a_bar(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    build(make_corpus(1), tmp_path / "out")
    found = read_statistics(open_place(str(tmp_path / "out")))
    shapes = {f"{i}-{i}": 100 - i for i in range(MOST_BARS + 3)}
    panel = make_panels(evolve(found, counts=evolve(found.counts, shapes=shapes)))[2]
    assert panel.names[-1] == "3 others"
    assert sum(panel.series[0][2]) == sum(shapes.values())
