"""Fills one shelf from another, sealed as the pieces are: can be cut off at any time and done again."""

from collections.abc import Iterator
from typing import BinaryIO

from fieldsuite.shelves.shelf import Shelf, digest_of, read_on


def copy_pieces(source: Shelf, target: Shelf) -> Iterator[tuple[int, int]]:
    """Copy what the target lacks or has differently, each read back; yields pieces done and pieces in all.

    What is there is compared, not believed: who was cut off may have left one that nobody compared. Raises what the
    shelves raise.
    """
    names = list(source.names())
    yield 0, len(names)
    for done, name in enumerate(names, 1):
        if (there := target.open(name)) is None or _digest(there) != _digest(source.open(name)):
            target.keep(name, _read(source.open(name)))
        yield done, len(names)


def _digest(file: BinaryIO | None) -> bytes:
    if file is None:
        return b""
    with file:
        return digest_of(file)


def _read(file: BinaryIO | None) -> Iterator[bytes]:
    if file is not None:
        with file:
            yield from read_on(file)
