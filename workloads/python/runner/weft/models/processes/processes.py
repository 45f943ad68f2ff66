"""processes: every task gets a multiprocessing.Process of its own; at most p live at once."""

from __future__ import annotations

import os
from multiprocessing.connection import wait
from typing import Any, Dict, Tuple

from weft.children import ending
from weft.failure import lost_worker, of_task
from weft.job import Job
from weft.meter import now
from weft.models.crew import Crew, this_thread
from weft.models.model import PROCESSES, Model
from weft.models.processes.processcrew import DEFAULT_START, batch_source, kill_all, start_context
from weft.models.worker import Source, Worker
from weft.record import LANE, REPORT, START, SUM

NAME = "processes"


class Processes(Crew):
    """A process for each task as soon as one of p lanes is free: they are created in the run."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._context = start_context(job)
        forks = self._context.get_start_method() == "fork"
        self.pickles = (not forks, True)  # a forked process has inherited its input
        self._source = batch_source(job, self._context)
        self._alive: Dict[Any, Tuple[int, int, Any, int]] = {}  # by pipe: see _begin
        self._where = {lane: (os.getpid(), 0) for lane in range(job.workers)}

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
            for receiver in wait(list(self._alive)):
                free.append(self._end(receiver))

    def _begin(self, lane: int, task: int) -> None:
        receiver, sender = self._context.Pipe(duplex=False)
        queued = now()
        args = (self._source, self.job.request(task), sender)
        process = self._context.Process(target=run_one_task, args=args)
        process.start()
        sender.close()
        self._alive[receiver] = (lane, task, process, queued)

    def _end(self, receiver: Any) -> int:
        """Takes what a process has to say, waits for its end and returns its lane."""
        lane, task, process, queued = self._alive[receiver]
        try:
            place, reply = receiver.recv()
        except EOFError:
            process.join()
            raise lost_worker(process.pid, process.exitcode) from None
        self._where[lane] = (place[0], 0)  # each of the lane's tasks had another thread
        record = self.job.accept(reply)
        self.job.records[task] = (task, lane, record[SUM], queued, *record[START:])
        if record[REPORT] is not None:  # the next process may be given the same number
            self.job.reports[-1 - task] = self.job.reports.pop(record[LANE])
        process.join()
        receiver.close()
        del self._alive[receiver]
        self.lane_ends[lane] = now()
        return lane

    def kill(self) -> None:
        kill_all([process for _, _, process, _ in self._alive.values()])

    def where(self, lane: int) -> Tuple[int, int]:
        return self._where[lane]


def run_one_task(source: Source, request: Any, sender: Any) -> None:
    """What a process does in its life."""
    start = now()
    ending.restore_sigterm()
    task = request if isinstance(request, int) else request.task
    try:
        worker = Worker(source)
        reply = worker.run(request, start)
    except BaseException as error:
        reply = of_task(task, error)
    sender.send((this_thread(), reply))
    sender.close()


MODEL = Model(start=Processes, options={"start": DEFAULT_START}, limit=PROCESSES)
