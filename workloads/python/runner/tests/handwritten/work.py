"""The two tasks that the scripts run, and their numbers."""

from __future__ import annotations

import sys
import time

#: What is run, by how many, how many tasks, and n of fib or the ms of a sleep.
WHAT, WORKERS, TASKS, SIZE = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def task(i: int) -> int:
    if WHAT == "fib":
        return fib(SIZE)
    time.sleep(SIZE / 1000)
    return SIZE


def nothing(i: int) -> None:
    time.sleep(0.01)  # so that every worker gets one


def tell(began: float, ready: float, ended: float, gone: float) -> None:
    print(ended - ready, gone - began)
