"""The work is Go's to the last bit."""

from __future__ import annotations

import os
import tempfile
import unittest
from typing import Any, Dict, List, Tuple

from tests.pageserver import PageServer
from tests.support import PHOTO
from weft import discovery, workloads
from weft.checksum import MASK, sign
from weft.failure import Refused
from weft.lane import Lane, views
from weft.record import SUM
from weft.sizes import grow_to, part, scale_tasks, scattered
from weft.workloads import Env, build, find

#: Workload, parameters, scale, tasks and checksum, as the Go program prints them:
#: weft run NAME --set ... --scale ... --json.
GO: List[Tuple[str, Dict[str, Any], float, int, int]] = [
    ("fib", {"n": "5,12,21", "repeat": "200"}, 0.01, 6, 0xC38E5E908D10F772),
    ("fib", {"n": "18,22", "repeat": "3"}, 2.5, 16, 0x6076AD9477324498),
    ("fib", {"n": "22", "repeat": "1"}, 0.3, 1, 0x8C83AE42F9FF694F),
    ("fib", {}, 0.01, 60, 0x529AD0749BDB823E),
    ("stats", {"range": "10000000"}, 0.01, 128, 0x773DF36F7290C79B),
    ("stats", {"range": "1001", "tasks": "700"}, 0.01, 10, 0xA152A59B407EBE32),
    ("stats", {"range": "20000", "tasks": "3"}, 4.4, 13, 0xAEBB2FD8917C5A97),
    ("stats", {"range": "99991", "tasks": "7"}, 2, 14, 0x4241B677780730DE),
    ("primes", {"limit": "200000"}, 0.3, 128, 0x08A94315CFAE2022),
    ("primes", {"limit": "1000", "tasks": "33"}, 7.7, 33, 0xB9B42BBD0EF05EEE),
    ("primes", {"limit": "100", "tasks": "500"}, 0.05, 9, 0x8AC4D3EB5B400C40),
    ("matmul", {"size": "33", "tasks": "7"}, 3.3, 7, 0xDA8952CF62356C2B),
    ("matmul", {"size": "8", "tasks": "64"}, 0.2, 5, 0xF03CC633369A56C0),
    ("hash", {"bytes": "1001", "iterations": "7"}, 0.2, 26, 0x35F04CD33147DFCD),
    ("hash", {"tasks": "5", "bytes": "1", "iterations": "50"}, 1.5, 8, 0x65C10DB61AD85049),
    ("hash", {}, 0.02, 3, 0x30027A8126BA3F07),
    (
        "compress",
        {"tasks": "5", "bytes": "1000", "rounds": "3", "level": "1"},
        1,
        5,
        0x83EA5225B218F6D1,
    ),
    ("compress", {}, 0.03, 4, 0x4D7B1F0DD0E6F5CA),
    ("compress", {"tasks": "9", "bytes": "70001", "level": "9"}, 2.5, 23, 0x54F6FF87C254A7CD),
    ("mandelbrot", {"place": "seahorses", "iterations": "300"}, 0.01, 100, 0x2DB63724DDEA6178),
    (
        "mandelbrot",
        {"place": "elephants", "width": "100", "tasks": "9"},
        0.5,
        9,
        0x973C7672A8A05C79,
    ),
    (
        "mandelbrot",
        {"place": "spirals", "width": "77", "iterations": "77"},
        1.7,
        67,
        0x8FD7F182F18BD977,
    ),
    ("image", {}, 0.01, 93, 0x93CE150D54BCD4E6),
    ("image", {"width": "451", "radius": "3", "tasks": "7"}, 0.2, 7, 0xD7B3324AAF66E283),
    ("image", {"width": "33", "radius": "16", "tasks": "50"}, 3, 38, 0xC64A8BACCC33877A),
    ("image", {"width": "700", "radius": "1"}, 0.1, 100, 0x801FFCF09BDD43D2),
    ("scrape", {"spread": "50", "latency": "2", "pages": "1600"}, 0.01, 16, 0x059937F7A7B95A46),
    ("scrape", {"size": "1", "pages": "20", "latency": "0"}, 1, 20, 0x6040872C708EBBA1),
    ("scrape", {"size": "100", "pages": "7", "latency": "1"}, 0.6, 4, 0xC286A9698E786C38),
    ("files", {"size": "1", "files": "5", "fsync": "false"}, 1.3, 7, 0xC3D1D1A5BE8721E4),
    ("files", {"size": "129", "files": "3"}, 1, 3, 0x5DFF4F49CAA6E8AC),
    ("sleep", {"spread": "25", "tasks": "400"}, 0.01, 4, 0xEFA5F47B85422171),
    ("sleep", {"ms": "3", "tasks": "7", "spread": "100"}, 2.2, 15, 0x71B5E9460AEE2A83),
    ("sleep", {"ms": "0", "tasks": "5"}, 1, 5, 0x6B22E5CF60D56F79),
    ("pipeline", {"items": "1600", "ms": "2"}, 0.01, 16, 0x949E6E55218B302F),
    (
        "pipeline",
        {"items": "5", "ms": "7", "computing": "95", "size": "3"},
        1,
        5,
        0xB1EE5E1B7D8937B4,
    ),
    ("pipeline", {"items": "3", "computing": "0"}, 1, 3, 0xA40F167EC31041A3),
    ("convoy", {"ms": "1", "trips": "5"}, 1.3, 6, 0x0CAC80DB11A6241C),
    (
        "convoy",
        {"ms": "777", "trips": "3", "latency": "0", "handling": "5000"},
        0.01,
        4,
        0x3F781D9012C07E28,
    ),
    ("counter", {"increments": "3000"}, 0.1, 6, 0x1F1B66F7CCE2F22E),
    (
        "counter",
        {"guard": "channel", "tasks": "800", "increments": "2000"},
        0.01,
        8,
        0x091131C8EBD76176,
    ),
    (
        "counter",
        {"guard": "sharded", "tasks": "9", "increments": "100", "work": "0"},
        1,
        9,
        0xAC70FD4103A804A6,
    ),
    (
        "counter",
        {"guard": "none", "tasks": "9", "increments": "100", "work": "5"},
        1,
        9,
        0x4D33F357AD4198CF,
    ),
    ("noop", {}, 0.01, 100, 0xDCD5F88B15D53FD5),
    ("noop", {"bytes": "100001"}, 0.01, 100, 0x24D63529CD081264),
    ("noop", {"tasks": "10", "bytes": "1"}, 1.5, 15, 0x0928A12C97D5A5AE),
]


