"""dask-array: an expression over a long array and its sum, in chunks, by dask.array (daskarray.go)."""

from __future__ import annotations

from typing import Any, List

from weft.checksum import MASK
from weft.failure import Refused
from weft.libraries import need
from weft.sizes import round_half_up
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "dask-array"
PARAMS = {"elements": "100000000", "chunk": "500000"}

#: Keeps graphs within what Dask's schedulers take in seconds.
MOST_CHUNKS = 50_000
#: How many chunks' sums are added at a time.
FAN_IN = 4


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a node of the graph that Dask makes of the expression, and then optimises.
    Scale grows the array."""
    need(NAME, "numpy")
    need(NAME, "dask.array")
    elements, chunk = max(1, round_half_up(values.int("elements") * scale)), values.int("chunk")
    if elements > MOST_CHUNKS * chunk:
        raise Refused(
            f"{elements} elements in chunks of {chunk} are more than {MOST_CHUNKS} chunks: "
            "choose larger chunks, fewer elements or a smaller scale"
        )
    if env.worker:  # nodes bring along what they compute
        return Batch(1, run)
    import dask

    from weft.models.dask.graphs import Graph

    (optimised,) = dask.optimize(expression(elements, chunk))
    keys = optimised.__dask_keys__()
    while isinstance(keys, list):
        (keys,) = keys
    graph = Graph(optimised.__dask_graph__(), keys)
    return Batch(graph.nodes, run, graph=graph)


def expression(elements: int, chunk: int) -> Any:
    """The sum of (y^2 + 12345) mod 1000003 times x mod 7, with y = x mod 1000003: whole numbers
    of 64 bits, the same in whatever order chunks are added."""
    import dask.array as da

    x = da.arange(elements, chunks=chunk, dtype="int64")
    y = x % 1_000_003
    return ((y * y + 12345) % 1_000_003 * (x % 7)).sum(split_every=FAN_IN)


def run(waiter: Waiter, task: int, step: Any, box: List[Any]) -> int:
    """Computes a node; the sum of its numbers is its checksum."""
    box.append(step())
    return int(box[0].sum()) & MASK
