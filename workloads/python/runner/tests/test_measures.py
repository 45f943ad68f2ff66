"""What is measured is what happens. Only shares and orders are asserted, never speeds."""

from __future__ import annotations

import multiprocessing
import sys
import unittest
from typing import Any, Dict

from tests.support import FREE, result

#: Two tasks, so that two workers have one each; enough work for many switches of the GIL.
COMPUTING = {"n": "28", "repeat": 2}


def share(sums: Dict[str, Any], part: str) -> float:
    """A part of what tasks did but wait for a core."""
    return float(sums[part] / (sums["cpu_s"] + sums["gil_s"] + sums["wait_s"]))


@unittest.skipUnless(sys.platform == "linux", "only here threads tell waiting for a core apart")
class Gil(unittest.TestCase):
    @unittest.skipIf(FREE, "this Python has no GIL to wait for")
    def test_two_that_compute_wait_half_of_their_time_each(self) -> None:
        # A thread of its own is started while the one before computes, so it comes later.
        for model, least in (("thread-pool", 0.35), ("threads", 0.2)):
            with self.subTest(model):
                sums = result("fib", model, 2, COMPUTING).content["lane_sums"]
                gil, cpu = (sums[name] / sums["busy_s"] for name in ("gil_s", "cpu_s"))
                # On a machine that has other things to do, some or all of that waiting is
                # without a core as well, and counts as such.
                self.assertLess(cpu, 0.8)
                self.assertLess(gil, 0.65)
                if gil + cpu > 0.95:
                    self.assertGreater(gil, least)

    def test_hashing_lets_go_of_it(self) -> None:
        params = {"tasks": 2, "bytes": 1 << 20, "iterations": 60}
        found = result("hash", "thread-pool", 2, params)
        self.assertLess(share(found.content["lane_sums"], "gil_s"), 0.3)  # holding it were a half

    def test_processes_and_one_thread_wait_for_none(self) -> None:
        for model, workers in (("sequential", 1), ("pool", 2)):
            found = result("fib", model, workers, COMPUTING)
            self.assertEqual(found.content["lane_sums"]["gil_s"], 0)

    def test_one_thread_of_a_pool_waits_hardly(self) -> None:
        found = result("fib", "thread-pool", 1, COMPUTING)
        self.assertLess(share(found.content["lane_sums"], "gil_s"), 0.1)

    def test_is_told_lane_by_lane(self) -> None:
        content = result("fib", "thread-pool", 2, COMPUTING).content
        lanes = sorted(lane["gil_s"] for lane in content["lanes"])
        spreads = [s for s in content["spreads"] if s["kind"] == "gil"]
        if lanes[1] == 0:  # all of it was without a core as well
            self.assertEqual(spreads, [])
            return
        (spread,) = spreads
        self.assertEqual(spread["n"], 2)
        self.assertAlmostEqual(lanes[0], spread["min_s"])
        self.assertAlmostEqual(lanes[1], spread["max_s"])


@unittest.skipUnless(FREE, "this Python has a GIL")
class Free(unittest.TestCase):
    def test_threads_wait_for_no_gil(self) -> None:
        for model in ("thread-pool", "threads"):
            content = result("fib", model, 2, COMPUTING).content
            self.assertEqual(content["lane_sums"]["gil_s"], 0)
            self.assertEqual(content["warnings"], [])  # such as that the GIL was on after all


class Waiting(unittest.TestCase):
    def test_is_what_sleepers_do(self) -> None:
        for model in ("sequential", "thread-pool", "asyncio", "pool"):
            with self.subTest(model):
                workers = 1 if model == "sequential" else 4
                found = result("sleep", model, workers, {"tasks": 8, "ms": 20})
                sums = found.content["lane_sums"]
                self.assertGreaterEqual(sums["wait_s"], 8 * 0.0195)
                self.assertGreater(share(sums, "wait_s"), 0.5)
                self.assertLess(sums["cpu_s"], sums["wait_s"])

    def test_for_a_lock_is_told(self) -> None:
        params = {"guard": "mutex", "tasks": 8, "increments": 20_000, "work": 0}
        found = result("counter", "thread-pool", 4, params, {"interval": "0.01"})
        self.assertGreater(found.content["lane_sums"]["lock_s"], 0)


