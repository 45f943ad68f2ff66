"""The records of a run, settled when it is over: lanes, clocks, and who pays for what."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional

from weft.checksum import MASK, sign
from weft.failure import CHECKSUM, Failure
from weft.job import Job
from weft.record import TaskRecord

#: Bounds the task records that a result carries.
MAX_RECORDS = 20_000


def settle(job: Job, lane_of: Dict[int, int], offsets: Dict[int, int]) -> List[TaskRecord]:
    """The records of a run, by task. lane_of tells which lane a worker process was, offsets
    how far its clock is behind the engine's, ns; both are empty where records need neither. A
    task without a record is a Failure."""
    records = []
    for task, packed in enumerate(job.records):
        if packed is None:
            raise Failure(
                CHECKSUM, f"task {task} of {len(job.records)} has no result: the model lost it"
            )
        record = TaskRecord(*packed)
        offset = offsets.get(record.lane, 0)
        if offset:
            record = record._replace(start=record.start + offset, end=record.end + offset)
        if lane_of:
            record = record._replace(lane=lane_of[record.lane])
        records.append(record)
    charge_output_pickling(records, job)
    return records


def by_lane(records: Iterable[TaskRecord], workers: int) -> List[List[TaskRecord]]:
    """The records of each lane in the order of their start."""
    lanes: List[List[TaskRecord]] = [[] for _ in range(workers)]
    for record in records:
        lanes[record.lane].append(record)
    for lane in lanes:
        lane.sort(key=lambda record: record.start)
    return lanes


def charge_output_pickling(records: List[TaskRecord], job: Job) -> None:
    """Charges tasks with pickling their results. The results of a chunk of tasks are pickled
    when its last task has ended, so that one takes the time of all."""
    if not job.output_pickling:
        return
    for lane in by_lane(records, job.workers):
        carried = 0
        for k, record in enumerate(lane):
            begun, ended = job.output_pickling[record.task]
            carried += ended - begun
            if k + 1 == len(lane) or begun < lane[k + 1].start:
                records[record.task] = record._replace(
                    end=max(ended, record.end), transfer=record.transfer + carried
                )
                carried = 0


def settle_gil(records: List[TaskRecord], workers: int, delays: Optional[List[int]]) -> None:
    """Works out how long each task waited for the GIL.

    A thread that is neither computing nor in any known wait either waits for the GIL or is
    ready to run without a core. The kernel counts the latter for the thread as a whole (delays,
    ns); the rest is shared out among the thread's tasks by what is unexplained of each. Where
    threads are not lanes, all tasks are taken together.
    """
    delays = [0] * workers if delays is None else delays
    groups = by_lane(records, workers) if len(delays) == workers else [records[:]]
    for k, group in enumerate(groups):
        delay = delays[k] if len(delays) == workers else sum(delays)
        unexplained = sum(record.unexplained for record in group)
        share = max(0, unexplained - delay) / max(1, unexplained)
        for record in group:
            gil = record.gil + int(record.unexplained * share)
            records[record.task] = record._replace(gil=gil)


def checksum(records: Iterable[TaskRecord]) -> int:
    """Combines the checksums of all tasks."""
    return sum(sign(record.task, record.sum) for record in records) & MASK


def columns(records: List[TaskRecord], began: int) -> Dict[str, Any]:
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
