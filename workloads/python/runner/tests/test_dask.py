"""Dask's models are what they say, lose nobody unseen, and leave a scheduler as it was."""

from __future__ import annotations

import os
import signal
import time
import unittest
from typing import Any, Dict, List

from tests.support import (
    HANGING,
    PATIENCE,
    Engine,
    Outcome,
    alive,
    has,
    most_at_once,
    result,
    run,
    tree,
)

HASH: Dict[str, Any] = {"tasks": 9, "bytes": 1000, "iterations": 50}
#: More tasks than anybody waits for.
LONG = {"tasks": "2000", "ms": "50"}
#: A safety net: how long what was killed may take to be gone, in seconds.
GONE = 10.0


def sleepers(model: str, workers: int, **options: str) -> Outcome:
    """A run in which every worker gets something, and overlap can be seen."""
    return result("sleep", model, workers, {"tasks": 6 * workers, "ms": 30}, options)


@unittest.skipUnless(has("dask"), "this Python has no dask")
class Claims(unittest.TestCase):
    def test_threads_are_those_of_one_pool(self) -> None:
        found = sleepers("dask-threads", 4)
        engine = found.content["engine"]["pid"]
        places = {(lane["pid"], lane["tid"]) for lane in found.content["lanes"]}
        self.assertEqual({pid for pid, _ in places}, {engine})
        self.assertEqual(len({tid for _, tid in places} - {0, engine}), 4)
        self.assertEqual(most_at_once(found), 4)

    def test_processes_have_pids_of_their_own(self) -> None:
        for model in ("dask-processes", "dask-cluster"):
            if model == "dask-cluster" and not has("distributed"):
                self.skipTest("this Python has no distributed")
            with self.subTest(model):
                found = sleepers(model, 3)
                (workers,) = found.of("workers")
                self.assertEqual(len(set(workers["pids"])), 3)
                self.assertEqual(
                    {lane["pid"] for lane in found.content["lanes"]}, set(workers["pids"])
                )
                self.assertNotIn(found.content["engine"]["pid"], workers["pids"])
                self.assertEqual(most_at_once(found), 3)
                self.assertTrue(all(lane["tasks"] for lane in found.content["lanes"]))
                self.assertEqual(found.complained, b"")


@unittest.skipUnless(has("dask", "distributed"), "this Python has no distributed")
@unittest.skipUnless(os.path.isdir("/proc/self"), "processes are looked for in /proc")
class Cluster(unittest.TestCase):
    def begin(self) -> Engine:
        engine = Engine()
        engine.ask({**HANGING, "model": "dask-cluster", "workers": 2})
        return engine

    def test_a_killed_worker_is_missed(self) -> None:
        """A nanny would replace it, and the task would be done again without a word."""
        engine = self.begin()
        engine.until(lambda kind, content: kind == "phase" and content == "run")
        (workers,) = [content for kind, content in engine.said if kind == "workers"]
        engine.until_under_way(5)
        family = tree(engine.process.pid)
        os.kill(workers["pids"][0], signal.SIGKILL)
        kind, content = engine.until(lambda kind, _: kind in ("result", "error"))
        self.assertEqual((kind, content["kind"]), ("error", "exit"), content)
        self.assertIn(f"process {workers['pids'][0]} ended", content["message"])
        self.assertIn("signal 9", content["message"])
        self.assertEqual(engine.end_input(), 1)
        self.assert_gone(family)

    def test_listens_on_loopback_only(self) -> None:
        engine = self.begin()
        engine.until(lambda kind, content: kind == "phase" and content == "run")
        found = [address for pid in tree(engine.process.pid) for address in listening(pid)]
        engine.end_input()
        self.assertTrue(found)
        self.assertEqual(set(found), {"0100007F"})

    def test_an_engine_that_is_killed_takes_all_with_it(self) -> None:
        for phase in ("setup", "run"):
            with self.subTest(phase):
                engine = self.begin()
                engine.until(lambda kind, content, at=phase: (kind, content) == ("phase", at))
                if phase == "run":
                    engine.until_under_way(5)
                else:
                    await_children(engine.process.pid)
                family = tree(engine.process.pid)
                engine.kill()  # as the host does
                engine.end_input()
                self.assert_gone(family)

    def assert_gone(self, family: List[int]) -> None:
        until = time.monotonic() + GONE
        while any(map(alive, family)) and time.monotonic() < until:
            time.sleep(0.01)
        self.assertEqual([pid for pid in family if alive(pid)], [])


def await_children(pid: int) -> None:
    """Waits until a process has started another."""
    until = time.monotonic() + PATIENCE
    while len(tree(pid)) == 1 and time.monotonic() < until:
        time.sleep(0.01)


