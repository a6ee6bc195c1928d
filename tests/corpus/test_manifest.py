"""Manifests: both formats, lines that are refused, shards, folders matched by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.corpus.folders import match_folders, match_names, write_manifest
from align.corpus.manifest import cut_shards, read_manifest, survey_manifest
from align.corpus.records import Row
from align.corpus.storage import open_place
from align.errors import InputError


def write(folder: Path, text: str, name: str = "m.tsv") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_with_metadata_and_an_interleaved_document(tmp_path: Path) -> None:
    name = write(
        tmp_path,
        "\ufeffid\tsource\ttarget\toutlet\r\na\ten.txt\tko.txt\t일보\r\n\nb\tblog.txt\t\t\n",
    )
    first, second = read_manifest(name)
    assert (first.id, first.source, first.target, first.number) == ("a", "en.txt", "ko.txt", 2)
    assert (second.id, second.target, second.number) == ("b", None, 4)
    assert first.metadata == {"outlet": "일보"}
    assert first.base == str(tmp_path)


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "source": "en.txt", "target": "ko.txt", "outlet": "일보"},
        {"id": "b", "source": "blog.txt", "target": None},
    ]
    name = write(tmp_path, "".join(json.dumps(row) + "\n" for row in rows), "m.jsonl")
    first, second = read_manifest(name)
    assert (first.id, first.metadata) == ("1", {"outlet": "일보"})
    assert second.target is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("source\ttarget\na\tb\n", (":1:", "lacks id")),
        ("id\tsource\ttarget\tx\tx\n", (":1:", "'x' occurs twice")),
        ("id\tsource\ttarget\na\ten.txt\n", (":2:", "2 cells, expected 3")),
        ("id\tsource\ttarget\n\ten.txt\tko.txt\n", (":2:", "id is empty")),
        ("id\tsource\ttarget\na\t \tko.txt\n", (":2:", "source is empty")),
        ("id\tsource\ttarget\na\t1\t2\nb\t1\t2\na\t3\t4\n", (":4:", "'a'", "line 2")),
        ("id\tsource\ttarget\n", ("no documents",)),
        ("", ("no documents",)),
    ],
)
def test_bad_tables_are_refused_with_their_line(
    tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    name = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        survey_manifest(name)
    for word in (name, *words):
        assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", ["[1]", "{", '{"id": 1}', '{"id": [], "source": "a"}', "[" * 9999])
def test_bad_json_lines_are_refused_with_their_line(tmp_path: Path, line: str) -> None:
    name = write(tmp_path, f'{{"id": "a", "source": "a"}}\n{line}\n', "m.jsonl")
    with pytest.raises(InputError, match=r"m\.jsonl:2: "):
        survey_manifest(name)


def test_a_manifest_in_another_encoding_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_bytes("id\tsource\ttarget\n가\ta\tb\n".encode("cp949"))
    with pytest.raises(InputError, match=r"m\.tsv:2: not UTF-8"):
        survey_manifest(str(path))
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read \(No such file"):
        survey_manifest(str(tmp_path / "none.tsv"))


@given(st.integers(0, 50), st.integers(1, 12))
def test_shards_hold_every_row_once_in_order(count: int, size: int) -> None:
    rows = [Row(number=i, id=str(i), source="a", target=None, base="") for i in range(count)]
    shards = list(cut_shards(iter(rows), size))
    assert [row for shard in shards for row in shard.rows] == rows
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert all(len(shard.rows) == size for shard in shards[:-1])


def test_names_match_but_for_suffix_and_language() -> None:
    matched = match_names(
        ["b/2_EN.html", "1.txt", "only.txt", "x.png"], ["1.md", "b/2-ko.txt", "3.txt", "4.txt"]
    )
    assert matched.rows == (("1", "1.txt", "1.md"), ("b/2", "b/2_EN.html", "b/2-ko.txt"))
    assert matched.alone == (1, 2)
    with pytest.raises(InputError, match="same name"):
        match_names(["1.txt", "1.en.txt"], [])


def test_folders_become_a_manifest_that_finds_the_files(tmp_path: Path) -> None:
    for side in ("en", "ko"):
        folder = tmp_path / side
        (folder / ".hidden").mkdir(parents=True)
        for name in ("1.txt", "a\tb.txt", ".hidden/2.txt"):
            (folder / name).write_text("x", "utf-8")
    place = open_place(str(tmp_path / "out"))
    matched = match_folders([str(tmp_path / "en"), str(tmp_path / "ko")])
    rows = list(read_manifest(write_manifest(matched, place)))
    assert [row.id for row in rows] == ["1", "a\tb"]
    assert all((Path(row.base) / (row.target or "")).is_file() for row in rows)
    single = match_folders([str(tmp_path / "en")])
    assert [row[2] for row in single.rows] == ["", ""]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no two documents have the same name"):
        match_folders([str(tmp_path / "en"), str(tmp_path / "empty")])
