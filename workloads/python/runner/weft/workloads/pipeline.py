"""pipeline: fetch, parse, hash, write; waiting and computing (pipeline.go)."""

from __future__ import annotations

import os

from weft.sizes import scale_tasks
from weft.waiter import GATES, Waiter
from weft.web.htmlparse import parse_page
from weft.web.pageclient import PageClient, page_path
from weft.workloads import Batch, Env, Values
from weft.workloads.hash import hash_chain

NAME = "pipeline"
PARAMS = {"items": "64", "ms": "20", "computing": "50", "size": "16", "block": "false"}

#: The speed of SHA-256 on an ordinary laptop, by which times become rounds: the work is then
#: the same on every machine.
HASH_BYTES_PER_US = 1700


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task an item."""
    tasks = scale_tasks(values.int("items"), scale)
    size, block = values.int("size") << 10, values.bool("block")
    computing = values.int("ms") * 10 * values.int("computing")  # in us
    latency = values.int("ms") * 1000 - computing
    rounds = max(1, int(float(computing) * HASH_BYTES_PER_US / float(size)))
    client = PageClient(env.pages)

    async def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        patient = waiter.blocking() if block else waiter
        page = await client.page(patient, task, page_path(task, size, latency))
        total = await waiter.compute(page)
        await save(patient, client, task, env.temp_dir, total)
        return total

    def compute(page: bytes) -> int:
        return parse_page(page) ^ hash_chain(page, rounds)

    return Batch(
        tasks,
        run,
        waits=True,
        compute=compute,
        report=client.report,
        metrics=lambda numbers: client.metrics(numbers, size),
        preload=client.preload,
        close=client.close,
    )


async def save(waiter: Waiter, client: PageClient, task: int, folder: str, total: int) -> None:
    """Writes an item's result to a file of its own, at most as many at once as there are
    gates."""
    record = b"item %d\nresult %016x\n" % (task, total)
    gate = client.gates[task % GATES]
    await waiter.enter(gate)
    try:
        await waiter.do(write_file, os.path.join(folder, f"item-{task}.txt"), record)
    finally:
        waiter.leave(gate)


def write_file(path: str, content: bytes) -> None:
    """Writes a file as a whole."""
    with open(path, "wb") as file:
        file.write(content)
