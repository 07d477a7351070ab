"""A line to a server that can be cut: after so many bytes of what is sent, or altogether."""

import socket
import threading
from contextlib import suppress


class CutLine:
    """Listens on a port of its own and hands everything on; ``let`` bytes towards the server on each connection."""

    def __init__(self, host: str, port: int) -> None:
        self._far = (host, port)
        self.let: int | None = None
        """None lets everything through."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self._socket.accept()[0]
                if self.let == 0:
                    near.close()
                    continue
                far = socket.create_connection(self._far)
                threading.Thread(target=self._hand_on, args=(near, far, self.let), daemon=True).start()
                threading.Thread(target=self._hand_on, args=(far, near, None), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket, let: int | None) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data if let is None else data[:let])
                if let is not None and (let := let - len(data)) <= 0:
                    break
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
                each.close()
