"""Repeated pairs: which are, which stays, and what remembering them takes."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from corpus_files import MakeCorpus, make_pair, read_output
from hypothesis import given
from hypothesis import strategies as st

from align.cli import run
from align.corpus.dedupe import KEY, Deduplicator, KeySet, fold
from align.corpus.storage import open_place

FIRST = ("Shares rose 3%.", "주가가 3% 올랐다.")


@pytest.mark.parametrize(
    ("pair", "exact", "near"),
    [
        (FIRST, "duplicate", "duplicate"),
        (("Shares  rose 3%. ", "주가가 3% 올랐다."), "duplicate", "duplicate"),
        (("Shares rose 3%.", "주가가 3% 올랐다."), "duplicate", "duplicate"),  # in jamo
        (("SHARES ROSE 4.5%!", "주가가 4.5% 올랐다"), None, "near-duplicate"),
        (("Shares rose 3%.", "주가가 3% 상승했다."), None, None),  # another translation
        (("Shares fell 3%.", "주가가 3% 내렸다."), None, None),
        (("Shares rose 3%.주가가", " 3% 올랐다."), None, None),  # the border moved
    ],
)
def test_what_repeats_a_pair(pair: tuple[str, str], exact: str | None, near: str | None) -> None:
    for degree, expected in (("exact", exact), ("near", near)):
        seen = Deduplicator(degree)  # type: ignore[arg-type]
        assert seen(make_pair(*FIRST)) is None
        assert seen(make_pair(*pair)) == expected


def test_texts_without_letters_are_not_nearly_the_same() -> None:
    seen = Deduplicator("near")
    assert seen(make_pair("3.5%", "3.5%")) is None
    assert seen(make_pair("12%", "12%")) is None


@given(st.text(), st.text())
def test_folding_twice_changes_nothing(one: str, other: str) -> None:
    assert fold(fold(one)) in (fold(one), fold(fold(fold(one))))
    if " ".join(one.split()) == " ".join(other.split()):
        assert fold(one) == fold(other)


def test_keys_are_a_set() -> None:
    rng = random.Random(0)
    keys, known = KeySet(), set()
    for _ in range(20_000):
        # Few bytes, so that keys repeat and one lies across the border of two others.
        key = bytes([0, 0, *(rng.randrange(2) for _ in range(KEY - 2))])
        assert keys.add(key) == (key not in known)
        known.add(key)
    assert len(keys) == len(known) < 20_000


def test_a_key_takes_some_twenty_bytes() -> None:
    rng = random.Random(0)
    keys = KeySet()
    tracemalloc.start()
    try:
        for _ in range(200_000):
            keys.add(rng.randbytes(KEY))
        added = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    # Small buckets of three keys are the worst case; a Python set of these takes 88.
    assert added / 200_000 < 40


def test_the_first_pair_stays_whoever_aligned_it(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    manifest = make_corpus(5)  # of seven sentences, three a document
    outputs = []
    for name, options in (("one", ["--shard-size", "2"]), ("other", ["--shard-size", "2"])):
        out = str(tmp_path / name)
        command = ["corpus", str(manifest), "--out", out, "--engine", "serial", *options]
        assert run([*command, "--dedupe", "exact"]) == 0
        outputs.append(read_output(open_place(out)))
    assert outputs[0] == outputs[1]
    totals = json.loads((tmp_path / "one/run.json").read_text())
    assert totals["counts"]["pairs"] == 15
    assert totals["unique"] == {"dropped": {"duplicate": 8}}
    unique = [
        json.loads(line)
        for path in sorted((tmp_path / "one/unique").iterdir())
        for line in path.read_text().splitlines()
    ]
    assert [pair["id"] for pair in unique] == [
        "d0:b1", "d0:b2", "d0:b3", "d1:b3", "d2:b3", "d3:b3", "d4:b3"
    ]  # fmt: skip
    assert len({(pair["source"], pair["target"]) for pair in unique}) == 7
