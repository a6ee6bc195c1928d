from __future__ import annotations

import json
import unicodedata
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from align.errors import MissingExtraError
from align.quotemarks import pair_marks
from align.records import Span
from align.sentences import quoted_sentences, sentence_spans, split_sentences
from tests.strategies import texts

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SHARED = Path(__file__).resolve().parents[2] / "shared"


def params(cases: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", params(CASES))
def test_case_is_split_as_expected(case: dict[str, Any]) -> None:
    text = case["input"]
    spans = sentence_spans(text, inner_quotes=case.get("inner_quotes", False))
    assert [span.of(text) for span in spans] == case["expected"]


@given(texts())
def test_sentences_and_the_gaps_between_them_rebuild_the_text(text: str) -> None:
    for inner in (False, True):
        reached, rebuilt = 0, ""
        for span in sentence_spans(text, inner_quotes=inner):
            gap = text[reached : span.start]
            assert not gap.strip()
            assert span.of(text) == span.of(text).strip() != ""
            rebuilt += gap + span.of(text)
            reached = span.end
        assert not text[reached:].strip()
        assert rebuilt + text[reached:] == text


@given(texts())
def test_quoted_sentences_lie_in_their_segment_and_in_order(text: str) -> None:
    for segment in split_sentences(text):
        places = [segment.start]
        for span in segment.quoted:
            places += [span.start, span.end]
        assert places == sorted(places)
        assert places[-1] <= segment.end
        assert segment.text == segment.span.of(text)


@given(texts())
def test_line_ends_of_windows_give_the_same_sentences(text: str) -> None:
    text = text.replace("\r", "")
    windows = text.replace("\n", "\r\n")
    expected = [span.of(text) for span in sentence_spans(text)]
    found = [span.of(windows).replace("\r\n", "\n") for span in sentence_spans(windows)]
    assert found == expected


@given(texts())
def test_decomposed_text_gives_the_same_sentences(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    expected = [span.of(composed) for span in sentence_spans(composed)]
    found = [
        unicodedata.normalize("NFC", span.of(decomposed)) for span in sentence_spans(decomposed)
    ]
    assert found == expected


@given(texts())
def test_pairs_of_marks_nest_and_never_cross(text: str) -> None:
    pairs = pair_marks(text)
    for first, second in pairwise(pairs):
        assert first.open < second.open
    for pair in pairs:
        for other in pairs:
            crosses = pair.open < other.open < pair.close < other.close
            assert not crosses
            assert pair.open == other.open or pair.close != other.close


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "머리말 | 비가 왔다. 해가 났다. | 끝"
    assert sentence_spans(text, 6, 19) == [Span(6, 12), Span(13, 19)]


def test_segments_are_numbered_and_labelled() -> None:
    segments = split_sentences("It rained. 비가 왔다.")
    assert [(s.id, s.doc, s.kind, s.lang) for s in segments] == [
        ("s1", "", "body", "en"),
        ("s2", "", "body", "ko"),
    ]


def test_stray_marks_swallow_no_page() -> None:
    text = 'He said "it rained hard. ' + "Nobody went out today. " * 200
    assert len(sentence_spans(text)) == 201
    assert quoted_sentences(text) == ()


def test_ten_thousand_open_marks_are_read_in_one_pass() -> None:
    text = "“(\"'《" * 10_000 + " 비가 왔다. 해가 났다."
    assert sentence_spans(text)[-1].end == len(text)
    assert len(sentence_spans("가. 나다라 " * 2_000)) >= 1


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real documents are not here")
def test_sentences_of_the_real_documents_are_those_of_the_gold() -> None:
    gold = json.loads((SHARED / "gold" / "segments.json").read_text(encoding="utf-8"))
    for name, entry in gold["files"].items():
        path = SHARED / "seeds" / name
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = {(span.start, span.end) for span in sentence_spans(text)}
        for segment in entry["segments"]:
            if segment["kind"] in ("body", "quote-body", "definition", "headline", "subhead"):
                assert (segment["start"], segment["end"]) in found, segment["id"]


@pytest.mark.skipif(find_spec("kiwipiepy") is not None, reason="kiwipiepy is installed")
def test_a_missing_extra_says_how_to_install_it() -> None:
    with pytest.raises(MissingExtraError, match=r"\[morph\]"):
        sentence_spans("오늘은 집에 일찍 가자 내일 또 보자", morph=True)
