"""Graphs of Dask's as batches: each of its tasks is a task of the run, with a note of its own.

A task is wrapped as a node that any of Dask's schedulers calls like the task itself. What a
node returns carries its value to the nodes that need it, and its note to whoever collects.
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
from weft.lane import Lane, Note
from weft.meter import now
from weft.models.dask import clusterworker
from weft.models.worker import own_lane


class Noted:
    """What a node returns. After a failure nobody computes on."""

    __slots__ = ("value", "note", "failure")

    def __init__(self, value: Any, note: Optional[Note], failure: Optional[Failure]) -> None:
        self.value, self.note, self.failure = value, note, failure


#: Finds the lane of whoever calls a node: in a worker process that of its duty.
_lane: Callable[[], Lane] = own_lane


def lanes_are_here(find: Callable[[], Lane]) -> None:
    """Has nodes find their lanes in this process."""
    global _lane
    _lane = find


class Node:
    """A task of a graph, called with the values of those that it needs, in their order. run
    names the run, which tells a worker that it was started anew."""

    __slots__ = ("number", "task", "needs", "run")

    def __init__(self, number: int, task: Any, needs: List[Any], run: str) -> None:
        self.number, self.task, self.needs, self.run = number, task, needs, run

    def __call__(self, *values: Any) -> Noted:
        start = now()
        for value in values:
            if type(value) is Noted and value.failure is not None:
                return Noted(None, None, value.failure)
        if clusterworker.current_run() != self.run:
            return Noted(None, None, Failure(EXIT, clusterworker.ANEW))
        bare = [value.value if type(value) is Noted else value for value in values]
        found: List[Any] = []
        try:
            note = _lane().execute(
                self.number,
                lambda: evaluate(self.task, dict(zip(self.needs, bare))),
                found,
                start,
                start,
            )
        except BaseException as error:
            return Noted(None, None, of_task(self.number, error))
        if self.run:
            clusterworker.keep(note)
        return Noted(found[0], note, None)


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


def taking(job: Job, accept: Callable[[Note], Any]) -> Callback:
    """Has notes accepted as the schedulers of one machine go on, and failures raised. A task
    with several names comes in under each."""

    def take(key: Any, noted: Any, *state: Any) -> None:
        if type(noted) is not Noted:
            return
        if noted.failure is not None:
            raise noted.failure
        note = noted.note
        if note is not None and job.notes[note[0]] is None:
            accept(note)

    return Callback(posttask=take)


def noting(job: Job) -> Callable[[Note], None]:
    """Accepts notes of lanes in this process, which count their tasks themselves."""

    def note(taken: Note) -> None:
        job.notes[taken[0]] = taken

    return note


def run_in_turn(job: Job, lane: Lane) -> None:
    """Runs a batch's graph on Dask's synchronous scheduler."""
    lanes_are_here(lambda: lane)
    graph = job.batch.graph
    with taking(job, noting(job)):
        dask.get(graph.wrapped(), graph.result)
