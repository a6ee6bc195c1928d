"""A small model that corrects what the rules find in Korean text.

A linear-chain conditional random field over characters, tags B and I of PS, OG
and LC, whose features (``sequence_features``) include the rules' own findings. It
finds organisations and places that no table lists and moves wrong ends. Persons
with a title stay as the rules have them, and a person that the rules do not see
must be clearly one: a person who is none becomes a false alarm later.

With the extra ``morph`` the features of ``morphs`` are read too, and the networks of
``morph_net`` asked; what is likeliest by the mean of both is taken.

Weights: ``align/tables/mention_model.npz`` and, for the features of ``morphs``,
``mention_model_morph.npz``, made by ``scripts/make_mention_model.py`` from KLUE-NER;
notice beside it. Cites: Lafferty et al. 2001.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from align.facts.finding.words_ko import find_title
from align.facts.hangul import is_syllable
from align.facts.tagging.morphs import Usual, find_morph_clues
from align.facts.tagging.sequence_features import WORD_RE, Codes, find_rows
from align.facts.tagging.tag_paths import NEVER, TYPES, decode_tags
from align.records import Mention

if TYPE_CHECKING:
    from align.facts.tagging.morph_net import Nets

TAGS = 7
"""Nothing, then beginning and inside of each of ``TYPES``."""

SILENCE = 1.0
"""Taken off the score of "nothing": F1 counts a missed name like a false one, and the
likeliest tags miss more."""

NEW_PERSON = 0.5
"""Taken off the beginning of a person where the rules see none. 2.0 costs 0.8 points of F1."""

TITLED = 8.0
"""Added at each character of a person whom the rules know by a title, and taken off what
would make the name longer. 3.0 still cuts 샘알트만 before a title to 샘알트, as if 만 were the
particle."""

TITLED_MORPH = 2.0
"""The same with the clues of ``morphs``, which tell the particle."""

HEAD = 2.0
"""Taken off "nothing" where a title is written onto a word, as "SKCEO"."""

OWN_TYPE = 1.0
"""Added to the type that the rules give: annotators call a country an organisation where it
acts, a reader of names does not."""

SURE = 20.0
"""Added to a name of one letter or Chinese character, which has a rule of its own."""

SPLIT = 3.0
"""Taken off a name that joins an organisation to the name before it, as "중국 딥시크":
annotators join them, but they are two names to compare."""

_BARRIER_RE = regex.compile(r"[^\p{L}\p{M}\p{N} &.,·ㆍ‧\-–'’/%+∼~]")
_HASHTAG_RE = regex.compile(r"#[\p{L}\p{N}_]+")

BLOCK = 4096  # characters read at once


@frozen(eq=False)
class Model:
    """Weights of rows × tags, one column spare for speed, and of a tag after a tag.

    ``rows`` are whole numbers, times ``scale`` the weights; sixteen bits hold their
    sum over all templates. ``usual`` is set in the model that reads the clues of ``morphs``,
    and ``nets`` where networks are asked too.
    """

    rows: npt.NDArray[np.int16]
    scale: float
    steps: npt.NDArray[np.float64]
    usual: Usual | None = None
    nets: Nets | None = None


def allowed_steps() -> npt.NDArray[np.float64]:
    """Return 0 where a tag may follow another, and a very low score elsewhere."""
    out = np.zeros((TAGS, TAGS))
    for inside in range(2, TAGS, 2):
        out[[t for t in range(TAGS) if t not in (inside - 1, inside)], inside] = NEVER
    return out


@cache
def load_model(morph: bool = False) -> Model:
    """Return the shipped model, or the one for morphemes; read once a process."""
    name = "mention_model_morph.npz" if morph else "mention_model.npz"
    with files("align.tables").joinpath(name).open("rb") as file:
        archive = np.load(file, allow_pickle=False)
        usual = Usual(archive["means"], archive["spread"]) if morph else None
        weights = archive["rows"], float(archive["scale"]), archive["steps"]
    if not morph:
        return make_model(*weights)
    from align.facts.tagging.morph_net import load_nets

    return make_model(*weights, usual, load_nets())


def make_model(
    rows: npt.NDArray[np.int8],
    scale: float,
    steps: npt.NDArray[np.float64],
    usual: Usual | None = None,
    nets: Nets | None = None,
) -> Model:
    """Return the model of small whole weights."""
    wide = np.zeros((len(rows), TAGS + 1), np.int16)
    wide[:, :TAGS] = rows
    return Model(rows=wide, scale=scale, steps=steps + allowed_steps(), usual=usual, nets=nets)


def refine_mentions(
    text: str, mentions: Sequence[Mention], model: Model | None = None
) -> list[Mention]:
    """Return the mentions of a Korean text after what the rules found and the model.

    ``text`` is in NFC; ``mentions`` do not overlap.

    >>> text = "누리온전자는 부산에 공장을 지었다."  # Nurion Electronics built a plant in Busan
    >>> [(m.text, m.type) for m in refine_mentions(text, ())]
    [('누리온전자', 'OG'), ('부산', 'LC')]
    """
    out: list[Mention] = []
    model = model or load_model()
    for start, end in _blocks(text, mentions):
        inside = [_moved(m, -start) for m in mentions if start <= m.start < end]
        found = _find_names(text[start:end], inside, model)
        roles = {(m.start, m.end): m.role for m in inside}
        persons = {m.start: m.role for m in inside if m.role is not None}
        for first, last, kind in found:
            role = roles.get((first, last)) or persons.get(first)
            name = text[start + first : start + last]
            out.append(
                Mention(
                    start=start + first,
                    end=start + last,
                    type=kind,  # type: ignore[arg-type]  # one of TYPES
                    text=name,
                    role=role if kind == "PS" else None,
                )
            )
    return out


def _moved(mention: Mention, steps: int) -> Mention:
    if steps == 0:
        return mention
    return Mention(
        start=mention.start + steps,
        end=mention.end + steps,
        type=mention.type,
        text=mention.text,
        role=mention.role,
    )


def _blocks(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the parts of ``text`` to read, cut at line ends where that is possible."""
    out, start = [], 0
    while len(text) - start > BLOCK:
        end = text.rfind("\n", start + 1, start + BLOCK) + 1 or start + BLOCK
        end = min([end, *(m.start for m in mentions if m.start < end < m.end and m.start > start)])
        out.append((start, end))
        start = end
    if start < len(text):
        out.append((start, len(text)))
    return out


