"""dask-threads: dask.delayed tasks on Dask's threaded scheduler, with a pool of p threads."""

from __future__ import annotations

import dask
from dask import delayed

from weft.job import Job
from weft.models.crew import Crew
from weft.models.thread_pool import MOST, ThreadPool

__all__ = ["MOST", "OPTIONS", "start"]
OPTIONS: "dict[str, str]" = {}


class DaskThreads(ThreadPool):
    """The scheduler runs on the engine's main thread, the tasks on those of an executor."""

    def run(self) -> None:
        node = delayed(self.perform, pure=False, traverse=False)
        nodes = [node(task) for task in range(self.job.batch.tasks)]
        dask.compute(*nodes, scheduler="threads", pool=self.executor)


def start(job: Job) -> Crew:
    """Creates p threads."""
    return DaskThreads(job)
