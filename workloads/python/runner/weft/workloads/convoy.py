"""convoy: small I/O beside one task that computes all the time (convoy.go)."""

from __future__ import annotations

from weft.checksum import mix
from weft.sizes import round_half_up
from weft.waiter import Waiter
from weft.web.echo import EchoClient
from weft.workloads import Batch, Env, Values

NAME = "convoy"
PARAMS = {"ms": "1000", "trips": "500", "latency": "200", "handling": "100", "block": "false"}

#: How fast an ordinary laptop computes in Go: times become steps by it, so that the work is the
#: same on every machine.
HOG_STEPS_PER_US = 700


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """The first task computes; every other one is a round trip to the echo server."""
    amount = max(1, hog_steps(1000 * values.int("ms"), scale)).to_bytes(8, "little")
    handling = hog_steps(values.int("handling"), scale)
    block = values.bool("block")
    client = EchoClient(env, values.int("latency"))

    async def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        if task == 0:
            return await waiter.compute(amount)
        word = mix(task) & 0xFF
        patient = waiter.blocking() if block else waiter
        back, x = await client.ask(patient, task, word, lambda: hog(word, handling))
        return hog(x ^ back, handling)

    def compute(data: bytes) -> int:
        return hog(0, int.from_bytes(data, "little"))

    return Batch(
        1 + values.int("trips"),
        run,
        waits=True,
        compute=compute,
        preload=client.preload,
        close=client.close,
    )


def hog_steps(us: int, scale: float) -> int:
    """The steps that take us microseconds at the scale of 1."""
    return round_half_up(float(us) * HOG_STEPS_PER_US * scale)


def hog(x: int, steps: int) -> int:
    """Computes without a rest: a linear congruential generator, whose every step needs the one
    before it."""
    for _ in range(steps):
        x = x * 1664525 + 1013904223 & 0xFFFFFFFF
    return x
