"""Programs that a model's library needs, such as a Redis: started here, so that whoever ends the
run reaches all of them, in whatever phase it is.
"""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from typing import Any, Callable, List, NamedTuple, Sequence, Tuple

#: How long a program that is being started, or has been killed, may hold up the end, in seconds.
_PATIENCE = 0.5


class Program(NamedTuple):
    """A program under way, and what it is."""

    process: "subprocess.Popen[bytes]"
    kind: str


_started: List[Program] = []
_watchers: List[Callable[[], Any]] = []
_starting = threading.Lock()
_ending = False


def start(command: Sequence[str], kind: str, **how: Any) -> "subprocess.Popen[bytes]":
    """Starts a program in the engine's process group; how is Popen's."""
    with _starting:
        if _ending:
            raise OSError("the run is being ended")
        process: "subprocess.Popen[bytes]" = subprocess.Popen(command, **how)
        _started.append(Program(process, kind))
    for tell in _watchers:
        tell()
    return process


def watch(tell: Callable[[], Any]) -> None:
    """Has tell called whenever a program has been started."""
    _watchers.append(tell)


def running() -> List[Tuple[int, str]]:
    """The programs that have not ended, each with what it is."""
    return [(one.process.pid, one.kind) for one in _started if one.process.poll() is None]


def stop(process: "subprocess.Popen[bytes]", patience: float) -> bool:
    """Tells a program to end, and kills it when it has not after some seconds. It returns
    whether the program went by itself."""
    process.terminate()
    try:
        process.wait(patience)
        return True
    except subprocess.TimeoutExpired:
        kill(process)
        return False


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends a program at once and waits until it has gone."""
    process.kill()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:  # the kernel holds it up; it can do no harm any more
        pass


def kill_all() -> bool:
    """Kills all programs; False when there were none. No more are started from now on."""
    global _ending
    locked = _starting.acquire(timeout=_PATIENCE)
    _ending = True
    if locked:
        _starting.release()
    for one in _started:
        one.process.kill()
    until = time.monotonic() + _PATIENCE
    for one in _started:
        try:
            one.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
    return bool(_started)


def how_it_ended(process: "subprocess.Popen[bytes]") -> str:
    """Says how a program ended, in words: "signal 9", "exit status 1"."""
    status = process.returncode
    if status is None:
        return "it has not"
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"signal {-status} ({signal.Signals(-status).name})"
    except ValueError:
        return f"signal {-status}"
