"""thread-pool: concurrent.futures.ThreadPoolExecutor with p threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, List, Tuple

from weft.failure import of_task
from weft.job import Job
from weft.lane import Lane, views
from weft.meter import now
from weft.models.crew import Crew, this_thread
from weft.models.threads.switchinterval import INTERVAL, set_interval

OPTIONS = {"interval": INTERVAL}
MOST = (4096, "each worker is an OS thread")


class PoolThreads(Crew):
    """Threads that some library keeps. Each enters once and becomes a lane."""

    shares_gil = True

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        job.warm()
        self._own = threading.local()
        self._places: List[Tuple[int, int]] = []
        self._entry = threading.Lock()

    def enter(self) -> None:
        """Makes the calling thread a lane."""
        with self._entry:
            self._own.lane = self.job.new_lane(len(self._places))
            self._places.append(this_thread())

    def perform(self, task: int) -> None:
        """Runs one task on a thread of the pool."""
        start = now()
        job = self.job
        lane: Lane = self._own.lane
        try:
            data, out = views(job.batch, task)
            job.notes[task] = lane.execute(task, data, out, start, start)
        except BaseException as error:
            failure = of_task(task, error)
            job.fail(failure)
            raise failure from error

    def threads(self) -> List[Tuple[int, int]]:
        return self._places


class ThreadPool(PoolThreads):
    """The executor with all its threads started."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.executor = ThreadPoolExecutor(job.workers, initializer=self.enter)
        muster(self.executor, job.workers)

    def run(self) -> None:
        for _ in self.executor.map(self.perform, range(self.job.batch.tasks)):
            pass
        if self.job.failure is not None:
            raise self.job.failure

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        abandon(self.executor)


def muster(executor: Any, workers: int) -> None:
    """Has an executor start all its threads, which it else does as tasks come."""
    barrier = threading.Barrier(workers + 1)
    for _ in range(workers):
        executor.submit(barrier.wait)
    barrier.wait()


def abandon(executor: ThreadPoolExecutor) -> None:
    """Has an executor's threads take no more tasks; what they do now can't be ended."""
    executor.shutdown(wait=False)


def start(job: Job) -> Crew:
    """Creates p threads."""
    set_interval(job)
    return ThreadPool(job)
