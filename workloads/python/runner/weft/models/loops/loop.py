"""What the models of one thread with many tasks under way have in common.

An event loop knows what its thread does only while a task has it. So each task counts for itself
how long it was on the thread, how long it waited, and how long it then waited for its turn; the
thread's CPU time is shared out by that when the run is over. How late the loop itself is tells a
probe that it is asked to run every 10 ms, and everyone who has slept.
"""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Tuple, Type

from weft.failure import Failure, of_task
from weft.job import Job
from weft.lane import checked, views
from weft.meter import now, thread_cpu
from weft.models.crew import Crew, this_thread
from weft.record import CPU, WAIT
from weft.waiter import BlockingWaiter, Client, Gate, Waiter
from weft.web.fetchers import AsyncFetcher

#: Between two probes of the loop's lag, in seconds.
_PROBE = 0.01


class LoopWaiter(Waiter):
    """Awaits, so that the loop goes on with other tasks, and counts what a task's time went
    into: on the loop's thread, waiting, or waiting for its turn on the thread."""

    __slots__ = ("crew", "task", "resumed", "on_thread", "wait", "turn", "locked", "cpu_elsewhere")

    def __init__(self, crew: Loop, task: int) -> None:
        self.crew, self.task = crew, task
        self.resumed = now()
        self.on_thread = self.wait = self.turn = self.locked = 0  # ns each
        self.cpu_elsewhere = 0  # CPU time that other threads have spent on the task, ns

    def park(self) -> int:
        """The task leaves the loop's thread; returns when, on meter's clock."""
        parked = now()
        self.on_thread += parked - self.resumed
        return parked

    def resume(self, parked: int) -> int:
        """The task is back; returns how long it was parked, ns."""
        self.resumed = now()
        return self.resumed - parked

    async def sleep(self, us: int) -> None:
        parked = self.park()
        await self.crew.sleep(us / 1e6)
        gone = self.resume(parked)
        late = max(0, gone - us * 1000)
        self.wait += gone - late
        self.turn += late
        self.crew.lags.append(late)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        parked = self.park()
        try:
            return await self.crew.do(op, *args)
        finally:
            self.wait += self.resume(parked)

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
        self._free = list(range(job.workers - 1, -1, -1))
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
        return BlockingWaiter(waiter)

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
        lane = self._free.pop()
        try:
            self.job.records[task] = await self.run_task(task, lane, queued)
        except (GeneratorExit, *self.CANCELLED):  # type: ignore[misc]  # another task has failed
            raise
        except BaseException as error:  # SystemExit would end the loop
            failure = error if isinstance(error, Failure) else of_task(task, error)
            self.job.fail(failure)
            raise failure from error
        self.job.count += 1
        self._free.append(lane)

    async def run_task(self, task: int, lane: int, queued: int) -> Any:
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
        """Shares the thread's CPU time out among the tasks, by how long each was on it."""
        records: Any = self.job.records
        share = min(1.0, self._cpu / max(1, sum(self._on_thread)))
        for task, record in enumerate(records):
            cpu = record[CPU] + int(self._on_thread[task] * share)
            records[task] = (*record[:CPU], cpu, *record[WAIT:])

    def threads(self) -> List[Tuple[int, int]]:
        return [self._thread]

    def where(self, lane: int) -> Tuple[int, int]:
        return self._thread
