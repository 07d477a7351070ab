"""Work beside the work: a large file is hashed, and written, while the next of it is read and encrypted.

A file is hashed as it is sealed and so is each piece of evidence in it; one after the other that alone would take
longer than sealing. Hashing and writing let go of the interpreter, so a thread of its own costs nothing but a second
core. It lives inside one call, takes no decision, and a small file starts none.
"""

import hashlib
from collections.abc import Callable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Self

INLINE = 4 * 1024**2
"""Bytes up to which no thread is started."""
WAITING = 3
"""Pieces that may wait for the thread: enough that neither side stands still, 6 MiB of memory at 2 MiB each."""


class Beside:
    """Does one thing with every piece it is given, in their order; use it in a ``with`` block, or ``close`` it."""

    def __init__(self, work: Callable[[bytes | memoryview], object]) -> None:
        self._work = work
        self._seen = 0
        self._queue: Queue[bytes | memoryview | None] = Queue(WAITING)
        self._thread: Thread | None = None
        self._failed: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def give(self, data: bytes | memoryview) -> None:
        """Let it be done with more bytes, which must not be changed afterwards.

        Raises what went wrong with these or with earlier ones; nothing is done with any that come after.
        """
        self._seen += len(data)
        if self._thread is None and self._seen <= INLINE:
            self._work(data)
            return
        if self._thread is None:
            self._thread = Thread(target=self._run, name="beside", daemon=True)
            self._thread.start()
        self._raise()
        self._queue.put(data)

    def wait(self) -> None:
        """Come back when everything that was given is done. Raises what went wrong."""
        self.close()
        self._raise()

    def close(self) -> None:
        """Let the thread end; more may be given afterwards."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread, self._seen = None, 0

    def _raise(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        while (data := self._queue.get()) is not None:
            if self._failed is None:
                try:
                    self._work(data)
                except BaseException as failure:  # raised again where the bytes come from
                    self._failed = failure


class SideHash(Beside):
    """Like ``hashlib.sha256``."""

    def __init__(self, first: bytes = b"") -> None:
        self._hash = hashlib.sha256(first)
        super().__init__(self._hash.update)

    def hexdigest(self) -> str:
        """Wait for what was given, and give the digest of all of it."""
        self.wait()
        return self._hash.hexdigest()
