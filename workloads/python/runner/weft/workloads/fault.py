"""fault: one task fails, in the way you choose (fault.go). It is for tests, and not listed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import Any

from weft.failure import TaskError
from weft.sizes import scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values
from weft.workloads.counter import steps

NAME = "fault"
PARAMS = {"how": "panic", "task": "5", "tasks": "16"}

#: Steps of computing of a healthy task, about 1 ms; Go takes more of them for that.
WORK = 3000
_BLOCK = 32 << 20


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task among healthy ones does what a program should never do."""
    tasks = scale_tasks(values.int("tasks"), scale)
    how, failing = values.text("how"), min(values.int("task"), tasks - 1)

    def run(waiter: Waiter, task: int, data: None, out: None) -> Any:
        if task == failing:
            harm = fail(how, task)
            if harm is not None:
                return harm
        return steps(task, WORK)

    return Batch(tasks, run)


def fail(how: str, task: int) -> Any:
    """Does the harm; it returns where the harm is done and the task can go on, or what the
    task is to return."""
    if how == "panic":
        raise ZeroDivisionError(f"task {task} panics because it was asked to")
    if how == "exit":
        os._exit(3)
    if how == "system-exit":
        sys.exit(3)
    if how == "deadlock":
        threading.Event().wait()
    if how == "kill":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if how == "memory":
        fill_memory()
    if how == "unpicklable":
        return lambda: task
    if how == "garbage":
        junk = 'this is not a message\n{"result":{}}\n'
        print(junk, end="")
        os.write(1, junk.encode())
        return None
    raise TaskError("this task fails because it was asked to")


def fill_memory() -> None:
    """Takes memory without end and touches all of it, at most about 3 GiB a second, so that
    whoever watches has time to act."""
    taken = []
    while True:
        taken.append(bytearray(b"\x01") * _BLOCK)
        time.sleep(0.01)
