from __future__ import annotations

import pytest

from align.facts.speech.attribution import MASK
from align.facts.speech.attribution_en import find_english, find_subjects
from align.facts.speech.topics_ko import find_topic, is_office

QUOTE = MASK * 8


@pytest.mark.parametrize(
    ("sentence", "speaker", "cue"),
    [
        ("His manager, Ann Lee, who had left, said @.", "Ann Lee", "said"),
        ("@ asked lead diver Ann Lee.", "lead diver Ann Lee", "asked"),
        ("One of them, Ann Lee of the Star, wrote: @", "Ann Lee of the Star", "wrote"),
        ("A person close to the board said it was @.", "A person close to the board", "said"),
        ("@ as forecaster Ann Lee put it.", "Ann Lee", "put"),
        ("Ann Lee took no questions, but turned and said, @", "Ann Lee", "said"),
        ("It is @ in her view.", "her", "in her view"),
        ("Her advice is short: @", "Her", ""),
        ("@ said Ann Lee, who accused the board of @.", "Ann Lee", "said"),
        ("It spoke, with spokesman Al Price saying @.", "spokesman Al Price", "saying"),
        ("Owners were told to @.", None, "told"),  # whoever told them is not named
        ("Locals called the ship @.", None, "called"),  # a crowd names a thing
    ],
)
def test_english_clauses(sentence: str, speaker: str | None, cue: str) -> None:
    masked = sentence.replace("@", QUOTE)
    start = masked.index(MASK)
    clause = find_english(masked, start, start + len(QUOTE))
    assert clause is not None
    found = None if clause.start is None else masked[clause.start : clause.end]
    assert (found, clause.cue) == (speaker, cue)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("When Mr. Kim asked, Ann Lee pointed at the map.", ["Mr. Kim", "Ann Lee"]),
        ("The mayor, Ann Lee, left.", ["Ann Lee"]),
        ("Ann Lee, a mother of three, left.", ["Ann Lee"]),
        ("The plan, which Ann Lee also stressed, failed.", ["plan", "Ann Lee"]),
        ("Ann Lee’s answer was no.", ["Ann Lee"]),
    ],
)
def test_english_subjects(sentence: str, expected: list[str]) -> None:
    assert [sentence[a:b] for a, b in find_subjects(sentence)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("결승골의 주인공 강태호는 경기 뒤 ", "주인공 강태호"),
        ("윤하나 감독의 목소리는 ", "윤하나 감독"),
        ("회사는 값이 오르자 ", "회사"),
        ("비가 ", None),
    ],
)
def test_korean_topics(words: str, expected: str | None) -> None:
    place = find_topic(words, 0, len(words))
    assert (words[place[0] : place[1]] if place else None) == expected


def test_offices_are_told_from_places() -> None:
    assert [word for word in ("소방서장", "현장", "교통과장", "수영장") if is_office(word)] == [
        "소방서장",
        "교통과장",
    ]
