"""Figures, dates and times: cases, offsets, Unicode and time taken."""

from __future__ import annotations

import json
import time
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.figures import alternative_readings, read_figures
from align.facts.measuring.units import base_value
from align.records import Figure, Lang
from align.tables import read_table

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "figures.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
PIECES = (
    *("0", "12", "1,000", "3.5", "½", "2024", "년", "월", "일", "시"),
    *("분", "만", "억", "조", "십", "이", "삼", "한", "두", "스물"),
    *("열", "명", "개", "배", "번째", "약", "최대", "이상", "지난", "오는"),
    *("지난달", "분의", "~", "-", ":", "/", "%", "$", "₩", "."),
    *(",", "the", "a", "and", "of", "to", "one", "twenty", "first", "half"),
    *("million", "k", "May", "Monday", "last", "ago", "about", "at", "least", "a.m."),
    *("past", "dollars", "℃", "도", "영하", "한국", "GPT-4", "달러", "kg", "후"),
    *("동안", "대", "여", "몇", "수십"),
)


def fields(figure: Figure, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a figure that a case names, as a case writes them."""
    out: dict[str, Any] = {}
    for key, want in wanted.items():
        got = getattr(figure, key)
        if key == "value" and isinstance(got, Decimal) and want is not None:
            same = abs(got - Decimal(want)) < Decimal("0.0001")
            out[key] = want if same else str(got)
        elif key == "value" and isinstance(got, tuple):
            out[key] = [None if end is None else f"{end.normalize():f}" for end in got]
        else:
            out[key] = got
    return out


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_reads_case(case: dict[str, Any]) -> None:
    given_ = case["input"]
    ref = date.fromisoformat(given_["ref"]) if given_["ref"] else None
    found = read_figures(given_["text"], given_["lang"], ref)
    wanted = case["expected"]
    assert [f.text for f in found] == [w["text"] for w in wanted]
    assert [fields(f, w) for f, w in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_reads_decomposed_text_alike(case: dict[str, Any]) -> None:
    text = unicodedata.normalize("NFD", case["input"]["text"])
    found = read_figures(text, case["input"]["lang"])
    assert all(f.text == text[f.start : f.end] for f in found)
    composed = read_figures(case["input"]["text"], case["input"]["lang"])
    assert [f.value for f in found] == [f.value for f in composed]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "ko", None]))
def test_survives_any_text(text: str, lang: Lang | None) -> None:
    check_spans(text, lang)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=9),
    st.sampled_from(["", " "]),
    st.sampled_from(["en", "ko", None]),
)
def test_survives_jumbled_numbers(pieces: list[str], gap: str, lang: Lang | None) -> None:
    check_spans(gap.join(pieces), lang)


def check_spans(text: str, lang: Lang | None) -> None:
    last = 0
    for figure in read_figures(text, lang, date(2024, 2, 29)):
        assert last <= figure.start < figure.end
        assert figure.text == text[figure.start : figure.end]
        last = figure.end
        assert alternative_readings(figure, date(2024, 2, 29))


@pytest.mark.parametrize(
    "piece", ["1", '"', "1,", "1 ", "one and ", "1만 ", "twenty-", "a@", "1~", "가", "일 ", "$"]
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_time_grows_with_length_only(piece: str, lang: Lang | None) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        started = time.process_time()
        read_figures(text, lang)
        return time.process_time() - started

    seconds(10)
    short, long = seconds(1_000), seconds(8_000)
    assert long < 30 * short + 0.3


def test_long_runs_of_digits_are_no_quantity() -> None:
    assert read_figures("1" * 100_000, "en") == ()


def test_precision_is_the_step_of_the_last_digit() -> None:
    assert read_figures("3.21 billion", "en")[0].precision == Decimal("1e7")
    assert read_figures("1300억원", "ko")[0].precision == Decimal("1e10")


def test_pyeong_and_square_metres_compare() -> None:
    sizes = [base_value(f) for f in read_figures("25평은 82.6㎡", "ko")]
    assert sizes[0] is not None
    assert sizes[1] is not None
    assert sizes[0][1] == sizes[1][1] == "area"
    assert abs(sizes[0][0] - sizes[1][0]) < Decimal("0.1")


def test_ranges_of_durations_come_as_their_ends() -> None:
    figure = read_figures("2~3년", "ko")[0]
    assert [f.value for f in alternative_readings(figure)] == [Decimal(2), Decimal(3)]


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("scales", ("word", "lang")),
        ("numerals", ("word", "lang")),
        ("vague", ("word", "lang")),
        ("dimensions", ("unit",)),
        ("units", ("form", "lang")),
        ("currencies", ("form", "place")),
        ("counters", ("form", "lang")),
        ("hedges", ("word", "lang", "side")),
        ("months", ("word",)),
        ("weekdays", ("word",)),
        ("periods", ("word", "lang")),
        ("holidays", ("word", "lang")),
        ("idioms", ("word", "lang")),
        ("prefixes", ("word",)),
        ("english_nouns", ("word",)),
        ("lookalikes", ("word",)),
    ],
)
def test_no_table_says_a_thing_twice(table: str, keys: tuple[str, ...]) -> None:
    rows = [tuple(row[key] for key in keys) for row in read_table(table)]
    assert sorted({row for row in rows if rows.count(row) > 1}) == []


def test_every_unit_has_a_size() -> None:
    sizes = {row["unit"] for row in read_table("dimensions")}
    assert {row["unit"] for row in read_table("units")} <= sizes
