"""The records of a run, settled when it is over: lanes, clocks, and who pays for what."""

from __future__ import annotations


from bisect import bisect_right
from typing import Any, Dict, Iterable, List, Optional, Tuple

from weft.checksum import MASK, sign
from weft.failure import CHECKSUM, Failure
from weft.job import Job
from weft.record import TaskRecord

#: Bounds the task records that a result carries.
MAX_RECORDS = 20_000


#: A span of time on meter's clock, ns.
Span = Tuple[int, int]


def settle(
    job: Job, lane_of: Dict[int, int], offsets: Dict[int, int], pipes: bool = False
) -> List[TaskRecord]:
    """The records of a run, by task. lane_of tells which lane a worker process was, offsets
    how far its clock is behind the engine's, ns; both are empty where records need neither.
    pipes tells whether lanes read and write the pipes of payloads themselves (crew.Crew). A
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
    arriving = journeys(records, job) if pipes else []
    charge_output_pickling(records, job)
    if arriving:
        charge_journeys(records, job, arriving)
    return records


def journeys(records: List[TaskRecord], job: Job) -> List[Span]:
    """When inputs were on their way, from the engine's beginning to pickle one to a worker's
    beginning to unpickle it, and when the engine unpickled outputs; apart from one another, in
    order. Of a chunk of tasks only the first says when it arrived, for the others wait for that
    in the worker."""
    spans = list(job.unpickled.values())
    if job.batch.input_range is not None:
        for r in records:
            spans.append((r.queued, r.start if r.transfer else r.queued + r.pickling))
    apart: List[Span] = []
    for begun, ended in sorted(spans):
        if apart and begun <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(ended, apart[-1][1]))
        else:
            apart.append((begun, ended))
    return apart


def charge_journeys(records: List[TaskRecord], job: Job, arriving: List[Span]) -> None:
    """Charges tasks with what lanes waited for payloads: after a task until its output has
    arrived or they have the next one, and before a task while inputs were pickled and piped,
    whichever thread of the library's did that and for whichever lane. It is one thread for all
    of them."""
    begins = [begun for begun, _ in arriving]
    for lane in by_lane(records, job.workers):
        free = job.began
        for k, record in enumerate(lane):
            waited = overlap(arriving, begins, free, record.start)
            start = record.start - waited
            arrived = max(record.end, job.unpickled.get(record.task, (0, 0))[1])
            end = min(arrived, max(record.end, lane[k + 1].start)) if k + 1 < len(lane) else arrived
            records[record.task] = record._replace(
                queued=min(record.queued, start),
                start=start,
                end=end,
                transfer=record.transfer + waited + end - record.end,
            )
            free = end


def overlap(spans: List[Span], begins: List[int], low: int, high: int) -> int:
    """How much of the time from low to high lies in spans that are apart and in order, ns.
    begins is when each begins."""
    total = 0
    for k in range(max(0, bisect_right(begins, low) - 1), len(spans)):
        begun, ended = spans[k]
        if begun >= high:
            break
        total += max(0, min(ended, high) - max(begun, low))
    return total


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
