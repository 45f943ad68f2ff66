"""matmul-numpy: a matrix product C = A*B by BLAS, by blocks of rows (matmulnumpy.go)."""

from __future__ import annotations

import os
from typing import Any

from weft.checksum import GOLDEN, MASK, mix
from weft.libraries import need
from weft.sizes import MAX_MEMORY, fits, grow_to, part
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values
from weft.workloads.matmul import MATMUL_MAX, SEED_A, SEED_B, cube

NAME = "matmul-numpy"
PARAMS = {"size": "1440", "tasks": "64", "blas-threads": "1"}

#: What tells BLAS libraries how many threads to start. They read it when they are loaded.
VARIABLES = (
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
#: Elements are multiples of 2^-16 below 0.5, their products multiples of 2^-32: a sum of up to
#: 2^15 of them fits a float64, so it is the same in whatever order BLAS adds.
UNIT = 1 << 16


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a block of rows: it is given rows of A, has the whole of B, and fills rows of C."""
    n = grow_to(values.int("size"), scale, MATMUL_MAX, cube)
    fits("three matrices", 3 * 8 * float(n) * n, MAX_MEMORY)
    tasks = min(values.int("tasks"), n)
    os.environ.update(dict.fromkeys(VARIABLES, values.text("blas-threads")))
    np = need(NAME, "numpy")
    second, weights = matrix(np, SEED_B, n), column_weights(np, n)

    def rows(task: int) -> tuple[int, int]:
        low, high = part(n, tasks, task)
        return low * n * 8, high * n * 8

    def run(waiter: Waiter, task: int, data: memoryview, out: memoryview) -> int:
        block = np.frombuffer(out, "<f8").reshape(-1, n)
        np.matmul(np.frombuffer(data, "<f8").reshape(-1, n), second, out=block)
        return digest(np, block, weights)

    return Batch(
        tasks,
        run,
        data=b"" if env.worker else matrix(np, SEED_A, n).tobytes(),
        input_range=rows,
        result_size=0 if env.worker else 8 * n * n,
        output_range=rows,
    )


def mixed(np: Any, first: int, count: int) -> Any:
    """mix(first), mix(first + 1) and so on (checksum.py), as a vector."""
    x = np.arange(count, dtype=np.uint64) + np.uint64(first)
    x = (x ^ x >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ x >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return x ^ x >> np.uint64(31)


def matrix(np: Any, seed: int, n: int) -> Any:
    """A matrix of multiples of 2^-16 from -0.5 to below 0.5."""
    found = (mixed(np, seed, n * n) >> np.uint64(48)).astype("<f8")
    return (found / UNIT - 0.5).reshape(n, n)


def column_weights(np: Any, n: int) -> Any:
    """What tells elements of a row apart in its checksum."""
    return mixed(np, GOLDEN, n)


def digest(np: Any, block: Any, weights: Any) -> int:
    """The checksum of a block, in whole numbers that wrap around: multiples of 2^-32 as such,
    each with the weight of its column, and each row's sum mixed with its number."""
    whole = (block * float(UNIT * UNIT)).astype(np.int64).view(np.uint64)
    sums = (whole * weights).sum(axis=1, dtype=np.uint64).tolist()
    return sum(mix(row + GOLDEN * k & MASK) for k, row in enumerate(sums, 1)) & MASK
