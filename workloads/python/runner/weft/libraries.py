"""The libraries that a model or a workload needs beside the standard one."""

from __future__ import annotations

import importlib
from types import ModuleType

from weft.failure import Refused


def need(owner: str, library: str) -> ModuleType:
    """A library, imported. What can't be is refused, with the name of who needs it."""
    try:
        return importlib.import_module(library)
    except Exception as error:  # a broken one is as good as none
        raise Refused(
            f"{owner} needs the library {library}, which can't be imported: {error}"
        ) from None
