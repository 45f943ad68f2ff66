"""dask-threads: dask.delayed tasks on Dask's threaded scheduler, with a pool of p threads."""

from __future__ import annotations

import dask
from dask import delayed, threaded

from weft.models.dask import graphs
from weft.models.model import THREADS, Model
from weft.models.threads.thread_pool import ThreadPool

NAME = "dask-threads"
LIBRARIES = ("dask",)


class DaskThreads(ThreadPool):
    """The scheduler runs on the engine's main thread, the tasks on those of an executor."""

    def run(self) -> None:
        graph = self.job.batch.graph
        if graph is not None:
            graphs.use_lanes(self.own_lane)
            with graphs.collecting(self.job, graphs.keep_records(self.job)):
                threaded.get(graph.wrapped(), graph.result, pool=self.executor)
            return
        node = delayed(self.run_task, pure=False, traverse=False)
        nodes = [node(task) for task in range(self.job.batch.tasks)]
        dask.compute(*nodes, scheduler="threads", pool=self.executor)


MODEL = Model(start=DaskThreads, options={}, limit=THREADS, graphs=True)
