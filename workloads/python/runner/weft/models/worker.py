"""What a worker does, whichever library has started it: in a process or an interpreter of its
own. Nothing here imports multiprocessing, which an interpreter has no use for.
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
from weft.payload import Parcel, Reply, arrivals
from weft.workloads import Batch

#: Where a worker gets its batch from: a forked one has inherited it.
Source = Union[Recipe, Batch]


class Duty:
    """What a worker process has to do its tasks with."""

    def __init__(self, source: Source, segment: Any = None, number: int = 0) -> None:
        batch = source.build(worker=True) if isinstance(source, Recipe) else source
        if batch.warm is not None:
            batch.warm()
        self.batch = batch
        self.segment = segment
        self.lane = Lane(number or os.getpid(), batch, reports=True)

    def do(self, order: Any, start: int) -> Any:
        """Runs a task, given as a number or as a Parcel, and returns what is sent back."""
        if type(order) is not Parcel:
            return self._run(order, None, start, start)
        arrived = arrivals.take()
        if arrived is not None:
            self.lane.moved, start = start - arrived, arrived
        self.lane.packing = order.packing
        return self._run(order.task, order.data, order.queued, start)

    def _run(self, task: int, data: Any, queued: int, start: int) -> Any:
        if self.segment is not None:
            with self.segment.views(self.batch, task) as (data, out):
                return self.lane.execute(task, data, out, queued, start)
        if self.batch.gives is None:
            return self.lane.execute(task, data, None, queued, start)
        low, high = self.batch.gives(task)
        out = bytearray(high - low)
        return Reply(self.lane.execute(task, data, memoryview(out), queued, start), out)


_duty: Optional[Duty] = None


def take_up(duty: Optional[Duty]) -> None:
    """Makes duty that of this process, or of this interpreter; None gives it back."""
    global _duty
    _duty = duty


def own_lane() -> Lane:
    """The lane of this process."""
    assert _duty is not None
    return _duty.lane


def work(order: Union[int, Parcel]) -> Any:
    """Does one task. Whatever it raises travels as a value: SystemExit would end the worker,
    and an exception of the task's own may be one that can't be pickled."""
    start = now()
    assert _duty is not None
    try:
        return _duty.do(order, start)
    except BaseException as error:
        return of_task(order if isinstance(order, int) else order.task, error)


def compute(task: int, data: bytes) -> Any:
    """Does the computing part of a task: its checksum and the CPU time that it took, ns."""
    assert _duty is not None
    cpu = thread_cpu()
    try:
        return _duty.batch.compute(data), thread_cpu() - cpu
    except BaseException as error:
        return of_task(task, error)


def take_up_between(recipe: bytes, ends: Tuple[int, int]) -> bytes:
    """Makes this interpreter a worker: it builds its batch, says so on one pipe, and waits on
    another until all stand. It returns its thread, or why it can't, pickled: bytes are what
    interpreters hand over without any rules of their own."""
    answer: Union[int, Failure] = threading.get_native_id()
    try:
        take_up(Duty(pickle.loads(recipe), number=threading.get_native_id()))
    except BaseException as error:
        answer = of_engine(LAUNCH, "an interpreter building its batch", error)
    reporting, waiting = ends
    os.write(reporting, b".")
    os.read(waiting, 1)
    return pickle.dumps(answer)


def work_packed(order: bytes) -> bytes:
    """Does one task that came pickled."""
    return pickle.dumps(work(pickle.loads(order)))
