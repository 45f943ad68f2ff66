"""What every model's workers have in common."""

from __future__ import annotations

import os
import threading
from typing import Dict, List, Tuple

from weft.job import Job
from weft.meter import gil_enabled


class Crew:
    """The workers of one run, standing at the barrier."""

    #: Whether the lanes share one interpreter, so that they may wait for its GIL.
    shares_gil = False
    #: Whether inputs, and outputs, are pickled on their way.
    pickles = (False, False)
    #: Whether payloads travel through pipes that lanes read and write themselves, fed and
    #: emptied by threads of the engine.
    pipes = False

    def __init__(self, job: Job) -> None:
        self.job = job
        self.lane_ends: Dict[int, int] = {}  # when a lane's last process had ended, by lane
        self.lags: List[int] = []  # how late an event loop was, ns
        self.lane_of: Dict[int, int] = {}  # lanes by process id, where records carry that
        self.clock_offsets: Dict[int, int] = {}  # of worker processes, by process id, ns

    def run(self) -> None:
        """Executes every task and returns when the last result is in: the run phase. It stops
        early at the first failure and raises it."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends the workers: the teardown phase."""

    def kill(self) -> None:
        """Ends the workers after a failure, whatever they are doing."""

    def settle(self) -> None:
        """Completes the records when no clock runs any more."""

    def has_gil(self) -> bool:
        """Whether threads of an interpreter that runs tasks take turns, all imports done."""
        return gil_enabled()

    def pids(self) -> List[int]:
        """The worker processes that exist at the barrier."""
        return []

    def threads(self) -> List[Tuple[int, int]]:
        """Process and thread of each lane, where lanes have threads that do nothing but run
        this crew's tasks from the barrier to the end of run; else none."""
        return []

    def where(self, lane: int) -> Tuple[int, int]:
        """The process and thread that a lane worked in, 0 where it had none of its own. It is
        asked after run."""
        known = self.threads()
        return known[lane] if known else (os.getpid(), 0)


def this_thread() -> Tuple[int, int]:
    """Process and thread of the caller."""
    return os.getpid(), threading.get_native_id()
