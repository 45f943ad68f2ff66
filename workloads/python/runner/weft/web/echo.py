"""Round trips of single bytes to the echo of the run's page server (echo.go)."""

from __future__ import annotations

import os
import socket
from typing import Callable, List, Tuple

from weft.failure import Refused, TaskError
from weft.waiter import GATES, Waiter, gates
from weft.workloads import Env

#: How many connections stand before the run begins: as many lanes can go without counting a
#: connection's making as a round trip's time.
READY = 8

_TIMEOUT = 20.0
_END = b"\r\n\r\n"


class EchoClient:
    """Makes round trips for the tasks of a batch, at most as many at once as there are gates."""

    def __init__(self, env: Env, us: int) -> None:
        if not env.pages:
            raise Refused("no page server runs: the host has to start one")
        self.gates = gates()
        self._address = env.pages
        self._path = f"/echo?us={us}"  # it answers after so many microseconds
        self._idle: List[socket.socket] = []  # append and pop are atomic
        self._owner = 0
        if not env.worker:
            self.preload()

    def preload(self) -> None:
        """Connects. A forked worker leaves the connections that it has inherited alone: their
        bytes would come back to whoever reads first."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._idle = [self._connect() for _ in range(READY)]

    async def ask(
        self, waiter: Waiter, task: int, word: int, meanwhile: Callable[[], int]
    ) -> Tuple[int, int]:
        """Sends a byte for a task, calls meanwhile, and returns what comes back and what that
        returned. Sending and reading are two operations: each gives the GIL up and takes it
        again."""
        gate = self.gates[task % GATES]
        await waiter.enter(gate)
        try:
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = await waiter.talk(self._connect)
            await waiter.talk(connection.send, bytes((word,)))
            found = meanwhile()
            back: bytes = await waiter.talk(connection.recv, 1)
            self._idle.append(connection)
        finally:
            waiter.leave(gate)
        if back != bytes((word,)):
            raise TaskError(f"{back!r} came back for {word}")
        return back[0], found

    def _connect(self) -> socket.socket:
        """Opens a connection whose bytes come back."""
        host, port = self._address.rsplit(":", 1)
        connection = socket.create_connection((host, int(port)), _TIMEOUT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        request = f"GET {self._path} HTTP/1.1\r\nHost: {self._address}\r\n"
        request += "Connection: Upgrade\r\nUpgrade: echo\r\n\r\n"
        connection.sendall(request.encode())
        answer = b""
        while not answer.endswith(_END):
            part = connection.recv(1)
            if not part:
                break
            answer += part
        if not answer.startswith(b"HTTP/1.1 101 "):
            connection.close()
            raise TaskError(f"the page server has no echo: {answer[:60]!r}")
        connection.settimeout(None)  # with a time-out, each call would ask for readiness first
        return connection

    def close(self) -> None:
        """Closes the connections that are kept."""
        while self._idle:
            self._idle.pop().close()
