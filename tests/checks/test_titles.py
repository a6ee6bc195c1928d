"""Titles over documents: who is alone, what a translation made of a title, who founded what."""

from __future__ import annotations

from align.checks import compare_people
from align.facts import read_facts
from align.people import find_people
from align.records import Bead, Discrepancy, Segment
from align.sentences import split_sentences


def find_all(*texts: str, beads: tuple[Bead, ...] = ()) -> list[Discrepancy]:
    segments = [
        Segment(
            id=f"{doc}{s.id}",
            doc=str(doc),
            start=s.start,
            end=s.end,
            lang=s.lang,
            kind="body",
            text=s.text,
        )
        for doc, text in enumerate(texts)
        for s in split_sentences(text)
    ]
    facts = {s.id: read_facts(s.text, s.lang) for s in segments}
    docs = [str(doc) for doc in range(len(texts))]
    return compare_people(find_people(segments, facts), beads, [docs], segments)


def test_one_finding_shows_every_document_that_gives_a_title() -> None:
    (found,) = find_all(
        "Greg Brockman, chairman of OpenAI, came along.",
        "그레그 브록먼 사장이 함께 왔다.",
        "그레그 브록먼 회장이 말했다.",
    )
    assert found.code == "ROL001"
    assert [(e.doc, e.value) for e in found.evidence] == [
        ("0", "chairman"),
        ("2", "회장"),
        ("1", "사장"),
    ]


def test_the_usual_title_is_shown_where_it_stands_for_the_name() -> None:
    english = "OpenAI CEO Sam Altman came. After lunch Altman rested. The OpenAI CEO then left."
    korean = "샘 올트먼 OpenAI CEO가 왔다. 점심 뒤 올트먼 회장은 쉬었다. OpenAI CEO는 이어 떠났다."
    pairs = [(f"0s{i}", f"1s{i}") for i in (1, 2, 3)]
    beads = tuple(Bead(id=a, source=(a,), target=(b,), score=1.0) for a, b in pairs)
    (found,) = [d for d in find_all(english, korean, beads=beads) if d.code == "ROL004"]
    assert found.severity == "major"
    assert {e.text for e in found.evidence if e.value == "CEO"} == {"OpenAI CEO"}


def test_a_title_of_an_organisation_is_nobodys() -> None:
    korean = "세인즈버리 대표가 왔다. 세인즈버리 대표가 말했다. 세인즈버리의 회장은 떠났다."
    assert not [d for d in find_all(korean) if d.code == "ROL002"]


def test_slips_are_shown_beside_the_first_full_name() -> None:
    korean = "올트먼 CEO가 왔다. 샘 올트먼 CEO가 말했다. 올트먼 CEO는 갔다. 울트먼 CEO다."
    (found,) = [d for d in find_all(korean) if d.code == "NAM003"]
    assert [e.text for e in found.evidence][:2] == ["샘 올트먼", "울트먼"]


def test_founders_of_one_thing_in_two_languages_agree() -> None:
    english = "Greg Brockman, co-founder and chairman of OpenAI, came along."
    assert not [
        d
        for d in find_all(english, "오픈AI를 공동 창업한 그레그 브록먼 회장이 왔다.")
        if d.code == "ROL005"
    ]
    (found,) = [
        d
        for d in find_all(english, "챗GPT를 공동 창업한 그레그 브록먼 회장이 왔다.")
        if d.code == "ROL005"
    ]
    assert [e.value for e in found.evidence] == ["OpenAI", "챗GPT"]
    assert found.evidence[0].text == "co-founder and chairman of OpenAI"
