"""What the models of one thread with many tasks under way have in common.

An event loop knows what its thread does only while a task has it. So each task counts for itself
how long it was on the thread, how long it waited, and how long it then waited for its turn; the
thread's CPU time is shared out by that when the run is over. How late the loop itself is tells a
probe that it is asked to run every 10 ms, and everyone who has slept.

A lane takes its next task as soon as it is free, and then waits for its turn while other tasks
have the thread. What the loop itself takes to come round to it is dispatch.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any, Callable, Deque, List, Optional, Tuple, Type

from weft.failure import Failure, of_task
from weft.job import Job
from weft.lane import checked, views
from weft.meter import now, thread_cpu
from weft.models.crew import Crew, this_thread
from weft.record import PackedRecord, TaskRecord
from weft.waiter import BlockingWaiter, Client, Gate, Waiter
from weft.web.fetchers import AsyncFetcher

#: Between two probes of the loop's lag, in seconds.
_PROBE = 0.01


class LoopWaiter(Waiter):
    """Awaits, so that the loop goes on with other tasks, and counts what a task's time went
    into: on the loop's thread, waiting, or waiting for its turn on the thread."""

    __slots__ = (
        "crew",
        "task",
        "resumed",
        "others",
        "on_thread",
        "wait",
        "turn",
        "locked",
        "cpu_elsewhere",
    )

    def __init__(self, crew: Loop, task: int) -> None:
        self.crew, self.task = crew, task
        self.resumed = now()
        self.others = 0  # what tasks had had of the thread when this one left it, ns
        self.on_thread = self.wait = self.turn = self.locked = 0  # ns each
        self.cpu_elsewhere = 0  # CPU time that other threads have spent on the task, ns

    def park(self) -> int:
        """The task leaves the loop's thread; returns when, on meter's clock."""
        parked = now()
        self.on_thread += parked - self.resumed
        self.crew.occupied += parked - self.resumed
        self.others = self.crew.occupied
        return parked

    def resume(self, parked: int) -> int:
        """The task is back; returns how long it was parked, ns."""
        self.resumed = now()
        return self.resumed - parked

    def resume_after(self, parked: int, ended: int) -> int:
        """The task is back from what ended elsewhere at a moment on meter's clock, 0 if that
        isn't known. Since then it has waited for its turn, while other tasks had the thread;
        returns how long it was parked but for that, ns."""
        gone = self.resume(parked)
        late = self.resumed - max(parked, ended) if ended else 0
        late = max(0, min(late, self.crew.occupied - self.others))
        self.turn += late
        return gone - late

    async def sleep(self, us: int) -> None:
        parked = self.park()
        await self.crew.sleep(us / 1e6)
        gone = self.resume(parked)
        late = max(0, gone - us * 1000)
        self.wait += gone - late
        self.turn += late
        self.crew.lags.append(late)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        parked, ended = self.park(), 0

        def timed() -> Any:
            nonlocal ended
            try:
                return op(*args)
            finally:
                ended = now()

        try:
            return await self.crew.do(timed)
        finally:
            self.wait += self.resume_after(parked, ended)

    async def fetch(self, client: Client, path: str) -> bytes:
        parked = self.park()
        try:
            return await client.fetch(self.crew.fetcher(), path)
        finally:
            self.wait += self.resume(parked)

    async def compute(self, data: bytes) -> int:
        return await self.crew.compute(self, data)

    async def enter(self, gate: Gate) -> None:
        crew = self.crew
        if gate.loop is None:
            gate.loop = crew.new_lock()
        held = crew.is_locked(gate.loop)
        parked = self.park()
        await crew.acquire(gate.loop)
        gone = self.resume(parked)
        if held:
            self.locked += gone
        else:
            self.turn += gone

    def leave(self, gate: Gate) -> None:
        parked = self.park()  # Twisted goes on with the next task right here
        gate.loop.release()
        self.turn += self.resume(parked)

    def lock(self, mutex: Any) -> None:
        mutex.acquire()  # nobody keeps it across an await, so it is free

    def blocking(self) -> Waiter:
        return self.crew.blocking_waiter(self)


class LoopBlocker(BlockingWaiter):
    """Blocks the loop's thread, with all tasks. That is a task's own waiting, and for the others
    waiting for their turn."""

    __slots__ = ("loop",)

    def __init__(self, awaiting: LoopWaiter) -> None:
        super().__init__(awaiting)
        self.loop = awaiting

    async def sleep(self, us: int) -> None:
        self._timed(time.sleep, us / 1e6)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return self._timed(op, *args)

    async def fetch(self, client: Client, path: str) -> bytes:
        page: bytes = self._timed(client.get, path)
        return page

    def _timed(self, op: Callable[..., Any], *args: Any) -> Any:
        """Counts the time of an operation as waiting, but for what it computes itself."""
        began, cpu = now(), thread_cpu()
        try:
            return op(*args)
        finally:
            blocked = max(0, now() - began - (thread_cpu() - cpu))
            self.loop.wait += blocked
            self.loop.on_thread -= blocked


