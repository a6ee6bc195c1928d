"""The bead matrix: every bead has its mark at its place, whatever the names of documents."""

from __future__ import annotations

import time
from io import StringIO
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.formats.plot import LEAST, LEFT, TOP, runs, write_plot
from align.records import Alignment, Bead, Segment

SVG = "{http://www.w3.org/2000/svg}"


def make_side(lang: str, count: int) -> list[Segment]:
    return [
        Segment(id=f"{lang}{i}", doc=lang, start=i, end=i + 1, lang="en", kind="body", text="x")
        for i in range(count)
    ]


def draw(
    beads: list[tuple[list[int], list[int], float]], sizes: tuple[int, int], name: str = "a"
) -> etree._Element:
    made = [
        Bead(
            id=f"b{n}",
            source=tuple(f"en{i}" for i in source),
            target=tuple(f"ko{i}" for i in target),
            score=confidence,
            confidence=confidence,
        )
        for n, (source, target, confidence) in enumerate(beads)
    ]
    file = StringIO()
    alignment = Alignment(source=name, target="b", beads=tuple(made))
    write_plot(alignment, make_side("en", sizes[0]), make_side("ko", sizes[1]), file)
    return etree.fromstring(file.getvalue().encode())


def marks(root: etree._Element) -> dict[str, etree._Element]:
    return {
        rect.findtext(f"{SVG}title"): rect
        for rect in root.iter(f"{SVG}rect")
        if rect.find(f"{SVG}title") is not None
    }


def test_marks_stand_at_their_sentences() -> None:
    root = draw([([0], [0, 1], 0.99), ([1], [], 0.0), ([], [2], 0.0), ([2], [3], 0.3)], (3, 4))
    found = marks(root)
    assert set(found) == {
        "0 : 0–1, confidence 0.99, score 0.99",
        "1 : –",
        "– : 2",
        "2 : 3, confidence 0.30, score 0.30",
    }
    wide = found["0 : 0–1, confidence 0.99, score 0.99"]
    assert wide.get("class") == "c4"
    assert float(wide.get("width")) > 1.9 * float(wide.get("height"))
    assert float(found["1 : –"].get("x")) < LEFT
    assert float(found["– : 2"].get("y")) < TOP
    low = found["2 : 3, confidence 0.30, score 0.30"]
    assert low.get("class") == "c0"
    assert float(low.get("x")) > float(wide.get("x"))
    assert float(low.get("y")) > float(wide.get("y"))


def test_two_thousand_sentences_can_be_read() -> None:
    begun = time.perf_counter()
    root = draw([([i], [i], 0.9) for i in range(2000)], (2000, 2000))
    assert time.perf_counter() - begun < 5
    found = marks(root)
    assert len(found) == 2000
    assert min(float(mark.get("width")) for mark in found.values()) >= LEAST
    _, _, width, height = map(float, root.get("viewBox").split())
    assert width < 1000
    assert height < 1000
    for mark in found.values():
        assert LEFT - LEAST <= float(mark.get("x")) <= width
        assert TOP - LEAST <= float(mark.get("y")) <= height


def test_the_less_sure_lie_on_top() -> None:
    root = draw([([0], [0], 0.2), ([1], [1], 0.99)], (2, 2))
    assert [mark.get("class") for mark in marks(root).values()] == ["c4", "c0"]


def test_light_and_dark_and_no_document_runs_in_it() -> None:
    root = draw([([0], [0], 0.9)], (1, 1), name="/x/<script>alert(1)</script>.txt")
    assert "prefers-color-scheme:dark" in root.findtext(f"{SVG}style")
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title").endswith("b")


def test_nothing_to_draw_is_a_plot_too() -> None:
    assert marks(draw([], (0, 0))) == {}


@given(st.lists(st.integers(0, 60)))
def test_runs_hold_exactly_the_numbers(numbers: list[int]) -> None:
    found = runs(numbers)
    assert {n for start, end in found for n in range(start, end)} == set(numbers)
    assert all(one[1] < other[0] for one, other in pairwise(found))
