"""Checksums, the same as Go's to the last bit: whole numbers of 64 bits that wrap around."""

from __future__ import annotations

import sys
from array import array

MASK = (1 << 64) - 1
#: What splitmix64 adds to its state: 2^64 divided by the golden ratio.
GOLDEN = 0x9E3779B97F4A7C15
#: FNV-1a's start value and prime for 64 bits (Fowler, Noll and Vo).
START = 0xCBF29CE484222325
PRIME = 0x100000001B3


def mix(x: int) -> int:
    """Spreads the bits of x over 64 bits (the finaliser of splitmix64, Steele, Lea and Flood)."""
    x ^= x >> 30
    x = x * 0xBF58476D1CE4E5B9 & MASK
    x ^= x >> 27
    x = x * 0x94D049BB133111EB & MASK
    return x ^ x >> 31


def sign(task: int, result: int) -> int:
    """Turns a task's result into its share of the run's checksum.

    Shares are added modulo 2^64, so the order of tasks doesn't matter, but which result belongs
    to which task does.
    """
    return mix(result + GOLDEN * (task + 1) & MASK)


def mix_bytes(data: bytes | bytearray | memoryview) -> int:
    """Folds data into a checksum, eight bytes at a time (FNV-1a by words)."""
    whole = len(data) & ~7
    words = array("Q", bytes(data[:whole]))
    if sys.byteorder == "big":
        words.byteswap()
    h = START
    for word in words:
        h = (h ^ word) * PRIME & MASK
    for byte in data[whole:]:
        h = (h ^ byte) * PRIME & MASK
    return h


def fingerprint(data: bytes) -> int:
    """FNV-1a by bytes."""
    h = START
    for byte in data:
        h = (h ^ byte) * PRIME & MASK
    return h
