"""Worker processes: how they report that they stand, and how they are found to be lost.

become_worker runs in the worker processes, whichever class of multiprocessing's has started those.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from multiprocessing.connection import wait
from typing import Any, List, Optional, Tuple

from weft.children import ending, helpers
from weft.failure import LAUNCH, Failure, Refused, lost_worker, of_engine
from weft.job import Job
from weft.meter import ENGINE_CLOCK_EVERYWHERE, gil_enabled, now
from weft.models.crew import Crew, this_thread
from weft.models.worker import Source, Worker, install

#: The default of the option start: what the platform and version of Python do by themselves.
DEFAULT_START = "default"
#: What workers are called where they can't be set up.
WORKERS = "worker processes"

_POLL = 0.1
#: How long a process that has ended or was killed may take to be gone, in seconds.
_REAPING = 2.0


def start_context(job: Job) -> Any:
    """The multiprocessing context for the option start; a method that this system lacks is
    refused."""
    method = job.options.text("start")
    if method == DEFAULT_START:
        method = multiprocessing.get_start_method()
    if method not in multiprocessing.get_all_start_methods():
        known = ", ".join(multiprocessing.get_all_start_methods())
        raise Refused(f"start: {method!r} is not one of {known} on this system")
    if method != "fork" and os.name == "posix":
        helpers.start_tracker()  # semaphores have names then
    return multiprocessing.get_context(method)


def batch_source(job: Job, context: Any) -> Source:
    """What workers are given to have the batch."""
    return job.batch if context.get_start_method() == "fork" else job.recipe


class ReadyPipe:
    """The pipe in which workers report that they stand at the barrier. It travels to them when
    they are created."""

    def __init__(self, context: Any) -> None:
        self._reports, self._reporting = context.Pipe(duplex=False)
        self._turn = context.Lock()
        self.gil = False  # whether a worker that reported has a GIL

    def report(self, problem: Optional[Failure]) -> None:
        """Tells the engine that this worker stands, or why it can't."""
        with self._turn:
            self._reporting.send((*this_thread(), now(), gil_enabled(), problem))

    def __getstate__(self) -> Tuple[Any, Any]:
        return self._reporting, self._turn

    def __setstate__(self, state: Tuple[Any, Any]) -> None:
        self._reporting, self._turn = state

    def next(self) -> Optional[Tuple[int, int, int]]:
        """Process, thread and clock of a worker that reports within a moment, else None. The
        problem of one that can't stand is raised."""
        if not self._reports.poll(_POLL):
            return None
        pid, tid, clock, gil, problem = self._reports.recv()
        self.gil = self.gil or gil
        if problem is not None:
            raise problem
        return pid, tid, clock

    def close(self) -> None:
        """Closes both ends in this process."""
        self._reports.close()
        self._reporting.close()


class ProcessCrew(Crew):
    """p worker processes: what every pool of processes begins with."""

    pickles = (True, True)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.context = start_context(job)
        self.ready = ReadyPipe(self.context)
        self._threads: List[Tuple[int, int]] = []
        self.processes: List[Any] = []  # multiprocessing's objects, once all stand

    def await_workers(self, count: int) -> None:
        """Waits until that many workers stand."""
        while len(self._threads) < count:
            report = self.ready.next()
            if report is None:
                check_for_lost(multiprocessing.active_children())
                continue
            pid, tid, clock = report
            self.lane_of[pid] = len(self._threads)
            self._threads.append((pid, tid))
            if not ENGINE_CLOCK_EVERYWHERE:
                self.clock_offsets[pid] = now() - clock
        self.processes = [p for p in multiprocessing.active_children() if p.pid in self.lane_of]
        self.ready.close()

    def kill(self) -> None:
        kill_all(self.processes)
        kill_all(multiprocessing.active_children())

    def has_gil(self) -> bool:
        return self.ready.gil or super().has_gil()

    def pids(self) -> List[int]:
        return [pid for pid, _ in self._threads]

    def threads(self) -> List[Tuple[int, int]]:
        return self._threads


def check_for_lost(processes: List[Any]) -> None:
    """Raises the failure of a worker that has ended, if there is one. Only in the middle of a
    run: when workers are told to go, they end by themselves."""
    for ended in wait([process.sentinel for process in processes], 0):
        for process in processes:
            if process.sentinel == ended:
                raise lost_worker(process.pid, last_status(process))


def last_status(process: Any) -> Optional[int]:
    """The exit code of a process that has ended, None where it isn't known. A thread of the
    library may be the one that reaps it, and is about to tell."""
    until = time.monotonic() + _REAPING
    process.join(_REAPING)
    while process.exitcode is None and time.monotonic() < until:
        time.sleep(_POLL / 10)
    # Of those that ask a forkserver at the same time one hears how it was, and the other this.
    unheard = getattr(process, "_start_method", None) == "forkserver" and process.exitcode == 255
    return None if unheard else process.exitcode  # type: ignore[no-any-return]


def kill_all(processes: List[Any]) -> None:
    """Kills processes and reaps them."""
    for process in processes:
        if process.is_alive():
            process.kill()
    until = time.monotonic() + _REAPING
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))


def become_worker(source: Source, ready: ReadyPipe, segment: Any = None) -> None:
    """Makes this process a worker: it builds its batch and reports that it stands."""
    ending.restore_sigterm()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the engine decides when to end
    problem = None
    try:
        install(Worker(source, segment))
    except BaseException as error:
        problem = of_engine(LAUNCH, f"worker process {os.getpid()} building its batch", error)
    ready.report(problem)
