"""shared-memory: a multiprocessing.Pool whose inputs and results lie in shared memory."""

from __future__ import annotations

import os
from typing import Any

from weft.children import helpers
from weft.job import Job
from weft.models.crew import Crew
from weft.models.model import PROCESSES, Model
from weft.models.processes.pool import OPTIONS, Pool
from weft.models.processes.processcrew import WORKERS
from weft.models.processes.segment import Segment

NAME = "shared-memory"


class SharedMemoryPool(Pool):
    """Only the numbers of tasks travel."""

    pickles = (False, False)

    def __init__(self, job: Job, segment: Segment) -> None:
        self._segment = segment
        super().__init__(job, segment)

    def requests(self) -> Any:
        return range(self.job.batch.tasks)

    def close(self) -> None:
        super().close()
        self._segment.collect(self.job.batch)
        self._segment.remove()

    def kill(self) -> None:
        super().kill()
        self._segment.remove()


def start(job: Job) -> Crew:
    """Creates the segment and p processes."""
    if os.name == "posix":
        helpers.start_tracker()
    return SharedMemoryPool(job, Segment(job.batch))


MODEL = Model(start=start, options=OPTIONS, limit=PROCESSES, workers=WORKERS)
