"""What a translation leaves out or adds is found, and freedom is left alone."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from align.checks import compare, make_text_pair
from align.checks.coverage import count_letters, find_phrases, measure_surplus
from align.checks.omissions import BARS, SURPLUS, find_gap, read_weights
from align.encoding import default_encoder

ENGLISH = (
    "Farmers in the valley lost most of the harvest to hail and asked the government for help "
    "with new seeds."
)
KOREAN = "계곡의 농부들은 우박으로 수확 대부분을 잃고 정부에 새 종자를 지원해 달라고 요청했다."
SHORT = "계곡의 농부들은 우박으로 수확 대부분을 잃었다."


ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def alterations() -> ModuleType:
    path = ROOT / "scripts/bench/alterations.py"
    spec = importlib.util.spec_from_file_location("bench_alterations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def find(english: str, korean: str) -> list[tuple[str, str]]:
    found = compare(make_text_pair(english, korean))
    values = [next(filter(None, (e.value for e in d.evidence)), "") for d in found]
    codes = ("OMI001", "ADD001")
    return [(d.code, v) for d, v in zip(found, values, strict=True) if d.code in codes]


def test_a_missing_clause_is_an_omission() -> None:
    [(code, words)] = find(ENGLISH, SHORT)
    assert code == "OMI001"
    assert "help with new seeds" in words


def test_the_whole_translation_is_silent() -> None:
    assert find(ENGLISH, KOREAN) == []


def test_a_clause_that_the_english_lacks_is_an_addition() -> None:
    [(code, words)] = find("Farmers in the valley lost most of the harvest to hail.", KOREAN)
    assert code == "ADD001"
    assert "종자" in words or "지원" in words


def test_evidence_is_the_missing_words_and_the_whole_other_side() -> None:
    [found] = [d for d in compare(make_text_pair(ENGLISH, SHORT)) if d.code == "OMI001"]
    missing, lacking = found.evidence
    assert ENGLISH[missing.start : missing.end] == missing.text == missing.value
    assert (lacking.start, lacking.end, lacking.value) == (0, len(SHORT), None)
    assert found.verdict == "not_found"


def test_what_stands_in_one_language_only_has_no_gap() -> None:
    pair = make_text_pair(ENGLISH, "The report was out.")
    assert pair.gap is None


def test_sides_of_usual_lengths_are_not_read_by_the_encoder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("align.encoding.default_encoder", lambda: pytest.fail("was read"))
    pair = make_text_pair(ENGLISH, KOREAN)
    assert abs(measure_surplus(ENGLISH, KOREAN)) < SURPLUS
    assert find_gap((ENGLISH, pair.source.facts), (KOREAN, pair.target.facts), pair.figures) is None


def test_glosses_do_not_make_a_side_long() -> None:
    glossed = "로슬링(Rosling)은 오슬로(Oslo)를 떠났다."
    bare = "로슬링은 오슬로를 떠났다."
    english = "Rosling left Oslo."
    assert measure_surplus(english, glossed) == measure_surplus(english, bare)
    assert count_letters(glossed) > count_letters(bare)


def test_the_missing_phrase_outweighs_the_phrases_that_are_there() -> None:
    pair = make_text_pair(ENGLISH, SHORT)
    phrases = find_phrases(
        default_encoder(), (ENGLISH, pair.source.facts), (SHORT, pair.target.facts), pair.figures
    )["ko"]
    scores = read_weights("ko").score(phrases.features)
    there = max(
        s for i, s in enumerate(scores) if phrases.span(i).end <= ENGLISH.index(" and asked")
    )
    assert scores.max() >= BARS["ko"]
    assert there < scores.max() - 2
    assert scores.max() == pytest.approx(make_text_pair(ENGLISH, SHORT).gap.score)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("korean", "units"),
    [
        ("의장은 북한에 대한 미 하원의 결의를 지지했다.", []),
        ("정부는 대장암을 포함한 여러 병원의 예산을 크게 늘렸다.", ["대장암을 포함한"]),
        ("시장은 지난 3월 시청에서 새 계획을 발표했다.", ["지난 3월 시청에서"]),
    ],
)
def test_units_of_the_bench_begin_no_phrase_in_the_middle(
    korean: str, units: list[str], alterations: ModuleType
) -> None:
    assert [unit.span.of(korean) for unit in alterations.find_units(korean, "ko")] == units
