"""The libraries that fetch a page, each behind the same two methods: get and close.

None of them asks the environment for a proxy: the page server is on this machine.
"""

from __future__ import annotations

import importlib
import threading
import urllib.request
from types import ModuleType
from typing import Any, List, Optional, Tuple, Union
from urllib.parse import urlsplit

from weft.failure import TaskError
from weft.waiter import GATES

#: A safety net for a page server that doesn't answer, in seconds.
TIMEOUT = 20
_MAX_PAGE = 4 << 20


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
    """requests, with a session for each thread, for sessions are not to be shared."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._own = threading.local()
        self._all: List[Any] = []

    def get(self, url: str) -> bytes:
        session = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = self._library.Session()
            session.trust_env = False
            self._all.append(session)
        response = session.get(url, timeout=TIMEOUT)
        return checked(response.status_code, response.content)

    def close(self) -> None:
        for session in self._all:
            session.close()


class Streams:
    """asyncio's streams with as much HTTP as the page server speaks; connections are kept for
    the next page."""

    def __init__(self) -> None:
        import asyncio

        self._connect = asyncio.open_connection
        self._idle: List[Tuple[Any, Any]] = []

    async def get(self, url: str) -> bytes:
        parts = urlsplit(url)
        if self._idle:
            reader, writer = self._idle.pop()
        else:
            reader, writer = await self._connect(parts.hostname, parts.port)
        try:
            target = f"{parts.path}?{parts.query}"
            writer.write(f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            status, length = parse_head(head)
            page = checked(status, await reader.readexactly(length))
        except BaseException:
            writer.close()
            raise
        self._idle.append((reader, writer))
        return page

    async def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
        for _, writer in self._idle:
            await writer.wait_closed()


def parse_head(head: bytes) -> Tuple[int, int]:
    """Status and content length of an answer."""
    first, *fields = head.decode("latin-1").split("\r\n")
    for field in fields:
        name, _, value = field.partition(":")
        if name.lower() == "content-length":
            return int(first.split()[1]), int(value)
    raise TaskError("the page server didn't say how long the page is")


class Aiohttp:
    """aiohttp, with one session for the loop."""

    def __init__(self, library: Any) -> None:
        connector = library.TCPConnector(limit=GATES)
        timeout = library.ClientTimeout(total=TIMEOUT)
        self._session = library.ClientSession(connector=connector, timeout=timeout)

    async def get(self, url: str) -> bytes:
        async with self._session.get(url) as response:
            return checked(response.status, await response.read())

    async def close(self) -> None:
        await self._session.close()


Blocking = Union[Urllib, Requests]
Awaiting = Union[Streams, Aiohttp]


def blocking() -> Blocking:
    """What threads and processes fetch with."""
    library = optional("requests")
    return Urllib() if library is None else Requests(library)


def blocking_name() -> str:
    """What threads and processes fetch with, in words."""
    library = optional("requests")
    return "urllib.request" if library is None else f"requests {library.__version__}"


def awaiting() -> Awaiting:
    """What an event loop fetches with. It must be running."""
    library = optional("aiohttp")
    return Streams() if library is None else Aiohttp(library)


def awaiting_name() -> str:
    """What an event loop fetches with, in words."""
    library = optional("aiohttp")
    return "asyncio streams" if library is None else f"aiohttp {library.__version__}"
