"""What became of one task: its record, and the form in which that is written and travels."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, Tuple


class TaskRecord(NamedTuple):
    """What became of one task. Times are in ns, moments on meter's clock.

    Of end - start: cpu is the CPU time that the task itself took; wait is sleeping or waiting
    for I/O, lock waiting for a lock, gil waiting for its turn (for the GIL, or for the thread
    of an event loop), transfer what a worker process took to unpickle the input and to pickle
    the result. What these leave is waiting for a core.
    """

    task: int
    lane: int  # in what worker processes send, the process's id
    sum: int  # the task's checksum
    queued: int  # it was handed to its lane
    start: int  # the lane took it
    end: int  # its result was there, or handed over by a worker process
    cpu: int
    wait: int
    lock: int
    gil: int
    transfer: int
    pickling: int  # what pickling the input took in the engine
    report: Any  # the numbers of Batch.report in a worker process, else None

    @property
    def busy(self) -> int:
        """The time on the lane, ns."""
        return self.end - self.start

    @property
    def unexplained(self) -> int:
        """What computing and all known waiting leave of the time on the lane, ns."""
        known = self.cpu + self.wait + self.lock + self.gil + self.transfer
        return max(0, self.busy - known)

    @property
    def own(self) -> int:
        """The time that the task took by itself, whoever else ran, ns."""
        return self.cpu + self.wait


#: The fields of a TaskRecord as a plain tuple: what lanes write while the clock runs, and what
#: workers send. A TaskRecord would take 3 us longer to pickle and unpickle, which is a fifth of
#: what a pool takes for a task, and no garbage collector stops visiting it. It becomes one when
#: the run is over (engine.records).
PackedRecord = Tuple[int, int, int, int, int, int, int, int, int, int, int, int, Any]

#: Where each field stands in a PackedRecord.
TASK: Final = 0
LANE: Final = 1
SUM: Final = 2
QUEUED: Final = 3
START: Final = 4
END: Final = 5
CPU: Final = 6
WAIT: Final = 7
LOCK: Final = 8
GIL: Final = 9
TRANSFER: Final = 10
PICKLING: Final = 11
REPORT: Final = 12
