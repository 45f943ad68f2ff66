"""Each worker of interpreters is one of its own, and waits for nobody's GIL."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import unittest
from typing import Any, List, Tuple

from tests.support import INTERPRETERS, result, run

calls: List[int] = []


def count(ends: Tuple[int, int]) -> bytes:
    """Tells which thread calls this interpreter and how often it has been, when all do."""
    calls.append(1)
    if ends:
        reporting, waiting = ends
        os.write(reporting, b".")
        os.read(waiting, 1)
    return pickle.dumps((threading.get_native_id(), len(calls)))


def fail() -> bytes:
    raise ZeroDivisionError("in an interpreter")


@unittest.skipIf(INTERPRETERS, "this Python has them")
class Missing(unittest.TestCase):
    def test_is_told(self) -> None:
        found = run("fib", "interpreters", 2)
        self.assertEqual((found.kind, found.content["kind"]), ("error", "refused"))
        self.assertRegex(found.content["message"], r"needs Python 3\.1[24]")


@unittest.skipUnless(INTERPRETERS, "this Python has no interpreters with a GIL of their own")
class Interpreters(unittest.TestCase):
    def setUp(self) -> None:
        from weft.models.threads.interpreters import new_executor

        self.executor: Any = new_executor(3)
        self.addCleanup(self.executor.shutdown)

    def test_have_modules_of_their_own(self) -> None:
        reports, reporting = os.pipe()
        waiting, release = os.pipe()
        futures = [self.executor.submit(count, (reporting, waiting)) for _ in range(3)]
        for _ in futures:
            os.read(reports, 1)
        os.write(release, b"...")
        told = [pickle.loads(future.result()) for future in futures]
        for end in (reports, reporting, waiting, release):
            os.close(end)
        self.assertEqual([calls for _, calls in told], [1, 1, 1])
        threads = {thread for thread, _ in told}
        self.assertEqual(len(threads - {threading.get_native_id()}), 3)
        again, often = pickle.loads(self.executor.submit(count, ()).result())
        self.assertIn(again, threads)
        self.assertEqual((often, calls), (2, []))

    def test_hand_over_what_went_wrong(self) -> None:
        with self.assertRaisesRegex(Exception, "in an interpreter"):
            self.executor.submit(fail).result()

    def test_carry_much(self) -> None:
        for size in (0, 1, 1 << 20):
            back = self.executor.submit(bytes_of, b"x" * size).result()
            self.assertEqual(len(back), size)


def bytes_of(content: bytes) -> bytes:
    return content


@unittest.skipUnless(INTERPRETERS, "this Python has no interpreters with a GIL of their own")
class Runs(unittest.TestCase):
    @unittest.skipUnless(sys.platform == "linux", "only here waiting for a core is told apart")
    def test_wait_for_no_gil(self) -> None:
        sums = result("fib", "interpreters", 2, {"n": "28", "repeat": 2}).content["lane_sums"]
        left = sums["busy_s"] - sums["cpu_s"] - sums["delay_s"]
        # Threads that take turns wait half of their time, beyond what they wait for a core.
        self.assertLess(left, 0.25 * sums["busy_s"])

    def test_have_lanes_with_threads_of_their_own(self) -> None:
        content = result("sleep", "interpreters", 3, {"tasks": 9, "ms": 10}).content
        engine = content["engine"]["pid"]
        self.assertEqual({lane["pid"] for lane in content["lanes"]}, {engine})
        self.assertEqual(len({lane["tid"] for lane in content["lanes"]} - {0, engine}), 3)

    def test_refuse_a_counter_that_needs_a_thread(self) -> None:
        found = run("counter", "interpreters", 2, {"guard": "channel"})
        self.assertEqual((found.kind, found.content["kind"]), ("error", "refused"))
        self.assertIn("daemon threads", found.content["message"])


if __name__ == "__main__":
    unittest.main()
