"""A small report of our own invention, as arguments of ``render_page``, and a browser for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from visits import ARGUMENTS, CHROMIUM, Open, Visit

from align.records import Bead, Claim, Discrepancy, Document, Evidence, Passage, Quote, Segment
from align.report import NameGroup, render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXTS = {
    "herald.txt": (
        "en",
        "Harbour Herald",
        [
            ("headline", "Ferry line orders twelve ships"),
            ("body", "The order was signed on Monday."),
            ("body", "Sea Line ordered 12 ships 🚢 for $90 million."),
            ("body", "“We need room,” said Han Mi-rae, its president."),
            ("boilerplate", "Share this article"),
        ],
    ),
    "ilbo.txt": (
        "ko",
        "한강일보",
        [
            ("headline", "씨라인, 여객선 열두 척 주문"),
            ("body", "계약은 월요일에 맺었다."),
            ("body", "씨라인은 배 120척을 9천만 달러에 주문했다."),
            ("body", "한미래 대표는 “자리가 모자란다”고 말했다."),
            ("metadata", "입력 2025.03.04"),
        ],
    ),
}


def _segments() -> list[Segment]:
    found = []
    for doc, (lang, _, lines) in TEXTS.items():
        at = 0
        for number, (kind, text) in enumerate(lines, 1):
            found.append(
                Segment(
                    id=f"{lang}{number}",
                    doc=doc,
                    start=at,
                    end=at + len(text),
                    lang=lang,  # type: ignore[arg-type]
                    kind=kind,  # type: ignore[arg-type]
                    text=text,
                )
            )
            at += len(text) + 1
    return found


def _part(segment: Segment, words: str = "") -> dict[str, Any]:
    at = segment.text.index(words) if words else 0
    start = segment.start + at
    return {
        "doc": segment.doc,
        "segment": segment.id,
        "start": start,
        "end": start + len(words or segment.text),
        "lang": segment.lang,
        "text": words or segment.text,
    }


@pytest.fixture
def report() -> dict[str, Any]:
    """Two documents, three discrepancies, one claim."""
    segments = _segments()
    by_id = {each.id: each for each in segments}

    def evidence(segment: str, words: str = "", value: str | None = None) -> Evidence:
        return Evidence(**_part(by_id[segment], words), value=value)

    return {
        "title": "Twelve ships",
        "documents": [
            Document(
                name=doc,
                text="\n".join(text for _, text in lines),
                lang=lang,  # type: ignore[arg-type]
                outlet=outlet,
                published=date(2025, 3, 4),
            )
            for doc, (lang, outlet, lines) in TEXTS.items()
        ],
        "segments": segments,
        "beads": [
            Bead(id="b1", source=("en3",), target=("ko3",), score=0.8, confidence=0.9),
            Bead(id="b2", source=("en2",), target=(), score=0.0),
        ],
        "quotes": [
            Quote(
                id="q1",
                **{k: v for k, v in _part(by_id["en4"], "We need room,").items() if k != "segment"},
                speaker="Han Mi-rae",
                cue="said",
            )
        ],
        "claims": [
            Claim(
                id="c1",
                members=(Passage(**_part(by_id["en3"])), Passage(**_part(by_id["ko3"]))),
                relation="equivalent",
                score=0.8,
            )
        ],
        "discrepancies": [
            Discrepancy(
                id="d1",
                code="ROL001",
                type="role",
                severity="minor",
                verdict="differs",
                confidence=0.6,
                message="The title differs.",
                evidence=[evidence("en4", "president"), evidence("ko4", "대표")],
                fingerprint="f1",
            ),
            Discrepancy(
                id="d2",
                code="FIG001",
                type="figure",
                severity="critical",
                verdict="differs",
                confidence=0.9,
                message="The number of ships differs.",
                evidence=[
                    evidence("ko3", "120척", "12000 ships"),
                    evidence("en3", "12 ships", "12 ships"),
                ],
                claim="c1",
                fingerprint="f2",
            ),
            Discrepancy(
                id="d3",
                code="OMI001",
                type="omission",
                severity="info",
                verdict="not_found",
                confidence=0.5,
                message="Words after the number have no counterpart.",
                evidence=[evidence("en3", "for $90 million"), evidence("ko3")],
                claim="c1",
                fingerprint="f3",
            ),
        ],
        "persons": [
            NameGroup(
                name="한미래",
                type="PS",
                forms=[
                    ("한미래", 1, "same", ("ilbo.txt",)),
                    ("Han Mi-rae", 1, "variant", ("herald.txt",)),
                ],
                roles=[("대표", "ilbo.txt", 1), ("president", "herald.txt", 1)],
            )
        ],
        "run": {"version": "0.1.0", "seconds": {"read": 0.1}},
        "explanations": {"FIG001": "Two figures for the same thing are unequal."},
    }


@pytest.fixture
def hostile(report: dict[str, Any]) -> dict[str, Any]:
    """The same report with text that tries to get out of the page, and a line of 1 MB."""
    evil = (
        "</script><script>window.bad = 1</script><!-- <img src=x onerror='window.bad = 1'>"
        "{{ 7 * 7 }} \u202eabc\u202c\x00\u2028\ud800"
    )
    line = "가" + "A" * 1_000_000 + " 12 끝"
    segments = [
        Segment(id="s1", doc=evil, start=0, end=len(evil), lang="en", kind="body", text=evil),
        Segment(id="s2", doc=evil, start=0, end=len(line), lang="ko", kind="body", text=line),
    ]
    at = line.index("12")
    return report | {
        "title": evil,
        "documents": [Document(name=evil, text=evil, title=evil, outlet=evil)],
        "segments": segments,
        "beads": [Bead(id=evil, source=("s1",), target=("s2",), score=0.5)],
        "quotes": [Quote(id=evil, doc=evil, start=0, end=3, lang="en", text=evil, speaker=evil)],
        "claims": [],
        "discrepancies": [
            Discrepancy(
                id=evil,
                code=evil,
                type="figure",
                severity="major",
                verdict="differs",
                confidence=0.5,
                message=evil,
                evidence=[
                    Evidence(
                        doc=evil,
                        segment="s2",
                        start=at,
                        end=at + 2,
                        lang="ko",
                        text="12",
                        value=evil,
                    ),
                    Evidence(
                        doc=evil,
                        segment="s1",
                        start=0,
                        end=9,
                        lang="en",
                        text=evil[:9],
                    ),
                ],
            )
        ],
        "persons": [NameGroup(name=evil, forms=[(evil, 1, "same", (evil,))])],
        "run": {evil: evil},
        "explanations": {evil: evil},
    }


@pytest.fixture(scope="module")  # while it lives, no other test can run an event loop
def browser() -> Iterator[Browser]:
    """Debian's chromium, driven by Playwright; a machine without them skips."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is missing")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report in a fresh profile; no visit may complain or ask the network."""
    visits: list[Visit] = []

    def open_report(
        report: dict[str, Any], fragment: str = "", *, again: bool = False, width: int = 1280
    ) -> Visit:
        file = tmp_path / "index.html"
        if not again:
            file.write_text(render_page(**report), encoding="utf-8")
        visits.append(Visit(browser, file, fragment, width))
        return visits[-1]

    yield open_report
    for each in visits:
        assert each.outside == []
        assert each.complaints == []
        each.context.close()
