"""The children that decode: one that stays warm, a second when two ask at once; who dies or hangs is replaced."""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from biometric.decoding import wire
from biometric.errors import BiometricError, MediaUnreadable

T = TypeVar("T")

SECONDS = 60.0
"""One file may take by the clock. A decoder that runs wild has used up its own ten seconds of processor by then; on a
machine with sixteen times too much to do, the largest honest picture took fourteen."""
SECONDS_TO_START = 60.0
CHILDREN = 2
"""At most: one file that takes its whole time does not keep the next waiting."""
_ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = (
    sys.executable, "-X", "utf8", "-c",
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from biometric.decoding.child import main; main()",
)  # fmt: skip
"""How a child is started: this Python, without a shell."""
SIGXCPU = 24
"""Signal of a process whose own seconds are over, on Linux and macOS."""
KEYS = frozenset((
    "not_a_picture", "picture_too_large", "picture_damaged", "kept_clip_damaged", "sound_unreadable", "sound_rate",
    "sound_too_long", "sound_empty", "sound_cut_off", "sound_no_rate", "media_too_much",
))  # fmt: skip
"""What a child may say of a file; anything else it says is its own fault."""
NUMBERS = frozenset(("rate", "width", "height"))
_KEPT = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "LANG")
"""Of the environment; nothing secret that somebody put there reaches a decoder."""


class Children:
    """Some processes that decode, begun on first need."""

    def __init__(
        self, command: Sequence[str] = COMMAND, most: int = CHILDREN, seconds: float = SECONDS
    ) -> None:
        self._command, self._most, self._seconds = tuple(command), most, seconds
        self._free = threading.Condition()
        self._idle: list[_Child] = []
        self._busy = 0

    def ask(self, job: int, data: bytes) -> tuple[dict[str, Any], bytearray]:
        """Let a child do a job (``wire``); give its words and its bytes.

        A child that died is asked for once more afresh: what ended it may not have been this file. Raises
        MediaUnreadable: what the job says of the file, ``media_breaks_reader`` (two died of it), ``media_too_slow``,
        ``media_too_much`` (memory); BiometricError E_BUSY ``no_reader`` when no child can be started here.
        """
        try:
            return self._asked(job, data)
        except EOFError:
            pass
        try:
            return self._asked(job, data)
        except EOFError as error:
            raise MediaUnreadable("media_breaks_reader") from error

    def close(self) -> None:
        """End the children that are idle."""
        with self._free:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def forget(self) -> None:
        """Let go of them without a word, in a copy of this process: they are the original's."""
        self.__init__(self._command, self._most, self._seconds)  # type: ignore[misc]

    def _asked(self, job: int, data: bytes) -> tuple[dict[str, Any], bytearray]:
        child = self._taken()
        good = False
        try:
            refused, words, body = child.ask(job, data, self._seconds)
            good = True
        except (OSError, ValueError) as error:  # the pipe broke, or what came was no answer
            raise EOFError from error
        finally:
            if not good:
                child.end()
            with self._free:
                self._busy -= 1
                if good:
                    self._idle.append(child)
                self._free.notify()
        if refused:
            key = words.get("key")
            values = {name: words[name] for name in NUMBERS & words.keys() if isinstance(words[name], int)}
            raise MediaUnreadable(key if key in KEYS else "media_breaks_reader", **values)
        return words, body

    def _taken(self) -> "_Child":
        with self._free:
            while not self._idle and self._busy >= self._most:
                self._free.wait()
            self._busy += 1
            child = self._idle.pop() if self._idle else None
        try:
            if child is not None and child.lives:
                return child
            return _Child(self._command)
        except BaseException:
            with self._free:
                self._busy -= 1
                self._free.notify()
            raise


class _Child:
    """One process and its two pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        around = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
                cwd=_ROOT.anchor, env={**around, "OPENBLAS_NUM_THREADS": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except OSError as error:
            raise BiometricError("no_reader", code="E_BUSY", problem=error.strerror or str(error)) from error
        self._timed_out = False
        try:
            ready = self._within(SECONDS_TO_START, lambda: bytes(wire.exactly(self._read, 1)))
        except (OSError, EOFError) as error:
            self.end()
            raise BiometricError("no_reader", code="E_BUSY", problem="") from error
        if ready != wire.READY:
            self.end()
            raise BiometricError("no_reader", code="E_BUSY", problem="")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, job: int, data: bytes, seconds: float) -> tuple[bool, dict[str, Any], bytearray]:
        """Raises MediaUnreadable ``media_too_slow``; EOFError, OSError, ValueError when the child is of no more use."""

        def asked() -> tuple[bool, dict[str, Any], bytearray]:
            self._write(wire.HEAD.pack(job, len(data)))
            self._write(data)
            return wire.answered(self._read)

        try:
            return self._within(seconds, asked)
        except (OSError, EOFError) as error:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
            if self._timed_out or self._process.returncode == -SIGXCPU:
                raise MediaUnreadable("media_too_slow") from error
            raise

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _within(self, seconds: float, job: Callable[[], T]) -> T:
        """Do a job with the pipes; a child that is not done by then is ended, which ends the job."""
        watch = threading.Timer(seconds, self._too_slow)
        watch.daemon = True
        watch.start()
        try:
            return job()
        finally:
            watch.cancel()

    def _too_slow(self) -> None:
        self._timed_out = True
        with suppress(OSError):
            self._process.kill()

    def _read(self, into: memoryview) -> int:
        assert self._process.stdout is not None
        return self._process.stdout.readinto(into) or 0  # type: ignore[attr-defined]  # a raw file: bufsize is 0

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self._process.stdin.write(view) or 0 :]


@cache
def _children() -> Children:
    children = Children()
    atexit.register(children.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=children.forget)
    return children


def ask(job: int, data: bytes) -> tuple[dict[str, Any], bytearray]:
    """Let this process's children do a job: ``Children.ask``."""
    return _children().ask(job, data)
