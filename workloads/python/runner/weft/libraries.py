"""The libraries that a model or a workload needs beside the standard one."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from weft.failure import Refused


#: What is imported with a library, before all that is built upon it. A process that has the library
#: already is somebody else's, whose settings stay.
_WITH = {"dask": "weft.models.dask.isolation"}


def need(owner: str, library: str) -> ModuleType:
    """A library, imported. What can't be is refused, with the name of who needs it."""
    try:
        root = library.partition(".")[0]
        if root in _WITH and root not in sys.modules:
            importlib.import_module(_WITH[root])
        return importlib.import_module(library)
    except Exception as error:  # a broken one is as good as none
        raise Refused(
            f"{owner} needs the library {library}, which can't be imported: {error}"
        ) from None
