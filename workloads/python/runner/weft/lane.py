"""A lane executes tasks one after another on one thread, and notes what became of each."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, Optional, Tuple

from weft.checksum import MASK
from weft.failure import TaskError
from weft.meter import now, thread_cpu
from weft.waiter import Client, Gate, Waiter, finish
from weft.workloads import Batch

#: What became of one task, as a plain tuple because making and pickling one must cost next to
#: nothing: a records.Record without its name, (task, lane, sum, queued, start, end, cpu, wait,
#: lock, gil, transfer, packing, report). In worker processes the lane is the process's id.
Note = Tuple[int, int, int, int, int, int, int, int, int, int, int, int, Any]


class Lane(Waiter):
    """The blocking waiter: waiting blocks the thread that the lane runs on."""

    __slots__ = (
        "id",
        "batch",
        "slack",
        "done",
        "reports",
        "moved",
        "packing",
        "_wait",
        "_lock",
    )

    def __init__(self, lane: int, batch: Batch, slack: int = 0, reports: bool = False) -> None:
        self.id = lane
        self.batch = batch
        self.slack = slack  # ns that a sleep may overshoot without having waited for the GIL
        self.done = 0
        self.reports = reports and batch.report is not None
        self.moved = 0  # ns that taking the task's input in has cost
        self.packing = 0  # ns that the engine took to pickle it
        self._wait = self._lock = 0

    def execute(self, task: int, data: Any, out: Any, queued: int, start: int) -> Note:
        """Runs a task that the lane took at start."""
        cpu = thread_cpu()
        batch = self.batch
        result = batch.run(self, task, data, out)
        if batch.waits:
            result = finish(result)
        cpu = thread_cpu() - cpu
        end = now()
        note = (
            task,
            self.id,
            checked(result),
            queued,
            start,
            end,
            cpu,
            self._wait,
            self._lock,
            0,
            self.moved,
            self.packing,
            batch.report() if self.reports else None,  # type: ignore[misc]
        )
        self._wait = self._lock = self.moved = self.packing = 0
        self.done += 1
        return note

    async def sleep(self, us: int) -> None:
        began = now()
        time.sleep(us / 1e6)
        self._wait += min(now() - began, us * 1000 + self.slack)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return self._timed(op, *args)

    async def fetch(self, client: Client, path: str) -> bytes:
        return self._timed(client.get, path)

    def _timed(self, op: Callable[..., Any], *args: Any) -> Any:
        """Counts the time of an operation as waiting, but for what it computes itself. When
        it gets the GIL back late, that counts too: nobody can tell it from the operation."""
        began, cpu = now(), thread_cpu()
        try:
            return op(*args)
        finally:
            self._wait += max(0, now() - began - (thread_cpu() - cpu))

    async def compute(self, data: bytes) -> int:
        return self.batch.compute(data)

    async def enter(self, gate: Gate) -> None:
        self.lock(gate.thread)

    def leave(self, gate: Gate) -> None:
        gate.thread.release()

    def lock(self, mutex: threading.Lock) -> None:
        if mutex.acquire(False):
            return
        began = now()
        mutex.acquire()
        self._lock += now() - began

    def blocking(self) -> Waiter:
        return self


def checked(result: Any) -> int:
    """A task's result as a number of 64 bits. Nothing else may leave a task: what can't be
    pickled would be lost on its way between processes, and be missed without a word."""
    if type(result) is not int:
        raise TaskError(f"it returned a {type(result).__name__}, not a whole number")
    return result & MASK


def views(batch: Batch, task: int) -> Tuple[Optional[memoryview], Optional[memoryview]]:
    """The parts of the batch's data and result that belong to a task, without copying."""
    data = out = None
    if batch.takes is not None:
        low, high = batch.takes(task)
        data = memoryview(batch.data)[low:high]
    if batch.gives is not None:
        low, high = batch.gives(task)
        out = memoryview(batch.result)[low:high]
    return data, out
