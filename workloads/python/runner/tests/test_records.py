"""What lanes write becomes records, and records the result."""

from __future__ import annotations

import pickle
import unittest
from typing import Any

from weft.engine import result
from weft.engine.records import TaskRecord, by_lane, columns, settle, settle_gil
from weft.failure import Failure
from weft.job import Job, Recipe
from weft.payload import InputPayload, OutputPayload, arrivals
from weft.workloads import Batch, Values


def packed(task: int, lane: int, start: int, end: int, **parts: int) -> Any:
    """What a lane records; parts are those that aren't 0."""
    fields = {"cpu": 0, "wait": 0, "lock": 0, "gil": 0, "transfer": 0, "pickling": 0, **parts}
    record = TaskRecord(
        task, lane, 7, parts.pop("queued", start), start, end, report=None, **fields
    )
    return tuple(record)


def job(*records: Any, workers: int = 2) -> Job:
    """A job with its records taken."""
    recipe = Recipe("noop", {}, 1.0, "", "")
    made = Job(recipe, Batch(len(records), print), workers, Values({}))
    made.records = list(records)
    return made


class Settling(unittest.TestCase):
    def test_worker_processes_become_lanes(self) -> None:
        made = job(packed(0, 900, 10, 20), packed(1, 800, 10, 30))
        found = settle(made, {900: 0, 800: 1}, {800: 1000})
        self.assertEqual([(r.lane, r.start, r.end) for r in found], [(0, 10, 20), (1, 1010, 1030)])

    def test_a_lost_task_is_a_failure(self) -> None:
        made = job(packed(0, 0, 1, 2), None)
        with self.assertRaises(Failure) as caught:
            settle(made, {}, {})
        self.assertEqual(caught.exception.kind, "checksum")

    def test_handing_over_follows_its_task(self) -> None:
        made = job(packed(0, 0, 10, 20), packed(1, 0, 40, 50))
        made.output_pickling = {0: (20, 26), 1: (51, 55)}
        found = settle(made, {}, {})
        self.assertEqual([(r.end, r.transfer) for r in found], [(26, 6), (55, 4)])

    def test_a_chunk_is_handed_over_by_its_last_task(self) -> None:
        made = job(packed(0, 0, 10, 20), packed(1, 0, 20, 30), packed(2, 0, 60, 70))
        made.output_pickling = {0: (31, 35), 1: (35, 38), 2: (70, 71)}
        found = settle(made, {}, {})
        self.assertEqual([(r.end, r.transfer) for r in found], [(20, 0), (38, 7), (71, 1)])

    def test_lanes_wait_for_inputs_on_their_way_to_whichever_lane(self) -> None:
        made = job(
            packed(0, 0, 100, 110, pickling=50, transfer=5),
            packed(1, 1, 180, 190, pickling=50, transfer=5),
            packed(2, 0, 210, 230, pickling=10, transfer=5),
            packed(3, 1, 340, 350, pickling=10, transfer=5),
        )
        made.batch.input_range = lambda task: (0, 1)
        for task, queued in enumerate((10, 90, 170, 300)):  # when each began to be pickled
            made.records[task] = tuple(TaskRecord(*made.records[task])._replace(queued=queued))
        found = settle(made, {}, {}, pipes=True)
        # From 10 to 210 and from 300 to 340 something is on its way; else it is dispatch.
        self.assertEqual([r.start for r in found], [10, 10, 110, 280])
        self.assertEqual([r.transfer for r in found], [95, 175, 105, 65])
        self.assertEqual([r.end for r in found], [110, 190, 230, 350])

    def test_a_chunk_is_on_its_way_until_its_first_task_begins(self) -> None:
        made = job(
            packed(0, 0, 100, 200, pickling=10, transfer=5),
            packed(1, 0, 200, 300, pickling=10),
            packed(2, 1, 260, 270),
        )
        made.batch.input_range = lambda task: (0, 1)
        for task, queued in enumerate((10, 20, 250)):
            made.records[task] = tuple(TaskRecord(*made.records[task])._replace(queued=queued))
        found = settle(made, {}, {}, pipes=True)
        self.assertEqual([r.transfer for r in found], [95, 0, 90])

    def test_lanes_wait_for_outputs_until_they_have_the_next_task(self) -> None:
        made = job(packed(0, 0, 10, 20), packed(1, 0, 40, 50), packed(2, 1, 10, 20))
        made.output_pickling = {0: (20, 26), 1: (51, 55), 2: (20, 21)}
        made.unpickled = {0: (44, 48), 1: (70, 75), 2: (25, 29)}
        found = settle(made, {}, {}, pipes=True)
        self.assertEqual([(r.end, r.transfer) for r in found], [(40, 20), (75, 24), (29, 9)])

    def test_the_gil_is_what_the_run_queue_leaves(self) -> None:
        records = [
            TaskRecord(*packed(0, 0, 0, 100, cpu=40)),
            TaskRecord(*packed(1, 0, 100, 140, cpu=20)),
        ]
        records.append(TaskRecord(*packed(2, 1, 0, 50, cpu=30, wait=20)))
        settle_gil(records, 2, [40, 1000])
        self.assertEqual([r.gil for r in records], [30, 10, 0])  # 60 and 20 left, less half

    def test_threads_that_are_no_lanes_are_taken_together(self) -> None:
        records = [TaskRecord(*packed(0, 0, 0, 30)), TaskRecord(*packed(1, 1, 0, 10))]
        settle_gil(records, 2, [20])
        self.assertEqual([r.gil for r in records], [15, 5])


