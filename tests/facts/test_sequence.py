import time
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.finding.adnominal import is_verb_before_noun, may_be_adnominal
from align.facts.mentions import read_mentions
from align.facts.tagging.sequence import TAGS, load_model, refine_mentions
from align.facts.tagging.sequence_features import LEXICON_TEMPLATES, MORPH_TEMPLATES, TEMPLATES
from align.facts.tagging.tag_paths import TYPES, find_best_tags, find_open_runs
from align.records import Mention
from align.tables import read_table


def test_the_model_is_small_and_its_notice_lies_beside_it() -> None:
    tables = files("align.tables")
    assert len(tables.joinpath("mention_model.npz").read_bytes()) <= 1_000_000
    assert "CC BY-SA 4.0" in tables.joinpath("mention_model.NOTICE").read_text(encoding="utf-8")


def test_hints_are_of_known_kinds() -> None:
    from align.facts.tagging.sequence_features import _HINTS

    assert {row["kind"] for row in read_table("name_hints")} == set(_HINTS)


def test_a_person_with_a_title_stays() -> None:
    text = "어제 박민서 장관은 떠났다."
    rule = Mention(start=3, end=6, type="PS", text="박민서", role="장관")
    assert rule in refine_mentions(text, [rule])


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-40, 40), min_size=TAGS, max_size=TAGS), max_size=30))
def test_cutting_where_nothing_is_sure_changes_no_tag(rows: list[list[int]]) -> None:
    scores = np.array(rows, np.float64).reshape(-1, TAGS) / 8
    steps = load_model().steps
    tags = [0] * len(scores)
    for start, end in find_open_runs(scores, steps):
        tags[start:end] = find_best_tags(scores[start:end].tolist(), steps.T.tolist())
    whole = find_best_tags(scores.tolist(), steps.T.tolist()) if rows else []
    best, found = (
        sum(scores[i, tag] for i, tag in enumerate(path))
        + sum(steps[a, b] for a, b in pairwise([0, *path, 0]))
        for path in (whole, tags)
    )
    assert found == pytest.approx(best)


def test_nothing_joins_over_a_bullet_or_takes_a_title() -> None:
    for mention in read_mentions("△누리온 △한빛소프트 △다온전자CEO는", "ko"):
        assert "△" not in mention.text
        assert "CEO" not in mention.text


def test_long_text_is_read_in_blocks() -> None:
    text = "박민서 장관은 부산에서 연설했다.\n" * 500
    load_model()
    start = time.process_time()
    found = read_mentions(text, "ko")
    assert sum(m.text == "박민서" for m in found) == 500
    assert time.process_time() - start < 6.0
    assert {m.type for m in found} <= set(TYPES)


@pytest.mark.parametrize("word", ["반대한", "주장한", "설립된"])
def test_a_noun_with_hada_is_no_person(word: str) -> None:
    assert is_verb_before_noun(word)


def test_a_verb_before_a_name_is_no_first_name() -> None:
    assert may_be_adnominal("마친")
    found = read_mentions("회의를 마친 린드베리 회장은 떠났다.", "ko")
    assert ("린드베리", "PS") in [(m.text, m.type) for m in found]


def test_sums_of_weights_fit_their_type() -> None:
    rows = load_model().rows
    features = len(TEMPLATES) + max(len(LEXICON_TEMPLATES), len(MORPH_TEMPLATES))
    assert features * int(np.abs(rows.astype(np.int32)).max()) <= np.iinfo(rows.dtype).max
