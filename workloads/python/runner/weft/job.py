"""One batch to be run by one model with a number of workers."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from weft.failure import Failure
from weft.lane import Lane
from weft.meter import now
from weft.payload import InputPayload, OutputPayload
from weft.record import LANE, REPORT, TASK, PackedRecord
from weft.workloads import Batch, Env, Values, build


class Recipe(NamedTuple):
    """All that another process needs to build the same batch."""

    workload: str  # its module, as it is imported
    params: Dict[str, str]
    scale: float
    temp_dir: str  # the run's private folder
    pages: str  # host:port of the page server, "" where none runs

    def build(self, worker: bool) -> Batch:
        """Prepares the batch, in a worker process without its data."""
        env = Env(self.temp_dir, self.pages, worker)
        return build(self.workload, self.params, self.scale, env)


class Job:
    """A batch with its records: one a task, by task index, each written once by whoever runs the
    task or receives its result."""

    def __init__(
        self, recipe: Recipe, batch: Batch, workers: int, options: Values, slack: int = 0
    ) -> None:
        self.recipe, self.batch, self.workers, self.options = recipe, batch, workers, options
        self.slack = slack  # ns by which a short sleep overshoots here
        self.records: List[Optional[PackedRecord]] = [None] * batch.tasks
        self.output_pickling: Dict[int, Tuple[int, int]] = {}  # when a task's began and ended
        self.unpickled: Dict[int, Tuple[int, int]] = {}  # when a task's output was, here
        self.reports: Dict[int, Tuple[int, ...]] = {}  # of worker processes, the latest of each
        self.unpickling = 0  # ns that unpickling outputs took
        self.lanes: List[Lane] = []  # those in this process that count for themselves
        self.count = 0  # tasks that have ended, but for those that lanes count
        self.failure: Optional[Failure] = None
        self.began = 0  # the run phase, on meter's clock

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

    def preload(self) -> None:
        """Has what tasks fetch with imported, in the engine's main thread: a library's thread
        that fails at its start isn't missed before the time-out."""
        if self.batch.preload is not None:
            self.batch.preload()

    def new_lane(self, number: int) -> Lane:
        """A lane on the calling thread."""
        lane = Lane(number, self.batch, self.slack)
        self.lanes.append(lane)
        return lane

    def requests(self) -> Any:
        """All tasks as they are sent to workers: with their input, or as bare numbers."""
        batch = self.batch
        if batch.input_range is None:
            return range(batch.tasks)
        return (InputPayload(task, self._input(task)) for task in range(batch.tasks))

    def request(self, task: int) -> Any:
        """One task as it is sent to a worker."""
        return task if self.batch.input_range is None else InputPayload(task, self._input(task))

    def _input(self, task: int) -> memoryview:
        low, high = self.batch.input_range(task)  # type: ignore[misc]
        return memoryview(self.batch.data)[low:high]

    def accept(self, reply: Any) -> PackedRecord:
        """Takes what a worker sent back for a task, a record or an OutputPayload; a Failure is
        raised."""
        record: PackedRecord
        if type(reply) is tuple:
            record = reply  # type: ignore[assignment]
        elif type(reply) is OutputPayload:
            record = self._take_output(reply)
        else:
            raise reply
        self.records[record[TASK]] = record
        if record[REPORT] is not None:
            self.reports[record[LANE]] = record[REPORT]
        self.count += 1
        return record

    def _take_output(self, payload: OutputPayload) -> PackedRecord:
        record = payload.record
        task = record[TASK]
        low, high = self.batch.output_range(task)  # type: ignore[misc]
        self.batch.result[low:high] = payload.out
        self.output_pickling[task] = (payload.pickling_began, payload.pickling_ended)
        self.unpickled[task] = (payload.arrived - payload.unpickling, payload.arrived)
        self.unpickling += payload.unpickling
        return record
