"""The child process: imports its decoders, gives up everything else, and answers until its pipe ends."""

import io
import os
import struct
import warnings
import wave

from PIL import Image as Pillow

from biometric.decoding import wire
from biometric.decoding.confined import confine, one_more_file
from biometric.decoding.jobs import JOBS
from biometric.errors import MediaUnreadable


def main() -> None:
    """Answer one file after the other; ends with its pipe."""
    asked = 0
    # What a decoder prints must not get among the answers.
    answers = os.dup(1)
    os.dup2(2, 1)
    _load()
    confine(answers + 1)
    _write(answers, wire.READY)
    source = open(asked, "rb", buffering=0, closefd=False)  # noqa: SIM115  # it is open for the life of the process
    while True:
        try:
            job, size = wire.HEAD.unpack(wire.exactly(source.readinto, wire.HEAD.size))
            data = bytes(wire.exactly(source.readinto, size))
        except EOFError:
            return
        one_more_file()
        words, body, refused = _done(job, data)
        _write(answers, wire.answer(words, refused, len(body)))
        _write(answers, body)


def _done(job: int, data: bytes) -> tuple[dict[str, object], bytes, bool]:
    try:
        words, body = JOBS[job](data)
        return words, body, False
    except MediaUnreadable as error:
        return {"key": error.key, **error.values}, b"", True
    except MemoryError:
        return {"key": "media_too_much"}, b"", True


def _load() -> None:
    """Import what would be imported at the first file: later nothing can be opened."""
    warnings.simplefilter("ignore")
    Pillow.init()
    for name in ("JPEG", "PNG"):
        file = io.BytesIO()
        Pillow.new("RGB", (8, 8)).save(file, name)
        JOBS[wire.SMALL](file.getvalue())
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(struct.pack("<2h", 1, -1) * 16_000)
    JOBS[wire.SOUND](file.getvalue())
    JOBS[wire.HEARD](file.getvalue())


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
