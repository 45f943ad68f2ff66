"""processes: every task gets a multiprocessing.Process of its own; at most p live at once."""

from __future__ import annotations

import os
from multiprocessing.connection import wait
from typing import Any, Dict, Tuple

from weft.children import helpers
from weft.failure import lost_worker, of_task
from weft.job import Job
from weft.meter import now
from weft.models.crew import Crew, this_thread
from weft.models.processes.processcrew import MOST, START, context, kill_all, source
from weft.models.worker import Duty, Source

__all__ = ["MOST", "OPTIONS", "start"]
OPTIONS = {"start": START}


class Processes(Crew):
    """A process for each task as soon as one of p lanes is free."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._ctx = context(job)
        forks = self._ctx.get_start_method() == "fork"
        self.pickles = (not forks, True)  # a forked process has inherited its input
        self._source = source(job, self._ctx)
        self._alive: Dict[Any, Tuple[int, int, Any, int]] = {}  # by pipe: see _begin
        self._places = {lane: (os.getpid(), 0) for lane in range(job.workers)}

    def run(self) -> None:
        free = list(range(self.job.workers))
        ahead = iter(range(self.job.batch.tasks))
        while True:
            while free:
                task = next(ahead, None)
                if task is None:
                    break
                self._begin(free.pop(), task)
            if not self._alive:
                return
            for answers in wait(list(self._alive)):
                free.append(self._end(answers))

    def _begin(self, lane: int, task: int) -> None:
        answers, answering = self._ctx.Pipe(duplex=False)
        queued = now()
        args = (self._source, self.job.order(task), answering)
        process = self._ctx.Process(target=live, args=args)
        process.start()
        answering.close()
        self._alive[answers] = (lane, task, process, queued)

    def _end(self, answers: Any) -> int:
        """Takes what a process has to say and waits for its end."""
        lane, task, process, queued = self._alive[answers]
        try:
            place, answer = answers.recv()
        except EOFError:
            process.join()
            raise lost_worker(process.pid, process.exitcode) from None
        self._places[lane] = (place[0], 0)  # each of the lane's tasks had another thread
        note = self.job.accept(answer)
        self.job.notes[task] = (task, lane, note[2], queued, *note[4:])
        if note[-1] is not None:  # the next process may be given the same number
            self.job.reports[-1 - task] = self.job.reports.pop(note[1])
        process.join()
        answers.close()
        del self._alive[answers]
        self.left[lane] = now()
        return lane

    def kill(self) -> None:
        kill_all([process for _, _, process, _ in self._alive.values()])

    def where(self, lane: int) -> Tuple[int, int]:
        return self._places[lane]


def live(source: Source, order: Any, answering: Any) -> None:
    """The life of a process: one task."""
    start = now()
    helpers.release()
    task = order if isinstance(order, int) else order.task
    try:
        duty = Duty(source)
        answer = duty.do(order, start)
    except BaseException as error:
        answer = of_task(task, error)
    answering.send((this_thread(), answer))
    answering.close()


def start(job: Job) -> Crew:
    """Processes are created in the run, one a task."""
    return Processes(job)
