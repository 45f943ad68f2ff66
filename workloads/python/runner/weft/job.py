"""One batch to be run by one model with a number of workers."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from weft.failure import Failure
from weft.lane import Lane, Note
from weft.meter import now
from weft.payload import Parcel, Reply
from weft.workloads import Batch, Env, Values, build


class Recipe(NamedTuple):
    """All that another process needs to build the same batch."""

    workload: str
    params: Dict[str, str]
    scale: float
    temp_dir: str
    pages: str

    def build(self, worker: bool) -> Batch:
        """Prepares the batch, in a worker process without its data."""
        env = Env(self.temp_dir, self.pages, worker)
        return build(self.workload, self.params, self.scale, env)


class Job:
    """A batch with its notes: one a task, by task index, each written once by whoever runs the
    task or receives its result."""

    def __init__(
        self, recipe: Recipe, batch: Batch, workers: int, options: Values, slack: int = 0
    ) -> None:
        self.recipe, self.batch, self.workers, self.options = recipe, batch, workers, options
        self.slack = slack
        self.notes: List[Optional[Note]] = [None] * batch.tasks
        self.handovers: Dict[int, Tuple[int, int]] = {}  # when a task's result was pickled
        self.reports: Dict[int, Tuple[int, ...]] = {}  # of worker processes, the latest of each
        self.unpacking = 0  # ns that unpickling results took
        self.lanes: List[Lane] = []  # those in this process that count for themselves
        self.count = 0  # tasks that have ended, but for those that lanes count
        self.failure: Optional[Failure] = None
        self.began = 0

    def begin(self) -> None:
        """Starts the run phase's clock."""
        self.began = now()

    def done(self) -> int:
        """How many tasks have ended. It may be asked while they run."""
        return self.count + sum(lane.done for lane in self.lanes)

    def fail(self, failure: Failure) -> None:
        """Keeps the first failure; lanes then stop taking tasks."""
        if self.failure is None:
            self.failure = failure

    def warm(self) -> None:
        """Has what tasks fetch with imported, in the engine's main thread: a library's thread
        that fails at its start isn't missed before the time-out."""
        if self.batch.warm is not None:
            self.batch.warm()

    def new_lane(self, number: int) -> Lane:
        """A lane on the calling thread."""
        lane = Lane(number, self.batch, self.slack)
        self.lanes.append(lane)
        return lane

    def orders(self) -> Any:
        """The tasks as they are sent to processes: with their input, or as bare numbers."""
        batch = self.batch
        if batch.takes is None:
            return range(batch.tasks)
        return (Parcel(task, self._input(task)) for task in range(batch.tasks))

    def order(self, task: int) -> Any:
        """One task as it is sent to a process."""
        return task if self.batch.takes is None else Parcel(task, self._input(task))

    def _input(self, task: int) -> memoryview:
        low, high = self.batch.takes(task)  # type: ignore[misc]
        return memoryview(self.batch.data)[low:high]

    def accept(self, answer: Any) -> Note:
        """Takes what a worker process sent back; a failure is raised."""
        note: Note
        if type(answer) is tuple:
            note = answer  # type: ignore[assignment]
        elif type(answer) is Reply:
            note = self._unpack(answer)
        else:
            raise answer
        self.notes[note[0]] = note
        if note[-1] is not None:
            self.reports[note[1]] = note[-1]
        self.count += 1
        return note

    def _unpack(self, reply: Reply) -> Note:
        note = reply.note
        low, high = self.batch.gives(note[0])  # type: ignore[misc]
        self.batch.result[low:high] = reply.out
        self.handovers[note[0]] = (reply.packed_from, reply.packed_to)
        self.unpacking += reply.unpacking
        return note
