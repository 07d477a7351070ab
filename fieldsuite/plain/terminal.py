"""A terminal as lines: one goes out, one comes in. Nothing is moved, coloured or drawn over."""

import getpass
import io
import locale
import os
import sys
import warnings
from typing import Protocol


class Left(Exception):
    """The input ended: whoever typed is gone."""


class Lines(Protocol):
    """What a dialogue is held over."""

    def write(self, text: str) -> None:
        """Write one line."""

    def read(self, prompt: str) -> str:
        """Write a prompt and read the line behind it. Raises Left at the end, KeyboardInterrupt on Ctrl-C."""

    def secret(self, prompt: str) -> str:
        """Like ``read``, and what is typed is not shown."""


class Terminal:
    """The process's own input and output, whatever they are: a console, a serial line, a pipe."""

    def __init__(self) -> None:
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal of GBK has no 𬱟: a question mark in a name is better than no program.
                stream.reconfigure(encoding=_encoding(stream), errors="replace")

    def write(self, text: str) -> None:
        """Write one line at once: a screen reader speaks as lines come."""
        print(text, flush=True)

    def read(self, prompt: str) -> str:
        """Write the prompt without ending its line."""
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Left
        return line.rstrip("\r\n")

    def secret(self, prompt: str) -> str:
        """Read without an echo where there is a terminal; a pipe shows nothing anyway."""
        if not sys.stdin.isatty():
            return self.read(prompt)
        try:
            with warnings.catch_warnings():
                # Where the echo cannot be turned off the passphrase would stand in a speech log: better not asked.
                warnings.simplefilter("error", getpass.GetPassWarning)
                return getpass.getpass(prompt)
        except (EOFError, getpass.GetPassWarning) as error:
            raise Left from error


def _encoding(stream: io.TextIOWrapper) -> str:
    """Give the encoding of the terminal behind a stream: that of its locale where it can say Chinese.

    The command line speaks UTF-8 to pipes, and Windows' console takes it from Python whatever its code page.
    """
    if os.name == "nt" or not stream.isatty():
        return "utf-8"
    try:
        "社".encode(locale.getencoding())
    except (UnicodeEncodeError, LookupError):
        return "utf-8"
    return locale.getencoding()
