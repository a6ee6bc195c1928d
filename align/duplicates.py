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

MAX_SLIP = 3
"""Letters that may differ, in one place: one Hangul syllable or an English ending.

Measured on the 799 pairs of the development data whose Korean side was altered in one fact: with
3, an altered name passes for a duplicate in 3 of 225 (닐슨/심슨), with 6 in 30; altered directions,
bounds and currencies in 0 of 53, with 6 in 6; altered figures never. Of the 2,014 lines of NTREX
none is joined with another that is not the very same."""

MIN_SAME = 0.9
"""Share of the letters that must agree, for short passages: there even three letters are much."""

ANCHOR = 16
"""Letters at either end of which one must be the same in both; where the candidates are found."""

MAX_BUCKET = 8
"""Earlier passages with the same beginning that are compared; keeps the time linear."""

_SPACE_RE = regex.compile(r"\s+(?=[%\p{Hangul}])")
_FIGURE_RE = regex.compile(r"\d+(?:[.,:]\d+)*[%\p{Hangul}]{0,2}")
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
    figures = tuple(_FIGURE_RE.findall(_SPACE_RE.sub("", text)))
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
    if head + tail == longest:
        return True  # other white space or punctuation
    changed = _words_at(first, head, len(a) - tail) + _words_at(second, head, len(b) - tail)
    return not any(_is_fact(word) for word in changed if changed.count(word) == 1)


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


def _words_at(passage: _Passage, start: int, end: int) -> list[str]:
    """Return the words that the letters from ``start`` to ``end`` belong to, or lie between."""
    found, at = [], 0
    for word in passage.words:
        until = at + len(unicodedata.normalize("NFD", word))
        if at <= end and start <= until:
            found.append(word)
        at = until
    return found


def _is_fact(word: str) -> bool:
    return (
        any(c.isdigit() for c in word)
        or word in _fact_words()
        or bool(_fact_re().match(word))
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
    ) | frozenset(word for word in _opposites() if len(word) < 5)


@cache
def _opposites() -> frozenset[str]:
    return frozenset(row[side] for row in read_table("opposites") for side in ("word", "other"))


@cache
def _fact_re() -> regex.Pattern[str]:
    """Match words that begin with a Korean numeral, a day, an opposite: 두, 월요일에, exports."""
    words = [
        row["word"]
        for table in ("numerals", "weekdays")
        for row in read_table(table)
        if row["lang"] == "ko"
    ]
    words += [word for word in _opposites() if not word.isascii() or len(word) > 4]
    return regex.compile(
        rf"(?:{'|'.join(sorted(map(regex.escape, words), key=len, reverse=True))})"
    )
