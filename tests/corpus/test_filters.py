"""Filters: each reason has a pair that is dropped and one that stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus_files import MakeCorpus, make_pair

from align.cli import run
from align.corpus.filters import RULES, find_reason_to_drop, length_ratio
from align.corpus.records import Limits, Settings

CASES = [
    ("empty", Limits(), (" ", "비가 왔다."), ("It rained.", "비가 왔다.")),
    ("identical", Limits(drop_identical=True), ("SK Hynix", "SK hynix."), ("SK", "에스케이")),
    ("language", Limits(drop_language=True), ("비가 왔다.", "비가 왔다."), ("It rained.", "비 OK")),
    ("language", Limits(drop_language=True), ("It rained.", "It rained."), ("3.5", "3.5%")),
    ("short", Limits(min_characters=5), ("It rained.", "비"), ("It rained.", "비 왔다.")),
    ("short", Limits(min_words=2), ("It rained.", "비왔다."), ("It rained.", "비 왔다.")),
    ("long", Limits(max_characters=10), ("It rained on.", "비"), ("It rained.", "비")),
    ("long", Limits(max_words=2), ("It rained on.", "비"), ("It rained.", "비")),
    ("ratio", Limits(max_ratio=2), ("It rained all night.", "비"), ("It rained.", "비가 왔다.")),
]


@pytest.mark.parametrize(("reason", "limits", "dropped", "kept"), CASES)
def test_a_limit_drops_and_keeps(
    reason: str, limits: Limits, dropped: tuple[str, str], kept: tuple[str, str]
) -> None:
    settings = Settings(limits=limits)
    assert find_reason_to_drop(make_pair(*dropped), settings) == reason
    assert find_reason_to_drop(make_pair(*kept), settings) is None
    if reason != "empty":  # without the limit it stays
        assert find_reason_to_drop(make_pair(*dropped), Settings()) is None


def test_every_rule_has_a_case() -> None:
    assert {reason for reason, *_ in CASES} == set(RULES)


def test_kind_and_confidence() -> None:
    settings = Settings(min_confidence=0.5)
    assert find_reason_to_drop(make_pair("a", "가", confidence=0.4), settings) == "confidence"
    assert find_reason_to_drop(make_pair("a", "가", kind="byline"), settings) == "kind"


def test_ratio_is_the_same_both_ways() -> None:
    for one, other in (("It rained.", "비"), ("", "비가 왔다."), ("…", "")):
        assert length_ratio(one, other) == length_ratio(other, one) >= 1


def test_what_is_dropped_is_counted_and_in_the_plan(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest, out = make_corpus(2), tmp_path / "out"
    options = ["--out", str(out), "--engine", "serial", "--json"]
    assert run(["corpus", str(manifest), *options, "--max-words", "4"]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts["dropped"] == {"long": 4}  # of 6, "He likes tea." stays twice
    assert counts["pairs"] == 2
    assert json.loads((out / "run.json").read_text())["settings"]["limits"]["max_words"] == 4
    # Other limits make other shards, and say so.
    assert run(["corpus", str(manifest), *options, "--resume"]) == 0
    said = capsys.readouterr()
    assert "settings (limits)" in said.err
    assert json.loads(said.out)["counts"]["pairs"] == 6
