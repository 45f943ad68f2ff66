"""asyncio: one thread runs all tasks on an event loop, at most p in flight."""

from __future__ import annotations

import asyncio
from typing import Any, Callable, List, Optional, Tuple

from weft.failure import Failure, Refused, of_task
from weft.job import Job
from weft.lane import checked, views
from weft.meter import now, thread_cpu
from weft.models.crew import Crew, this_thread
from weft.waiter import Client, Gate, Stubborn, Waiter

OPTIONS = {"dispatch": "gather", "block": "false"}
MOST = (100_000, "each task in flight takes some KiB")

#: Between two probes of the loop's lag, in seconds.
_PROBE = 0.01


class LoopWaiter(Waiter):
    """Awaits, so that the loop goes on with other tasks, and counts what a task's time went
    into: on the loop's thread, waiting, or waiting for its turn on the thread."""

    __slots__ = ("crew", "task", "resumed", "on", "wait", "turn", "locked", "away")

    def __init__(self, crew: EventLoop, task: int) -> None:
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
        await asyncio.sleep(us / 1e6)
        gone = self.resume(left)
        late = max(0, gone - us * 1000)
        self.wait += gone - late
        self.turn += late
        self.crew.lags.append(late)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        left = self.park()
        try:
            return await self.crew.loop.run_in_executor(None, op, *args)
        finally:
            self.wait += self.resume(left)

    async def fetch(self, client: Client, path: str) -> bytes:
        left = self.park()
        try:
            return await client.fetch(path)
        finally:
            self.wait += self.resume(left)

    async def compute(self, data: bytes) -> int:
        return await self.crew.compute(self, data)

    async def enter(self, gate: Gate) -> None:
        if gate.loop is None:
            gate.loop = asyncio.Lock()
        if not gate.loop.locked():
            await gate.loop.acquire()  # at once
            return
        left = self.park()
        await gate.loop.acquire()
        self.locked += self.resume(left)

    def leave(self, gate: Gate) -> None:
        gate.loop.release()

    def lock(self, mutex: Any) -> None:
        mutex.acquire()  # nobody keeps it across an await, so it is free

    def blocking(self) -> Waiter:
        return Stubborn(self)


class EventLoop(Crew):
    """A loop on the engine's main thread."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        if job.batch.warm is not None:
            job.batch.warm(True)
        self.loop = asyncio.new_event_loop()
        self._thread = this_thread()
        self._cpu = 0  # of the loop's thread in the run, ns
        self._on = [0] * job.batch.tasks  # how long each task was on the thread, ns
        self._free: List[int] = []
        self._blocks = job.options.bool("block")
        self._probing: Optional[asyncio.TimerHandle] = None

    def run(self) -> None:
        cpu = thread_cpu()
        self._free = list(range(self.job.workers - 1, -1, -1))
        self._probe(None)
        try:
            self.loop.run_until_complete(self._main())
        finally:
            if self._probing is not None:
                self._probing.cancel()
        self._cpu = thread_cpu() - cpu

    def _probe(self, due: Optional[int]) -> None:
        """Notes how late the loop is to call this."""
        moment = now()
        if due is not None:
            self.lags.append(max(0, moment - due))
        again = moment + int(_PROBE * 1e9)
        self._probing = self.loop.call_later(_PROBE, self._probe, again)

    async def _main(self) -> None:
        tasks, limit = range(self.job.batch.tasks), asyncio.Semaphore(self.job.workers)
        if self.job.options.text("dispatch") == "gather":
            await asyncio.gather(*(self._bounded(task, limit) for task in tasks))
            return
        alive = set()
        for task in tasks:
            await limit.acquire()
            if self.job.failure is not None:
                raise self.job.failure
            started = self.loop.create_task(self._released(task, limit, now()))
            alive.add(started)
            started.add_done_callback(alive.discard)
        await asyncio.gather(*alive)

    async def _bounded(self, task: int, limit: asyncio.Semaphore) -> None:
        async with limit:
            await self._run(task, now())

    async def _released(self, task: int, limit: asyncio.Semaphore, queued: int) -> None:
        try:
            await self._run(task, queued)
        finally:
            limit.release()

    async def _run(self, task: int, queued: int) -> None:
        lane = self._free.pop()
        try:
            self.job.notes[task] = await self.perform(task, lane, queued)
        except asyncio.CancelledError:  # another task has failed
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
        waiter = LoopWaiter(self, task)
        start = waiter.resumed
        asked: Waiter = Stubborn(waiter) if self._blocks else waiter
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

    def settle(self) -> None:
        """Shares the thread's CPU time out among the tasks, by how long each was on it."""
        notes: Any = self.job.notes
        share = min(1.0, self._cpu / max(1, sum(self._on)))
        for task, note in enumerate(notes):
            notes[task] = (*note[:6], note[6] + int(self._on[task] * share), *note[7:])

    def close(self) -> None:
        batch, loop = self.job.batch, self.loop
        if batch.loop_close is not None:
            loop.run_until_complete(batch.loop_close())
        loop.run_until_complete(loop.shutdown_asyncgens())
        if hasattr(loop, "shutdown_default_executor"):  # from 3.9 on
            loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    def threads(self) -> List[Tuple[int, int]]:
        return [self._thread]

    def where(self, lane: int) -> Tuple[int, int]:
        return self._thread


def start(job: Job) -> Crew:
    """Creates the loop."""
    dispatch = job.options.text("dispatch")
    if dispatch not in ("gather", "create-task"):
        raise Refused(f"dispatch: {dispatch!r} is not one of gather, create-task")
    return EventLoop(job)
