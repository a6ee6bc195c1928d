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
    if isinstance(value, tuple):
        return f"({_show(value[0])}, {_show(value[1])})"
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("정원 １，２００명", [("number", "1200", None)]),
        ("습도 ４５．５％", [("percent", "45.5", None)]),
        ("영 점 칠 퍼센트", [("percent", "0.7", None)]),
        ("평균은 오 점 육이다", [("number", "5.6", None)]),
        ("2.5e6개", [("number", "2500000", None)]),
        ("3의 네제곱", [("number", "81", None)]),
        ("십의 육승", [("number", "1000000", None)]),
        ("물 2와 1/4컵", [("dimension", "2.25", "cup")]),
        ("물 반 컵", [("dimension", "0.5", "cup")]),
        ("여섯 배 반", [("multiple", "6.5", None)]),
        ("백서른두 명", [("number", "132", None)]),
        ("천여 개", [("number", "1000", None)]),
        ("서너 명과 사오십 명", [("number", "(3, 4)", None), ("number", "(40, 50)", None)]),
        ("3억 5천에 팔렸다", [("number", "350000000", None)]),
        ("주민의 반이 넘는", [("ratio", "0.5", None)]),
        ("전후 60년에 관한", [("duration", "60", "year")]),
        ("최근 4일", [("duration", "4", "day")]),
        ("몇백 개", [("number", "(200, 900)", None)]),
        ("귤 하나만 까 줘", [("number", "1", None)]),
        ("제이십사 조", [("ordinal", "24", None)]),
        ("4할의 주민", [("percent", "40", None)]),
        ("타율 3할1푼2리", [("number", "0.312", None)]),
        ("열여섯 프로쯤", [("percent", "16", None)]),
        ("값은 30유로래요", [("currency", "30", "EUR")]),
        ("960원 50전", [("currency", "960.5", "KRW")]),
        ("7만 케냐 실링", [("currency", "70000", "KES")]),
        ("국수 6만 동", [("currency", "60000", "VND")]),
        ("980헥토파스칼", [("dimension", "980", "hectopascal")]),
        ("분당 12리터", [("dimension", "12", "litre per minute")]),
        ("보리 닷 말", [("dimension", "5", "mal")]),
        ("극저온인 20K까지", [("temperature", "20", "K")]),
        ("절대 온도 90도", [("temperature", "90", "K")]),
        ("43도짜리 보드카", [("percent", "43", None)]),
        ("두 돌 지난 아이", [("age", "2", "year")]),
        ("세 살배기", [("age", "3", "year")]),
        ("생후 백일", [("duration", "100", "day")]),
        ("반 시간 뒤", [("duration", "0.5", "hour")]),
        ("사 주 동안", [("duration", "4", "week")]),
        ("십구시 이십분", [("time", "19:20", None)]),
        ("PM 9:15", [("time", "21:15", None)]),
        ("네 시 십 분 전", [("time", "03:50", None)]),
        ("7시 10분 전까지", [("time", "07:10", None)]),
        ("오후 1~3시", [("time", "13:00", None), ("time", "15:00", None)]),
        ("오전 10시부터 2시까지", [("time", "10:00", None), ("time", "14:00", None)]),
        ("이천팔년 팔월 팔일", [("date", "2008-08-08", None)]),
        ("시월에 만나자", [("date", "XXXX-10", None)]),
        ("매월 7일", [("date", "XXXX-XX-07", None)]),
        ("초사흘 밤", [("date", "XXXX-XX-03", None)]),
        ("94년 월드컵", [("date", "1994", None)]),
        ("’03년 졸업", [("date", "2003", None)]),
        ("삼사분기", [("date", "XXXX-Q3", None)]),
        ("칠십년대", [("date", "197X", None)]),
        ("2~4월", [("date", "XXXX-02", None), ("date", "XXXX-04", None)]),
        ("6월 2~5일", [("date", "XXXX-06-02", None), ("date", "XXXX-06-05", None)]),
        ("10월 3일 개천절", [("date", "XXXX-10-03", None)]),
        ("그글피", [("date_rel", "None", "day+4")]),
        ("두 자릿수 성장", [("number", "(10, 99)", None)]),
        ("이익 △7.5%", [("percent", "-7.5", None)]),
        ("6일 전에 샀다", [("duration", "6", "day")]),
    ],
)  # fmt: skip
def test_korean_forms(text: str, found: list[Known]) -> None:
    assert read(text, "ko") == found


@pytest.mark.parametrize(
    "text",
    [
        *("만원 열차", "승객으로 만원을 이루다", "2L 사이즈 셔츠", "첫눈이 내렸다"),
        *("루이 16세의 왕비", "음력 5월 5일", "정월 초하루", "팔자가 세다", "이 점 오해 마세요"),
        *("천한 사람", "이 분 좀 보세요", "네 말이 옳다", "이월 상품", "백일장에 나갔다"),
        *("할 일이 있다", "프로 선수", "만두 개", "그중 하나는", "사오정과 오륙도"),
    ],
)  # fmt: skip
def test_korean_lookalikes_are_no_figures(text: str) -> None:
    assert read(text, "ko") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("마태복음 5:44", "time"),
        ("각목을 30도로 기울인다", "temperature"),
        ("재벌 4세", "age"),
        ("두 시인의 편지", "time"),
        ("12동 305호", "currency"),
        ("5일 전국에서", "duration"),
        ("60년에 걸쳐", "date"),
    ],
)  # fmt: skip
def test_korean_neighbours_decide_the_kind(text: str, kind: str) -> None:
    assert kind not in {f[0] for f in read(text, "ko")}
