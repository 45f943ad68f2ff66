"""Trio by hand: a nursery and a semaphore."""

from time import perf_counter

import trio
from work import SIZE, TASKS, WHAT, WORKERS, fib, tell


async def task(limit):
    try:
        if WHAT == "fib":
            return fib(SIZE)
        await trio.sleep(SIZE / 1000)
        return SIZE
    finally:
        limit.release()


async def main():
    limit = trio.Semaphore(WORKERS)
    async with trio.open_nursery() as nursery:
        for _ in range(TASKS):
            await limit.acquire()
            nursery.start_soon(task, limit)


began = perf_counter()
trio.run(main)
ended = perf_counter()
tell(began, began, ended, ended)
