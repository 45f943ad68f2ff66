"""Worker processes: how they report for duty, do their tasks, and are found to be lost.

enlist runs in the worker processes, whichever library has started those.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from multiprocessing.connection import wait
from typing import Any, List, Optional, Tuple

from weft.children import helpers
from weft.failure import LAUNCH, Failure, Refused, lost_worker, of_engine
from weft.job import Job
from weft.meter import ENGINE_CLOCK_EVERYWHERE, gil_enabled, now
from weft.models.crew import Crew, this_thread
from weft.models.worker import Duty, Source, take_up

#: The default of the option start: what the platform and version of Python do by themselves.
START = "default"
#: The most worker processes: each is a Python of its own, at some 10 MiB.
MOST = (128, "each worker is a process")

_POLL = 0.1
_BURIAL = 2.0


def context(job: Job) -> Any:
    """The multiprocessing context for the option start."""
    method = job.options.text("start")
    if method == START:
        method = multiprocessing.get_start_method()
    if method not in multiprocessing.get_all_start_methods():
        known = ", ".join(multiprocessing.get_all_start_methods())
        raise Refused(f"start: {method!r} is not one of {known} on this system")
    if method != "fork" and os.name == "posix":
        helpers.start_tracker()  # semaphores have names then
    return multiprocessing.get_context(method)


def source(job: Job, ctx: Any) -> Source:
    """What workers are given to have the batch."""
    return job.batch if ctx.get_start_method() == "fork" else job.recipe


class Muster:
    """Where workers report for duty. It travels to them when they are created."""

    def __init__(self, ctx: Any) -> None:
        self._reports, self._reporting = ctx.Pipe(duplex=False)
        self._turn = ctx.Lock()
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
        """Process, thread and clock of a worker that reports within a moment."""
        if not self._reports.poll(_POLL):
            return None
        pid, tid, clock, gil, problem = self._reports.recv()
        self.gil = self.gil or gil
        if problem is not None:
            raise problem
        return pid, tid, clock

    def close(self) -> None:
        """Gives the pipe back."""
        self._reports.close()
        self._reporting.close()


class ProcessCrew(Crew):
    """p worker processes: what every pool of processes begins with."""

    pickles = (True, True)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.ctx = context(job)
        self.muster = Muster(self.ctx)
        self._places: List[Tuple[int, int]] = []
        self.members: List[Any] = []  # multiprocessing's process objects

    def assemble(self, count: int) -> None:
        """Waits until that many workers stand."""
        while len(self._places) < count:
            reported = self.muster.next()
            if reported is None:
                self.look_for_lost(multiprocessing.active_children())
                continue
            pid, tid, clock = reported
            self.lane_of[pid] = len(self._places)
            self._places.append((pid, tid))
            if not ENGINE_CLOCK_EVERYWHERE:
                self.offsets[pid] = now() - clock
        self.members = [p for p in multiprocessing.active_children() if p.pid in self.lane_of]
        self.muster.close()

    def look_for_lost(self, members: List[Any]) -> None:
        """Raises the failure of a worker that has ended, if there is one."""
        look_for_lost(members)

    def kill(self) -> None:
        kill_all(self.members)
        kill_all(multiprocessing.active_children())

    def has_gil(self) -> bool:
        return self.muster.gil or super().has_gil()

    def pids(self) -> List[int]:
        return [pid for pid, _ in self._places]

    def threads(self) -> List[Tuple[int, int]]:
        return self._places


def look_for_lost(members: List[Any]) -> None:
    """Raises the failure of a worker that has ended, if there is one. Only in the middle of a
    run: when workers are dismissed, they end by themselves."""
    for ended in wait([member.sentinel for member in members], 0):
        for member in members:
            if member.sentinel == ended:
                raise lost_worker(member.pid, last_status(member))


def last_status(member: Any) -> Optional[int]:
    """How a process ended. A thread of the library may be the one that buries it, and is about
    to tell."""
    until = time.monotonic() + _BURIAL
    member.join(_BURIAL)
    while member.exitcode is None and time.monotonic() < until:
        time.sleep(_POLL / 10)
    # Of those that ask a forkserver at the same time one hears how it was, and the other this.
    unheard = getattr(member, "_start_method", None) == "forkserver" and member.exitcode == 255
    return None if unheard else member.exitcode  # type: ignore[no-any-return]


def kill_all(members: List[Any]) -> None:
    """Kills processes and buries them."""
    for member in members:
        if member.is_alive():
            member.kill()
    until = time.monotonic() + _BURIAL
    for member in members:
        member.join(max(0.0, until - time.monotonic()))


def launch_failure(workers: int, error: BaseException) -> Failure:
    """Why workers couldn't be set up."""
    return of_engine(LAUNCH, f"setting up {workers} worker processes", error)


def enlist(source: Source, muster: Muster, segment: Any = None) -> None:
    """Makes this process a worker: it builds its batch and reports for duty."""
    helpers.release()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the engine decides when to end
    problem = None
    try:
        take_up(Duty(source, segment))
    except BaseException as error:
        problem = of_engine(LAUNCH, f"worker process {os.getpid()} building its batch", error)
    muster.report(problem)
