"""Days that English reckons from others, seen from a day."""

from __future__ import annotations

from datetime import date

import pytest

from align.facts.calendar.date_sums_en import read_date_sums
from align.facts.calendar.feasts import easter, feast_day, feasts
from align.facts.figures import read_figures

REF = date(2021, 5, 12)  # a Wednesday


def days(text: str, ref: date | None = REF) -> list[str]:
    """Return the days reckoned in a text."""
    found = read_date_sums(text, read_figures(text, "en", ref), ref)
    return [str(f.value) for f in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The fair opens in three weeks.", "2021-06-02"),
        ("In 10 days the lease ends.", "2021-05-22"),
        ("He said he would be back in a week.", "2021-05-19"),
        ("in two days' time", "2021-05-14"),
        ("ready in four business days", "2021-05-18"),
        ("a week from today", "2021-05-19"),
        ("a fortnight tomorrow", "2021-05-27"),
        ("a week on Friday", "2021-05-21"),
        ("on Sunday week", "2021-05-23"),
        ("six days from yesterday", "2021-05-17"),
        ("two months after next Monday", "2021-07-17"),
        ("40 days after 3 March 2020", "2020-04-12"),
        ("ten days before Halloween", "2021-10-21"),
        ("the day after Easter 2019", "2019-04-22"),
        ("four days before new year", "2021-12-28"),
        ("1 month, 3 days ago", "2021-04-09"),
        ("a year and a half from now", "2022-11-12"),
        ("three Mondays ago", "2021-04-26"),
        ("two Fridays from now", "2021-05-21"),
        ("next Thanksgiving", "2021-11-25"),
        ("Labor Day 2015", "2015-09-07"),
        ("Christmas 2003", "2003-12-25"),
        ("the second Tuesday", "2021-05-11"),
        ("August after next", "2022-08"),
        ("the fourth month of 2017", "2017-04"),
        ("by the end of the month", "2021-05"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert day in days(text)


@pytest.mark.parametrize(
    "text",
    [
        "They built it in two weeks.",
        "the worst drought in 40 years",
        "Twice in a week",
        "Sales fell 5% in two years.",
        "In ten years he had not moved.",
        "five days after the flood",
        "three weeks of talks",
        "the end of the line",
        "on Feb 29th",
    ],
)
def test_nothing_to_reckon(text: str) -> None:
    assert days(text) == []


def test_no_day_without_a_day_to_count_from() -> None:
    assert days("a week from today", None) == []


def test_the_record_keeps_the_stretch() -> None:
    figure = read_figures("It opens in two weeks.", "en", REF)[0]
    assert (figure.kind, figure.text) == ("duration", "two weeks")


def test_easter_falls_on_sundays_of_spring() -> None:
    for year in range(1900, 2100):
        day = easter(year)
        assert day.isoweekday() == 7
        assert date(year, 3, 22) <= day <= date(year, 4, 25)
    assert (easter(2024), easter(1943)) == (date(2024, 3, 31), date(1943, 4, 25))


def test_every_feast_has_a_day() -> None:
    assert all(feast_day(name, 2022) for name in feasts())
