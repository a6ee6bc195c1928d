import pytest

from align.facts.speech.attribution_ko import find_cues
from align.facts.speech.titled_en import find_titled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vice President Ann Lee left.", [("Ann Lee", "Vice President")]),
        ("the PRIME MINISTER Ann Lee", [("Ann Lee", "PRIME MINISTER")]),
        ("Ann Lee, the newly elected mayor, left.", [("Ann Lee", "mayor")]),
        ("Ann Lee, a very old and very dear mayor, left.", []),  # the title is too far off
        ("Ann Lee, 44, met Mayor Bo Hall.", [("Ann Lee", ""), ("Bo Hall", "Mayor")]),
        ("Ann Lee, mayoral hopeful", []),  # no word of its own
        ("The presidents Ann Lee", []),
        ("İ Mayor Ann Lee", [("Ann Lee", "Mayor")]),  # a letter whose small form is longer
    ],
)
def test_names_beside_titles(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(find_titled(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("그는 강조했다", ["강조했다"]),
        ("그는 강조해 왔다고 말했다", ["강조해 왔다고", "말했다"]),
        ("옳다고밝혔다", ["밝혔다"]),  # no space behind the quotative ending
        ("재강조했다", []),  # inside a word
        ("선을 그었다", ["선을 그었다"]),
    ],
)
def test_korean_reporting_verbs(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_cues(text)] == expected
