"""Keeps Python's collector of cycles from making a key wait: what imports made is there until the end anyway.

A full collection looks at everything that lives, 430,000 objects behind an open office, and holds the program for
200 ms and more (measured; a key shall be answered within 100). What is frozen (``gc.freeze``) is not looked at again,
and the next collections take some 50 ms. Freezing keeps also the garbage of that moment: it is done once when the first
screen is painted, once when an office is open, after imports behind a screen, and only where the process opens screens.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

DUE, SELDOM = 5, 100
"""Collections of the younger objects after which everything is looked at: in a rest, and at the latest."""

_begun = [False]
_settled: set[str] = set()


def begin() -> None:
    """Say that this process opens the screens once, and collect nothing until they are painted (``settle``)."""
    _begun[0] = True
    gc.disable()


def settle(stage: str) -> None:
    """Freeze what lives now and collect again from here on; once a stage, and not where nobody began."""
    if _begun[0] and stage not in _settled:
        _settled.add(stage)
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, SELDOM)
        gc.enable()


def rest() -> None:
    """Look through everything once it is due, for nobody waits for a key now; nothing where nobody began."""
    if _begun[0] and gc.isenabled() and gc.get_count()[2] >= DUE:
        gc.collect()


@contextmanager
def importing() -> Iterator[None]:
    """Collect nothing while modules are imported, and freeze what they made; nothing where nobody began."""
    known = len(sys.modules)
    if _begun[0]:
        gc.disable()
    try:
        yield
    finally:
        if _begun[0]:
            if len(sys.modules) > known:
                gc.freeze()
            gc.enable()
