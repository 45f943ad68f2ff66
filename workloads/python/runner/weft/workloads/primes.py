"""primes: uneven ranges, trial division (primes.go)."""

from __future__ import annotations

from math import sqrt

from weft.sizes import grow_to, log2, part
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "primes"
PARAMS = {"limit": "10000000", "tasks": "128"}

#: Where scale stops: candidates fit an int everywhere.
PRIMES_MAX = (1 << 31) - 1


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a range; all ranges have the same length, but not the same cost."""
    limit = grow_to(values.int("limit"), scale, PRIMES_MAX, cost)
    tasks = min(values.int("tasks"), limit)

    def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        low, high = part(limit, tasks, task)
        return sum(map(is_prime, range(low, high)))

    return Batch(tasks, run)


def cost(n: int) -> float:
    """Grows as the work of counting all primes below n: about n/ln n of them take up to
    sqrt(n) divisions each."""
    return float(n) * sqrt(float(n)) / log2(n + 1)


def is_prime(n: int) -> bool:
    """Divides n by 2 and by odd numbers up to its root."""
    if n % 2 == 0 or n < 3:
        return n == 2
    for divisor in range(3, int(sqrt(n)) + 1, 2):
        if n % divisor == 0:
            return False
    return True
