"""What a translation leaves out or adds is found, and freedom is left alone."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from align.checks import compare, make_text_pair
from align.checks.coverage import find_phrases
from align.checks.lengths import LETTERS, TOKENS, WORDS, Law, count_letters, measure_surplus
from align.checks.omissions import BARS, SURPLUS, choose_phrases, find_gap, read_weights
from align.checks.phrase_features import COSTLY, FEATURES, Lacking
from align.checks.phrase_words import KINDS, read_kinds
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
    korean = "시장은 금요일에 다리를 열었고, 설계자들에게 감사 인사를 전한 뒤 시민들과 함께 걸었다."
    [(code, words)] = find("The mayor opened the bridge on Friday.", korean)
    assert code == "ADD001"
    assert "설계자들에게 감사 인사를 전한 뒤" in words


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


def test_the_costly_features_are_measured_where_the_bar_can_be_reached() -> None:
    pair = make_text_pair(ENGLISH, SHORT)
    sides = (ENGLISH, pair.source.facts), (SHORT, pair.target.facts)
    every = find_phrases(default_encoder(), *sides, pair.figures)["ko"]
    asked = []

    def choose(lacking: Lacking, features: np.ndarray) -> np.ndarray:
        names = FEATURES[lacking]
        costly = features[:, [names.index(name) for name in COSTLY]]
        assert np.isnan(costly).all()
        assert np.isfinite(np.delete(features, [names.index(n) for n in COSTLY], axis=1)).all()
        asked.append(len(features))
        return np.array([3, 5])

    chosen = find_phrases(default_encoder(), *sides, pair.figures, ("ko",), choose)["ko"]
    assert asked == [len(every.starts)]
    assert [chosen.span(row) for row in (0, 1)] == [every.span(row) for row in (3, 5)]
    assert np.allclose(chosen.features, every.features[[3, 5]], atol=1e-4)


def test_what_is_out_of_reach_of_the_bar_is_not_chosen() -> None:
    pair = make_text_pair(ENGLISH, SHORT)
    sides = (ENGLISH, pair.source.facts), (SHORT, pair.target.facts)
    phrases = find_phrases(default_encoder(), *sides, pair.figures)["ko"]
    chosen = set(choose_phrases("ko", phrases.features).tolist())
    scores = read_weights("ko").score(phrases.features)
    assert int(np.argmax(scores)) in chosen
    assert len(chosen) < len(scores) / 2


def test_a_table_has_a_weight_for_each_feature() -> None:
    sides: tuple[Lacking, ...] = ("ko", "en")
    for side in sides:
        weights = read_weights(side)
        assert len(weights.weight) == len(FEATURES[side])
        assert (weights.scale > 0).all()


@pytest.mark.parametrize("law", [LETTERS, TOKENS, WORDS])
def test_swapping_what_is_long_turns_the_surplus(law: Law) -> None:
    long, short = law.measure(40, 10), law.measure(10, 40)
    assert long.value > 2
    assert short.value < -2
    assert short.turn().value == -short.value


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("en", "because of the rain", ["clause", "preposition", "grammar", "content"]),
        (
            "ko",
            "그가 서울에서는 문을 연 뒤,",
            ["subject", "adverbial", "object", "content", "content"],
        ),
        ("ko", "말했다. 의존하는 의", ["final", "adnominal", "content"]),
    ],
)
def test_kinds_of_words(lang: str, text: str, kinds: list[str]) -> None:
    assert [KINDS[lang][i] for i in read_kinds(lang, text.split()).kinds] == kinds
