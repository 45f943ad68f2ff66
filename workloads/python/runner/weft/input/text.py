"""Text that is fixed by a seed: the words of the pages that Weft serves (pages.go)."""

from __future__ import annotations

from weft.checksum import GOLDEN, MASK, mix

WORDS = (
    "thread task worker queue lane fibre loom weft warp shuttle pattern cloth signal clock "
    "cache core memory page process channel lock barrier future promise event loop timer socket "
    "stream buffer stack heap the a of and in to with over under between waits runs shares "
    "sends takes gives wakes sleeps fast slow even uneven shared private busy idle small large "
    "early late open closed"
).split()


def text(size: int, seed: int) -> bytes:
    """Words with a space after each, picked by splitmix64 from the seed on, cut off at size
    bytes."""
    words, length, state = [], 0, seed
    while length < size:
        state = state + GOLDEN & MASK
        word = WORDS[mix(state) % len(WORDS)]
        words.append(word)
        length += len(word) + 1
    return (" ".join(words) + " ").encode()[:size]
