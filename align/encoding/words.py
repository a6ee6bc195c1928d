"""The words of a text as rows to be added up: a vector for any run of them.

A word is seen as it stands in its text, so a run's vector is close to that of
the same words on their own, not equal to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.encoding.use import UseEncoder
from align.protocols import Vectors
from align.records import Span

_WORD_RE = regex.compile(r"\S+")

Counts = npt.NDArray[np.int64]


@frozen(kw_only=True)
class Words:
    """The words of a text; ``sums`` and ``tokens`` are cumulated, with a zero in front."""

    encoder: UseEncoder
    spans: tuple[Span, ...]
    sums: Vectors
    tokens: Counts
    marks: Vectors

    def __len__(self) -> int:
        return len(self.spans)

    def encode(self, first: Counts, last: Counts) -> Vectors:
        """Return unit rows for the runs of words from ``first`` to before ``last``."""
        sums = self.sums[last] - self.sums[first] + self.marks
        return self.encoder.encode_sums(sums, self.tokens[last] - self.tokens[first] + 2)


def read_words(encoder: UseEncoder, texts: Sequence[str]) -> list[Words | None]:
    """Return the words of each text; None where the encoder divides it into other words.

    >>> from align.encoding import default_encoder
    >>> encoder = default_encoder()
    >>> [words] = read_words(encoder, ["Prices rose in Seoul."])
    >>> part = words.encode(np.array([2]), np.array([4]))  # "in Seoul."
    >>> bool(part @ encoder.encode(["서울에서"])[0] > part @ encoder.encode(["물가가 올랐다"])[0])
    True
    """
    spans = [tuple(Span(*match.span()) for match in _WORD_RE.finditer(text)) for text in texts]
    tokens = encoder.tokenize(texts)
    starts = [encoder.word_starts(ids) for ids in tokens]
    fit = [i for i, s in enumerate(starts) if spans[i] and len(s) == len(spans[i]) and s[0] == 0]
    found: list[Words | None] = [None] * len(texts)
    if not fit:
        return found
    sums = encoder.sum_words([tokens[i] for i in fit], [starts[i] for i in fit])
    for i, (rows, marks) in zip(fit, sums, strict=True):
        found[i] = Words(
            encoder=encoder,
            spans=spans[i],
            sums=np.concatenate([np.zeros_like(rows[:1]), np.cumsum(rows, axis=0)]),
            tokens=np.array([*starts[i], len(tokens[i])], np.int64),
            marks=marks,
        )
    return found
