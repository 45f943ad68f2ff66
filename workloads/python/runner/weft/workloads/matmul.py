"""matmul: a matrix product C = A*B by blocks of rows (matmul.go)."""

from __future__ import annotations

import struct
from array import array

from weft.checksum import MASK, mix, mix_bytes
from weft.sizes import MAX_MEMORY, fits, grow_to, part
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "matmul"
PARAMS = {"size": "1440", "tasks": "64"}

MATMUL_MAX = 1 << 15
SEED_A, SEED_B = 0xA, 0xB << 40


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a block of rows: it is given rows of A, has the whole of B, and fills rows of C."""
    n = grow_to(values.int("size"), scale, MATMUL_MAX, cube)
    fits("three matrices", 3 * 8 * float(n) * n, MAX_MEMORY)
    tasks = min(values.int("tasks"), n)
    second = [elements(SEED_B, k, n) for k in range(n)]

    def rows(task: int) -> tuple[int, int]:
        low, high = part(n, tasks, task)
        return low * n * 8, high * n * 8

    def run(waiter: Waiter, task: int, data: memoryview, out: memoryview) -> int:
        product = array("d")
        for (row,) in struct.iter_unpack(f"{8 * n}s", data):
            product.extend(multiply_row(struct.unpack(f"<{n}d", row), second))
        out[:] = struct.pack(f"<{len(product)}d", *product)
        return mix_bytes(out)

    first = b""
    if not env.worker:
        first = b"".join(struct.pack(f"<{n}d", *elements(SEED_A, k, n)) for k in range(n))
    return Batch(
        tasks,
        run,
        data=first,
        input_range=rows,
        result_size=0 if env.worker else 8 * n * n,
        output_range=rows,
    )


def cube(n: int) -> float:
    """Multiplications of a matrix product."""
    return float(n) * float(n) * float(n)


def elements(seed: int, row: int, n: int) -> list[float]:
    """A row of a matrix: multiples of 2^-24 from -0.5 to below 0.5."""
    first = seed + row * n
    return [(mix(first + k & MASK) >> 40) / (1 << 24) - 0.5 for k in range(n)]


def multiply_row(row: tuple[float, ...], second: list[list[float]]) -> list[float]:
    """A row of the product: each element is summed over k from left to right, products rounded
    before they are added. (math.sumprod and sum() would keep more digits than Go.)"""
    product = [0.0] * len(row)
    for factor, other in zip(row, second):
        product = [total + factor * x for total, x in zip(product, other)]
    return product
