"""English figures as manuals, forecasts, recipes and speech have them, and what only looks so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from align.facts.figures import alternative_readings, read_figures

Known = tuple[str, str, str | None]


def read(text: str) -> list[Known]:
    """Return kind, value and unit or currency of each figure."""
    return [(f.kind, show(f.value), f.unit or f.currency) for f in read_figures(text, "en")]


def show(value: object) -> str:
    """Return a value as short text, a range with two dots."""
    if isinstance(value, tuple):
        return "..".join(map(show, value))
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two score and five apples", "45"),
        ("fourscore and six", "86"),
        ("six hundred and two thousand, one hundred and nine", "602109"),
        ("nine point one billion", "9100000000"),
        ("three and a half million", "3500000"),
        ("a couple hundred seats", "200"),
        ("a couple of million views", "2000000"),
        ("a baker's dozen", "13"),
        ("from 30 to 80 guests", "30..80"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert [v for _, v, _ in read(text)] == [value]


def test_a_range_of_numbers_is_also_its_ends() -> None:
    figures = [r for f in read_figures("between 4 and 9 cats") for r in alternative_readings(f)]
    assert [show(f.value) for f in figures] == ["4..9", "4", "9"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the hundred and fourth session", "ordinal", "104"),
        ("their thousandth order", "ordinal", "1000"),
        ("a hundredth of a gram", "dimension", "0.01"),
        ("one thousandth of a mile", "dimension", "0.001"),
        ("four out of every hundred", "ratio", "0.04"),
        ("a tenth of the crew", "ratio", "0.1"),
        ("a tenth try", "ordinal", "10"),
        ("point two per cent", "percent", "0.2"),
    ],
)
def test_hundredths(text: str, kind: str, value: str) -> None:
    assert [(k, v) for k, v, _ in read(text)] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Roast at 210C.", ("temperature", "210", "C")),
        ("a fever of 102F", ("temperature", "102", "F")),
        ("grill it at 200c", ("temperature", "200", "C")),
        ("It's 31C here.", ("temperature", "31", "C")),
        ("2.5C above the mean", ("temperature", "2.5", "C")),
        ("minus 8 C", ("temperature", "-8", "C")),
        ("lows of 3-7C", ("temperature", "3..7", "C")),
        ("Nitrogen freezes at 63 K", ("temperature", "63", "K")),
        ("600 kelvin", ("temperature", "600", "K")),
        ("a 5A fuse", ("dimension", "5", "ampere")),
        ("a 40W lamp", ("dimension", "40", "watt")),
        ("lasted 3W", ("duration", "3", "week")),
        ("a 9V cell", ("dimension", "9", "volt")),
        ("50 Mbps", ("dimension", "50", "megabit per second")),
        ("6 gigabits a second", ("dimension", "6", "gigabit per second")),
        ("7 light-years", ("dimension", "7", "light year")),
        ("35 psi", ("dimension", "35", "pound per square inch")),
        ("3 bar of pressure", ("dimension", "3", "bar")),
        ("12 millisieverts", ("dimension", "12", "millisievert")),
        ("4,500 mAh", ("dimension", "4500", "milliampere hour")),
        ("a pound of plums", ("dimension", "1", "pound")),
        ("a foot of snow", ("dimension", "1", "foot")),
        ("8m tonnes", ("dimension", "8000000", "ton")),
        ("6 y/o", ("age", "6", "year")),
        ("9yo", ("age", "9", "year")),
        ("He turned 60 in June", ("age", "60", "year")),
        ("2h 10m", ("duration", "130", "minute")),
        ("2h10m", ("duration", "130", "minute")),
        ("4m 5s", ("duration", "245", "second")),
        ("two fortnights", ("duration", "4", "week")),
        ("a year and two months ago", ("duration", "14", "month")),
        ("75p", ("currency", "0.75", "GBP")),
        ("RM12.40", ("currency", "12.4", "MYR")),
        ("Rs.300", ("currency", "300", "INR")),
        ("six pounds twenty", ("currency", "6.2", "GBP")),
        ("It costs 40 pounds", ("currency", "40", "GBP")),
        ("3.4m euros", ("currency", "3400000", "EUR")),
        ("$2.5-3 million", ("currency", "2500000..3000000", "USD")),
    ],
)
def test_units(text: str, found: Known) -> None:
    assert read(text)[0] == found


@pytest.mark.parametrize(
    "text",
    [
        "Seat 14C is free.",
        "Row 3F, where it was cold",
        "Section 8A of the act",
        "a 720p screen",
        "They played at Bar 7.",
        "I second that.",
        "Luke 6:31 was read.",
        "Blood pressure of 120/80 mmHg",
        "Read my%20notes",
        "Two 747s landed.",
        "Apt 4B",
    ],
)
def test_labels_are_no_measures(text: str) -> None:
    kinds = {kind for kind, _, _ in read(text)}
    assert not kinds & {
        "percent",
        "duration",
        "temperature",
        "dimension",
        "currency",
        "ordinal",
        "time",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a salary of 77K", "77000"),
        ("20 ATM halls", "20"),
        ("4 yo-yos", "4"),
        ("two score draws", "2"),
        ("22,24,26,31.", "22 24 26 31"),
    ],
)
def test_numbers_beside_other_words(text: str, value: str) -> None:
    assert " ".join(v for _, v, _ in read(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("April '97", "1997-04"),
        ("8 June '04", "2004-06-08"),
        ("the class of '88", "1988"),
        ("in nineteen seventy-two", "1972"),
        ("since twenty twelve", "2012"),
        ("eighteen oh seven", "1807"),
        ("July two thousand and nine", "2009-07"),
        ("the third of May, nineteen sixty", "1960-05-03"),
        ("Monday the twelve", "XXXX-XX-12"),
        ("in the late eighties", "198X"),
        ("Boxing Day", "XXXX-12-26"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert [v for k, v, _ in read(text) if k == "date"] == [value]


@pytest.mark.parametrize(
    "text", ["twenty twenty vision", "twenty ten-pound notes", "6'10 tall", "highs in the eighties"]
)
def test_no_years(text: str) -> None:
    assert "date" not in {kind for kind, _, _ in read(text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quarter to nine", "08:45"),
        ("a quarter to two in the afternoon", "13:45"),
        ("seven in the evening", "19:00"),
        ("six fifteen at night", "18:15"),
        ("at ten to four", "03:50"),
        ("five minutes past eleven", "11:05"),
        ("at nine forty.", "09:40"),
        ("the four-thirty train leaves at four-thirty.", "04:30"),
        ("at 1745 hours", "17:45"),
        ("0500 hours", "05:00"),
        ("1320 GMT", "13:20"),
        ("10am-4pm", "10:00 16:00"),
    ],
)
def test_times(text: str, value: str) -> None:
    assert " ".join(v for k, v, _ in read(text) if k == "time") == value


@pytest.mark.parametrize(
    "text",
    [
        "It took 1530 hours.",
        "up to 1200 hours",
        "a quarter to one-third",
        "at five to six percent",
        "at nine thirty people left",
        "five in the afternoon session",
        "in 1999 est",
    ],
)
def test_no_times(text: str) -> None:
    assert "time" not in {kind for kind, _, _ in read(text)}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("40 kr a day", [("number", "40", None)]),
        ("by the mid-'70s", [("date", "197X", None)]),
        ("in the mid-1960s", [("date", "196X", None)]),
        ("40 Kr", [("number", "400000000", None)]),
        ("between 1998 and 2004", [("date", "1998", None), ("date", "2004", None)]),
        ("between 1998 and 2004 seats", [("number", "1998..2004", None)]),
        ("late by a month", [("duration", "1", "month")]),
        ("due on 03.12.2018", [("date", "2018-12-03", None)]),
        ("to repay six million pounds", [("currency", "6000000", "GBP")]),
        ("a load of six million pounds", [("dimension", "6000000", "pound")]),
    ],
)
def test_what_the_words_around_decide(text: str, known: list[Known]) -> None:
    assert read(text) == known
