"""hybrid: an event loop waits, and run_in_executor computes in processes or threads."""

from __future__ import annotations

import os
from typing import Any, List, Tuple, Union

from weft.failure import Failure, Refused
from weft.job import Job
from weft.meter import ENGINE_CLOCK_EVERYWHERE, now, thread_cpu
from weft.models.crew import Crew
from weft.models.loops import asyncio_loop
from weft.models.loops.asyncio_loop import AsyncioLoop
from weft.models.loops.loop import LoopWaiter
from weft.models.model import Limit, Model
from weft.models.processes.process_pool import ProcessPool
from weft.models.processes.processcrew import DEFAULT_START, WORKERS
from weft.models.threads.switchinterval import INTERVAL
from weft.models.threads.thread_pool import ThreadPool
from weft.models.worker import compute_part, run_task
from weft.record import START, SUM
from weft.workloads import Values

NAME = "hybrid"

Pool = Union[ProcessPool, ThreadPool]


class Hybrid(AsyncioLoop):
    """A loop with up to p tasks in flight before an executor of one worker a core, at most p.

    Tasks that wait run on the loop and send only their computing part to the executor; tasks
    that only compute are sent there whole. A workload that has nothing to compute has no
    executor.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        batch = job.batch
        self._whole = not batch.waits
        self._pool: "Pool | None" = None
        if self._whole or batch.compute is not None:
            self._pool = self._new_pool(min(job.workers, os.cpu_count() or 1))
            self.shares_gil = self._whole and isinstance(self._pool, ThreadPool)
            if self._whole:
                self.pickles = self._pool.pickles
                self.clock_offsets = self._pool.clock_offsets

    def _new_pool(self, workers: int) -> Pool:
        job = self.job
        if job.options.text("executor") == "processes":
            return ProcessPool(job, workers)
        options = Values({"interval": INTERVAL})
        inner = Job(job.recipe, job.batch, workers, options, job.slack)
        inner.records = job.records
        return ThreadPool(inner)

    async def run_task(self, task: int, lane: int, queued: int) -> Any:
        if not self._whole:
            return await super().run_task(task, lane, queued)
        record = await self._send(task)
        return (task, lane, record[SUM], queued, *record[START:])

    async def _send(self, task: int) -> Any:
        """Has a worker run a whole task, and returns its record."""
        pool, job = self._pool, self.job
        if isinstance(pool, ThreadPool):
            await self.loop.run_in_executor(pool.executor, pool.run_task, task)
            return job.records[task]
        assert pool is not None
        reply = await self.loop.run_in_executor(pool.executor, run_task, job.request(task))
        job.count -= 1  # the loop counts the task itself
        return job.accept(reply)

    async def compute(self, waiter: LoopWaiter, data: bytes) -> int:
        """Has a worker compute. What is neither computing nor its way there and back is
        waiting for a free worker: there is one a core."""
        pool = self._pool
        parked = waiter.park()
        if isinstance(pool, ThreadPool):
            future = self.loop.run_in_executor(pool.executor, self._timed, data)
        else:
            assert pool is not None
            future = self.loop.run_in_executor(pool.executor, compute_part, waiter.task, data)
        reply = await future
        if isinstance(reply, Failure):
            raise reply
        result, cpu, ended = reply
        waiter.resume_after(parked, ended if ENGINE_CLOCK_EVERYWHERE else 0)
        waiter.cpu_elsewhere += cpu
        return int(result)

    def _timed(self, data: bytes) -> Tuple[int, int, int]:
        cpu = thread_cpu()
        return self.job.batch.compute(data), thread_cpu() - cpu, now()

    def settle(self) -> None:
        if not self._whole:  # else the CPU time is what workers have measured
            super().settle()

    def close(self) -> None:
        super().close()
        if self._pool is not None:
            self._pool.close()

    def kill(self) -> None:
        if self._pool is not None:
            self._pool.kill()

    def pids(self) -> List[int]:
        return [] if self._pool is None else self._pool.pids()

    def threads(self) -> List[Tuple[int, int]]:
        """Those of the workers when all of a task is done there: what waits for a core on the
        way to them and back is dispatch."""
        if self._pool is None:
            return super().threads()
        return self._pool.threads() if self._whole else []

    def where(self, lane: int) -> Tuple[int, int]:
        """The loop's thread: which worker computes for a lane changes from task to task."""
        return (os.getpid(), 0) if self._whole else super().where(lane)


def start(job: Job) -> Crew:
    """Creates the loop and the executor's workers."""
    executor = job.options.text("executor")
    if executor not in ("processes", "threads"):
        raise Refused(f"executor: {executor!r} is not one of processes, threads")
    return Hybrid(job)


MODEL = Model(
    start=start,
    options={**asyncio_loop.OPTIONS, "executor": "processes", "start": DEFAULT_START},
    limit=Limit(10_000, "each task under way may hold a connection and its bytes"),
    workers=WORKERS,
)
