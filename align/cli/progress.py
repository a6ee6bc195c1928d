"""Progress of long work: the stage, how much of it, how fast; on a terminal's stderr only.

One line is drawn over and over and is gone at the end: a terminal keeps results
and remarks. Pipes, CI and ``TERM=dumb`` see nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from types import TracebackType

REDRAW = 0.1
"""Seconds between two drawings of the line; more often only costs time."""
SETTLED = 1.0
"""Seconds of work after which a rate and the time left are worth telling."""
ERASE = "\r\x1b[2K"

_drawn: list[Progress] = []
"""The progress whose line stands on the terminal, if any."""


def is_watched() -> bool:
    """Say whether a person sees stderr as it is written."""
    return (
        sys.stderr.isatty()
        and os.environ.get("TERM") != "dumb"
        and os.environ.get("CI", "") in ("", "0", "false")
    )


def erase_line() -> None:
    """Take the line off the terminal, so that a remark may stand there."""
    while _drawn:
        _drawn.pop()
        sys.stderr.write(ERASE)
        sys.stderr.flush()


class Progress:
    """Stages of work with their counts; use it with ``with``, so that its line goes away.

    >>> with Progress() as progress:  # draws nothing here: no terminal
    ...     progress.stage("pairs", 2)
    ...     progress.advance()
    """

    def __init__(self) -> None:
        self._is_watched = is_watched()
        self._name, self._amount = "", ""
        self._total: int | None = None
        self._done = 0
        self._begun = self._shown = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        erase_line()

    def stage(self, name: str, total: int | None = None, amount: str = "") -> None:
        """Begin a stage of ``total`` steps; ``amount`` says in words what it works on."""
        self._name, self._amount, self._total, self._done = name, amount, total, 0
        self._begun = time.monotonic()
        self._shown = 0.0
        self._draw()

    def advance(self, steps: int = 1) -> None:
        """Count steps of the stage as done."""
        self._done += steps
        if time.monotonic() - self._shown >= REDRAW:
            self._draw()

    def _draw(self) -> None:
        if not self._is_watched:
            return
        now = time.monotonic()
        self._shown = now
        line = describe(self._name, self._done, self._total, now - self._begun, self._amount)
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(ERASE + line[:width])
        sys.stderr.flush()
        if self not in _drawn:
            _drawn.append(self)


def describe(name: str, done: int, total: int | None, seconds: float, amount: str = "") -> str:
    """Return the line of a stage.

    >>> describe("pairs", 250, 1000, 5.0)
    'pairs 250 of 1,000, 50.0 a second, 15 s left'
    >>> describe("facts", 0, None, 0.2, "412 segments")
    'facts: 412 segments'
    """
    line = f"{name}: {amount}" if amount else name
    if done or total is not None:
        line += f" {done:,}" + (f" of {total:,}" if total is not None else "")
    if done and seconds >= SETTLED:
        line += f", {done / seconds:,.1f} a second"
        if total is not None and total > done:
            line += f", {_show_time((total - done) * seconds / done)} left"
    return line


def _show_time(seconds: float) -> str:
    """Return a duration in its largest sensible unit.

    >>> [_show_time(s) for s in (5, 600, 20_000)]
    ['5 s', '10 min', '5.6 h']
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 6000:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
