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
from weft.models.model import THREADS, Model
from weft.models.threads.switchinterval import INTERVAL, set_interval

NAME = "thread-pool"


class PoolThreads(Crew):
    """Threads that some library keeps. Each calls become_lane once, before its first task."""

    shares_gil = True

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        job.preload()
        self._own = threading.local()
        self._threads: List[Tuple[int, int]] = []
        self._entry = threading.Lock()

    def become_lane(self) -> None:
        """Makes the calling thread a lane."""
        with self._entry:
            self._own.lane = self.job.new_lane(len(self._threads))
            self._threads.append(this_thread())

    def own_lane(self) -> Lane:
        """The lane of the calling thread."""
        lane: Lane = self._own.lane
        return lane

    def run_task(self, task: int) -> None:
        """Runs one task on a thread of the pool. A Failure is kept by the job and raised."""
        start = now()
        job = self.job
        lane: Lane = self._own.lane
        try:
            data, out = views(job.batch, task)
            job.records[task] = lane.execute(task, data, out, start, start)
        except BaseException as error:
            failure = of_task(task, error)
            job.fail(failure)
            raise failure from error

    def threads(self) -> List[Tuple[int, int]]:
        return self._threads


class ThreadPool(PoolThreads):
    """The executor with all its threads started."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.executor = ThreadPoolExecutor(job.workers, initializer=self.become_lane)
        start_all_threads(self.executor, job.workers)

    def run(self) -> None:
        for _ in self.executor.map(self.run_task, range(self.job.batch.tasks)):
            pass
        if self.job.failure is not None:
            raise self.job.failure

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        abandon(self.executor)


def start_all_threads(executor: Any, workers: int) -> None:
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


MODEL = Model(start=start, options={"interval": INTERVAL}, limit=THREADS)
