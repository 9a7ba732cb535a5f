"""What a public page costs that is kept: requests a second against a hello-world page of the same server.

One connection, so that neither side pays for opening one, and a reader that does no more than take the bytes: what it
takes itself is the same for both and small.
"""

import socket
import time

from bench.measure import Row, row_of
from bench.servers import HELLO

PAGES = {"regency": "/wilayah/64.01/?periode=2023-12", "ranking": "/peringkat/?tingkat=kabkota&induk=64"}
LEAST = 0.6
RUNS, REQUESTS, WORKERS_MET = 9, 150, 24
END_OF_HEAD = b"\r\n\r\n"


class Reader:
    """A program that reads pages over connections of its own; it is nobody in particular."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = socket.create_connection(("127.0.0.1", port))

    def ask(self, path: str, tag: str = "") -> tuple[int, dict[str, str]]:
        """Ask for a page, and for its bytes only where they are not those of `tag`; return status and headers."""
        more = f"If-None-Match: {tag}\r\n" if tag else ""
        sent = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip\r\n{more}\r\n"
        self.connection.sendall(sent.encode())
        head, _, body = self.received_to(END_OF_HEAD).partition(END_OF_HEAD)
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): text for name, _, text in (line.partition(": ") for line in lines[1:])}
        left = int(headers.get("content-length", 0)) - len(body)
        while left > 0:
            left -= len(self.piece())
        if headers.get("connection") == "close":
            self.connection = socket.create_connection(("127.0.0.1", self.port))
        return int(lines[0].split()[1]), headers

    def received_to(self, end: bytes) -> bytes:
        received = b""
        while end not in received:
            received += self.piece()
        return received

    def piece(self) -> bytes:
        piece = self.connection.recv(1 << 16)
        if not piece:
            raise RuntimeError("The server closed the connection within an answer.")
        return piece

    def seconds(self, path: str, tag: str, status: int) -> float:
        """Return the seconds of some requests in a row; raise RuntimeError for an answer of another status."""
        started = time.perf_counter()
        for _ in range(REQUESTS):
            if (got := self.ask(path, tag)[0]) != status:
                raise RuntimeError(f"{path} answered {got}.")
        return time.perf_counter() - started


def keeping_rows(database: str, port: int) -> list[Row]:
    """Return what looks at kept pages cost: their bytes sent anew, and the answer that they have not changed."""
    for path in (*PAGES.values(), HELLO):
        for _ in range(WORKERS_MET):
            Reader(port).ask(path)  # connections go round among the workers, each of which keeps its own
    found = []
    for name, path in PAGES.items():
        reader = Reader(port)
        tag = reader.ask(path)[1]["etag"]
        for told, asked, status in (("warm", "", 200), ("not changed", tag, 304)):
            pairs = [(reader.seconds(path, asked, status), reader.seconds(HELLO, "", 200)) for _ in range(RUNS)]
            found.append(
                row_of(
                    database, f"kept page of a {name}, {told}", "of hello's requests/s",
                    [hello / page for page, hello in pairs], at_least=LEAST,
                    against="one connection, taking turns",
                )
            )  # fmt: skip
    return found
