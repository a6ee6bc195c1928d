"""Beads in any order, guidance, confidence, mining, bad input."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads import (
    Guide,
    align_segments,
    mine_collections,
    mine_pairs,
    neighbours,
    parse_link,
    parse_links,
)
from align.beads.aligning import _add_null_beads
from align.beads.neighbours import COLUMNS, ROWS, find_neighbours
from align.encoding import UseEncoder
from align.errors import InputError
from align.records import Alignment, Segment
from tests import examples
from tests.examples import make_segments

ENGLISH = [
    *examples.ENGLISH,
    "The company sold more cars in March than ever before.",
    "Its shares rose by five percent on Monday.",
    "Analysts had expected a loss.",
]
KOREAN = [
    *examples.KOREAN,
    "회사는 3월에 그 어느 때보다 많은 자동차를 팔았다.",
    "주가는 월요일 5% 올랐다.",
    "분석가들은 손실을 예상했었다.",
]
MOVED = [6, 7, 8, 3, 4, 5, 0, 1, 2]


def pairs(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {
        (tuple(int(i[2:]) for i in bead.source), tuple(int(i[2:]) for i in bead.target))
        for bead in alignment.beads
        if not bead.is_null
    }


def assert_complete(found: Alignment, source: list[Segment], target: list[Segment]) -> None:
    assert sorted(i for b in found.beads for i in b.source) == sorted(s.id for s in source)
    assert sorted(i for b in found.beads for i in b.target) == sorted(s.id for s in target)


def test_moved_blocks_are_found_and_null_beads_complete_them(encoder: UseEncoder) -> None:
    source = make_segments(ENGLISH, "en")
    target = make_segments([KOREAN[i] for i in MOVED], "ko")
    found = align_segments(source, target, encoder)
    assert pairs(found) == {((i,), (j,)) for j, i in enumerate(MOVED)}
    assert_complete(found, source, target)
    for bead in found.beads:
        assert sum(bead.parts.values()) == pytest.approx(bead.score, abs=5e-4)


def test_a_group_is_found_inside_a_moved_block(encoder: UseEncoder) -> None:
    korean = [*KOREAN[6:], *KOREAN[3:6], f"{KOREAN[0]} {KOREAN[1]}", KOREAN[2]]
    found = align_segments(make_segments(ENGLISH, "en"), make_segments(korean, "ko"), encoder)
    assert ((0, 1), (6,)) in pairs(found)


def test_monotone_beads_do_not_cross(encoder: UseEncoder) -> None:
    target = make_segments([KOREAN[i] for i in MOVED], "ko")
    found = align_segments(make_segments(ENGLISH, "en"), target, encoder, order="monotone")
    rows = sorted(pairs(found))
    assert all(a[1][-1] < b[1][0] for a, b in pairwise(rows))


def test_the_same_text_twice_over_stays_monotone(encoder: UseEncoder) -> None:
    source, target = make_segments(ENGLISH * 3, "en"), make_segments(KOREAN * 3, "ko")
    found = align_segments(source, target, encoder)
    assert pairs(found) == {((i,), (i,)) for i in range(27)}


def test_a_translation_in_order_stays_monotone(encoder: UseEncoder) -> None:
    source, target = make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko")
    assert align_segments(source, target, encoder) == align_segments(
        source, target, encoder, order="monotone"
    )


def test_forced_beads_are_kept_and_the_rest_is_redone(encoder: UseEncoder) -> None:
    source, target = make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko")
    guide = Guide(forced=(((2, 3), (3,)),), forbidden=(((6,), (6,)),))
    found = align_segments(source, target, encoder, guide=guide)
    assert ((2, 3), (3,)) in pairs(found)
    assert not any(6 in a and 6 in b for a, b in pairs(found))
    assert ((8,), (8,)) in pairs(found)
    assert_complete(found, source, target)
    (forced,) = (b for b in found.beads if b.source == ("en2", "en3"))
    assert forced.confidence == 1


def test_forced_beads_may_cross_in_any_order_only(encoder: UseEncoder) -> None:
    source, target = make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko")
    guide = Guide(forced=(((0,), (8,)), ((8,), (0,))))
    found = align_segments(source, target, encoder, guide=guide)
    assert {((0,), (8,)), ((8,), (0,)), ((4,), (4,))} <= pairs(found)
    with pytest.raises(InputError, match="cross"):
        align_segments(source, target, encoder, order="monotone", guide=guide)


def test_guide_counts_empty_sentences(encoder: UseEncoder) -> None:
    source = make_segments(["", *ENGLISH], "en")
    target = make_segments(KOREAN, "ko")
    found = align_segments(source, target, encoder, guide=Guide(forced=(((3,), (3,)),)))
    assert ((3,), (3,)) in pairs(found)
    assert_complete(found, source, target)


@pytest.mark.parametrize(
    ("guide", "words"),
    [
        (Guide(forced=(((0,), (99,)),)), "no sentence 99"),
        (Guide(forced=(((0,), (0,)), ((0,), (1,)))), "forced twice"),
        (Guide(forced=(((0,), (0,)),), forbidden=(((0,), (0,)),)), "both forced and forbidden"),
    ],
)
def test_guides_that_do_not_fit_are_errors(encoder: UseEncoder, guide: Guide, words: str) -> None:
    with pytest.raises(InputError, match=words):
        align_segments(
            make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko"), encoder, guide=guide
        )


@pytest.mark.parametrize("text", ["", "3", "a:b", "5-3:1", "0-5000:1", "1:2:3"])
def test_links_that_are_none_are_errors(text: str) -> None:
    with pytest.raises(InputError):
        parse_link(text)


def test_links_file_names_the_line() -> None:
    with pytest.raises(InputError, match=r"mine\.txt:2"):
        parse_links(["force 0:1", "forbid nothing"], "mine.txt")


def test_beads_less_sure_are_dissolved(encoder: UseEncoder) -> None:
    source, target = make_segments(ENGLISH, "en"), make_segments(KOREAN, "ko")
    usual = align_segments(source, target, encoder)
    least = sorted(b.confidence for b in usual.beads if not b.is_null)[3]
    found = align_segments(source, target, encoder, min_confidence=least)
    assert {b.confidence for b in found.beads if not b.is_null} == {
        b.confidence for b in usual.beads if not b.is_null and b.confidence >= least
    }
    assert_complete(found, source, target)


LONG = "그는 차를 좋아한다고 말했다. " * 6000


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ([], []),
        ([], KOREAN),
        (ENGLISH[:1], KOREAN[:1]),
        (ENGLISH[:1], KOREAN * 80),
        (ENGLISH, ENGLISH),
        (KOREAN, ENGLISH),
        (ENGLISH, [""] * 2000),
        ([*ENGLISH, LONG], KOREAN),
        (ENGLISH, ["Le ministre a inauguré le pont.", "Il a coûté cher.", "日本語の文。"] * 3),
        (["...", "\ud800", "a"], ["?", "\u200b", "가"]),
        (["Same."] * 40, ["같다."] * 40),
    ],
    ids=["none", "one side", "one", "unequal", "same", "swapped", "empty", "long", "third",
         "odd", "repeated"],
)  # fmt: skip
@pytest.mark.parametrize("order", ["auto", "any"])
def test_odd_input_gives_a_complete_result(
    encoder: UseEncoder, english: list[str], korean: list[str], order: str
) -> None:
    source, target = make_segments(english, "en"), make_segments(korean, "ko")
    assert order in ("auto", "any")
    found = align_segments(source, target, encoder, order="any" if order == "any" else "auto")
    assert_complete(found, source, target)


def test_swapped_languages_transpose_the_alignment(encoder: UseEncoder) -> None:
    source = make_segments(ENGLISH, "en")
    target = make_segments([KOREAN[i] for i in MOVED], "ko")
    ahead, back = align_segments(source, target, encoder), align_segments(target, source, encoder)
    assert pairs(ahead) == {(a, b) for b, a in pairs(back)}


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 6), st.integers(0, 1000))
def test_neighbours_in_blocks_are_exact(n: int, m: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    source = rng.normal(size=(n, 5)).astype(np.float32)
    target = rng.normal(size=(m, 5)).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("align.beads.neighbours.ROWS", 7)
        patch.setattr("align.beads.neighbours.COLUMNS", 5)
        found = find_neighbours(source, target, count)
    for side, cosine in zip(found, (source @ target.T, target @ source.T), strict=True):
        best = -np.sort(-cosine, axis=1)[:, :count]
        assert np.allclose(side.cosine, best, atol=1e-5)
        assert np.allclose(np.take_along_axis(cosine, side.index, 1), best, atol=1e-5)


def test_faiss_finds_the_same_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("faiss", reason="the extra mine is not installed")
    rng = np.random.default_rng(0)
    source, target = (rng.normal(size=(n, 8)).astype(np.float32) for n in (30, 20))
    ours = find_neighbours(source, target, 3)
    monkeypatch.setattr(neighbours, "FAISS_FROM", 1)
    theirs = find_neighbours(source, target, 3)
    for one, other in zip(ours, theirs, strict=True):
        assert np.array_equal(one.index, other.index)
        assert np.allclose(one.cosine, other.cosine, atol=1e-5)


def test_blocks_are_of_bounded_size() -> None:
    assert ROWS * COLUMNS * 4 <= 64 * 1024 * 1024


def test_mined_pairs_use_a_sentence_once() -> None:
    rng = np.random.default_rng(0)
    base = rng.normal(size=(50, 32)).astype(np.float32)
    base /= np.linalg.norm(base, axis=1, keepdims=True)
    lengths = np.full(50, 30.0)
    found = mine_pairs(base, base[::-1].copy(), (lengths, lengths), ordered=False)
    assert found.target.tolist() == [49 - i for i in found.source]
    assert len(found) == 50


def test_collections_are_mined_without_order(encoder: UseEncoder) -> None:
    korean = [KOREAN[4], "전혀 다른 문장이다.", KOREAN[0], "", KOREAN[6], KOREAN[0]]
    found = mine_collections(ENGLISH, korean, encoder)
    assert [(p.source, p.target) for p in found] == [(0, 2), (4, 0), (6, 4)]
    assert all(p.confidence > 0.5 for p in found)
    assert mine_collections(ENGLISH, [], encoder) == []


def test_null_beads_stand_after_what_precedes_them() -> None:
    source, target = make_segments(["a", "b"], "en"), make_segments(["가", "나", "다"], "ko")
    beads = _add_null_beads([], source, target)
    assert [(b.source, b.target) for b in beads] == [
        ((), ("ko0",)),
        ((), ("ko1",)),
        ((), ("ko2",)),
        (("en0",), ()),
        (("en1",), ()),
    ]
