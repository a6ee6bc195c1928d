"""Make the README's pictures of seeds/.

input:  seeds/, through `align report` and `align pair --plot`
output: report.png, document.png, alignment.png and beads.svg in scripts/pictures/
needs:  playwright (pip install playwright), Chromium at /usr/bin/chromium, fonts-noto-cjk
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
BILINGUAL = SEEDS / "003_visit_2025_en_ko.txt"
MOST_BYTES = 200_000  # of one picture

# file, the part of the address that says what to show, height, what to bring to the middle
SHOTS = (
    ("report.png", "#discrepancies", 860, None),
    ("document.png", f"#documents?doc={BILINGUAL.name}", 700, ".flag.sev-critical"),
    ("alignment.png", "#alignment", 640, "li.bead:not(.is-null)"),
)


def main() -> None:
    """Write the pictures beside this file."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "out"
        _align("report", str(SEEDS), "--out", str(out))
        matrix = HERE / "beads.svg"
        _align("pair", str(BILINGUAL), "--plot", str(matrix), "--out", str(Path(folder) / "x"))
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, fragment, height, middle in SHOTS:
            _shoot(browser, (out / "index.html").as_uri() + fragment, HERE / name, height, middle)
        browser.close()
    for picture in (*(HERE / name for name, *_ in SHOTS), matrix):
        size = picture.stat().st_size
        print(f"{picture.name}  {size:,} bytes")
        if size > MOST_BYTES:
            sys.exit(f"{picture.name}: more than {MOST_BYTES:,} bytes; show less of the page")


def _align(*arguments: str) -> None:
    """Run align; findings, which it tells by the exit code 1, are no failure here."""
    command = [sys.executable, "-m", "align.cli", *arguments]
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")


def _shoot(browser: Browser, url: str, picture: Path, height: int, middle: str | None) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": height}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#list > li")
    if middle:
        page.evaluate(
            "(words) => document.querySelector(words).scrollIntoView({block: 'center'})",
            middle,
        )
    page.wait_for_timeout(300)  # scrolling and the bar that stays
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