class Results(unittest.TestCase):
    def measured(self, *records: Any, **parts: Any) -> result.Measured:
        made = job(*records)
        known = {
            "job": made,
            "records": settle(made, {}, {}),
            "run_s": 1e-6,
            "where": [(1, 2), (3, 4)],
            "lane_ends": {},
            "delay": None,
            "lags": [],
            "pickles": (False, False),
        }
        return result.Measured(**{**known, **parts})

    def test_sums(self) -> None:
        found = result.sums(
            self.measured(
                packed(0, 0, 100, 400, cpu=100, wait=50),
                packed(1, 1, 0, 600, lock=500, gil=10, cpu=30),
                packed(2, 0, 500, 900, cpu=300),
                delay=[30, 40],
            )
        )
        first, second = found["lanes"]
        self.assertEqual((first["tasks"], first["pid"], first["tid"]), (2, 1, 2))
        self.assertAlmostEqual(first["busy_s"], 700e-9)
        self.assertAlmostEqual(first["last_s"], 900e-9)
        self.assertAlmostEqual(second["lock_s"], 500e-9)
        sums = found["lane_sums"]
        self.assertAlmostEqual(sums["idle_end_s"], 500e-9)  # 100 and 400 before the end
        self.assertAlmostEqual(sums["delay_s"], 70e-9)
        self.assertAlmostEqual(sums["longest_task_s"], 600e-9)
        self.assertAlmostEqual(sums["longest_own_s"], 300e-9)
        self.assertEqual([s["kind"] for s in found["spreads"]], ["lock", "gil"])
        self.assertEqual(found["records"]["task"], [1, 0, 2])
        self.assertEqual(found["records"]["wait_us"], [0.51, 0.05, 0.0])

    def test_a_process_that_ends_late_leaves_no_idle_time(self) -> None:
        found = result.sums(self.measured(packed(0, 0, 0, 10), lane_ends={0: 900, 1: 1000}))
        self.assertAlmostEqual(found["lane_sums"]["idle_end_s"], 100e-9)

    def test_lags_take_the_place_of_the_gil(self) -> None:
        found = result.sums(self.measured(packed(0, 0, 0, 10, gil=5), lags=[4, 1, 3, 9]))
        (lag,) = found["spreads"]
        self.assertEqual((lag["kind"], lag["n"], lag["min_s"]), ("lag", 4, 1e-9))
        self.assertEqual((lag["median_s"], lag["max_s"]), (3.5e-9, 9e-9))

    def test_records_are_thinned(self) -> None:
        many = [TaskRecord(*packed(k, 0, 50_000 - k, 50_001 - k)) for k in range(50_000)]
        found = columns(many, 0)
        self.assertEqual(found["stride"], 3)
        self.assertEqual(len(found["task"]), 16_667)
        self.assertEqual(found["task"][:2], [49_999, 49_996])

    def test_lanes_are_in_order(self) -> None:
        records = [TaskRecord(*packed(0, 1, 9, 10)), TaskRecord(*packed(1, 1, 3, 4))]
        self.assertEqual([r.task for r in by_lane(records, 2)[1]], [1, 0])


class Payloads(unittest.TestCase):
    def tearDown(self) -> None:
        arrivals.take()

    def test_measure_their_way(self) -> None:
        sent = InputPayload(5, memoryview(b"abcdef")[1:4])
        arrived = pickle.loads(pickle.dumps(sent))
        self.assertEqual((arrived.task, arrived.data), (5, b"bcd"))
        self.assertGreater(arrived.pickling, 0)
        began = arrivals.take()
        assert began is not None
        self.assertGreater(began, arrived.queued)
        self.assertIsNone(arrivals.take())

    def test_a_chunk_arrives_with_its_first(self) -> None:
        pickle.loads(pickle.dumps([InputPayload(k, b"x" * 1000) for k in range(3)]))
        first = arrivals.take()
        pickle.loads(pickle.dumps([InputPayload(4, b"")]))
        second = arrivals.take()
        assert first is not None and second is not None
        self.assertLess(first, second)

    def test_outputs_bring_their_record(self) -> None:
        sent = OutputPayload(packed(0, 0, 1, 2), bytearray(b"out"))
        replies = pickle.loads(pickle.dumps([sent, sent]))
        self.assertEqual(replies[0].out, b"out")
        self.assertEqual(replies[0].record, sent.record)
        self.assertLess(replies[0].pickling_began, replies[0].pickling_ended)
        self.assertGreater(replies[0].unpickling, 0)


if __name__ == "__main__":
    unittest.main()
