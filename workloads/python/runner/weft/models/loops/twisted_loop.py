"""twisted: the reactor, with at most p tasks under way as coroutines that await Deferreds; or,
with defer, its thread pool of p threads.

Deferreds have no scheduler: a task runs within the call that starts or resumes it, until it
first waits. Tasks that never wait leave the reactor no turn.
"""

from __future__ import annotations

import threading
from typing import Any, Callable, Coroutine, List

from twisted import version
from twisted.internet import reactor as installed
from twisted.internet.defer import (
    CancelledError,
    Deferred,
    DeferredList,
    DeferredLock,
    DeferredSemaphore,
    ensureDeferred,
    gatherResults,
)
from twisted.internet.task import deferLater
from twisted.internet.threads import deferToThread

from weft.failure import Failure, Refused
from weft.job import Job
from weft.meter import now
from weft.models.crew import Crew
from weft.models.loops.loop import Loop
from weft.models.model import THREADS, Limit, Model
from weft.models.threads.thread_pool import PoolThreads
from weft.waiter import GATES
from weft.web import fetchers

NAME = "twisted"
LIBRARIES = ("twisted",)

#: The one reactor of this process: which one it is depends on the system.
reactor: Any = installed


def spin(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs the reactor until a coroutine has ended, and raises what that raised.

    A reactor that was stopped can't run again, so this leaves it by crash, as Twisted's own
    trial does between tests. The signal handlers stay the engine's.
    """
    errors: List[Any] = []

    def begin() -> None:
        ended = ensureDeferred(work())
        ended.addErrback(errors.append)
        ended.addCallback(lambda _: reactor.crash())

    reactor.callWhenRunning(begin)
    reactor.run(installSignalHandlers=False)
    if errors:
        errors[0].raiseException()


def stop() -> None:
    """Ends the reactor for good, and its thread pool."""
    reactor.callWhenRunning(reactor.stop)
    reactor.run(installSignalHandlers=False)


class Agent(fetchers.AsyncFetcher):
    """Twisted's own HTTP client, which keeps its connections."""

    def __init__(self) -> None:
        from twisted.web import client

        self.name = f"Twisted {version.public()} Agent"
        self._pool = client.HTTPConnectionPool(reactor)
        self._pool.maxPersistentPerHost = GATES
        self._agent = client.Agent(reactor, connectTimeout=fetchers.TIMEOUT, pool=self._pool)
        self._read: Any = client.readBody

    async def get(self, url: str) -> bytes:
        response = await self._agent.request(b"GET", url.encode())
        return fetchers.checked(response.code, await self._read(response))

    async def close(self) -> None:
        await self._pool.closeCachedConnections()


class TwistedLoop(Loop):
    """The reactor on the engine's main thread."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._failed: Deferred[None] = Deferred()

    def preload(self) -> None:
        fetchers.optional("twisted.web.client")

    def new_fetcher(self) -> fetchers.AsyncFetcher:
        return Agent()

    async def sleep(self, seconds: float) -> None:
        await deferLater(reactor, seconds)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return await deferToThread(op, *args)

    def new_lock(self) -> DeferredLock:
        return DeferredLock()

    def is_locked(self, lock: DeferredLock) -> bool:
        return bool(lock.locked)

    def run_all(self) -> None:
        spin(self._main)

    async def _main(self) -> None:
        probing = ensureDeferred(self.probe())
        probing.addErrback(lambda error: error.trap(CancelledError))
        sending = ensureDeferred(self._send())
        await DeferredList([sending, self._failed], fireOnOneCallback=True, fireOnOneErrback=True)
        probing.cancel()

    async def _send(self) -> None:
        """Starts all tasks and returns when the last has ended, unless one fails."""
        limit = DeferredSemaphore(self.job.workers)
        for task in range(self.job.batch.tasks):
            await limit.acquire()
            if self.job.failure is not None:
                return
            ensureDeferred(self._released(task, limit, now()))
        for _ in range(self.job.workers):
            await limit.acquire()

    async def _released(self, task: int, limit: DeferredSemaphore, queued: int) -> None:
        try:
            await self.run_on_free_lane(task, queued)
        except Failure:  # the job has it
            if not self._failed.called:
                self._failed.callback(None)
        finally:
            limit.release()

    def close(self) -> None:
        spin(self.close_connections)
        stop()


class TwistedThreads(PoolThreads):
    """The reactor's thread pool. The reactor itself only hands tasks over, all at once as
    programs do, and hears of their ends."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        reactor.suggestThreadPoolSize(job.workers)
        spin(self._start_threads)

    async def _start_threads(self) -> None:
        """Has the pool start all its threads, which it else does as tasks come."""
        barrier = threading.Barrier(self.job.workers)

        def become_lane() -> None:
            self.become_lane()
            barrier.wait()

        await gatherResults([deferToThread(become_lane) for _ in range(self.job.workers)])

    def run(self) -> None:
        try:
            spin(self._main)
        except Exception as error:
            raise self.job.failure or error from error

    async def _main(self) -> None:
        tasks = range(self.job.batch.tasks)
        sent = [deferToThread(self.run_task, task) for task in tasks]
        await gatherResults(sent, consumeErrors=True)

    def close(self) -> None:
        stop()


def start(job: Job) -> Crew:
    """Creates p threads with defer; else there is nothing to create but the reactor."""
    if not job.options.bool("defer"):
        return TwistedLoop(job)
    most, why = THREADS
    if job.workers > most:
        raise Refused(f"defer: {job.workers} workers are more than {most}, for {why}")
    return TwistedThreads(job)


MODEL = Model(
    start=start,
    options={"block": "false", "defer": "false"},
    limit=Limit(10_000, "each task in flight takes some KiB"),
)
