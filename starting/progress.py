"""A progress line on stderr: what is done, how many packages so far, how long it took."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starting.words import say


@contextmanager
def line(text: str, lang: str) -> Iterator[Callable[[int], None]]:
    """Show what is being done and, at the end, its seconds; the function given counts what is through."""
    begun, live = time.monotonic(), sys.stderr.isatty()
    print(text, end=" ", file=sys.stderr, flush=True)

    def count(done: int) -> None:
        if live:
            print(f"\r{text} {done}", end=" ", file=sys.stderr, flush=True)

    try:
        yield count
    finally:
        seconds = say("seconds", lang, values={"count": round(time.monotonic() - begun, 1)})
        print(f"\r{text} {seconds}" if live else seconds, file=sys.stderr, flush=True)
