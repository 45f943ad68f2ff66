"""Colours for a picture of smooth step counts (mandelbrot.go)."""

from __future__ import annotations

import struct
from bisect import bisect_left

#: From the calm far field to the filaments at the border of the set: night blue, blue, teal,
#: sand, orange, and wine back towards dark, in Oklab, a space in which equal distances look
#: equally far (B. Ottosson 2020, "A perceptual color space for image processing").
ESCAPES = [
    (0.18, 0.01, -0.07),
    (0.38, -0.02, -0.14),
    (0.62, -0.10, -0.04),
    (0.92, -0.01, 0.06),
    (0.74, 0.08, 0.13),
    (0.46, 0.13, 0.03),
    (0.24, 0.07, -0.04),
]
INSIDE = bytes((8, 8, 14))

#: How many colours the palette is cut into: more than the eye tells apart in a picture.
_STEPS = 2048
#: About how many pixels are looked at to rank step counts.
_SAMPLES = 1 << 16


def colour_escapes(counts: bytes | bytearray) -> bytes:
    """Colours a picture of step counts, 4 bytes a pixel; 3 bytes a pixel come back. Pixels are
    ranked by their count, so that the palette is spread evenly over the picture whichever part
    of the set it shows."""
    numbers = struct.unpack(f"<{len(counts) // 4}I", counts)
    step = max(1, len(numbers) // _SAMPLES)
    ranks = sorted(n for n in numbers[::step] if n > 0)
    colours = [blend(k / _STEPS) for k in range(_STEPS + 1)]
    known = {0: INSIDE}
    for n in set(numbers) - {0}:
        known[n] = colours[bisect_left(ranks, n) * _STEPS // max(1, len(ranks))]
    return b"".join(known[n] for n in numbers)


def blend(t: float) -> bytes:
    """The colour at t, from 0 to 1, along the palette."""
    t *= len(ESCAPES) - 1
    k = min(int(t), len(ESCAPES) - 2)
    t -= k
    return rgb(*(p + (q - p) * t for p, q in zip(ESCAPES[k], ESCAPES[k + 1])))


def rgb(lightness: float, a: float, b: float) -> bytes:
    """Converts from Oklab to sRGB; what lies outside it is clipped. The numbers are
    Ottosson's."""
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return bytes(
        map(
            encode_srgb,
            (
                4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
            ),
        )
    )


def encode_srgb(x: float) -> int:
    """Turns linear light from 0 to 1 into a byte (IEC 61966-2-1)."""
    x = min(max(x, 0.0), 1.0)
    if x <= 0.0031308:
        return round(255 * 12.92 * x)
    return round(255 * (1.055 * x ** (1 / 2.4) - 0.055))
