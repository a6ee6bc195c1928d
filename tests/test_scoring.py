"""Beads against gold: counts, types, units, intervals, two systems, the outside scorer."""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.formats.beads import read_beads
from align.formats.ladder import format_ladder, loads_ladder
from align.formats.vecalign import format_vecalign, loads_vecalign
from align.scoring.beads import BeadPair, bead_type, count_beads, split_beads
from align.scoring.counts import MatchCounts, Tally, add_tallies
from align.scoring.significance import compare_units, score_units

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared/bench/align.py"
SETS = ROOT.parent / "shared/data/align"


@st.composite
def monotone_beads(draw: st.DrawFn) -> list[BeadPair]:
    beads: list[BeadPair] = []
    i = j = 0
    for _ in range(draw(st.integers(0, 8))):
        n, m = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1)]))
        beads.append((tuple(range(i, i + n)), tuple(range(j, j + m))))
        i, j = i + n, j + m
    return beads


@given(monotone_beads())
def test_gold_against_itself_scores_one(beads: list[BeadPair]) -> None:
    for counts in count_beads(beads, beads).values():
        assert counts.output.hits == counts.output.total
        assert counts.gold.hits == counts.gold.total


@given(monotone_beads(), monotone_beads())
def test_lax_is_never_below_strict(output: list[BeadPair], gold: list[BeadPair]) -> None:
    counts = count_beads(output, gold)
    assert counts["lax"].output.share >= counts["strict"].output.share
    assert counts["lax"].gold.share >= counts["strict"].gold.share


@given(monotone_beads(), monotone_beads())
def test_types_share_out_the_beads(output: list[BeadPair], gold: list[BeadPair]) -> None:
    counts = count_beads(output, gold)
    types = [counts[name] for name in counts if name not in ("strict", "lax", "pairs")]
    assert sum(c.output.total for c in types) == counts["strict"].output.total
    assert sum(c.output.hits for c in types) == counts["strict"].output.hits
    paired = [counts[name] for name in ("1-1", "1-n", "n-1", "n-m") if name in counts]
    assert sum(c.gold.hits for c in paired) == counts["pairs"].gold.hits


@given(monotone_beads(), monotone_beads())
def test_swapping_the_sides_swaps_the_types(output: list[BeadPair], gold: list[BeadPair]) -> None:
    counts = count_beads(output, gold)
    swapped = count_beads([(t, s) for s, t in output], [(t, s) for s, t in gold])
    names = {"1-n": "n-1", "n-1": "1-n"}
    assert swapped == {names.get(name, name): found for name, found in counts.items()}


@given(monotone_beads(), monotone_beads())
def test_null_beads_can_be_left_out(output: list[BeadPair], gold: list[BeadPair]) -> None:
    counts = count_beads(output, gold, nulls="ignore")
    assert counts["strict"] == counts["pairs"]
    paired = [bead for bead in output if bead_type(bead) != "null"]
    assert counts["lax"].output.total == len(set(paired))


@given(monotone_beads(), monotone_beads(), monotone_beads())
def test_units_add_up_to_the_whole(
    output: list[BeadPair], gold: list[BeadPair], other: list[BeadPair]
) -> None:
    units, kind = split_beads([output, gold, other])
    assert kind == "beads"
    total = add_tallies(count_beads(found, wanted) for found, wanted, _ in units)
    whole = count_beads(output, gold)
    counted = {name: counts for name, counts in whole.items() if counts != MatchCounts()}
    assert {name: total[name] for name in total if total[name] != MatchCounts()} == counted


def test_five_documents_are_the_units() -> None:
    beads: list[BeadPair] = [(((doc, n),), ((doc, n),)) for doc in "abcde" for n in range(3)]
    units, kind = split_beads([beads, beads])
    assert (len(units), kind) == (5, "documents")
    units, kind = split_beads([beads[:6], beads[:6]])
    assert (len(units), kind) == (6, "beads")


def make_units(rights: list[int], of: int = 10) -> list[Tally]:
    """Return documents of ``of`` beads, so many of which are right."""
    gold: list[BeadPair] = [((n,), (n,)) for n in range(of)]
    return [
        count_beads([((n,), (n if n < right else n - right + of,)) for n in range(of)], gold)
        for right in rights
    ]


def test_interval_holds_the_score_and_is_the_same_each_time() -> None:
    units = make_units([3, 5, 7, 9, 10, 6])
    row = score_units(units)["pairs"]
    assert row["f1_low"] < row["f1"] < row["f1_high"]
    assert score_units(units)["pairs"] == row
    assert "f1_low" not in score_units(units[:4])["pairs"]


def test_interval_covers_the_truth_as_often_as_it_says() -> None:
    chance = random.Random(1)
    hits = 0
    for _ in range(60):
        drawn = [sum(chance.random() < 0.7 for _ in range(10)) for _ in range(30)]
        row = score_units(make_units(drawn))["pairs"]
        hits += row["f1_low"] <= 0.7 <= row["f1_high"]
    assert hits >= 51  # 95 % of 60 is 57; fewer than 51 has a chance of 1 in 100


