"""What an editor wants is found, on our own documents and on the real ones, and little else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from align.formats.jsonl import to_json
from align.pipeline import Report
from align.scoring.passages import count_claims, count_discrepancies

GOLD = Path(__file__).parent.parent / "gold"
SETS = ("seeds", "real")


def read_gold(name: str, kind: str) -> list[dict[str, Any]]:
    path = GOLD / ("" if name == "seeds" else "real") / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def to_rows(records: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [to_json(record) for record in records]


@pytest.fixture(params=SETS)
def case(request: pytest.FixtureRequest) -> tuple[str, Report]:
    return request.param, request.getfixturevalue(f"{request.param}_report")


def test_discrepancies_are_found_and_right(case: tuple[str, Report]) -> None:
    name, report = case
    found = to_rows(report.discrepancies)
    counts = count_discrepancies(found, read_gold(name, "discrepancies"))
    assert counts["critical"].gold.share == 1.0
    assert counts["major"].gold.share >= 0.8
    assert counts["minor"].gold.share >= 0.6
    assert counts["all"].output.share >= 0.8
    assert counts["major"].output.share >= 0.9
    assert counts["critical"].output.share == 1.0


def test_no_look_alike_is_called_major(case: tuple[str, Report]) -> None:
    name, report = case
    grave = [
        row for row in to_rows(report.discrepancies) if row["severity"] in ("critical", "major")
    ]
    for look in read_gold(name, "lookalikes"):
        counts = count_discrepancies(grave, [look])
        assert counts["all"].output.hits == 0, look


def test_claims_are_right_and_many_are_found(case: tuple[str, Report]) -> None:
    name, report = case
    counts = count_claims(to_rows(report.claims), read_gold(name, "claims"))
    assert counts.output.share >= 0.9
    assert counts.gold.share >= 0.4
