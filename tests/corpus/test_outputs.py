"""Files of pairs: each format reads back what was written."""

from __future__ import annotations

import io
import sys

import pytest

from align.corpus.outputs import dump_pairs, loads_pairs, require_format
from align.corpus.records import CorpusPair
from align.errors import InputError, MissingExtraError
from align.records import Span

PAIRS = (
    CorpusPair(
        id="a:b1",
        doc="a",
        source="It rained. He left.\ud800",
        target="비가 왔고 그는 떠났다.",
        source_lang="en",
        target_lang="ko",
        kind="body",
        shape="2-1",
        score=0.25,
        confidence=0.9,
        source_doc="en/a.txt",
        source_spans=(Span(0, 10), Span(11, 19)),
        target_doc="ko/a.txt",
        target_spans=(Span(0, 13),),
    ),
)


def test_json_lines_come_back() -> None:
    assert tuple(loads_pairs(dump_pairs(PAIRS, "jsonl"), "a")) == PAIRS
    assert dump_pairs((), "jsonl") == b""
    with pytest.raises(InputError, match=r"x\.jsonl:1: no line of an aligned pair"):
        list(loads_pairs(b'{"id": 1}\n', "x.jsonl"))


def test_tmx_names_document_and_languages() -> None:
    text = dump_pairs(PAIRS, "tmx").decode()
    assert '<tuv xml:lang="ko"><prop type="x-document">ko/a.txt</prop>' in text
    assert "\ud800" not in text


def test_parquet_comes_back() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    data = dump_pairs(PAIRS, "parquet")
    assert data == dump_pairs(PAIRS, "parquet")
    [row] = parquet.read_table(io.BytesIO(data)).to_pylist()
    assert row["source_spans"] == [[0, 10], [11, 19]]
    assert (row["target"], row["score"]) == (PAIRS[0].target, 0.25)
    assert row["source"] == "It rained. He left.?"
    empty = parquet.read_table(io.BytesIO(dump_pairs((), "parquet")))
    assert empty.column_names == list(row)


def test_parquet_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="'parquet'"):
        require_format("parquet")
