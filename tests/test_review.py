"""Verdicts to suppressions, and runs held against each other."""

from __future__ import annotations

from datetime import date

import pytest

from align.errors import InputError
from align.pipeline import Report
from align.review import (
    Suppression,
    Verdict,
    add_suppressions,
    precision_by_check,
    read_suppressions,
    read_verdicts,
    suppress,
    suppression_row,
)

TODAY = date(2026, 5, 1)


def make_verdict(fingerprint: str, verdict: str, code: str = "FIG001", note: str = "") -> Verdict:
    return Verdict(fingerprint=fingerprint, code=code, verdict=verdict, note=note, made=TODAY)


def test_suppressed_findings_are_closed_until_they_expire(seeds_report: Report) -> None:
    first, second = seeds_report.discrepancies[:2]
    rows = [
        Suppression(fingerprint=first.fingerprint, reason="both right"),
        Suppression(fingerprint=second.fingerprint, reason="old", expires=date(2026, 4, 30)),
    ]
    still_open, count = suppress(seeds_report.discrepancies, rows, TODAY)
    assert count == 1
    assert first not in still_open
    assert second in still_open


def test_false_alarms_are_added_and_confirmed_ones_lifted() -> None:
    known = [Suppression(fingerprint="a", reason="x"), Suppression(fingerprint="b", reason="y")]
    verdicts = [make_verdict("a", "confirmed"), make_verdict("c", "false_alarm", note="usual")]
    found = add_suppressions(known, verdicts, author="desk")
    assert [(s.fingerprint, s.reason) for s in found] == [("b", "y"), ("c", "usual")]
    line = suppression_row(found[1])
    assert line == {"fingerprint": "c", "reason": "usual", "author": "desk", "date": TODAY}


def test_precision_counts_what_was_judged() -> None:
    verdicts = [
        make_verdict("a", "confirmed"),
        make_verdict("b", "false_alarm"),
        make_verdict("c", "undecided"),
        make_verdict("d", "confirmed", code="DAT001"),
    ]
    counts = precision_by_check(verdicts)
    assert {code: (c.hits, c.total) for code, c in counts.items()} == {
        "DAT001": (1, 1),
        "FIG001": (1, 2),
    }


@pytest.mark.parametrize(
    "line",
    [
        '{"fingerprint": "a"}',
        '{"reason": "x"}',
        '{"fingerprint": "a", "reason": " "}',
        '{"fingerprint": "a", "reason": "x", "expires": "soon"}',
    ],
)
def test_bad_suppressions_name_file_and_number(line: str) -> None:
    with pytest.raises(InputError, match=r"s\.jsonl: suppression 1"):
        read_suppressions([line], "s.jsonl")


@pytest.mark.parametrize("data", [None, [], {}, {"verdicts": []}, {"format": "other"}])
def test_other_files_are_no_verdicts(data: object) -> None:
    with pytest.raises(InputError, match=r"v\.json: no verdicts"):
        read_verdicts(data, "v.json")


def test_a_verdict_that_the_page_does_not_know_is_said() -> None:
    rows = [{"fingerprint": "a", "verdict": word} for word in ("undecided", "none", "confirm")]
    with pytest.raises(InputError, match=r"v\.json: verdict 3 is 'confirm'; expected confirmed,"):
        read_verdicts({"format": "align-verdicts", "verdicts": rows}, "v.json")


def test_verdicts_of_the_page_are_read() -> None:
    data = {
        "format": "align-verdicts",
        "version": 1,
        "verdicts": [
            {"fingerprint": "a", "code": "FIG001", "verdict": "confirmed", "at": "2026-05-01T09:00"}
        ],
    }
    assert read_verdicts(data, "v.json") == [make_verdict("a", "confirmed")]
