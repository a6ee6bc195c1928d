"""Large bitexts are read as they come and give what the readers of whole files give."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from align.documents.formats import streaming
from align.documents.formats.streaming import stream_pairs
from align.errors import InputError

PAIRS = [("It rains.", "비가 온다."), ("Snow & ice.", "눈과 얼음."), ("Only English.", "")]

TMX = (
    '<?xml version="1.0"?><tmx version="1.4"><header/><body>'
    + "".join(
        f'<tu><tuv xml:lang="en"><seg>{e.replace("&", "&amp;")}</seg></tuv>'
        f'<tuv xml:lang="ko"><seg>{k}</seg></tuv></tu>'
        for e, k in PAIRS
    )
    + "</body></tmx>"
)
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ko" trgLang="en">'
    '<file id="f">'
    + "".join(
        f'<unit id="{i}"><segment><source>{k}</source><target>{e.replace("&", "&amp;")}</target>'
        "</segment></unit>"
        for i, (e, k) in enumerate(PAIRS)
    )
    + "</file></xliff>"
)
FILES = {
    "a.tsv": "en\tko\n" + "".join(f"{e}\t{k}\n" for e, k in PAIRS),
    "b.tsv": "source\ttarget\n" + "".join(f"{k}\t{e}\n" for e, k in PAIRS),
    "c.jsonl": "".join(f'{{"ko": "{k}", "en": "{e}"}}\n' for e, k in PAIRS),
    "d.tmx": TMX,
    "e.xlf": XLIFF,
}


@pytest.mark.parametrize("name", FILES)
def test_both_ways_give_the_same_pairs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], "utf-8")
    whole = list(stream_pairs(str(path)))
    monkeypatch.setattr(streaming, "WHOLE", 0)
    assert list(stream_pairs(str(path))) == whole == PAIRS


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.tsv", "en\tko\nIt rains.\n", r"a\.tsv:2: 1 cells, expected 2"),
        ("a.tsv", "one\ttwo\nx\ty\n", r"a\.tsv:1: expected a header"),
        ("a.jsonl", '{"en": "a", "ko": "b"}\n{"en": 1, "ko": "b"}\n', r"a\.jsonl:2: expected"),
        ("a.jsonl", '{"en": "a", "ko": "b"}\n{oops\n', r"a\.jsonl:2: not a line of JSON"),
        ("a.tmx", "<tmx><body><tu></body></tmx>", r"a\.tmx:1: not well-formed"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', r"declares entities"),
        ("a.tmx", "<tmx><body></body></tmx>", r"a\.tmx: no English or Korean"),
        ("a.csv", "en,ko\na,b\n", r"a\.csv: a CSV file of"),
    ],
)
def test_faults_of_large_files_are_named(
    name: str, text: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "WHOLE", 0)
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=what):
        list(stream_pairs(str(path)))


@pytest.mark.parametrize("name", ["a.tsv", "d.tmx", "e.xlf"])
def test_memory_does_not_grow_with_the_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "WHOLE", 0)

    def peak(times: int) -> int:
        head, unit, tail = {
            "a.tsv": ("en\tko\n", "It rains.\t비가 온다.\n", ""),
            "d.tmx": (
                '<tmx version="1.4"><body>',
                '<tu><tuv xml:lang="en"><seg>It rains.</seg></tuv>'
                '<tuv xml:lang="ko"><seg>비.</seg></tuv></tu>',
                "</body></tmx>",
            ),
            "e.xlf": (
                '<xliff srcLang="en" trgLang="ko"><file id="f">',
                "<unit><segment><source>It rains.</source><target>비.</target></segment></unit>",
                "</file></xliff>",
            ),
        }[name]
        path = tmp_path / f"{times}{name}"
        path.write_text(head + unit * times + tail, "utf-8")
        tracemalloc.start()
        assert sum(1 for _ in stream_pairs(str(path))) == times
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(100)  # what is loaded once
    assert peak(20_000) < peak(2_000) + 300_000
