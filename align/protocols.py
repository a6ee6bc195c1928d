"""What a plug-in has to offer: one method each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from attrs import frozen

Vectors: TypeAlias = npt.NDArray[np.float32]

Job = TypeVar("Job")
Result = TypeVar("Result")


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape ``(len(texts), dim)``, each row of length 1."""
        ...


@frozen
class Lost(Generic[Job]):
    """A job given up, because each process that worked on it died."""

    job: Job
    tries: int


class Engine(Protocol):
    """Runs one function over many jobs, in this process or in others."""

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[Result | Lost[Job]]:
        """Yield the result of each job, in the order in which they end.

        ``work`` is a function of a module, jobs and results can be pickled.
        Jobs are taken as they are needed, never all at once. A job whose
        process died is tried again, a bounded number of times. What ``work``
        raises ends the run.
        """
        ...
