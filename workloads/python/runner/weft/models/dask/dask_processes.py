"""dask-processes: dask.delayed tasks on Dask's multiprocessing scheduler, with p processes.

Dask would start its processes anew for every compute, and send six tasks at a time unless told
otherwise; here it is given an executor whose processes stand.
"""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from typing import Any

import dask
from dask import delayed, multiprocessing
from dask.callbacks import Callback

from weft.job import Job
from weft.models.crew import Crew
from weft.models.dask import graphs
from weft.models.processes import processcrew
from weft.models.processes.process_pool import MOST, OPTIONS, ProcessPool
from weft.models.worker import work

__all__ = ["GRAPHS", "MOST", "OPTIONS", "start"]
GRAPHS = True


class DaskProcesses(ProcessPool):
    """The scheduler runs on the engine's main thread and takes results one by one."""

    def run(self) -> None:
        chunk = max(1, self.job.options.int("chunksize"))
        try:
            if self.job.batch.graph is not None:
                self._run_graph(self.job.batch.graph, chunk)
            else:
                self._run_tasks(chunk)
        except BrokenProcessPool as error:
            raise self.lost(error) from error

    def _run_tasks(self, chunk: int) -> None:
        node = delayed(work, pure=False, traverse=False)
        nodes = [node(order) for order in self.job.orders()]
        with Callback(posttask=self._take):
            dask.compute(*nodes, scheduler="processes", pool=self.executor, chunksize=chunk)

    def _run_graph(self, graph: graphs.Graph, chunk: int) -> None:
        # Not fused: what is one node here is one node under every scheduler.
        with graphs.taking(self.job, self.job.accept):
            multiprocessing.get(
                graph.wrapped(),
                graph.result,
                pool=self.executor,
                chunksize=chunk,
                optimize_graph=False,
            )

    def _take(self, key: Any, answer: Any, *state: Any) -> None:
        """Takes a result as soon as the scheduler has it, so that a failure ends the run."""
        self.job.accept(answer)


def start(job: Job) -> Crew:
    """Creates p processes."""
    try:
        return DaskProcesses(job, job.workers)
    except Exception as error:
        raise processcrew.launch_failure(job.workers, error) from error
