"""What a model's module says of the model: one value, MODEL, beside its NAME."""

from __future__ import annotations

from typing import Callable, Mapping, NamedTuple

from weft.job import Job
from weft.models.crew import Crew
from weft.workloads import Values


class Limit(NamedTuple):
    """The most workers that make sense."""

    workers: int
    why: str  # as the end of a sentence


THREADS = Limit(4096, "each worker is an OS thread")
#: Each is a Python of its own, at some 10 MiB.
PROCESSES = Limit(128, "each worker is a process")
IN_FLIGHT = Limit(100_000, "each task in flight takes some KiB")


def nothing_before(options: Values) -> None:
    """What most models have to do before a batch is built."""


class Model(NamedTuple):
    """A way to run tasks. What Go says of it has to agree (workloads/python/models.go)."""

    #: Creates the workers and returns when all stand at the barrier.
    start: Callable[[Job], Crew]
    #: The defaults of its options, in the form that the host sends.
    options: Mapping[str, str]
    limit: Limit
    #: What its workers are called where they can't be set up.
    workers: str = "workers"
    #: Whether it runs graphs of Dask's.
    graphs: bool = False
    #: What must be done before the batch is built; it may refuse.
    before: Callable[[Values], None] = nothing_before
