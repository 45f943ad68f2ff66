"""Starts engines as the host does, and talks to them."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from importlib.util import find_spec
from typing import Any, Callable, Dict, List, Optional, Tuple

from weft.meter import gil_enabled
from weft.runtime import free_threaded

RUNNER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PHOTO = os.path.join(RUNNER, os.pardir, os.pardir, os.pardir, "assets", "cat.png")
RESULT_KEYS = os.path.join(
    RUNNER, os.pardir, os.pardir, "run", "protocol", "testdata", "result.json"
)

#: A safety net, not a measure: seconds after which an engine is taken to hang.
PATIENCE = 60.0


def importable(name: str) -> bool:
    """Whether this Python has a library."""
    return find_spec(name) is not None


def need(case: unittest.TestCase, library: str) -> None:
    """Skips a test whose library isn't there. In continuous integration the system's own Python
    has to have it, and the test fails."""
    if importable(library):
        return
    message = f"{sys.executable} has no {library}"
    if os.environ.get("WEFT_CI") == "1" and sys.executable.startswith("/usr/bin/python3"):
        case.fail(f"{message}, and continuous integration has to have it")
    case.skipTest(message)


#: Whether Celery can be run with a Redis of its own.
CELERY = shutil.which("redis-server") is not None and all(map(importable, ("celery", "redis")))

#: Whether threads compute at the same time in this build of Python.
FREE = not gil_enabled()

#: Every model with the options that lead it through other code, and workers to run it with.
MODELS: List[Tuple[str, int, Dict[str, str]]] = [
    ("sequential", 1, {}),
    ("threads", 3, {}),
    ("thread-pool", 3, {"interval": "1"}),
    ("processes", 2, {}),
    ("processes", 2, {"start": "spawn"}),
    ("pool", 2, {}),
    ("pool", 2, {"start": "spawn", "chunksize": "3"}),
    ("process-pool", 2, {"chunksize": "2"}),
    ("process-pool", 2, {"start": "spawn"}),
    ("queue-workers", 2, {}),
    ("queue-workers", 2, {"channel": "pipe", "start": "spawn"}),
    ("shared-memory", 2, {}),
    ("shared-memory", 2, {"start": "spawn"}),
    ("asyncio", 4, {}),
    ("asyncio", 4, {"dispatch": "create-task"}),
    ("asyncio", 4, {"block": "true"}),
    ("hybrid", 4, {}),
    ("hybrid", 4, {"executor": "threads"}),
]
if os.name == "posix":
    MODELS += [("pool", 2, {"start": "forkserver"}), ("process-pool", 2, {"start": "forkserver"})]
if importable("gevent"):
    MODELS += [("gevent", 4, {}), ("gevent", 4, {"block": "true"})]
if importable("trio"):
    MODELS += [("trio", 4, {}), ("trio", 4, {"block": "true"})]
if importable("twisted"):
    MODELS += [("twisted", 4, {}), ("twisted", 4, {"block": "true"})]
    MODELS += [("twisted", 3, {"defer": "true"})]
#: Whether there are interpreters that wait for nobody's GIL.
INTERPRETERS = sys.version_info >= (3, 14) or sys.version_info >= (3, 12) and not free_threaded()
if INTERPRETERS:
    MODELS.append(("interpreters", 2, {}))
if CELERY:
    MODELS.append(("celery", 2, {}))


def has(*libraries: str) -> bool:
    """Whether this Python has libraries. In continuous integration the system's Python has to
    have them all, so that no test is left out unseen."""
    missing = [name for name in libraries if importlib.util.find_spec(name) is None]
    if missing and os.environ.get("WEFT_CI") == "1" and sys.executable.startswith("/usr/bin/"):
        raise RuntimeError(f"continuous integration has to have {', '.join(missing)}")
    return not missing


if has("dask"):
    MODELS += [
        ("dask-threads", 3, {}),
        ("dask-processes", 2, {"chunksize": "2"}),
        ("dask-processes", 2, {"start": "spawn"}),
    ]
if has("dask", "distributed"):
    MODELS.append(("dask-cluster", 2, {}))


#: Tasks of which one never ends, after five at least that do, whatever chunks they travel in.
HANGING: Dict[str, Any] = {
    "workload": "fault",
    "params": {"how": "deadlock", "tasks": "16", "task": "6"},
}


class Engine:
    """An engine under way."""

    def __init__(self, runner: str = RUNNER, **environment: str) -> None:
        self.folder = tempfile.mkdtemp(prefix="weft-")
        command = [sys.executable, "-E", "-B", "-X", "utf8", os.path.join(runner, "main.py")]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "WEFT_PHOTO": PHOTO, **environment},
            cwd=self.folder,
            start_new_session=os.name == "posix",
        )
        self.watchdog = threading.Timer(PATIENCE, self.kill)
        self.watchdog.start()
        self.said: List[Tuple[str, Any]] = []
        self.complained = b""
        self._tail = threading.Thread(target=self._listen)
        self._tail.start()

    def kill(self) -> None:
        """Kills the engine and, where they are its group, all that it has started."""
        if os.name == "posix":
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.complained = self.process.stderr.read()

    def say(self, kind: str, content: Any) -> None:
        """Sends a message."""
        self.send(json.dumps({kind: content}).encode() + b"\n")

    def send(self, line: bytes) -> None:
        """Sends a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hear(self) -> Tuple[str, Any]:
        """The next message; ("", None) at the end."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            return "", None
        ((kind, content),) = json.loads(line).items()
        self.said.append((kind, content))
        return kind, content

    def ask(self, spec: Dict[str, Any]) -> None:
        """Waits for hello and says what to run."""
        assert self.hear()[0] == "hello", self.complained
        self.say("run", {"runtime": "python", "temp_dir": self.folder, **spec})

    def until(self, done: Callable[[str, Any], bool]) -> Tuple[str, Any]:
        """Listens until a message for which done says so, or the end."""
        while True:
            kind, content = self.hear()
            if kind == "phase" and content == "teardown":
                self.say("seen", content)
            if not kind or done(kind, content):
                return kind, content

    def until_under_way(self, done: int = 1) -> None:
        """Listens until that many tasks have ended, whose workers have then gone on to others."""
        kind, content = self.until(lambda kind, said: kind == "progress" and said["done"] >= done)
        assert kind, (self.said, self.complained)

    def end_input(self) -> int:
        """Ends the engine's input, waits for its end, and returns its status."""
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        status = self.process.wait()
        self.watchdog.cancel()
        self._tail.join()
        self.process.stdout.close()
        assert self.process.stderr is not None
        self.process.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


