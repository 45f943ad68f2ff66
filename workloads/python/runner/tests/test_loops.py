"""Event loops are those of their libraries, on one thread, with p tasks under way at a time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import unittest
from typing import Any, Dict, List

from tests.pageserver import PageServer
from tests.support import Engine, Outcome, importable, most_at_once, need, result, run

#: The loops with what they are loops of.
LOOPS = {"asyncio": "asyncio", "gevent": "gevent", "trio": "trio", "twisted": "twisted"}
#: What each fetches pages with.
FETCHERS = {
    "asyncio": ("With asyncio streams", "With aiohttp"),
    "gevent": ("With gevent",),
    "trio": ("With trio",),
    "twisted": ("With Twisted",),
}
#: What a task tells of who runs it: something that each task has of its own, and something that
#: is the library's.
WITNESSES = {
    "asyncio": "import asyncio; own, shared = asyncio.current_task(), asyncio.get_running_loop()",
    "gevent": "import gevent; own = gevent.getcurrent(); shared = own.parent",
    "trio": "import trio; own = trio.lowlevel.current_task(); shared = own.parent_nursery",
    "twisted": "from twisted.internet import reactor as shared; own = shared.running and object()",
}
#: Runs tasks under a model without an engine.
SCRIPT = """
import json, os, sys, threading, time
from weft import models
from weft.failure import Failure
from weft.job import Job, Recipe
from weft.record import LOCK, SUM
from weft.waiter import Gate
from weft.workloads import Batch, Values

model = models.load(sys.argv[1])
options = Values(model.options)
model.before(options)

def execute(run, tasks):
    job = Job(Recipe("", {}, 1.0, "", ""), Batch(tasks, run, waits=True), 3, options)
    crew = model.start(job)
    crew.run()
    crew.close()
    return job.records
"""

#: Has six tasks tell who runs them, and how many of them were at most between the two ends of a
#: wait that is the standard library's, not their waiter's.
TELL = """
seen, waiting, most = [], 0, 0

async def run(waiter, task, data, out):
    global waiting, most
    WITNESS
    seen.append((own, shared, threading.get_native_id()))
    await waiter.sleep(5000)
    waiting += 1
    most = max(most, waiting)
    time.sleep(0.005)
    waiting -= 1
    return task

sums = [record[SUM] for record in execute(run, 6)]
owns, shareds, threads = zip(*seen)
print(json.dumps({
    "owns": len(set(map(id, owns))), "shareds": len(set(map(id, shareds))),
    "threads": len(set(threads)), "most": most, "sums": sums,
    "kinds": sorted({type(x).__module__.split(".")[0] for x in (*owns, *shareds)}),
}))
"""

#: Sends three tasks through one gate, each of which stays there for a while.
PASS = """
gate, inside, most = Gate(), 0, 0

async def run(waiter, task, data, out):
    global inside, most
    await waiter.enter(gate)
    inside += 1
    most = max(most, inside)
    await waiter.sleep(10_000)
    inside -= 1
    waiter.leave(gate)
    return task

records = execute(run, 3)
print(json.dumps({"most": most, "locked": sorted(record[LOCK] for record in records)}))
"""

#: Has the second of five tasks fail while two more sleep for minutes.
FAIL = """
async def run(waiter, task, data, out):
    await waiter.sleep(1000 if task == 1 else 600_000_000)
    raise ZeroDivisionError(task)

try:
    execute(run, 5)
except Failure as failure:
    print(json.dumps(failure.message), flush=True)
