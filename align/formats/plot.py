"""The bead matrix as SVG: sources down, targets across, one mark a bead.

Colour tells confidence, in five steps that also differ in lightness; null beads
stand on the margins, sources left and targets above. A mark is never smaller than
can be seen, so that a gap, a crossing or a lost stretch shows among thousands of
sentences. Light and dark follow the reader's settings. Numbers count from 0, as in
vecalign's lines; the title of a mark gives them exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TextIO
from xml.sax.saxutils import escape

from align.formats.pairs import clean_xml, flatten
from align.records import Alignment, Bead, Segment

FIELD = 720.0
"""Units of the longer side of the matrix; a sentence takes its share of them."""
LEAST = 3.0
"""Units of the smallest mark, as large as can be seen on a screen."""
MOST_CELL = 40.0
"""Units of a sentence at most, so that a short text is no wall of colour."""
MARGIN = 14.0
"""Units of the strips on which null beads stand."""
LEFT, TOP, RIGHT, BOTTOM = 92.0, 92.0, 24.0, 46.0
"""Units around the matrix, for names, numbers and the legend."""
MOST_LINES = 10
"""Grid lines each way."""
LEVELS = (0.0, 0.5, 0.7, 0.9, 0.97)
"""The confidence from which each colour counts."""

_STYLE = """
svg{background:#fff;font:12px system-ui,sans-serif;--ink:#333;--grid:#e3e3e3;--null:#8a8a8a}
text{fill:var(--ink)}.t{font-weight:600;font-size:14px}
.f{fill:none;stroke:var(--ink);stroke-opacity:.4}.g{stroke:var(--grid)}.n{fill:var(--null)}
.c0{fill:#d7301f}.c1{fill:#fc8d59}.c2{fill:#9ecae1}.c3{fill:#4292c6}.c4{fill:#08519c}
@media(prefers-color-scheme:dark){svg{background:#16181c;--ink:#d7dae0;--grid:#2b2f36;--null:#868c96}
.c0{fill:#ff6f61}.c1{fill:#ffab70}.c2{fill:#3f6f96}.c3{fill:#5fa8e0}.c4{fill:#c6e4ff}}
"""


def write_plot(
    alignment: Alignment, source: Sequence[Segment], target: Sequence[Segment], file: TextIO
) -> None:
    """Write the matrix of an alignment.

    A bead of sentences that are not adjacent has a mark for each run of them.
    """
    sizes = max(len(target), 1), max(len(source), 1)
    cell = min(MOST_CELL, FIELD / max(sizes))
    across, down = sizes[0] * cell, sizes[1] * cell
    width, height = max(across, 520) + LEFT + RIGHT, down + TOP + BOTTOM
    places = [{s.id: i for i, s in enumerate(side)} for side in (source, target)]
    count = sum(not bead.is_null for bead in alignment.beads)
    names = dict.fromkeys(_name(doc) for doc in (alignment.source, alignment.target))
    title = " – ".join(names)
    told = f"{count} beads, {len(alignment.beads) - count} null beads"
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-labelledby="t d"><title id="t">{title}</title>'
        f'<desc id="d">Bead matrix: {len(source)} source sentences down, {len(target)} target '
        f"sentences across; {told}.</desc>\n<style>{_STYLE}</style>\n"
        f'<text class="t" x="{LEFT:.0f}" y="22">{title}</text>\n'
        f'<text x="{LEFT:.0f}" y="40">{told}; sources down, targets across</text>\n'
    )
    for line in _axes(len(source), len(target), cell):
        file.write(line)
    file.write(f'<rect class="f" x="{LEFT}" y="{TOP}" width="{across:.1f}" height="{down:.1f}"/>\n')
    # The less sure lie on top: among thousands of marks they are what is looked for.
    for bead in sorted(alignment.beads, key=lambda bead: -bead.confidence):
        for line in _marks(bead, places[0], places[1], cell):
            file.write(line)
    for line in _legend(TOP + down + 24):
        file.write(line)
    file.write("</svg>\n")


def _marks(
    bead: Bead, sources: dict[str, int], targets: dict[str, int], cell: float
) -> Iterator[str]:
    """Yield a mark for each run of sentences on either side; null beads on the margins."""
    rows = runs(sources[i] for i in bead.source)
    columns = runs(targets[i] for i in bead.target)
    told = f"{_numbers(rows)} : {_numbers(columns)}"
    if bead.is_null:
        for start, end in rows:
            yield _rect("n", (LEFT - MARGIN, MARGIN - 4), _along(TOP, start, end, cell), told)
        for start, end in columns:
            yield _rect("n", _along(LEFT, start, end, cell), (TOP - MARGIN, MARGIN - 4), told)
        return
    level = sum(bead.confidence >= least for least in LEVELS) - 1
    told = f"{told}, confidence {bead.confidence:.2f}, score {bead.score:.2f}"
    for top, bottom in rows:
        for left, right in columns:
            yield _rect(
                f"c{max(level, 0)}",
                _along(LEFT, left, right, cell),
                _along(TOP, top, bottom, cell),
                told,
            )


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return half-open runs of adjacent numbers.

    >>> runs([3, 1, 2, 7])
    [(1, 4), (7, 8)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def _along(origin: float, start: int, end: int, cell: float) -> tuple[float, float]:
    """Return where a mark begins and how long it is, never too small to be seen."""
    length = (end - start) * cell
    gap = 1.0 if cell >= 8 else 0.0  # marks of neighbours stay apart where there is room
    size = max(length - gap, LEAST)
    return origin + start * cell + (length - size) / 2, size


def _rect(kind: str, x: tuple[float, float], y: tuple[float, float], told: str) -> str:
    return (
        f'<rect class="{kind}" x="{x[0]:.1f}" y="{y[0]:.1f}" width="{x[1]:.1f}" '
        f'height="{y[1]:.1f}"><title>{told}</title></rect>\n'
    )


def _axes(sources: int, targets: int, cell: float) -> Iterator[str]:
    """Yield grid lines with the numbers of sentences."""
    step = _step(max(sources, targets))
    right, bottom = LEFT + targets * cell, TOP + sources * cell
    for n in range(0, sources, step):
        y = TOP + (n + 0.5) * cell
        yield f'<line class="g" x1="{LEFT}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        x = LEFT - MARGIN - 6
        yield f'<text text-anchor="end" x="{x}" y="{y + 4:.1f}">{n}</text>\n'
    for n in range(0, targets, step):
        x = LEFT + (n + 0.5) * cell
        yield f'<line class="g" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{bottom:.1f}"/>'
        y = TOP - MARGIN - 6
        yield f'<text text-anchor="middle" x="{x:.1f}" y="{y}">{n}</text>\n'


def _step(count: int) -> int:
    """Return a round number of sentences from one grid line to the next.

    >>> [_step(n) for n in (8, 60, 300, 2000)]
    [1, 10, 50, 200]
    """
    step = 1
    while count / step > MOST_LINES:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _legend(y: float) -> Iterator[str]:
    yield f'<text x="{LEFT:.0f}" y="{y:.0f}">confidence</text>\n'
    x = LEFT + 74
    bounds = [*LEVELS[1:], 1.0]
    for level, (least, most) in enumerate(zip(LEVELS, bounds, strict=True)):
        yield f'<rect class="c{level}" x="{x:.0f}" y="{y - 9:.0f}" width="10" height="10"/>'
        yield f'<text x="{x + 14:.0f}" y="{y:.0f}">{least:g}–{most:g}</text>\n'
        x += 74
    yield f'<rect class="n" x="{x:.0f}" y="{y - 9:.0f}" width="10" height="10"/>'
    yield f'<text x="{x + 14:.0f}" y="{y:.0f}">null</text>\n'


def _numbers(found: Sequence[tuple[int, int]]) -> str:
    shown = (f"{a}" if b == a + 1 else f"{a}–{b - 1}" for a, b in found)
    return ", ".join(shown) or "–"


def _name(doc: str) -> str:
    return escape(flatten(clean_xml(PurePath(doc).name))[:60])
