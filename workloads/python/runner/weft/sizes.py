"""How much work a batch is: limits, and sizes that grow with the scale as Go's do."""

from __future__ import annotations

import math
from typing import Callable

from weft.checksum import mix
from weft.failure import Refused

#: Keeps the task records of a run within some hundreds of MiB.
MAX_TASKS = 5_000_000
#: Bounds the bytes that one batch allocates for its own use.
MAX_MEMORY = 1 << 30
#: Bounds the bytes that one batch leaves in the run's private folder.
MAX_DISK = 4 * MAX_MEMORY
MIN_SCALE, MAX_SCALE = 0.01, 100


def check_scale(scale: float) -> None:
    """Tells whether work may be multiplied by scale."""
    if not MIN_SCALE <= scale <= MAX_SCALE:
        raise Refused(f"scale {scale:g} is out of range: choose {MIN_SCALE} to {MAX_SCALE}")


def scale_tasks(tasks: int, scale: float) -> int:
    """Multiplies a number of tasks by scale, rounds half up, and returns at least 1."""
    scaled = max(1, round_half_up(tasks * scale))
    if scaled > MAX_TASKS:
        raise Refused(
            f"{tasks} tasks at scale {scale:g} are {scaled}, more than {MAX_TASKS}: "
            "choose fewer tasks or a smaller scale"
        )
    return scaled


def round_half_up(x: float) -> int:
    """Rounds x >= 0 to the nearest whole number; Python's round would go to the even one."""
    return math.floor(x + 0.5)


def fits(what: str, size: float, most: int) -> None:
    """Refuses what would take more than most bytes."""
    if size > most:
        raise Refused(
            f"{what} would take {size / (1 << 30):.1f} GiB, more than {most >> 30} GiB: "
            "choose smaller parameters or a smaller scale"
        )


def grow_to(size: int, scale: float, most: int, cost: Callable[[int], float]) -> int:
    """Finds the smallest size up to most whose cost is at least scale times that of size.

    cost must not fall as its argument grows. The search bisects exactly as Go's does.
    """
    want = cost(size) * scale
    if cost(most) < want:
        raise Refused(
            f"scale {scale:g} would grow {size} beyond {most}: "
            "choose smaller parameters or a smaller scale"
        )
    low, high = 1, most
    while low < high:
        middle = low + (high - low) // 2
        if cost(middle) < want:
            low = middle + 1
        else:
            high = middle
    return low


def square(n: int) -> float:
    """The cost of a picture of a given width."""
    return float(n) * float(n)


def log2(n: int) -> float:
    """The logarithm of n to base 2 with a straight line between powers of two.

    At most 0.09 off, and the same to the last bit in every runtime.
    """
    whole = n.bit_length() - 1
    return float(whole) + float(n) / float(1 << whole) - 1


def part(length: int, parts: int, i: int) -> tuple[int, int]:
    """Splits length into parts as equal as can be and returns part i as [low, high)."""
    each, left = divmod(length, parts)
    low = i * each + min(i, left)
    return low, low + each + (i < left)


def scattered(value: int, percent: int, seed: int) -> int:
    """Spreads value by up to percent of itself in either direction, fixed by seed."""
    half = value * percent // 100
    return value - half + mix(seed) % (2 * half + 1)
