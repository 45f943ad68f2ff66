"""pool: multiprocessing.Pool with p processes."""

from __future__ import annotations

import threading
from typing import Any, List

from weft.job import Job
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import (
    DEFAULT_START,
    WORKERS,
    ProcessCrew,
    batch_source,
    become_worker,
    check_for_lost,
)
from weft.models.worker import run_task

NAME = "pool"
OPTIONS = {"start": DEFAULT_START, "chunksize": "1"}

#: Between two looks for lost workers, in seconds: Pool replaces one that ends without a word,
#: and its task never comes back.
_LOOK = 0.1
_PATIENCE = 2.0


class Pool(ProcessCrew):
    """multiprocessing.Pool, with all its workers standing."""

    pipes = True

    def __init__(self, job: Job, segment: Any = None) -> None:
        super().__init__(job)
        args = (batch_source(job, self.context), self.ready, segment)
        self.pool = self.context.Pool(job.workers, become_worker, args)
        try:
            self.await_workers(job.workers)
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
            check_for_lost(self.processes)
        if failures:
            raise failures[0]

    def _send_singly(self, over: threading.Event, failures: List[BaseException]) -> None:
        """Has each result accepted by the pool's own thread: an iterator over them would be
        woken for each, on one thread more."""
        left = self.job.batch.tasks

        def take(reply: Any) -> None:
            nonlocal left
            try:
                self.job.accept(reply)
            except BaseException as error:
                fail(error)
            left -= 1
            if left == 0:
                over.set()

        def fail(error: BaseException) -> None:
            failures.append(error)
            over.set()

        for request in self.requests():
            self.pool.apply_async(run_task, (request,), callback=take, error_callback=fail)

    def _send_chunks(
        self, chunk: int, over: threading.Event, failures: List[BaseException]
    ) -> None:
        """Has the results of chunks accepted on a thread of their own."""

        def collect() -> None:
            try:
                for reply in self.pool.imap_unordered(run_task, self.requests(), chunk):
                    self.job.accept(reply)
            except BaseException as error:
                failures.append(error)
            over.set()

        threading.Thread(target=collect, daemon=True).start()

    def requests(self) -> Any:
        """What is sent for each task."""
        return self.job.requests()

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


MODEL = Model(start=Pool, options=OPTIONS, limit=PROCESSES, workers=WORKERS)
