"""noop: empty tasks, what dispatching alone costs (noop.go)."""

from __future__ import annotations

from weft.checksum import MASK, PRIME, START
from weft.input.noise import noise
from weft.sizes import scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "noop"
PARAMS = {"tasks": "10000", "bytes": "0"}

#: The distance between the bytes that a task reads: a page of memory on most machines.
PAGE = 4096


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """Tasks without work, each with the same payload if there is one."""
    tasks, size = scale_tasks(values.int("tasks"), scale), values.int("bytes")
    if size == 0:
        return Batch(tasks, nothing)
    return Batch(
        tasks, touch, data=b"" if env.worker else noise(size, 0), input_range=lambda task: (0, size)
    )


def nothing(waiter: Waiter, task: int, data: None, out: None) -> int:
    """The checksum of no payload."""
    return START


def touch(waiter: Waiter, task: int, data: memoryview, out: None) -> int:
    """Reads a byte of each page of the payload."""
    h = START
    for byte in data[::PAGE]:
        h = (h ^ byte) * PRIME & MASK
    return h
