"""threads: every task gets a threading.Thread of its own; at most p live at once."""

from __future__ import annotations

import queue
import threading

from weft.failure import of_task
from weft.job import Job
from weft.lane import views
from weft.meter import gil_enabled, now, run_queue
from weft.models.crew import Crew, this_thread
from weft.models.model import THREADS, Model
from weft.models.threads.switchinterval import INTERVAL, set_interval
from weft.record import GIL, START, TRANSFER

NAME = "threads"

#: A thread that has waited for no more than this for the GIL or a core isn't asked which it
#: was, ns: reading the answer takes about 20 us.
_WORTH_ASKING = 1_000_000


class Threads(Crew):
    """A thread for each task as soon as one of p lanes is free."""

    shares_gil = True

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        job.preload()
        self._lanes = [job.new_lane(number) for number in range(job.workers)]
        self._free: queue.SimpleQueue[int] = queue.SimpleQueue()
        for number in range(job.workers):
            self._free.put(number)
        self._alive: "dict[int, threading.Thread]" = {}

    def run(self) -> None:
        job = self.job
        for task in range(job.batch.tasks):
            number = self._free.get()
            if job.failure is not None:
                break
            args = (number, task, now())
            thread = self._alive[number] = threading.Thread(target=self._run_task, args=args)
            thread.daemon = True  # the engine may have to end while it lives
            thread.start()
        else:
            self._await_all()
        if job.failure is not None:
            raise job.failure

    def _await_all(self) -> None:
        """Waits until every lane is free, or a task has failed, which others may wait for."""
        for _ in range(self.job.workers):
            self._free.get()
            if self.job.failure is not None:
                return
        for thread in self._alive.values():
            thread.join()

    def _run_task(self, number: int, task: int, queued: int) -> None:
        """What a thread does in its life."""
        job, start = self.job, now()
        try:
            data, out = views(job.batch, task)
            record = self._lanes[number].execute(task, data, out, queued, start)
            gil = gil_wait(*record[START:GIL])
            job.records[task] = (*record[:GIL], gil, *record[TRANSFER:])
        except BaseException as error:
            job.fail(of_task(task, error))
        finally:
            self._free.put(number)


def gil_wait(start: int, end: int, cpu: int, wait: int, lock: int) -> int:
    """How long this thread, which ends with its task, has waited for the GIL, ns: what computing
    and known waiting leave of its time, less what it was without a core."""
    left = end - start - cpu - wait - lock
    if left < _WORTH_ASKING or not gil_enabled():
        return 0
    return max(0, left - (run_queue(*this_thread()) or 0))


def start(job: Job) -> Crew:
    """Threads are created in the run, one a task."""
    set_interval(job)
    return Threads(job)


MODEL = Model(start=start, options={"interval": INTERVAL}, limit=THREADS)
