"""What is written is read back: TSV and TMX by the readers of documents."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.documents.formats.tables import read_tsv
from align.documents.formats.tmx import read_tmx
from align.formats.jsonl import dumps
from align.formats.parallel import (
    ParallelPair,
    clean_xml,
    flatten,
    make_pairs,
    write_tmx,
    write_tsv,
)
from align.pipeline import Report

words = st.text(min_size=1, max_size=40).map(flatten).filter(lambda text: clean_xml(text).strip())
hostile = st.sampled_from(['<seg>"&amp;</seg>', "=1+1", "‮abc", "]]>", "a\x00b", "가\t나\n다"])


def make_pair(number: int, source: str, target: str) -> ParallelPair:
    return ParallelPair(
        id=f"b{number}",
        source=source,
        target=target,
        source_lang="en",
        target_lang="ko",
        confidence=0.5,
        kind="body",
        shape="1-1",
        source_doc="a.txt",
        source_start=0,
        target_doc="b.txt",
        target_start=7,
    )


def comparable(text: str) -> str:
    """Return the text as any reader gives it: without controls, one space for many."""
    return flatten("".join(c for c in clean_xml(text) if c.isprintable() or c.isspace()))


@given(st.lists(st.tuples(words | hostile, words | hostile), min_size=1, max_size=5))
def test_tmx_is_read_back(texts: list[tuple[str, str]]) -> None:
    pairs = [make_pair(i, *sides) for i, sides in enumerate(texts)]
    file = io.StringIO()
    write_tmx(pairs, file)
    found = read_tmx(file.getvalue().encode(), "x.tmx").pairs
    assert [tuple(map(comparable, pair)) for pair in found] == [
        tuple(map(comparable, sides)) for sides in texts
    ]


def test_tmx_counts_what_xml_forbids() -> None:
    file = io.StringIO()
    assert write_tmx([make_pair(1, "a\x00\x0bb", "가\ud800")], file) == 2
    etree.fromstring(file.getvalue().encode())


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_tsv_is_read_back(texts: list[tuple[str, str]]) -> None:
    texts = [(a, b) for a, b in texts if comparable(a) and comparable(b)]
    file = io.StringIO()
    write_tsv([make_pair(i, *sides) for i, sides in enumerate(texts)], file)
    data = file.getvalue().encode("utf-8", "replace")
    if texts:
        found = read_tsv(data, "x.tsv").pairs
        assert [tuple(map(comparable, pair)) for pair in found] == [
            tuple(comparable(s.encode("utf-8", "replace").decode()) for s in sides)
            for sides in texts
        ]


def test_lone_surrogates_do_not_break_a_line_of_json() -> None:
    assert dumps({"text": "가\ud800"}) == '{"text": "\\uac00\\ud800"}'


def test_bylines_and_hashtags_are_no_parallel_text(seeds_report: Report) -> None:
    kinds = {pair.kind for pair in make_pairs(seeds_report.beads, seeds_report.segments)}
    assert kinds == {"headline", "subhead", "body", "quote-body"}
