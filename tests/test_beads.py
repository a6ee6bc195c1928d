from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads import LONGEST, Prices, Scale, Side, align_segments, scores, search
from align.beads.sides import Place
from align.documents import read_documents
from align.encoding import UseEncoder
from align.records import Alignment, Document
from align.segments import article, split_document
from tests.examples import ENGLISH, KOREAN, make_segments


def shapes(alignment: Alignment) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(bead.source, bead.target) for bead in alignment.beads]


def test_translation_is_aligned_one_to_one(encoder: UseEncoder) -> None:
    found = align_segments(make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko"), encoder)
    assert shapes(found) == [((f"en{i}",), (f"ko{i}",)) for i in range(6)]
    assert all(bead.confidence > 0.5 for bead in found.beads)


def test_merged_and_missing_sentences_are_found(encoder: UseEncoder) -> None:
    korean = [f"{KOREAN[0]} {KOREAN[1]}", KOREAN[2], KOREAN[4], KOREAN[5], "광고를 빼고 읽으세요."]
    found = align_segments(make_segments(ENGLISH, "en"), make_segments(korean, "ko"), encoder)
    assert shapes(found) == [
        (("en0", "en1"), ("ko0",)),
        (("en2",), ("ko1",)),
        (("en3",), ()),
        (("en4",), ("ko2",)),
        (("en5",), ("ko3",)),
        ((), ("ko4",)),
    ]


def test_neighbours_that_changed_places_are_one_bead(encoder: UseEncoder) -> None:
    korean = [KOREAN[0], KOREAN[2], KOREAN[1], *KOREAN[3:]]
    found = align_segments(make_segments(ENGLISH, "en"), make_segments(korean, "ko"), encoder)
    assert shapes(found)[1] == (("en1", "en2"), ("ko1", "ko2"))
    assert found.beads[1].parts["crossing"] < 0
    assert sum(found.beads[1].parts.values()) == pytest.approx(found.beads[1].score, abs=5e-4)


def test_parts_sum_to_the_score(encoder: UseEncoder) -> None:
    found = align_segments(make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko"), encoder)
    for bead in found.beads:
        assert sum(bead.parts.values()) == pytest.approx(bead.score, abs=5e-4)


def test_one_language_is_aligned_too(encoder: UseEncoder) -> None:
    again = make_segments(ENGLISH, "en")
    found = align_segments(again, again[1:], encoder)
    assert shapes(found)[1:] == [((f"en{i}",), (f"en{i}",)) for i in range(1, 6)]


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0), (1, 6), (6, 1)])
def test_empty_and_unequal_sides(encoder: UseEncoder, n: int, m: int) -> None:
    source, target = make_segments(ENGLISH[:n], "en"), make_segments(KOREAN[:m], "ko")
    found = align_segments(source, target, encoder)
    assert [i for bead in found.beads for i in bead.source] == [s.id for s in source]
    assert [i for bead in found.beads for i in bead.target] == [s.id for s in target]


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def random_side(rng: np.random.Generator, count: int) -> Side:
    runs = rng.normal(size=(count, LONGEST, 16)).astype(np.float32)
    runs /= np.linalg.norm(runs, axis=2, keepdims=True)
    lengths = rng.integers(5, 80, count).astype(float)
    return Side(runs=runs, lengths=lengths, hubness=np.zeros(count))


def worth(source: Side, target: Side, bead: Place, prices: Prices, scale: Scale) -> float:
    return sum(scores.explain_bead(source, target, bead, prices, scale).values())


