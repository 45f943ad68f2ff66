"""Clocks: time that all processes share, CPU time of a thread, and waiting for a core."""

from __future__ import annotations

import os
import sys
import time
from typing import Optional

#: One clock for every thread and process of a run, ns. It is system-wide by its definition,
#: except under Windows before 3.10: see ENGINE_CLOCK_EVERYWHERE.
now = time.perf_counter_ns

#: Whether now() in another process reads the same clock.
ENGINE_CLOCK_EVERYWHERE = os.name != "nt" or sys.version_info >= (3, 10)

#: CPU time of the calling thread, ns. Unlike reading a file it keeps the GIL, so that
#: measuring a task gives no other thread a turn that it would not have had.
thread_cpu = time.thread_time_ns

#: What says that CPU times come from the clock of the thread that ran the task.
CPU_SOURCE = "thread"

_SLEEP_NS = 100_000
_SLEEPS = 5


def run_queue(pid: int, tid: int) -> Optional[int]:
    """How long a thread has been ready to run without a core so far, ns.

    It is the second number of schedstat (sched-stats.rst in the kernel's documentation);
    None where the system doesn't count it or the thread has gone.
    """
    try:
        with open(f"/proc/{pid}/task/{tid}/schedstat", "rb") as file:
            ran, waited = file.read().split()[:2]
    except (OSError, ValueError):
        return None
    return int(waited) if int(ran) > 0 else None


def sleep_slack() -> int:
    """By how much a short sleep overshoots while nobody else runs here, ns.

    It belongs to the sleep: timers are rounded and waking up takes a while. What a sleeper
    misses beyond it, it missed because another thread had the GIL or the core.
    """
    late = []
    for _ in range(_SLEEPS):
        began = now()
        time.sleep(_SLEEP_NS / 1e9)
        late.append(now() - began - _SLEEP_NS)
    return max(0, sorted(late)[_SLEEPS // 2])


def gil_enabled() -> bool:
    """Whether this interpreter has a GIL now; an extension may turn it on again (PEP 703)."""
    ask = getattr(sys, "_is_gil_enabled", None)
    return ask is None or bool(ask())
