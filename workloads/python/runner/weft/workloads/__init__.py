"""What runs: one module a workload, found by its name.

A module has PARAMS, the defaults of its parameters in the form that the host sends, and
prepare(env, values, scale), which builds the batch. Parameters mean the same work as in Go,
and equal parameters and scale give equal checksums; the modules of weft/workloads/*.go tell
what each workload teaches. Some exist in Python alone: what they need is imported as they are
prepared.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple

from weft.failure import Refused
from weft.scaling import check_scale

#: Every workload there is; fault is hidden from lists, for it exists to fail.
NAMES = (
    "compress convoy counter fault fib files hash image mandelbrot matmul noop pipeline primes "
    "scrape sleep stats "
    "dask-array dask-graph matmul-numpy stats-numpy"  # those that only Python has
).split()

#: What a parameter with commas holds.
Ints = List[int]
#: Name, value, unit and help of one number that a workload reports beside its checksum.
Figure = Dict[str, Any]


class Env(NamedTuple):
    """What the run gives to a workload."""

    temp_dir: str = ""  # a private folder that the host removes
    pages: str = ""  # host:port of the page server, "" where none runs
    worker: bool = False  # this is a worker process: data comes from the engine


class Batch:
    """A workload with its parameters settled: tasks that may run in any order, at once.

    run(waiter, task, data, out) executes a task and returns its checksum; it is an async
    function when waits is true. data and out are the task's parts of data and result, which
    takes(task) and gives(task) tell as [low, high); None where a task needs no input or has no
    output but its checksum. compute(data) is the computing part of a task that also waits.
    report() gives the numbers for figures(numbers): the numbers of all processes are added up
    before figures makes the workload's figures of them. warm() loads what tasks fetch with
    when they block, so that no run pays for an import; event loops bring fetchers of their own.
    Where there is a graph, tasks are its nodes: run is given as data what computes a node, and
    as out a list for its value.
    """

    def __init__(
        self,
        tasks: int,
        run: Callable[..., Any],
        *,
        waits: bool = False,
        data: bytes = b"",
        takes: Optional[Callable[[int], Tuple[int, int]]] = None,
        result_size: int = 0,
        gives: Optional[Callable[[int], Tuple[int, int]]] = None,
        compute: Optional[Callable[[bytes], int]] = None,
        report: Optional[Callable[[], Tuple[int, ...]]] = None,
        figures: Optional[Callable[[Tuple[int, ...]], List[Figure]]] = None,
        picture: Optional[Callable[[bytearray], bytes]] = None,
        warm: Optional[Callable[[], None]] = None,
        close: Optional[Callable[[], None]] = None,
        graph: Any = None,
    ) -> None:
        self.tasks = tasks
        self.run = run
        self.waits = waits
        self.data = data
        self.takes = takes
        self.result = bytearray(result_size)
        self.gives = gives
        self.compute: Any = compute
        self.report = report
        self.figures = figures
        self.picture = picture  # the result as a PNG file
        self.warm = warm
        self.close = close  # gives back what threads took
        self.graph = graph  # models.dask_nodes.Graph: tasks that need one another


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


def load(name: str) -> ModuleType:
    """The module of a workload."""
    if name not in NAMES:
        raise Refused(f"no Python workload is called {name!r}: there are {', '.join(NAMES)}")
    return importlib.import_module("weft.workloads." + name.replace("-", "_"))


def build(name: str, params: Mapping[str, Any], scale: float, env: Env) -> Batch:
    """Prepares a workload's batch."""
    check_scale(scale)
    module = load(name)
    values = resolve(name, module.PARAMS, params)
    batch: Batch = module.prepare(env, values, scale)
    return batch
