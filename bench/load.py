"""The load: a bounded number of keep-alive sockets in one thread, each asking as it is answered."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
PATIENCE = 30.0


@dataclass(slots=True)
class Result:
    """What came of a stretch of load: seconds a request, and how each was answered."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """Return how many requests were answered."""
        return len(self.latencies)

    def percentile(self, share: float) -> float:
        """Return a percentile of the latencies in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(slots=True)
class _Line:
    """One connection and the answer it is waiting for."""

    sock: socket.socket
    asked_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)


def request(method: str, path: str, token: str, body: bytes = b"", headers: str = "") -> bytes:
    """Return the bytes of one HTTP/1.1 request; `headers` are whole lines."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{headers}"
    )
    if method == "POST":
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def ask(port: int, asked: bytes) -> tuple[int, bytes]:
    """Send one request and return its status and body."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as sock:
        sock.sendall(asked)
        got = bytearray()
        while (whole := _whole(got)) is None:
            more = sock.recv(65536)
            if not more:
                raise ConnectionError("the server hung up")
            got += more
        return _status(got), bytes(got[got.index(HEAD_END) + 4 : whole])


def drive(port: int, requests: Iterator[bytes], *, lines: int, seconds: float, most: int) -> Result:
    """Ask for so many seconds, or so many requests, over so many connections; then drain."""
    result, began = Result(), time.perf_counter()
    end, sent, waiting = began + seconds, 0, 0
    with selectors.DefaultSelector() as selector:
        for _ in range(lines):
            line = _Line(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = next(requests, None)
            if asked is not None:
                selector.register(line.sock, selectors.EVENT_READ, line)
                _send(line, asked)
                sent, waiting = sent + 1, waiting + 1
        while waiting:
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError("the server does not answer")
            for key, _ in ready:
                line = key.data
                if not _answered(line, result):
                    continue
                waiting -= 1
                going = sent < most and time.perf_counter() < end
                asked = next(requests, None) if going else None
                if asked is None:
                    selector.unregister(line.sock)
                    line.sock.close()
                else:
                    _send(line, asked)
                    sent, waiting = sent + 1, waiting + 1
    result.seconds = time.perf_counter() - began
    return result


def _send(line: _Line, asked: bytes) -> None:
    line.got.clear()
    line.asked_at = time.perf_counter()
    line.sock.sendall(asked)


def _answered(line: _Line, result: Result) -> bool:
    """Read what has come; tell whether the answer is whole."""
    more = line.sock.recv(262_144)
    if not more:
        raise ConnectionError("the server hung up")
    line.got += more
    if _whole(line.got) is None:
        return False
    result.latencies.append(time.perf_counter() - line.asked_at)
    result.statuses[_status(line.got)] += 1
    return True


def _status(got: bytearray) -> int:
    return int(got[9:12])


def _whole(got: bytearray) -> int | None:
    """Return where the answer ends, or None while more must come."""
    end = got.find(HEAD_END)
    if end < 0:
        return None
    head = bytes(got[:end]).lower()
    at = head.find(LENGTH)
    length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    whole = end + 4 + length
    return whole if len(got) >= whole else None