class Loop(unittest.TestCase):
    def lag(self, workload: str, params: Dict[str, Any], **options: str) -> Dict[str, Any]:
        found = result(workload, "asyncio", 4, params, options)
        (lag,) = [s for s in found.content["spreads"] if s["kind"] == "lag"]
        return dict(lag)

    def test_lag_is_what_blocking_tasks_cause(self) -> None:
        awaiting = self.lag("sleep", {"tasks": 32, "ms": 30})
        blocking = self.lag("sleep", {"tasks": 32, "ms": 30}, block="true")
        self.assertGreaterEqual(blocking["max_s"], 0.019)  # a probe is due every 10 ms
        self.assertGreater(blocking["max_s"], awaiting["median_s"])
        self.assertGreaterEqual(awaiting["n"], 32)

    def test_cpu_time_is_shared_out(self) -> None:
        found = result("fib", "asyncio", 2, COMPUTING).content
        cpu = [us / 1e6 for us in found["records"]["cpu_us"]]
        self.assertGreater(min(cpu), 0)
        self.assertLessEqual(sum(cpu), found["phases"]["run_s"])


class Transfer(unittest.TestCase):
    PARAMS = {"tasks": 20, "bytes": 300_000}

    def test_is_what_payloads_take(self) -> None:
        for model in ("pool", "process-pool", "queue-workers"):
            with self.subTest(model):
                found = result("noop", model, 2, self.PARAMS)
                self.assertGreater(found.content["lane_sums"]["transfer_s"], 0)
                size = found.metric("bytes pickled")
                self.assertTrue(20 * 300_000 < size < 20 * 300_300, size)
                self.assertGreater(found.metric("pickling in the engine"), 0)

    def test_is_most_of_what_huge_payloads_cost(self) -> None:
        for model in ("pool", "process-pool", "queue-workers"):
            with self.subTest(model):
                content = result("noop", model, 2, {"tasks": 30, "bytes": 4 << 20}).content
                sums, lanes_s = content["lane_sums"], 2 * content["phases"]["run_s"]
                dispatch = lanes_s - sums["busy_s"] - sums["idle_end_s"]
                self.assertGreater(sums["transfer_s"], 2 * dispatch)
                self.assertLessEqual(sums["busy_s"] + sums["idle_end_s"], lanes_s * 1.0001)

    def test_is_nothing_where_bare_numbers_travel(self) -> None:
        for model in ("pool", "process-pool", "queue-workers"):
            with self.subTest(model):
                found = result("noop", model, 2, {"tasks": 100, "bytes": 0})
                self.assertEqual(found.content["lane_sums"]["transfer_s"], 0)

    def test_is_not_in_shared_memory(self) -> None:
        found = result("noop", "shared-memory", 2, self.PARAMS)
        self.assertEqual(found.content["lane_sums"]["transfer_s"], 0)
        self.assertEqual(found.content["figures"], [])

    def test_counts_results_once_a_chunk(self) -> None:
        params = {"width": 90, "iterations": 20, "tasks": 12}
        found = result("mandelbrot", "pool", 1, params, {"chunksize": "4"})
        self.assertGreater(found.content["lane_sums"]["transfer_s"], 0)
        self.assertGreater(found.metric("bytes pickled"), 90 * 60 * 4)

    def test_is_inherited_where_processes_fork(self) -> None:
        if "fork" not in multiprocessing.get_all_start_methods():
            self.skipTest("nothing forks here")
        params = {"tasks": 3, "bytes": 300_000}
        forked = result("noop", "processes", 1, params, {"start": "fork"})
        spawned = result("noop", "processes", 1, params, {"start": "spawn"})
        self.assertEqual(forked.content["figures"], [])
        self.assertGreater(spawned.metric("bytes pickled"), 900_000)


if __name__ == "__main__":
    unittest.main()
