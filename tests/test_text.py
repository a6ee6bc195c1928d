from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from align.text import detect_language, nfc_with_map


@given(st.text())
def test_copy_is_the_normal_form(text: str) -> None:
    copy, offsets = nfc_with_map(text)
    assert unicodedata.normalize("NFC", text) == copy
    assert len(offsets) == len(copy) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)


@given(st.text(alphabet="각난힣 aé1"))
def test_spans_survive_decomposition(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    copy, offsets = nfc_with_map(decomposed)
    for i in range(len(copy)):
        part = decomposed[offsets[i] : offsets[i + 1]]
        assert unicodedata.normalize("NFC", part) == copy[i]


def test_compatibility_characters_are_kept() -> None:
    assert nfc_with_map("①5 10² ㆍ ㎡")[0] == "①5 10² ㆍ ㎡"


def test_language_of_a_gloss_is_that_of_its_sentence() -> None:
    assert detect_language("OpenAI의 GPT-4o를 쓴다") == "ko"
    assert detect_language("12:30, 2025") is None
