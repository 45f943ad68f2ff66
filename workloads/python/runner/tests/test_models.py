"""Every model does the same work, and is what its name says."""

from __future__ import annotations

import json
import os
import sys
import unittest
from typing import Any, Dict, List

from tests.pageserver import PageServer
from tests.support import MODELS, RESULT_KEYS, Outcome, most_at_once, result, run

#: Workloads that differ in what they send: nothing, input, output, both, waiting, pages.
WORK: Dict[str, Dict[str, Any]] = {
    "fib": {"n": "10,14", "repeat": 4},
    "hash": {"tasks": 7, "bytes": 3000, "iterations": 2},
    "mandelbrot": {"width": 30, "iterations": 50, "tasks": 6},
    "matmul": {"size": 16, "tasks": 5},
    "counter": {"tasks": 6, "increments": 50, "work": 1},
    "convoy": {"ms": 1, "trips": 8, "latency": 0, "handling": 1},
    "pipeline": {"items": 6, "ms": 2, "computing": 20, "size": 2},
}

#: The keys of a result as Weft's own engine tells it, always and sometimes: "lanes[].pid".
with open(RESULT_KEYS, encoding="utf-8") as _file:
    KEYS: Dict[str, List[str]] = json.load(_file)


class Agreement(unittest.TestCase):
    def test_of_checksums(self) -> None:
        with PageServer() as pages:
            for number, (model, workers, options) in enumerate(MODELS):
                # Each model runs half of the workloads: all pairs would only take longer.
                for workload in list(WORK)[number % 2 :: 2]:
                    with self.subTest(workload, model=model, options=options):
                        params = WORK[workload]
                        found = result(workload, model, workers, params, options, pages=pages)
                        self.assertEqual(found.content["checksum"], self.expected(workload, pages))
                        self.check(found, workers)

    _expected: Dict[str, str] = {}

    def expected(self, workload: str, pages: str) -> str:
        if workload not in self._expected:
            found = result(workload, params=WORK[workload], pages=pages)
            self._expected[workload] = found.content["checksum"]
        return self._expected[workload]

    def check_keys(self, part: Dict[str, Any], at: str) -> None:
        """A result has the keys that Weft reads, and no other."""
        always, sometimes = (
            {
                name
                for folder, _, name in (key.rpartition(".") for key in KEYS[when])
                if folder == at
            }
            for when in ("always", "sometimes")
        )
        self.assertLessEqual(always, set(part), at)
        self.assertLessEqual(set(part), always | sometimes, at)
        for key, value in part.items():
            if isinstance(value, dict):
                self.check_keys(value, f"{at}.{key}".lstrip("."))
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                for item in value:
                    self.check_keys(item, f"{at}.{key}[]".lstrip("."))

    def check(self, found: Outcome, workers: int) -> None:
        """What must hold of every result."""
        phases = found.of("phase")
        self.assertEqual(phases, ["prepare", "setup", "run", "teardown"])
        content, records = found.content, found.content["records"]
        tasks = content["tasks"]
        self.assertEqual(sorted(records["task"]), list(range(tasks)))
        self.assertEqual(len(content["lanes"]), workers)
        self.check_keys(content, "")
        self.assertEqual(sum(lane["tasks"] for lane in content["lanes"]), tasks)
        ends: Dict[int, float] = {}
        columns = ("lane", "queued_us", "start_us", "end_us", "cpu_us")
        for lane, queued, start, end, cpu in zip(*(records[name] for name in columns)):
            self.assertTrue(0 <= queued <= start <= end, (queued, start, end))
            self.assertGreaterEqual(start, ends.get(lane, 0.0), "two tasks at once on one lane")
            self.assertGreaterEqual(cpu, 0)
            ends[lane] = end
        self.assertLessEqual(max(ends.values()) / 1e6, content["phases"]["run_s"])


def pids(found: Outcome) -> List[int]:
    return [lane["pid"] for lane in found.content["lanes"]]


