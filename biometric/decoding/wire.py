"""What goes over the pipe: a job's number and bytes to the child, a few words and bytes back. Nothing is pickled: what
the child says may come from a file that took it over."""

import json
import struct
from collections.abc import Callable
from typing import Any

PICTURE, FRAME, SMALL, DAY, SOUND, CHECK, HEARD = range(7)
"""Jobs: pixels of a photograph; of a frame of a kept clip; of a photograph to look at; the day in its Exif; samples
of a recording; whether a piece of evidence decodes at all; the print by which a recording is found again."""
READY = b"R"
"""The child is confined and waits."""
HEAD = struct.Struct(">BI")
"""Asked: job, bytes that follow."""
ANSWER = struct.Struct(">BHI")
"""Answered: done or refused, bytes of the words, bytes of the pixels or samples."""
DONE, REFUSED = 0, 1
MOST_WORDS = 4096
MOST_BODY = 512 * 2**20
"""Bytes of an answer at most: more than 10 minutes of sound at 48 kHz, or three times the largest picture."""

Read = Callable[[memoryview], int]


def exactly(read: Read, size: int) -> bytearray:
    """Read ``size`` bytes. Raises EOFError when the pipe ends before."""
    got = bytearray(size)
    view, at = memoryview(got), 0
    while at < size:
        step = read(view[at:])
        if not step:
            raise EOFError
        at += step
    return got


def answer(words: dict[str, Any], refused: bool, body: int) -> bytes:
    """Give the head of an answer and its words."""
    said = json.dumps(words).encode("ascii")
    return ANSWER.pack(REFUSED if refused else DONE, len(said), body) + said


def answered(read: Read) -> tuple[bool, dict[str, Any], bytearray]:
    """Read an answer: whether it was refused, its words, its bytes. Raises EOFError, ValueError for anything else."""
    kind, words, body = ANSWER.unpack(exactly(read, ANSWER.size))
    if kind not in (DONE, REFUSED) or words > MOST_WORDS or body > MOST_BODY:
        raise ValueError("not an answer")
    said = json.loads(bytes(exactly(read, words)))
    if not isinstance(said, dict):
        raise ValueError("not an answer")
    return kind == REFUSED, said, exactly(read, body)
