"""Korean names by characters and morphemes together, with ``kiwipiepy``.

The chances of the model of characters (``sequence``) and of the networks of morphemes
(``morph_net``) are averaged, and the likeliest names taken: the networks know what
morphemes mean, the characters how names are spelled. Left out: names that end inside a
morpheme where the rules see none (at most one in fifty), which only the characters could tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from align.facts.finding.words_ko import classify
from align.facts.tagging.morph_net import Nets, score_units
from align.facts.tagging.morph_units import find_unit_rows, find_unit_vectors, read_units
from align.facts.tagging.sequence_features import Codes
from align.facts.tagging.span_odds import choose_names, find_chances, mix_chances
from align.facts.tagging.tag_paths import NEVER, TYPES
from align.records import Mention

SILENCE = 0.5
"""Taken off the score of "nothing" at a morpheme, before chances are averaged."""

SHARE = 0.6
"""Of the networks in a chance; the rest is of the characters. By five folds the networks
alone have untyped F1 83.2, both 83.7."""

LEAST = 0.45
"""A name must be likelier than that; 0.5 and, with a share of 0.65, 0.4 find as much."""

LISTED = 0.3
"""An organisation of the tables stays if it is likelier by its characters, as 오픈AI, which
the sentences that the networks learned from do not have. On those it costs 0.1 points of F1."""

Scores = npt.NDArray[np.float64]


def find_names(
    text: str,
    mentions: Sequence[Mention],
    morphs: tuple[Mapping[str, Codes], Scores],
    chars: tuple[Scores, Scores],
    nets: Nets,
) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of the names in a text, in order.

    No person goes on over the end that the rules see before a title, as in "울트먼 CEO".
    ``mentions`` are what the rules found. ``morphs`` are the clues of ``morphs.py`` and what
    binds every model, ``chars`` the scores of tags at characters and of steps.
    """
    by_chars, by_units = find_chances(*chars), ask_nets(text, mentions, *morphs, nets)
    titled = {m.start: m.end for m in mentions if m.type == "PS" and m.role is not None}
    found = [
        (start, min(end, titled.get(start, end)) if kind == "PS" else end, kind)
        for start, end, kind in choose_names(mix_chances(by_chars, by_units, SHARE), LEAST)
    ]
    for mention in mentions:
        span = mention.start, mention.end
        if (
            by_chars.get((*span, TYPES.index(mention.type)), 0.0) > LISTED
            and _is_listed(mention)
            and all(end <= span[0] or span[1] <= start for start, end, _ in found)
        ):
            found.append((*span, mention.type))
    return sorted(found)


def _is_listed(mention: Mention) -> bool:
    """Say whether the tables hold the name as an organisation."""
    known = classify(mention.text)
    return (
        mention.type == "OG"
        and known is not None
        and (known.type, known.sign, known.size) == ("OG", "listed", len(mention.text))
    )


def ask_nets(
    text: str,
    mentions: Sequence[Mention],
    morphs: Mapping[str, Codes],
    bounds: Scores,
    nets: Nets,
) -> dict[tuple[int, int, int], float]:
    """Return how likely each name is by the mean of the networks, in characters."""
    units = read_units(text, mentions)
    out: dict[tuple[int, int, int], float] = {}
    if not units:
        return out
    rows = find_unit_rows(text, mentions, units, morphs)
    vectors = find_unit_vectors(text, units, nets.views)
    of_units = bounds[[unit.start for unit in units]]
    for i, unit in enumerate(units):
        of_units[i] += np.where(
            (bounds[unit.start : unit.end] <= NEVER / 2).any(axis=0), NEVER, 0.0
        )
    of_units[:, 0] -= SILENCE
    for net in nets.nets:
        scores = score_units(net, rows, vectors) + of_units
        for (first, end, kind), chance in find_chances(scores, net.steps).items():
            span = units[first].start, units[end - 1].end, kind
            out[span] = out.get(span, 0.0) + chance / len(nets.nets)
    return out
