"""Weft's workloads in a real CPython, under Python's own concurrency models.

engine, execute    one run: the engine protocol, and the phases of the run by the clock
workloads          WHAT runs: one module a workload, the same tasks as Go's to the last bit
models             HOW it runs: one module a model, each by the library that it is named after
records, result    what the clocks said becomes the result that travels to the host

Only the standard library is imported, and of it what a run needs: an engine that runs tasks
one after another has neither asyncio nor multiprocessing in its memory.
"""
