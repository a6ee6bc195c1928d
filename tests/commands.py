"""The command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run_align(cwd: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what `align` with these arguments did in a folder, bounded in time."""
    return subprocess.run(
        [sys.executable, "-m", "align.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
