"""ProcessPoolExecutor by hand."""

from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from work import TASKS, WORKERS, nothing, task, tell

if __name__ == "__main__":
    began = perf_counter()
    with ProcessPoolExecutor(WORKERS) as executor:
        list(executor.map(nothing, range(WORKERS)))  # all have started
        ready = perf_counter()
        results = list(executor.map(task, range(TASKS)))
        ended = perf_counter()
    tell(began, ready, ended, perf_counter())
