"""Celery with a Redis of its own or one that stays: what is lost is told, and nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any, Dict, List

from tests.support import CELERY, HANGING, PATIENCE, Engine, Outcome, alive, result, run, tree

#: A safety net: how long what was killed may take to be gone, in seconds.
GONE = 5.0
SECRET = "not-to-be-seen"


def setUpModule() -> None:
    if CELERY:
        return
    lacking = "Celery, its library redis or redis-server is not here"
    if os.environ.get("WEFT_CI") == "1" and sys.executable.startswith("/usr/bin/python3"):
        raise RuntimeError(f"{lacking}, and continuous integration has to have them")
    raise unittest.SkipTest(lacking)


class Broker:
    """A Redis that stays, with a password or without one."""

    def __init__(self, password: str = "") -> None:
        import redis

        from weft.models.queues.redis_server import free_port

        self.folder = tempfile.mkdtemp()
        port = free_port()
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--dir", self.folder] + (["--requirepass", password] if password else [])
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.name = f"127.0.0.1:{port}"
        self.url = f"redis://{':' + password + '@' if password else ''}{self.name}/0"
        self.client = redis.Redis.from_url(self.url)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)

    def __enter__(self) -> "Broker":
        return self

    def __exit__(self, *whatever: Any) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder)


def begun(options: Dict[str, str], **environment: str) -> Engine:
    """An engine in the middle of a run that never ends."""
    engine = Engine(**environment)
    engine.ask({**HANGING, "model": "celery", "workers": 2, "options": options})
    engine.until_under_way(5)
    return engine


def helper(engine: Engine, kind: str) -> int:
    """The process of a helper."""
    told = [content for said, content in engine.said if said == "workers"][-1]
    (pid,) = [one["pid"] for one in told["helpers"] if one["kind"] == kind]
    return int(pid)


def ending(engine: Engine) -> Outcome:
    """What becomes of a run under way."""
    kind, content = engine.until(lambda kind, _: kind in ("result", "error"))
    return Outcome(engine, kind, content, engine.end_input())


class Celery(unittest.TestCase):
    def assert_gone(self, family: List[int]) -> None:
        until = time.monotonic() + GONE
        while [pid for pid in family if alive(pid)]:
            self.assertLess(time.monotonic(), until, "processes are left")
            time.sleep(0.01)

    def test_processes_are_told_apart(self) -> None:
        found = result("sleep", "celery", 3, {"tasks": 12, "ms": 20})
        told = found.of("workers")[-1]
        self.assertEqual(len(set(told["pids"])), 3)
        self.assertEqual({lane["pid"] for lane in found.content["lanes"]}, set(told["pids"]))
        self.assertEqual([one["kind"] for one in told["helpers"]], ["redis", "celery main"])

    def test_helpers_are_told_before_workers_stand(self) -> None:
        told = result("noop", "celery", 1, {"tasks": 3}).of("workers")
        kinds = [[one["kind"] for one in message["helpers"]] for message in told]
        self.assertEqual(kinds, [["redis"], ["redis", "celery main"], ["redis", "celery main"]])
        self.assertEqual([len(message["pids"]) for message in told], [0, 0, 1])

    def test_tasks_wait_from_their_dispatch(self) -> None:
        for workload, params in (("noop", {"tasks": 40}), ("hash", {"tasks": 8, "bytes": 3000})):
            columns = result(workload, "celery", 2, params).content["records"]
            for queued, start in zip(columns["queued_us"], columns["start_us"]):
                self.assertLess(0, queued)
                self.assertLess(queued, start)

    def test_payloads_are_measured(self) -> None:
        params = {"tasks": 8, "bytes": 200_000, "iterations": 1}
        found = result("hash", "celery", 2, params)
        self.assertGreater(found.metric("bytes pickled"), 8 * 200_000)
        self.assertGreater(found.metric("pickling in the engine"), 0)
        self.assertGreater(found.content["lane_sums"]["transfer_s"], 0)

    def test_a_long_folder_has_redis_at_a_port(self) -> None:
        engine = Engine()
        folder = os.path.join(engine.folder, "x" * 100, "weft-1")
        os.makedirs(folder)
        spec = {"workload": "noop", "params": {"tasks": "5"}, "temp_dir": folder}
        engine.ask({**spec, "model": "celery", "workers": 1})
        self.assertEqual(ending(engine).kind, "result", engine.complained)

    def test_what_is_killed_is_missed(self) -> None:
        for kind, message in (
            ("redis", "redis-server ended by itself (signal 9 (SIGKILL))"),
            ("celery main", "Celery's main process ended by itself (signal 9 (SIGKILL))"),
        ):
            with self.subTest(kind):
                engine = begun({})
                family = tree(engine.process.pid)
                os.kill(helper(engine, kind), signal.SIGKILL)
                found = ending(engine)
                self.assertEqual((found.kind, found.content["kind"]), ("error", "exit"))
                self.assertIn(message, found.content["message"])
                self.assert_gone(family)

    def test_a_killed_worker_is_missed(self) -> None:
        for how, status in (("kill", "signal 9"), ("exit", "exitcode 3")):
            with self.subTest(how):
                found = run("fault", "celery", 2, {"how": how, "tasks": 4, "task": 1})
                self.assertEqual(found.content["kind"], "exit", found.content)
                self.assertIn(status, found.content["message"])

    def test_a_task_must_not_print(self) -> None:
        found = run("fault", "celery", 2, {"how": "garbage", "tasks": 4, "task": 1})
        self.assertEqual(found.content["kind"], "protocol")
        self.assertIn("printed 72 bytes", found.content["message"])

    def test_without_a_server_it_is_refused(self) -> None:
        engine = Engine(PATH=os.path.dirname(os.path.abspath(__file__)))
        engine.ask({"workload": "noop", "params": {}, "model": "celery", "workers": 1})
        found = ending(engine)
        self.assertEqual(found.content["kind"], "refused")
        self.assertIn("install redis", found.content["message"])


class RedisThatStays(unittest.TestCase):
    def test_is_left_as_it_was(self) -> None:
        with Broker() as broker:
            broker.client.set("mine", "untouched")
            options = {"broker": broker.url}
            params = {"tasks": 6, "bytes": 3000, "iterations": 2}
            found = result("hash", "celery", 2, params, options)
            self.assertEqual(
                found.content["checksum"], result("hash", params=params).content["checksum"]
            )
            kinds = [one["kind"] for one in found.of("workers")[-1]["helpers"]]
            self.assertEqual(kinds, ["celery main"])
            self.assertEqual(broker.client.keys(), [b"mine"])

    def test_is_left_as_it_was_by_a_run_that_is_stopped(self) -> None:
        with Broker() as broker:
            broker.client.set("mine", "untouched")
            engine = begun({"broker": broker.url})
            self.assertGreater(broker.client.dbsize(), 1)
            self.assertEqual(engine.end_input(), 1)
            self.assertEqual(broker.client.keys(), [b"mine"])

    def test_that_dies_is_missed(self) -> None:
        with Broker() as broker:
            engine = begun({"broker": broker.url})
            broker.process.kill()
            found = ending(engine)
            self.assertEqual(found.content["kind"], "exit", found.content)
            self.assertIn(broker.name, found.content["message"])

    def test_that_is_not_there(self) -> None:
        found = run("noop", "celery", 1, options={"broker": "redis://127.0.0.1:1/0"})
        self.assertEqual(found.content["kind"], "launch")
        self.assertIn("127.0.0.1:1", found.content["message"])

    def test_with_a_password_is_named_elsewhere(self) -> None:
        with Broker(SECRET) as broker:
            found = run("noop", "celery", 1, options={"broker": broker.url})
            self.assertEqual(found.content["kind"], "refused")
            self.assertIn("WEFT_BROKER", found.content["message"])
            engine = Engine(WEFT_BROKER=broker.url)
            engine.ask({"workload": "noop", "params": {}, "model": "celery", "workers": 1})
            found = ending(engine)
            self.assertEqual(found.kind, "result", found.content)
            self.assertNotIn(SECRET, str(found.said))
            self.assertEqual(broker.client.keys(), [])

    def test_is_a_redis(self) -> None:
        for url in ("amqp://localhost", "redis://", "redis://here:port", "rubbish"):
            found = run("noop", "celery", 1, options={"broker": url})
            self.assertEqual(found.content["kind"], "refused", url)

    def test_messages_of_others_are_refused(self) -> None:
        from kombu import serialization

        from weft.models.queues.celery_app import signing

        name = signing("00" * 32)
        kind, encoding, content = serialization.dumps({"task": 1}, name)
        self.assertEqual(serialization.loads(content, kind, encoding, {kind}), {"task": 1})
        for forged in (content[:-1] + b"x", b"x" + content[1:], content[32:]):
            with self.assertRaises(serialization.DecodeError):
                serialization.loads(forged, kind, encoding, {kind})


if __name__ == "__main__":
    unittest.main()
