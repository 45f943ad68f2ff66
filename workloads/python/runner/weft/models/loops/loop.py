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
from weft.waiter import Client, Gate, Stubborn, Waiter
from weft.web.fetchers import Awaiting

#: Between two probes of the loop's lag, in seconds.
_PROBE = 0.01


class LoopWaiter(Waiter):
    """Awaits, so that the loop goes on with other tasks, and counts what a task's time went
    into: on the loop's thread, waiting, or waiting for its turn on the thread."""

    __slots__ = ("crew", "task", "resumed", "on", "wait", "turn", "locked", "away")

    def __init__(self, crew: Loop, task: int) -> None:
        self.crew, self.task = crew, task
        self.resumed = now()
        self.on = self.wait = self.turn = self.locked = 0
        self.away = 0  # CPU time that others have spent on the task, ns

    def park(self) -> int:
        """The task leaves the loop's thread."""
        left = now()
        self.on += left - self.resumed
        return left

    def resume(self, left: int) -> int:
        """The task is back; returns how long it was away."""
        self.resumed = now()
        return self.resumed - left

    async def sleep(self, us: int) -> None:
        left = self.park()
        await self.crew.sleep(us / 1e6)
        gone = self.resume(left)
        late = max(0, gone - us * 1000)
        self.wait += gone - late
        self.turn += late
        self.crew.lags.append(late)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        left = self.park()
        try:
            return await self.crew.do(op, *args)
        finally:
            self.wait += self.resume(left)

    async def fetch(self, client: Client, path: str) -> bytes:
        left = self.park()
        try:
            return await client.fetch(self.crew.fetcher(), path)
        finally:
            self.wait += self.resume(left)

    async def compute(self, data: bytes) -> int:
        return await self.crew.compute(self, data)

    async def enter(self, gate: Gate) -> None:
        crew = self.crew
        if gate.loop is None:
            gate.loop = crew.new_lock()
        held = crew.is_locked(gate.loop)
        left = self.park()
        await crew.acquire(gate.loop)
        gone = self.resume(left)
        if held:
            self.locked += gone
        else:
            self.turn += gone

    def leave(self, gate: Gate) -> None:
        left = self.park()  # Twisted goes on with the next task right here
        gate.loop.release()
        self.turn += self.resume(left)

    def lock(self, mutex: Any) -> None:
        mutex.acquire()  # nobody keeps it across an await, so it is free

    def blocking(self) -> Waiter:
        return self.crew.stubborn(self)


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
        self._on = [0] * job.batch.tasks  # how long each task was on the thread, ns
        self._due = 0  # when the probe was to be called next
        self._free = list(range(job.workers - 1, -1, -1))
        self._blocks = job.options.bool("block")
        self._fetcher: Optional[Awaiting] = None
        if job.batch.warm is not None:
            self.warm()

    # What each library does in its own way.

    def go(self) -> None:
        """Runs all tasks, each by carry, and a probe."""
        raise NotImplementedError

    def warm(self) -> None:
        """Imports what pages are fetched with, so that no run pays for that."""
        raise NotImplementedError

    def new_fetcher(self) -> Awaiting:
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

    def stubborn(self, waiter: LoopWaiter) -> Waiter:
        """What a waiter is for tasks that block without awaiting."""
        return Stubborn(waiter)

    # What they share.

    def run(self) -> None:
        cpu = thread_cpu()
        try:
            self.go()
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

    async def carry(self, task: int, queued: int) -> None:
        """Carries a task through on a free lane."""
        lane = self._free.pop()
        try:
            self.job.notes[task] = await self.perform(task, lane, queued)
        except (GeneratorExit, *self.CANCELLED):  # type: ignore[misc]  # another task has failed
            raise
        except BaseException as error:  # SystemExit would end the loop
            failure = error if isinstance(error, Failure) else of_task(task, error)
            self.job.fail(failure)
            raise failure from error
        self.job.count += 1
        self._free.append(lane)

    async def perform(self, task: int, lane: int, queued: int) -> Any:
        """Runs one task and returns its note, in which its part of the thread's CPU time is
        still missing."""
        batch = self.job.batch
        data, out = views(batch, task)
        waiter = self.WAITER(self, task)
        start = waiter.resumed
        asked: Waiter = self.stubborn(waiter) if self._blocks else waiter
        result = batch.run(asked, task, data, out)
        if batch.waits:
            result = await result
        end = waiter.park()
        self._on[task] = waiter.on
        return (
            task,
            lane,
            checked(result),
            queued,
            start,
            end,
            waiter.away,
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

    def fetcher(self) -> Awaiting:
        """What pages are fetched with."""
        if self._fetcher is None:
            self._fetcher = self.new_fetcher()
        return self._fetcher

    async def hang_up(self) -> None:
        """Closes the connections over which pages were fetched."""
        if self._fetcher is not None:
            await self._fetcher.close()

    def settle(self) -> None:
        """Shares the thread's CPU time out among the tasks, by how long each was on it."""
        notes: Any = self.job.notes
        share = min(1.0, self._cpu / max(1, sum(self._on)))
        for task, note in enumerate(notes):
            notes[task] = (*note[:6], note[6] + int(self._on[task] * share), *note[7:])

    def threads(self) -> List[Tuple[int, int]]:
        return [self._thread]

    def where(self, lane: int) -> Tuple[int, int]:
        return self._thread
