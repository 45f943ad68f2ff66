"""queue-workers: p processes that are fed by a multiprocessing.Queue, or each by a Pipe."""

from __future__ import annotations

import queue
from multiprocessing.connection import wait
from typing import Any, Iterator, List

from weft.failure import Refused
from weft.job import Job
from weft.models.crew import Crew
from weft.models.processes import processcrew
from weft.models.processes.processcrew import MOST, START, Muster, ProcessCrew, enlist, source
from weft.models.worker import Source, work

__all__ = ["MOST", "OPTIONS", "start"]
OPTIONS = {"start": START, "channel": "queue"}

#: Between two looks for lost workers while no answer comes, in seconds.
_LOOK = 0.1


class QueueFed(ProcessCrew):
    """All workers take tasks from one queue and put answers into another."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._tasks = self.ctx.Queue()
        self._answers = self.ctx.Queue()
        args = (source(job, self.ctx), self.muster, self._tasks, self._answers)
        start_all(self, [(take_from_queue, args)] * job.workers)

    def run(self) -> None:
        for order in self.job.orders():
            self._tasks.put(order)
        for _ in range(self.job.batch.tasks):
            self.job.accept(self._next())

    def _next(self) -> Any:
        while True:
            try:
                return self._answers.get(timeout=_LOOK)
            except queue.Empty:
                self.look_for_lost(self.members)

    def close(self) -> None:
        for _ in self.members:
            self._tasks.put(None)
        for member in self.members:
            member.join()

    def kill(self) -> None:
        self._tasks.cancel_join_thread()
        super().kill()


class PipeFed(ProcessCrew):
    """Each worker has a pipe of its own, through which the engine gives it one task at a
    time."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        given = source(job, self.ctx)
        pairs = [self.ctx.Pipe() for _ in range(job.workers)]
        self._pipes: List[Any] = [ours for ours, _ in pairs]
        lives = [(take_from_pipe, (given, self.muster, theirs)) for _, theirs in pairs]
        start_all(self, lives)
        for _, theirs in pairs:
            theirs.close()

    def run(self) -> None:
        orders = iter(self.job.orders())
        busy = [pipe for pipe in self._pipes if self._give(pipe, orders)]
        while busy:
            for ready in wait(busy):
                pipe: Any = ready
                try:
                    self.job.accept(pipe.recv())
                except (EOFError, ConnectionError):
                    self.look_for_lost(self.members)
                    raise
                if not self._give(pipe, orders):
                    busy.remove(pipe)

    def _give(self, pipe: Any, orders: Iterator[Any]) -> bool:
        """Gives a worker its next task; False when there is none."""
        for order in orders:
            pipe.send(order)
            return True
        return False

    def close(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for member in self.members:
            member.join()


def start_all(crew: ProcessCrew, lives: Any) -> None:
    """Starts a process for each life and waits until all stand."""
    processes = [crew.ctx.Process(target=target, args=args) for target, args in lives]
    try:
        for process in processes:
            process.start()
        crew.assemble(len(processes))
    except BaseException:
        crew.kill()
        raise


def take_from_queue(given: Source, muster: Muster, tasks: Any, answers: Any) -> None:
    """The life of a worker that is fed by a queue."""
    enlist(given, muster)
    order: Any
    for order in iter(tasks.get, None):
        answers.put(work(order))


def take_from_pipe(given: Source, muster: Muster, pipe: Any) -> None:
    """The life of a worker that is fed by a pipe."""
    enlist(given, muster)
    order: Any
    for order in iter(pipe.recv, None):
        pipe.send(work(order))


def start(job: Job) -> Crew:
    """Creates p processes."""
    channel = job.options.text("channel")
    if channel not in ("queue", "pipe"):
        raise Refused(f"channel: {channel!r} is not one of queue, pipe")
    try:
        return QueueFed(job) if channel == "queue" else PipeFed(job)
    except Exception as error:
        raise processcrew.launch_failure(job.workers, error) from error
