"""A file made to break a decoder costs one child process and one sentence; everybody else goes on."""

import io
import os
import struct
import subprocess
import sys
import threading
import time
import wave
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from biometric import kept_clip
from biometric.decoding import wire
from biometric.decoding.pool import COMMAND, Children
from biometric.errors import BiometricError, MediaUnreadable
from biometric.pictures import as_jpeg, check, decoded, small, taken_on
from biometric.sound_file import decode_sound


def encoded(kind: str, width: int = 64, height: int = 48, **more: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(file, kind, **more)
    return file.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *more: bytes, data: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose head says another size."""
    data = bytearray(encoded("JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def wav(rate: int = 16_000, declared: int | None = None) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(np.zeros(1600, "<i2").tobytes())
    data = bytearray(file.getvalue())
    data[24:28] = struct.pack("<I", rate)
    if declared is not None:
        data[40:44] = struct.pack("<I", declared)
    return bytes(data)


TEXT = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000))
"""80 KB in the file, 80 MB in memory."""
HOSTILE = {
    "a jpeg of 65535 by 65535": jpeg_of(65535, 65535),
    "a png of 2^31": png(2**31 - 1, 2**31 - 1),
    "a png that says more than it holds": png(7000, 7000, data=zlib.compress(b"\0" * 1000)),
    "a chunk bomb": png(64, 48, TEXT, data=zlib.compress(b"\0" * 48 * 193)),
    "half a jpeg": encoded("JPEG", 640, 480)[:9000],
    "a jpeg and nothing": b"\xff\xd8\xff",
    "sound of 4 GB": wav(declared=2**32 - 1),
    "sound of 0 Hz": wav(rate=0),
    "a sound without an end": b"RIFF" + b"\xff" * 4000,
    "a clip with a huge atom": kept_clip.MAGIC + b"isom" + struct.pack(">I4s", 2**32 - 1, b"moov"),
    "a clip of no pictures": kept_clip.write([kept_clip.KeptFrame(0.0, b"\xff\xd8\xff" + b"no")], 64, 48),
    "a clip whose frame is huge": kept_clip.write([kept_clip.KeptFrame(0.0, jpeg_of(60000, 60000))], 64, 48),
    "a document": b"%PDF-1.7 /JavaScript /Launch",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_evidence_is_refused_and_the_next_piece_is_looked_at(name: str) -> None:
    with pytest.raises(MediaUnreadable) as refused:
        check(HOSTILE[name])
    assert refused.value.code == "E_MEDIA"
    check(encoded("JPEG"))


def test_honest_evidence_passes() -> None:
    frame = kept_clip.KeptFrame(0.0, encoded("JPEG"))
    later = kept_clip.KeptFrame(0.1, encoded("JPEG"))
    for data in (encoded("PNG"), encoded("JPEG", 640, 480), wav(), kept_clip.write([frame, later], 64, 48)):
        check(data)


def test_what_comes_back_is_what_was_encoded() -> None:
    lines = np.zeros((30, 40, 3), np.uint8)
    lines[:, :, 0] = 200
    file = io.BytesIO()
    Image.fromarray(lines[:, :, ::-1].copy()).save(file, "PNG")
    assert (decoded(file.getvalue()) == lines).all()
    for kind in ("BMP", "WEBP", "TIFF", "MPO"):
        assert decoded(encoded(kind)).shape == (48, 64, 3)
    assert small(as_jpeg(np.zeros((3000, 2000, 3), np.uint8))).shape == (1280, 853, 3)
    assert decode_sound(wav()).samples.shape == (1600,)


def test_the_day_in_a_photograph_is_read_and_nonsense_is_none() -> None:
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2026:09:01 10:00:00"}
    assert str(taken_on(encoded("JPEG", exif=exif))) == "2026-09-01"
    exif[0x8769] = {0x9003: "2026:99:01"}
    for data in (encoded("JPEG", exif=exif), encoded("PNG"), wav(), b""):
        assert taken_on(data) is None


IMPORTS = COMMAND[-1].split("from biometric")[0]
CRASHES = "import os, sys; os.write(1, b'R'); os.read(0, 5); os.kill(os.getpid(), 11)"
HANGS = "import os, time; os.write(1, b'R'); time.sleep(60)"
LIES = "import os; os.write(1, b'R'); os.read(0, 5); os.write(1, b'\\x09' * 600); os.read(0, 9)"
NEVER = "import sys; sys.exit(3)"


@pytest.mark.parametrize(("program", "key"), [(CRASHES, "media_breaks_reader"), (LIES, "media_breaks_reader"),
                                              (HANGS, "media_too_slow"), (NEVER, "no_reader")])  # fmt: skip
def test_a_decoder_that_breaks_hangs_or_lies_is_a_sentence(program: str, key: str) -> None:
    children = Children((sys.executable, "-c", program), seconds=0.5)
    with pytest.raises(BiometricError) as refused:
        children.ask(wire.CHECK, b"data")
    assert refused.value.key == key


def test_a_child_that_was_killed_by_others_is_replaced_and_the_file_is_read() -> None:
    children = Children(most=1)
    try:
        children.ask(wire.CHECK, encoded("JPEG"))
        (child,) = children._idle
        os.kill(child._process.pid, 9)
        child._process.wait()
        children.ask(wire.CHECK, encoded("JPEG"))
        assert children._idle[0] is not child
    finally:
        children.close()


def test_one_file_that_takes_its_time_does_not_keep_the_next_waiting(tmp_path: Path) -> None:
    enough = tmp_path / "enough"
    script = (
        f"{IMPORTS}\n"
        "import os, time\n"
        "from biometric.decoding import wire\n"
        "os.write(1, b'R')\n"
        "while head := os.read(0, 5):\n"
        "    data = os.read(0, 9)\n"
        f"    while data == b'slow' and not os.path.exists({str(enough)!r}): time.sleep(0.01)\n"
        "    os.write(1, wire.answer({}, False, 0))\n"
    )
    children = Children((sys.executable, "-c", script))
    done: list[str] = []

    def slow() -> None:
        children.ask(wire.CHECK, b"slow")
        done.append("slow")

    waiting = threading.Thread(target=slow)
    waiting.start()
    while not children._busy:
        time.sleep(0.01)
    for _ in range(3):
        children.ask(wire.CHECK, b"quick")
    assert not done
    enough.touch()
    waiting.join()
    children.close()


@pytest.mark.skipif(sys.platform != "linux", reason="these limits are those of Linux")
@pytest.mark.parametrize("forbidden", [
    "open('/etc/hostname')", "open('/tmp/written', 'w')", "__import__('socket').socket()", "os.fork()",
    "bytearray(2 * 1024**3)",
])  # fmt: skip
def test_the_process_that_decodes_can_do_nothing_else(forbidden: str) -> None:
    script = (
        f"{IMPORTS}\n"
        "import os, socket\n"
        "from biometric.decoding.child import _load\n"
        "from biometric.decoding.confined import confine\n"
        "_load(); confine(3)\n"
        f"try:\n    {forbidden}\nexcept (OSError, MemoryError):\n    os.write(1, b'refused')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env={"OPENBLAS_NUM_THREADS": "1"}
    )
    if forbidden == "os.fork()" and os.geteuid() == 0 and ran.stdout != b"refused":
        pytest.skip("the system bounds no processes of root")
    assert ran.stdout == b"refused", ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of processor time here")
def test_a_file_that_never_ends_uses_its_own_seconds_only() -> None:
    script = (
        f"{IMPORTS}\n"
        "import biometric.decoding.confined as confined, os\n"
        "confined.CPU_SECONDS = 0\n"
        "os.write(1, b'R'); os.read(0, 5); confined.one_more_file()\n"
        "while True: pass\n"
    )
    with pytest.raises(MediaUnreadable) as refused:
        Children((sys.executable, "-c", script), seconds=60).ask(wire.CHECK, b"")
    assert refused.value.key == "media_too_slow"
