"""Threads and events of the operating system, whatever a library makes of threading's.

gevent turns the threads and locks of the standard library into greenlets, which take turns on
one thread. What the engine itself does beside a run must go on whatever tasks do, so what it
needs for that is taken from _thread before anything can be patched.
"""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread
from typing import Callable


class Event:
    """Something that happens once. One thread sets it, others wait for it."""

    def __init__(self) -> None:
        self._pending = allocate_lock()
        self._pending.acquire()
        self._happened = False

    def set(self) -> None:
        """It has happened. Only one thread may call this, as often as it likes."""
        if not self._happened:
            self._happened = True
            self._pending.release()

    def wait(self, seconds: float = -1) -> bool:
        """Blocks the calling thread until it has happened, or for so many seconds, and returns
        whether it has."""
        happened = self._pending.acquire(True, seconds)
        if happened:
            self._pending.release()  # for whoever else waits
        return happened


def start_thread(work: Callable[[], None]) -> Event:
    """Does some work on a thread of its own, which doesn't keep the process alive. The event
    is set when the work has ended, even by an exception."""
    ended = Event()

    def run() -> None:
        try:
            work()
        finally:
            ended.set()

    start_new_thread(run, ())
    return ended