#: Workloads that Go lacks; they are held against exact arithmetic (test_numpy, test_dask_graphs).
ELSEWHERE = ("dask-array", "dask-graph", "matmul-numpy", "stats-numpy")


def checksum(name: str, params: Dict[str, str], scale: float, env: Env) -> Tuple[int, int]:
    """Runs a batch's tasks here, one after another: their number and their checksum."""
    batch = build(find(name), params, scale, env)
    if batch.preload is not None:
        batch.preload()
    lane = Lane(0, batch)
    total = 0
    for task in range(batch.tasks):
        data, out = views(batch, task)
        total += sign(task, lane.execute(task, data, out, 0, 0)[SUM])
    if batch.close is not None:
        batch.close()
    return batch.tasks, total & MASK


class Checksums(unittest.TestCase):
    def test_are_those_of_go(self) -> None:
        os.environ["WEFT_PHOTO"] = PHOTO
        with PageServer() as pages, tempfile.TemporaryDirectory() as folder:
            for name, params, scale, tasks, expected in GO:
                with self.subTest(name, params=params, scale=scale):
                    found = checksum(name, params, scale, Env(folder, pages))
                    self.assertEqual(found, (tasks, expected))

    def test_cover_every_workload(self) -> None:
        recorded = {name for name, *_ in GO}
        names = {found.name for found in discovery.declared(workloads)}
        self.assertEqual(names - recorded, {"fault", *ELSEWHERE})

    def test_of_compress_does_not_depend_on_the_compressor(self) -> None:
        import hashlib

        from weft.checksum import mix
        from weft.input.text import text

        size, tasks, rounds = 1000, 5, 3
        data, total = text(size + tasks - 1, 0xC0), 0
        for task in range(tasks):
            digest = hashlib.sha256(data[task : task + size]).digest()
            share = 0
            for _ in range(rounds):
                share = mix(share ^ int.from_bytes(digest[:8], "little"))
            total += sign(task, share)
        params = {"tasks": str(tasks), "bytes": str(size), "rounds": str(rounds)}
        for level in ("1", "9"):
            found = checksum("compress", {**params, "level": level}, 1, Env())
            self.assertEqual(found, (tasks, total & MASK))


class Sizes(unittest.TestCase):
    def test_parts_cover_the_whole(self) -> None:
        for length, parts in ((10, 3), (7, 7), (100, 9), (3, 5)):
            ends = [part(length, parts, i) for i in range(parts)]
            self.assertEqual(ends[0][0], 0)
            self.assertEqual(ends[-1][1], length)
            for (_, high), (low, _) in zip(ends, ends[1:]):
                self.assertEqual(high, low)

    def test_round_half_up_and_refuse_too_much(self) -> None:
        self.assertEqual(scale_tasks(5, 0.5), 3)
        self.assertEqual(scale_tasks(1, 0.01), 1)
        self.assertRaises(Refused, scale_tasks, 1_000_000, 100)
        self.assertRaises(Refused, grow_to, 100, 100.0, 200, float)

    def test_scatter_within_bounds(self) -> None:
        found = [scattered(1000, 25, seed) for seed in range(500)]
        self.assertTrue(750 <= min(found) < 800 and 1200 < max(found) <= 1250)


if __name__ == "__main__":
    unittest.main()
