"""Times Python's own ways to run tasks that do nothing: ns a task on standard output.

Usage: peers.py thread-pool|process-pool|pool|asyncio TASKS WORKERS
Workers are started and have run a task each before the clock starts.
"""

import asyncio
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait


def nothing(_: int) -> int:
    """A task that does nothing."""
    return 0


def executor(make, tasks: int, workers: int) -> float:
    """Submit every task on its own, as one does with futures."""
    with make(workers) as pool:
        wait([pool.submit(nothing, i) for i in range(workers * 10)])
        began = time.perf_counter()
        wait([pool.submit(nothing, i) for i in range(tasks)])
        return time.perf_counter() - began


def pool(tasks: int, workers: int) -> float:
    """multiprocessing.Pool.map with chunks of one task."""
    with multiprocessing.get_context("fork").Pool(workers) as p:
        p.map(nothing, range(workers * 10), chunksize=1)
        began = time.perf_counter()
        p.map(nothing, range(tasks), chunksize=1)
        return time.perf_counter() - began


def gather(tasks: int, _: int) -> float:
    """asyncio.gather of coroutines that await once, 100,000 of them in all."""
    repeats = max(1, 100_000 // tasks)

    async def main() -> float:
        began = time.perf_counter()
        for _ in range(repeats):
            await asyncio.gather(*(asyncio.sleep(0) for _ in range(tasks)))
        return time.perf_counter() - began

    return asyncio.run(main()) / repeats


def fork_executor(workers: int) -> ProcessPoolExecutor:
    """A ProcessPoolExecutor whose workers are forked, the fastest way to start."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))


PEERS = {
    "thread-pool": lambda tasks, workers: executor(ThreadPoolExecutor, tasks, workers),
    "process-pool": lambda tasks, workers: executor(fork_executor, tasks, workers),
    "pool": pool,
    "asyncio": gather,
}

if __name__ == "__main__":
    peer, count, lanes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(PEERS[peer](count, lanes) / count * 1e9)
