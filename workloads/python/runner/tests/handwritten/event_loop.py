"""asyncio by hand: gather and a semaphore."""

import asyncio
from time import perf_counter

from work import SIZE, TASKS, WHAT, WORKERS, fib, tell


async def task(limit):
    async with limit:
        if WHAT == "fib":
            return fib(SIZE)
        await asyncio.sleep(SIZE / 1000)
        return SIZE


async def main():
    limit = asyncio.Semaphore(WORKERS)
    return await asyncio.gather(*(task(limit) for _ in range(TASKS)))


began = perf_counter()
loop = asyncio.new_event_loop()
ready = perf_counter()
results = loop.run_until_complete(main())
ended = perf_counter()
loop.close()
tell(began, ready, ended, perf_counter())
