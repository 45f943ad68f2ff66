"""hybrid: an event loop waits, and run_in_executor computes in processes or threads."""

from __future__ import annotations

import os
from typing import Any, List, Tuple, Union

from weft.failure import Failure, Refused
from weft.job import Job
from weft.meter import thread_cpu
from weft.models.crew import Crew
from weft.models.loops import asyncio_loop
from weft.models.loops.asyncio_loop import EventLoop
from weft.models.loops.loop import LoopWaiter
from weft.models.processes.process_pool import ProcessPool
from weft.models.processes.processcrew import START, launch_failure
from weft.models.threads.switchinterval import INTERVAL
from weft.models.threads.thread_pool import ThreadPool
from weft.models.worker import compute, work
from weft.workloads import Values

OPTIONS = {**asyncio_loop.OPTIONS, "executor": "processes", "start": START}
MOST = (10_000, "each task under way may hold a connection and its bytes")

Inner = Union[ProcessPool, ThreadPool]


class Hybrid(EventLoop):
    """A loop with up to p tasks in flight before an executor of one worker a core, at most p.

    Tasks that wait run on the loop and send only their computing part to the executor; tasks
    that only compute are sent there whole. A workload that has nothing to compute has no
    executor.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        batch = job.batch
        self._whole = not batch.waits
        self._inner: "Inner | None" = None
        if self._whole or batch.compute is not None:
            self._inner = self._hire(min(job.workers, os.cpu_count() or 1))
            self.shares_gil = self._whole and isinstance(self._inner, ThreadPool)
            if self._whole:
                self.pickles = self._inner.pickles
                self.offsets = self._inner.offsets

    def _hire(self, workers: int) -> Inner:
        job = self.job
        if job.options.text("executor") == "processes":
            return ProcessPool(job, workers)
        options = Values({"interval": INTERVAL})
        inner = Job(job.recipe, job.batch, workers, options, job.slack)
        inner.notes = job.notes
        return ThreadPool(inner)

    async def perform(self, task: int, lane: int, queued: int) -> Any:
        if not self._whole:
            return await super().perform(task, lane, queued)
        note = await self._send(task)
        return (task, lane, note[2], queued, *note[4:])

    async def _send(self, task: int) -> Any:
        """Has a worker do a whole task."""
        inner, job = self._inner, self.job
        if isinstance(inner, ThreadPool):
            await self.loop.run_in_executor(inner.executor, inner.perform, task)
            return job.notes[task]
        assert inner is not None
        answer = await self.loop.run_in_executor(inner.executor, work, job.order(task))
        job.count -= 1  # the loop counts the task itself
        return job.accept(answer)

    async def compute(self, waiter: LoopWaiter, data: bytes) -> int:
        """Has a worker compute. What is neither computing nor its way there and back is
        waiting for a free worker: there is one a core."""
        inner = self._inner
        left = waiter.park()
        if isinstance(inner, ThreadPool):
            errand = self.loop.run_in_executor(inner.executor, self._timed, data)
        else:
            assert inner is not None
            errand = self.loop.run_in_executor(inner.executor, compute, waiter.task, data)
        answer = await errand
        waiter.resume(left)
        if isinstance(answer, Failure):
            raise answer
        result, cpu = answer
        waiter.away += cpu
        return int(result)

    def _timed(self, data: bytes) -> Tuple[int, int]:
        cpu = thread_cpu()
        return self.job.batch.compute(data), thread_cpu() - cpu

    def settle(self) -> None:
        if not self._whole:  # else the CPU time is what workers have measured
            super().settle()

    def close(self) -> None:
        super().close()
        if self._inner is not None:
            self._inner.close()

    def kill(self) -> None:
        if self._inner is not None:
            self._inner.kill()

    def pids(self) -> List[int]:
        return [] if self._inner is None else self._inner.pids()

    def threads(self) -> List[Tuple[int, int]]:
        """Those of the workers when all of a task is done there: what waits for a core on the
        way to them and back is dispatch."""
        if self._inner is None:
            return super().threads()
        return self._inner.threads() if self._whole else []

    def where(self, lane: int) -> Tuple[int, int]:
        """The loop's thread: which worker computes for a lane changes from task to task."""
        return (os.getpid(), 0) if self._whole else super().where(lane)


def start(job: Job) -> Crew:
    """Creates the loop and the executor's workers."""
    executor = job.options.text("executor")
    if executor not in ("processes", "threads"):
        raise Refused(f"executor: {executor!r} is not one of processes, threads")
    try:
        return Hybrid(job)
    except Exception as error:
        raise launch_failure(job.workers, error) from error
