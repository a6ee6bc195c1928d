"""Make ``align/tables/lexicon.npz``: what the pieces of Korean words are.

Read by ``align.facts.tagging.lexicon``.

Input: the dictionary of ``python-mecab-ko-dic`` (mecab-ko-dic 2.1.1, Apache-2.0), its
file ``sys.dic``. Output: for each word its hash, its kind and level of use, and the kinds
it can be; notice in ``align/tables/lexicon.NOTICE``. Common nouns are kept where
``kiwipiepy`` reads the word as one morpheme too: a second opinion leaves a fifth of
them and loses the rarest. The same input gives the same file.

Usage: pip install python-mecab-ko-dic kiwipiepy; python scripts/make_lexicon.py
"""

from __future__ import annotations

import argparse
import struct
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np
import regex

from align.facts.spellings.romanised import family_names
from align.facts.tagging.lexicon import (
    HASH_BITS,
    KINDS,
    LEVELS,
    LONGEST,
    NAMES,
    base_costs,
    hash_word,
)
from align.sentences.morph import load_kiwi

OUT = Path(__file__).parent.parent / "align" / "tables" / "lexicon.npz"

_HEADER = struct.Struct("<10I")
_CHARSET = 32  # bytes behind the header
_TOKEN = np.dtype(
    [("l", "<u2"), ("r", "<u2"), ("p", "<u2"), ("cost", "<i2"), ("feature", "<u4"), ("x", "<u4")]
)
_HANGUL_RE = regex.compile(r"[가-힣]+")
_NAMES = {"인명": "P", "지명": "L"}
_LEVEL_ENDS = (None, -500, 700)  # below this, from the usual cost of the kind
MOST_USUAL = 1500
"""Costs below it are the first level."""

GIVEN_NAMES = 3
"""Given names that stand behind so many family names are kept: four in five full names."""

_FIRST_KNOWN = 8  # smaller numbers of kiwipiepy stand for unknown words

Costs = dict[str, dict[str, int]]


def read_dictionary(path: Path) -> Costs:
    """Return word → kind → least cost, of the words in Hangul."""
    data = path.read_bytes()
    _, _, _, size, _, _, tree, tokens, features, _ = _HEADER.unpack_from(data)
    start = _HEADER.size + _CHARSET + tree
    table = np.frombuffer(data, _TOKEN, count=size, offset=start)
    text = data[start + tokens : start + tokens + features]
    words: Costs = {}
    for cost, place in zip(table["cost"].tolist(), table["feature"].tolist(), strict=True):
        cells = text[place : text.index(b"\0", place)].decode().split(",")
        if len(cells) > 3 and _HANGUL_RE.fullmatch(cells[3]):
            kind = find_kind(cells[0], cells[1])
            kinds = words.setdefault(cells[3], {})
            kinds[kind] = min(cost, kinds.get(kind, cost))
    return words


def find_kind(tag: str, sense: str) -> str:
    """Return the letter of ``KINDS`` for a tag of the dictionary.

    >>> find_kind("NNP", "지명"), find_kind("NNG", "*"), find_kind("JKS", "*")
    ('L', 'N', 'J')
    """
    first = tag.split("+")[0]
    if first == "NNP":
        return _NAMES.get(sense, "X")
    if first == "XSN":
        return "S"
    if first.startswith("NN") or first in ("NR", "NP", "XR", "SN"):
        return "V" if "+" in tag else "N"
    if first[0] == "J":
        return "V" if "+" in tag else "J"
    if first[0] == "E" or first in ("XSV", "XSA", "VCP", "VCN"):
        return "E"
    return "V" if first[0] == "V" else "A"


def find_known(words: Iterable[str]) -> frozenset[str]:
    """Return the words that ``kiwipiepy`` reads as one morpheme it knows."""
    asked = sorted(words)
    found = zip(asked, load_kiwi().tokenize(asked), strict=True)
    return frozenset(w for w, read in found if len(read) == 1 and read[0].id >= _FIRST_KNOWN)


def find_given_names(words: Costs) -> frozenset[str]:
    """Return the given names of full names of three syllables."""
    counts = Counter(
        word[1:]
        for word, kinds in words.items()
        if "P" in kinds and len(word) == 3 and word[0] in family_names()
    )
    return frozenset(name for name, count in counts.items() if count >= GIVEN_NAMES)


def find_level(kind: str, cost: int) -> int:
    """Return how usual a word is, 0 the most usual."""
    if cost < MOST_USUAL:
        return 0
    above = cost - base_costs()[kind]
    return 1 + sum(above >= end for end in _LEVEL_ENDS[1:] if end is not None)


def select(words: Costs, given: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Return word → kind and level, and the bits of what it can be."""
    asked = {word: kinds for word, kinds in words.items() if len(word) <= LONGEST}
    known = find_known(asked)
    out: dict[str, tuple[int, int]] = {}
    for word, kinds in asked.items():
        kind = min(kinds, key=kinds.__getitem__)
        level = find_level(kind, kinds[kind])
        bits = sum(1 << KINDS.index(k) for k in kinds if k in KINDS[:NAMES])
        usual = level == 0 and len(word) <= 3
        if kind in KINDS[:NAMES] and not (word in known or usual or len(word) == 1):
            continue
        if bits == 1 << KINDS.index("L") and len(word) > 2 and word.endswith("리"):
            continue  # villages, told by their end
        if kind in "VA" and not (word in known or len(word) <= 2):
            continue
        if kind == "E" and len(word) > 2:
            continue
        full = len(word) == 3 and word[0] in family_names() and word[1:] in given
        if full and bits == 1 << KINDS.index("P"):
            continue  # told by its parts
        out[word] = KINDS.index(kind) * LEVELS + level, bits
    for name in given:
        sort, bits = out.get(name, (KINDS.index("G") * LEVELS + 2, 0))
        out[name] = sort, bits | 1 << NAMES
    return out


def main() -> None:
    """Read the dictionary and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("dictionary", type=Path, nargs="?", help="sys.dic, of the package if none")
    path = parser.parse_args().dictionary
    if path is None:
        path = Path(str(files("mecab_ko_dic").joinpath("dictionary/sys.dic")))
    words = read_dictionary(path)
    entries = sorted(
        (hash_word(word), *codes) for word, codes in select(words, find_given_names(words)).items()
    )
    rows = np.array(entries, np.int64)
    steps = np.diff(rows[:, 0], prepend=0)
    assert steps.max() < 1 << 16, f"a gap too wide for {HASH_BITS} bits"
    np.savez_compressed(
        OUT,
        steps=steps.astype(np.uint16),
        sorts=rows[:, 1].astype(np.uint8),
        kinds=rows[:, 2].astype(np.uint8),
    )
    print(f"{OUT}: {len(rows)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
