"""Nouns that a number counts."""

import pytest

from align.facts.figures import read_figures
from align.tables import read_table

ROWS = read_table("head_nouns")


@pytest.mark.parametrize("row", ROWS, ids=[row["word"] for row in ROWS])
def test_a_native_number_counts_each_listed_noun(row: dict[str, str]) -> None:
    for number, value in (("두", 2), ("세", 3), ("다섯", 5)):
        for text in (f"{number} {row['word']}", f"그 {number} {row['word']}들에게 물었다"):
            (figure,) = read_figures(text, "ko")
            assert (figure.text, figure.value, figure.counted) == (number, value, row["word"])


@pytest.mark.parametrize("row", ROWS, ids=[row["word"] for row in ROWS])
def test_four_may_be_yours(row: dict[str, str]) -> None:
    values = [figure.value for figure in read_figures(f"{row['word']}, 네 {row['word']}만", "ko")]
    assert values == ([] if row["yours"] == "yes" else [4])


@pytest.mark.parametrize(
    "text", ["네, 선수입니다.", "네 말이 맞다", "한 남성이 왔다", "이 남성은", "두아이", "세 부담"]
)
def test_what_counts_nothing(text: str) -> None:
    assert read_figures(text, "ko") == ()
