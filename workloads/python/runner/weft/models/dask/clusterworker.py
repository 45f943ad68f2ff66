"""What Dask's workers do: each joins a run, does its tasks on the thread that Dask keeps for them,
and knows whether it still is the one that joined. Nothing here imports Dask: workers of a
scheduler that runs already are sent this module as text.
"""

from __future__ import annotations

import socket
from typing import Any, List, NamedTuple

from weft.failure import EXIT, LAUNCH, Failure, of_engine
from weft.job import Recipe
from weft.meter import now
from weft.models import worker
from weft.models.crew import this_thread
from weft.payload import arrivals
from weft.record import PackedRecord


class Place(NamedTuple):
    """A worker that stands."""

    host: str
    pid: int
    tid: int  # of the thread that executes tasks


#: What has become of a worker that doesn't know the run.
STARTED_ANEW = "a Dask worker was started anew in the middle of the run"

_run = ""  # that this worker has joined
_kept: List[PackedRecord] = []  # of a graph's nodes, until the engine asks for them
_ended = 0  # when its last task had ended


def join(run: str, recipe: Recipe, number: int) -> Place:
    """Makes this process a worker of a run, on the thread of its tasks."""
    global _run
    try:
        worker.install(worker.Worker(recipe, number=number))
    except BaseException as error:
        raise of_engine(LAUNCH, "a Dask worker building its batch", error) from error
    _run = run
    _kept.clear()
    return Place(socket.gethostname(), *this_thread())


def run_task(run: str, request: Any) -> Any:
    """Runs one task. Its input may have been unpickled while the task before was running."""
    global _ended
    if _run != run:
        return Failure(EXIT, STARTED_ANEW)
    if arrivals.first is not None:
        arrivals.first = max(arrivals.first, _ended)
    reply = worker.run_task(request)
    _ended = now()
    return reply


def current_run() -> str:
    """The run that this process has joined, "" where it is no Dask worker."""
    return _run


def keep_record(record: PackedRecord) -> None:
    """Keeps a node's record here: between Dask's workers only values travel to who needs them."""
    _kept.append(record)


def kept_records() -> List[PackedRecord]:
    """All that has been kept."""
    return list(_kept)


def clock() -> int:
    """This worker's clock, for the engine to compare with its own."""
    return now()


def leave() -> None:
    """Forgets the run and its batch."""
    global _run
    _run = ""
    _kept.clear()
    worker.install(None)