class Claims(unittest.TestCase):
    """Sleeping tasks, so that every worker gets some, and overlap can be seen."""

    def sleepers(self, model: str, workers: int, **options: str) -> Outcome:
        params = {"tasks": 4 * workers, "ms": 20}
        return result("sleep", model, workers, params, options)

    def test_sequential_is_one_thread(self) -> None:
        found = self.sleepers("sequential", 1)
        self.assertEqual(most_at_once(found), 1)
        self.assertEqual(found.of("workers"), [{"pids": [], "helpers": []}])

    def test_pool_threads_have_native_ids_of_their_own(self) -> None:
        found = self.sleepers("thread-pool", 5)
        engine = found.content["engine"]["pid"]
        self.assertEqual(set(pids(found)), {engine})
        tids = {lane["tid"] for lane in found.content["lanes"]}
        self.assertEqual(len(tids - {0, engine}), 5)

    def test_waiting_overlaps(self) -> None:
        for model, options in (
            ("threads", {}),
            ("thread-pool", {}),
            ("processes", {}),
            ("pool", {}),
            ("process-pool", {}),
            ("queue-workers", {}),
            ("queue-workers", {"channel": "pipe"}),
            ("asyncio", {}),
            ("asyncio", {"dispatch": "create-task"}),
            ("hybrid", {}),
        ):
            with self.subTest(model, options=options):
                params = {"tasks": 8, "ms": 500}  # longer than starting four processes takes
                found = result("sleep", model, 4, params, options)
                self.assertEqual(most_at_once(found), 4)

    def test_a_blocked_loop_stands_still(self) -> None:
        content = self.sleepers("asyncio", 4, block="true").content
        self.assertLessEqual(content["lane_sums"]["wait_s"], content["phases"]["run_s"])
        self.assertGreater(content["lane_sums"]["gil_s"], content["phases"]["run_s"])

    def test_processes_have_pids_of_their_own(self) -> None:
        for model in ("pool", "process-pool", "queue-workers", "shared-memory"):
            with self.subTest(model):
                found = self.sleepers(model, 3)
                (workers,) = found.of("workers")
                self.assertEqual(len(set(workers["pids"])), 3)
                self.assertEqual(set(pids(found)), set(workers["pids"]))
                self.assertNotIn(found.content["engine"]["pid"], workers["pids"])

    def test_each_task_has_a_process(self) -> None:
        found = result("counter", "processes", 1, {"tasks": 3, "increments": 7, "work": 0})
        self.assertEqual(found.metric("increments"), 21)  # of three processes, added up
        self.assertNotEqual(pids(found), [found.content["engine"]["pid"]])

    def test_an_event_loop_has_one_thread(self) -> None:
        found = self.sleepers("asyncio", 8)
        engine = found.content["engine"]["pid"]
        places = {(lane["pid"], lane["tid"]) for lane in found.content["lanes"]}
        self.assertEqual(places, {(engine, engine)})

    def test_helpers_are_told(self) -> None:
        if sys.platform != "linux":
            self.skipTest("start methods differ between systems")
        found = self.sleepers("pool", 2, start="forkserver")
        kinds = [helper["kind"] for helper in found.of("workers")[0]["helpers"]]
        self.assertEqual(kinds, ["resource tracker", "forkserver"])

    def test_locks_keep_all_updates(self) -> None:
        for guard in ("mutex", "sharded", "channel"):
            params = {"guard": guard, "tasks": 8, "increments": 500, "work": 0}
            found = result("counter", "thread-pool", 4, params, {"interval": "0.01"})
            self.assertEqual(found.metric("lost updates"), 0, guard)

    def test_updates_are_lost_without_a_guard(self) -> None:
        params = {"guard": "none", "tasks": 8, "increments": 20_000, "work": 0}
        found = result("counter", "thread-pool", 8, params, {"interval": "0.001"})
        self.assertGreater(found.metric("lost updates"), 0)


class Pages(unittest.TestCase):
    def test_are_fetched_by_what_is_there(self) -> None:
        with PageServer() as pages:
            params = {"pages": 6, "size": 2, "latency": 1}
            blocking = result("scrape", "thread-pool", 3, params, pages=pages)
            awaiting = result("scrape", "asyncio", 3, params, pages=pages)
            blocked = result("scrape", "asyncio", 3, {**params, "block": "true"}, pages=pages)
        self.assertEqual(blocking.content["checksum"], awaiting.content["checksum"])
        self.assertEqual(blocking.metric("pages fetched"), 6)
        for found, names in (
            (blocking, ("urllib", "requests")),
            (blocked, ("urllib", "requests")),
            (awaiting, ("asyncio streams", "aiohttp")),
        ):
            helps = [f["help"] for f in found.content["figures"] if f["name"] == "pages fetched"]
            self.assertTrue(any(name in helps[0] for name in names), helps)

    def test_are_refused_without_a_server(self) -> None:
        self.assertNotIn("WEFT_PAGES", os.environ)
        found = run("scrape")
        self.assertEqual(found.content["kind"], "refused")


class Pictures(unittest.TestCase):
    def test_travel_as_png(self) -> None:
        import base64

        from weft.pictures import png

        found = result("mandelbrot", params={"width": 30, "iterations": 50})
        pixels, width, height = png.read(base64.b64decode(found.content["picture"]))
        self.assertEqual((width, height, len(pixels)), (30, 20, 1800))
        self.assertGreater(len(set(zip(*[iter(pixels)] * 3))), 10, "colours")


if __name__ == "__main__":
    unittest.main()