class Loop(Crew):
    """A loop on the engine's main thread, with at most p tasks under way."""

    #: What the library throws into tasks that are to end because another has failed.
    CANCELLED: Tuple[Type[BaseException], ...] = ()
    #: What its tasks ask.
    WAITER: Type[LoopWaiter] = LoopWaiter

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._thread = this_thread()
        self._cpu = 0  # of the loop's thread in the run, ns
        self._on_thread = [0] * job.batch.tasks  # how long each task was on the thread, ns
        self._due = 0  # when the probe was to be called next, on meter's clock
        self._others = [0] * job.batch.tasks  # what others had of it while a lane waited, ns
        self.occupied = 0  # what tasks have had of the thread, computing or blocking it, ns
        # Each with what tasks had had of the thread when it became free, the longest free first.
        self._free: Deque[Tuple[int, int]] = deque((lane, 0) for lane in range(job.workers))
        self._blocks = job.options.bool("block")
        self._fetcher: Optional[AsyncFetcher] = None
        if job.batch.preload is not None:
            self.preload()

    # What each library does in its own way.

    def run_all(self) -> None:
        """Runs all tasks, each by run_on_free_lane, and a probe."""
        raise NotImplementedError

    def preload(self) -> None:
        """Imports what pages are fetched with, so that no run pays for that."""
        raise NotImplementedError

    def new_fetcher(self) -> AsyncFetcher:
        """What pages are fetched with, made by the first task that fetches one."""
        raise NotImplementedError

    async def sleep(self, seconds: float) -> None:
        """Sleeps while the loop goes on."""
        raise NotImplementedError

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        """Has another thread run a blocking operation while the loop goes on."""
        raise NotImplementedError

    def new_lock(self) -> Any:
        """A lock of the library's own, with release() and what the next two need."""
        raise NotImplementedError

    def is_locked(self, lock: Any) -> bool:
        """Whether somebody holds a lock."""
        return bool(lock.locked())

    async def acquire(self, lock: Any) -> None:
        """Waits for a lock."""
        await lock.acquire()

    def blocking_waiter(self, waiter: LoopWaiter) -> Waiter:
        """The waiter of tasks that block without awaiting."""
        return LoopBlocker(waiter)

    # What they share.

    def run(self) -> None:
        cpu = thread_cpu()
        try:
            self.run_all()
        except BaseException as error:
            if self.job.failure is None:
                raise
            raise self.job.failure from error  # the first, and nothing wrapped around it
        self._cpu = thread_cpu() - cpu
        late = now() - self._due
        if self._due and late > 0:  # the loop stood still to the end
            self.lags.append(late)
        if self.job.failure is not None:
            raise self.job.failure

    async def probe(self) -> None:
        """Notes how late the loop is to go on with this, until it is cancelled."""
        while True:
            self._due = now() + int(_PROBE * 1e9)
            await self.sleep(_PROBE)
            self.lags.append(max(0, now() - self._due))

    async def run_on_free_lane(self, task: int, queued: int) -> None:
        """Runs a task on a free lane. A Failure is kept by the job and raised."""
        lane, occupied = self._free.popleft()
        self._others[task] = self.occupied - occupied
        try:
            self.job.records[task] = await self.run_task(task, lane, queued)
        except (GeneratorExit, *self.CANCELLED):  # type: ignore[misc]  # another task has failed
            raise
        except BaseException as error:  # SystemExit would end the loop
            failure = error if isinstance(error, Failure) else of_task(task, error)
            self.job.fail(failure)
            raise failure from error
        self.job.count += 1
        self._free.append((lane, self.occupied))

    async def run_task(self, task: int, lane: int, queued: int) -> PackedRecord:
        """Runs one task and returns its record, in which its part of the thread's CPU time is
        still missing."""
        batch = self.job.batch
        data, out = views(batch, task)
        waiter = self.WAITER(self, task)
        start = waiter.resumed
        chosen: Waiter = self.blocking_waiter(waiter) if self._blocks else waiter
        result = batch.run(chosen, task, data, out)
        if batch.waits:
            result = await result
        end = waiter.park()
        self._on_thread[task] = waiter.on_thread
        return (
            task,
            lane,
            checked(result),
            queued,
            start,
            end,
            waiter.cpu_elsewhere,
            waiter.wait,
            waiter.locked,
            waiter.turn,
            0,
            0,
            None,
        )

    async def compute(self, waiter: LoopWaiter, data: bytes) -> int:
        """The computing part of a task: here it keeps the loop busy."""
        result: int = self.job.batch.compute(data)
        return result

    def fetcher(self) -> AsyncFetcher:
        """What pages are fetched with."""
        if self._fetcher is None:
            self._fetcher = self.new_fetcher()
        return self._fetcher

    async def close_connections(self) -> None:
        """Closes the connections over which pages were fetched."""
        if self._fetcher is not None:
            await self._fetcher.close()

    def settle(self) -> None:
        """Shares the thread's CPU time out among the tasks, by how long each was on it; and has
        each begin when its lane took it, from when on it waited for others."""
        records: Any = self.job.records
        share = min(1.0, self._cpu / max(1, sum(self._on_thread)))
        for task, packed in enumerate(records):
            record, others = TaskRecord(*packed), self._others[task]
            start = record.start - others
            records[task] = record._replace(
                queued=min(record.queued, start),
                start=start,
                cpu=record.cpu + int(self._on_thread[task] * share),
                gil=record.gil + others,
            )

    def threads(self) -> List[Tuple[int, int]]:
        return [self._thread]

    def where(self, lane: int) -> Tuple[int, int]:
        return self._thread
