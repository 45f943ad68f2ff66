"""dask-threads: dask.delayed tasks on Dask's threaded scheduler, with a pool of p threads."""

from __future__ import annotations

import dask
from dask import delayed, threaded

from weft.job import Job
from weft.models.crew import Crew
from weft.models.dask import graphs
from weft.models.threads.thread_pool import MOST, ThreadPool

__all__ = ["GRAPHS", "MOST", "OPTIONS", "start"]
OPTIONS: "dict[str, str]" = {}
GRAPHS = True


class DaskThreads(ThreadPool):
    """The scheduler runs on the engine's main thread, the tasks on those of an executor."""

    def run(self) -> None:
        graph = self.job.batch.graph
        if graph is not None:
            graphs.lanes_are_here(lambda: self._own.lane)
            with graphs.taking(self.job, graphs.noting(self.job)):
                threaded.get(graph.wrapped(), graph.result, pool=self.executor)
            return
        node = delayed(self.perform, pure=False, traverse=False)
        nodes = [node(task) for task in range(self.job.batch.tasks)]
        dask.compute(*nodes, scheduler="threads", pool=self.executor)


def start(job: Job) -> Crew:
    """Creates p threads."""
    return DaskThreads(job)
