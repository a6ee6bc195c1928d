"""What a document states twice must be the same, and what it states of other things need not."""

from __future__ import annotations

import pytest
from attrs import evolve

from align.checks import compare_restated
from align.facts import read_facts
from align.records import Discrepancy, Lang, SegmentKind
from align.segments import segment_lines

BODY = "Rescuers are digging in the rubble.\nThe government has asked for help."


def find(text: str, lang: Lang, kind: SegmentKind = "headline") -> list[Discrepancy]:
    first, *rest = segment_lines(text, lang)
    segments = [evolve(first, kind=kind), *rest]
    return compare_restated(segments, {s.id: read_facts(s.text, lang) for s in segments})


@pytest.mark.parametrize(
    ("head", "text", "lang"),
    [
        ("Quake kills 420 in Palu", "The quake killed 832 people in Palu.", "en"),
        ("Bank to pay $40 million fine", "The bank will pay a fine of $14 million.", "en"),
        ("Stars beat Giants 5-3", "The Stars beat the Giants 5-2 in Dundee.", "en"),
        ("중국 신규 환자 14% 급증", "중국은 신규 환자가 41% 급증했다고 발표했다.", "ko"),
        ("다리 건설에 1억 달러", "다리 건설에 2억 달러가 들었다.", "ko"),
        ("6월 5일 새 다리 개통", "새 다리는 6월 15일 개통한다.", "ko"),
    ],
)
def test_a_headline_that_contradicts_its_text_is_found(head: str, text: str, lang: Lang) -> None:
    [found] = find(f"{head}\n{BODY}\n{text}", lang)
    assert (found.code, found.severity, found.verdict) == ("INC002", "major", "differs")
    assert len({e.value for e in found.evidence}) == 2


@pytest.mark.parametrize(
    ("head", "text", "lang"),
    [
        ("Quake kills 420 in Palu", "The quake killed more than 400 people in Palu.", "en"),
        ("Quake kills 420 in Palu", "An earlier quake killed 832 people in Palu.", "en"),
        ("Quake kills 420 in Palu", "The quake in Palu destroyed 832 houses.", "en"),
        ("Stars beat Giants 5-3", "The Giants lost to the Stars 3-5 in Dundee.", "en"),
        ("Quake kills 420 in Palu", "The town of Donggala lost 32 people.", "en"),
        ("중국 신규 환자 14% 급증", "중국은 지난해 신규 환자가 41% 급증했다고 발표했다.", "ko"),
        ("다리 건설에 1억 달러", "다리 건설에 1억 달러가 들었다. 예정은 2억 달러였다.", "ko"),
    ],
)
def test_what_agrees_or_is_told_of_something_else_is_silent(
    head: str, text: str, lang: Lang
) -> None:
    assert find(f"{head}\n{BODY}\n{text}", lang) == []


def test_a_headline_that_the_text_bears_out_anywhere_is_silent() -> None:
    text = f"Quake kills 420 in Palu\n{BODY}\nThe quake killed 832 people in Palu."
    assert len(find(text, "en")) == 1
    assert find(f"{text}\nOn Monday 420 dead had been counted.", "en") == []


def test_the_lead_is_held_against_a_later_sentence() -> None:
    lead = "The quake that struck the port of Palu killed 420 people."
    later = "In all, the quake that struck the port of Palu killed 832 people."
    head = "Rescuers dig in the rubble"
    [found] = find(f"{head}\n{lead}\n{BODY}\n{later}", "en")
    assert found.severity == "minor"
    assert find(f"{head}\n{BODY}\n{BODY}\n{lead}\n{BODY}\n{later}", "en") == []


def test_neighbouring_sentences_contrast_two_things() -> None:
    one = "The poll found that 420 voters in Palu believed the mayor."
    other = "The poll found that 832 voters in Palu believed the governor."
    assert find(f"A poll on trust\n{one}\n{other}\n{BODY}", "en") == []
