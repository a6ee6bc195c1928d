"""Where the browser tests find Chromium and axe-core, and a visit to a page."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic")
VIEWS = ("discrepancies", "claims", "names", "alignment", "documents", "quotes")


def find_axe() -> Path | None:
    """Return axe-core's script: what ALIGN_AXE names, or the copy of axe-playwright-python."""
    named = os.environ.get("ALIGN_AXE")
    if named:
        return Path(named)
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "axe.min.js"


class Visit:
    """A page opened from disk in a fresh profile, with what it complained of and asked for.

    ``seconds`` is how long it took to open by the clock, ``work`` the processor time of its thread.
    """

    def __init__(self, browser: Browser, file: Path, fragment: str = "", width: int = 1280) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.context.on("request", lambda request: self.requests.append(request.url))
        session = self.context.new_cdp_session(self.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("#panel > *")
        self.seconds = float(self.page.evaluate("performance.now()")) / 1000
        metrics = session.send("Performance.getMetrics")["metrics"]
        self.work = {each["name"]: float(each["value"]) for each in metrics}["TaskDuration"]

    @property
    def ids(self) -> list[str]:
        return [
            row.get_attribute("data-id") or ""
            for row in self.page.query_selector_all("#list > li[data-id]")
        ]

    @property
    def outside(self) -> list[str]:
        """The requests for anything but the page itself."""
        return [url for url in self.requests if not url.startswith(("file:", "blob:"))]

    def press(self, keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


Open = Callable[..., Visit]