class Outcome:
    """What became of a run."""

    def __init__(self, engine: Engine, kind: str, content: Any, status: int) -> None:
        self.kind, self.content, self.status = kind, content, status
        self.said, self.complained = engine.said, engine.complained

    def of(self, kind: str) -> List[Any]:
        """All that was said of one kind."""
        return [content for said, content in self.said if said == kind]

    def metric(self, name: str) -> float:
        """The value of a metric of the result."""
        (value,) = [f["value"] for f in self.content["figures"] if f["name"] == name]
        return float(value)


def run(
    workload: str,
    model: str = "sequential",
    workers: int = 1,
    params: Optional[Dict[str, Any]] = None,
    options: Optional[Dict[str, str]] = None,
    scale: float = 1.0,
    pages: str = "",
) -> Outcome:
    """Executes a run."""
    engine = Engine()
    spec = {
        "workload": workload,
        "model": model,
        "workers": workers,
        "params": {name: str(value) for name, value in (params or {}).items()},
        "options": options or {},
        "scale": scale,
        "pages": pages,
    }
    engine.ask(spec)
    kind, content = engine.until(lambda kind, _: kind in ("result", "error"))
    return Outcome(engine, kind, content, engine.end_input())


def result(*args: Any, **keywords: Any) -> Outcome:
    """Executes a run that must have a result."""
    outcome = run(*args, **keywords)
    assert outcome.kind == "result", (args, outcome.content, outcome.complained)
    assert outcome.status == 0, (args, outcome.status, outcome.complained)
    return outcome


def most_at_once(found: Outcome) -> int:
    """How many tasks were under way at the same time."""
    records = found.content["records"]
    moments = [(start, 1) for start in records["start_us"]]
    moments += [(end, -1) for end in records["end_us"]]
    most = now = 0
    for _, step in sorted(moments):
        now += step
        most = max(most, now)
    return most


def cpu_ticks(pid: int) -> int:
    """The CPU time that a process has used, in ticks of the system's clock, most often 10 ms."""
    with open(f"/proc/{pid}/stat", "rb") as file:
        user, system = file.read().rpartition(b")")[2].split()[11:13]
    return int(user) + int(system)


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return False


def tree(pid: int) -> List[int]:
    """A process with all that it has started, and those have started."""
    found, parents = [pid], {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    parents[int(name)] = int(file.read().rpartition(b")")[2].split()[1])
            except OSError:
                pass
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def shared() -> "set[str]":
    """The segments and semaphores that exist on this machine."""
    return set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