def listening(pid: int) -> List[str]:
    """The IPv4 addresses on which a process listens, as the kernel writes them; "any" for all
    that listen on IPv6."""
    own = set()
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            own.add(os.readlink(f"/proc/{pid}/fd/{name}"))
        except OSError:
            pass
    found = []
    for table in ("tcp", "tcp6"):
        with open(f"/proc/{pid}/net/{table}", encoding="ascii") as file:
            for fields in map(str.split, list(file)[1:]):
                if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                    found.append("any" if table == "tcp6" else fields[1].split(":")[0])
    return found


@unittest.skipUnless(has("dask", "distributed"), "this Python has no distributed")
class Joining(unittest.TestCase):
    def join(self, workload: str, workers: int, address: str, params: Dict[str, Any]) -> Outcome:
        return run(workload, "dask-cluster", workers, params, {"scheduler": address})

    def test_leaves_a_scheduler_as_it_was(self) -> None:
        from tests.daskscheduler import DaskScheduler

        expected = result("hash", params=HASH).content["checksum"]
        with DaskScheduler(2) as theirs:
            before = theirs.client.nthreads()
            for workers in (2, 1, 2):
                found = self.join("hash", workers, theirs.address, HASH)
                self.assertEqual(found.kind, "result", (found.content, found.complained))
                self.assertEqual(found.content["checksum"], expected)
                self.assertEqual(len(found.content["lanes"]), workers)
                self.assertEqual(sum(lane["tasks"] for lane in found.content["lanes"]), 9)
            failed = self.join("fault", 2, theirs.address, {"how": "panic", "tasks": 4, "task": 1})
            self.assertEqual(failed.content["kind"], "panic", failed.content)
            self.assertIn("weft/workloads/fault.py", failed.content["detail"])
            self.assertEqual(theirs.client.nthreads(), before)
            self.assertEqual([names for names in theirs.traces().values() if names], [])
            refused = self.join("hash", 3, theirs.address, HASH)
            self.assertEqual(refused.content["kind"], "refused")
            self.assertIn("3 workers of one thread are needed", refused.content["message"])
            self.check_loss(theirs)

    def test_a_stopped_run_leaves_no_trace(self) -> None:
        from tests.daskscheduler import DaskScheduler

        with DaskScheduler(1) as theirs:
            engine = Engine()
            options = {"scheduler": theirs.address}
            spec = {"workload": "sleep", "params": LONG, "workers": 1, "options": options}
            engine.ask({**spec, "model": "dask-cluster"})
            engine.until(lambda kind, content: (kind, content) == ("phase", "run"))
            engine.until_under_way()
            self.assertTrue(all(theirs.traces().values()))
            engine.end_input()
            self.assertEqual([names for names in theirs.traces().values() if names], [])

    def check_loss(self, theirs: Any) -> None:
        """A worker that is lost ends the run; its nanny starts another for those who come."""
        lost = self.join("fault", 2, theirs.address, {"how": "kill", "tasks": 4, "task": 1})
        self.assertEqual(lost.content["kind"], "exit", lost.content)
        self.assertRegex(lost.content["message"], "was lost|was started anew")

    def test_refuses_workers_of_several_threads(self) -> None:
        from tests.daskscheduler import DaskScheduler

        with DaskScheduler(1, "--nthreads", "2") as theirs:
            refused = self.join("hash", 1, theirs.address, HASH)
        self.assertEqual(refused.content["kind"], "refused", refused.content)
        self.assertIn("--nthreads 1", refused.content["message"])

    def test_says_when_nobody_answers(self) -> None:
        for address in ("tcp://127.0.0.1:1", "nonsense"):
            refused = self.join("hash", 1, address, HASH)
            self.assertEqual(refused.content["kind"], "refused", refused.content)
            self.assertIn(f"no Dask scheduler answers at {address}", refused.content["message"])

    def test_refuses_other_versions(self) -> None:
        from weft.failure import Refused
        from weft.models.dask.clusters import check_versions

        def told(python: str, dask: str) -> Dict[str, Any]:
            return {"packages": {"python": python, "dask": dask, "distributed": dask}}

        own, worker = told("3.11.2.final.0", "2022.12.1"), "tcp://127.0.0.1:1"
        same = {"client": own, "scheduler": told("3.11.9.final.0", "2022.12.1")}
        check_versions({**same, "workers": {worker: own}}, [worker])
        for other in (told("3.12.2.final.0", "2022.12.1"), told("3.11.2.final.0", "2023.1.0")):
            with self.assertRaisesRegex(Refused, f"the worker at {worker} has"):
                check_versions({**same, "workers": {worker: other}}, [worker])
            with self.assertRaisesRegex(Refused, "the scheduler has"):
                check_versions({**same, "scheduler": other, "workers": {}}, [])


if __name__ == "__main__":
    unittest.main()
