"""Statistics as SVG: confidence, lengths of both sides, bead types, why pairs were dropped.

Four panels of bars, each with its own scale. A bar that stands for anything is
at least as high as can be seen; its title gives the number. Light and dark
follow the reader's settings, and both sides differ in lightness too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TextIO
from xml.sax.saxutils import escape

from attrs import frozen

from align.corpus.statistics import STEPS, Statistics
from align.formats.pairs import clean_xml

WIDTH, HEIGHT = 420.0, 200.0
"""Units of the bars of a panel."""
GAP_ACROSS, GAP_DOWN = 80.0, 96.0
LEFT, TOP = 64.0, 96.0
LEAST = 1.5
"""Units of the lowest bar that stands for anything."""
MOST_BARS = 10
"""Bead types and reasons that are shown; the rest is one bar."""
MOST_NAMES = 10
"""Labels below a panel."""

_STYLE = """
svg{background:#fff;font:12px system-ui,sans-serif;--ink:#333;--grid:#e3e3e3}
text{fill:var(--ink)}.t{font-weight:600;font-size:14px}.g{stroke:var(--grid)}
.s{fill:#08519c}.k{fill:#6baed6}
@media(prefers-color-scheme:dark){svg{background:#16181c;--ink:#d7dae0;--grid:#2b2f36}
.s{fill:#c6e4ff}.k{fill:#3f7fb5}}
"""


@frozen
class Panel:
    """Bars: one a name and a series; ``series`` holds (name, class, counts)."""

    title: str
    names: tuple[str, ...]
    series: tuple[tuple[str, str, tuple[int, ...]], ...]


def write_statistics_plot(statistics: Statistics, name: str, file: TextIO) -> None:
    """Write the statistics of the corpus ``name`` as one picture."""
    title = escape(clean_xml(name)[:80])
    told = (
        f"{statistics.counts.documents:,} documents, {statistics.pairs:,} pairs, "
        f"{statistics.source.words:,} source and {statistics.target.words:,} target words"
    )
    panels = make_panels(statistics)
    width = LEFT + 2 * WIDTH + GAP_ACROSS + 32
    height = TOP + 2 * HEIGHT + GAP_DOWN + 64
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-labelledby="t d"><title id="t">{title}</title>'
        f'<desc id="d">{told}</desc>\n<style>{_STYLE}</style>\n'
        f'<text class="t" x="{LEFT:.0f}" y="24">{title}</text>\n'
        f'<text x="{LEFT:.0f}" y="44">{told}</text>\n'
    )
    for number, panel in enumerate(panels):
        x = LEFT + (number % 2) * (WIDTH + GAP_ACROSS)
        y = TOP + (number // 2) * (HEIGHT + GAP_DOWN)
        for line in _draw(panel, x, y):
            file.write(line)
    file.write("</svg>\n")


def make_panels(statistics: Statistics) -> tuple[Panel, ...]:
    """Return the panels of a picture."""
    steps = tuple(f"{number / STEPS:.2f}" for number in range(STEPS))
    sides = statistics.source.lengths, statistics.target.lengths
    powers = sorted({*sides[0], *sides[1]})
    lengths = tuple(
        (name, kind, tuple(side.get(power, 0) for power in powers))
        for name, kind, side in zip(("source", "target"), ("s", "k"), sides, strict=True)
    )
    return (
        Panel("Pairs by confidence", steps, (("pairs", "s", statistics.confidence),)),
        Panel("Texts by length in characters, from", tuple(map(str, powers)), lengths),
        _ranked("Beads by type", "beads", statistics.counts.shapes),
        _ranked("Pairs dropped, by reason", "pairs", statistics.dropped),
    )


def _ranked(title: str, unit: str, counts: Mapping[str, int]) -> Panel:
    """Return a panel of the most frequent names."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown, rest = ranked[:MOST_BARS], ranked[MOST_BARS:]
    if rest:
        shown.append((f"{len(rest)} others", sum(count for _, count in rest)))
    names = tuple(name for name, _ in shown)
    return Panel(title, names, ((unit, "s", tuple(count for _, count in shown)),))


def _draw(panel: Panel, x: float, y: float) -> Iterator[str]:
    """Yield the elements of a panel whose bars have their upper left corner at x and y."""
    yield f'<text class="t" x="{x:.0f}" y="{y - 14:.0f}">{escape(panel.title)}</text>\n'
    bottom = y + HEIGHT
    top = max((max(counts, default=0) for _, _, counts in panel.series), default=0)
    if not top:
        yield f'<text x="{x:.0f}" y="{y + 20:.0f}">none</text>\n'
        return
    for share in (0.5, 1.0):
        at = bottom - share * HEIGHT
        yield f'<line class="g" x1="{x:.0f}" x2="{x + WIDTH:.0f}" y1="{at:.0f}" y2="{at:.0f}"/>'
        yield _text(x - 6, at + 4, shorten(top * share), "end")
    yield f'<line class="g" x1="{x:.0f}" x2="{x + WIDTH:.0f}" y1="{bottom}" y2="{bottom}"/>\n'
    step = WIDTH / len(panel.names)
    wide = min(step * 0.84, 48.0) / len(panel.series)
    every = -(-len(panel.names) // MOST_NAMES)
    for place, name in enumerate(panel.names):
        middle = x + (place + 0.5) * step
        if place % every == 0:
            yield _text(middle, bottom + 16, name, "middle")
        for number, (series, kind, counts) in enumerate(panel.series):
            if counts[place]:
                high = max(LEAST, HEIGHT * counts[place] / top)
                left = middle + (number - len(panel.series) / 2) * wide
                yield (
                    f'<rect class="{kind}" x="{left:.1f}" y="{bottom - high:.1f}" '
                    f'width="{wide - 0.5:.1f}" height="{high:.1f}">'
                    f"<title>{escape(name)}: {counts[place]:,} {series}</title></rect>\n"
                )
    if len(panel.series) > 1:
        for number, (series, kind, _) in enumerate(panel.series):
            at = x + number * 90
            y = bottom + 26
            yield f'<rect class="{kind}" x="{at:.0f}" y="{y:.0f}" width="10" height="10"/>'
            yield _text(at + 14, bottom + 35, series, "start")


def shorten(number: float) -> str:
    """Return a number with three digits at most.

    >>> [shorten(n) for n in (7, 12.5, 1500, 83_000_000)]
    ['7', '12.5', '1.5k', '83M']
    """
    for scale, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= scale:
            return f"{number / scale:.3g}{letter}"
    return f"{number:.3g}"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>\n'
