import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.roles import compare_roles, read_roles
from align.tables import read_table


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("CEO", "최고경영자(CEO)", "same"),
        ("Chief Executive", "대표이사", "same"),
        ("President", "사장", "same"),
        ("president", "대통령", "same"),
        ("executive chairman", "회장", "same"),
        ("vice chairman", "부회장", "same"),
        ("vice chairman", "회장", "different"),
        ("minister", "교육부 장관", "same"),
        ("minister", "교육부 차관", "different"),
        ("prime minister", "총리", "same"),
        ("prime minister", "대통령", "different"),
        ("co-founder", "공동 창업자", "same"),
        ("co-founder", "대표", "compatible"),
        ("founder and CEO", "대표", "same"),
        ("co-founder and chairman", "사장", "different"),
        ("chief operating officer", "최고재무책임자", "different"),
        ("head", "회장", "compatible"),
        ("chief", "장관", "compatible"),
        ("head", "최고경영자", "compatible"),
        ("head", "선수", "different"),
        ("reporter", "기자", "same"),
        ("professor", "교수", "same"),
        ("professor", "연구원", "compatible"),
        ("대통령", "사장", "different"),
        ("juggler", "저글러", "compatible"),
    ],
)
def test_titles(a: str, b: str, expected: str) -> None:
    assert compare_roles(a, b) == expected
    assert compare_roles(b, a) == expected


@pytest.mark.parametrize("row", read_table("roles"), ids=lambda row: row["role"])
def test_every_title_is_the_same_as_its_translations(row: dict[str, str]) -> None:
    for english in row["english"].split(";"):
        for korean in row["korean"].split(";"):
            assert compare_roles(english, korean) == "same", (english, korean)


def test_near_roles_exist() -> None:
    roles = {row["role"] for row in read_table("roles")}
    near = {name for row in read_table("roles") for name in row["near"].split(";") if name}
    assert near - roles <= {"head-of-state"}


@settings(deadline=None)  # the first example reads the tables
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared(a: str, b: str) -> None:
    assert compare_roles(a, b) == compare_roles(b, a)
    assert compare_roles(a, a) == "same"
    read_roles(a)
