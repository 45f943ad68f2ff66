"""A Redis for one run: found on this machine, started in the run's folder, and ended with it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from typing import Any, List

import redis

from weft.children import programs
from weft.failure import EXIT, LAUNCH, Failure, Refused

#: Redis and those that speak its protocol, in the order in which they are looked for.
SERVERS = ("redis-server", "valkey-server", "keydb-server")
#: What people read for its process.
KIND = "redis"

#: The longest path that every Unix allows a socket to have, in bytes.
_SOCKET_PATH = 100
#: A safety net: an idle Redis answers within some 20 ms of its start.
_START = 10.0
#: How often a port is tried that another program may take first.
_TRIES = 3
_PAUSE = 0.005
#: How long it may take to end by itself, in seconds: it has nothing to save.
_END = 1.0


def find() -> str:
    """The path of a Redis server."""
    for name in SERVERS:
        path = shutil.which(name)
        if path is not None:
            return path
    install = "brew install redis" if sys.platform == "darwin" else "sudo apt install redis-server"
    raise Refused(
        f"celery needs a Redis server, and none of {', '.join(SERVERS)} is on the PATH: "
        f"give '{install}', or name one that runs already with the option broker"
    )


class RedisServer:
    """A Redis that listens for this run alone: on a socket in the run's folder or, where that
    has too long a path, on a free port of the loopback; with a password nobody else has."""

    def __init__(self, folder: str) -> None:
        self._program, self._folder = find(), folder
        self._log = os.path.join(folder, "redis.log")
        self._password = secrets.token_hex(16)
        path = os.path.join(folder, "redis.sock")
        local = hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) < _SOCKET_PATH
        if local:
            self.url = f"unix://:{self._password}@{path}"
            self._start([f'unixsocket "{path}"', "unixsocketperm 700", "port 0"])
        else:
            self._start_at_a_port()

    def _start_at_a_port(self) -> None:
        for remaining in reversed(range(_TRIES)):
            port = free_port()
            self.url = f"redis://:{self._password}@127.0.0.1:{port}"
            try:
                return self._start([f"port {port}"])
            except Failure:
                if not remaining:
                    raise

    def _start(self, listening: List[str]) -> None:
        """Starts it and waits until it answers. Its settings come by its standard input: a
        command line can be read by everybody."""
        self.process = programs.start(
            [self._program, "-"],
            KIND,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        settings = [
            *listening,
            "bind 127.0.0.1",
            f"requirepass {self._password}",
            "protected-mode yes",
            f'dir "{self._folder}"',
            f'logfile "{self._log}"',
            "daemonize no",
            'save ""',
            "appendonly no",
            # Results that the engine has yet to read are no reason to hang up on it.
            "client-output-buffer-limit pubsub 0 0 0",
        ]
        assert self.process.stdin is not None
        try:
            self.process.stdin.write("\n".join([*settings, ""]).encode())
            self.process.stdin.close()
        except BrokenPipeError:  # it has ended, which is found below
            pass
        self._await()

    def _await(self) -> None:
        client = redis.Redis.from_url(self.url)
        until = time.monotonic() + _START
        while time.monotonic() < until:
            self.check_alive()
            try:
                if client.ping():
                    client.close()
                    return
            except redis.ConnectionError:  # it doesn't listen yet, or is still reading
                time.sleep(_PAUSE)
        programs.kill(self.process)
        raise Failure(
            LAUNCH, f"{self._program} did not answer within {_START:g} s", self._log_end()
        )

    def check_alive(self) -> None:
        """Raises a failure when it has ended."""
        if self.process.poll() is None:
            return
        how = programs.how_it_ended(self.process)
        raise Failure(EXIT, f"{self._program} ended by itself ({how})", self._log_end())

    def _log_end(self) -> str:
        """The last 4 KiB of its log."""
        try:
            with open(self._log, encoding="utf-8", errors="replace") as file:
                return file.read()[-4096:]
        except OSError:
            return ""

    def close(self) -> None:
        """Ends it."""
        programs.stop(self.process, _END)

    def kill(self) -> None:
        """Ends it at once."""
        programs.kill(self.process)


def free_port() -> int:
    """A port of the loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def client(url: str, patience: float) -> Any:
    """A connection that waits for no answer longer than some seconds."""
    how = {} if url.startswith("unix:") else {"socket_connect_timeout": patience}
    return redis.Redis.from_url(url, socket_timeout=patience, **how)


def check_answers(url: str, name: str, patience: float) -> None:
    """Raises a failure unless the Redis at a URL can be used; name is that without a password."""
    try:
        with client(url, patience) as one:
            one.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        raise Failure(LAUNCH, f"no Redis can be used at {name}: {error}") from error
