"""How a task waits.

A task never sleeps, fetches or locks by itself: it asks its waiter, and the model decides what
waiting means. One source serves every model: a task that waits is an async function. Under
asyncio its awaits suspend it, and the loop goes on with others. Under threads and processes the
waiter blocks inside the await, so the function never suspends, and finish runs it to its end
without any loop.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, Coroutine, TypeVar

Result = TypeVar("Result")

#: At most so many tasks at once use what the operating system has few of, such as open files
#: and sockets; it keeps a process below the 1,024 open files that many systems allow.
GATES = 256


class Client:
    """What fetches pages: in a thread, blocking, or on an event loop, with a fetcher that
    belongs to the loop (fetchers.AsyncFetcher)."""

    def get(self, path: str) -> bytes:
        """Fetches a page and blocks the thread until it is there."""
        raise NotImplementedError

    async def fetch(self, fetcher: Any, path: str) -> bytes:
        """Fetches a page on the running event loop."""
        raise NotImplementedError


class Gate:
    """Lets one task at a time through, and may be kept across awaits.

    It has a lock for threads and one for an event loop; a run uses either.
    """

    __slots__ = ("thread", "loop")

    def __init__(self) -> None:
        self.thread = threading.Lock()
        self.loop: Any = None  # the lock of the loop's library, made by its first waiter


class Waiter:
    """What a task may ask for. A waiter belongs to one task at a time."""

    __slots__ = ()

    async def sleep(self, us: int) -> None:
        """Returns after us microseconds."""
        raise NotImplementedError

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        """Runs a blocking operation that there is no readiness to wait for, such as reading a
        file. It may run on another thread and must do no computing of its own."""
        raise NotImplementedError

    async def talk(self, op: Callable[..., Any], *args: Any) -> Any:
        """Runs a blocking operation on a socket: as do, unless sockets yield by themselves."""
        return await self.do(op, *args)

    async def fetch(self, client: Client, path: str) -> bytes:
        """Fetches a page."""
        raise NotImplementedError

    async def compute(self, data: bytes) -> int:
        """Runs the batch's compute on data, wherever the model computes."""
        raise NotImplementedError

    async def enter(self, gate: Gate) -> None:
        """Waits until the gate lets this task through."""
        raise NotImplementedError

    def leave(self, gate: Gate) -> None:
        """Lets the next task through."""
        raise NotImplementedError

    def lock(self, mutex: threading.Lock) -> None:
        """Locks what no task keeps across an await; unlocking is mutex.release()."""
        raise NotImplementedError

    def blocking(self) -> Waiter:
        """A waiter for tasks that block without awaiting. Threads don't care; an event loop
        stands still for all its tasks."""
        raise NotImplementedError


class BlockingWaiter(Waiter):
    """Blocks without telling the model that it waits. Only gates still await: a task that
    blocked the loop at a gate would wait for ever for one that the loop can't resume."""

    __slots__ = ("awaiting",)

    def __init__(self, awaiting: Waiter) -> None:
        self.awaiting = awaiting

    async def sleep(self, us: int) -> None:
        time.sleep(us / 1e6)

    async def do(self, op: Callable[..., Any], *args: Any) -> Any:
        return op(*args)

    async def fetch(self, client: Client, path: str) -> bytes:
        return client.get(path)

    async def compute(self, data: bytes) -> int:
        return await self.awaiting.compute(data)

    async def enter(self, gate: Gate) -> None:
        await self.awaiting.enter(gate)

    def leave(self, gate: Gate) -> None:
        self.awaiting.leave(gate)

    def lock(self, mutex: threading.Lock) -> None:
        self.awaiting.lock(mutex)

    def blocking(self) -> Waiter:
        return self


class Suspended(RuntimeError):
    """A task under a blocking waiter awaited something that isn't its waiter's."""


def finish(task: Coroutine[Any, Any, Result]) -> Result:
    """Runs a task whose waiter blocks to its end."""
    try:
        task.send(None)
    except StopIteration as end:
        return end.value
    task.close()
    raise Suspended("the task awaited something else than its waiter")


def gates() -> list[Gate]:
    """Gates for a batch; task i passes number i % GATES."""
    return [Gate() for _ in range(GATES)]
