"""interpreters: concurrent.futures.InterpreterPoolExecutor, p interpreters in one process.

Each interpreter has a GIL of its own (PEP 684, PEP 734), so its threads run at once. That executor
comes with Python 3.14; under 3.12 and 3.13 an executor of Weft's own takes its place
(private_interpreters.py).
"""

from __future__ import annotations

import os
import pickle
import site
import sys
from typing import Any, List, Tuple

import weft
from weft.failure import Failure, Refused
from weft.job import Job
from weft.models.crew import Crew
from weft.models.model import Limit, Model
from weft.models.threads.thread_pool import abandon
from weft.models.worker import install_in_interpreter, run_pickled_task
from weft.runtime import free_threaded
from weft.workloads import Values

NAME = "interpreters"


class Interpreters(Crew):
    """The executor with all its interpreters started. Everything crosses as bytes: of other
    things only some may, such as numbers below 2^63, and a checksum may be larger."""

    pickles = (True, True)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.executor = new_executor(job.workers)
        self._threads: List[Tuple[int, int]] = []
        try:
            self._await_workers()
        except BaseException:
            self.kill()
            raise

    def _await_workers(self) -> None:
        """Has every interpreter build its batch, and keeps each busy until all have: the
        executor starts them as tasks come, and else one might take two."""
        reports, reporting = os.pipe()
        waiting, release = os.pipe()
        workers, recipe = self.job.workers, pickle.dumps(self.job.recipe)
        ends = (reporting, waiting)
        futures = [
            self.executor.submit(install_in_interpreter, recipe, ends) for _ in range(workers)
        ]
        for future in futures:
            future.add_done_callback(lambda future: report_failure(future, reporting))
        for _ in range(workers):
            os.read(reports, 1)
        os.write(release, b"." * workers)
        replies = [pickle.loads(future.result()) for future in futures]
        for end in (reports, reporting, waiting, release):
            os.close(end)
        for number, reply in enumerate(replies):
            if isinstance(reply, Failure):
                raise reply
            self.lane_of[reply] = number
            self._threads.append((os.getpid(), reply))

    def run(self) -> None:
        requests = map(pickle.dumps, self.job.requests())
        for reply in self.executor.map(run_pickled_task, requests):
            self.job.accept(pickle.loads(reply))

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        abandon(self.executor)

    def threads(self) -> List[Tuple[int, int]]:
        return self._threads


def new_executor(workers: int) -> Any:
    """The executor of this version. A new interpreter knows the path that this one began with,
    and so not where this package lies."""
    if sys.version_info < (3, 14):
        from weft.models.threads.private_interpreters import InterpreterPool

        return InterpreterPool(workers, weft.FOLDER)
    from concurrent.futures import InterpreterPoolExecutor  # type: ignore[attr-defined]

    return InterpreterPoolExecutor(workers, initializer=site.addsitedir, initargs=(weft.FOLDER,))


def report_failure(future: Any, reporting: int) -> None:
    """Reports in place of an interpreter that couldn't be created."""
    if future.exception() is not None:
        os.write(reporting, b".")


def check_version(options: Values) -> None:
    """Refuses a Python whose interpreters share one GIL."""
    if sys.version_info < (3, 12):
        raise Refused("interpreters needs Python 3.12 or newer, where each has a GIL of its own")
    if sys.version_info < (3, 14) and free_threaded():
        raise Refused("interpreters without a GIL needs Python 3.14 or newer")


MODEL = Model(
    start=Interpreters,
    options={},
    limit=Limit(256, "each worker is an interpreter with modules of its own"),
    workers="interpreters",
    before=check_version,
)