def exhaustive_value(source: Side, target: Side, prices: Prices, scale: Scale) -> float:
    """Try every path, without any table of partial results."""

    def value(a: int, c: int, n: int, m: int) -> float:
        return worth(source, target, (a, a + n, c, c + m), prices, scale)

    def best(i: int, j: int) -> float:
        if (i, j) == (len(source), len(target)):
            return 0.0
        options = []
        if i < len(source):
            options.append(best(i + 1, j))
        if j < len(target):
            options.append(best(i, j + 1))
        for n, m in search.SHAPES:
            if i + n <= len(source) and j + m <= len(target):
                options.append(value(i, j, n, m) + best(i + n, j + m))
        return max(options)

    return best(0, 0)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_search_equals_an_exhaustive_one(n: int, m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    source, target = random_side(rng, n), random_side(rng, m)
    prices, scale = Prices(), Scale(log_ratio=0.0, deletion=0.1)
    path = search.search(source, target, scores.full_band(n, m), prices, scale)
    value = sum(
        worth(source, target, bead, prices, scale)
        for bead in path
        if bead[1] > bead[0] and bead[3] > bead[2]
    )
    assert value == pytest.approx(exhaustive_value(source, target, prices, scale), abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10_000))
def test_swapping_the_sides_transposes_the_path(n: int, m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    source, target = random_side(rng, n), random_side(rng, m)
    prices = Prices()
    paths = []
    for one, other, ratio in ((source, target, 0.2), (target, source, -0.2)):
        scale = Scale(log_ratio=ratio, deletion=0.1)
        band = scores.full_band(len(one), len(other))
        paths.append(search.search(one, other, band, prices, scale))
    assert {bead for bead in paths[0] if bead[1] > bead[0] and bead[3] > bead[2]} == {
        (a, b, c, d) for c, d, a, b in paths[1] if b > a and d > c
    }


def test_banded_search_finds_the_same_path(
    encoder: UseEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        f"{text} ({number}. {word})"
        for number, (text, word) in enumerate(
            itertools.product(ENGLISH, ["apple", "river", "tower", "cloud", "stone"])
        )
    ]
    other = [
        f"{text} ({number}. {word})"
        for number, (text, word) in enumerate(
            itertools.product(KOREAN, ["사과", "강", "탑", "구름", "돌"])
        )
    ]
    source, target = make_segments(many, "en"), make_segments(other, "ko")
    full = shapes(align_segments(source, target, encoder))
    monkeypatch.setattr(search, "BAND_FROM", 8)
    monkeypatch.setattr(search, "BAND_MARGIN", 6)
    monkeypatch.setattr(scores, "BLOCK", 4)
    assert shapes(align_segments(source, target, encoder)) == full


def test_interleaved_real_document(shared: Path, real: list[Document]) -> None:
    gold = json.loads((shared / "gold/align_003.json").read_text("utf-8"))
    (document,) = (d for d in real if d.name == gold["file"])
    segments = split_document(document)
    known = json.loads((shared / "gold/segments.json").read_text("utf-8"))
    ids = {
        (row["start"], row["end"]): row["id"] for row in known["files"][gold["file"]]["segments"]
    }
    name = {s.id: ids.get((s.start, s.end), "?") for s in segments}
    sides = article(segments)
    found = align_segments(
        [s for s in sides if s.lang == "en"], [s for s in sides if s.lang == "ko"]
    )
    beads = {
        (tuple(name[i] for i in bead.source), tuple(name[i] for i in bead.target))
        for bead in found.beads
        if not bead.is_null
    }
    assert beads == {(tuple(bead["en"]), tuple(bead["ko"])) for bead in gold["beads"]}


def test_beads_of_the_seeds(seeds: list[Document]) -> None:
    root = Path(__file__).parent.parent
    rows = read_rows(root / "gold/beads.jsonl")
    places = {r["id"]: (r["start"], r["end"]) for r in read_rows(root / "gold/segments.jsonl")}
    (name,) = {row["doc"] for row in rows}
    (document,) = (d for d in read_documents([str(root / "seeds")]) if d.name == name)
    sides = article(split_document(document))
    spans = {s.id: (s.start, s.end) for s in sides}
    found = align_segments(
        [s for s in sides if s.lang == "en"], [s for s in sides if s.lang == "ko"]
    )
    assert {
        (tuple(spans[i] for i in bead.source), tuple(spans[i] for i in bead.target))
        for bead in found.beads
        if not bead.is_null
    } == {
        (tuple(places[i] for i in row["source"]), tuple(places[i] for i in row["target"]))
        for row in rows
        if row["source"] and row["target"]
    }
