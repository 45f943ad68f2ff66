"""stats-numpy: stats in vectors (statsnumpy.go); of equal parameters it has the checksum of stats."""

from __future__ import annotations

from typing import Any

from weft.libraries import need
from weft.sizes import part, scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values
from weft.workloads.stats import float_bits, shortened

NAME = "stats-numpy"
PARAMS = {"range": "500000000", "tasks": "128"}

#: How many numbers are in a vector: two of them fit a core's own cache.
STRIP = 1 << 15


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a chunk, as in stats."""
    np = need(NAME, "numpy")
    length = shortened(values.int("range"), scale)
    chunks = min(values.int("tasks"), length)

    def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        rounds, chunk = divmod(task, chunks)
        low, high = part(length, chunks, chunk)
        return float_bits(sum_root_cubes(np, rounds * length + low, rounds * length + high))

    return Batch(scale_tasks(chunks, max(scale, 1.0)), run)


def sum_root_cubes(np: Any, low: int, high: int) -> float:
    """Adds sqrt(x)^3 over [low, high) from left to right. NumPy's sum adds in pairs, which is
    more exact and faster, but another sum; accumulate keeps the request, and so every bit."""
    total = 0.0
    for first in range(low, high, STRIP):
        roots = np.arange(first, min(first + STRIP, high), dtype=np.float64)
        np.sqrt(roots, out=roots)
        sums = np.empty(len(roots) + 1)
        sums[0] = total
        np.multiply(roots, roots, out=sums[1:])
        np.multiply(sums[1:], roots, out=sums[1:])
        total = float(np.add.accumulate(sums, out=sums)[-1])
    return total
