"""scrape: fetch and parse pages from a real web server (scrape.go)."""

from __future__ import annotations

from weft.sizes import scale_tasks, scattered
from weft.waiter import Waiter
from weft.web.htmlparse import parse_page
from weft.web.pageclient import PageClient, page_path
from weft.workloads import Batch, Env, Values

NAME = "scrape"
PARAMS = {"pages": "64", "size": "32", "latency": "20", "spread": "0", "block": "false"}


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a page: fetching is waiting, parsing is computing."""
    tasks = scale_tasks(values.int("pages"), scale)
    size, latency = values.int("size") << 10, 1000 * values.int("latency")
    spread, block = values.int("spread"), values.bool("block")
    client = PageClient(env.pages)

    async def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        path = page_path(task, size, scattered(latency, spread, task))
        page = await client.page(waiter.blocking() if block else waiter, task, path)
        return await waiter.compute(page)

    return Batch(
        tasks,
        run,
        waits=True,
        compute=parse_page,
        report=client.report,
        metrics=lambda numbers: client.metrics(numbers, size),
        preload=client.preload,
        close=client.close,
    )
