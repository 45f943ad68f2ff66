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

from weft.models.dask import graphs
from weft.models.model import PROCESSES, Model
from weft.models.processes.process_pool import OPTIONS, ProcessPool
from weft.models.processes.processcrew import WORKERS
from weft.models.worker import run_task

NAME = "dask-processes"
LIBRARIES = ("dask",)


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
        node = delayed(run_task, pure=False, traverse=False)
        nodes = [node(request) for request in self.job.requests()]
        with Callback(posttask=self._take):
            dask.compute(*nodes, scheduler="processes", pool=self.executor, chunksize=chunk)

    def _run_graph(self, graph: graphs.Graph, chunk: int) -> None:
        # Not fused: what is one node here is one node under every scheduler.
        with graphs.collecting(self.job, self.job.accept):
            multiprocessing.get(
                graph.wrapped(),
                graph.result,
                pool=self.executor,
                chunksize=chunk,
                optimize_graph=False,
            )

    def _take(self, key: Any, reply: Any, *state: Any) -> None:
        """Takes a result as soon as the scheduler has it, so that a failure ends the run."""
        self.job.accept(reply)


MODEL = Model(start=DaskProcesses, options=OPTIONS, limit=PROCESSES, workers=WORKERS, graphs=True)
