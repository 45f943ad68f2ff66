"""Finds the modules of a package by the NAME that they declare, each on a line of its own.

That is read from their text: an adapter imports its library, and a run imports none but its own.
Whoever adds a model or a workload adds a file, and nobody has to be told.
"""

from __future__ import annotations

import os
import re
from types import ModuleType
from typing import Iterator, List, NamedTuple, Optional, Tuple

from weft import FOLDER
from weft.failure import Refused

_NAME = re.compile(rb'^NAME = "([^"]+)"', re.MULTILINE)
_LIBRARIES = re.compile(rb"^LIBRARIES = \((.*)\)", re.MULTILINE)
_QUOTED = re.compile(rb'"([^"]+)"')


class Found(NamedTuple):
    """A module that declares a name."""

    name: str
    module: str  # as it is imported
    libraries: Tuple[str, ...]  # what it declares to need beside the standard library


def declared(package: ModuleType) -> Iterator[Found]:
    """The modules in a package's folder and those below that declare a NAME, by path."""
    return filter(None, map(_look_into, _files(package)))


def find(package: ModuleType, kind: str, name: str) -> Found:
    """The module of that name. There being none is refused, with the names that there are."""
    likely = name.replace("-", "_")
    names = []
    for path in sorted(_files(package), key=lambda path: likely not in os.path.basename(path)):
        found = _look_into(path)  # 20 us each, and those that may well be it come first
        if found is not None:
            if found.name == name:
                return found
            names.append(found.name)
    raise Refused(f"no Python {kind} is called {name!r}: there are {', '.join(sorted(names))}")


def _files(package: ModuleType) -> List[str]:
    return sorted(
        os.path.join(folder, file)
        for root in package.__path__
        for folder, _, files in os.walk(root)
        for file in files
        if file.endswith(".py")
    )


def _look_into(path: str) -> Optional[Found]:
    """What a module declares, if it declares a name."""
    with open(path, "rb", buffering=0) as file:
        text = file.read()
    name = _NAME.search(text)
    if name is None:
        return None
    libraries = _LIBRARIES.search(text)
    needed = () if libraries is None else _QUOTED.findall(libraries[1])
    module = os.path.relpath(path, FOLDER)[: -len(".py")].replace(os.sep, ".")
    return Found(name[1].decode(), module, tuple(library.decode() for library in needed))
