"""The engine's own threads and events work whatever else does."""

from __future__ import annotations

import threading
import unittest

from weft import native


class Events(unittest.TestCase):
    def test_open_once_and_stay_open(self) -> None:
        door = native.Event()
        self.assertFalse(door.wait(0.001))
        door.set()
        door.set()
        self.assertTrue(door.wait())
        self.assertTrue(door.wait(0.001))

    def test_let_all_go_who_wait(self) -> None:
        door, passed = native.Event(), []
        threads = [threading.Thread(target=lambda: passed.append(door.wait(60))) for _ in range(4)]
        for thread in threads:
            thread.start()
        door.set()
        for thread in threads:
            thread.join()
        self.assertEqual(passed, [True] * 4)

    def test_tell_the_end_of_a_thread(self) -> None:
        seen, door = [], native.Event()

        def work() -> None:
            seen.append(threading.get_native_id())
            door.wait()

        ended = native.start_thread(work)
        self.assertFalse(ended.wait(0.001))
        door.set()
        self.assertTrue(ended.wait(60))
        self.assertNotEqual(seen, [threading.get_native_id()])

    def test_open_after_a_thread_that_fails(self) -> None:
        def work() -> None:
            raise SystemExit  # of which threads are allowed to say nothing

        self.assertTrue(native.start_thread(work).wait(60))


if __name__ == "__main__":
    unittest.main()
