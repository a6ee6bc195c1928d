"""No text stops the checks: chats, broken letters and odd signs in the middle of a sentence."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from align.checks import compare, compare_within, make_text_pair
from align.checks.causes import merge_causes

PAIRS = Path(__file__).resolve().parents[1] / "pairs" / "faithful.tsv"
ROWS = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line[:1] != "#"][1:]

ODD = st.sampled_from([
    *("ㅋㅋㅋ", "ㅠㅠ", "ㄱ", "ㅏ", "\u1112", "😀", "\u200b", "\u0301", "\u202e", "\x00"),
    *("ß", "½", "²", "①", "Ⅳ", "㎏", "㈜", "％", "－５", "१२", "(", "「", "”", "~", "%", "-"),
    *("1/0", "1e9", "st", "의"),
])  # fmt: skip
LETTERS = st.sampled_from(["iİ", "Iı", "sſ", "kK", "eé", "1１", "  ", " \n", "을"])
EDITS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 9), ODD), max_size=6)


def spoil(text: str, edits: list[tuple[int, int, str]], letters: str) -> str:
    """Return ``text`` with odd signs in place of some characters, and a letter for another."""
    for place, size, odd in edits:
        at = place % (len(text) + 1)
        text = text[:at] + odd + text[at + size :]
    return text.replace(letters[0], letters[1:])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ROWS), EDITS, EDITS, LETTERS)
def test_any_pair_is_compared(
    row: list[str],
    english: list[tuple[int, int, str]],
    korean: list[tuple[int, int, str]],
    letters: str,
) -> None:
    pair = make_text_pair(spoil(row[0], english, letters), spoil(row[1], korean, letters))
    within = compare_within([(pair.source, None), (pair.target, None)])
    for finding in merge_causes(compare(pair) + within):
        assert finding.message
