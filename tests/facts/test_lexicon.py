from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.facts.tagging.lexicon import KINDS, cut_word


def test_the_notice_lies_beside_the_list() -> None:
    notice = files("align.tables").joinpath("lexicon.NOTICE").read_text(encoding="utf-8")
    assert "Apache License" in notice


@given(st.text(max_size=30))
def test_the_pieces_rebuild_the_word(word: str) -> None:
    pieces = cut_word(word)
    assert "".join(word[piece.start : piece.end] for piece in pieces) == word
    assert all(piece.start < piece.end for piece in pieces)
    assert {piece.kind for piece in pieces} <= {*KINDS, "U"}


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("제주도에서", "LJ"),
        ("경찰서는", "NJ"),
        ("박민서를", "PJ"),  # a family name and a given name, no entry of its own
        ("푸틴은", "PJ"),
    ],
)
def test_pieces_have_the_kind_of_their_word(word: str, kinds: str) -> None:
    assert "".join(piece.kind for piece in cut_word(word)) == kinds


def test_no_word_begins_with_a_particle() -> None:
    assert cut_word("에서")[0].kind not in "JES"


def test_a_long_word_stays_linear() -> None:
    assert cut_word("뷝" * 20000) == ((0, 20000, "U", 0),)
