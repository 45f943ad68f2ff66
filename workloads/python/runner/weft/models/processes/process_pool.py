"""process-pool: concurrent.futures.ProcessPoolExecutor with p processes."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, List

from weft.failure import EXIT, Failure, lost_worker
from weft.job import Job
from weft.models.crew import Crew
from weft.models.processes import processcrew
from weft.models.processes.processcrew import MOST, START, ProcessCrew, enlist, source
from weft.models.worker import Source, work

__all__ = ["MOST", "OPTIONS", "start"]
OPTIONS = {"start": START, "chunksize": "1"}

_PATIENCE = 1.0


class ProcessPool(ProcessCrew):
    """The executor with all its processes started, which it else does as tasks come."""

    def __init__(self, job: Job, workers: int) -> None:
        super().__init__(job)
        gate = self.ctx.Semaphore(0)
        args = (source(job, self.ctx), self.muster, gate)
        self.executor = ProcessPoolExecutor(workers, self.ctx, begin, args)
        try:
            standing: List[Any] = [self.executor.submit(stand) for _ in range(workers)]
            self.assemble(workers)
            for _ in standing:
                gate.release()
            for future in standing:
                future.result()
        except BaseException:
            self.kill()
            raise

    def run(self) -> None:
        chunk = max(1, self.job.options.int("chunksize"))
        try:
            for answer in self.executor.map(work, self.job.orders(), chunksize=chunk):
                self.job.accept(answer)
        except BrokenProcessPool as error:
            raise self.lost(error) from error

    def lost(self, error: BrokenProcessPool) -> Failure:
        """Which worker broke the pool. The executor ends the others itself, by SIGTERM."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for member in self.members:
                if member.exitcode not in (None, 0, -signal.SIGTERM):
                    return lost_worker(member.pid, member.exitcode)
            time.sleep(0.01)
        return Failure(EXIT, f"the pool is broken: {error}")

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        self.executor.shutdown(wait=False)
        super().kill()


_gate: Any = None


def begin(source: Source, muster: processcrew.Muster, gate: Any) -> None:
    """Makes a process of the executor a worker."""
    global _gate
    _gate = gate
    enlist(source, muster)


def stand() -> None:
    """Keeps a worker busy until all stand, so that the executor starts one more."""
    _gate.acquire()


def start(job: Job) -> Crew:
    """Creates p processes."""
    try:
        return ProcessPool(job, job.workers)
    except Exception as error:
        raise processcrew.launch_failure(job.workers, error) from error
