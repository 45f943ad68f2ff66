"""ThreadPoolExecutor by hand."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from work import TASKS, WORKERS, task, tell

began = perf_counter()
with ThreadPoolExecutor(WORKERS) as executor:
    ready = perf_counter()
    results = list(executor.map(task, range(TASKS)))
    ended = perf_counter()
tell(began, ready, ended, perf_counter())
