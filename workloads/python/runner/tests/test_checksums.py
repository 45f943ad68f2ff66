"""The work is that of every other runtime to the last bit."""

from __future__ import annotations

import os
import tempfile
import unittest
from typing import Dict, List

from tests.pageserver import PageServer
from tests.support import PHOTO, has, result
from tests.truth import Case, Truth, truths
from weft import discovery, workloads
from weft.checksum import MASK, sign
from weft.failure import Refused, TaskError
from weft.lane import Lane, views
from weft.record import SUM
from weft.sizes import grow_to, part, scale_tasks, scattered
from weft.workloads import Env, build, find


def results(name: str, params: Dict[str, str], scale: float, env: Env) -> List[int]:
    """Runs a batch's tasks here, one after another: what each comes to."""
    batch = build(find(name), params, scale, env)
    if batch.preload is not None:
        batch.preload()
    lane = Lane(0, batch)
    found = [lane.execute(i, *views(batch, i), 0, 0)[SUM] for i in range(batch.tasks)]
    if batch.close is not None:
        batch.close()
    return found


def checksum(found: List[int]) -> str:
    """That of a run whose tasks came to such results, as runs tell it."""
    return f"{sum(map(sign, range(len(found)), found)) & MASK:016x}"


class Checksums(unittest.TestCase):
    def test_are_those_of_every_runtime(self) -> None:
        os.environ["WEFT_PHOTO"] = PHOTO
        with PageServer() as pages, tempfile.TemporaryDirectory() as folder:
            for name, truth in truths().items():
                for case in truth.cases:
                    if "python" not in truth.lacking and not case.slow:
                        with self.subTest(name, params=case.params, scale=case.scale):
                            self.check(name, truth, case, Env(folder, pages))

    def check(self, name: str, truth: Truth, case: Case, env: Env) -> None:
        """Holds a case against what this Python computes."""
        if case.fails is not None:
            self.check_failure(name, case, env)
        elif "go" in truth.lacking:  # libraries compute it, and may need an engine's model
            self.check_engine(name, case)
        else:
            found = results(name, case.params, case.scale, env)
            self.assertEqual((len(found), checksum(found)), (case.tasks, case.checksum))
            if case.sum is not None:
                self.assertEqual(sum(found), case.sum, case.source)

    def check_engine(self, name: str, case: Case) -> None:
        """What an engine makes of it, where this Python has the libraries."""
        if not has("dask", "numpy"):
            self.skipTest("this Python has no dask with numpy")
        told = result(name, params=case.params, scale=case.scale).content
        self.assertEqual((told["tasks"], told["checksum"]), (case.tasks, case.checksum))

    def check_failure(self, name: str, case: Case, env: Env) -> None:
        """One task fails, and no other."""
        batch = build(find(name), case.params, case.scale, env)
        self.assertEqual(batch.tasks, case.tasks)
        failed = []
        for task in range(batch.tasks):
            try:
                Lane(0, batch).execute(task, *views(batch, task), 0, 0)
            except TaskError:
                failed.append(task)
        self.assertEqual(failed, [case.fails])

    def test_are_told_of_every_workload(self) -> None:
        names = {found.name for found in discovery.declared(workloads)}
        told = {name for name, truth in truths().items() if "python" not in truth.lacking}
        self.assertEqual(names, told)

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
            found = results("compress", {**params, "level": level}, 1, Env())
            self.assertEqual(checksum(found), f"{total & MASK:016x}")


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
