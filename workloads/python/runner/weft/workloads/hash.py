"""hash: iterated SHA-256 over payloads, in C code that lets go of the GIL (hash.go)."""

from __future__ import annotations

from hashlib import sha256

from weft.input.noise import noise
from weft.sizes import MAX_MEMORY, fits, scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "hash"
PARAMS = {"tasks": "128", "bytes": "65536", "iterations": "250"}

SEED = 0x5A << 40


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a payload."""
    tasks = scale_tasks(values.int("tasks"), scale)
    size, iterations = values.int("bytes"), values.int("iterations")
    fits("all payloads together", float(tasks) * size, MAX_MEMORY)

    def run(waiter: Waiter, task: int, data: memoryview, out: None) -> int:
        return hash_chain(data, iterations)

    return Batch(
        tasks,
        run,
        data=b"" if env.worker else noise(tasks * size, SEED),
        input_range=lambda task: (task * size, (task + 1) * size),
    )


def hash_chain(payload: bytes | memoryview, rounds: int) -> int:
    """The first eight bytes, little endian, of the digest after that many rounds of
    digest = SHA-256(digest + payload); the first digest is empty. hashlib lets go of the GIL
    for payloads of more than 2047 bytes."""
    digest = b""
    for _ in range(rounds):
        state = sha256(digest)
        state.update(payload)
        digest = state.digest()
    return int.from_bytes(digest[:8], "little")
