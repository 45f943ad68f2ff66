"""A lane executes tasks one after another on one thread, and records what became of each."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, Optional, Tuple

from weft.checksum import MASK
from weft.failure import TaskError
from weft.meter import now, thread_cpu
from weft.record import PackedRecord
from weft.waiter import Client, Gate, Waiter, finish
from weft.workloads import Batch


class Lane(Waiter):
    """The blocking waiter: waiting blocks the thread that the lane runs on."""

    __slots__ = (
        "id",
        "batch",
        "slack",
        "done",
        "reports",
        "transfer",
        "pickling",
        "_wait",
        "_lock",
    )

    def __init__(self, lane: int, batch: Batch, slack: int = 0, reports: bool = False) -> None:
        self.id = lane
        self.batch = batch
        self.slack = slack  # ns that a sleep may overshoot without having waited for the GIL
        self.done = 0
        self.reports = reports and batch.report is not None
        self.transfer = 0  # ns that unpickling the task's input has taken
        self.pickling = 0  # ns that the engine took to pickle it
        self._wait = self._lock = 0

    def execute(self, task: int, data: Any, out: Any, queued: int, start: int) -> PackedRecord:
        """Runs a task that the lane took at start, on meter's clock, and returns its record. data
        and out are its parts of the batch's data and result. What the task raises is raised."""
        cpu = thread_cpu()
        batch = self.batch
        result = batch.run(self, task, data, out)
        if batch.waits:
            result = finish(result)
        cpu = thread_cpu() - cpu
        end = now()
        record = (
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
            self.transfer,
            self.pickling,
            batch.report() if self.reports else None,  # type: ignore[misc]
        )
        self._wait = self._lock = self.transfer = self.pickling = 0
        self.done += 1
        return record

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
    """A task's result as a number of 64 bits; a TaskError for anything else. What can't be
    pickled would be lost on its way between processes, without a word."""
    if type(result) is not int:
        raise TaskError(f"it returned a {type(result).__name__}, not a whole number")
    return result & MASK


def views(batch: Batch, task: int) -> Tuple[Optional[memoryview], Optional[memoryview]]:
    """The parts of the batch's data and result that belong to a task, without copying."""
    data = out = None
    if batch.input_range is not None:
        low, high = batch.input_range(task)
        data = memoryview(batch.data)[low:high]
    if batch.output_range is not None:
        low, high = batch.output_range(task)
        out = memoryview(batch.result)[low:high]
    return data, out
