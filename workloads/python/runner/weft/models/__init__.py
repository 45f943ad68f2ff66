"""How tasks are run: one module a model, in rooms by what its workers are.

A model's module declares its NAME and, if it adapts a library, LIBRARIES; its MODEL tells the
rest (model.py). The real library does the work: what is named a pool here is that library's pool.
"""

from __future__ import annotations

import importlib
import sys

from weft import discovery
from weft.failure import Refused
from weft.libraries import need
from weft.models.model import Model
from weft.workloads import Batch


def load(name: str) -> Model:
    """The model of that name, if this Python has what it takes; else it is refused."""
    found = discovery.find(sys.modules[__name__], "model", name)
    for library in found.libraries:
        need(name, library)
    model: Model = importlib.import_module(found.module).MODEL
    return model


def check(name: str, model: Model, workers: int) -> None:
    """Refuses what makes no sense or would hurt, before anything starts."""
    most, why = model.limit
    if workers < 1:
        raise Refused(f"{name}: {workers} workers; at least 1 is needed")
    if workers > most:
        raise Refused(f"{name}: {workers} workers are more than {most}, for {why}")


def check_batch(name: str, model: Model, batch: Batch) -> None:
    """Refuses a graph of Dask's to models that don't know how its tasks hang together."""
    if batch.graph is not None and not model.graphs:
        raise Refused(
            f"{name}: this workload is a graph of Dask's: only sequential and Dask's own models "
            "run it"
        )
