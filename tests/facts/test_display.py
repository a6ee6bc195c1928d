from hypothesis import given
from hypothesis import strategies as st

from align.facts import read_facts
from align.facts.display import FactLine, clean_line, count_cells, list_facts, show_facts

TEXT = "박민서 교육부 장관은 부산에서 100명을 만났다."


def test_names_and_figures_are_underlined_where_they_stand() -> None:
    found = read_facts(TEXT, "ko")
    lines = show_facts(TEXT, list_facts(found.figures, found.mentions))
    assert lines[0] == TEXT
    assert lines[1] == "────── ──────        ────     ^^^^^"
    assert lines[2].split() == ["박민서", "person", "장관"]


def test_a_long_sentence_is_broken_with_its_underlines() -> None:
    text = "Lee Young met 100 founders " * 4
    marks = [FactLine(27 * i, 27 * i + 9, "person", "", "─") for i in range(4)]
    rows = show_facts(text, marks, width=30)
    assert [row for row in rows if row.startswith("─")] == ["─────────"] * 4


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert show_facts("a\x1b[31mb\tc", []) == ["a [31mb c"]


@given(st.text(max_size=80), st.integers(20, 60))
def test_rows_rebuild_the_text(text: str, width: int) -> None:
    rows = show_facts(text, [], width)
    assert "".join(rows).replace(" ", "") == clean_line(text).replace(" ", "")
    assert all(count_cells(row) <= width for row in rows)
