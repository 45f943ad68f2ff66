"""stats: the sum of sqrt(x)^3 over a large range (stats.go)."""

from __future__ import annotations

import struct
from math import sqrt

from weft.sizes import part, round_half_up, scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "stats"
PARAMS = {"range": "500000000", "tasks": "128"}


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a chunk; scale adds chunks, and so lengthens the range, or makes them shorter."""
    length = shortened(values.int("range"), scale)
    chunks = min(values.int("tasks"), length)

    def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        rounds, chunk = divmod(task, chunks)
        low, high = part(length, chunks, chunk)
        return float_bits(sum_root_cubes(rounds * length + low, rounds * length + high))

    return Batch(scale_tasks(chunks, max(scale, 1.0)), run)


def shortened(length: int, scale: float) -> int:
    """The range where scale is below 1."""
    return max(1, round_half_up(length * min(scale, 1.0)))


def sum_root_cubes(low: int, high: int) -> float:
    """Adds sqrt(x)^3 over [low, high) from left to right, products rounded before they are
    added. (Python's own sum() keeps more digits from 3.12 on, so it is no help here.)"""
    total = 0.0
    for x in range(low, high):
        root = sqrt(x)
        total += root * root * root
    return total


def float_bits(x: float) -> int:
    """The bits of a float as a number."""
    bits: int = struct.unpack("<Q", struct.pack("<d", x))[0]
    return bits
