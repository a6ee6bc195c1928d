"""Encoders beside the built-in one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import numpy.typing as npt
import pytest

from align.beads import align_segments
from align.encoding import (
    KnownVectors,
    SentenceTransformerEncoder,
    UseEncoder,
    encode_runs,
    read_vectors,
)
from align.errors import InputError, MissingExtraError
from align.protocols import Vectors
from align.records import Segment


class Stub:
    """Only what the protocol asks for, with the built-in encoder inside."""

    def __init__(self, inner: UseEncoder) -> None:
        self.inner = inner

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.inner.encode(texts)


def segments(texts: list[str]) -> list[Segment]:
    return [
        Segment(id=str(i), doc="d", start=0, end=len(t), lang="en", kind="body", text=t)
        for i, t in enumerate(texts)
    ]


TEXTS = ["It rained.", "He likes tea, and she does too.", "The bridge is old."]
OTHER = ["비가 왔다.", "그는 차를 좋아하고 그녀도 그렇다.", "다리는 오래됐다."]


def test_runs_by_any_encoder_are_those_of_the_joined_texts(encoder: UseEncoder) -> None:
    ours = encode_runs(encoder, TEXTS, 3)
    theirs = encode_runs(Stub(encoder), TEXTS, 3)
    assert ours.shape == theirs.shape == (3, 3, 512)
    assert np.allclose(ours, theirs, atol=1e-3)


def test_packed_runs_keep_the_cosine(encoder: UseEncoder) -> None:
    exact = encode_runs(encoder, TEXTS, 2)
    packed = encode_runs(encoder, TEXTS, 2, packed=True)
    assert packed.dtype == np.int16
    assert np.allclose(packed / 32767, exact, atol=2e-5)


def test_alignment_by_another_encoder(encoder: UseEncoder) -> None:
    found = align_segments(segments(TEXTS), segments(OTHER), Stub(encoder))
    assert [(b.source, b.target) for b in found.beads] == [((str(i),), (str(i),)) for i in range(3)]


def test_alignment_by_known_vectors(encoder: UseEncoder, tmp_path: Path) -> None:
    known = []
    for name, texts in (("a", TEXTS), ("b", OTHER)):
        np.save(tmp_path / f"{name}.npy", 3 * encoder.encode(texts))
        known.append(read_vectors(str(tmp_path / f"{name}.npy"), texts))
    joined = KnownVectors.join([TEXTS, OTHER], known)
    found = align_segments(segments(TEXTS), segments(OTHER), joined)
    assert [(b.source, b.target) for b in found.beads] == [((str(i),), (str(i),)) for i in range(3)]


@pytest.mark.parametrize(
    "array",
    [np.zeros((2, 4)), np.zeros(3), np.full((3, 4), np.nan), np.array([["a"]] * 3)],
    ids=["rows", "shape", "nan", "words"],
)
def test_vectors_that_do_not_fit_are_errors(tmp_path: Path, array: npt.NDArray[np.generic]) -> None:
    np.save(tmp_path / "x.npy", array)
    with pytest.raises(InputError, match=r"x\.npy"):
        read_vectors(str(tmp_path / "x.npy"), TEXTS)


def test_files_that_are_no_arrays_are_errors(tmp_path: Path) -> None:
    (tmp_path / "x.npy").write_text("no array")
    for name in ("x.npy", "y.npy"):
        with pytest.raises(InputError, match=name):
            read_vectors(str(tmp_path / name), TEXTS)


def test_sides_of_other_dimensions_are_an_error() -> None:
    with pytest.raises(InputError, match="3 and 4 dimensions"):
        KnownVectors.join([["a"], ["b"]], [np.ones((1, 3)), np.ones((1, 4))])


def test_an_encoder_that_gives_nonsense_is_an_error() -> None:
    broken = SimpleNamespace(encode=lambda texts: np.zeros((1, 4)))
    with pytest.raises(InputError, match="shape"):
        encode_runs(broken, TEXTS, 2)


def test_model_by_name(encoder: UseEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def __init__(self, name: str) -> None:
            if name == "nowhere":
                raise OSError("no such model\nsecond line")

        def encode(self, texts: list[str], **_: object) -> Vectors:
            return encoder.encode(texts)

    fake = ModuleType("sentence_transformers")
    monkeypatch.setattr(fake, "SentenceTransformer", Model, raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    model = SentenceTransformerEncoder("any/model")
    assert model.name == "sentence-transformers:any/model"
    assert model.encode(TEXTS).shape == (3, 512)
    with pytest.raises(InputError, match=r"nowhere: no model that can be loaded \(no such model\)"):
        SentenceTransformerEncoder("nowhere")


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match="models"):
        SentenceTransformerEncoder("any/model")


def test_a_tiny_model_of_one_s_own_by_path(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers", reason="the extra models is not installed")
    pytest.importorskip("sentence_transformers", reason="the extra models is not installed")
    words = sorted({c for text in (*TEXTS, *OTHER) for c in text.lower()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *(f"##{w}" for w in words)]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    transformers.BertTokenizer(vocab=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    shape = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    transformers.BertModel(shape).save_pretrained(tmp_path)
    model = SentenceTransformerEncoder(str(tmp_path))
    vectors = model.encode(TEXTS)
    assert vectors.shape == (3, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    found = align_segments(segments(TEXTS), segments(TEXTS), model)
    assert sum(not bead.is_null for bead in found.beads) == 3
