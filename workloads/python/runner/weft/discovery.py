"""Finds the modules of a package by the NAME that they declare, each on a line of its own.

That is read from their text: an adapter imports its library, and a run imports none but its own.
Whoever adds a model or a workload adds a file, and nobody has to be told.
"""

from __future__ import annotations

import os
import re
from types import ModuleType
from typing import Iterator, NamedTuple, Tuple

from weft import FOLDER
from weft.failure import Refused

_NAME = re.compile(r'^NAME = "([^"]+)"$', re.MULTILINE)
_LIBRARIES = re.compile(r"^LIBRARIES = \((.*)\)$", re.MULTILINE)
_QUOTED = re.compile(r'"([^"]+)"')


class Found(NamedTuple):
    """A module that declares a name."""

    name: str
    module: str  # as it is imported
    libraries: Tuple[str, ...]  # what it declares to need beside the standard library


def declared(package: ModuleType) -> Iterator[Found]:
    """The modules in a package's folder and those below that declare a NAME, by path."""
    for root in package.__path__:
        for folder, below, files in os.walk(root):
            below.sort()
            for file in sorted(files):
                if file.endswith(".py"):
                    path = os.path.join(folder, file)
                    with open(path, encoding="utf-8") as module:
                        text = module.read()
                    name = _NAME.search(text)
                    if name is not None:
                        dotted = os.path.relpath(path, FOLDER)[: -len(".py")].replace(os.sep, ".")
                        yield Found(name[1], dotted, _libraries(text))


def _libraries(text: str) -> Tuple[str, ...]:
    found = _LIBRARIES.search(text)
    return () if found is None else tuple(_QUOTED.findall(found[1]))


def find(package: ModuleType, kind: str, name: str) -> Found:
    """The module of that name. There being none is refused, with the names that there are."""
    names = []
    for found in declared(package):
        if found.name == name:
            return found
        names.append(found.name)
    raise Refused(f"no Python {kind} is called {name!r}: there are {', '.join(sorted(names))}")
