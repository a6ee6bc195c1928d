"""The command line: parse, call, print, exit code. What it does is elsewhere.

Exit codes: 0 nothing found, 1 findings, 2 usage, settings or input, 70 a fault
of ours, 130 on Ctrl-C. Results go to stdout, remarks to stderr.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: more threads only wait

from align.cli.app import main, run

__all__ = ["main", "run"]
