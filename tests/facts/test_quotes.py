from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

from align.facts.quotes import read_quotes
from align.facts.speech.attribution import read_strength
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
def test_quotes_are_in_order_nest_and_show_their_own_words(text: str) -> None:
    around: list[int] = []
    reached = 0
    for number, quote in enumerate(read_quotes(split_sentences(text), text), 1):
        assert quote.id.endswith(f":q{number}")
        assert quote.text == text[quote.start : quote.end]
        assert reached <= quote.start <= quote.end
        reached = quote.start
        while around and around[-1] <= quote.start:
            around.pop()
        assert not around or quote.end <= around[-1]
        around.append(quote.end)
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


def read_article(text: str) -> list[tuple[str, str | None, str]]:
    quotes = read_quotes(split_document(Document(name="a.txt", text=text)), text)
    return [(quote.text, quote.speaker, quote.mode) for quote in quotes]


def test_a_headline_with_words_of_the_text_has_their_speaker() -> None:
    text = (
        "“우물이 말랐다”… 가뭄에 지친 마을\n\n"
        "달래면의 우물이 석 달째 비었다. "
        "이장 소하람 씨는 “우물이 말랐다고 밤마다 꿈을 꾼다”고 말했다.\n"
    )
    assert read_article(text) == [
        ("우물이 말랐다", "소하람", "verbatim"),
        ("우물이 말랐다고 밤마다 꿈을 꾼다", "소하람", "verbatim"),
    ]


def test_a_headline_in_other_words_is_a_gist() -> None:
    text = (
        "Harbour to close, “we cannot pay the dredger any longer”\n\n"
        "The harbour will close in May. “We can’t pay for the dredger any longer, not this year,” "
        "harbour master Lena Fosse said on Monday.\n"
    )
    assert read_article(text)[0] == (
        "we cannot pay the dredger any longer",
        "Lena Fosse",
        "gist",
    )


def test_two_words_of_a_headline_are_spoken_if_the_text_quotes_them() -> None:
    text = (
        "Mine owner’s ‘slow apology’ fails to calm the village of ‘The Slow Lane’\n\n"
        "“We owe the village more than a slow apology,” chairman Otto Finch said. "
        "“My mother wrote The Slow Lane in that house.”\n"
    )
    assert read_article(text)[0] == ("slow apology", "Otto Finch", "verbatim")
    assert len(read_article(text)) == 3  # the title of a book is one in a speech as well


def test_a_headline_in_korean_has_the_speaker_of_like_words() -> None:
    text = "“밤샘 심사 안 돼”… 『느린 강』 출간\n\n구하늘 의원은 “밤샘 심사는 곤란하다”고 말했다.\n"
    assert read_article(text)[0] == ("밤샘 심사 안 돼", "구하늘", "gist")
    assert len(read_article(text)) == 2


def test_the_coach_is_the_one_named_with_that_title_whatever_stands_in_the_dateline() -> None:
    text = (
        "LARKFORD (Newswire) — Larkford Rangers coach Ines Moreno opened the gates.\n\n"
        "‘The books are open,’ the coach said. ‘Bring your own pencil.’\n"
    )
    assert {speaker for _, speaker, _ in read_article(text)} == {"Ines Moreno"}


def time_reading(text: str) -> float:
    segments = split_sentences(text)
    begun = time.process_time()
    read_quotes(segments, text)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "unit",
    [
        '"a ',
        "“가 나”라며 그는 ",
        "‘a s’ b ",
        "“‘a b’ c” she said. ",
        "‘a b’ the minister said. 한 이가 쓴 ",
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    short, long = (time_reading(unit * (size // len(unit))) for size in (2_000, 16_000))
    assert long < 32 * max(short, 0.02)  # eight times the text; its square would be 64


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
    assert 2 * right / (found + len(gold)) >= 0.97
    assert 2 * speakers / (found + len(gold)) >= 0.96
