"""The page in a real browser. Needs Playwright for Python and Debian's chromium."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from attrs import evolve

from align.report import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")

AXE = Path(os.environ.get("ALIGN_AXE", ""))
LIMIT_SECONDS = 3.0  # for 20,000 discrepancies to open


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        yield browser
        browser.close()


class Visit:
    """A page opened from disk in a fresh profile, with what it complained of and asked for."""

    def __init__(self, browser: Browser, file: Path, fragment: str = "") -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("#panel > *")

    @property
    def ids(self) -> list[str]:
        return [
            row.get_attribute("data-id") or ""
            for row in self.page.query_selector_all("#list > li[data-id]")
        ]

    def press(self, keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    visits: list[Visit] = []

    def open_report(report: dict[str, Any], fragment: str = "", *, again: bool = False) -> Visit:
        file = tmp_path / "index.html"
        if not again:
            file.write_text(render_page(**report), encoding="utf-8")
        visits.append(Visit(browser, file, fragment))
        return visits[-1]

    yield open_report
    for each in visits:
        asked = [url for url in each.requests if not url.startswith(("file:", "blob:"))]
        assert asked == []
        assert each.complaints == []
        each.context.close()


def test_opens_with_the_gravest_first(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    assert opened.ids == ["d2", "d1", "d3"]
    assert opened.page.title() == "Twelve ships"


def test_marks_only_the_differing_words(report: dict[str, Any], visit: Open) -> None:
    page = visit(report).page
    card = page.locator('[data-id="d2"]')
    assert card.locator("mark").all_inner_texts() == ["12 ships", "120척"]  # English left
    assert "Sea Line ordered 12 ships" in card.locator('.sentence[lang="en"]').inner_text()
    assert card.locator(".value").all_inner_texts() == ["read as 12 ships", "read as 12,000 ships"]
    omission = page.locator('[data-id="d3"]')
    # beyond the ship: offsets count code points, the browser's strings do not
    assert omission.locator("mark").all_inner_texts() == ["for $90 million"]
    assert "not found in this sentence" in omission.inner_text()


def test_context_and_explanation_open_on_demand(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    card = opened.page.locator('[data-id="d2"]')
    assert not card.locator(".context").first.is_visible()
    opened.press("jcw")
    assert card.locator(".context").first.inner_text() == "The order was signed on Monday."
    assert "unequal" in card.locator(".why").inner_text()


def test_filters_narrow_and_live_in_the_address(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    opened.page.click(".chip:has-text('Critical')")
    assert opened.ids == ["d2"]
    assert "1 of 3" in opened.page.inner_text("#found")
    opened.page.wait_for_url(re.compile("severity=critical"))
    same = visit(report, "#discrepancies?severity=critical", again=True)
    assert same.ids == ["d2"]
    same.page.click("#clear")
    assert len(same.ids) == 3


def test_search_reads_both_languages(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    opened.press("/")
    opened.page.keyboard.type("한미래 president")
    opened.page.wait_for_selector("#found:has-text('1 of 3')")
    assert opened.ids == ["d1"]


def test_verdicts_by_keyboard_leave_as_json(
    report: dict[str, Any], visit: Open, tmp_path: Path
) -> None:
    opened = visit(report)
    page = opened.page
    opened.press("ja")
    opened.press("jr")
    opened.press("n")
    page.keyboard.type("대표 is also president")
    page.keyboard.press("Escape")
    opened.press("ju")
    opened.press("u")  # takes it back
    assert page.inner_text("#progress").startswith("2 of 3 reviewed")
    assert page.inner_text("#unsaved").endswith("3 unsaved")
    with page.expect_download() as download:
        page.click("#export")
    file = tmp_path / "verdicts.json"
    download.value.save_as(file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert [
        (row["fingerprint"], row["code"], row["verdict"], row["note"])
        for row in written["verdicts"]
    ] == [
        ("f1", "ROL001", "false_alarm", "대표 is also president"),
        ("f2", "FIG001", "confirmed", ""),
    ]
    assert page.inner_text("#unsaved").endswith("0 unsaved")

    other = visit(report, again=True).page  # a fresh profile
    assert other.inner_text("#progress").startswith("0 of 3")
    other.set_input_files("#import-file", file)
    other.wait_for_selector('[data-id="d2"][data-review="confirmed"]')
    assert other.locator('[data-id="d1"] textarea').input_value() == "대표 is also president"
    assert "2 verdicts imported" in other.inner_text("#status")


def test_verdicts_survive_a_reload(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    opened.press("ja")
    opened.page.on("dialog", lambda dialog: dialog.accept())
    opened.page.reload()
    opened.page.wait_for_selector('[data-id="d2"][data-review="confirmed"]')
    assert opened.page.inner_text("#unsaved").endswith("1 unsaved")


def test_a_file_of_something_else_is_refused(
    report: dict[str, Any], visit: Open, tmp_path: Path
) -> None:
    page = visit(report).page
    other = tmp_path / "other.json"
    other.write_text('{"verdicts": 3}', encoding="utf-8")
    page.set_input_files("#import-file", other)
    page.wait_for_selector("#status.on")
    assert "not a file of verdicts" in page.inner_text("#status")


def test_keys_work_with_the_korean_keyboard_on(report: dict[str, Any], visit: Open) -> None:
    page = visit(report).page
    for key, code in (("ㅓ", "KeyJ"), ("ㅁ", "KeyA")):
        page.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true}))",
            [key, code],
        )
    assert page.get_attribute('[data-id="d2"]', "data-review") == "confirmed"


def test_every_view_shows_its_records(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    expected = {
        "2": "one of two says",
        "3": "spelling variant",
        "4": "no counterpart on this side",
        "5": "boilerplate",
        "6": "Han Mi-rae",
    }
    for key, words in expected.items():
        opened.press(key)
        assert words in (opened.page.text_content("#panel") or "")
    opened.page.go_back()
    opened.page.wait_for_selector(".view-documents")


def test_a_mark_in_a_document_leads_to_its_discrepancy(report: dict[str, Any], visit: Open) -> None:
    page = visit(report, "#documents?doc=ilbo.txt").page
    page.click('[data-id="ko3"] .flag:has-text("OMI001")')
    page.wait_for_selector('.view-discrepancies [data-id="d3"][aria-current="true"]')
    assert page.evaluate("document.activeElement.dataset.id") == "d3"


def test_help_opens_and_closes(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    opened.press("?")
    assert opened.page.is_visible("#help")
    opened.page.click("#help form button")
    assert not opened.page.is_visible("#help")


def test_nothing_found_is_said_plainly(report: dict[str, Any], visit: Open) -> None:
    page = visit(report | {"discrepancies": []}).page
    assert "No discrepancies found in 1 claim." in page.inner_text("#panel")


def test_hostile_text_is_inert(hostile: dict[str, Any], visit: Open) -> None:
    opened = visit(hostile)
    page = opened.page
    for key in "123456":
        opened.press(key)
        page.wait_for_selector("#panel > *")
        assert page.evaluate("window.bad") is None
        assert page.locator("#panel img, #panel script").count() == 0
        text = page.inner_text("body")
        assert not set(text) & set("\u202e\u202c\u2028\x00")
        assert len(text) < 20_000  # the long line is cut
    opened.press("1")
    assert "12" in page.locator("mark").all_inner_texts()
    assert "U+202E" in page.inner_text("#panel")


def test_twenty_thousand_discrepancies_open_in_time(report: dict[str, Any], visit: Open) -> None:
    few = report["discrepancies"]
    many = [
        evolve(few[i % len(few)], id=f"d{i + 1}", fingerprint=f"f{i + 1}") for i in range(20_000)
    ]
    started = time.monotonic()
    rendered = visit(report | {"discrepancies": many})
    seconds = rendered.page.evaluate("performance.now()") / 1000
    assert seconds < LIMIT_SECONDS, f"{seconds:.1f} s, of {time.monotonic() - started:.1f} s in all"
    assert len(rendered.ids) == 200
    rendered.page.click("#more")
    assert len(rendered.ids) == 400

    far = visit(report, "#discrepancies?sort=as+found&at=d15001", again=True)
    far.page.wait_for_selector('[data-id="d15001"][aria-current="true"]')
    assert far.ids == [f"d{i}" for i in range(15_001, 15_201)]
    far.press("k")
    assert far.page.evaluate("document.activeElement.dataset.id") == "d15000"
    assert len(far.ids) == 400


def test_a_segment_shows_its_counterparts_of_all_beads(report: dict[str, Any], visit: Open) -> None:
    beads = [*report["beads"], evolve(report["beads"][0], id="b3", target=("ko2",))]
    page = visit(report | {"beads": beads}, "#documents?doc=herald.txt").page
    other = page.locator('[data-id="en3"] .other .sentence')
    assert [text[:2] for text in other.all_text_contents()] == ["씨라", "계약"]


@pytest.mark.skipif(not AXE.is_file(), reason="ALIGN_AXE names no axe.min.js (npm: axe-core)")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    report: dict[str, Any], browser: Browser, tmp_path: Path, theme: Literal["light", "dark"]
) -> None:
    file = tmp_path / "index.html"
    file.write_text(render_page(**report), encoding="utf-8")
    context = browser.new_context(color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for key in "123456":
        page.keyboard.press(key)
        page.wait_for_timeout(200)  # colours fade in
        found = page.evaluate("axe.run()")["violations"]
        assert [each["id"] for each in found] == [], found
    context.close()


def test_prints_to_pdf(report: dict[str, Any], visit: Open) -> None:
    assert visit(report).page.pdf().startswith(b"%PDF")
