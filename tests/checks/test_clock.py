"""Times of day: what differs is found, what may be another clock is not compared."""

from __future__ import annotations

import pytest

from align.checks import Pair, compare, make_text_pair
from align.checks.opposites import check_direction


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("It opened at 3 p.m. on Tuesday.", "화요일 오후 5시에 열렸다."),
        ("It opened at 9 a.m.", "오후 9시에 열렸다."),
        ("It opened at 9 a.m.", "오전 9시 30분에 열렸다."),
        ("It opened at 3 o'clock.", "오후 4시에 열렸다."),
        ("It opened at noon.", "오후 1시에 열렸다."),
        ("It opened at 10:15 a.m. BST.", "영국 시간 오전 10시 18분에 열렸다."),  # no zone's work
        ("It opened at about 10:15 a.m.", "오전 10시 18분쯤 열렸다."),  # hedged alike
    ],
)
def test_another_time_is_found_once(english: str, korean: str) -> None:
    [found] = compare(make_text_pair(english, korean))
    assert (found.code, found.severity) == ("DAT006", "major")
    assert all(e.value and ":" in e.value for e in found.evidence)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("It opened at 3 p.m.", "15시에 열렸다."),
        ("It opened at 3 o'clock.", "오후 3시에 열렸다."),
        ("It opened at half past three.", "오후 3시 반에 열렸다."),
        ("It opened at midnight.", "밤 12시에 열렸다."),
        ("It opened at about 3 p.m.", "오후 2시 50분에 열렸다."),
        ("It opened in the morning.", "오전 9시에 열렸다."),
    ],
)
def test_the_same_time_in_other_words_is_silent(english: str, korean: str) -> None:
    assert compare(make_text_pair(english, korean)) == []


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("It opened at 3 p.m. EDT.", "오전 4시에 열렸다."),
        ("It opened at 3 p.m.", "한국시간 오전 4시에 열렸다."),
        ("It opened at 3 p.m. Seoul time.", "현지 시각 오후 8시에 열렸다."),
    ],
)
def test_times_of_two_clocks_cannot_be_compared(english: str, korean: str) -> None:
    assert compare(make_text_pair(english, korean)) == []


def test_two_outlets_give_two_times() -> None:
    pair = make_text_pair("It opened at 11 a.m.", "오전 10시에 막을 올렸다.")
    [found] = compare(Pair(source=pair.source, target=pair.target, kind="claim"))
    assert (found.code, found.severity) == ("DAT006", "minor")


def test_of_several_times_of_two_outlets_nobody_knows_which_belong_together() -> None:
    pair = make_text_pair("It opened at 11 a.m. and closed at 4 p.m.", "오전 10시에 시작했다.")
    assert compare(Pair(source=pair.source, target=pair.target, kind="claim")) == []


def test_halves_of_the_day_outside_times_are_opposites() -> None:
    pair = make_text_pair("They met at 3 p.m. in the rain.", "오전에 비를 맞고 만났다.")
    assert all("p.m" in f.message for f in check_direction(pair))
    timed = make_text_pair("They met at 3 p.m.", "오전 3시에 만났다.")
    assert list(check_direction(timed)) == []


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("He won it in 1990.", "그는 90년대에 그것을 얻었다."),
        ("He won it in the 1990s.", "그는 1995년에 그것을 얻었다."),
        ("He died in the '90s.", "그는 90년대 초에 죽었다."),
    ],
)
def test_a_year_agrees_with_its_decade(english: str, korean: str) -> None:
    assert compare(make_text_pair(english, korean)) == []


def test_two_decades_differ() -> None:
    [found] = compare(make_text_pair("He won it in the 1990s.", "1980년대에 얻었다."))
    assert found.message == "The dates differ: 1990s against 1980s"
