from __future__ import annotations

import pytest
from hypothesis import given

from align.facts.speech.quoted import find_quoted, first_behind
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["One.", "Two.", "Three,"]),
        ('"One.\n"Two," he said.', ["One.", "Two,"]),
        ("“One.\n\nTwo” is lost.", []),  # not opened again
        ("‘The lads’ legs were gone,’ he said.", ["The lads’ legs were gone,"]),
        ("the ‘boys’ of ’98, he said", ["boys"]),  # no comma or stop before the later mark
        ("「주인이 『올려 주마』 했다」", ["주인이 『올려 주마』 했다", "올려 주마"]),
    ],
)
def test_words_between_marks(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quoted(text)] == expected


@given(texts())
def test_marks_hold_their_words_and_nest(text: str) -> None:
    found = find_quoted(text)
    for place, quoted in enumerate(found):
        assert quoted.open < quoted.start <= quoted.end <= quoted.stop <= len(text)
        assert first_behind(found, quoted.open) <= place
        if quoted.parent >= 0:
            outer = found[quoted.parent]
            assert outer.open < quoted.open
            assert quoted.stop <= outer.stop
