"""SHA-256 beside the work: a large file is read, encrypted and written while it is hashed.

A file is hashed as it is sealed and so is each piece of evidence in it; one after the other that alone would take
longer than sealing. ``hashlib`` lets go of the interpreter while it hashes, so a thread of its own costs nothing but a
second core. It lives inside one call, takes no decision, and a small file starts none.
"""

import hashlib
from queue import Queue
from threading import Thread
from types import TracebackType

INLINE = 4 * 1024**2
"""Bytes up to which no thread is started."""
WAITING = 3
"""Pieces that may wait for the thread: enough that neither side stands still, 6 MiB of memory at 2 MiB each."""


class SideHash:
    """Like ``hashlib.sha256``; use it in a ``with`` block, or ``close`` it."""

    def __init__(self, first: bytes = b"") -> None:
        self._hash = hashlib.sha256(first)
        self._seen = 0
        self._queue: Queue[bytes | memoryview | None] = Queue(WAITING)
        self._thread: Thread | None = None

    def __enter__(self) -> "SideHash":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def update(self, data: bytes | memoryview) -> None:
        """Hash more bytes; they must not be changed afterwards."""
        self._seen += len(data)
        if self._seen <= INLINE:
            self._hash.update(data)
            return
        if self._thread is None:
            self._thread = Thread(target=self._run, name="sha256", daemon=True)
            self._thread.start()
        self._queue.put(data)

    def hexdigest(self) -> str:
        """Wait for what was given, and give the digest of all of it."""
        self.close()
        return self._hash.hexdigest()

    def close(self) -> None:
        """Let the thread end; more may be hashed afterwards."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread, self._seen = None, 0

    def _run(self) -> None:
        while (data := self._queue.get()) is not None:
            self._hash.update(data)
