from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

from align.facts.attribution import read_strength
from align.facts.quotes import read_quotes
from align.records import Document
from align.segments import split_document
from align.sentences import split_sentences
from tests.strategies import texts

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "quotes.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_has_the_expected_quotes(case: dict[str, Any]) -> None:
    text = case["input"]
    kind = case.get("kind", "body")
    segments = [attrs.evolve(segment, kind=kind) for segment in split_sentences(text)]
    found = [
        {"text": q.text, "speaker": q.speaker, "cue": q.cue, "mode": q.mode}
        for q in read_quotes(segments, text)
    ]
    assert found == case["expected"]


@given(texts())
def test_quotes_are_in_order_and_show_their_own_words(text: str) -> None:
    reached = 0
    for number, quote in enumerate(read_quotes(split_sentences(text), text), 1):
        assert quote.id.endswith(f":q{number}")
        assert quote.text == text[quote.start : quote.end]
        assert reached <= quote.start <= quote.end
        reached = quote.end
        if quote.attribution is not None:
            assert quote.attribution.of(text).strip()
            assert quote.speaker is None or quote.cue is None or quote.cue in text


@pytest.mark.parametrize("kind", ["boilerplate", "metadata", "hashtag", "byline"])
def test_what_is_no_part_of_the_text_has_no_quotes(kind: str) -> None:
    text = '김하나 시장은 "길이 막혔다"고 말했다.'
    segments = [attrs.evolve(segment, kind=kind) for segment in split_sentences(text)]
    assert read_quotes(segments, text) == ()


def test_the_attribution_is_the_phrase_that_says_who_speaks() -> None:
    text = "박하늘 행장은 웃었다. 그는 “할 일이 많다”고 했다."
    (quote,) = read_quotes(split_sentences(text), text)
    assert quote.attribution is not None
    assert quote.speaker == "박하늘"
    assert (quote.attribution.start, quote.attribution.of(text)) == (13, "그")


def test_verbs_differ_in_strength() -> None:
    assert read_strength("주장했다", "ko") == "claim"
    assert read_strength("Warned", "en") == "strong"
    assert read_strength("walked", "en") is None


REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = REPOSITORY / "gold" / "quotes.jsonl"


@pytest.mark.skipif(not GOLD.is_file(), reason="no gold beside the package")
def test_quotes_of_the_seeds_are_those_of_the_gold() -> None:
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    right = found = speakers = 0
    for name in sorted({entry["doc"] for entry in gold}):
        with (REPOSITORY / "seeds" / name).open(encoding="utf-8", newline="") as file:
            text = file.read()
        quotes = read_quotes(split_document(Document(name=name, text=text)), text)
        places = {(quote.start, quote.end): quote for quote in quotes}
        found += len(quotes)
        for entry in gold:
            quote = places.get((entry["start"], entry["end"]))
            if entry["doc"] == name and quote is not None:
                right += 1
                speakers += quote.speaker == entry["speaker"]
    assert 2 * right / (found + len(gold)) >= 0.95
    assert speakers / right >= 0.9
