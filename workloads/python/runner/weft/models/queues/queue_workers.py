"""queue-workers: p processes that are fed by a multiprocessing.Queue, or each by a Pipe."""

from __future__ import annotations

import queue
from multiprocessing.connection import wait
from typing import Any, Iterator, List

from weft.failure import Refused
from weft.job import Job
from weft.models.crew import Crew
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import (
    DEFAULT_START,
    WORKERS,
    ProcessCrew,
    ReadyPipe,
    batch_source,
    become_worker,
    check_for_lost,
)
from weft.models.worker import Source, run_task

NAME = "queue-workers"

#: Between two looks for lost workers while no reply comes, in seconds.
_LOOK = 0.1


class QueueFed(ProcessCrew):
    """All workers take tasks from one queue and put replies into another."""

    pipes = True

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._tasks = self.context.Queue()
        self._replies = self.context.Queue()
        args = (batch_source(job, self.context), self.ready, self._tasks, self._replies)
        start_all(self, take_from_queue, [args] * job.workers)

    def run(self) -> None:
        for request in self.job.requests():
            self._tasks.put(request)
        for _ in range(self.job.batch.tasks):
            self.job.accept(self._next())

    def _next(self) -> Any:
        while True:
            try:
                return self._replies.get(timeout=_LOOK)
            except queue.Empty:
                check_for_lost(self.processes)

    def close(self) -> None:
        for _ in self.processes:
            self._tasks.put(None)
        for process in self.processes:
            process.join()

    def kill(self) -> None:
        self._tasks.cancel_join_thread()
        super().kill()


class PipeFed(ProcessCrew):
    """Each worker has a pipe of its own, through which the engine gives it one task at a
    time."""

    pipes = True

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        source = batch_source(job, self.context)
        pairs = [self.context.Pipe() for _ in range(job.workers)]
        self._pipes: List[Any] = [ours for ours, _ in pairs]
        start_all(self, take_from_pipe, [(source, self.ready, theirs) for _, theirs in pairs])
        for _, theirs in pairs:
            theirs.close()

    def run(self) -> None:
        requests = iter(self.job.requests())
        busy = [pipe for pipe in self._pipes if self._give(pipe, requests)]
        while busy:
            for ready in wait(busy):
                pipe: Any = ready
                try:
                    self.job.accept(pipe.recv())
                except (EOFError, ConnectionError):
                    check_for_lost(self.processes)
                    raise
                if not self._give(pipe, requests):
                    busy.remove(pipe)

    def _give(self, pipe: Any, requests: Iterator[Any]) -> bool:
        """Gives a worker its next task; False when there is none."""
        for request in requests:
            pipe.send(request)
            return True
        return False

    def close(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self.processes:
            process.join()


def start_all(crew: ProcessCrew, target: Any, arguments: List[Any]) -> None:
    """Starts a process for each of some arguments and waits until all stand."""
    processes = [crew.context.Process(target=target, args=args) for args in arguments]
    try:
        for process in processes:
            process.start()
        crew.await_workers(len(processes))
    except BaseException:
        crew.kill()
        raise


def take_from_queue(source: Source, ready: ReadyPipe, tasks: Any, replies: Any) -> None:
    """What a worker does that is fed by a queue."""
    become_worker(source, ready)
    request: Any
    for request in iter(tasks.get, None):
        replies.put(run_task(request))


def take_from_pipe(source: Source, ready: ReadyPipe, pipe: Any) -> None:
    """What a worker does that is fed by a pipe."""
    become_worker(source, ready)
    request: Any
    for request in iter(pipe.recv, None):
        pipe.send(run_task(request))


def start(job: Job) -> Crew:
    """Creates p processes."""
    channel = job.options.text("channel")
    if channel not in ("queue", "pipe"):
        raise Refused(f"channel: {channel!r} is not one of queue, pipe")
    return QueueFed(job) if channel == "queue" else PipeFed(job)


MODEL = Model(
    start=start,
    options={"start": DEFAULT_START, "channel": "queue"},
    limit=PROCESSES,
    workers=WORKERS,
)
