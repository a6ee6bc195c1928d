from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.formats.vecalign import loads_vecalign
from align.scoring.beads import BeadCounts, BeadPair, count_beads


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
    counts = count_beads(beads, beads)
    for part in (counts.strict_output, counts.strict_gold, counts.lax_output, counts.pairs):
        assert part.hits == part.total


@given(monotone_beads(), monotone_beads())
def test_lax_is_never_below_strict(output: list[BeadPair], gold: list[BeadPair]) -> None:
    scores = count_beads(output, gold).scores()
    assert scores["lax_precision"] >= scores["strict_precision"]
    assert scores["lax_recall"] >= scores["strict_recall"]


@given(monotone_beads(), monotone_beads())
def test_counts_of_documents_add_up(one: list[BeadPair], other: list[BeadPair]) -> None:
    total = count_beads(one, other) + count_beads(other, one)
    assert total.strict_output.total == (
        count_beads(one, other).strict_output.total + count_beads(other, one).strict_output.total
    )
    assert (BeadCounts() + total) == total


@given(monotone_beads())
def test_vecalign_lines_read_back(beads: list[BeadPair]) -> None:
    lines = "".join(f"{list(source)}:{list(target)}:0.5\n" for source, target in beads)
    assert loads_vecalign(lines) == beads
