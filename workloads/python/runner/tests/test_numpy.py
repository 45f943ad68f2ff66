"""NumPy's variants of workloads compute what they say they do."""

from __future__ import annotations

import os
import unittest
from typing import Any, Dict, List

from tests.support import has, result
from weft.checksum import GOLDEN, MASK, mix, sign
from weft.sizes import part


@unittest.skipUnless(has("numpy"), "this Python has no numpy")
class Stats(unittest.TestCase):
    def test_has_the_checksum_of_stats(self) -> None:
        for params, scale in (
            ({"range": 1001, "tasks": 700}, 0.01),
            ({"range": 200_000, "tasks": 3}, 4.4),  # chunks of several vectors
            ({"range": 65_536, "tasks": 2}, 1.0),  # chunks of whole vectors
            ({"range": 1, "tasks": 1}, 1.0),
        ):
            with self.subTest(params=params, scale=scale):
                plain = result("stats", params=params, scale=scale)
                vectors = result("stats-numpy", params=params, scale=scale)
                self.assertEqual(vectors.content["checksum"], plain.content["checksum"])
                self.assertEqual(vectors.content["tasks"], plain.content["tasks"])


def exact_checksum(n: int, tasks: int) -> int:
    """The checksum of matmul-numpy in whole numbers: elements as multiples of 2^-16."""

    def matrix(seed: int) -> List[List[int]]:
        return [
            [(mix(seed + r * n + c & MASK) >> 48) - (1 << 15) for c in range(n)] for r in range(n)
        ]

    a, b = matrix(0xA), matrix(0xB << 40)
    weights = [mix(GOLDEN + c & MASK) for c in range(n)]
    total = 0
    for task in range(tasks):
        low, high = part(n, tasks, task)
        block = 0
        for k, row in enumerate(a[low:high], 1):
            product = [sum(row[i] * b[i][j] for i in range(n)) for j in range(n)]
            weighed = sum(x * w for x, w in zip(product, weights)) & MASK
            block += mix(weighed + GOLDEN * k & MASK)
        total += sign(task, block & MASK)
    return total & MASK


@unittest.skipUnless(has("numpy"), "this Python has no numpy")
class Matmul(unittest.TestCase):
    def test_is_exact_under_every_model(self) -> None:
        params: Dict[str, Any] = {"size": 37, "tasks": 5}
        expected = f"{exact_checksum(37, 5):016x}"
        for model, workers in (
            ("sequential", 1),
            ("thread-pool", 2),
            ("process-pool", 2),
            ("shared-memory", 2),
        ):
            with self.subTest(model):
                found = result("matmul-numpy", model, workers, params)
                self.assertEqual(found.content["checksum"], expected)

    def test_tells_blas_how_many_threads(self) -> None:
        from weft.workloads import Env, build, find
        from weft.workloads.matmul_numpy import VARIABLES

        before = dict(os.environ)
        try:
            build(find("matmul-numpy"), {"size": "8", "blas-threads": "3"}, 1, Env())
            self.assertEqual({os.environ[name] for name in VARIABLES}, {"3"})
        finally:
            os.environ.clear()
            os.environ.update(before)


if __name__ == "__main__":
    unittest.main()
