"""How tasks are run: one module a model, found by its name.

A module has OPTIONS, the defaults of the model's options; MOST, the most workers that make
sense, with the reason; and start(job), which creates the workers and returns when all stand at
the barrier, as a crew. It may have before(options): what must be done before a batch is built.
The real library does the work: what is named a pool here is that library's pool.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from weft.failure import Refused
from weft.libraries import need
from weft.runtime import free_threaded
from weft.workloads import Batch, Values

#: Every model by its name on the command line, with its module.
MODULES = {
    "sequential": "threads.sequential",
    "threads": "threads.thread_per_task",
    "thread-pool": "threads.thread_pool",
    "processes": "processes.process_per_task",
    "pool": "processes.pool",
    "process-pool": "processes.process_pool",
    "queue-workers": "queues.queue_workers",
    "shared-memory": "processes.shared_memory",
    "asyncio": "loops.asyncio_loop",
    "hybrid": "loops.hybrid",
    "interpreters": "threads.interpreters",
    "gevent": "loops.gevent_loop",
    "trio": "loops.trio_loop",
    "twisted": "loops.twisted_loop",
    "dask-threads": "dask.dask_threads",
    "dask-processes": "dask.dask_processes",
    "dask-cluster": "dask.dask_cluster",
    "celery": "queues.celery_workers",
}

#: What models need beside the standard library: they are adapters of these libraries, which
#: nothing outside their modules imports.
LIBRARIES = {
    "gevent": ("gevent",),
    "trio": ("trio",),
    "twisted": ("twisted",),
    "dask-threads": ("dask",),
    "dask-processes": ("dask",),
    "dask-cluster": ("dask", "distributed"),
    "celery": ("celery", "redis"),
}


def load(name: str) -> ModuleType:
    """The module of a model, if this Python has what it takes."""
    if name not in MODULES:
        raise Refused(f"no Python model is called {name!r}: there are {', '.join(MODULES)}")
    if name == "interpreters" and sys.version_info < (3, 12):
        raise Refused("interpreters needs Python 3.12 or newer, where each has a GIL of its own")
    if name == "interpreters" and sys.version_info < (3, 14) and free_threaded():
        raise Refused("interpreters without a GIL needs Python 3.14 or newer")
    for library in LIBRARIES.get(name, ()):
        need(name, library)
    return importlib.import_module("weft.models." + MODULES[name])


def check(name: str, model: ModuleType, workers: int) -> None:
    """Refuses what makes no sense or would hurt, before anything starts."""
    most, why = model.MOST
    if workers < 1:
        raise Refused(f"{name}: {workers} workers; at least 1 is needed")
    if workers > most:
        raise Refused(f"{name}: {workers} workers are more than {most}, for {why}")


def check_batch(name: str, model: ModuleType, batch: Batch) -> None:
    """Refuses a graph of Dask's to models that don't know how its tasks hang together."""
    if batch.graph is not None and not getattr(model, "GRAPHS", False):
        raise Refused(
            f"{name}: this workload is a graph of Dask's: sequential, dask-threads, "
            "dask-processes and dask-cluster run it"
        )


def precede(model: ModuleType, options: Values) -> None:
    """Does what a model must have done before the batch is built."""
    before = getattr(model, "before", None)
    if before is not None:
        before(options)
