"""Bytes that look random and are fixed by a seed, and the checksum of such bytes.

Word k of noise, little endian, is mix(seed + k). A call of mix for each word would make
writing a file of noise nothing but that, so a thousand words are mixed at once: they lie side by
side in one whole number, each in a lane of 128 bits, where neither a sum nor a product of 64
bits can reach the next.
"""

from __future__ import annotations

from functools import lru_cache
from typing import List, NamedTuple

from weft.checksum import MASK, mix, mix_bytes

#: The checksum of noise folds strips of this many bytes.
STRIP = 32 << 10

_WORDS = 1024
_LANE = 128


class _Lanes(NamedTuple):
    """Numbers that hold something in each of _WORDS lanes."""

    ones: int
    numbers: int  # 0, 1, 2 ...
    masks: List[int]  # a word, and what shifts by 30, 27 and 31 leave of one


@lru_cache(maxsize=None)
def _lanes() -> _Lanes:
    ones = sum(1 << _LANE * k for k in range(_WORDS))
    index = sum(k << _LANE * k for k in range(_WORDS))
    return _Lanes(ones, index, [ones * (MASK >> shift) for shift in (0, 30, 27, 31)])


def noise(size: int, seed: int) -> bytes:
    """Noise of that many bytes; its last word may be cut off."""
    step = 8 * _WORDS
    return b"".join(_block(seed + at // 8) for at in range(0, size, step))[:size]


def _block(seed: int) -> bytes:
    """_WORDS words of noise: see checksum.mix."""
    lanes = _lanes()
    word, by_30, by_27, by_31 = lanes.masks
    x = lanes.numbers + lanes.ones * (seed & MASK) & word
    x ^= x >> 30 & by_30
    x = x * 0xBF58476D1CE4E5B9 & word
    x ^= x >> 27 & by_27
    x = x * 0x94D049BB133111EB & word
    x ^= x >> 31 & by_31
    words = memoryview(x.to_bytes(_LANE // 8 * _WORDS, "little")).cast("Q")
    return words[::2].tobytes()  # the upper half of each lane is empty


def sum_bytes(data: bytes | bytearray | memoryview) -> int:
    """The checksum of data: the mix_bytes of each strip, folded."""
    total = 0
    for at in range(0, len(data), STRIP):
        total = mix(total ^ mix_bytes(data[at : at + STRIP]))
    return total
