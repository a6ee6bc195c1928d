"""Quotations, claims and discrepancies against gold; intervals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import InputError
from align.formats.jsonl import to_json
from align.pipeline import Report
from align.scoring.counts import add_tallies
from align.scoring.passages import (
    count_claims,
    count_discrepancies,
    count_quotes,
    split_rows,
)
from align.scoring.text import score_text

GOLD = Path(__file__).parent.parent / "gold"


def read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rows_of(records: object) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(json.dumps(to_json(records)))
    return rows


@pytest.mark.parametrize("folder", [GOLD, GOLD / "real"], ids=["seeds", "real"])
def test_gold_against_itself_scores_one(folder: Path) -> None:
    quotes = read_rows(folder / "quotes.jsonl")
    assert {c.scores()["f1"] for c in count_quotes(quotes, quotes).values()} == {1.0}
    rows = read_rows(folder / "discrepancies.jsonl")
    for by in ("severity", "type"):
        assert {c.scores()["f1"] for c in count_discrepancies(rows, rows, by).values()} == {1.0}


def test_claims_of_gold_against_themselves_score_one() -> None:
    rows = read_rows(GOLD / "claims.jsonl")
    assert count_claims(rows, rows).scores()["f1"] == 1.0


def test_quotes_of_the_seeds(seeds_report: Report) -> None:
    counts = count_quotes(rows_of(seeds_report.quotes), read_rows(GOLD / "quotes.jsonl"))
    assert counts["strict"].scores()["f1"] >= 0.97
    assert counts["speaker"].scores()["f1"] >= 0.93


def test_quotes_of_the_real_documents(real_report: Report) -> None:
    counts = count_quotes(rows_of(real_report.quotes), read_rows(GOLD / "real/quotes.jsonl"))
    assert counts["strict"].scores()["f1"] >= 0.97
    assert counts["speaker"].scores()["f1"] >= 0.93


def test_grave_discrepancies_are_right(seeds_report: Report, real_report: Report) -> None:
    for report, folder in ((seeds_report, GOLD), (real_report, GOLD / "real")):
        gold = read_rows(folder / "discrepancies.jsonl")
        grave = [d for d in report.discrepancies if d.severity in ("critical", "major")]
        assert count_discrepancies(rows_of(grave), gold)["all"].output.share >= 0.8


@pytest.mark.parametrize(
    "row", [{}, {"doc": "a", "start": 0}, {"doc": 1, "start": 0, "end": 2}, {"doc": "a", "end": 2}]
)
def test_rows_without_a_place_are_an_error(row: dict[str, object]) -> None:
    with pytest.raises(InputError):
        count_quotes([row], [])
    with pytest.raises(InputError):
        count_claims([{"members": [row]}], [])
    with pytest.raises(InputError):
        count_discrepancies([{"evidence": [row]}], [])


@pytest.mark.parametrize("name", ["quotes", "claims", "discrepancies"])
def test_units_add_up_to_the_whole(name: str, seeds_report: Report) -> None:
    count = {
        "quotes": count_quotes,
        "claims": lambda found, wanted: {"pairs": count_claims(found, wanted)},
        "discrepancies": count_discrepancies,
    }[name]
    found, wanted = rows_of(getattr(seeds_report, name)), read_rows(GOLD / f"{name}.jsonl")
    units, kind = split_rows([found, wanted])
    assert len(units) > 1
    assert kind in ("documents", "passages")
    assert add_tallies(count(*unit) for unit in units) == count(found, wanted)


def test_rows_without_places_are_units_too() -> None:
    units, _ = split_rows([[{"id": "d1", "evidence": []}], []])
    assert units == [([{"id": "d1", "evidence": []}], [])]


def test_text_needs_as_many_lines_on_both_sides() -> None:
    with pytest.raises(InputError, match="2 lines against 1"):
        score_text(["a", "b"], ["a"])
    scores = score_text(["비가 온다.", "바람이 분다."], ["비가 내린다.", "바람이 분다."])
    assert all(0 < s.score < 100 for s in scores)
    assert "tok:char" in scores[1].signature


def test_text_of_two_systems_is_compared() -> None:
    reference = [f"비가 {n}번 내린다." for n in range(40)]
    worse = [f"비 {n}번." for n in range(40)]
    chrf, bleu = score_text(reference, reference, worse)
    assert (chrf.name, bleu.name) == ("chrF2", "BLEU")
    assert chrf.other is not None
    assert chrf.other < chrf.score
    assert chrf.p is not None
    assert chrf.p < 0.01
    assert {s.p for s in score_text(worse, reference, worse)} == {1.0}
    assert "ar:10000" in chrf.signature
