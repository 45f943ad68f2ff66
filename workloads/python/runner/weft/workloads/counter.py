"""counter: one counter shared by all tasks, guarded or not (counter.go)."""

from __future__ import annotations

import queue
import threading
from typing import Callable, Tuple, Union

from weft.checksum import GOLDEN, MASK
from weft.failure import Refused
from weft.sharedcount import SharedCount
from weft.sizes import round_half_up, scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Metric, Values

NAME = "counter"
PARAMS = {"guard": "mutex", "increments": "150000", "work": "32", "tasks": "64"}


class Bare:
    """A counter without a guard. It reads by one call and writes by another, as a property or
    an ORM does: since 3.10 CPython changes threads only at calls and at the end of loops, so
    that a plain n += 1 happens to lose nothing under a GIL, and teaches the wrong thing."""

    def __init__(self) -> None:
        self._n = 0

    def add(self, waiter: Waiter, task: int) -> None:
        self._write(self._read() + 1)

    def _read(self) -> int:
        return self._n

    def _write(self, n: int) -> None:
        self._n = n

    def value(self) -> int:
        return self._n


class Locked:
    """A counter guarded by a threading.Lock that tasks wait for through their waiter."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._n = 0

    def add(self, waiter: Waiter, task: int) -> None:
        waiter.lock(self._lock)
        self._n += 1
        self._lock.release()

    def value(self) -> int:
        return self._n


class Sharded:
    """A counter for each task, added up at the end."""

    def __init__(self, tasks: int) -> None:
        self._shards = [0] * tasks

    def add(self, waiter: Waiter, task: int) -> None:
        self._shards[task] += 1

    def value(self) -> int:
        return sum(self._shards)


class Channel:
    """A number that one thread owns; tasks send it their additions through a queue.Queue."""

    def __init__(self) -> None:
        self._ones: queue.Queue[int] = queue.Queue(1024)
        self._sum = 0
        self._start = threading.Lock()  # a worker that is forked needs a thread of its own
        self._counting = False
        try:
            threading.Thread(daemon=True)
        except RuntimeError as error:  # an interpreter of its own may have none that goes on
            raise Refused(f"counter: a channel needs a thread of its own: {error}") from None

    def add(self, waiter: Waiter, task: int) -> None:
        if not self._counting:
            self._begin()
        self._ones.put(1)

    def _begin(self) -> None:
        with self._start:
            if not self._counting:
                threading.Thread(target=self._count, daemon=True).start()
                self._counting = True

    def _count(self) -> None:
        while True:
            self._sum += self._ones.get()
            self._ones.task_done()

    def value(self) -> int:
        self._ones.join()
        return self._sum


Counter = Union[Bare, Locked, Sharded, Channel]


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """All tasks add to one counter; every process has one of its own."""
    tasks, increments = scaled(values.int("tasks"), values.int("increments"), scale)
    shared = new_counter(values.text("guard"), tasks)
    work = values.int("work")
    made = SharedCount()

    def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        state = task
        add: Callable[[Waiter, int], None] = shared.add
        for _ in range(increments):
            state = steps(state, work)
            add(waiter, task)
        made.add(increments)
        return state

    return Batch(tasks, run, report=lambda: (made.value, shared.value()), metrics=metrics)


def scaled(tasks: int, increments: int, scale: float) -> Tuple[int, int]:
    """Multiplies the work by scale. Below 1 it shortens the tasks and keeps their number, as long
    as each has an increment to make: a single task can neither race nor wait."""
    if scale < 1:
        shorter = max(1, round_half_up(increments * scale))
        scale = min(1.0, increments * scale)
        increments = shorter
    return scale_tasks(tasks, scale), increments


def new_counter(guard: str, tasks: int) -> Counter:
    """The counter with its guard."""
    if guard == "mutex":
        return Locked()
    if guard == "sharded":
        return Sharded(tasks)
    if guard == "channel":
        return Channel()
    if guard == "none":
        return Bare()
    raise Refused(
        f"counter: Python has no guard {guard!r}, for its numbers have no atomic addition: "
        "choose none, mutex, sharded or channel"
    )


def steps(state: int, n: int) -> int:
    """Computes for a while, each step from the one before: mix(state + GOLDEN), written out
    since a call would cost more than the step."""
    for _ in range(n):
        state = state + GOLDEN & MASK
        state ^= state >> 30
        state = state * 0xBF58476D1CE4E5B9 & MASK
        state ^= state >> 27
        state = state * 0x94D049BB133111EB & MASK
        state ^= state >> 31
    return state


def metrics(numbers: tuple[int, ...]) -> list[Metric]:
    """Compares the increments that were made with where the counters stood in the end."""
    made, value = numbers
    return [
        {"name": "increments", "value": made, "unit": "", "help": "How often tasks added one."},
        {
            "name": "counter",
            "value": value,
            "unit": "",
            "help": "Where the counter stood in the end, added up over all processes that had "
            "one.",
        },
        {
            "name": "lost updates",
            "value": made - value,
            "unit": "",
            "help": "Increments that another task overwrote.",
            "alarm": True,
        },
    ]
