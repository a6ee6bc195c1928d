from collections.abc import Iterator
from pathlib import Path

import pytest

from align.checks import compare, make_text_pair
from align.errors import InputError
from align.facts.aliases import find_aliases, load_aliases, read_aliases, use_aliases
from align.facts.names import compare_names, find_name
from align.pipeline import build_report
from align.records import Document


@pytest.fixture(autouse=True)
def _shipped_only() -> Iterator[None]:
    yield
    use_aliases()


def write(folder: Path, text: str) -> Path:
    path = folder / "aliases.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_of_one_line_are_the_same(tmp_path: Path) -> None:
    assert compare_names("Norda Works", "샛별공방").verdict == "different"
    load_aliases(write(tmp_path, "# ours\nname\talias\nNorda Works\t샛별공방\t새별\n"))
    assert compare_names("norda works", "샛별공방").verdict == "same"
    found = find_name("Norda Works", "어제 샛별공방이 문을 열었다.")
    assert found is not None
    assert found[0].of("어제 샛별공방이 문을 열었다.") == "샛별공방"


def test_groups_that_share_a_name_are_one(tmp_path: Path) -> None:
    load_aliases(write(tmp_path, "A B\t가나\n가나\tC D\nSon\t손정의\n"))
    assert compare_names("A B", "C D").verdict == "same"
    assert compare_names("Son", "Masayoshi Son").verdict == "same"
    assert find_aliases("다라") == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A\tB\n\nC\n", ":3: one name only"),
        ("A\t\tB\n", ":1: an empty name"),
        ("a\t" + "b" * 300, ":1: a name"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, where: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as error:
        read_aliases(path)
    assert f"{path}{where}" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "aliases.tsv"
    path.write_bytes(b"A\tB\n\xff\xfe\n")
    with pytest.raises(InputError, match=":2: not UTF-8"):
        read_aliases(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_aliases(tmp_path / "none.tsv")


def test_a_check_knows_a_user_s_aliases(tmp_path: Path) -> None:
    english = "Norda CEO Anna Lindberg met Robert Keller on Monday."
    korean = "노르다 CEO 안나 린드베리는 월요일 사토 회장을 만났다."
    pair = make_text_pair(english, korean)
    assert [d.code for d in compare(pair)] == ["NAM001"]
    load_aliases(write(tmp_path, "Robert Keller\t사토\n"))
    assert compare(make_text_pair(english, korean)) == []


def test_a_report_names_the_aliases_it_used(tmp_path: Path) -> None:
    path = write(tmp_path, "Robert Keller\t사토\n")
    document = Document(name="a.txt", text="사토 회장은 월요일 부산에 왔다.", lang="ko")
    report = build_report([document], aliases=path)
    settings = report.run["settings"]
    assert isinstance(settings, dict)
    assert settings["aliases"] == [["Robert Keller", "사토"]]
    with pytest.raises(InputError, match="put a tab between names"):
        build_report([document], aliases=write(tmp_path, "alone\n"))
