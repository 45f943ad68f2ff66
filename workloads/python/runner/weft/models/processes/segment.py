"""Inputs and results of all tasks in one piece of memory that processes share."""

from __future__ import annotations

from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory
from typing import Iterator, List, Optional, Tuple

from weft.workloads import Batch

#: Results begin at a page of their own.
_PAGE = 4096


_created: List[Segment] = []


def remove_all() -> None:
    """Takes away all segments that this process has created."""
    for segment in _created:
        segment.remove()


class Segment:
    """A batch's data, and behind it room for its result. It travels to workers as its name."""

    def __init__(self, batch: Batch) -> None:
        self._results = -(-len(batch.data) // _PAGE) * _PAGE
        self._size = self._results + len(batch.result)
        self._memory = SharedMemory(create=True, size=max(1, self._size))
        _created.append(self)
        self._memory.buf[: len(batch.data)] = batch.data

    def __getstate__(self) -> Tuple[int, str]:
        return self._results, self._memory.name

    def __setstate__(self, state: Tuple[int, str]) -> None:
        self._results, name = state
        self._memory = SharedMemory(name)

    @contextmanager
    def views(
        self, batch: Batch, task: int
    ) -> Iterator[Tuple[Optional[memoryview], Optional[memoryview]]]:
        """A task's parts of data and result. They are given back at the end, for a segment
        can't be closed while anybody looks at it."""
        data = out = None
        if batch.takes is not None:
            low, high = batch.takes(task)
            data = self._memory.buf[low:high]
        if batch.gives is not None:
            low, high = batch.gives(task)
            out = self._memory.buf[self._results + low : self._results + high]
        try:
            yield data, out
        finally:
            for view in (data, out):
                if view is not None:
                    view.release()

    def collect(self, batch: Batch) -> None:
        """Copies the result to the batch."""
        batch.result[:] = self._memory.buf[self._results : self._size]

    def remove(self) -> None:
        """Takes the segment away. Processes that have it open keep it until they end."""
        try:
            self._memory.unlink()
            self._memory.close()
        except FileNotFoundError:  # it is gone already
            pass
        except BufferError:  # the traceback of a failed task still looks at it
            pass
