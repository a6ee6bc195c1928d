"""Conversions and weekdays inside one text, weekdays and ceilings across two."""

from __future__ import annotations

from datetime import date

import pytest

from align.checks import compare, compare_within, make_text_pair

REF = date(2025, 2, 6)


def within(english: str, korean: str) -> list[str]:
    pair = make_text_pair(english, korean)
    return [d.code for d in compare_within([(pair.source, REF), (pair.target, REF)])]


@pytest.mark.parametrize(
    "text",
    [
        "1억 달러(약 1300억 원)를 투자했다.",
        "5억 유로(한화 약 7,400억 원)다.",
        "섭씨 30도(화씨 86도)까지 올랐다.",
        "기온이 2도(화씨 3.6도) 올랐다.",
        "160km(100마일)를 달렸다.",
        "2025년 2월 4일(화) 오후에 만났다.",
        "1억 달러(직원 300명)를 들였다.",
    ],
)
def test_what_fits_is_silent(text: str) -> None:
    assert within("", text) == []


@pytest.mark.parametrize(
    ("english", "korean", "code"),
    [
        ("", "2019년 5억 유로(한화 약 740억 원)를 냈다.", "CNV001"),
        ("It is 16 miles (10 km) away.", "", "CNV001"),
        ("", "섭씨 30도(화씨 96도)까지 올랐다.", "CNV001"),
        ("They met on Feb. 5 (Tuesday).", "", "DAT005"),
        ("", "2025년 2월 5일 화요일에 만났다.", "DAT005"),
    ],
)
def test_what_does_not_fit_is_found(english: str, korean: str, code: str) -> None:
    assert within(english, korean) == [code]


def test_composite_measures_and_other_days_are_left_alone() -> None:
    assert within("He is 6 feet 2 inches (188 cm) tall.", "") == []
    assert within("He sat on Feb. 4. Wednesday was wet.", "") == []
    assert within("On Tuesday, Feb. 4, they met.", "") == []


def test_a_day_without_year_or_reference_is_not_judged() -> None:
    pair = make_text_pair("", "2월 5일(화)에 만났다.")
    assert compare_within([(pair.target, None)]) == []


@pytest.mark.parametrize(
    ("english", "korean", "codes"),
    [
        ("It opened on Tuesday.", "2025년 2월 5일 열렸다.", ["DAT004"]),
        ("It opened on Wednesday.", "2025년 2월 5일 열렸다.", []),
        ("It pays up to $3 million.", "300만 달러를 준다.", ["FIG010"]),
        ("It pays up to $3 million.", "최대 300만 달러를 준다.", []),
        ("It pays about $3 million.", "300만 달러를 준다.", []),
    ],
)
def test_weekdays_and_ceilings_across_languages(
    english: str, korean: str, codes: list[str]
) -> None:
    found = [d.code for d in compare(make_text_pair(english, korean))]
    assert [code for code in found if code in ("DAT004", "FIG010")] == codes
