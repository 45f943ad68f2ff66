"""sequential: one thread runs all tasks one after another. It is the baseline."""

from __future__ import annotations

from typing import List, Tuple

from weft.failure import of_task
from weft.job import Job
from weft.lane import views
from weft.meter import now
from weft.models.crew import Crew, this_thread
from weft.models.model import Limit, Model

NAME = "sequential"


class Sequential(Crew):
    """One lane on the engine's main thread; there is nothing else to create."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        job.preload()
        self._lane = job.new_lane(0)
        self._thread = this_thread()

    def run(self) -> None:
        job, lane = self.job, self._lane
        if job.batch.graph is not None:
            job.batch.graph.run_sequentially(job, lane)
            return
        for task in range(job.batch.tasks):
            start = now()
            data, out = views(job.batch, task)
            try:
                job.records[task] = lane.execute(task, data, out, start, start)
            except BaseException as error:  # SystemExit is what a task did, not this engine
                raise of_task(task, error) from error

    def threads(self) -> List[Tuple[int, int]]:
        return [self._thread]


MODEL = Model(
    start=Sequential,
    options={},
    limit=Limit(1, "one after another is what it means"),
    graphs=True,
)
