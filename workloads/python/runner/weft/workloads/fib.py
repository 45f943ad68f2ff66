"""fib: naive recursion, calls and additions without memory (fib.go)."""

from __future__ import annotations

from weft.failure import Refused
from weft.sizes import MAX_TASKS, round_half_up
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "fib"
PARAMS = {"n": "32", "repeat": "0"}

#: By which the work of fib grows with n.
GOLDEN_RATIO = 1.618033988749895
#: Of one number, repeated as the work asks for, there are about this many tasks at least.
FEW = 64


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a number, the list repeated."""
    numbers, repeat = scaled(values.ints("n"), values.int("repeat"), scale)
    if repeat * len(numbers) > MAX_TASKS:
        raise Refused(f"{len(numbers)} numbers {repeat} times are more than {MAX_TASKS} tasks")

    def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        return fib(numbers[task % len(numbers)])

    return Batch(len(numbers) * repeat, run)


def scaled(numbers: list[int], times: int, scale: float) -> tuple[list[int], int]:
    """Settles the list and its repetitions, a whole number of at least 1. What is left of a
    scale below the least repetitions lowers every number, since work falls by the golden
    ratio."""
    repeat = float(times)
    if times == 0:
        work = sum(calls(n) for n in numbers)
        repeat = float(max(1, round_half_up(128 * calls(32) / work)))
    repeat *= scale
    few = times == 0 and len(numbers) == 1
    while repeat < 0.8 or few and repeat < 0.8 * FEW:
        repeat *= GOLDEN_RATIO
        numbers = [max(0, n - 1) for n in numbers]
    return numbers, max(1, round_half_up(repeat))


def calls(n: int) -> float:
    """How many calls the recursion makes for n: 2*fib(n+1)-1."""
    a, b = 0.0, 1.0
    for _ in range(n):
        a, b = b, a + b
    return 2 * b - 1


def fib(n: int) -> int:
    """The n-th Fibonacci number by the recursion that follows its definition: the slowness is
    the workload."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)
