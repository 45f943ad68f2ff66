"""Fetching pages from the run's page server, with the libraries that Python programs use.

In threads and processes that is requests when it is importable, else urllib; an event loop
brings what its library has, such as aiohttp (fetchers.py). The metrics of a run say which it
was.
"""

from __future__ import annotations

from typing import Optional

from weft.failure import Refused
from weft.sharedcount import SharedCount
from weft.waiter import GATES, Client, Waiter, gates
from weft.web import fetchers
from weft.workloads import Metric


def page_path(task: int, size: int, us: int) -> str:
    """The address of a page on the page server: size bytes of HTML that begin to arrive after
    us microseconds. The server keeps no state; all that it needs to know stands here."""
    return f"/page?i={task}&bytes={size}&us={us}"


class PageClient(Client):
    """Fetches pages for the tasks of a batch, at most as many at once as there are gates."""

    def __init__(self, address: str) -> None:
        if not address:
            raise Refused("no page server runs: the host has to start one")
        self.gates = gates()
        self._url = "http://" + address
        self._by_threads = SharedCount()
        self._by_loop = SharedCount()
        self._blocking: Optional[fetchers.BlockingFetcher] = None
        self._loop_fetcher = ""  # its name, once a loop has fetched

    async def page(self, waiter: Waiter, task: int, path: str) -> bytes:
        """Fetches a page for a task."""
        gate = self.gates[task % GATES]
        await waiter.enter(gate)
        try:
            return await waiter.fetch(self, path)
        finally:
            waiter.leave(gate)

    def preload(self) -> None:
        """Imports the library that blocks."""
        self._blocking = fetchers.blocking()

    def get(self, path: str) -> bytes:
        if self._blocking is None:  # a task that blocks although its model awaits
            self._blocking = fetchers.blocking()
        page = self._blocking.get(self._url + path)
        self._by_threads.add()
        return page

    async def fetch(self, fetcher: fetchers.AsyncFetcher, path: str) -> bytes:
        page = await fetcher.get(self._url + path)
        self._loop_fetcher = fetcher.name
        self._by_loop.add()
        return page

    def report(self) -> tuple[int, ...]:
        """Pages fetched by threads and by an event loop in this process."""
        return self._by_threads.value, self._by_loop.value

    def metrics(self, numbers: tuple[int, ...], size: int) -> list[Metric]:
        """How much was fetched, and with what."""
        by_threads, by_loop = numbers
        used = [fetchers.blocking_name()] if by_threads else []
        if by_loop:
            used.append(self._loop_fetcher)
        pages = by_threads + by_loop
        return [
            {
                "name": "pages fetched",
                "value": pages,
                "unit": "pages",
                "help": f"With {' and '.join(used) or 'nothing'}.",
            },
            {
                "name": "bytes fetched",
                "value": pages * size,
                "unit": "bytes",
                "help": "Text of the pages, without headers.",
            },
        ]

    def close(self) -> None:
        """Closes the connections that threads kept."""
        if self._blocking is not None:
            self._blocking.close()
