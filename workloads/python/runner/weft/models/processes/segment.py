"""Inputs and results of all tasks in one piece of memory that processes share."""

from __future__ import annotations

from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory
from typing import Iterator, Optional, Tuple

from weft.children import ending
from weft.workloads import Batch

#: Results begin at a page of their own.
_PAGE = 4096


class Segment:
    """A batch's data, and behind it room for its result, until it is removed or the run is
    ended in the middle. It travels to workers as its name."""

    def __init__(self, batch: Batch) -> None:
        self._results = -(-len(batch.data) // _PAGE) * _PAGE
        self._size = self._results + len(batch.result)
        self._memory = SharedMemory(create=True, size=max(1, self._size))
        ending.while_workers_end(self.remove)
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
        if batch.input_range is not None:
            low, high = batch.input_range(task)
            data = self._memory.buf[low:high]
        if batch.output_range is not None:
            low, high = batch.output_range(task)
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
        """Takes the segment away, once. Processes that have it open keep it until they end."""
        try:
            self._memory.unlink()
            self._memory.close()
        except FileNotFoundError:  # it is gone already
            pass
        except BufferError:  # the traceback of a failed task still looks at it
            pass
