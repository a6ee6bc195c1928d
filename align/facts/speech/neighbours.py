"""What stands beside the words of a text: by it the parts of a name find each other."""

from __future__ import annotations

import re
from collections import Counter

from align.facts.speech.titled_en import LONGEST_WORD


class Neighbours:
    """The words of a text by what stands behind them, read once for all names.

    ``before`` and ``behind`` hold, for a word in Hangul, the text after the space behind
    it, and for the first letter of such a text, the words before it. ``english`` holds
    pairs of words by the first letter of either, ``alone`` counts whole words in Hangul.
    """

    def __init__(self, text: str) -> None:
        self.behind: dict[str, list[str]] = {}
        self.before: dict[str, list[tuple[str, str, int]]] = {}
        for match in _HANGUL_PAIR_RE.finditer(text):
            first, after = match[1], text[match.end() : match.end() + _REACH]
            self.behind.setdefault(first, []).append(after)
            if len(first) < 4:
                self.before.setdefault(after[0], []).append((first, after, match.start()))
        self.english: dict[str, list[tuple[str, str]]] = {}
        for match in _ENGLISH_PAIR_RE.finditer(text):
            for letter in {match[1][0], match[2][0]}:
                self.english.setdefault(letter, []).append((match[1], match[2]))
        self.alone = Counter(HANGUL_RE.findall(text))


_REACH = 24  # code points behind a word: a title or a name
HANGUL_RE = re.compile("[가-힣]+")
_HANGUL_PAIR_RE = re.compile("(?<![가-힣])([가-힣]{1,4})[ -](?=[가-힣A-Za-z])")
_ENGLISH_PAIR_RE = re.compile(
    rf"\b(?=([A-Z][\w-]{{0,{LONGEST_WORD}}}) ([\w-]{{1,{LONGEST_WORD}}}))"
)
