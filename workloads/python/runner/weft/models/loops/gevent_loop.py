"""gevent: one thread runs each task in a greenlet of its own, at most p under way.

The standard library is patched before the batch is built, so that blocking code, such as
requests, yields to gevent's hub while it waits. Files don't, so gevent's thread pool handles
them. With block nothing is patched: the mistake of a program that forgot to.
"""

from __future__ import annotations

from typing import Any, Callable

import gevent
import gevent.lock
import gevent.pool
from gevent import monkey

from weft.job import Job
from weft.meter import now
from weft.models.loops.loop import Loop, LoopBlocker, LoopWaiter
from weft.models.model import IN_FLIGHT, Model
from weft.waiter import BlockingWaiter, Client, Waiter, finish
from weft.web import fetchers
from weft.workloads import Values

NAME = "gevent"
LIBRARIES = ("gevent",)


def patch(options: Values) -> None:
    """Patches the standard library, for this engine and before anything takes a lock or a
    socket from it. What the engine's own threads use has been taken already (native.py)."""
    if not options.bool("block"):
        monkey.patch_all()


class GeventWaiter(LoopWaiter):
    """Sockets yield by themselves, and belong to the hub's thread."""

    __slots__ = ()

    async def talk(self, op: Callable[..., Any], *args: Any) -> Any:
        parked = self.park()
        try:
            return op(*args)
        finally:
            self.wait += self.resume(parked)


class PatchedWaiter(BlockingWaiter):
    """Blocks in code that has been patched: that yields by itself, except for files."""

    __slots__ = ()

    async def talk(self, op: Callable[..., Any], *args: Any) -> Any:
        return await self.awaiting.talk(op, *args)

    async def sleep(self, us: int) -> None:
        await self.awaiting.sleep(us)

    async def fetch(self, client: Client, path: str) -> bytes:
        return await self.awaiting.fetch(client, path)


class PatchedFetcher(fetchers.AsyncFetcher):
    """A library that blocks, and yields because sockets have been patched."""

    def __init__(self) -> None:
        self.name = f"gevent {gevent.__version__} + {fetchers.blocking_name()}"
        self._library = fetchers.blocking()

    async def get(self, url: str) -> bytes:
        return self._library.get(url)

    async def close(self) -> None:
        self._library.close()


class GeventLoop(Loop):
    """gevent's hub and a pool of p greenlets, one a task. A greenlet switches in the midst of
    what it calls, so that no task ever suspends: finish runs it to its end."""

    CANCELLED = (gevent.GreenletExit,)
    WAITER = GeventWaiter

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._hub = gevent.get_hub()
        self._pool = gevent.pool.Pool(job.workers)

    def preload(self) -> None:
        fetchers.blocking()

    def new_fetcher(self) -> fetchers.AsyncFetcher:
        return PatchedFetcher()

    async def sleep(self, seconds: float) -> None:
        gevent.sleep(seconds)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return self._hub.threadpool.apply(op, args)

    def new_lock(self) -> gevent.lock.BoundedSemaphore:
        return gevent.lock.BoundedSemaphore(1)

    async def acquire(self, lock: gevent.lock.BoundedSemaphore) -> None:
        lock.acquire()

    def blocking_waiter(self, waiter: LoopWaiter) -> Waiter:
        return LoopBlocker(waiter) if self._blocks else PatchedWaiter(waiter)

    def run_all(self) -> None:
        probing = gevent.spawn(finish, self.probe())
        for task in range(self.job.batch.tasks):
            self._pool.wait_available()
            if self.job.failure is not None:
                break
            self._pool.spawn(self._run_greenlet, task, now())
        self._pool.join()
        probing.kill()

    def _run_greenlet(self, task: int, queued: int) -> None:
        """What a greenlet does in its life."""
        try:
            finish(self.run_on_free_lane(task, queued))
        except gevent.GreenletExit:
            raise
        except BaseException:  # the job has it; here it would only be printed
            self._pool.kill(block=False)

    def close(self) -> None:
        finish(self.close_connections())
        self._hub.threadpool.kill()


MODEL = Model(start=GeventLoop, options={"block": "false"}, limit=IN_FLIGHT, before=patch)
