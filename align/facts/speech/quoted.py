"""What stands between quotation marks in a document, nested or over several paragraphs.

``quotemarks`` pairs marks; here two customs of newspapers are added. A speech that
goes on in the next paragraph opens its mark again there and closes only once. In
single marks a plural possessive (the lads’ legs) looks like the end of the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from align.quotemarks import QUOTE_LIMIT, MarkKind, MarkPair, pair_marks


class Quoted(NamedTuple):
    """Words in marks: ``open`` and ``stop`` hold the marks, ``start`` and ``end`` the words.

    ``parent`` is the place in the list of the quotation around it, -1 for none;
    ``goes_on`` says that the speech continues in the next paragraph.
    """

    open: int
    start: int
    end: int
    stop: int
    kind: MarkKind
    parent: int = -1
    goes_on: bool = False


_REOPENED_RE = re.compile(
    r"(?:^|(?<=[\s(]))[\"“„‟＂][^\s\"“”„‟＂][^\"“”„‟＂\n]*\n\s*(?=[\"“„‟＂]\S)"
)
_POSSESSIVE_RE = re.compile(r"s’\s(?=[a-z])")
_CLOSING_RE = re.compile(r"[‘\n]|(?<=[,.!?…])’|’(?=[,.;:!?)\s])")


def find_quoted(text: str) -> list[Quoted]:
    r"""Return what stands between quotation marks in a text, in order.

    >>> text = '"We came.\n\n"We saw," he said. ‘The lads’ legs were gone,’ he said.'
    >>> [text[q.start : q.end] for q in find_quoted(text)]
    ['We came.', 'We saw,', 'The lads’ legs were gone,']
    >>> text = "“She said ‘no’ twice,” he said."
    >>> [(text[q.start : q.end], q.parent) for q in find_quoted(text)]
    [('She said ‘no’ twice,', -1), ('no', 0)]
    """
    pairs = [pair for pair in pair_marks(text) if pair.is_quote]
    closed = {place for pair in pairs for place in (pair.open, pair.close)}
    found = [_trim(text, pair, _true_close(text, pair, closed)) for pair in pairs]
    found.extend(_find_reopened(text, closed))
    found.sort(key=lambda q: (q.open, -q.stop))
    return _nest(found)


def _true_close(text: str, pair: MarkPair, closed: set[int]) -> int:
    """Return where a quotation in single marks closes whose mark was a possessive."""
    if pair.kind != "single" or not _POSSESSIVE_RE.match(text, pair.close - 1):
        return pair.close
    end = min(len(text), pair.open + QUOTE_LIMIT)
    for match in _CLOSING_RE.finditer(text, pair.close + 1, end):
        if match[0] != "’" or match.start() in closed:
            break
        if not _POSSESSIVE_RE.match(text, match.start() - 1):
            return match.start()
    return pair.close


def _trim(text: str, pair: MarkPair, close: int) -> Quoted:
    words = text[pair.open + 1 : close]
    start = pair.open + 1 + len(words) - len(words.lstrip())
    return Quoted(pair.open, start, max(start, close - _blanks(words)), close + 1, pair.kind)


def _blanks(words: str) -> int:
    return len(words) - len(words.rstrip())


def _find_reopened(text: str, closed: set[int]) -> Iterator[Quoted]:
    """Yield the paragraphs of a speech that goes on in the next one."""
    for match in _REOPENED_RE.finditer(text):
        at = match.start()
        if at not in closed:
            end = match.end() - _blanks(match[0])
            if end - at <= QUOTE_LIMIT:
                yield Quoted(at, at + 1, end, end, "double", goes_on=True)


def _nest(found: list[Quoted]) -> list[Quoted]:
    """Tell each quotation which one holds it; what crosses another is left out."""
    out: list[Quoted] = []
    around: list[int] = []
    for quoted in found:
        while around and out[around[-1]].stop <= quoted.open:
            around.pop()
        if around and quoted.stop > out[around[-1]].stop:
            continue
        around.append(len(out))
        out.append(quoted._replace(parent=around[-2] if len(around) > 1 else -1))
    return out


def first_behind(found: list[Quoted], place: int) -> int:
    """Return the place in the list of the first quotation that opens at ``place`` or later."""
    return bisect_left(found, place, key=lambda q: q.open)
