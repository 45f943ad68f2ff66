"""Messages are lines, strict and bounded."""

from __future__ import annotations

import os
import threading
import unittest

from weft.engine.protocol import MAX_LINE, ProtocolError, Reader, TooLong, Writer, decode, encode
from weft.failure import Failure, of_task, printed, sentence
from weft.web.htmlparse import Parser, attribute, parse_page


class Lines(unittest.TestCase):
    def test_encode_one_object_a_line(self) -> None:
        self.assertEqual(encode("phase", "run"), b'{"phase":"run"}\n')
        self.assertRaises(ValueError, encode, "x", float("nan"))
        self.assertRaises(TooLong, encode, "x", "y" * MAX_LINE)

    def test_decode_nothing_else(self) -> None:
        self.assertEqual(decode(b'{"seen":"run"}'), ("seen", "run"))
        for line in (b"", b"{}", b"7", b'{"a":1,"b":2}', b'{"a":1} x', b'{"a":', b"\xff\xfe"):
            self.assertRaises(ProtocolError, decode, line)

    def test_arrive_in_any_pieces(self) -> None:
        reading, writing = os.pipe()
        reader, pieces = Reader(reading), (b'{"a"', b':1}\n{"b":2}\n{"c":', b'"' + b"z" * 70_000)

        def write() -> None:
            for piece in (*pieces, b'"}\n', b'{"half":'):
                os.write(writing, piece)
            os.close(writing)

        thread = threading.Thread(target=write)
        thread.start()
        self.assertEqual(reader.next(), ("a", 1))
        self.assertEqual(reader.next(), ("b", 2))
        self.assertEqual(reader.next(), ("c", "z" * 70_000))
        self.assertIsNone(reader.next())
        thread.join()
        os.close(reading)

    def test_are_bounded_when_read(self) -> None:
        reading, writing = os.pipe()

        def write() -> None:
            try:
                for _ in range(MAX_LINE // 65536 + 3):
                    os.write(writing, b"x" * 65536)
            except BrokenPipeError:
                pass

        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        self.assertRaises(TooLong, Reader(reading).next)
        os.close(reading)
        thread.join()
        os.close(writing)

    def test_are_sent_whole_by_many(self) -> None:
        reading, writing = os.pipe()
        writer, reader = Writer(writing), Reader(reading)
        threads = [
            threading.Thread(target=lambda k=k: writer.send("n", str(k) * 50_000)) for k in range(5)
        ]
        for thread in threads:
            thread.start()
        found = {reader.next() for _ in threads}
        self.assertEqual(found, {("n", str(k) * 50_000) for k in range(5)})
        for end in (reading, writing):
            os.close(end)


class Failures(unittest.TestCase):
    def test_are_one_sentence(self) -> None:
        self.assertEqual(sentence(" it broke\nbadly. "), "It broke; badly.")
        self.assertEqual(sentence(""), "")
        message = Failure("task", "task 3 failed: no\nway").as_message()
        self.assertEqual(message["message"], "Task 3 failed: no; way.")

    def test_tell_reported_from_unforeseen(self) -> None:
        self.assertEqual(of_task(1, OSError("disk full")).kind, "task")
        self.assertEqual(of_task(1, KeyError("x")).kind, "panic")
        self.assertEqual(of_task(1, KeyError()).message, "task 1 raised KeyError")

    def test_quote_what_was_printed(self) -> None:
        message = printed(300, b'say "hi"\n\xff' + b"x" * 200).message
        self.assertIn('beginning with "say \\"hi\\"\\n\\\\xffxxx', message)


class Pages(unittest.TestCase):
    def test_attributes(self) -> None:
        self.assertEqual(attribute(b" class='x' HREF=\"/a?b\" z='1'", b"href"), b"/a?b")
        for tag in (b"", b" href", b" href=", b" href=x", b" href='x", b" class='x'"):
            self.assertIsNone(attribute(tag, b"href"), tag)

    def test_markup_that_never_ends(self) -> None:
        words = Parser()
        words.text(b"one two")
        for page in (b"one two<!-- three", b"one two<a title='three>four", b"one two<b"):
            self.assertEqual(parse_page(page), words.checksum(), page)

    def test_quotes_and_comments_hide_what_closes(self) -> None:
        plain = parse_page(b"<p>one<br>two")
        self.assertEqual(parse_page(b"<p title='>'>one<!-- > three -->two"), plain)
        self.assertEqual(parse_page(b"<P>ONE<b>Two"), plain)


if __name__ == "__main__":
    unittest.main()
