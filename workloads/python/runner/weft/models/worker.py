"""What runs tasks in a process or an interpreter of its own, whichever library has started that.
Nothing here imports multiprocessing, which an interpreter has no use for.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import Any, Optional, Tuple, Union

from weft.failure import LAUNCH, Failure, of_engine, of_task
from weft.job import Recipe
from weft.lane import Lane
from weft.meter import now, thread_cpu
from weft.payload import InputPayload, OutputPayload, arrivals
from weft.workloads import Batch

#: Where a worker gets its batch from: a forked one has inherited it.
Source = Union[Recipe, Batch]


class Worker:
    """The batch and the lane of this process or interpreter. number is what its records carry
    as their lane, the process id if it is 0; segment holds all payloads where they are shared."""

    def __init__(self, source: Source, segment: Any = None, number: int = 0) -> None:
        batch = source.build(worker=True) if isinstance(source, Recipe) else source
        if batch.preload is not None:
            batch.preload()
        self.batch = batch
        self.segment = segment
        self.lane = Lane(number or os.getpid(), batch, reports=True)

    def run(self, request: Any, start: int) -> Any:
        """Runs a task, given as a number or as an InputPayload, and returns what is sent back: a
        record or an OutputPayload. What the task raises is raised."""
        if type(request) is not InputPayload:
            return self._run(request, None, start, start)
        arrived = arrivals.take()
        if arrived is not None:
            self.lane.transfer, start = start - arrived, arrived
        self.lane.pickling = request.pickling
        return self._run(request.task, request.data, request.queued, start)

    def _run(self, task: int, data: Any, queued: int, start: int) -> Any:
        if self.segment is not None:
            with self.segment.views(self.batch, task) as (data, out):
                return self.lane.execute(task, data, out, queued, start)
        if self.batch.output_range is None:
            return self.lane.execute(task, data, None, queued, start)
        low, high = self.batch.output_range(task)
        out = bytearray(high - low)
        return OutputPayload(self.lane.execute(task, data, memoryview(out), queued, start), out)


_worker: Optional[Worker] = None


def install(worker: Optional[Worker]) -> None:
    """Makes worker that of this process, or of this interpreter; None takes it away."""
    global _worker
    _worker = worker


def own_lane() -> Lane:
    """The lane of this process."""
    assert _worker is not None
    return _worker.lane


def run_task(request: Union[int, InputPayload]) -> Any:
    """Runs one task. Whatever it raises is returned as a Failure: SystemExit would end the
    worker, and an exception of the task's own may be one that can't be pickled."""
    start = now()
    assert _worker is not None
    try:
        return _worker.run(request, start)
    except BaseException as error:
        return of_task(request if isinstance(request, int) else request.task, error)


def compute_part(task: int, data: bytes) -> Any:
    """Runs the computing part of a task: its checksum, the CPU time that it took, ns, and when
    it ended, on meter's clock; a Failure is returned."""
    assert _worker is not None
    cpu = thread_cpu()
    try:
        return _worker.batch.compute(data), thread_cpu() - cpu, now()
    except BaseException as error:
        return of_task(task, error)


def install_in_interpreter(recipe: bytes, ends: Tuple[int, int]) -> bytes:
    """Makes this interpreter a worker: it builds its batch, says so on one pipe, and waits on
    another until all stand. It returns its thread, or a Failure, pickled: bytes are what
    interpreters hand over without any rules of their own."""
    reply: Union[int, Failure] = threading.get_native_id()
    try:
        install(Worker(pickle.loads(recipe), number=threading.get_native_id()))
    except BaseException as error:
        reply = of_engine(LAUNCH, "an interpreter building its batch", error)
    reporting, waiting = ends
    os.write(reporting, b".")
    os.read(waiting, 1)
    return pickle.dumps(reply)


def run_pickled_task(request: bytes) -> bytes:
    """Runs one task that came pickled, and pickles what is sent back."""
    return pickle.dumps(run_task(pickle.loads(request)))
