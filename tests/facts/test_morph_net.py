from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from attrs import fields_dict

from align.facts.mentions import read_mentions
from align.facts.tagging.morph_net import Net, Nets, load_nets, pack_nets, score_units, unpack_nets
from align.facts.tagging.morph_units import (
    TEMPLATES,
    UNIT_BITS,
    Views,
    find_unit_rows,
    find_unit_vectors,
    read_units,
)
from align.facts.tagging.morphs import find_morph_clues
from align.facts.tagging.sequence import TAGS, load_model
from align.records import Mention
from align.tables import read_table

TEXT = "어제 누리온전자는 부산에 새 공장을 지었다."  # Nurion Electronics built a plant in Busan


def test_the_networks_ship_with_a_notice() -> None:
    tables = files("align.tables")
    assert "mention_net.npz" in tables.joinpath("mention_model.NOTICE").read_text(encoding="utf-8")
    assert load_nets().nets


def test_networks_are_kept_but_for_rounding() -> None:
    nets = load_nets()
    packed = pack_nets(nets)
    again = unpack_nets(packed)
    assert len(again.nets) == len(nets.nets)
    for number, (old, new) in enumerate(zip(nets.nets, again.nets, strict=True)):
        assert (new.steps == old.steps).all()
        for name in fields_dict(Net).keys() - {"steps"}:
            half = packed[f"{number}.{name}.scale"] * 0.501
            assert (np.abs(getattr(new, name) - getattr(old, name)) <= half).all(), name


def test_a_unit_is_scored_by_its_neighbours_alone() -> None:
    net = load_nets().nets[0]
    rng = np.random.default_rng(1)
    rows = rng.integers(0, 1 << UNIT_BITS, (9, len(TEMPLATES))).astype(np.int32)
    vectors = rng.normal(size=(9, net.inner.shape[0])).astype(np.float32)
    whole = score_units(net, rows, vectors)
    assert whole.shape == (9, TAGS)
    vectors[0] += 1.0
    changed = np.abs(score_units(net, rows, vectors) - whole).max(axis=1) > 1e-4
    assert changed.tolist() == [True] * 3 + [False] * 6


def test_units_are_cut_where_the_rules_find_a_name() -> None:
    pytest.importorskip("kiwipiepy")
    rule = Mention(start=3, end=6, type="OG", text="누리온")
    units = read_units(TEXT, [rule])
    assert {unit.end for unit in units} >= {6}
    assert all(a.end <= b.start for a, b in pairwise(units))
    usual = load_model(morph=True).usual
    assert usual is not None
    rows = find_unit_rows(TEXT, [rule], units, find_morph_clues(TEXT, usual))
    assert rows.shape == (len(units), len(TEMPLATES))
    assert rows.min() >= 0
    assert rows.max() < 1 << UNIT_BITS


def test_vectors_stay_within_bounds_and_tell_words_apart() -> None:
    pytest.importorskip("kiwipiepy")
    nets: Nets = load_nets()
    units = read_units(TEXT, ())
    vectors = find_unit_vectors(TEXT, units, nets.views)
    assert vectors.shape == (len(units), nets.nets[0].inner.shape[0])
    assert np.abs(vectors).max() <= 4.0
    at = {TEXT[unit.start : unit.end]: i for i, unit in enumerate(units)}
    assert not np.allclose(vectors[at["부산"]], vectors[at["공장"]])


def test_views_fit_the_tables_of_anchors() -> None:
    pytest.importorskip("kiwipiepy")
    from align.facts.tagging.morph_units import _anchors

    views: Views = load_nets().views
    assert len(_anchors(False)) == len(views.word_mean) == len(views.word_axes)
    assert len(_anchors(True)) == len(views.context_mean) == len(views.context_axes)
    assert len(read_table("context_anchors")) > 0


def test_a_title_and_a_bullet_bind_the_networks_too() -> None:
    pytest.importorskip("kiwipiepy")
    for mention in read_mentions("△누리온 △한빛소프트 △다온전자CEO는", "ko", morph=True):
        assert "△" not in mention.text
        assert "CEO" not in mention.text


def test_a_listed_organisation_stays() -> None:
    pytest.importorskip("kiwipiepy")
    found = read_mentions("이 장관은 오픈AI와 꾸준히 소통하겠다고 했다.", "ko", morph=True)
    assert ("오픈AI", "OG") in [(m.text, m.type) for m in found]


def test_a_title_is_no_part_of_a_person() -> None:
    pytest.importorskip("kiwipiepy")
    text = "울트먼 CEO의 방한은 중소벤처기업부가 초청장을 보내 성사됐다."
    found = read_mentions(text, "ko", morph=True)
    assert ("울트먼", "CEO") in [(m.text, m.role) for m in found]
