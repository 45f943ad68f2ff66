"""image: a painter's filter over bands of a photograph (image.go)."""

from __future__ import annotations

import os
from functools import lru_cache

from weft.checksum import mix_bytes
from weft.failure import Refused
from weft.pictures import png
from weft.sizes import MAX_MEMORY, fits, grow_to, part, square
from weft.waiter import Waiter
from weft.workloads import Batch, Env, Values

NAME = "image"
PARAMS = {"width": "1400", "radius": "10", "tasks": "100"}

PHOTO_WIDTH, PHOTO_HEIGHT = 451, 300
IMAGE_MAX = 1 << 15

#: The photograph lies beside main.py, where whoever unpacks the runner puts it.
PHOTO = os.path.join(os.path.dirname(__file__), os.pardir, os.pardir, "cat.png")
#: Another place to look for it.
PHOTO_VARIABLE = "WEFT_PHOTO"

SQUARES = [v * v for v in range(256)]


def prepare(env: Env, values: Values, scale: float) -> Batch:
    """One task a band of rows, which is given radius rows of its neighbours as well."""
    width = grow_to(values.int("width"), scale, IMAGE_MAX, square)
    height = max(1, width * PHOTO_HEIGHT // PHOTO_WIDTH)
    fits("the picture before and after", 6 * float(width) * height, MAX_MEMORY)
    tasks, radius = min(values.int("tasks"), height), values.int("radius")

    def takes(task: int) -> tuple[int, int]:
        low, high = part(height, tasks, task)
        return 3 * width * max(0, low - radius), 3 * width * min(height, high + radius)

    def gives(task: int) -> tuple[int, int]:
        low, high = part(height, tasks, task)
        return 3 * width * low, 3 * width * high

    def run(waiter: Waiter, task: int, data: memoryview, out: memoryview) -> int:
        low, high = part(height, tasks, task)
        out[:] = Band(bytes(data), width, radius, low, high, height).paint()
        return mix_bytes(out)

    picture = b""
    if not env.worker:
        picture = enlarge(photograph(), PHOTO_WIDTH, PHOTO_HEIGHT, width, height)
    return Batch(
        tasks,
        run,
        data=picture,
        input_range=takes,
        result_size=0 if env.worker else 3 * width * height,
        output_range=gives,
        picture=lambda result: png.write(result, width, height),
    )


def photograph() -> bytes:
    """The photograph as rows of red, green and blue bytes."""
    path = os.environ.get(PHOTO_VARIABLE) or PHOTO
    try:
        with open(path, "rb") as file:
            rgb, width, height = png.read(file.read())
    except (OSError, ValueError) as error:
        raise Refused(f"the built-in photograph can't be read: {error}") from error
    if (width, height) != (PHOTO_WIDTH, PHOTO_HEIGHT):
        raise Refused(f"the built-in photograph has {width}x{height} pixels")
    return rgb


def enlarge(rgb: bytes, from_width: int, from_height: int, width: int, height: int) -> bytes:
    """Resizes a picture of 3 bytes a pixel with straight lines between pixels, in whole
    numbers."""
    columns = [
        (3 * at + c, 3 * after + c, weight)
        for at, after, weight in lattice(from_width, width)
        for c in range(3)
    ]

    @lru_cache(maxsize=2)  # neighbouring rows share one or both rows that they lie between
    def stretched(row: int) -> list[int]:
        line = rgb[3 * from_width * row : 3 * from_width * (row + 1)]
        return [line[a] * (256 - weight) + line[b] * weight for a, b, weight in columns]

    to = bytearray()
    for at, after, weight in lattice(from_height, height):
        above, below, rest = stretched(at), stretched(after), 256 - weight
        to += bytes((a * rest + b * weight + (1 << 15)) >> 16 for a, b in zip(above, below))
    return bytes(to)


def lattice(length: int, count: int) -> list[tuple[int, int, int]]:
    """Places the centres of count pixels among those of length pixels: each lies weight/256 of
    the way from one pixel to the next."""
    places = []
    for k in range(count):
        position = min(max(0, (2 * k + 1) * length * 128 // count - 128), (length - 1) * 256)
        at = position >> 8
        places.append((at, min(at + 1, length - 1), position & 255))
    return places


class Band:
    """A band of a picture's rows with a margin of radius pixels on all sides; beyond the
    picture's edge the margin repeats the edge. Colours lie in planes of their own, so that a
    row of a square is one slice, which C code sums up."""

    def __init__(
        self, data: bytes, width: int, radius: int, low: int, high: int, height: int
    ) -> None:
        self.width, self.rows, self.radius = width, high - low, radius
        self.stride = width + 2 * radius
        planes = [bytearray(), bytearray(), bytearray()]
        first = max(0, low - radius)  # the row that data begins with
        for y in range(low - radius, high + radius):
            at = 3 * width * (min(max(y, 0), height - 1) - first)
            for c, plane in enumerate(planes):
                line = data[at + c : at + 3 * width : 3]
                plane += line[:1] * radius + line + line[-1:] * radius
        self.planes = [bytes(plane) for plane in planes]
        # The weights of ITU-R BT.601 in 256ths.
        self.luma = bytes((77 * r + 150 * g + 29 * b) >> 8 for r, g, b in zip(*self.planes))
        self.squares = [SQUARES[v] for v in self.luma]

    def paint(self) -> bytes:
        """Filters the band: each pixel becomes the mean of that one of the four squares of
        radius+1 pixels with a corner in it whose brightness varies least, the first of equals
        (Kuwahara et al. 1976)."""
        radius, stride = self.radius, self.stride
        out = bytearray()
        for y in range(self.rows):
            for corner in range(y * stride, y * stride + self.width):
                below = corner + radius * stride
                squares = (corner, corner + radius, below, below + radius)
                out += self.mean(min(squares, key=self.unrest))
        return bytes(out)

    def unrest(self, at: int) -> int:
        """n^2 times the variance of the brightness of a square of n pixels."""
        side = self.radius + 1
        total = squares = 0
        for row in range(at, at + side * self.stride, self.stride):
            total += sum(self.luma[row : row + side])
            squares += sum(self.squares[row : row + side])
        return side * side * squares - total * total

    def mean(self, at: int) -> bytes:
        """The mean colour of a square, rounded half up."""
        side = self.radius + 1
        n = side * side
        rows = range(at, at + side * self.stride, self.stride)
        totals = (sum(sum(plane[row : row + side]) for row in rows) for plane in self.planes)
        return bytes((total + n // 2) // n for total in totals)
