"""PNG files of 8-bit RGB, as far as the workloads need them (PNG specification, W3C 2003)."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB8 = (8, 2, 0, 0, 0)  # bits, colour type, compression, filter, no interlacing


def read(file: bytes) -> tuple[bytes, int, int]:
    """The pixels of a file, 3 bytes each, with width and height. ValueError for what is no PNG
    of that kind."""
    if not file.startswith(_SIGNATURE):
        raise ValueError("not a PNG file")
    at, packed, width, height = len(_SIGNATURE), b"", 0, 0
    while at < len(file):
        length, kind = struct.unpack_from(">I4s", file, at)
        content = file[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", content[:8])
            if tuple(content[8:]) != _RGB8:
                raise ValueError("not 8 bits a channel RGB without interlacing")
        elif kind == b"IDAT":
            packed += content
        at += 12 + length
    return _unfilter(zlib.decompress(packed), 3 * width, height), width, height


def _unfilter(rows: bytes, stride: int, height: int) -> bytes:
    pixels = bytearray()
    above = bytearray(stride)
    for y in range(height):
        at = y * (stride + 1)
        row = _restore(rows[at], bytearray(rows[at + 1 : at + 1 + stride]), above)
        pixels += row
        above = row
    return bytes(pixels)


def _restore(kind: int, row: bytearray, above: bytearray) -> bytearray:
    for k in range(len(row)):
        left = row[k - 3] if k >= 3 else 0
        corner = above[k - 3] if k >= 3 else 0
        guess = (0, left, above[k], (left + above[k]) // 2, _paeth(left, above[k], corner))[kind]
        row[k] = row[k] + guess & 255
    return row


def _paeth(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    return min((left, above, corner), key=lambda value: abs(estimate - value))


def write(pixels: bytes | bytearray, width: int, height: int) -> bytes:
    """A file of pixels of 3 bytes each."""
    stride = 3 * width
    rows = b"".join(b"\0" + pixels[y * stride : (y + 1) * stride] for y in range(height))
    return (
        _SIGNATURE
        + _chunk(b"IHDR", struct.pack(">II5B", width, height, *_RGB8))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
