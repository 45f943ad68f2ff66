"""A number that several threads add to."""

from __future__ import annotations

import threading


class SharedCount:
    """Counts without losing any, in builds without a GIL as well. It is for what happens once
    a task; what happens more often is a workload of its own (counter)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.value = 0

    def add(self, n: int = 1) -> None:
        """Adds n."""
        with self._lock:
            self.value += n
