"""What Dask's workers do: each stands, does its tasks on the thread that Dask keeps for them,
and knows whether it still is the one that stood. Nothing here imports Dask: workers of a
scheduler that runs already are lent this module as text.
"""

from __future__ import annotations

import socket
from typing import Any, List, NamedTuple

from weft.failure import EXIT, LAUNCH, Failure, of_engine
from weft.job import Recipe
from weft.lane import Note
from weft.meter import now
from weft.models import worker
from weft.models.crew import this_thread
from weft.payload import arrivals


class Place(NamedTuple):
    """A worker that stands."""

    host: str
    pid: int
    tid: int  # of the thread that executes tasks


#: What has become of a worker that doesn't know the run.
ANEW = "a Dask worker was started anew in the middle of the run"

_run = ""  # for which this worker stands
_kept: List[Note] = []  # of a graph's nodes, until the engine asks for them
_ended = 0  # when its last task had ended


def stand(run: str, recipe: Recipe, number: int) -> Place:
    """Makes this process a worker of a run, on the thread of its tasks."""
    global _run
    try:
        worker.take_up(worker.Duty(recipe, number=number))
    except BaseException as error:
        raise of_engine(LAUNCH, "a Dask worker building its batch", error) from error
    _run = run
    _kept.clear()
    return Place(socket.gethostname(), *this_thread())


def perform(run: str, order: Any) -> Any:
    """Does one task. Its input may have been unpickled while the task before was running."""
    global _ended
    if _run != run:
        return Failure(EXIT, ANEW)
    if arrivals.first is not None:
        arrivals.first = max(arrivals.first, _ended)
    answer = worker.work(order)
    _ended = now()
    return answer


def current_run() -> str:
    """The run for which this process stands, "" where that isn't a Dask worker's."""
    return _run


def keep(note: Note) -> None:
    """Keeps a node's note here: between Dask's workers only values travel to who needs them."""
    _kept.append(note)


def kept() -> List[Note]:
    """All that has been kept."""
    return list(_kept)


def clock() -> int:
    """This worker's clock, for the engine to compare with its own."""
    return now()


def dismiss() -> None:
    """Forgets the run and its batch."""
    global _run
    _run = ""
    _kept.clear()
    worker.take_up(None)
