"""dask-cluster: futures of dask.distributed, on a LocalCluster of p worker processes with one
thread each, or on p such workers of a scheduler that runs already.

Each worker joins the run by a task that builds its batch. Then all tasks are mapped, and results
come in as they are ready. A LocalCluster's scheduler and nannies are coroutines on a thread of the
engine, so they are no processes of their own.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
import uuid
import warnings
from functools import partial
from typing import List, Tuple

from distributed import Client, as_completed

from weft.failure import Failure
from weft.job import Job
from weft.meter import ENGINE_CLOCK_EVERYWHERE, now
from weft.models.crew import Crew
from weft.models.dask import clusterworker
from weft.models.dask.clusters import Cluster, JoinedCluster, OwnCluster
from weft.models.dask.clusterworker import Place
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import WORKERS

NAME = "dask-cluster"
LIBRARIES = ("dask", "distributed")

_LOOK = 0.1
_PATIENCE = 1.0
_CLOCKS = 5


class DaskCluster(Crew):
    """p workers of Dask's, all standing."""

    pickles = (True, True)

    def __init__(self, job: Job, cluster: Cluster) -> None:
        super().__init__(job)
        self._cluster, self.client = cluster, cluster.client
        # Workers keep what they have unpickled of functions, so a run has functions of its own.
        self.run_id = uuid.uuid4().hex
        self._places = self._join()
        self.lane_of = {number + 1: number for number in range(job.workers)}
        self._here = all(place.host == socket.gethostname() for place in self._places)
        if not (self._here and ENGINE_CLOCK_EVERYWHERE):
            for number, worker in enumerate(cluster.workers):
                self.clock_offsets[number + 1] = clock_offset(self.client, worker)
        cluster.set_pids([place.pid for place in self._places])

    def _join(self) -> List[Place]:
        joining = [
            self.client.submit(
                partial(clusterworker.join, self.run_id),
                self.job.recipe,
                number + 1,
                workers=[worker],
                allow_other_workers=False,
                pure=False,
            )
            for number, worker in enumerate(self._cluster.workers)
        ]
        places: List[Place] = self.client.gather(joining)
        return places

    def run(self) -> None:
        over = threading.Event()
        failures: List[BaseException] = []

        def attempt() -> None:
            try:
                self.compute()
            except BaseException as error:
                failures.append(error)
            over.set()

        # A lost worker would be replaced and its tasks done again, without a word.
        threading.Thread(target=attempt, daemon=True).start()
        while not over.wait(_LOOK):
            self._cluster.check_workers()
        if failures:
            if not isinstance(failures[0], Failure):
                self._look_for_reason()
            raise failures[0]

    def compute(self) -> None:
        """Has all tasks done and takes their results."""
        graph, only = self.job.batch.graph, self._cluster.restriction()
        if graph is not None:
            result = self.client.get(graph.wrapped(self.run_id), graph.result, workers=only)
            if result.failure is not None:
                raise result.failure
            return
        requests = list(self.job.requests())
        futures = self.client.map(
            partial(clusterworker.run_task, self.run_id), requests, workers=only, pure=False
        )
        with self.client.as_current():
            for _, reply in as_completed(futures, with_results=True):
                self.job.accept(reply)

    def _look_for_reason(self) -> None:
        """Raises the failure of a lost worker, if that is why Dask gave up."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            self._cluster.check_workers()
            time.sleep(_LOOK)

    def close(self) -> None:
        if self.job.batch.graph is not None:
            for records in self.client.run(
                clusterworker.kept_records, workers=self._cluster.workers
            ).values():
                for record in records:
                    self.job.accept(record)
        self._cluster.end()

    def kill(self) -> None:
        self._cluster.kill()

    def settle(self) -> None:
        # Outputs are pickled on another thread than the lane's, as they are asked for.
        self.job.output_pickling.clear()

    def pids(self) -> List[int]:
        return [place.pid for place in self._places] if self._here else []

    def threads(self) -> List[Tuple[int, int]]:
        return [(place.pid, place.tid) for place in self._places] if self._here else []

    def where(self, lane: int) -> Tuple[int, int]:
        return self._places[lane].pid, self._places[lane].tid


def clock_offset(client: Client, worker: str) -> int:
    """How far a worker's clock is behind the engine's, ns: the middle of the shortest of some
    round trips is when the worker looked."""
    found = []
    for _ in range(_CLOCKS):
        sent = now()
        theirs = client.run(clusterworker.clock, workers=[worker])[worker]
        came = now()
        found.append((came - sent, (sent + came) // 2 - theirs))
    return min(found)[1]


def start(job: Job) -> Crew:
    """Starts a LocalCluster, or asks a scheduler for workers."""
    logging.disable(logging.CRITICAL)  # Dask reports on its own health, which isn't asked for
    warnings.filterwarnings("ignore", message="(?s).*[Ll]arge (object|graph)")
    address = job.options.text("scheduler")
    cluster: Cluster
    if address:
        cluster = JoinedCluster(address, job.workers)
    else:
        cluster = OwnCluster(job.workers, job.recipe.temp_dir)
    try:
        return DaskCluster(job, cluster)
    except BaseException:
        cluster.kill()
        raise


MODEL = Model(start=start, options={"scheduler": ""}, limit=PROCESSES, workers=WORKERS, graphs=True)
