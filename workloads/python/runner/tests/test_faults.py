"""Whatever a task does, the run ends with a reason, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import tempfile
import unittest
from typing import Any, Dict, Tuple

from tests.support import MODELS, RUNNER, Engine, Outcome, run

#: What each fault is reported as, where the engine itself lives on.
KINDS = {
    "panic": ("panic", "Task 1 raised ZeroDivisionError: task 1 panics because it was asked to."),
    "error": ("task", "Task 1 failed: this task fails because it was asked to."),
    "system-exit": ("panic", "Task 1 raised SystemExit: 3."),
    "unpicklable": ("task", "Task 1 failed: it returned a function, not a whole number."),
}
IN_PROCESSES = ("processes", "pool", "process-pool", "queue-workers", "shared-memory")


def fail(how: str, model: str, workers: int, options: Dict[str, str]) -> Outcome:
    params = {"how": how, "tasks": 4, "task": 1}
    return run("fault", model, workers, params, options)


class Faults(unittest.TestCase):
    def check(self, how: str, case: Tuple[str, int, Dict[str, str]]) -> None:
        found = fail(how, *case)
        kind, message = KINDS[how]
        self.assertEqual(found.kind, "error", (found.content, found.complained))
        self.assertEqual((found.content["kind"], found.content["message"]), (kind, message))
        detail = found.content["detail"]
        self.assertIn("Traceback (most recent call last)", detail)
        if how != "unpicklable":
            self.assertIn("weft/workloads/fault.py", detail.replace(os.sep, "/"))
        self.assertEqual(found.status, 1)

    def test_are_told_under_every_model(self) -> None:
        for number, case in enumerate(MODELS):
            if case[2].get("start") == "spawn" and number % 2:
                continue  # nothing but slower
            how = list(KINDS)[number % len(KINDS)]
            with self.subTest(how, case=case):
                self.check(how, case)

    def test_are_told_each(self) -> None:
        for how in KINDS:
            for case in (("thread-pool", 2, {}), ("pool", 2, {})):
                with self.subTest(how, case=case):
                    self.check(how, case)

    def test_a_killed_worker_is_missed(self) -> None:
        for model in IN_PROCESSES:
            for how, status in (("kill", "signal 9"), ("exit", "exit status 3")):
                with self.subTest(model, how=how):
                    found = fail(how, model, 2, {})
                    self.assertEqual(found.content["kind"], "exit", found.content)
                    self.assertIn(status, found.content["message"])

    def test_an_engine_that_exits_says_nothing(self) -> None:
        found = fail("exit", "thread-pool", 2, {})
        self.assertEqual((found.kind, found.status), ("", 3))

    def test_a_task_must_not_print(self) -> None:
        for model in ("sequential", "thread-pool", "pool", "process-pool", "asyncio"):
            with self.subTest(model):
                workers = 1 if model == "sequential" else 2
                found = fail("garbage", model, workers, {})
                self.assertEqual(found.content["kind"], "protocol")
                self.assertIn("printed 72 bytes", found.content["message"])
                self.assertIn(b"this is not a message", found.complained)


class BrokenModules(unittest.TestCase):
    """A runner whose files are damaged says where, and ends."""

    def damage(self, path: str, text: str) -> Outcome:
        """A run of fib with a copy of the runner in which a file has another text."""
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "runner")
            shutil.copytree(RUNNER, copy, ignore=shutil.ignore_patterns("tests"))
            with open(os.path.join(copy, path), "w") as file:
                file.write(text)
            engine = Engine(copy)
            engine.ask({"workload": "fib", "model": "pool", "workers": 2})
            kind, content = engine.until(lambda kind, _: kind in ("result", "error"))
            return Outcome(engine, kind, content, engine.end_input())

    def test_are_told_with_their_place(self) -> None:
        for path, text, name in (
            (
                os.path.join("weft", "workloads", "fib.py"),
                'NAME = "fib"\ndef prepare(:\n',
                "fib.py",
            ),
            (
                os.path.join("weft", "models", "processes", "pool.py"),
                'NAME = "pool"\nclass = 1\n',
                "pool.py",
            ),
            (os.path.join("weft", "engine", "execute.py"), "x = = 1\n", "execute.py"),
        ):
            with self.subTest(path):
                found = self.damage(path, text)
                self.assertEqual((found.kind, found.status), ("error", 1), found.complained)
                self.assertIn("invalid syntax", found.content["message"])
                self.assertIn(name, found.content["message"])
                self.assertNotIn("\n", found.content["message"])
                self.assertIn("Traceback (most recent call last)", found.content["detail"])
                self.assertIn("SyntaxError", found.content["detail"])

    def test_that_raise_are_told_with_their_traceback(self) -> None:
        path = os.path.join("weft", "workloads", "fib.py")
        found = self.damage(path, "NAME = \"fib\"\nraise RuntimeError('half\\nof it')\n")
        self.assertEqual(found.content["message"], "Preparing the run: half; of it.")
        self.assertIn("RuntimeError: half\nof it", found.content["detail"])


class Refusals(unittest.TestCase):
    def refuse(self, message: str, *args: Any, **keywords: Any) -> None:
        found = run(*args, **keywords)
        self.assertEqual((found.kind, found.content["kind"]), ("error", "refused"))
        self.assertIn(message, found.content["message"])

    def test_name_what_is_wrong(self) -> None:
        self.refuse("No Python workload", "fob")
        self.refuse("No Python model", "fib", "goroutines")
        self.refuse("no parameter 'm'", "fib", params={"m": 3})
        self.refuse("no parameter 'chunk'", "fib", "pool", options={"chunk": "2"})
        self.refuse("no guard 'atomic'", "counter", params={"guard": "atomic"})
        self.refuse("is not one of", "fib", "pool", options={"start": "vfork"})
        self.refuse("is not one of", "fib", "asyncio", options={"dispatch": "tasks"})
        self.refuse("more than 1", "fib", "sequential", 2)
        self.refuse("at least 1", "fib", "pool", 0)
        self.refuse("out of range", "fib", scale=1000.0)
        self.refuse("more than 5000000", "noop", params={"tasks": 1_000_000}, scale=100.0)

    def test_what_is_no_message(self) -> None:
        for line in (b"rubbish\n", b'{"seen":"run"}\n', b'{"run":{},"seen":"x"}\n', b"[]\n"):
            engine = Engine()
            self.assertEqual(engine.hear()[0], "hello")
            engine.send(line)
            self.assertEqual(engine.hear()[0], "")
            self.assertEqual(engine.end_input(), 1)
            self.assertIn(b"weft engine:", engine.complained)

    def test_no_spec_at_all(self) -> None:
        engine = Engine()
        self.assertEqual(engine.hear()[0], "hello")
        self.assertEqual(engine.end_input(), 0)
        self.assertEqual(engine.complained, b"")


if __name__ == "__main__":
    unittest.main()
