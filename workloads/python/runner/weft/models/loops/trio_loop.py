"""trio: one thread runs all tasks in a nursery, at most p under way."""

from __future__ import annotations

from typing import Any, Callable, Tuple

import trio

from weft.failure import TaskError
from weft.meter import now
from weft.models.loops.loop import Loop
from weft.models.model import IN_FLIGHT, Model
from weft.web import fetchers

NAME = "trio"
LIBRARIES = ("trio",)

#: How many bytes are asked for at a time.
_PART = 1 << 16


class TrioLoop(Loop):
    """Trio's loop. It ends with the nursery, so there is one for the run and, where connections
    are left to be closed, one for that."""

    CANCELLED = (trio.Cancelled,)

    def preload(self) -> None:
        """Trio is what pages are fetched with."""

    def new_fetcher(self) -> fetchers.AsyncFetcher:
        return fetchers.Streams(f"trio {trio.__version__} streams", connect)

    async def sleep(self, seconds: float) -> None:
        await trio.sleep(seconds)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return await trio.to_thread.run_sync(op, *args)

    def new_lock(self) -> trio.Lock:
        return trio.Lock()

    def run_all(self) -> None:
        trio.run(self._main)

    async def _main(self) -> None:
        async with trio.open_nursery() as outer:
            outer.start_soon(self.probe)
            limit = trio.Semaphore(self.job.workers)
            async with trio.open_nursery() as nursery:
                for task in range(self.job.batch.tasks):
                    await limit.acquire()
                    nursery.start_soon(self._released, task, limit, now())
            outer.cancel_scope.cancel()

    async def _released(self, task: int, limit: trio.Semaphore, queued: int) -> None:
        try:
            await self.run_on_free_lane(task, queued)
        finally:
            limit.release()

    def close(self) -> None:
        trio.run(self.close_connections)


class Connection(fetchers.Connection):
    """A stream of Trio's, which hands over bytes as they come."""

    def __init__(self, stream: trio.SocketStream) -> None:
        self._stream = stream

    async def ask(self, request: bytes) -> Tuple[int, bytes]:
        with trio.fail_after(fetchers.TIMEOUT):
            await self._stream.send_all(request)
            answer = bytearray()
            while fetchers.HEAD_END not in answer:
                answer += await self._part()
            head, _, page = bytes(answer).partition(fetchers.HEAD_END)
            status, length = fetchers.parse_head(head)
            parts, left = [page], length - len(page)
            while left > 0:
                parts.append(await self._part())
                left -= len(parts[-1])
        return status, b"".join(parts)

    async def _part(self) -> bytes:
        part: bytes = await self._stream.receive_some(_PART)
        if not part:
            raise TaskError("the page server ended the connection within a page")
        return part

    async def close(self) -> None:
        await self._stream.aclose()


async def connect(host: str, port: int) -> Connection:
    """Opens a connection."""
    return Connection(await trio.open_tcp_stream(host, port))


MODEL = Model(start=TrioLoop, options={"block": "false"}, limit=IN_FLIGHT)
