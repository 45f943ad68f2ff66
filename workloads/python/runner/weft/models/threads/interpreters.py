"""interpreters: concurrent.futures.InterpreterPoolExecutor, p interpreters in one process.

Each interpreter has a GIL of its own (PEP 684, PEP 734), so its threads run at once. That executor
comes with Python 3.14, and its part here was written from that version's documentation and source:
it has not been run by its authors. Under 3.12 and 3.13 an executor of Weft's own takes its place
(private_interpreters.py), which has.
"""

from __future__ import annotations

import os
import pickle
import site
import sys
from typing import Any, List, Tuple

import weft
from weft.failure import LAUNCH, Failure, of_engine
from weft.job import Job
from weft.models.crew import Crew
from weft.models.threads.thread_pool import abandon
from weft.models.worker import take_up_between, work_packed

OPTIONS: "dict[str, str]" = {}
MOST = (256, "each worker is an interpreter with modules of its own")


class Interpreters(Crew):
    """The executor with all its interpreters started. Everything crosses as bytes: of other
    things only some may, such as numbers below 2^63, and a checksum may be larger."""

    pickles = (True, True)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.executor = new_executor(job.workers)
        self._places: List[Tuple[int, int]] = []
        try:
            self._assemble()
        except BaseException:
            self.kill()
            raise

    def _assemble(self) -> None:
        """Has every interpreter build its batch, and keeps each busy until all have: the
        executor starts them as tasks come, and else one might take two."""
        reports, reporting = os.pipe()
        waiting, release = os.pipe()
        workers, recipe = self.job.workers, pickle.dumps(self.job.recipe)
        ends = (reporting, waiting)
        futures = [self.executor.submit(take_up_between, recipe, ends) for _ in range(workers)]
        for future in futures:
            future.add_done_callback(lambda future: tell_failure(future, reporting))
        for _ in range(workers):
            os.read(reports, 1)
        os.write(release, b"." * workers)
        answers = [pickle.loads(future.result()) for future in futures]
        for end in (reports, reporting, waiting, release):
            os.close(end)
        for number, answer in enumerate(answers):
            if isinstance(answer, Failure):
                raise answer
            self.lane_of[answer] = number
            self._places.append((os.getpid(), answer))

    def run(self) -> None:
        orders = map(pickle.dumps, self.job.orders())
        for answer in self.executor.map(work_packed, orders):
            self.job.accept(pickle.loads(answer))

    def close(self) -> None:
        self.executor.shutdown()

    def kill(self) -> None:
        abandon(self.executor)

    def threads(self) -> List[Tuple[int, int]]:
        return self._places


def new_executor(workers: int) -> Any:
    """The executor of this version. A new interpreter knows the path that this one began with,
    and so not where this package lies."""
    if sys.version_info < (3, 14):
        from weft.models.threads.private_interpreters import InterpreterPool

        return InterpreterPool(workers, weft.FOLDER)
    from concurrent.futures import InterpreterPoolExecutor  # type: ignore[attr-defined]

    return InterpreterPoolExecutor(workers, initializer=site.addsitedir, initargs=(weft.FOLDER,))


def tell_failure(future: Any, reporting: int) -> None:
    """Reports in place of an interpreter that couldn't be created."""
    if future.exception() is not None:
        os.write(reporting, b".")


def start(job: Job) -> Crew:
    """Creates p interpreters."""
    try:
        return Interpreters(job)
    except Exception as error:
        raise of_engine(LAUNCH, f"setting up {job.workers} interpreters", error) from error
