"""pool: multiprocessing.Pool with p processes."""

from __future__ import annotations

import threading
from typing import Any, List

from weft.job import Job
from weft.models.crew import Crew
from weft.models.processes import processcrew
from weft.models.processes.processcrew import MOST, START, ProcessCrew, enlist, source
from weft.models.worker import work

__all__ = ["MOST", "OPTIONS", "start"]
OPTIONS = {"start": START, "chunksize": "1"}

#: Between two looks for lost workers, in seconds: Pool replaces one that ends without a word,
#: and its task never comes back.
_LOOK = 0.1
_PATIENCE = 2.0


class Pool(ProcessCrew):
    """multiprocessing.Pool, with all its workers standing."""

    def __init__(self, job: Job, segment: Any = None) -> None:
        super().__init__(job)
        args = (source(job, self.ctx), self.muster, segment)
        self.pool = self.ctx.Pool(job.workers, enlist, args)
        try:
            self.assemble(job.workers)
        except BaseException:
            self.kill()
            raise

    def run(self) -> None:
        over = threading.Event()
        failures: List[BaseException] = []
        chunk = max(1, self.job.options.int("chunksize"))
        if chunk == 1:
            self._send_singly(over, failures)
        else:
            self._send_chunks(chunk, over, failures)
        # Nobody would ever come back from waiting for what a lost worker had to do.
        while not over.wait(_LOOK):
            self.look_for_lost(self.members)
        if failures:
            raise failures[0]

    def _send_singly(self, over: threading.Event, failures: List[BaseException]) -> None:
        """Has each result accepted by the pool's own thread: an iterator over them would be
        woken for each, on one thread more."""
        left = self.job.batch.tasks

        def take(answer: Any) -> None:
            nonlocal left
            try:
                self.job.accept(answer)
            except BaseException as error:
                fail(error)
            left -= 1
            if left == 0:
                over.set()

        def fail(error: BaseException) -> None:
            failures.append(error)
            over.set()

        for order in self.orders():
            self.pool.apply_async(work, (order,), callback=take, error_callback=fail)

    def _send_chunks(
        self, chunk: int, over: threading.Event, failures: List[BaseException]
    ) -> None:
        """Has the results of chunks accepted on a thread of their own."""

        def collect() -> None:
            try:
                for answer in self.pool.imap_unordered(work, self.orders(), chunk):
                    self.job.accept(answer)
            except BaseException as error:
                failures.append(error)
            over.set()

        threading.Thread(target=collect, daemon=True).start()

    def orders(self) -> Any:
        """What is sent for each task."""
        return self.job.orders()

    def close(self) -> None:
        self.pool.close()
        self.pool.join()

    def kill(self) -> None:
        # terminate waits for a lock that a worker may have been killed with, so it gets a
        # thread of its own and a limit; it keeps the pool from replacing who is killed.
        ending = threading.Thread(target=self.pool.terminate, daemon=True)
        ending.start()
        ending.join(_PATIENCE)
        super().kill()


def start(job: Job) -> Crew:
    """Creates p processes."""
    try:
        return Pool(job)
    except Exception as error:
        raise processcrew.launch_failure(job.workers, error) from error
