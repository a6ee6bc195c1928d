"""Facts of a sentence for a reader: the words underlined, a line for each fact below.

Plain text of fixed-width cells: a Hangul syllable or Chinese character takes two,
a combining mark none. Names are underlined with ``─``, figures with ``^``;
quotations are listed only, since they hold the others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from attrs import frozen

from align.records import Figure, Mention, Quote

WIDTH = 100  # cells of a line where no terminal gives its own
NARROWEST = 20
_SHOWN = 40  # cells of the words repeated in a line of the list
_TYPES = {"PS": "person", "OG": "organisation", "LC": "place"}


@frozen
class FactLine:
    """One fact as shown: its place, what it is, and its value or title."""

    start: int
    end: int
    kind: str
    detail: str
    mark: str = ""


@lru_cache(maxsize=8192)
def _cells_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def count_cells(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    >>> count_cells("서울 AI"), count_cells("é")
    (7, 1)
    """
    return sum(map(_cells_of, text))


def clean_line(text: str) -> str:
    r"""Return ``text`` with a space for each line break, tab or control character.

    >>> clean_line("a\n\x1b[1mb")
    'a  [1mb'
    """
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)


def list_facts(
    figures: Iterable[Figure],
    mentions: Iterable[Mention],
    quotes: Iterable[Quote] = (),
    *,
    show_value: Callable[[Figure], str] = lambda figure: str(figure.value),
    same: Callable[[str], Sequence[str]] = lambda name: (),
) -> list[FactLine]:
    """Return the lines for some facts in order of place.

    ``same`` gives the other names of a bearer, the one to show first.
    """
    out = [FactLine(f.start, f.end, f.kind, show_value(f), "^") for f in figures]
    for m in mentions:
        first = next(iter(same(m.text)), m.text)
        details = [m.role or "", f"= {first}" if first != m.text else ""]
        kind = _TYPES[m.type]
        out.append(FactLine(m.start, m.end, kind, "  ".join(filter(None, details)), "─"))
    for q in quotes:
        who = ", ".join(filter(None, (q.speaker, q.cue, q.mode)))
        out.append(FactLine(q.start, q.end, "quote", who))
    return sorted(out, key=lambda line: (line.start, -line.end, line.kind))


def show_facts(text: str, lines: Sequence[FactLine], width: int = WIDTH) -> list[str]:
    r"""Return the lines to print for one sentence with its facts.

    Places are code points of ``text``. The sentence is broken into rows of at
    most ``width`` cells.

    >>> found = [FactLine(0, 2, "person", "장관", "─"), FactLine(7, 11, "number", "100", "^")]
    >>> print("\n".join(show_facts("이영 장관은 100명을 만났다.", found)))
    이영 장관은 100명을 만났다.
    ────        ^^^^^
        이영   person        장관
        100명  number        100
    """
    shown = clean_line(text)
    marks = [" "] * len(text)
    for line in lines:
        for i in range(line.start, min(line.end, len(text))) if line.mark else ():
            marks[i] = line.mark
    out: list[str] = []
    for start, end in _rows(shown, max(width, NARROWEST)):
        out.append(shown[start:end].rstrip(" "))
        under = "".join(marks[i] * _cells_of(shown[i]) for i in range(start, end)).rstrip()
        if under:
            out.append(under)
    words = [_short(shown[line.start : line.end]) for line in lines]
    column = max(map(count_cells, words), default=0)
    for word, line in zip(words, lines, strict=True):
        gap = " " * (column - count_cells(word))
        out.append(f"    {word}{gap}  {line.kind:<12}  {clean_line(line.detail)}".rstrip())
    return out


def _short(words: str) -> str:
    """Return the words, or their beginning where they are long."""
    cells = 0
    for i, char in enumerate(words):
        cells += _cells_of(char)
        if cells > _SHOWN:
            return words[: max(i - 1, 1)] + "…"
    return words


def _rows(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the rows of a text begin and end, broken at spaces where there are."""
    out: list[tuple[int, int]] = []
    start = space = 0
    cells = 0
    i = 0
    while i < len(text):
        cells += _cells_of(text[i])
        if cells > width:
            end = space if space > start else max(i, start + 1)
            out.append((start, end))
            start = i = end
            cells = 0
            continue
        if text[i] == " ":
            space = i + 1
        i += 1
    if start < len(text) or not out:
        out.append((start, len(text)))
    return out
