"""files: write, fsync, read back and verify files (files.go)."""

from __future__ import annotations

import os
from typing import Awaitable, BinaryIO, Callable

from weft.checksum import mix
from weft.failure import TaskError
from weft.input.noise import noise, sum_bytes
from weft.sharedcount import SharedCount
from weft.sizes import MAX_DISK, fits, scale_tasks
from weft.waiter import GATES, Waiter, gates
from weft.workloads import Batch, Env, Metric, Values

NAME = "files"
PARAMS = {"files": "256", "size": "2048", "fsync": "true", "block": "false"}

#: How many bytes are written or read by one call.
BLOCK = 128 << 10


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a file."""
    tasks = scale_tasks(values.int("files"), scale)
    size = values.int("size") << 10
    fsync, block = values.bool("fsync"), values.bool("block")
    fits("the files that may exist at once", float(min(tasks, GATES)) * size, MAX_DISK)
    open_files = gates()
    done = SharedCount()

    async def run(waiter: Waiter, task: int, data: None, out: None) -> int:
        if block:
            waiter = waiter.blocking()
        gate = open_files[task % GATES]
        await waiter.enter(gate)
        try:
            path = os.path.join(env.temp_dir, f"file-{task}")
            total = await ScratchFile(waiter, path, task << 32, size).round_trip(fsync)
        finally:
            waiter.leave(gate)
        done.add()
        return total

    def metrics(numbers: tuple[int, ...]) -> list[Metric]:
        (verified,) = numbers
        return [
            {"name": "files verified", "value": verified, "unit": "files"},
            {
                "name": "bytes written",
                "value": verified * size,
                "unit": "bytes",
                "help": "And as many read back.",
            },
        ]

    return Batch(tasks, run, waits=True, report=lambda: (done.value,), metrics=metrics)


class ScratchFile:
    """One file of noise on its way to the disk and back, block by block."""

    def __init__(self, waiter: Waiter, path: str, seed: int, size: int) -> None:
        self.waiter, self.path, self.seed, self.size = waiter, path, seed, size

    async def round_trip(self, fsync: bool) -> int:
        """Writes the file, reads it back, removes it, and returns the checksum of what it
        read."""
        do = self.waiter.do
        self.file = await do(lambda: open(self.path, "wb+", buffering=0))
        try:
            written = await self.blocks(self.write)
            if fsync:
                await do(os.fsync, self.file.fileno())
            await do(self.file.seek, 0)
            read = await self.blocks(self.read)
        finally:
            await do(self.remove)
        if read != written:
            raise TaskError(f"{self.path} came back with checksum {read:x}, not {written:x}")
        return read

    async def blocks(self, move: Callable[[int, int], Awaitable[bytes]]) -> int:
        """Moves each block of the file and folds the blocks' checksums."""
        total = 0
        for at in range(0, self.size, BLOCK):
            block = await move(at, min(BLOCK, self.size - at))
            total = mix(total ^ sum_bytes(block))
        return total

    async def write(self, at: int, length: int) -> bytes:
        block = noise(length, self.seed + at // 8)
        await self.waiter.do(write_all, self.file, block)
        return block

    async def read(self, at: int, length: int) -> bytes:
        block: bytes = await self.waiter.do(read_all, self.file, length)
        return block

    def remove(self) -> None:
        self.file.close()
        os.remove(self.path)


def write_all(file: BinaryIO, block: bytes) -> None:
    """Writes a block to a file without a buffer, which may take less than it is given."""
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]


def read_all(file: BinaryIO, length: int) -> bytes:
    """Reads a block from a file without a buffer."""
    parts = []
    while length > 0:
        part = file.read(length)
        if not part:
            raise TaskError(f"the file ended {length} bytes too early")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
