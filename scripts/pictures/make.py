"""Make the README's pictures of the report on seeds/.

input:  seeds/, through `align report`
output: scripts/pictures/report.png
needs:  playwright (pip install playwright) and Chromium at /usr/bin/chromium
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"


def main() -> None:
    """Write the pictures beside this file."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "align.cli", "report", str(SEEDS), "--out", str(out)]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1)
        page.goto((out / "index.html").as_uri())
        page.wait_for_timeout(300)
        page.screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
