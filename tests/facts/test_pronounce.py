"""Hangul as pronounced: the examples of the rules, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.facts.spellings.pronounce import pronounce


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("난로", "날로"),
        ("칼날", "칼랄"),
        ("침략", "침냑"),
        ("대통령", "대통녕"),
        ("국물", "궁물"),
        ("밥물", "밤물"),
        ("협력", "혐녁"),
        ("몇 리", "몇 리"),  # nothing across a space
        ("부산", "부산"),
        ("LG 한라", "LG 할라"),
    ],
)
def test_consonants_are_assimilated(written: str, said: str) -> None:
    assert pronounce(written) == said


@given(st.text())
def test_length_and_other_characters_stay(text: str) -> None:
    said = pronounce(text)
    assert len(said) == len(text)
    assert all(a == b for a, b in zip(text, said, strict=True) if not "가" <= a <= "힣")
