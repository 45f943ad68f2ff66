"""multiprocessing.Pool by hand."""

from multiprocessing import Pool
from time import perf_counter

from work import TASKS, WORKERS, nothing, task, tell

if __name__ == "__main__":
    began = perf_counter()
    with Pool(WORKERS) as pool:
        pool.map(nothing, range(WORKERS), 1)  # all have started
        ready = perf_counter()
        results = pool.map(task, range(TASKS), 1)
        ended = perf_counter()
        pool.close()
        pool.join()
    tell(began, ready, ended, perf_counter())
