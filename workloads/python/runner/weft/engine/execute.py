"""One run: prepare, setup, run and teardown by the clock, and summing up
(run/engine/execute.go).
"""

from __future__ import annotations

import base64
import gc
import os
import time
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from weft import failure, models, native, workloads
from weft.children import helpers, programs
from weft.engine import records, result
from weft.failure import of_engine
from weft.job import Job, Recipe
from weft.meter import gil_enabled, now, run_queue, sleep_slack
from weft.models.crew import Crew
from weft.models.model import Model
from weft.runtime import free_threaded

#: Between two progress messages, in seconds.
_REPORT = 0.1
#: Of more threads than this nobody asks how long they were without a core.
_MOST_THREADS = 1000

#: What a run says whose free-threaded Python did not run free.
_GIL_ON = (
    "The GIL of this free-threaded Python was on: something that the run imported needs it, so "
    "threads computed in turn, as without free threading."
)

Send = Callable[[str, Any], None]


class Execution:
    """A run under way in the engine."""

    def __init__(self, spec: Mapping[str, Any], send: Send, await_seen: Callable[[], None]) -> None:
        self._spec = spec
        self._send = send
        self._await_seen = await_seen
        self._phases: Dict[str, float] = {}
        self._warnings: List[str] = []

    def execute(self) -> Dict[str, Any]:
        """Does the work and returns the result; what fails raises a Failure."""
        began = time.perf_counter()
        self._send("phase", "prepare")
        try:
            job, model = self._prepare()
        except Exception as error:
            raise of_engine(failure.REFUSED, "preparing the run", error) from error
        gc.collect()  # so that the run doesn't pay for the garbage of preparing,
        gc.freeze()  # nor for looking through what was built once more
        self._phases["prepare_s"] = time.perf_counter() - began
        return self._measure(job, model)

    def _prepare(self) -> Tuple[Job, Model]:
        spec = self._spec
        name, workers = str(spec["model"]), int(spec["workers"])
        model = models.load(name)
        models.check(name, model, workers)
        options = workloads.resolve(name, model.options, spec.get("options") or {})
        model.before(options)
        recipe = Recipe(
            workload=workloads.find(str(spec["workload"])),
            params={k: str(v) for k, v in (spec.get("params") or {}).items()},
            scale=float(spec.get("scale") or 1),
            temp_dir=str(spec.get("temp_dir") or ""),
            pages=str(spec.get("pages") or os.environ.get("WEFT_PAGES", "")),
        )
        batch = recipe.build(worker=False)
        models.check_batch(name, model, batch)
        return Job(recipe, batch, workers, options, sleep_slack() if batch.waits else 0), model

    def _measure(self, job: Job, model: Model) -> Dict[str, Any]:
        """Takes the crew through its phases."""
        self._send("phase", "setup")
        programs.watch(lambda: self._name([]))  # else they would count as workers until these stand
        began = time.perf_counter()
        try:
            crew = model.start(job)
        except Exception as error:
            doing = f"setting up {job.workers} {model.workers}"
            raise of_engine(failure.LAUNCH, doing, error) from error
        self._phases["setup_s"] = time.perf_counter() - began
        pids = crew.pids()
        self._name(pids)
        self._send("phase", "run")
        before = switches()
        delays = self._run(job, crew)
        self._send("phase", "teardown")
        self._await_seen()
        began = time.perf_counter()
        try:
            crew.close()
        except Exception as error:
            raise of_engine(failure.EXIT, "ending the workers", error) from error
        self._phases["teardown_s"] = time.perf_counter() - began
        found = self._sum_up(job, crew, delays)
        switched = tuple(late - early for early, late in zip(before, switches()))
        found["engine"] = result.engine(pids, switched)  # type: ignore[arg-type]
        return found

    def _name(self, pids: List[int]) -> None:
        """Tells the host which processes are workers and which are helpers."""
        named = [{"pid": pid, "kind": kind} for pid, kind in helpers.running()]
        self._send("workers", {"pids": pids, "helpers": named})

    def _run(self, job: Job, crew: Crew) -> Optional[List[int]]:
        """The run phase. It returns how long the lanes' threads were without a core, ns."""
        stop = report(job, self._send)
        before = delays(crew)
        job.begin()
        try:
            crew.run()
        except BaseException as error:
            stop()
            crew.kill()
            raise of_engine(failure.TASK, "running the tasks", error) from error
        self._phases["run_s"] = (now() - job.began) / 1e9
        after = delays(crew)
        stop()
        if before is None or after is None:
            return None
        return [late - early for early, late in zip(before, after)]

    def _sum_up(self, job: Job, crew: Crew, delay: Optional[List[int]]) -> Dict[str, Any]:
        """The result, all clocks stopped."""
        crew.settle()
        kept = records.settle(job, crew.lane_of, crew.clock_offsets, crew.pipes)
        if crew.shares_gil and gil_enabled() and crew.threads():
            records.settle_gil(kept, job.workers, delay)
            if delay is None:
                self._warnings.append(
                    "This system does not tell how long threads were without a core, so the "
                    "time for which they waited for the GIL includes it."
                )
        if free_threaded() and crew.has_gil():
            self._warnings.append(_GIL_ON)
        measured = result.Measured(
            job=job,
            records=kept,
            run_s=self._phases["run_s"],
            where=[crew.where(k) for k in range(min(job.workers, result.MAX_LANES))],
            lane_ends=crew.lane_ends,
            delay=delay,
            lags=crew.lags,
            pickles=crew.pickles,
        )
        found = {
            **result.sums(measured),
            "phases": self._phases,
            "figures": result.metrics(measured),
            "warnings": self._warnings,
        }
        if job.batch.picture is not None:
            found["picture"] = base64.b64encode(job.batch.picture(job.batch.result)).decode()
        if job.batch.close is not None:
            job.batch.close()
        return found


def delays(crew: Crew) -> Optional[List[int]]:
    """How long the lanes' threads have waited for a core so far, ns; None where one of them
    isn't known, or there are none that last."""
    threads = crew.threads()
    if not 0 < len(threads) <= _MOST_THREADS:
        return None
    found = [run_queue(pid, tid) for pid, tid in threads]
    return None if None in found else found  # type: ignore[return-value]


def switches() -> Tuple[int, int]:
    """Context switches of this process and of the children that it has waited for: all, and
    those that were forced; -1 where they aren't counted."""
    try:
        import resource
    except ImportError:
        return -1, -1
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    forced = sum(u.ru_nivcsw for u in usage)
    return forced + sum(u.ru_nvcsw for u in usage), forced


def report(job: Job, send: Send) -> Callable[[], None]:
    """Sends progress until the function that it returns is called."""
    over = native.Event()

    def tell() -> None:
        last = 0
        while not over.wait(_REPORT):
            done = job.done()
            if done != last:
                last = done
                send("progress", {"done": done, "total": job.batch.tasks})

    ended = native.start_thread(tell)

    def stop() -> None:
        over.set()
        ended.wait()

    return stop
