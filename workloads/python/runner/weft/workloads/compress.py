"""compress: payloads are deflated and inflated again, in C code that lets go of the GIL.

What a compressor makes of its input is its own affair: Go's and zlib's output differ in bytes
and in length, and so would zlib-ng's. So nothing of the compressed form is in the checksum, and
every runtime agrees all the same. The definition, for all runtimes:

- The data of all tasks is text(bytes + tasks - 1, 0xc0): the words of the pages
  (servers/pages.go) with a space after each, picked by splitmix64 with the state 0xc0 at the
  start, cut off at that length. The payload of task i are its bytes [i, i + bytes): payloads
  overlap, which keeps preparing short, and no two are the same.
- The sum begins with 0. In each round the payload is deflated at the level, inflated again and
  compared with the payload; a difference fails the task. Then sum = mix(sum ^ h), where h is
  the first eight bytes, little endian, of the SHA-256 of what was inflated. The task's checksum
  is the sum after the last round.
- Parameters: tasks (1 to 100,000; default 128), bytes (1 to 16 MiB; 262,144), level (1 to 9; 6),
  rounds (1 to 100,000; 1). Scale multiplies the tasks. All payloads together are at most 4 GiB.
- Metrics: "bytes compressed" (what went in, all rounds) and "bytes when compressed" (what came
  out).
"""

from __future__ import annotations

import zlib
from hashlib import sha256

from weft.checksum import mix
from weft.failure import TaskError
from weft.input.text import text
from weft.sharedcount import SharedCount
from weft.sizes import fits, scale_tasks
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Metric, Values

NAME = "compress"
PARAMS = {"tasks": "128", "bytes": "262144", "level": "6", "rounds": "1"}

SEED = 0xC0
#: The most that all tasks read, in bytes: no matter of memory, for payloads overlap, but of what
#: goes to worker processes.
MAX_COMPRESSED = 4 << 30


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a payload."""
    tasks = scale_tasks(values.int("tasks"), scale)
    size, level, rounds = values.int("bytes"), values.int("level"), values.int("rounds")
    fits("all payloads together", float(tasks) * size, MAX_COMPRESSED)
    packed = SharedCount()
    given = SharedCount()

    def run(waiter: Waiter, task: int, data: memoryview, out: None) -> int:
        total, length = round_trips(data, level, rounds)
        packed.add(length)
        given.add(len(data) * rounds)
        return total

    return Batch(
        tasks,
        run,
        data=b"" if env.worker else text(size + tasks - 1, SEED),
        input_range=lambda task: (task, task + size),
        report=lambda: (given.value, packed.value),
        metrics=metrics,
    )


def round_trips(payload: bytes | memoryview, level: int, rounds: int) -> tuple[int, int]:
    """The checksum after all rounds, and the length of all that was compressed."""
    total = length = 0
    for _ in range(rounds):
        packed = zlib.compress(payload, level)
        restored = zlib.decompress(packed)
        if restored != payload:
            raise TaskError("what was compressed came back different")
        total = mix(total ^ int.from_bytes(sha256(restored).digest()[:8], "little"))
        length += len(packed)
    return total, length


def metrics(numbers: tuple[int, ...]) -> list[Metric]:
    """Bytes in and out."""
    given, packed = numbers
    return [
        {"name": "bytes compressed", "value": given, "unit": "bytes"},
        {
            "name": "bytes when compressed",
            "value": packed,
            "unit": "bytes",
            "help": f"What came out of zlib {zlib.ZLIB_RUNTIME_VERSION}: compressors differ.",
        },
    ]
