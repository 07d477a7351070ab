"""A real upload address on loopback, in a thread of the test; and a line to it that is cut wherever a test wants."""

import io
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fieldsuite.clock import utc_now
from fieldsuite.config import Home
from fieldsuite.server import certificate
from fieldsuite.server.limits import LIMITS, ServeLimits
from fieldsuite.server.listening import Serving, Where, listen
from fieldsuite.server.shelf import free_bytes
from sync.online import Desk, digits


@dataclass
class Address:
    """Where the desk listens, what it said, and its folders."""

    home: Home
    port: int
    pin: str
    said: io.StringIO

    @property
    def desk(self) -> Desk:
        return Desk("127.0.0.1", self.port, self.pin)

    def over(self, line: "CutLine") -> "Address":
        """The same desk, spoken to over this line."""
        return replace(self, port=line.port)

    def events(self, name: str) -> list[dict[str, Any]]:
        """Events of a name in the log."""
        found = [json.loads(line) for line in self.said.getvalue().splitlines()]
        return [one for one in found if one["event"] == name]


@contextmanager
def serving(
    home: Path, limits: ServeLimits = LIMITS, free: Callable[[Path], int] = free_bytes
) -> Iterator[Address]:
    """Serve a desk's home over TLS until the block is left."""
    place, said, opened = Home(home), io.StringIO(), threading.Event()
    identity = certificate.make(place, ["127.0.0.1"], utc_now())
    found: list[Serving] = []
    failed: list[BaseException] = []

    def ready(one: Serving) -> None:
        found.append(one)
        opened.set()

    def run() -> None:
        try:
            listen(place, Where("127.0.0.1", 0, identity), said, ready, limits, free)
        except BaseException as error:
            failed.append(error)
            opened.set()

    thread = threading.Thread(target=run)
    thread.start()
    assert opened.wait(20)
    if failed:
        thread.join(20)
        raise failed[0]
    try:
        yield Address(place, found[0].port, digits(identity.fingerprint), said)
    finally:
        found[0].stop()
        thread.join(20)


@dataclass
class CutLine:
    """A relay of bytes before a desk that hangs up after so many bytes of each connection, as a bad line does."""

    to: int
    cuts: list[int]
    """Bytes towards the desk after which the first, second, ... connection is cut; later ones are not."""
    port: int = 0
    connections: int = 0
    _sockets: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> "CutLine":
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._server, *self._sockets):
            _hang_up(one)

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
                desk = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                return
            most = self.cuts[self.connections] if self.connections < len(self.cuts) else None
            self.connections += 1
            self._sockets += [caller, desk]
            threading.Thread(target=_pump, args=(caller, desk, most), daemon=True).start()
            threading.Thread(target=_pump, args=(desk, caller, None), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, most: int | None) -> None:
    passed = 0
    try:
        while packet := source.recv(16 * 1024):
            if most is not None and passed + len(packet) >= most:
                target.sendall(packet[: most - passed])
                break
            target.sendall(packet)
            passed += len(packet)
    except OSError:
        pass
    _hang_up(source)
    _hang_up(target)


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
