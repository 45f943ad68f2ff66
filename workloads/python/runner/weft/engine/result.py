"""One run's result as the protocol carries it (run.Measured, run/engine/aggregate.go)."""

from __future__ import annotations

import os
import pickle
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from weft.engine import records as recording
from weft.job import Job
from weft.meter import CPU_SOURCE
from weft.payload import InputPayload, OutputPayload
from weft.record import REPORT, TaskRecord
from weft.workloads import Metric

#: Bounds the lanes that a result carries one by one.
MAX_LANES = 1000

#: The sums of a lane, by their names in the protocol.
_PARTS = (
    ("busy_s", "busy"),
    ("cpu_s", "cpu"),
    ("wait_s", "wait"),
    ("lock_s", "lock"),
    ("gil_s", "gil"),
    ("transfer_s", "transfer"),
)


class Measured(NamedTuple):
    """What the engine knows of a run when it is over."""

    job: Job
    records: List[TaskRecord]
    run_s: float  # the run phase
    where: Sequence[Tuple[int, int]]  # process and thread of each lane
    lane_ends: Dict[int, int]  # when a lane's last process had ended, where that is later
    delay: Optional[List[int]]  # ns that each lane's thread was without a core, if known
    lags: List[int]  # of an event loop, ns
    pickles: Tuple[bool, bool]  # whether inputs, and outputs, are pickled


def sums(measured: Measured) -> Dict[str, Any]:
    """Lanes, their sums, how times were spread, and records."""
    job, records = measured.job, measured.records
    lanes = recording.by_lane(records, job.workers)
    last = [max((r.end for r in lane), default=job.began) for lane in lanes]
    for number, moment in measured.lane_ends.items():
        last[number] = max(last[number], moment)
    last_s = [(moment - job.began) / 1e9 for moment in last]
    shown = min(job.workers, MAX_LANES)
    return {
        "tasks": len(records),
        "checksum": f"{recording.checksum(records):016x}",
        "cpu_source": CPU_SOURCE,
        "lanes": [lane_sums(k, lanes[k], measured.where[k], last_s[k]) for k in range(shown)],
        "lane_sums": {
            **add_up(records),
            "idle_end_s": sum(max(0.0, measured.run_s - end) for end in last_s),
            "delay_s": sum(measured.delay or ()) / 1e9,
            "longest_task_s": max(r.busy for r in records) / 1e9,
            "longest_own_s": max(r.own for r in records) / 1e9,
        },
        "spreads": task_times(lanes, measured.lags),
        "records": recording.columns(records, job.began),
    }


def add_up(records: Iterable[TaskRecord]) -> Dict[str, float]:
    """Sums over records, in seconds."""
    kept = list(records)
    return {name: sum(getattr(r, part) for r in kept) / 1e9 for name, part in _PARTS}


def lane_sums(
    number: int, lane: List[TaskRecord], where: Tuple[int, int], last_s: float
) -> Dict[str, Any]:
    """One lane."""
    pid, tid = where
    known = {"id": number, "pid": pid, "tid": tid, "tasks": len(lane), "last_s": last_s}
    return {**known, **add_up(lane)}


def task_times(lanes: List[List[TaskRecord]], lags: List[int]) -> List[Dict[str, Any]]:
    """How unevenly times fell, for an average would hide it: waiting for locks and the GIL by
    lane, a loop's lags and waiting in the queue each by itself, in ns. What never happened is
    left out."""
    worked = [lane for lane in lanes if lane]
    kinds = {"lock": [sum(r.lock for r in lane) for lane in worked]}
    if lags:  # what lanes wait for the loop is this, one by one
        kinds["lag"] = lags
    else:
        kinds["gil"] = [sum(r.gil for r in lane) for lane in worked]
    kinds["queue"] = [max(0, r.start - r.queued) for lane in worked for r in lane]
    return [spread_of(kind, values) for kind, values in kinds.items() if max(values) > 0]


def spread_of(kind: str, values: List[int]) -> Dict[str, Any]:
    """Least, middle and most of some times, which are in ns, in seconds."""
    values = sorted(values)
    n = len(values)
    return {
        "kind": kind,
        "n": n,
        "min_s": values[0] / 1e9,
        "median_s": (values[(n - 1) // 2] + values[n // 2]) / 2e9,
        "max_s": values[-1] / 1e9,
    }


def metrics(measured: Measured) -> List[Metric]:
    """The workload's own metrics, those of worker processes added, and what was pickled."""
    job, batch = measured.job, measured.job.batch
    found: List[Metric] = []
    if batch.report is not None and batch.metrics is not None:
        reports = [*job.reports.values(), batch.report()]
        found = batch.metrics(tuple(map(sum, zip(*reports))))
    return found + pickled(measured)


def pickled(measured: Measured) -> List[Metric]:
    """How many bytes were pickled for payloads to travel, and how long that took the engine;
    the workers' part of it is the lanes' transfer."""
    job, batch, (inputs, outputs) = measured.job, measured.job.batch, measured.pickles
    size = 0
    if inputs and batch.input_range is not None:
        size += pickled_bytes(batch.input_range, batch.tasks, InputPayload(1 << 16, b""))
    if outputs and batch.output_range is not None:
        record = (*measured.records[0][:REPORT], None)
        size += pickled_bytes(batch.output_range, batch.tasks, OutputPayload(record, b""))
    if size == 0:
        return []
    engine = job.unpickling + sum(r.pickling for r in measured.records)
    return [
        {
            "name": "bytes pickled",
            "value": size,
            "unit": "bytes",
            "help": "Inputs and results of all tasks, without what the library adds.",
        },
        {
            "name": "pickling in the engine",
            "value": engine / 1e9,
            "unit": "s",
            "help": "Pickling inputs and unpickling results; the workers' part is transfer.",
        },
    ]


def pickled_bytes(range_of: Any, tasks: int, empty: Any) -> int:
    """Bytes of the parts of all tasks, each in a message that has as many when it is empty."""
    parts = sum(high - low for low, high in map(range_of, range(tasks)))
    return parts + tasks * len(pickle.dumps(empty))


def engine(pids: List[int], switches: Tuple[int, int]) -> Dict[str, Any]:
    """The process that executed the run."""
    from weft.runtime import describe

    return {
        "pid": os.getpid(),
        "worker_pids": pids,
        "runtime": describe(),
        "context_switches": switches[0],
        "involuntary_switches": switches[1],
    }
