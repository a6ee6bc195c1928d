"""Sentences without a counterpart are told where documents translate each other, else not."""

from __future__ import annotations

import pytest
from attrs import evolve

from align.beads import align_segments
from align.checks import compare_untold
from align.encoding import UseEncoder
from align.records import Discrepancy, SegmentKind
from align.segments import segment_lines

ENGLISH = (
    "The new bridge over the river was opened on Friday.",
    "It cost 40 million dollars and took six years to build.",
    "Reporters were not admitted to the ceremony.",
    "The mayor thanked the workers for their patience.",
    "Farmers on the other bank had long asked for the bridge.",
    "Buses will cross it every ten minutes.",
)
KOREAN = (
    "강을 건너는 새 다리가 금요일에 개통됐다.",
    "4천만 달러가 들었고 짓는 데 6년이 걸렸다.",
    "기자들은 개통식에 들어갈 수 없었다.",
    "시장은 노동자들의 인내심에 감사했다.",
    "건너편 농민들은 오래전부터 다리를 바랐다.",
    "버스가 10분마다 다리를 건넌다.",
)


def find(
    encoder: UseEncoder, english: list[int], korean: list[int], kind: SegmentKind = "body"
) -> list[Discrepancy]:
    sides = [
        [evolve(s, kind=kind) for s in segment_lines("\n".join(text[i] for i in kept), lang)]
        for text, kept, lang in ((ENGLISH, english, "en"), (KOREAN, korean, "ko"))
    ]
    beads = align_segments(sides[0], sides[1], encoder).beads
    return compare_untold([beads], {s.id: s for side in sides for s in side}, encoder)


EVERY = list(range(6))


def test_a_whole_translation_is_silent(encoder: UseEncoder) -> None:
    assert find(encoder, EVERY, EVERY) == []


@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_a_missing_sentence_is_found_with_the_place_it_lacks_at(
    encoder: UseEncoder, lost: int
) -> None:
    kept = [i for i in EVERY if i != lost]
    [omitted] = find(encoder, EVERY, kept)
    assert (omitted.code, omitted.severity, omitted.verdict) == ("OMI002", "minor", "not_found")
    assert [e.text for e in omitted.evidence] == [ENGLISH[lost], KOREAN[lost - 1]]
    [added] = find(encoder, kept, EVERY)
    assert added.code == "ADD002"
    assert [e.text for e in added.evidence] == [KOREAN[lost], ENGLISH[lost - 1]]


def test_a_run_of_sentences_is_one_finding(encoder: UseEncoder) -> None:
    [found] = find(encoder, EVERY, [0, 3, 4, 5])
    assert [e.text for e in found.evidence] == [*ENGLISH[1:3], KOREAN[0]]
    assert found.message.endswith(", and 1 more")


def test_the_ends_of_a_text_are_left_alone(encoder: UseEncoder) -> None:
    assert find(encoder, EVERY, EVERY[:-1]) == []
    assert find(encoder, EVERY[1:], EVERY) == []


def test_a_caption_may_be_left_out(encoder: UseEncoder) -> None:
    [found] = find(encoder, EVERY, [0, 1, 3, 4, 5], "caption")
    assert found.severity == "info"
    assert find(encoder, EVERY, [0, 1, 3, 4, 5], "byline") == []


def test_documents_that_share_half_their_sentences_do_not_translate_each_other(
    encoder: UseEncoder,
) -> None:
    assert find(encoder, EVERY, [0, 5]) == []
    assert find(encoder, [0, 1, 4, 5], [0, 2, 3, 5]) == []


@pytest.mark.parametrize("change", [{"kind": "boilerplate"}, {"duplicate_of": "first"}])
def test_a_line_that_was_not_aligned_may_be_the_rendering(
    encoder: UseEncoder, change: dict[str, str]
) -> None:
    english, korean = (
        segment_lines("\n".join(ENGLISH), "en"),
        segment_lines("\n".join(KOREAN), "ko"),
    )
    unread = evolve(korean[2], **change)  # type: ignore[arg-type]
    beads = align_segments(english, [s for s in korean if s.id != unread.id], encoder).beads
    known = {s.id: s for s in (*english, *korean)}
    assert [d.code for d in compare_untold([beads], known, encoder)] == ["OMI002"]
    assert compare_untold([beads], known | {unread.id: unread}, encoder) == []
