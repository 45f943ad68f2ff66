"""A free-threaded Python whose GIL is on says so. The build and its GIL are made up here: what
holds is what the engine makes of them."""

from __future__ import annotations

import os
import sys
import unittest
from typing import Any, Callable, Dict, List
from unittest import mock

from weft import runtime
from weft.engine.execute import Execution

FREE = sys.version + " free-threading build"


def warnings(model: str, on: Callable[[], bool], version: str = FREE) -> List[str]:
    """What a run warns of whose interpreters have a GIL as on says."""
    spec: Dict[str, Any] = {"workload": "fib", "model": model, "workers": 2}
    spec["params"] = {"n": "5", "repeat": "4"}
    with mock.patch.object(sys, "version", version):
        with mock.patch.object(sys, "_is_gil_enabled", on, create=True):
            found = Execution(spec, lambda kind, content: None, lambda: None).execute()
    return [text for text in found["warnings"] if "free-threaded" in text]


class Warned(unittest.TestCase):
    def test_when_the_gil_is_on(self) -> None:
        self.assertEqual(len(warnings("thread-pool", lambda: True)), 1)

    def test_of_nothing_else(self) -> None:
        self.assertEqual(warnings("thread-pool", lambda: False), [])
        self.assertEqual(warnings("thread-pool", lambda: True, "3.11.2 (main)"), [])

    @unittest.skipUnless(hasattr(os, "fork"), "what is made up reaches forked workers alone")
    def test_when_it_is_on_in_a_worker_process(self) -> None:
        engine = os.getpid()
        for model in ("pool", "process-pool"):
            with mock.patch("multiprocessing.get_start_method", lambda: "fork"):
                self.assertEqual(len(warnings(model, lambda: os.getpid() != engine)), 1)


class Described(unittest.TestCase):
    def test_is_what_the_gil_does_now(self) -> None:
        for on, says in ((True, "GIL on"), (False, "GIL off")):
            with mock.patch.object(sys, "version", FREE):
                with mock.patch.object(sys, "_is_gil_enabled", lambda: on, create=True):
                    self.assertIn("free-threaded, " + says, runtime.describe())


if __name__ == "__main__":
    unittest.main()