os._exit(0)
"""


def inside(model: str, script: str) -> Any:
    """What a script tells of a model, in a process of its own."""
    script = SCRIPT + script.replace("WITNESS", WITNESSES[model])
    command = [sys.executable, "-B", "-c", script, model]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def lags(found: Outcome) -> Dict[str, Any]:
    (lag,) = [s for s in found.content["spreads"] if s["kind"] == "lag"]
    return dict(lag)


def slept_at_once(found: Outcome) -> float:
    """How many tasks slept at a time, on average over the run."""
    return float(found.content["lane_sums"]["wait_s"] / found.content["phases"]["run_s"])


class Loops(unittest.TestCase):
    """Each test is held against every loop that is there."""

    def each(self) -> "List[str]":
        return [model for model, library in LOOPS.items() if importable(library)]

    def test_libraries_are_there(self) -> None:
        for library in LOOPS.values():
            with self.subTest(library):
                need(self, library)

    def test_run_tasks_as_their_library_does(self) -> None:
        for model in self.each():
            with self.subTest(model):
                told = inside(model, TELL)
                self.assertEqual(told["owns"], 6)
                self.assertEqual((told["shareds"], told["threads"]), (1, 1))
                self.assertEqual(told["sums"], list(range(6)))
                self.assertLessEqual({LOOPS[model]}, set(told["kinds"]) | {"_asyncio"})
                # gevent's patch makes waiting yield that was written to block.
                self.assertEqual(told["most"], 3 if model == "gevent" else 1)

    def test_have_one_thread_and_p_tasks_under_way(self) -> None:
        for model in self.each():
            with self.subTest(model):
                found = result("sleep", model, 8, {"tasks": 32, "ms": 20})
                engine = found.content["engine"]["pid"]
                places = {(lane["pid"], lane["tid"]) for lane in found.content["lanes"]}
                self.assertEqual(places, {(engine, engine)})
                self.assertEqual(most_at_once(found), 8)
                self.assertEqual(found.complained, b"")

    def test_stand_still_when_blocked(self) -> None:
        for model in self.each():
            with self.subTest(model):
                params = {"tasks": 16, "ms": 30}
                awaiting = result("sleep", model, 4, params)
                blocking = result("sleep", model, 4, params, {"block": "true"})
                self.assertGreater(slept_at_once(awaiting), 3)
                self.assertLessEqual(slept_at_once(blocking), 1)
                self.assertGreaterEqual(lags(awaiting)["n"], 16)  # one for each sleeper
                self.assertGreaterEqual(lags(blocking)["max_s"], 0.019)  # a probe every 10 ms
                self.assertGreater(lags(blocking)["max_s"], lags(awaiting)["median_s"])

    def test_stand_still_when_a_workload_blocks(self) -> None:
        for model in self.each():
            with self.subTest(model):
                found = result("sleep", model, 4, {"tasks": 12, "ms": 20, "block": "true"})
                if model == "gevent":  # where blocking is what code is supposed to do
                    self.assertGreater(slept_at_once(found), 3)
                else:
                    self.assertLessEqual(slept_at_once(found), 1)

    def test_have_lanes_wait_for_their_turn_while_a_task_blocks(self) -> None:
        for model in self.each():
            with self.subTest(model):
                params = {"tasks": 16, "ms": 20}
                found = result("sleep", model, 4, params, {"block": "true"})
                self.assert_turns(found)
                self.assertGreaterEqual(found.content["lane_sums"]["wait_s"], 16 * 0.0195)

    def test_have_lanes_wait_for_their_turn_while_a_task_computes(self) -> None:
        for model in self.each():
            with self.subTest(model):
                found = result("fib", model, 4, {"n": "23", "repeat": 16})
                self.assert_turns(found)
                self.assertEqual(found.content["lane_sums"]["wait_s"], 0)

    def assert_turns(self, found: Outcome) -> None:
        """Four lanes take turns on one thread: while one of them has it, the other three wait
        for it, but for the end, where a lane has nothing left to wait for."""
        sums, run_s = found.content["lane_sums"], found.content["phases"]["run_s"]
        turn, idle = sums["gil_s"], sums["idle_end_s"]
        own = sums["busy_s"] - turn
        self.assertLessEqual(own, run_s)
        self.assertLess(turn, 3 * own * 1.01)
        self.assertGreater(turn + idle, 3 * own * 0.99)
        self.assertGreater(turn, 1.5 * own)  # of 16 tasks of one length 42/16
        self.assertLessEqual(sums["busy_s"] + idle, 4 * run_s * 1.0001)
        records = found.content["records"]
        for lane in range(4):
            on_lane = [k for k, n in enumerate(records["lane"]) if n == lane]
            for before, after in zip(on_lane, on_lane[1:]):
                self.assertLessEqual(records["end_us"][before], records["start_us"][after] + 0.001)

    def test_have_one_lane_wait_for_nobody(self) -> None:
        for model in self.each():
            with self.subTest(model):
                found = result("fib", model, 1, {"n": "20", "repeat": 16})
                self.assertEqual(found.content["lane_sums"]["gil_s"], 0)

    def test_tell_what_time_went_into(self) -> None:
        for model in self.each():
            with self.subTest(model):
                sums = result("sleep", model, 4, {"tasks": 16, "ms": 20}).content["lane_sums"]
                self.assertGreaterEqual(sums["wait_s"], 16 * 0.0195)
                self.assertLess(sums["cpu_s"], sums["wait_s"])
                found = result("fib", model, 2, {"n": "24", "repeat": 4}).content
                cpu = [us / 1e6 for us in found["records"]["cpu_us"]]
                self.assertGreater(min(cpu), 0)
                self.assertLessEqual(sum(cpu), found["phases"]["run_s"])
                self.assertEqual(found["lane_sums"]["wait_s"], 0)

    def test_let_one_task_through_a_gate(self) -> None:
        for model in self.each():
            with self.subTest(model):
                told = inside(model, PASS)
                self.assertEqual(told["most"], 1)
                first, second, third = told["locked"]
                self.assertEqual(first, 0)
                self.assertGreaterEqual(second, 9e6)  # ns
                self.assertGreaterEqual(third, 19e6)

    def test_tell_progress_while_tasks_compute(self) -> None:
        for model in self.each():
            with self.subTest(model):
                found = result("fib", model, 2, {"n": "24", "repeat": 100})
                self.assertGreater(len(found.of("progress")), 0)

    def test_fetch_with_what_their_library_has(self) -> None:
        params = {"pages": 24, "size": 2, "latency": 2}
        with PageServer() as pages:
            expected = result("scrape", params=params, pages=pages).content["checksum"]
            for model in self.each():
                with self.subTest(model):
                    found = result("scrape", model, 8, params, pages=pages)
                    self.assertEqual(found.content["checksum"], expected)
                    self.assertEqual(found.complained, b"")
                    (fetched,) = [
                        f for f in found.content["figures"] if f["name"] == "pages fetched"
                    ]
                    self.assertEqual(fetched["value"], 24)
                    self.assertTrue(fetched["help"].startswith(FETCHERS[model]), fetched["help"])

    def test_talk_over_more_sockets_than_were_ready(self) -> None:
        params = {"ms": 1, "trips": 60, "latency": 2, "handling": 1}
        with PageServer() as pages:
            expected = result("convoy", params=params, pages=pages).content["checksum"]
            for model in self.each():
                with self.subTest(model):
                    found = result("convoy", model, 20, params, pages=pages)
                    self.assertEqual(found.content["checksum"], expected)
                    self.assertEqual(found.complained, b"")

    def test_miss_no_page_server_that_fails(self) -> None:
        params = {"pages": 4, "size": 2, "latency": 1}
        with PageServer() as pages:
            pass  # nobody listens there any more
        for model in self.each():
            with self.subTest(model):
                found = run("scrape", model, 2, params, pages=pages)
                self.assertEqual(found.kind, "error", found.content)
                self.assertRegex(found.content["message"], r"^Task \d+ ")

    @unittest.skipUnless(os.name == "posix", "only here processes are sent signals")
    def test_leave_the_signals_to_the_engine(self) -> None:
        for model in self.each():
            with self.subTest(model):
                engine = Engine()
                params = {"tasks": "2000", "ms": "50"}
                engine.ask({"workload": "sleep", "params": params, "model": model, "workers": 4})
                engine.until_under_way()
                os.kill(engine.process.pid, signal.SIGTERM)
                engine.until(lambda kind, content: False)
                self.assertFalse(os.path.exists(engine.folder))
                self.assertEqual(engine.end_input(), 1, engine.complained)

    def test_wait_for_nobody_when_a_task_fails(self) -> None:
        for model in self.each():
            with self.subTest(model):
                self.assertEqual(inside(model, FAIL), "task 1 raised ZeroDivisionError: 1")


class Deferred(unittest.TestCase):
    """Twisted's thread pool."""

    def setUp(self) -> None:
        need(self, "twisted")

    def test_has_threads_with_ids_of_their_own(self) -> None:
        found = result("sleep", "twisted", 5, {"tasks": 20, "ms": 20}, {"defer": "true"})
        engine = found.content["engine"]["pid"]
        self.assertEqual({lane["pid"] for lane in found.content["lanes"]}, {engine})
        tids = {lane["tid"] for lane in found.content["lanes"]}
        self.assertEqual(len(tids - {0, engine}), 5)
        self.assertEqual(most_at_once(found), 5)
        self.assertEqual(found.complained, b"")

    @unittest.skipUnless(sys.platform == "linux", "only here waiting for a core is told apart")
    def test_waits_for_the_gil(self) -> None:
        found = result("fib", "twisted", 2, {"n": "25", "repeat": 24}, {"defer": "true"})
        sums = found.content["lane_sums"]
        # On a loaded machine what a thread was without a core hides what it was without the GIL.
        self.assertGreater(sums["gil_s"] + sums["delay_s"], 0.2 * sums["busy_s"])
        self.assertLess(sums["gil_s"], 0.65 * sums["busy_s"])

    def test_has_as_many_threads_as_make_sense(self) -> None:
        found = run("sleep", "twisted", 5000, {"tasks": 1}, {"defer": "true"})
        self.assertEqual((found.kind, found.content["kind"]), ("error", "refused"))
        self.assertIn("more than 4096", found.content["message"])


if __name__ == "__main__":
    unittest.main()
