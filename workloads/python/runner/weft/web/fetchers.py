"""The libraries that fetch a page, each behind the same two methods: get and close.

Here are those that block, and those of asyncio; what other event loops fetch with stands beside
their models. None of them asks the environment for a proxy: the page server is on this machine.
"""

from __future__ import annotations

import importlib
import urllib.request
from types import ModuleType
from typing import Any, Awaitable, Callable, List, Optional, Tuple, Union
from urllib.parse import urlsplit

from weft.failure import TaskError
from weft.waiter import GATES

#: A safety net for a page server that doesn't answer, in seconds.
TIMEOUT = 20
_MAX_PAGE = 4 << 20
#: What ends the head of an answer.
HEAD_END = b"\r\n\r\n"


def optional(name: str) -> Optional[ModuleType]:
    """A library from outside the standard library, if it can be imported. A broken one is as
    good as none, whatever it raises."""
    try:
        return importlib.import_module(name)
    except Exception:
        return None


def checked(status: int, page: bytes) -> bytes:
    """The page, if it is one."""
    if status != 200:
        raise TaskError(f"the page server answered {status}")
    if len(page) > _MAX_PAGE:
        raise TaskError(f"the page has {len(page)} bytes, more than {_MAX_PAGE}")
    return page


class Urllib:
    """urllib.request, which opens a connection for each page."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, url: str) -> bytes:
        with self._opener.open(url, timeout=TIMEOUT) as response:
            return checked(response.status, response.read())

    def close(self) -> None:
        self._opener.close()


class Requests:
    """requests. A session is used by one task at a time, for sessions are not to be shared,
    and kept for the next one, whichever thread or greenlet that runs on."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._idle: List[Any] = []  # append and pop are atomic

    def get(self, url: str) -> bytes:
        try:
            session = self._idle.pop()
        except IndexError:
            session = self._library.Session()
            session.trust_env = False
        response = session.get(url, timeout=TIMEOUT)
        page = checked(response.status_code, response.content)
        self._idle.append(session)
        return page

    def close(self) -> None:
        for session in self._idle:
            session.close()


class AsyncFetcher:
    """What an event loop fetches with. It belongs to the loop on which it is used first."""

    name = ""

    async def get(self, url: str) -> bytes:
        """Fetches a page."""
        raise NotImplementedError

    async def close(self) -> None:
        """Closes the connections that are kept for the next page."""
        raise NotImplementedError


class Connection:
    """A connection of some event loop's streams."""

    async def ask(self, request: bytes) -> Tuple[int, bytes]:
        """Sends a request and returns the answer's status and text."""
        raise NotImplementedError

    async def close(self) -> None:
        """Closes the connection."""
        raise NotImplementedError


class Streams(AsyncFetcher):
    """Streams with as much HTTP as the page server speaks, where a library has none of its own.
    Connections are kept for the next page."""

    def __init__(self, name: str, connect: Callable[[str, int], Awaitable[Connection]]) -> None:
        self.name = name
        self._connect = connect
        self._idle: List[Connection] = []

    async def get(self, url: str) -> bytes:
        parts = urlsplit(url)
        request = f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        if self._idle:
            connection = self._idle.pop()
        else:
            connection = await self._connect(str(parts.hostname), int(parts.port or 80))
        page = checked(*await connection.ask(request.encode()))
        self._idle.append(connection)
        return page

    async def close(self) -> None:
        for connection in self._idle:
            await connection.close()


class AsyncioConnection(Connection):
    """A pair of asyncio's streams."""

    def __init__(self, reader: Any, writer: Any) -> None:
        self._reader, self._writer = reader, writer

    async def ask(self, request: bytes) -> Tuple[int, bytes]:
        self._writer.write(request)
        head = await self._reader.readuntil(HEAD_END)
        status, length = parse_head(head)
        return status, await self._reader.readexactly(length)

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


def parse_head(head: bytes) -> Tuple[int, int]:
    """Status and content length of an answer."""
    first, *fields = head.decode("latin-1").split("\r\n")
    for field in fields:
        name, _, value = field.partition(":")
        if name.lower() == "content-length":
            return int(first.split()[1]), int(value)
    raise TaskError("the page server didn't say how long the page is")


class Aiohttp(AsyncFetcher):
    """aiohttp, with one session for the loop."""

    def __init__(self, library: Any) -> None:
        self.name = f"aiohttp {library.__version__}"
        connector = library.TCPConnector(limit=GATES)
        timeout = library.ClientTimeout(total=TIMEOUT)
        self._session = library.ClientSession(connector=connector, timeout=timeout)

    async def get(self, url: str) -> bytes:
        async with self._session.get(url) as response:
            return checked(response.status, await response.read())

    async def close(self) -> None:
        await self._session.close()


BlockingFetcher = Union[Urllib, Requests]


def blocking() -> BlockingFetcher:
    """What threads and processes fetch with."""
    library = optional("requests")
    return Urllib() if library is None else Requests(library)


def blocking_name() -> str:
    """What threads and processes fetch with, in words."""
    library = optional("requests")
    return "urllib.request" if library is None else f"requests {library.__version__}"


def of_asyncio() -> AsyncFetcher:
    """What asyncio fetches with. Its loop must be running."""
    library = optional("aiohttp")
    return asyncio_streams() if library is None else Aiohttp(library)


def asyncio_streams() -> Streams:
    """asyncio's own streams."""
    import asyncio

    async def connect(host: str, port: int) -> Connection:
        return AsyncioConnection(*await asyncio.open_connection(host, port))

    return Streams("asyncio streams", connect)
