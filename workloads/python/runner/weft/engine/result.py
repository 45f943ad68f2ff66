"""One run's result as the protocol carries it (run.Measured, run/engine/aggregate.go)."""

from __future__ import annotations

import os
import pickle
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

from weft.engine import records as recording
from weft.engine.records import Record
from weft.job import Job
from weft.meter import CPU_SOURCE
from weft.payload import Parcel, Reply
from weft.workloads import Figure

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
    records: List[Record]
    run_s: float
    where: Sequence[Tuple[int, int]]  # process and thread of each lane
    left: Dict[int, int]  # when a lane's last process had ended, where that is later
    delay: Optional[List[int]]  # ns that each lane's thread was without a core, if known
    lags: List[int]  # of an event loop, ns
    pickles: Tuple[bool, bool]  # whether inputs, and results, are pickled


def sums(measured: Measured) -> Dict[str, Any]:
    """Lanes, their sums, spreads and records."""
    job, records = measured.job, measured.records
    lanes = recording.by_lane(records, job.workers)
    last = [max((r.end for r in lane), default=job.began) for lane in lanes]
    for number, moment in measured.left.items():
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
        "spreads": spreads(lanes, measured.lags),
        "records": recording.columns(records, job.began),
    }


def add_up(records: Iterable[Record]) -> Dict[str, float]:
    """Sums over records, in seconds."""
    kept = list(records)
    return {name: sum(getattr(r, part) for r in kept) / 1e9 for name, part in _PARTS}


def lane_sums(
    number: int, lane: List[Record], where: Tuple[int, int], last_s: float
) -> Dict[str, Any]:
    """One lane."""
    pid, tid = where
    known = {"id": number, "pid": pid, "tid": tid, "tasks": len(lane), "last_s": last_s}
    return {**known, **add_up(lane)}


def spreads(lanes: List[List[Record]], lags: List[int]) -> List[Dict[str, Any]]:
    """How unevenly waiting fell; what never happened is left out."""
    worked = [lane for lane in lanes if lane]
    kinds = {"lock": [sum(r.lock for r in lane) for lane in worked]}
    if lags:  # what lanes wait for the loop is this, one by one
        kinds["lag"] = lags
    else:
        kinds["gil"] = [sum(r.gil for r in lane) for lane in worked]
    kinds["queue"] = [max(0, r.start - r.queued) for lane in worked for r in lane]
    return [spread(kind, values) for kind, values in kinds.items() if max(values) > 0]


def spread(kind: str, values: List[int]) -> Dict[str, Any]:
    """Least, middle and most of some times."""
    values = sorted(values)
    n = len(values)
    return {
        "kind": kind,
        "n": n,
        "min_s": values[0] / 1e9,
        "median_s": (values[(n - 1) // 2] + values[n // 2]) / 2e9,
        "max_s": values[-1] / 1e9,
    }


def figures(measured: Measured) -> List[Figure]:
    """The workload's own figures, those of worker processes added, and what was pickled."""
    job, batch = measured.job, measured.job.batch
    found: List[Figure] = []
    if batch.report is not None and batch.figures is not None:
        reports = [*job.reports.values(), batch.report()]
        found = batch.figures(tuple(map(sum, zip(*reports))))
    return found + pickled(measured)


def pickled(measured: Measured) -> List[Figure]:
    """How many bytes were pickled for payloads to travel, and how long that took the engine;
    the workers' part of it is the lanes' transfer."""
    job, (inputs, results) = measured.job, measured.pickles
    takes, gives = job.batch.takes, job.batch.gives
    size = 0
    if inputs and takes is not None:
        size += payload(takes, job.batch.tasks) + job.batch.tasks * envelope(Parcel(1 << 16, b""))
    if results and gives is not None:
        note = (*measured.records[0][:-1], None)
        size += payload(gives, job.batch.tasks) + job.batch.tasks * envelope(Reply(note, b""))
    if size == 0:
        return []
    engine = job.unpacking + sum(r.packing for r in measured.records)
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


def payload(part_of: Any, tasks: int) -> int:
    """Bytes of the parts of all tasks."""
    return sum(high - low for low, high in map(part_of, range(tasks)))


def envelope(message: Any) -> int:
    """Bytes of a pickled message without its payload."""
    return len(pickle.dumps(message))


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
