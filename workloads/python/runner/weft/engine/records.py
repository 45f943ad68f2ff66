"""Task records: what became of each task, from the notes that lanes took."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, NamedTuple, Optional

from weft.checksum import MASK, sign
from weft.failure import CHECKSUM, Failure
from weft.job import Job

#: Bounds the task records that a result carries.
MAX_RECORDS = 20_000


class Record(NamedTuple):
    """What became of one task. Times are in ns, moments on meter's clock.

    Of end - start: cpu is the CPU time that the task itself took; wait is sleeping or waiting
    for I/O, lock waiting for a lock, gil waiting for its turn (for the GIL, or for the thread
    of an event loop), transfer what a worker process took to unpickle the input and to pickle
    the result. What these leave is waiting for a core.
    """

    task: int
    lane: int
    sum: int
    queued: int  # it was handed to its lane
    start: int  # the lane took it
    end: int  # its result was there, or handed over by a worker process
    cpu: int
    wait: int
    lock: int
    gil: int
    transfer: int
    packing: int  # ns that pickling the input took in the engine
    report: Any

    @property
    def busy(self) -> int:
        """The time on the lane."""
        return self.end - self.start

    @property
    def left(self) -> int:
        """What computing and all known waiting leave of the time on the lane."""
        known = self.cpu + self.wait + self.lock + self.gil + self.transfer
        return max(0, self.busy - known)

    @property
    def own(self) -> int:
        """The time that the task took by itself, whoever else ran."""
        return self.cpu + self.wait


def settle(job: Job, lane_of: Dict[int, int], offsets: Dict[int, int]) -> List[Record]:
    """The records of a run, by task. lane_of tells which lane a worker process was, offsets
    how far its clock is behind the engine's; both are empty where notes need neither."""
    records = []
    for task, note in enumerate(job.notes):
        if note is None:
            raise Failure(
                CHECKSUM, f"task {task} of {len(job.notes)} has no result: the model lost it"
            )
        record = Record(*note)
        offset = offsets.get(record.lane, 0)
        if offset:
            record = record._replace(start=record.start + offset, end=record.end + offset)
        if lane_of:
            record = record._replace(lane=lane_of[record.lane])
        records.append(record)
    settle_handovers(records, job)
    return records


def by_lane(records: Iterable[Record], workers: int) -> List[List[Record]]:
    """The records of each lane in the order of their start."""
    lanes: List[List[Record]] = [[] for _ in range(workers)]
    for record in records:
        lanes[record.lane].append(record)
    for lane in lanes:
        lane.sort(key=lambda record: record.start)
    return lanes


def settle_handovers(records: List[Record], job: Job) -> None:
    """Charges tasks with pickling their results. The results of a chunk of tasks are pickled
    when its last task has ended, so that one takes the time of all."""
    if not job.handovers:
        return
    for lane in by_lane(records, job.workers):
        carried = 0
        for k, record in enumerate(lane):
            begun, ended = job.handovers[record.task]
            carried += ended - begun
            if k + 1 == len(lane) or begun < lane[k + 1].start:
                records[record.task] = record._replace(
                    end=max(ended, record.end), transfer=record.transfer + carried
                )
                carried = 0


def settle_gil(records: List[Record], workers: int, delays: Optional[List[int]]) -> None:
    """Works out how long each task waited for the GIL.

    A thread that is neither computing nor in any known wait either waits for the GIL or is
    ready to run without a core. The kernel counts the latter for the thread as a whole (delays,
    ns); what it leaves is shared out among the thread's tasks by what each of them left. Where
    threads are not lanes, all tasks are taken together.
    """
    delays = [0] * workers if delays is None else delays
    groups = by_lane(records, workers) if len(delays) == workers else [records[:]]
    for k, group in enumerate(groups):
        delay = delays[k] if len(delays) == workers else sum(delays)
        left = sum(record.left for record in group)
        share = max(0, left - delay) / max(1, left)
        for record in group:
            gil = record.gil + int(record.left * share)
            records[record.task] = record._replace(gil=gil)


def checksum(records: Iterable[Record]) -> int:
    """Combines the checksums of all tasks."""
    return sum(sign(record.task, record.sum) for record in records) & MASK


def columns(records: List[Record], began: int) -> Dict[str, Any]:
    """Records as columns in the order of their start, every stride-th of them."""
    stride = max(1, -(-len(records) // MAX_RECORDS))
    kept = sorted(records, key=lambda record: record.start)[::stride]

    def moments(values: Iterable[int]) -> List[float]:
        return [(value - began) / 1e3 for value in values]

    return {
        "stride": stride,
        "task": [r.task for r in kept],
        "lane": [r.lane for r in kept],
        "queued_us": moments(r.queued for r in kept),
        "start_us": moments(r.start for r in kept),
        "end_us": moments(r.end for r in kept),
        "cpu_us": [r.cpu / 1e3 for r in kept],
        "wait_us": [(r.wait + r.lock + r.gil) / 1e3 for r in kept],
    }
