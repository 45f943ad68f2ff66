"""The runner's modules in the memory of other processes: workers of somebody else's Dask scheduler
import them from there while a run lasts, and find no trace of them afterwards.

This module is sent as text and executed there by exec, so it stands on its own. A run that is
stopped uninstalls the modules; when its engine is killed, the next run does.
"""

from __future__ import annotations

import os
import sys
from importlib.abc import ExecutionLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from typing import Any, Dict, Optional, Tuple

#: Modules by name: their path and their text.
Sources = Dict[str, Tuple[str, str]]
PACKAGE = "weft"


class WeftImporter(MetaPathFinder, ExecutionLoader):
    """Finds and loads modules that are texts."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def find_spec(self, name: str, path: Any, target: Any = None) -> Optional[ModuleSpec]:
        """The module, if it is one of them."""
        return spec_from_loader(name, self) if name in self.sources else None

    def is_package(self, name: str) -> bool:
        """Whether it is a folder's."""
        return self.sources[name][0].endswith("__init__.py")

    def get_source(self, name: str) -> str:
        """Its text."""
        return self.sources[name][1]

    def get_filename(self, name: str) -> str:
        """What tracebacks call it."""
        return self.sources[name][0]


def install(sources: Sources) -> None:
    """Has modules found here, instead of those of an earlier run."""
    uninstall()
    sys.meta_path.insert(0, WeftImporter(sources))


def uninstall() -> None:
    """Removes what is installed, by whatever run."""
    sys.meta_path[:] = [
        finder for finder in sys.meta_path if type(finder).__name__ != "WeftImporter"
    ]
    for name, module in list(sys.modules.items()):
        loader = getattr(getattr(module, "__spec__", None), "loader", None)
        if name.split(".")[0] == PACKAGE and type(loader).__name__ == "WeftImporter":
            del sys.modules[name]


def install_script() -> str:
    """The text that installs the runner where it is executed."""
    return f"{_own_text()}\ninstall({_sources()!r})\n"


def uninstall_script() -> str:
    """The text that uninstalls it."""
    return f"{_own_text()}\nuninstall()\n"


def _own_text() -> str:
    with open(__file__, encoding="utf-8") as file:
        return file.read()


def _sources() -> Sources:
    """All modules of the runner."""
    import weft

    root = os.path.dirname(os.path.abspath(weft.__file__))
    found = {}
    for folder, _, files in os.walk(root):
        for file in files:
            if file.endswith(".py"):
                path = os.path.relpath(os.path.join(folder, file), weft.FOLDER)
                name = path[: -len(".py")].replace(os.sep, ".")
                with open(os.path.join(folder, file), encoding="utf-8") as text:
                    found[name.replace(".__init__", "")] = (path, text.read())
    return found
