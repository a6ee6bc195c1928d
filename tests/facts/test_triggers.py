"""A finder that is not run would have found nothing."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts import figures
from align.facts.calendar import dates_en, dates_ko, times_ko
from align.facts.calendar.dates import holidays, months, periods, weekdays
from align.facts.figures import read_figures
from align.facts.numbers import numerals_en
from align.facts.numbers.numerals import vague_of, words_of
from align.tables import read_table

GATES = (
    (dates_en, ("may_hold_date", "may_hold_time")),
    (dates_ko, ("may_hold_date",)),
    (times_ko, ("may_hold_time",)),
    (numerals_en, ("may_hold_number",)),
    (figures, ("may_hold_code", "may_hold_idiom")),
)
IDIOMS = read_table("idioms")
ENGLISH = [
    *("the", "of", "past", "to", "quarter", "half", "o'clock", "a.m.", "pm", "ish", "mid-morning"),
    *("noon", "midnight", "in the morning", "at", "century", "on", "next", "last", "a", "®", "½"),
    *("5", "5:30", "2019", "9th", "the 90s", "www.example.org", "GPT-4o", "it grew", "Twentyfifth"),
    *months(), *(d for d in weekdays() if d.isascii()), *periods("en"), *holidays("en"),
    *words_of("en"), *vague_of("en"), *(row["word"] for row in IDIOMS if row["lang"] == "en"),
]  # fmt: skip
KOREAN = [
    *("시", "세 시", "열두 시 반", "오전", "5시", "5:30", "9 PM", "정오", "자정"),
    *("십팔시", "이십일시 삼십분", "초하루", "구월", "팔십년대", "88년", "음력 정월"),
    *("오월", "이십일일", "다시", "3월"),
    *("이천십사년", "삼분기", "상반기", "첫째 주", "월요일", "9일", "그는", "왔다"),
    "www.example.org",
    *periods("ko"), *holidays("ko"), *(row["word"] for row in IDIOMS if row["lang"] == "ko"),
]  # fmt: skip


@pytest.fixture(scope="module")
def open_gates() -> Iterator[Callable[[bool], None]]:
    kept = [(module, name, getattr(module, name)) for module, names in GATES for name in names]

    def turn(is_open: bool) -> None:
        for module, name, gate in kept:
            setattr(module, name, (lambda *_: True) if is_open else gate)

    yield turn
    turn(False)


def read_both(turn: Callable[[bool], None], text: str, lang: str) -> tuple[object, object]:
    turn(False)
    gated = read_figures(text, lang)
    turn(True)
    return gated, read_figures(text, lang)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_word_of_a_table_passes(lang: str, open_gates: Callable[[bool], None]) -> None:
    for word in ENGLISH if lang == "en" else KOREAN:
        for text in (word, word.capitalize(), f"({word})"):
            gated, whole = read_both(open_gates, text, lang)
            assert gated == whole, text


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(ENGLISH), max_size=6), st.sampled_from([" ", "-", ", "]))
def test_english_figures_are_the_same(
    open_gates: Callable[[bool], None], words: list[str], gap: str
) -> None:
    gated, whole = read_both(open_gates, gap.join(words), "en")
    assert gated == whole


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(KOREAN), max_size=6), st.sampled_from([" ", "", "에 "]))
def test_korean_figures_are_the_same(
    open_gates: Callable[[bool], None], words: list[str], gap: str
) -> None:
    gated, whole = read_both(open_gates, gap.join(words), "ko")
    assert gated == whole
