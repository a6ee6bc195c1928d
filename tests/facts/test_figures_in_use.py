"""Figures as writers put them: what an editor of news and manuals meets every day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from align.facts.figures import read_figures

Known = tuple[str, str, str | None]


def read(text: str, lang: str) -> list[Known]:
    """Return kind, value and unit or currency of each figure."""
    return [
        (f.kind, _show(f.value), f.unit or f.currency)
        for f in read_figures(text, lang)  # type: ignore[arg-type]
    ]


_SPEEDS = (("90", "mile"), ("9", "kilometre"))


def _show(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a margin of plus or minus 3.1 points", [("number", "3.1", None)]),
        ("by 25 basis points", [("percent", "0.25", "point")]),
        ("a four-and-a-half-day week", [("duration", "4.5", "day")]),
        ("from 86 to 81 percent", [("percent", "86", None), ("percent", "81", None)]),
        ("women in their 30s", [("number", "30", None)]),
        ("a 200-megapixel camera", [("dimension", "200", "megapixel")]),
        ("All figures are in millions of won.", [("currency", "1000000", "KRW")]),
        ("The last train leaves at five to midnight.", [("time", "23:55", None)]),
        ("half past noon", [("time", "12:30", None)]),
        ("from 6 to 10 a.m.", [("number", "6", None), ("time", "10:00", None)]),
        ("15 to 2pm", [("time", "13:45", None)]),
    ],
)
def test_english(text: str, found: list[Known]) -> None:
    assert read(text, "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("헌법 53조는", [("number", "53", None)]),
        ("형법 제250조 1항", [("ordinal", "250", None), ("number", "1", None)]),
        ("예산 53조원", [("currency", "53000000000000", "KRW")]),
        ("국방비 5조의 절반", [("number", "5000000000000", None), ("ratio", "0.5", None)]),
        ("9초79에 달렸다", [("duration", "9.79", "second")]),
        ("1분45초23의 기록", [("duration", "105.23", "second")]),
        ("한 차례에 한해 30일 연장", [("number", "1", None), ("duration", "30", "day")]),
        ("49만 4000여 명", [("number", "494000", None)]),
        ("2억 화소", [("dimension", "200000000", "pixel")]),
        ("금리를 25bp 내렸다", [("percent", "0.25", "point")]),
        ("시속 90마일(9㎞)", [("dimension", n, f"{u} per hour") for n, u in _SPEEDS]),
        ("6월 한 달 동안", [("date", "XXXX-06", None)]),
        ("한 시간 반씩", [("duration", "1.5", "hour")]),
        ("4일 8시간 만에", [("duration", "104", "hour")]),
        ("일주일에 150분", [("duration", "1", "week"), ("duration", "150", "minute")]),
        ("10시 반이다", [("time", "10:30", None)]),
    ],
)  # fmt: skip
def test_korean(text: str, found: list[Known]) -> None:
    assert read(text, "ko") == found
