"""Sentences at the edges of beads: taken out, put in, handed on."""

from __future__ import annotations

import pytest

from align.beads import Prices, make_side
from align.beads.edges import Case, settle_edges
from align.beads.scores import full_band, learn
from align.encoding import KnownVectors, UseEncoder, encode_halves
from align.protocols import Encoder

ENGLISH = [
    "The minister opened the new bridge on Friday.",
    "It cost 40 million dollars.",
    "Thousands of visitors came to see the bridge.",
    "Trains will run over it from next year.",
]
KOREAN = [
    "장관은 금요일 새 다리를 개통했다. 비용은 4천만 달러였다.",
    "수천 명의 방문객이 다리를 보러 왔다.",
    "내년부터 기차가 다리 위를 달린다.",
]
RIGHT = [(0, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3)]


def make_case(encoder: Encoder) -> Case:
    prices = Prices()
    source, target = make_side(encoder, ENGLISH), make_side(encoder, KOREAN)
    band = full_band(len(source), len(target))
    source, target, scale = learn(source, target, band, prices)
    return Case(
        sides=(source, target),
        texts=(ENGLISH, KOREAN),
        encoder=encoder,
        prices=prices,
        scale=scale,
    )


@pytest.mark.parametrize(
    "path",
    [
        RIGHT,
        [(0, 1, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3)],  # one left out
        [(1, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3)],
        [(0, 1, 0, 1), (1, 3, 1, 2), (3, 4, 2, 3)],  # one with the next bead
        [(0, 2, 0, 1), (2, 4, 1, 2)],  # a stranger taken in
    ],
)
def test_edges_are_settled(encoder: UseEncoder, path: list[tuple[int, int, int, int]]) -> None:
    case = make_case(encoder)
    found = settle_edges(path, case)
    assert found == [bead for bead in RIGHT if bead[2] in {c for _, _, c, _ in path}]


def test_fixed_beads_and_forbidden_pairs_stay(encoder: UseEncoder) -> None:
    case = make_case(encoder)
    path = [(0, 1, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3)]
    assert settle_edges(path, case, fixed={(0, 1, 0, 1)}) == path
    assert settle_edges(path, case, forbidden={(1, 0)}) == path


def test_an_encoder_of_known_texts_has_no_halves(encoder: UseEncoder) -> None:
    known = KnownVectors.join([ENGLISH, KOREAN], [encoder.encode(ENGLISH), encoder.encode(KOREAN)])
    assert encode_halves(known, KOREAN[0]) is None
    assert settle_edges(RIGHT, make_case(known)) == RIGHT


class Plain:
    """An encoder that offers no more than the protocol asks for."""

    def __init__(self, inner: UseEncoder) -> None:
        self.encode = inner.encode


def test_halves_show_where_one_sentence_ends_by_any_encoder(encoder: UseEncoder) -> None:
    text = "비가 왔다. 그는 집에 있었다."
    first, second = encoder.encode(["It rained.", "He was at home."])
    for one in (encoder, Plain(encoder)):
        halves = encode_halves(one, text)
        assert halves is not None
        assert halves.before.shape == halves.after.shape == (4, 512)
        assert (halves.before @ first + halves.after @ second).argmax() == 1
        assert abs(halves.shares[1] - 0.4) < 0.1


def test_a_single_word_has_no_halves(encoder: UseEncoder) -> None:
    assert encode_halves(encoder, "가") is None
    assert encode_halves(Plain(encoder), "가") is None
