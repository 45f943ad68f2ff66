"""mandelbrot: rows of very uneven cost, with a picture (mandelbrot.go)."""

from __future__ import annotations

import struct
from array import array
from math import floor, frexp

from weft.checksum import mix_bytes
from weft.sizes import MAX_MEMORY, fits, grow_to, part, square
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "mandelbrot"
PARAMS = {"width": "1500", "iterations": "1500", "place": "whole", "tasks": "160"}

#: Centres and widths, in the complex plane, of the views.
PLACES = {
    "whole": (-0.65, 0.0, 3.5),
    "seahorses": (-0.7436, 0.1318, 0.012),
    "elephants": (0.2825, 0.0101, 0.028),
    "spirals": (-0.088, 0.6555, 0.02),
}

MANDELBROT_MAX = 60_000
#: The square of the distance from which on a point is known to leave; far out, so that
#: colours run smoothly over the step count.
ESCAPE = 1 << 16


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a band of rows; scale grows the picture."""
    width = grow_to(values.int("width"), scale, MANDELBROT_MAX, square)
    height = max(1, width * 2 // 3)
    fits("the picture", 4 * float(width) * height, MAX_MEMORY)
    tasks = min(values.int("tasks"), height)
    steps = values.int("iterations")
    centre_x, centre_y, extent = PLACES[values.text("place")]
    pixel = extent / width

    def gives(task: int) -> tuple[int, int]:
        low, high = part(height, tasks, task)
        return 4 * low * width, 4 * high * width

    def run(waiter: Waiter, task: int, data: None, out: memoryview) -> int:
        low, high = part(height, tasks, task)
        counts = array("L")
        for row in range(low, high):
            cy = centre_y + (height / 2 - 0.5 - row) * pixel
            for column in range(width):
                cx = centre_x + (column + 0.5 - width / 2) * pixel
                counts.append(escape_count(cx, cy, steps))
        out[:] = struct.pack(f"<{len(counts)}I", *counts)
        return mix_bytes(out)

    return Batch(
        tasks,
        run,
        result_size=0 if env.worker else 4 * width * height,
        output_range=gives,
        picture=lambda result: paint(result, width, height),
    )


def escape_count(cx: float, cy: float, steps: int) -> int:
    """Iterates z = z*z + c until z is far out: 256 times the smooth number of steps to that,
    or 0 for a point that stays for all steps."""
    x = y = 0.0
    for n in range(steps):
        xx, yy = x * x, y * y
        if xx + yy > ESCAPE:
            return smooth(n, xx + yy)
        y = 2 * x * y + cy
        x = xx - yy + cx
    return 0


def smooth(n: int, distance: float) -> int:
    """256 times n - log2(log2|z|), at least 1; distance is |z|^2. Logarithms are straight
    between powers of two, which the eye can't tell and every runtime repeats exactly."""
    nu = n + 4 - straight_log2(straight_log2(distance) / 2)
    return max(1, floor(nu * 256))


def straight_log2(x: float) -> float:
    """log2 of x > 0 with a straight line between powers of two."""
    fraction, exponent = frexp(x)
    return exponent - 2 + 2 * fraction


def paint(result: bytearray, width: int, height: int) -> bytes:
    """The picture as a PNG file; only a run whose picture is wanted imports what it takes."""
    from weft.pictures.palette import colour_escapes
    from weft.pictures.png import write

    return write(colour_escapes(result), width, height)
