import sys
from importlib.resources import files

import numpy as np
import pytest

from align.errors import MissingExtraError
from align.facts.mentions import read_mentions
from align.facts.tagging.morphs import CLUES, RARITIES, Usual, find_morph_clues, read_morphs
from align.facts.tagging.sequence import load_model
from align.facts.tagging.sequence_features import BITS, MORPH_TEMPLATES, TEMPLATES, find_rows
from align.sentences.morph import load_kiwi
from align.tables import read_table

TEXT = "어제 누리온전자는 부산에 새 공장을 지었다."  # Nurion Electronics built a plant in Busan


def test_the_models_and_their_lexicon_ship_within_two_megabytes() -> None:
    tables = files("align.tables")
    sizes = [
        len(tables.joinpath(name).read_bytes())
        for name in (
            "mention_model.npz",
            "mention_model_morph.npz",
            "mention_net.npz",
            "lexicon.npz",
        )
    ]
    assert sum(sizes) <= 2_000_000


def test_the_model_for_morphemes_knows_every_group() -> None:
    usual = load_model(morph=True).usual
    assert usual is not None
    assert usual.means.shape == (RARITIES, len(read_table("morph_anchors")))
    assert (usual.spread > 0).all()


def test_every_clue_of_morphemes_is_used() -> None:
    used = {clue for template in MORPH_TEMPLATES for clue in template}
    assert set(CLUES) <= used


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    load_kiwi.cache_clear()
    read_morphs.cache_clear()
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    with pytest.raises(MissingExtraError, match="morph"):
        read_mentions(TEXT, "ko", morph=True)
    load_kiwi.cache_clear()


def test_english_needs_no_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    text = "Norda CEO Anna Lindberg left."
    assert read_mentions(text, "en", morph=True) == read_mentions(text, "en")


def test_clues_lie_on_the_morphemes() -> None:
    pytest.importorskip("kiwipiepy")
    groups = len(read_table("morph_anchors"))
    flat = Usual(np.zeros((RARITIES, groups), np.float32), np.ones(groups, np.float32))
    clues = find_morph_clues(TEXT, flat)
    assert set(clues) == set(CLUES)
    assert all(len(codes) == len(TEXT) for codes in clues.values())
    for morph in read_morphs(TEXT):
        assert len(set(clues["m>"][morph.start : morph.end].tolist())) == 1
    spaces = [i for i, char in enumerate(TEXT) if char == " "]
    assert not any(clues[name][i] for name in CLUES for i in spaces)
    rows = find_rows(TEXT, (), clues)
    assert rows.shape == (len(TEMPLATES) + len(MORPH_TEMPLATES), len(TEXT))
    assert rows.min() >= 0
    assert rows.max() < 1 << BITS


@pytest.mark.parametrize("text", ["", "가", "가 " * 5000, "A\ud800B 가", "\u1100\u1161는"])
def test_any_text_is_read(text: str) -> None:
    pytest.importorskip("kiwipiepy")
    for mention in read_mentions(text, "ko", morph=True):
        assert mention.text == text[mention.start : mention.end]


def test_names_are_found_with_morphemes() -> None:
    pytest.importorskip("kiwipiepy")
    found = [(m.text, m.type) for m in read_mentions(TEXT, "ko", morph=True)]
    assert found == [("누리온전자", "OG"), ("부산", "LC")]
