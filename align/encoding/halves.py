"""A text cut in two at each of its words, both halves as vectors.

Shows whether a text says what two others say, one after the other.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import frozen

from align.encoding.plugins import KnownVectors, encode_checked
from align.encoding.use import UseEncoder
from align.protocols import Encoder, Vectors

MOST_CUTS = 12
"""Places at which a text is cut for encoders that have to read each half anew."""


@frozen(kw_only=True)
class Halves:
    """Row ``i`` of ``before`` and ``after`` are the halves of cut ``i``.

    ``shares`` is the first half's part of the text, 0 to 1.
    """

    before: Vectors
    after: Vectors
    shares: npt.NDArray[np.float64]


def encode_halves(encoder: Encoder, text: str) -> Halves | None:
    """Return the halves of a text; None if it is one word, or the encoder knows only its texts.

    >>> from align.encoding import default_encoder
    >>> encoder = default_encoder()
    >>> text = "비가 왔다. 그는 집에 있었다."
    >>> halves = encode_halves(encoder, text)
    >>> first, second = encoder.encode(["It rained.", "He was at home."])
    >>> int((halves.before @ first + halves.after @ second).argmax())  # after the second word
    1
    """
    if isinstance(encoder, KnownVectors):
        return None
    if isinstance(encoder, UseEncoder):
        tokens = encoder.tokenize([text])[0]
        cuts = [i for i in encoder.word_starts(tokens) if i]
        if not cuts:
            return None
        before, after = encoder.encode_cuts(tokens, cuts)
        return Halves(before=before, after=after, shares=np.array(cuts) / len(tokens))
    words = text.split()
    if len(words) < 2:
        return None
    places = np.unique(np.linspace(1, len(words) - 1, MOST_CUTS).astype(int)).tolist()
    halves = [" ".join(part) for i in places for part in (words[:i], words[i:])]
    vectors = encode_checked(encoder, halves)
    shares = np.array([len(half) / len(text) for half in halves[::2]])
    return Halves(before=vectors[::2], after=vectors[1::2], shares=shares)