def _find_names(text: str, mentions: Sequence[Mention], model: Model) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of the names, by characters and, with ``nets``, morphemes too."""
    morphs = find_morph_clues(text, model.usual) if model.usual else None
    scores = _score(text, mentions, model, morphs)
    if model.nets is None or morphs is None:
        return decode_tags(scores, model.steps)
    from align.facts.tagging.morph_names import find_names

    bounds = _bind(text, mentions, TITLED_MORPH)
    return find_names(text, mentions, (morphs, bounds), (scores, model.steps), model.nets)


def _score(
    text: str, mentions: Sequence[Mention], model: Model, morphs: Mapping[str, Codes] | None
) -> npt.NDArray[np.float64]:
    """Return the score of each tag at each character."""
    rows = find_rows(text, mentions, morphs)
    sums = model.rows.take(rows, axis=0).sum(axis=0, dtype=np.int16)
    scores = _bind(text, mentions, TITLED if morphs is None else TITLED_MORPH)
    scores += sums[:, :TAGS] * model.scale
    scores[:, 0] -= SILENCE
    ends: set[int] = set()
    doubt = np.full(len(text), NEW_PERSON)
    for mention in mentions:
        if mention.type == "PS":
            doubt[mention.start : mention.end] = 0.0
        else:
            first = 1 + 2 * TYPES.index(mention.type)
            scores[mention.start : mention.end, first : first + 2] += OWN_TYPE
            if mention.type == "OG" and mention.start - 1 in ends:
                scores[mention.start, 2::2] -= SPLIT
        ends.add(mention.end)
    scores[:, 1] -= doubt
    return scores


def _bind(text: str, mentions: Sequence[Mention], titled: float) -> npt.NDArray[np.float64]:
    """Return what binds every model: a score of each tag at each character to add to its own."""
    scores = np.zeros((len(text), TAGS))
    _forbid(text, mentions, scores)
    for mention in mentions:
        if mention.end - mention.start == 1 and not is_syllable(text[mention.start]):
            tag = 1 + 2 * TYPES.index(mention.type)  # 尹, 美, "A 씨"
            scores[mention.start, tag] += SURE
        if mention.type == "PS" and mention.role is not None:
            scores[mention.start, 1] += titled
            scores[mention.start + 1 : mention.end, 2] += titled
            scores[mention.end : mention.end + 1, 2] -= titled
    return scores


def _forbid(text: str, mentions: Sequence[Mention], scores: npt.NDArray[np.float64]) -> None:
    """Rule out tags that no name can have, whatever the model says.

    No name goes on over a bracket, bullet or quotation mark; a title ("오픈AI CEO",
    "SKCEO") is no part of an organisation; a hashtag is not taken apart.
    """
    for match in _BARRIER_RE.finditer(text):
        scores[match.start() : match.end(), 1:] = NEVER
    ruled = {place for m in mentions for place in range(m.start, m.end)}
    for match in WORD_RE.finditer(text):
        title = find_title(match.group())
        if title is not None and match.start() not in ruled:
            start = match.start() + max(match.group().find(title), 0)
            scores[start : start + len(title), 3:] = NEVER
        elif title is not None:
            place = match.group().find(title)
            if place > 0 and match.start() + place not in ruled:
                start = match.start() + place
                scores[start : start + len(title), 1:] = NEVER
                scores[match.start() : start, 0] -= HEAD
    for match in _HASHTAG_RE.finditer(text):
        if not ruled.intersection(range(match.start(), match.end())):
            scores[match.start() : match.end(), 1:] = NEVER