def test_chance_is_told_from_a_better_system() -> None:
    chance = random.Random(2)
    base = [chance.randint(4, 8) for _ in range(40)]
    better = compare_units(make_units([n + 1 for n in base]), make_units(base))["pairs"]
    assert better["p"] < 0.001
    assert better["difference"] == pytest.approx(0.1)
    alarms = 0
    for _ in range(60):
        mixed = [n + chance.choice([-1, 1]) for n in base]
        alarms += compare_units(make_units(mixed), make_units(base))["pairs"]["p"] < 0.05
    assert alarms <= 8  # 5 % of 60 is 3; more than 8 has a chance of 1 in 300
    same = compare_units(make_units(base), make_units(base))["pairs"]
    assert (same["difference"], same["p"]) == (0.0, 1.0)


def test_swapping_the_systems_turns_the_difference() -> None:
    one, other = make_units([3, 5, 7, 9, 10, 6]), make_units([4, 4, 4, 9, 9, 9])
    forth, back = compare_units(one, other)["strict"], compare_units(other, one)["strict"]
    assert forth["difference"] == -back["difference"]
    assert forth["p"] == pytest.approx(back["p"], abs=0.05)


@given(monotone_beads())
def test_vecalign_lines_read_back(beads: list[BeadPair]) -> None:
    lines = "".join(f"{list(source)}:{list(target)}:0.5\n" for source, target in beads)
    assert loads_vecalign(lines) == beads


@given(monotone_beads())
def test_ladders_read_back(beads: list[BeadPair]) -> None:
    assert loads_ladder(format_ladder(beads)) == beads
    assert loads_vecalign(format_vecalign(beads)) == beads


def test_folders_with_a_file_for_each_document(tmp_path: Path) -> None:
    for name, suffix in (("hyp", "out"), ("gold", "gold")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"a.{suffix}").write_text("[0]:[0]\n")
        (tmp_path / name / f"b.{suffix}").write_text("0\t0\t1\n1\t1\t0\n")
    gold = read_beads(str(tmp_path / "gold"))
    assert gold == [((("a", 0),), (("a", 0),)), ((("b", 0),), (("b", 0),))]
    assert read_beads(str(tmp_path / "hyp"), {"a", "b"}) == gold
    assert len(read_beads(str(tmp_path / "hyp"), {"a"})) == 1
    with pytest.raises(InputError, match="no beads of c, one of 1 documents"):
        read_beads(str(tmp_path / "hyp"), {"a", "c"})
    (tmp_path / "hyp/a.ladder").write_text("0\t0\t1\n")
    with pytest.raises(InputError, match=r"a\.ladder and a\.out are of one document"):
        read_beads(str(tmp_path / "hyp"))


@pytest.fixture(scope="module")
def outside() -> ModuleType:
    """Return the scorer that stands beside the checkout and shares no code with ours."""
    if not BENCH.is_file():
        pytest.skip("the outside scorer is not beside this checkout")
    spec = importlib.util.spec_from_file_location("outside_align", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(BENCH.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH.parent))
    return module


def spoil(beads: list[BeadPair], chance: random.Random) -> list[BeadPair]:
    """Return beads of which some are merged, cut, moved or left out."""
    spoilt: list[BeadPair] = []
    for source, target in beads:
        action = chance.random()
        if action < 0.1 and spoilt and spoilt[-1][0] and source:
            spoilt[-1] = (spoilt[-1][0] + source, spoilt[-1][1] + target)
        elif action < 0.2 and len(source) > 1:
            spoilt += [(source[:1], target), (source[1:], ())]
        elif action < 0.3:
            spoilt.append((source, ()))
        elif action > 0.05:
            spoilt.append((source, target))
    return spoilt


@pytest.mark.parametrize("scenario", ["clean", "merges", "mixed", "comparable"])
def test_equal_to_the_outside_scorer(outside: ModuleType, scenario: str, tmp_path: Path) -> None:
    folder = SETS / scenario
    if not folder.is_dir():
        pytest.skip(f"the set {scenario} is not beside this checkout")
    kind = (folder / "kind").read_text().strip()
    chance = random.Random(scenario)
    items = []
    for path in sorted(folder.glob("*.gold")):
        gold = loads_vecalign(path.read_text("utf-8"), str(path))
        beads = spoil(gold, chance)
        lines = "".join(f"{list(s)}:{list(t)}:0.1\n" for s, t in beads)
        (tmp_path / f"{path.stem}.out").write_text(lines)
        sizes = [len(path.with_suffix(s).read_text("utf-8").splitlines()) for s in (".en", ".ko")]
        items.append([outside.normalise(side, *sizes, path.stem) for side in (gold, beads)])
    theirs = outside.score(items, kind)
    nulls = "ignore" if kind == "mine" else "precision"
    done = subprocess.run(
        [sys.executable, "-m", "align.cli", "score", "beads", str(tmp_path), str(folder),
         "--nulls", nulls, "--json"],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    ours = json.loads(done.stdout)
    for name in ("strict", "lax"):
        for key, short in (("precision", "p"), ("recall", "r"), ("f1", "f1")):
            assert ours[name][key] == pytest.approx(theirs[f"{short}_{name}"], abs=1e-6)
    assert ours["pairs"]["precision"] == pytest.approx(theirs["pair_p"], abs=1e-6)
    assert ours["pairs"]["f1"] == pytest.approx(theirs["pair_f1"], abs=1e-6)
    one = theirs["types"]["1-1"]
    assert (ours["1-1"]["output"], ours["1-1"]["gold"]) == (one["test"], one["gold"])
    assert ours["1-1"]["recall"] == pytest.approx(one["recall"], abs=1e-4)
    assert theirs["f1_strict"] < 0.95  # the spoilt beads do differ
