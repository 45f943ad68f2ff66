"""The runner's rooms: what is found in them, who may import whom, and how large they get."""

from __future__ import annotations

import ast
import importlib
import os
import unittest
from typing import Dict, Iterator, List, Set, Tuple

import weft
from weft import discovery, models, workloads
from weft.failure import Refused
from weft.models.model import Model
from weft.record import TaskRecord

ROOT = os.path.dirname(os.path.abspath(weft.__file__))
#: Libraries that only adapters import, with how those adapters' paths begin.
LIBRARIES = {
    "celery": ("models/queues/celery_",),
    "kombu": ("models/queues/celery_",),
    "redis": ("models/queues/",),
    "dask": ("models/dask/", "workloads/dask_"),
    "distributed": ("models/dask/",),
    "gevent": ("models/loops/gevent_",),
    "trio": ("models/loops/trio_",),
    "twisted": ("models/loops/twisted_",),
}
#: What a room must not know. Rooms that are not named know nothing above them either.
FORBIDDEN = {
    "": {"engine", "children", "models", "web", "input", "pictures"},
    "children": {"engine", "models", "workloads", "web", "input", "pictures"},
    "web": {"engine", "children", "models", "input", "pictures"},
    "input": {"engine", "children", "models", "workloads", "web", "pictures"},
    "pictures": {"engine", "children", "models", "workloads", "web", "input"},
    "models": {"engine", "input", "pictures"},
    "workloads": {"engine", "children"},
    "engine": {"web", "input", "pictures"},
}
#: Rooms of models that build on others; the others know none beside their own.
BUILD_ON = {
    "dask": {"threads", "processes"},
    "loops": {"threads", "processes"},
    "queues": {"processes"},
}
LONGEST, LARGEST = 400, 32


def modules() -> Iterator[Tuple[str, str]]:
    """Every module of the runner: its path below weft, and its text."""
    for folder, _, files in os.walk(ROOT):
        for file in sorted(files):
            if file.endswith(".py"):
                path = os.path.join(folder, file)
                with open(path, encoding="utf-8") as text:
                    yield os.path.relpath(path, ROOT).replace(os.sep, "/"), text.read()


def imports(text: str) -> Set[str]:
    """All that a module imports, by its dotted name, wherever it does."""
    found: Set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


class Imports(unittest.TestCase):
    def test_go_one_way(self) -> None:
        for path, text in modules():
            room = path.split("/")[0] if "/" in path else ""
            known = {name.split(".")[1] for name in imports(text) if name.startswith("weft.")}
            if path in ("workloads/dask_array.py", "workloads/dask_graph.py"):
                known -= {"models"}  # their tasks are the nodes of models.dask.graphs
            elif room == "workloads":
                self.assertNotIn("models", known, path)
            self.assertEqual(known & FORBIDDEN[room], set(), path)

    def test_engine_knows_no_model(self) -> None:
        for path, text in modules():
            if path.startswith("engine/"):
                deep = [name for name in imports(text) if name.startswith("weft.models.")]
                self.assertLessEqual({name.split(".")[2] for name in deep}, {"crew", "model"}, path)

    def test_rooms_of_models_build_on_others(self) -> None:
        rooms = {entry.name for entry in os.scandir(os.path.join(ROOT, "models")) if entry.is_dir()}
        rooms.discard("__pycache__")
        for path, text in modules():
            if path.startswith("models/"):
                own = path.split("/")[1]
                known = {
                    name.split(".")[2] for name in imports(text) if name.startswith("weft.models.")
                }
                self.assertLessEqual(known & rooms, {own} | BUILD_ON.get(own, set()), path)

    def test_of_libraries_are_for_adapters(self) -> None:
        for path, text in modules():
            for name in {name.split(".")[0] for name in imports(text)} & set(LIBRARIES):
                self.assertTrue(path.startswith(LIBRARIES[name]), f"{path} imports {name}")


class Sizes(unittest.TestCase):
    def test_of_modules_and_rooms(self) -> None:
        files: Dict[str, int] = {}
        for path, text in modules():
            self.assertLessEqual(text.count("\n"), LONGEST, path)
            folder = os.path.dirname(path)
            files[folder] = files.get(folder, 0) + 1
        self.assertLessEqual(max(files.values()), LARGEST, files)


class Discovery(unittest.TestCase):
    def test_finds_each_name_once(self) -> None:
        for package in (models, workloads):
            found = [one.name for one in discovery.declared(package)]
            self.assertEqual(len(found), len(set(found)), found)
            for name in found:
                self.assertEqual(discovery.find(package, "thing", name).name, name)

    def test_of_models_that_say_all(self) -> None:
        for found in discovery.declared(models):
            with self.subTest(found.name):
                try:
                    model = models.load(found.name)
                except Refused as refusal:  # its library isn't here
                    self.assertIn(found.name, str(refusal))
                    self.assertTrue(found.libraries)
                    continue
                self.assertIsInstance(model, Model)
                self.assertEqual(importlib.import_module(found.module).NAME, found.name)
                self.assertGreaterEqual(model.limit.workers, 1)
                self.assertTrue(model.limit.why)

    def test_of_workloads_that_say_all(self) -> None:
        for found in discovery.declared(workloads):
            module = importlib.import_module(found.module)
            self.assertEqual(module.NAME, found.name)
            self.assertTrue(callable(module.prepare) and module.PARAMS is not None)

    def test_refuses_what_is_not_there(self) -> None:
        with self.assertRaisesRegex(Refused, "no Python model is called 'fob': there are asyncio,"):
            discovery.find(models, "model", "fob")


class Records(unittest.TestCase):
    def test_are_packed_in_the_order_of_their_fields(self) -> None:
        from weft import record

        constants: List[int] = [getattr(record, name.upper()) for name in TaskRecord._fields]
        self.assertEqual(constants, list(range(len(TaskRecord._fields))))


if __name__ == "__main__":
    unittest.main()
