"""Which passage of a document repeats an earlier one, word for word or nearly so.

A page prints a paragraph twice, the second time with other white space or
punctuation, or with a slip corrected. Two passages are alike when their
letters are the same but for one short run. What carries a fact is no slip:
figures, number words, days and negations have to be the same on both sides.

Left out: passages that differ in two places, and short ones, which come again
by chance.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

import regex
from attrs import Factory, define, frozen

from align.tables import read_table

MIN_DUPLICATE = 10
"""Characters from which the same words twice are a duplicate and no coincidence."""

MIN_NEAR = 40
"""Letters (Hangul in jamo) from which nearly the same words are a duplicate."""

MAX_SLIP = 6
"""Letters that may differ, in one place: two Hangul syllables or an English ending.

Of the 1,007 Korean and 1,007 English lines of NTREX's development part, joined
by document, none is a duplicate of another with 6, 9 or 12."""

MIN_SAME = 0.9
"""Share of the letters that must agree: 0.85 joins "he arrived" and "she arrived" in lines of
40 letters, 0.95 loses a corrected ending in a line of 60."""

ANCHOR = 16
"""Letters at either end of which one must be the same in both; where the candidates are found."""

MAX_BUCKET = 8
"""Earlier passages with the same beginning that are compared; keeps the time linear."""

_FIGURE_RE = regex.compile(r"\d+(?:[.,:]\d+)*\s?[%\p{Hangul}]{0,2}")
_WORD_RE = regex.compile(r"[\p{L}\p{N}%]+(?:['’]\p{L}+)?")
_NEGATION_RE = regex.compile(
    r"(?:안|못|아니|않|없|미|불|비|반)|(?:no|not|never|none|nor|un\p{L}+|in\p{L}+|\p{L}+n['’]t|without)",
    regex.IGNORECASE,
)
_TAIL_NEGATION_RE = regex.compile(r"(?:않|못하|없|아니)")


@frozen
class _Passage:
    name: str
    letters: str
    words: tuple[str, ...]
    figures: tuple[str, ...]


@define
class Repeats:
    """Remembers the passages of one document and finds those that come again.

    >>> repeats = Repeats()
    >>> repeats.add("s1", "오픈AI 알트만 대표는 서울에서 국내 스타트업 대표 100여 명을 만났다.")
    >>> repeats.add("s2", "오픈AI 올트만 대표는 서울에서 국내 스타트업 대표 100여명을 만났다!")
    's1'
    >>> repeats.add("s3", "오픈AI 알트만 대표는 서울에서 국내 스타트업 대표 300여 명을 만났다.")
    """

    exact: dict[str, _Passage] = Factory(dict)
    heads: dict[str, list[_Passage]] = Factory(lambda: defaultdict(list))
    tails: dict[str, list[_Passage]] = Factory(lambda: defaultdict(list))

    def add(self, name: str, text: str) -> str | None:
        """Return the name of the earlier passage that ``text`` repeats; remember it if none."""
        key = " ".join(text.split())
        if len(key) < MIN_DUPLICATE:
            return None
        earlier = self.exact.get(key)
        if earlier is not None:
            return earlier.name
        passage = _read(name, key)
        if len(passage.letters) >= MIN_NEAR:
            earlier = self._find_near(passage)
            if earlier is None:
                self.heads[passage.letters[:ANCHOR]].append(passage)
                self.tails[passage.letters[-ANCHOR:]].append(passage)
        self.exact[key] = earlier or passage
        return earlier.name if earlier else None

    def _find_near(self, passage: _Passage) -> _Passage | None:
        heads = self.heads.get(passage.letters[:ANCHOR], ())[:MAX_BUCKET]
        tails = self.tails.get(passage.letters[-ANCHOR:], ())[:MAX_BUCKET]
        return next((other for other in (*heads, *tails) if _is_near(other, passage)), None)


def _read(name: str, text: str) -> _Passage:
    words = tuple(_WORD_RE.findall(unicodedata.normalize("NFC", text).casefold()))
    letters = unicodedata.normalize("NFD", "".join(words))
    figures = tuple("".join(found.split()) for found in _FIGURE_RE.findall(text))
    return _Passage(name, letters, words, figures)


def _is_near(first: _Passage, second: _Passage) -> bool:
    """Say whether two passages differ in one short run of letters that carries no fact."""
    a, b = first.letters, second.letters
    longest = max(len(a), len(b))
    if first.figures != second.figures or longest - min(len(a), len(b)) > MAX_SLIP:
        return False
    head = _common(a, b, min(len(a), len(b)))
    tail = _common(a[::-1], b[::-1], min(len(a), len(b)) - head)
    if longest - head - tail > MAX_SLIP or head + tail < MIN_SAME * longest:
        return False
    return not any(_is_fact(word) for word in _changed(first.words, second.words))


def _common(a: str, b: str, limit: int) -> int:
    """Return how many characters from the front on are the same, by halving."""
    low = 0
    while low < limit:
        middle = (low + limit + 1) // 2
        if a[:middle] == b[:middle]:
            low = middle
        else:
            limit = middle - 1
    return low


def _changed(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words between what both begin and what both end with."""
    shortest = min(len(a), len(b))
    head = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    tail = next((i for i in range(shortest - head) if a[-1 - i] != b[-1 - i]), shortest - head)
    changed = (a[head : len(a) - tail], b[head : len(b) - tail])
    return () if "".join(changed[0]) == "".join(changed[1]) else changed[0] + changed[1]


def _is_fact(word: str) -> bool:
    return (
        any(c.isdigit() for c in word)
        or word in _fact_words()
        or bool(_korean_fact_re().match(word))
        or bool(_NEGATION_RE.fullmatch(word))
        or bool(_TAIL_NEGATION_RE.search(word))
    )


@cache
def _fact_words() -> frozenset[str]:
    """Return number words, days and months, in lower case."""
    return frozenset(
        row["word"].casefold()
        for table in ("numerals", "scales", "weekdays", "months")
        for row in read_table(table)
    )


@cache
def _korean_fact_re() -> regex.Pattern[str]:
    """Match words that begin with a Korean numeral or day: 두, 세명, 월요일에."""
    words = [
        row["word"]
        for table in ("numerals", "weekdays")
        for row in read_table(table)
        if row["lang"] == "ko"
    ]
    return regex.compile(rf"(?:{'|'.join(sorted(map(regex.escape, words), key=len, reverse=True))})")
