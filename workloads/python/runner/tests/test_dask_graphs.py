"""Graphs of Dask's: the same nodes with the same values under every scheduler of Dask's."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import unittest
from typing import Any, Dict, List

from tests.support import PATIENCE, Engine, Outcome, cpu_ticks, has, result, run
from tests.truth import truths
from weft.checksum import MASK, sign
from weft.sizes import part

SCHEDULERS = (
    ("dask-threads", 3, {}),
    ("dask-processes", 2, {"chunksize": "2"}),
    ("dask-processes", 2, {"start": "spawn"}),
    ("dask-cluster", 2, {}),
)


@unittest.skipUnless(has("dask", "distributed", "numpy"), "this Python has no dask with numpy")
class Graphs(unittest.TestCase):
    def test_agree_under_every_scheduler(self) -> None:
        told = truths()
        for workload in ("dask-array", "dask-graph"):
            several = [case for case in told[workload].cases if case.tasks > 1 and case.scale == 1]
            for case in several:
                for model, workers, options in SCHEDULERS:
                    with self.subTest(workload, params=case.params, model=model):
                        found = result(workload, model, workers, case.params, options, case.scale)
                        self.assertEqual(found.content["checksum"], case.checksum)
                        self.assertEqual(found.content["tasks"], case.tasks)
                        self.check(found)

    def check(self, found: Outcome) -> None:
        """Each node has a record, and no lane has two at once."""
        records = found.content["records"]
        self.assertEqual(sorted(records["task"]), list(range(found.content["tasks"])))
        ends: Dict[int, float] = {}
        for lane, start, end in zip(records["lane"], records["start_us"], records["end_us"]):
            self.assertGreaterEqual(start, ends.get(lane, 0.0))
            ends[lane] = end
        self.assertLessEqual(max(ends.values()) / 1e6, found.content["phases"]["run_s"])

    def test_nodes_wait_for_what_they_need(self) -> None:
        """In a wavefront the first node ends before any other begins, the last begins last."""
        params = {"limit": 40_000, "parts": 16, "shape": "wavefront"}
        for model, workers, options in SCHEDULERS:
            with self.subTest(model, options=options):
                records = result("dask-graph", model, workers, params, options).content["records"]
                by_task = sorted(zip(records["task"], records["start_us"], records["end_us"]))
                self.assertGreaterEqual(min(start for _, start, _ in by_task[1:]), by_task[0][2])
                self.assertGreaterEqual(by_task[-1][1], max(end for _, _, end in by_task[:-1]))

    def test_count_primes(self) -> None:
        """The values of a tree's nodes, by trial division written once more."""
        counts = [
            sum(n > 1 and all(n % d for d in range(2, n)) for n in range(*part(500, 3, i)))
            for i in range(3)
        ]
        # numbered as a walk from the root meets them: two leaves, their sum, the third, the root
        values = [counts[0], counts[1], counts[0] + counts[1], counts[2], sum(counts)]
        expected = sum(sign(k, value) for k, value in enumerate(values)) & MASK
        found = result("dask-graph", params={"limit": 500, "parts": 3})
        self.assertEqual(int(found.content["checksum"], 16), expected)

    def test_sum_an_array(self) -> None:
        """Two chunks' sums and their sum, in plain Python."""
        ys = [(x % 1_000_003, x % 7) for x in range(50)]
        each = [(y * y + 12345) % 1_000_003 * z for y, z in ys]
        values = [sum(each[:30]), sum(each[30:]), sum(each)]
        expected = sum(sign(k, value) for k, value in enumerate(values)) & MASK
        found = result("dask-array", params={"elements": 50, "chunk": 30})
        self.assertEqual(int(found.content["checksum"], 16), expected)

    def test_are_refused_by_models_that_know_no_graphs(self) -> None:
        for model in ("thread-pool", "process-pool", "asyncio"):
            found = run("dask-graph", model, 2, {"limit": 100})
            self.assertEqual((found.kind, found.content["kind"]), ("error", "refused"))
            self.assertIn("a graph of Dask's", found.content["message"])

    def test_a_killed_worker_is_missed(self) -> None:
        for model in ("dask-processes", "dask-cluster"):
            with self.subTest(model):
                engine = Engine()
                params = {"limit": "200000000", "parts": "64"}
                engine.ask(
                    {"workload": "dask-graph", "params": params, "model": model, "workers": 2}
                )
                engine.until(lambda kind, content: (kind, content) == ("phase", "run"))
                (workers,) = [content for kind, content in engine.said if kind == "workers"]
                await_computing(workers["pids"][0])
                os.kill(workers["pids"][0], signal.SIGKILL)
                kind, content = engine.until(lambda kind, _: kind in ("result", "error"))
                self.assertEqual((kind, content["kind"]), ("error", "exit"), content)
                how = "signal 9"
                if multiprocessing.get_start_method() == "forkserver":
                    how += "|status is not known"  # two ask it, and one is told
                self.assertRegex(content["message"], how)
                self.assertEqual(engine.end_input(), 1)


def await_computing(pid: int) -> None:
    """Waits until a process has computed for some ticks of the clock: nodes are under way."""
    before, until = cpu_ticks(pid), time.monotonic() + PATIENCE
    while cpu_ticks(pid) < before + 20 and time.monotonic() < until:
        time.sleep(0.01)


@unittest.skipUnless(has("dask"), "this Python has no dask")
class Nodes(unittest.TestCase):
    def test_pass_failures_on_without_computing(self) -> None:
        from weft.lane import Lane
        from weft.models.dask.graphs import Node, modern, use_lanes
        from weft.workloads import Batch

        ran: List[str] = []

        def compute(waiter: Any, task: int, step: Any, box: List[Any]) -> int:
            box.append(step())
            return 1

        lane = Lane(0, Batch(2, compute))
        use_lanes(lambda: lane)
        graph = modern({"x": (divide, 1, 0), "y": (ran.append, "x"), "z": (divide, 1, 1)})
        failed = Node(0, graph["x"], [], "")()
        self.assertEqual(failed.failure.kind, "panic")
        self.assertIn("ZeroDivisionError", failed.failure.message)
        after = Node(1, graph["y"], ["x"], "")(failed)
        self.assertIs(after.failure, failed.failure)
        self.assertEqual(ran, [])
        anew = Node(0, graph["z"], [], "another run")()
        self.assertEqual(anew.failure.kind, "exit")

    def test_are_numbered_whatever_they_are_called(self) -> None:
        from weft.models.dask.graphs import modern, numbered

        def named(a: str, b: str, c: str) -> List[Any]:
            graph = {
                (a, 0): (divide, 1, 1),
                (a, 1): (divide, 2, 1),
                (b, 0): (a, 1),  # another name of a task, and none itself
                (c, 0): (divide, (a, 0), (b, 0)),
            }
            return [(key[0] == c, key[1]) for key in numbered(modern(graph), (c, 0))]

        expected = [(False, 0), (False, 1), (True, 0)]
        self.assertEqual(named("x-1f", "y-2e", "z-3d"), expected)
        self.assertEqual(named("x-9a", "y-0b", "z-7c"), expected)


def divide(a: float, b: float) -> float:
    return a / b


if __name__ == "__main__":
    unittest.main()
