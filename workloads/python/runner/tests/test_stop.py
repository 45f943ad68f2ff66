"""The end of standard input ends everything, in every phase."""

from __future__ import annotations

import os
import time
import unittest
from typing import Any, Dict, List

from tests.support import HANGING, MODELS, Engine, alive, shared, tree

#: More work than anybody waits for: payloads that travel, and tasks that wait.
WORK: List[Dict[str, Any]] = [
    {
        "workload": "hash",
        "params": {"tasks": "2000", "bytes": "4096", "iterations": "10000"},
    },
    {"workload": "sleep", "params": {"tasks": "2000", "ms": "50"}},
]
#: A safety net: what has been killed is gone within this many seconds.
GONE = 5.0


@unittest.skipUnless(os.path.isdir("/proc/self"), "processes are looked for in /proc")
class Stop(unittest.TestCase):
    def setUp(self) -> None:
        self.before = shared()

    def stop(self, at: str, work: Dict[str, Any], *how: Any) -> None:
        """Starts a run by a model, with workers and options, and ends it in a phase, that of the
        run when tasks are under way."""
        engine = Engine()
        spec = dict(zip(("model", "workers", "options"), how))
        engine.ask({**work, **spec})
        engine.until(lambda kind, content: kind == "phase" and content == at)
        if at == "run":
            engine.until_under_way(5)
        family = tree(engine.process.pid)
        self.assertEqual(engine.end_input(), 1, engine.complained)
        self.assertFalse(os.path.exists(engine.folder))
        self.assert_gone(family)

    def assert_gone(self, family: List[int]) -> None:
        until = time.monotonic() + GONE
        while time.monotonic() < until:
            left = [pid for pid in family if alive(pid)]
            if not left and shared() <= self.before:
                return
            time.sleep(0.01)
        self.fail(f"processes {left} and memory {shared() - self.before} are left")

    def test_in_the_run(self) -> None:
        for number, (model, workers, options) in enumerate(MODELS):
            for work in (HANGING, WORK[number % 2]):
                with self.subTest(work["workload"], model=model, options=options):
                    self.stop("run", work, model, workers, options)

    def test_while_workers_are_set_up(self) -> None:
        for model, workers, options in MODELS:
            if options.get("start"):
                with self.subTest(model, options=options):
                    self.stop("setup", WORK[0], model, workers, options)

    def test_while_preparing(self) -> None:
        self.stop("prepare", WORK[0], "sequential", 1, {})

    def test_after_the_result(self) -> None:
        for start in ("fork", "spawn", "forkserver"):
            engine = Engine()
            spec = {"workload": "noop", "params": {"tasks": "10"}}
            engine.ask({**spec, "model": "pool", "workers": 2, "options": {"start": start}})
            family: List[int] = []
            kind, _ = engine.until(lambda kind, _: kind in ("phase", "result", "error"))
            while kind == "phase":
                family += tree(engine.process.pid)
                kind, _ = engine.until(lambda kind, _: kind in ("phase", "result", "error"))
            self.assertEqual(kind, "result")
            self.assertEqual(engine.end_input(), 0)
            self.assertEqual(engine.complained, b"")
            self.assert_gone(family)

    def test_after_a_failure(self) -> None:
        for model, workers, options in MODELS:
            if options.get("start", "spawn") != "spawn":
                continue
            with self.subTest(model, options=options):
                engine = Engine()
                spec = {"workload": "fault", "params": {"tasks": "4"}, "options": options}
                engine.ask({**spec, "model": model, "workers": workers})
                engine.until(lambda kind, content: kind == "phase" and content == "run")
                family = tree(engine.process.pid)
                engine.until(lambda kind, _: kind == "error")
                self.assertEqual(engine.end_input(), 1)
                self.assert_gone(family)


if __name__ == "__main__":
    unittest.main()
