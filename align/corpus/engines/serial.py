"""Jobs one after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from align.protocols import Job, Lost, Result


class Serial:
    """The plainest engine.

    >>> list(Serial().run(abs, [-1, 2]))
    [1, 2]
    """

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[Result | Lost[Job]]:
        """Yield the result of each job, in order."""
        yield from map(work, jobs)
