"""Where the workers of dask-cluster come from: a LocalCluster of the run's own, or a scheduler
that runs already, whose workers take part in the run and are left as they were.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import tempfile
import threading
import time
from typing import Any, Callable, Dict, List, Optional

import dask
from distributed import Client, LocalCluster, Nanny

from weft.children import ending, helpers
from weft.failure import EXIT, Failure, Refused
from weft.models.dask import clusterworker, remotemodules
from weft.models.processes.processcrew import check_for_lost, kill_all

#: What a LocalCluster is told: a worker that is lost must not be replaced without a word, and
#: nobody asks its web servers for anything.
_CONFIG = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
_NO_DASHBOARD = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
#: Seconds in which a scheduler must answer.
_ANSWER = 3
#: Between two looks at the workers of somebody else's scheduler, in seconds.
_LOOK = 0.5
_PATIENCE = 2.0
#: What leaving may take when the run is stopped, in seconds: the host waits for two.
_LEAVING = 1.5


class Cluster:
    """Workers and the client that they are reached by."""

    client: Client
    workers: List[str]  # their addresses, in the order of lanes

    def restriction(self) -> Optional[List[str]]:
        """Those that tasks must go to; None where there are no others."""
        return None

    def set_pids(self, pids: List[int]) -> None:
        """Tells which processes the workers are, now that they stand."""

    def check_workers(self) -> None:
        """Raises the failure of a worker that has been lost."""
        raise NotImplementedError

    def end(self) -> None:
        """Ends the workers, or leaves them as they were."""
        raise NotImplementedError

    def kill(self) -> None:
        """Does so after a failure, whatever they are doing."""
        raise NotImplementedError


class QuietNanny(Nanny):  # type: ignore[misc]
    """A nanny whose worker listens on loopback only and shows no dashboard, which LocalCluster
    has no words for."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **{**keywords, **_NO_DASHBOARD})


class OwnCluster(Cluster):
    """A LocalCluster."""

    def __init__(self, count: int, folder: str) -> None:
        if os.name == "posix":
            helpers.start_tracker()
        with dask.config.set(_CONFIG):
            self._cluster = LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                scheduler_kwargs=dict(_NO_DASHBOARD),
                worker_class=QuietNanny,
                memory_limit=0,  # Weft watches over memory
                local_directory=folder or tempfile.gettempdir(),
                silence_logs=logging.CRITICAL,
            )
        self._processes: List[Any] = []
        try:
            self.client = Client(self._cluster, set_as_default=False)
            self.client.wait_for_workers(count)
            self.workers = sorted(self.client.nthreads())
        except BaseException:
            self.kill()
            raise

    def set_pids(self, pids: List[int]) -> None:
        self._processes = [p for p in multiprocessing.active_children() if p.pid in pids]

    def check_workers(self) -> None:
        check_for_lost(self._processes)

    def end(self) -> None:
        self.client.close()
        self._cluster.close()

    def kill(self) -> None:
        for nanny in list(self._cluster.workers.values()):
            nanny.close_gracefully()  # it would replace a worker that is killed
        kill_all(multiprocessing.active_children())
        within(_PATIENCE, self.end)
        kill_all(multiprocessing.active_children())


class JoinedCluster(Cluster):
    """Workers of a scheduler that somebody else has started. They have no runner, so its modules
    are installed in their memory."""

    def __init__(self, address: str, count: int) -> None:
        try:
            self.client = Client(address, timeout=_ANSWER, set_as_default=False)
        except Exception as error:
            raise Refused(f"scheduler: no Dask scheduler answers at {address}: {error}") from error
        self._looked, self._installed = time.monotonic(), False
        try:
            everybody = self.client.nthreads()
            self.workers = chosen(address, everybody, count)
            self._alone = len(everybody) == count
            check_versions(self.client.get_versions(), self.workers)
            self._installed = True
            ending.when_programs_ended(lambda: within(_LEAVING, self.end))
            self._tell(remotemodules.install_script())
        except BaseException:
            within(_PATIENCE, self.client.close)
            raise

    def _tell(self, text: str) -> None:
        """Has the workers and the scheduler, which may have to read what it passes on, execute
        a text."""
        self.client.run(exec, text, {}, workers=self.workers)
        self.client.run_on_scheduler(exec, text, {})

    def restriction(self) -> Optional[List[str]]:
        return None if self._alone else self.workers

    def check_workers(self) -> None:
        if time.monotonic() - self._looked < _LOOK:
            return
        self._looked = time.monotonic()
        for lost in set(self.workers) - set(self.client.nthreads()):
            raise Failure(EXIT, f"the Dask worker at {lost} was lost in the middle of the run")

    def end(self) -> None:
        if not self._installed:
            return
        self._installed = False
        present = set(self.client.nthreads())
        self.workers = [worker for worker in self.workers if worker in present]
        self.client.run(clusterworker.leave, workers=self.workers)
        self._tell(remotemodules.uninstall_script())
        self.client.close()

    def kill(self) -> None:
        within(_PATIENCE, self.end)


def chosen(address: str, threads: Dict[str, int], count: int) -> List[str]:
    """Some of a scheduler's workers. A worker with several threads would run several tasks at
    once on what is to be one lane."""
    single = sorted(worker for worker, own in threads.items() if own == 1)
    if len(single) < count:
        raise Refused(
            f"scheduler: {count} workers of one thread are needed, and of the {len(threads)} at "
            f"{address} {len(single)} have one; start more, each with --nthreads 1"
        )
    return single[:count]


def check_versions(told: Dict[str, Any], workers: List[str]) -> None:
    """Refuses other versions than the engine's: they wouldn't understand each other."""
    mine = versions(told["client"])
    others = {"the scheduler": told["scheduler"]}
    others.update({f"the worker at {worker}": told["workers"][worker] for worker in workers})
    for who, one in others.items():
        theirs = versions(one)
        if theirs != mine:
            raise Refused(f"scheduler: {who} has {', '.join(theirs)}; this has {', '.join(mine)}")


def versions(told: Dict[str, Any]) -> List[str]:
    """Such as ["python 3.11", "dask 2022.12.1", "distributed 2022.12.1"]."""
    packages = dict(told["packages"])
    packages["python"] = ".".join(str(packages["python"]).split(".")[:2])
    return [f"{name} {packages.get(name)}" for name in ("python", "dask", "distributed")]


def within(seconds: float, do: Callable[[], Any]) -> None:
    """Does what may hang, or fail since the others have gone, and doesn't wait long for it."""

    def attempt() -> None:
        try:
            do()
        except Exception:
            pass  # what a failed run leaves is ended by force

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(seconds)
