"""sleep: tasks that only wait (sleep.go)."""

from __future__ import annotations

from weft.sizes import scale_tasks, scattered
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "sleep"
PARAMS = {"tasks": "64", "ms": "20", "spread": "0", "block": "false"}


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """Tasks that sleep; with block they don't tell the model that they wait."""
    us, spread, block = 1000 * values.int("ms"), values.int("spread"), values.bool("block")

    async def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        duration = scattered(us, spread, task)
        await (waiter.blocking() if block else waiter).sleep(duration)
        return duration

    return Batch(scale_tasks(values.int("tasks"), scale), run, waits=True)
