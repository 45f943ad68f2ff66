"""Graphs of Dask's as batches: each of its tasks is a task of the run, with a record of its own.

A task is wrapped as a node that any of Dask's schedulers calls like the task itself. What a
node returns carries its value to the nodes that need it, and its record to whoever collects.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

import dask
from dask import core
from dask.callbacks import Callback
from dask.utils import key_split

try:
    from dask._task_spec import Task, convert_legacy_graph
except ImportError:  # before 2024.12 tasks are tuples
    Task, convert_legacy_graph = (), None

from weft.failure import EXIT, Failure, of_task
from weft.job import Job
from weft.lane import Lane
from weft.meter import now
from weft.models.dask import clusterworker
from weft.models.worker import own_lane
from weft.record import TASK, PackedRecord


class NodeResult:
    """What a node returns. After a failure nobody computes on."""

    __slots__ = ("value", "record", "failure")

    def __init__(
        self, value: Any, record: Optional[PackedRecord], failure: Optional[Failure]
    ) -> None:
        self.value, self.record, self.failure = value, record, failure


#: Finds the lane of whoever calls a node: that of its process, unless told otherwise.
_lane: Callable[[], Lane] = own_lane


def use_lanes(find: Callable[[], Lane]) -> None:
    """Has nodes that are called in this process find their lanes by find."""
    global _lane
    _lane = find


class Node:
    """A task of a graph, called with the values of those that it needs, in their order. run
    names the run, which tells a worker that it was started anew."""

    __slots__ = ("number", "task", "needs", "run")

    def __init__(self, number: int, task: Any, needs: List[Any], run: str) -> None:
        self.number, self.task, self.needs, self.run = number, task, needs, run

    def __call__(self, *values: Any) -> NodeResult:
        start = now()
        for value in values:
            if type(value) is NodeResult and value.failure is not None:
                return NodeResult(None, None, value.failure)
        if clusterworker.current_run() != self.run:
            return NodeResult(None, None, Failure(EXIT, clusterworker.STARTED_ANEW))
        bare = [value.value if type(value) is NodeResult else value for value in values]
        found: List[Any] = []
        try:
            record = _lane().execute(
                self.number,
                lambda: evaluate(self.task, dict(zip(self.needs, bare))),
                found,
                start,
                start,
            )
        except BaseException as error:
            return NodeResult(None, None, of_task(self.number, error))
        if self.run:
            clusterworker.keep_record(record)
        return NodeResult(found[0], record, None)


class Graph:
    """A graph of Dask's and the key of its result."""

    def __init__(self, graph: Mapping[Any, Any], result: Any) -> None:
        self.result = result
        self._graph = modern(graph)
        self._keys = numbered(self._graph, result)
        self.nodes = len(self._keys)

    def wrapped(self, run: str = "") -> Dict[Any, Any]:
        """The graph with nodes in place of its tasks."""
        wrapped = dict(self._graph)
        for number, key in enumerate(self._keys):
            needs = needed(self._graph, key)
            wrapped[key] = (Node(number, self._graph[key], needs, run), *needs)
        return wrapped

    def run_sequentially(self, job: Job, lane: Lane) -> None:
        """Runs all tasks on one lane, by Dask's synchronous scheduler."""
        use_lanes(lambda: lane)
        with collecting(job, keep_records(job)):
            dask.get(self.wrapped(), self.result)


def modern(graph: Mapping[Any, Any]) -> Dict[Any, Any]:
    """A graph whose tasks know themselves what they need, where Dask has such tasks."""
    if convert_legacy_graph is None:
        return dict(graph)
    return dict(convert_legacy_graph(dict(graph)))


def numbered(graph: Mapping[Any, Any], result: Any) -> List[Any]:
    """The keys of the tasks that a result needs, each after those that it needs itself, in an
    order that depends on the graph's form only: parts of names are random or hashes."""
    order: List[Any] = []
    seen = {result}
    path: List[Tuple[Any, Any]] = [(result, iter(needed(graph, result)))]
    while path:
        key, ahead = path[-1]
        for need in ahead:
            if need not in seen:
                seen.add(need)
                path.append((need, iter(needed(graph, need))))
                break
        else:
            path.pop()
            if is_task(graph[key]):
                order.append(key)
    return order


def needed(graph: Mapping[Any, Any], key: Any) -> List[Any]:
    """The keys that a task needs, by their place in arrays and by their name."""

    def place(need: Any) -> Tuple[Any, str]:
        name, *indices = need if isinstance(need, tuple) else (need,)
        return indices, key_split(name) if indices else name

    found = getattr(graph[key], "dependencies", None)
    return sorted(core.get_dependencies(graph, key) if found is None else found, key=place)


def is_task(entry: Any) -> bool:
    """Whether an entry of a graph computes; others are data, or other names of a task."""
    return core.istask(entry) if convert_legacy_graph is None else isinstance(entry, Task)


def evaluate(task: Any, values: Dict[Any, Any]) -> Any:
    """Computes a task from what it needs."""
    return core._execute_task(task, values) if isinstance(task, tuple) else task(values)


def collecting(job: Job, accept: Callable[[PackedRecord], Any]) -> Callback:
    """Has records accepted as the schedulers of one machine go on, and failures raised. A task
    with several names comes in under each."""

    def take(key: Any, result: Any, *state: Any) -> None:
        if type(result) is not NodeResult:
            return
        if result.failure is not None:
            raise result.failure
        record = result.record
        if record is not None and job.records[record[TASK]] is None:
            accept(record)

    return Callback(posttask=take)


def keep_records(job: Job) -> Callable[[PackedRecord], None]:
    """Accepts records of lanes in this process, which count their tasks themselves."""

    def keep(record: PackedRecord) -> None:
        job.records[record[TASK]] = record

    return keep
