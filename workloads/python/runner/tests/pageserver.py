"""A page server like Weft's own (pages.go), for tests without Weft: the same pages."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from weft.checksum import GOLDEN, MASK, mix
from weft.input.text import WORDS

_END = b"</body></html>\n"


class Words:
    """An endless text: splitmix64 picks the words."""

    def __init__(self, state: int) -> None:
        self.state = state

    def number(self) -> int:
        self.state = self.state + GOLDEN & MASK
        return mix(self.state)

    def next(self) -> str:
        return WORDS[self.number() % len(WORDS)]


def make_page(index: int, size: int) -> bytes:
    """Page number index: size bytes of HTML, fixed by its index."""
    words = Words(index)
    title = f"{words.next()} {words.next()}"
    page = (
        f"<!DOCTYPE html>\n<html><head><title>Page {index}: {title}</title></head>\n"
        f"<body><h1>{words.next()}</h1>\n"
    ).encode()
    while len(page) + len(_END) < size:
        text = " ".join(words.next() for _ in range(24))
        link = f"<a href=\"/page?i={words.number() % 1000}\" class='link'>{words.next()}</a>"
        paragraph = f"<p>{text} {link}.</p>\n".encode()
        left = size - len(page) - len(_END)
        page += paragraph if len(paragraph) <= left else b" " * left
    return page + _END


class Handler(BaseHTTPRequestHandler):
    """Answers after the latency that the address asks for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if self.path.startswith("/echo?"):
            self.echo(int(query["us"][0]) / 1e6)
            return
        page = make_page(int(query["i"][0]), int(query["bytes"][0]))
        time.sleep(int(query["us"][0]) / 1e6)
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def echo(self, latency: float) -> None:
        """Sends every byte back until the client has gone (echo.go)."""
        self.close_connection = True
        self.send_response(101)
        self.send_header("Connection", "Upgrade")
        self.send_header("Upgrade", "echo")
        self.end_headers()
        block = self.connection.recv(64)
        while block:
            time.sleep(latency)
            self.connection.sendall(block)
            block = self.connection.recv(64)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # of connections that come at once, none has to knock twice


class PageServer:
    """A server on a free port of the loopback."""

    def __enter__(self) -> str:
        self._server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return "%s:%d" % self._server.server_address[:2]

    def __exit__(self, *reason: Any) -> None:
        self._server.shutdown()
        self._server.server_close()
