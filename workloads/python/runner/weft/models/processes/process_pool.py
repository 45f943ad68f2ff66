"""process-pool: concurrent.futures.ProcessPoolExecutor with p processes."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, List

from weft.failure import EXIT, Failure, lost_worker
from weft.job import Job
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import (
    DEFAULT_START,
    WORKERS,
    ProcessCrew,
    ReadyPipe,
    batch_source,
    become_worker,
)
from weft.models.worker import Source, run_task

NAME = "process-pool"
OPTIONS = {"start": DEFAULT_START, "chunksize": "1"}

_PATIENCE = 1.0


class ProcessPool(ProcessCrew):
    """The executor with all its processes started, which it else does as tasks come."""

    pipes = True

    def __init__(self, job: Job, workers: int = 0) -> None:
        super().__init__(job)
        workers = workers or job.workers
        all_stand = self.context.Semaphore(0)
        args = (batch_source(job, self.context), self.ready, all_stand)
        self.executor = ProcessPoolExecutor(workers, self.context, begin, args)
        try:
            waiting: List[Any] = [self.executor.submit(wait_for_all) for _ in range(workers)]
            self.await_workers(workers)
            for _ in waiting:
                all_stand.release()
            for future in waiting:
                future.result()
        except BaseException:
            self.kill()
            raise

    def run(self) -> None:
        chunk = max(1, self.job.options.int("chunksize"))
        try:
            for reply in self.executor.map(run_task, self.job.requests(), chunksize=chunk):
                self.job.accept(reply)
        except BrokenProcessPool as error:
            raise self.lost(error) from error

    def lost(self, error: BrokenProcessPool) -> Failure:
        """Which worker broke the pool. The executor ends the others itself, by SIGTERM."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for process in self.processes:
                if process.exitcode not in (None, 0, -signal.SIGTERM):
                    return lost_worker(process.pid, process.exitcode)
            time.sleep(0.01)
        return Failure(EXIT, f"the pool is broken: {error}")

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        self.executor.shutdown(wait=False)
        super().kill()


_all_stand: Any = None


def begin(source: Source, ready: ReadyPipe, all_stand: Any) -> None:
    """Makes a process of the executor a worker."""
    global _all_stand
    _all_stand = all_stand
    become_worker(source, ready)


def wait_for_all() -> None:
    """Keeps a worker busy until all stand, so that the executor starts one more."""
    _all_stand.acquire()


MODEL = Model(start=ProcessPool, options=OPTIONS, limit=PROCESSES, workers=WORKERS)
