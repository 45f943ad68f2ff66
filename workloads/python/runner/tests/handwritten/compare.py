"""Holds Weft's times against the scripts'.

    python3 tests/handwritten/compare.py [ROUNDS [MODEL ...]]

Rounds are interleaved, script and engine in turn, so that what disturbs the machine disturbs
both. Of each the median counts: warm is the run alone, cold is with setting up and ending.
Runs shorter than a sweep would time are shown and not judged: in the first milliseconds after
forking, where the system puts the workers decides, and a script forks from a smaller process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from typing import Dict, List, Tuple

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))

from tests.support import importable, result  # noqa: E402
from weft import discovery, models  # noqa: E402

SCRIPTS = {
    "thread-pool": "thread_pool.py",
    "pool": "pool.py",
    "process-pool": "process_pool.py",
    "asyncio": "event_loop.py",
    "gevent": "greenlets.py",
    "trio": "trio_loop.py",
    "twisted": "reactor.py",
}
#: Workload, workers, tasks, and n of fib or the ms of a sleep.
CASES = (
    ("fib", 2, 24, 24),
    ("fib", 2, 240, 24),
    ("sleep", 8, 96, 20),
    ("sleep", 64, 1280, 20),
)

#: A sweep gives its runs so much work that they last this long, in seconds
#: (workloads/sweep/calibrate.go).
SHORTEST = 0.2

#: The most that a warm time may be of the script's.
MOST = 1.05

#: What each model needs beside the standard library.
LIBRARIES = {found.name: found.libraries for found in discovery.declared(models)}

Times = Tuple[float, float]  # warm and cold, in seconds


def by_hand(model: str, workload: str, workers: int, tasks: int, size: int) -> Times:
    """Runs a script."""
    numbers = [str(n) for n in (workers, tasks, size)]
    command = [sys.executable, os.path.join(HERE, SCRIPTS[model]), workload, *numbers]
    warm, cold = subprocess.run(command, check=True, capture_output=True).stdout.split()
    return float(warm), float(cold)


def by_weft(model: str, workload: str, workers: int, tasks: int, size: int) -> Times:
    """Runs an engine."""
    params: Dict[str, int] = {"tasks": tasks, "ms": size}
    if workload == "fib":
        params = {"n": size, "repeat": tasks}
    phases = result(workload, model, workers, params).content["phases"]
    return phases["run_s"], phases["setup_s"] + phases["run_s"] + phases["teardown_s"]


def main() -> None:
    """Compares all: a warm time may be 5 % longer."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(
        f"  {'model':14}{'work':22}{'by hand':>8}{'Weft':>8}{'warm':>8}{'cold':>8}  (at most {MOST})"
    )
    for model in sys.argv[2:] or SCRIPTS:
        if not all(map(importable, LIBRARIES[model])):
            print(f"  {model:14}its library isn't there")
            continue
        for case in CASES:
            hand: List[Times] = []
            weft: List[Times] = []
            for _ in range(rounds):
                hand.append(by_hand(model, *case))
                weft.append(by_weft(model, *case))
            warm, cold = (
                statistics.median(t[k] for t in weft) / statistics.median(t[k] for t in hand)
                for k in (0, 1)
            )
            times = [statistics.median(t[0] for t in times) for times in (hand, weft)]
            workload, workers, tasks, size = case
            name = f"{workload} {tasks} x {size}, p={workers}"
            verdict = "met" if warm <= MOST else "MISSED"
            if min(times) < SHORTEST:
                verdict = "shorter than a sweep times"
            print(
                f"  {model:14}{name:22}{times[0]:8.4f}{times[1]:8.4f}{warm:8.3f}{cold:8.3f}"
                f"  ({verdict})"
            )


if __name__ == "__main__":
    main()
