"""Threads and events of the operating system, whatever a library makes of threading's.

gevent turns the threads and locks of the standard library into greenlets, which take turns on
one thread. What the engine itself does beside a run must go on whatever tasks do, so what it
needs for that is taken from _thread before anything can be patched.
"""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread
from typing import Callable


class Latch:
    """Something that happens once. One thread says so, others wait for it."""

    def __init__(self) -> None:
        self._closed = allocate_lock()
        self._closed.acquire()
        self._open = False

    def set(self) -> None:
        """It has happened. Only one thread may call this, as often as it likes."""
        if not self._open:
            self._open = True
            self._closed.release()

    def wait(self, seconds: float = -1) -> bool:
        """Blocks the calling thread until it has happened, or for so many seconds, and tells
        whether it has."""
        happened = self._closed.acquire(True, seconds)
        if happened:
            self._closed.release()  # for whoever else waits
        return happened


def start(work: Callable[[], None]) -> Latch:
    """Does some work on a thread of its own, which doesn't keep the process alive; the latch
    opens when it has ended."""
    ended = Latch()

    def live() -> None:
        try:
            work()
        finally:
            ended.set()

    start_new_thread(live, ())
    return ended
