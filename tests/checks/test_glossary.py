"""Terms and their agreed translations, inflected or not."""

from __future__ import annotations

import pytest

from align.checks import compare, make_text_pair
from align.checks.glossary import read_glossary
from align.errors import InputError

LINES = [
    "en\tko",
    "# semiconductors",
    "chip\t반도체",
    "foundry\t파운드리\t위탁 생산",
    "high-bandwidth memory\t고대역폭 메모리",
    "release\t출시하다",
    "AI\t인공지능",
]


def terms(english: str, korean: str) -> list[str]:
    glossary = read_glossary(LINES, "terms.tsv")
    found = compare(make_text_pair(english, korean, glossary))
    return [d.message for d in found if d.code == "TRM001"]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Chips are scarce.", "반도체들이 부족하다."),
        ("Two foundries closed.", "위탁생산 업체 두 곳이 문을 닫았다."),
        ("High bandwidth memory sells.", "고대역폭메모리가 팔린다."),
        ("They release it today.", "오늘 그것을 출시했다."),
        ("The aid arrived.", "구호품이 도착했다."),  # ai in another word
        ("It rains.", "반도체칩스라는 가게다."),  # a longer Korean word is another word
    ],
)
def test_agreed_translations_are_silent(english: str, korean: str) -> None:
    assert terms(english, korean) == []


@pytest.mark.parametrize(
    ("english", "korean", "word"),
    [
        ("Chips are scarce.", "칩이 부족하다.", "반도체"),
        ("AI grows.", "에이아이가 자란다.", "인공지능"),
        ("They launch it today.", "오늘 그것을 출시했다.", "release"),
        ("The plant makes semiconductors.", "공장은 반도체를 만든다.", "chip"),
    ],
)
def test_another_word_is_found(english: str, korean: str, word: str) -> None:
    [message] = terms(english, korean)
    assert word in message


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("chip", "expected an English term"),
        ("\t반도체", "expected an English term"),
        ("칩\t반도체", "to be English"),
        ("chip\t--", "no letter"),
    ],
)
def test_bad_lines_are_named(line: str, what: str) -> None:
    with pytest.raises(InputError, match=rf"terms\.tsv:2: .*{what}"):
        read_glossary(["memory\t메모리", line], "terms.tsv")


def test_an_empty_glossary_is_an_error() -> None:
    with pytest.raises(InputError, match="no terms"):
        read_glossary(["# nothing"], "terms.tsv")
