"""asyncio: one thread runs all tasks on an event loop, at most p in flight."""

from __future__ import annotations

import asyncio
from typing import Any, Callable

from weft.failure import Refused
from weft.job import Job
from weft.meter import now
from weft.models.crew import Crew
from weft.models.loops.loop import Loop
from weft.models.model import IN_FLIGHT, Model
from weft.web import fetchers

NAME = "asyncio"
OPTIONS = {"dispatch": "gather", "block": "false"}


class AsyncioLoop(Loop):
    """asyncio's loop."""

    CANCELLED = (asyncio.CancelledError,)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.loop = asyncio.new_event_loop()

    def preload(self) -> None:
        fetchers.optional("aiohttp")

    def new_fetcher(self) -> fetchers.AsyncFetcher:
        return fetchers.of_asyncio()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return await self.loop.run_in_executor(None, op, *args)

    def new_lock(self) -> asyncio.Lock:
        return asyncio.Lock()

    def run_all(self) -> None:
        probing = self.loop.create_task(self.probe())
        try:
            self.loop.run_until_complete(self._main())
        finally:
            probing.cancel()

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
            await self.run_on_free_lane(task, now())

    async def _released(self, task: int, limit: asyncio.Semaphore, queued: int) -> None:
        try:
            await self.run_on_free_lane(task, queued)
        finally:
            limit.release()

    def close(self) -> None:
        loop = self.loop
        loop.run_until_complete(self.close_connections())
        loop.run_until_complete(loop.shutdown_asyncgens())
        if hasattr(loop, "shutdown_default_executor"):  # from 3.9 on
            loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def start(job: Job) -> Crew:
    """Creates the loop."""
    dispatch = job.options.text("dispatch")
    if dispatch not in ("gather", "create-task"):
        raise Refused(f"dispatch: {dispatch!r} is not one of gather, create-task")
    return AsyncioLoop(job)


MODEL = Model(start=start, options=OPTIONS, limit=IN_FLIGHT)
