"""Weft's workloads in a real CPython, under Python's own concurrency models.

engine       one run: the engine protocol, the phases by the clock, and the result for the host
workloads    WHAT runs: one module a workload, the same tasks as Go's to the last bit
models       HOW it runs: one module a model, each by the library that it is named after
children     what the engine starts beside its workers, and how all of it is ended
web, data    what tasks work on: pages of the run's server; bytes and pictures fixed by a seed

What these share lies here: batches become jobs (job), lanes execute their tasks (lane), which
wait through their waiter (waiter), and payloads time their own pickling (payload).

Only the standard library is imported, and of it what a run needs: an engine that runs tasks
one after another has neither asyncio nor multiprocessing in its memory.
"""

import os

#: The folder in which this package lies, for processes and interpreters that have to find it.
FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
