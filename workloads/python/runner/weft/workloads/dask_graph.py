"""dask-graph: counting primes with tasks that need one another, by dask.delayed (daskgraph.go)."""

from __future__ import annotations

from math import isqrt
from typing import Any, List

from weft.libraries import need
from weft.sizes import grow_to, part
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values
from weft.workloads.primes import PRIMES_MAX, cost, is_prime

NAME = "dask-graph"
PARAMS = {"shape": "tree", "limit": "10000000", "parts": "64"}


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a node of the graph. Scale grows the limit."""
    need(NAME, "dask")
    limit = grow_to(values.int("limit"), scale, PRIMES_MAX, cost)
    if env.worker:  # nodes bring along what they compute
        return Batch(1, run)
    from weft.models.dask.graphs import Graph

    make = {"tree": tree, "wavefront": wavefront}[values.text("shape")]
    result = make(limit, min(values.int("parts"), limit))
    graph = Graph(result.__dask_graph__(), result.key)
    return Batch(graph.nodes, run, graph=graph)


def run(waiter: Waiter, task: int, step: Any, box: List[int]) -> int:
    """Computes a node; its value is its checksum."""
    box.append(step())
    return box[0]


def tree(limit: int, parts: int) -> Any:
    """The primes of each part are counted, and counts are added in pairs."""
    from dask import delayed

    def node(do: Any, number: int, *args: Any) -> Any:
        return delayed(do, pure=False)(*args, dask_key_name=f"{do.__name__}-{number}")

    row = [node(count, i, *part(limit, parts, i)) for i in range(parts)]
    made = 0
    while len(row) > 1:
        pairs = [row[i : i + 2] for i in range(0, len(row), 2)]
        row = [
            pair[0] if len(pair) == 1 else node(add, made + i, *pair)
            for i, pair in enumerate(pairs)
        ]
        made += len(pairs)
    return row[0]


def wavefront(limit: int, parts: int) -> Any:
    """Parts lie in a square; each needs its upper and its left neighbour, and adds its own
    primes to the larger of their sums. At most one diagonal can be computed at a time."""
    from dask import delayed

    side = isqrt(parts)
    square: List[List[Any]] = []
    step = delayed(count_beyond, pure=False)
    for y in range(side):
        square.append([])
        for x in range(side):
            before = square[y - 1][x : x + 1] if y else []
            before = before + square[y][x - 1 : x] if x else before
            low, high = part(limit, side * side, y * side + x)
            square[y].append(step(low, high, *before, dask_key_name=f"square-{y}-{x}"))
    return square[-1][-1]


def count(low: int, high: int) -> int:
    """Counts the primes of [low, high)."""
    return sum(map(is_prime, range(low, high)))


def add(a: int, b: int) -> int:
    """Adds two counts."""
    return a + b


def count_beyond(low: int, high: int, *before: int) -> int:
    """Counts primes on from the largest count before."""
    return max(before, default=0) + count(low, high)
