"""What runs: one module a workload, found by the NAME that it declares.

A module has PARAMS, the defaults of its parameters in the form that the host sends, and
prepare(env, values, scale), which builds the batch. Parameters mean the same work as in Go,
and equal parameters and scale give equal checksums: those of workloads/catalogue/testdata. What
a workload teaches is told in workloads/catalogue. Some exist in Python alone: what they need is
imported as they are prepared.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple

from weft import discovery
from weft.failure import Refused
from weft.sizes import check_scale

#: What a parameter with commas holds.
Ints = List[int]
#: Name, value, unit and help of one number that a workload reports beside its checksum.
Metric = Dict[str, Any]


class Env(NamedTuple):
    """What the run gives to a workload."""

    temp_dir: str = ""  # a private folder that the host removes
    pages: str = ""  # host:port of the page server, "" where none runs
    worker: bool = False  # this is a worker process: data comes from the engine


class Batch:
    """A workload with its parameters settled: tasks that may run in any order, at once.

    run(waiter, task, data, out) executes a task and returns its checksum; it is an async
    function when waits is true. data and out are the task's parts of data and result: the bytes
    [low, high) that input_range(task) and output_range(task) tell; None where a task needs no
    input or has no output but its checksum. compute(data) is the computing part of a task that
    also waits. report() gives the numbers for metrics(numbers): the numbers of all processes are
    added up before metrics makes the workload's metrics of them. preload() imports and connects
    what tasks fetch with when they block, so that no run pays for that; event loops bring
    fetchers of their own. Where there is a graph, tasks are its nodes: run is given as data what
    computes a node, and as out a list for its value.
    """

    def __init__(
        self,
        tasks: int,
        run: Callable[..., Any],
        *,
        waits: bool = False,
        data: bytes = b"",
        input_range: Optional[Callable[[int], Tuple[int, int]]] = None,
        result_size: int = 0,
        output_range: Optional[Callable[[int], Tuple[int, int]]] = None,
        compute: Optional[Callable[[bytes], int]] = None,
        report: Optional[Callable[[], Tuple[int, ...]]] = None,
        metrics: Optional[Callable[[Tuple[int, ...]], List[Metric]]] = None,
        picture: Optional[Callable[[bytearray], bytes]] = None,
        preload: Optional[Callable[[], None]] = None,
        close: Optional[Callable[[], None]] = None,
        graph: Any = None,
    ) -> None:
        self.tasks = tasks
        self.run = run
        self.waits = waits
        self.data = data
        self.input_range = input_range
        self.result = bytearray(result_size)
        self.output_range = output_range
        self.compute: Any = compute
        self.report = report
        self.metrics = metrics
        self.picture = picture  # the result as a PNG file
        self.preload = preload
        self.close = close  # gives back what threads took
        self.graph = graph  # models.dask.graphs.Graph: tasks that need one another


class Values:
    """Parameter values by name, each in the form that the host sends."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def text(self, name: str) -> str:
        """A choice."""
        return self._texts[name]

    def int(self, name: str) -> int:
        """A whole number."""
        return int(self._texts[name])

    def float(self, name: str) -> float:
        """A number."""
        return float(self._texts[name])

    def bool(self, name: str) -> bool:
        """A truth value."""
        return self._texts[name] == "true"

    def ints(self, name: str) -> Ints:
        """Whole numbers with commas between."""
        return [int(n) for n in self._texts[name].split(",")]


def resolve(owner: str, defaults: Mapping[str, str], given: Mapping[str, Any]) -> Values:
    """Fills in defaults. The host has checked ranges; a name that is not known means that
    host and runner aren't of the same release."""
    for name in given:
        if name not in defaults:
            raise Refused(f"{owner} has no parameter {name!r}")
    return Values({**defaults, **{name: str(value) for name, value in given.items()}})


def find(name: str) -> str:
    """The module of a workload, as it is imported; an unknown name is refused."""
    return discovery.find(sys.modules[__name__], "workload", name).module


def build(module: str, params: Mapping[str, Any], scale: float, env: Env) -> Batch:
    """Prepares the batch of a workload, given by its module. What makes no sense is refused."""
    check_scale(scale)
    workload = importlib.import_module(module)
    values = resolve(workload.NAME, workload.PARAMS, params)
    batch: Batch = workload.prepare(env, values, scale)
    return batch
