"""What the child does with bytes from outside: one job a function, the limits checked before anything is decoded."""

import io
import math
from collections.abc import Callable
from datetime import date
from typing import Any

import miniaudio
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFile, ImageOps

from biometric import kept_clip, sound_file
from biometric.decoding import wire
from biometric.errors import MediaUnreadable
from biometric.pictures import FORMATS, MOST_PIXELS, MOST_SIDE
from biometric.voice import copied
from biometric.voice.wav_header import wav_rate

Answer = tuple[dict[str, Any], bytes]
"""Words, and pixels or samples."""
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    TypeError,
    KeyError,
    ZeroDivisionError,
    OverflowError,
)
"""What Pillow raises at files that are damaged or made to be."""
EXIF, ORIGINAL, DIGITISED = 0x8769, 0x9003, 0x9004
"""Exif directory and its DateTimeOriginal and DateTimeDigitized (CIPA DC-008, 4.6.5)."""
SMALL_SIDE = 1280
"""Pixels of the longer side of a picture to look at: more than a terminal has."""


def picture(data: bytes) -> Answer:
    """Pixels of a photograph, upright. Raises MediaUnreadable ``not_a_picture``, ``picture_too_large``,
    ``picture_damaged``."""
    opened = _opened(data, FORMATS, MOST_SIDE)
    try:
        ImageOps.exif_transpose(opened, in_place=True)
        return _pixels(_eight_bit(opened))
    except BROKEN as error:
        raise MediaUnreadable("picture_damaged") from error


def frame(data: bytes) -> Answer:
    """Pixels of a frame of a kept clip, as it was filmed. Raises as ``picture``."""
    opened = _opened(data, ("JPEG", "PNG"), kept_clip.MOST_SIDE)
    try:
        return _pixels(opened)
    except BROKEN as error:
        raise MediaUnreadable("picture_damaged") from error


def small(data: bytes) -> Answer:
    """Pixels of a photograph, upright and no larger than a screen shows. Raises as ``picture``."""
    opened = _opened(data, FORMATS, MOST_SIDE)
    try:
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        ImageOps.exif_transpose(opened, in_place=True)
        upright = _eight_bit(opened).convert("RGB")
        upright.thumbnail((SMALL_SIDE, SMALL_SIDE))
        return _pixels(upright)
    except BROKEN as error:
        raise MediaUnreadable("picture_damaged") from error


def day(data: bytes) -> Answer:
    """Day that a camera wrote into a photograph, ISO; empty without one, or where it makes no sense."""
    try:
        told = Pillow.open(io.BytesIO(data), formats=FORMATS).getexif().get_ifd(EXIF)
        said = told.get(ORIGINAL) or told.get(DIGITISED)
        return {"day": date.fromisoformat(str(said)[:10].replace(":", "-")).isoformat()}, b""
    except (*BROKEN, Pillow.DecompressionBombError):
        return {"day": ""}, b""


def sound(data: bytes) -> Answer:
    """Mono samples at the file's own rate. Raises MediaUnreadable ``sound_*``."""
    rate, samples = _sound(data)
    return {"rate": rate}, samples.tobytes()


def heard(data: bytes) -> Answer:
    """Print of a recording (``copied``), empty where nothing sounds. Raises as ``sound``."""
    return {}, copied.sound_print(_sound(data, copied.RATE)[1])


def check(data: bytes) -> Answer:
    """Nothing for evidence that can be decoded: a photograph and a sound to their end, a clip's frames by their heads
    and the first of them whole. Raises MediaUnreadable."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        opened = _opened(data, ("JPEG", "PNG"), MOST_SIDE)
        try:
            opened.draft("L", (math.ceil(opened.width / 8), math.ceil(opened.height / 8)))
            opened.load()
        except BROKEN as error:
            raise MediaUnreadable("picture_damaged") from error
    elif data.startswith(kept_clip.MAGIC):
        for number, one in enumerate(kept_clip.read(data)):
            frame(one.jpeg) if number == 0 else _opened(one.jpeg, ("JPEG",), kept_clip.MOST_SIDE)
    else:
        sound(data)
    return {}, b""


JOBS: dict[int, Callable[[bytes], Answer]] = {
    wire.PICTURE: picture, wire.FRAME: frame, wire.SMALL: small, wire.DAY: day, wire.SOUND: sound, wire.CHECK: check,
    wire.HEARD: heard,
}  # fmt: skip
"""Number on the pipe -> what is done."""


def _opened(data: bytes, formats: tuple[str, ...], most_side: int) -> Any:
    # face_recognition switches this on for a whole process; half a photograph is a damaged one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        opened = Pillow.open(io.BytesIO(data), formats=formats)
    except Pillow.DecompressionBombError as error:
        raise MediaUnreadable("picture_too_large") from error
    except BROKEN as error:
        raise MediaUnreadable("not_a_picture") from error
    width, height = opened.size
    if max(width, height) > most_side or width * height > MOST_PIXELS:
        raise MediaUnreadable("picture_too_large", width=width, height=height)
    return opened


def _pixels(opened: Any) -> Answer:
    """Give blue-green-red pixels, with as few copies as there can be: of the largest picture each is 150 MB."""
    plain = opened if opened.mode == "RGB" else opened.convert("RGB")
    return {"height": plain.height, "width": plain.width}, plain.tobytes("raw", "BGR")


def _eight_bit(opened: Any) -> Any:
    """Bring sixteen-bit grey to eight: Pillow would cut its values off instead."""
    if opened.mode.startswith("I;16") or opened.mode in ("I", "F"):
        values = np.asarray(opened, np.float64)
        return Pillow.fromarray(np.clip(values / 257, 0, 255).astype(np.uint8))
    return opened


def _by_first_bytes(data: bytes) -> Any:
    """Find the reader by what the file is, not by what it is called."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return miniaudio.wav_get_info
    if data[:4] == b"fLaC":
        return miniaudio.flac_get_info
    if data[:4] == b"OggS":
        return miniaudio.vorbis_get_info
    if data[:3] == b"ID3" or (len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return miniaudio.mp3_get_info
    return None


def _check_rate(rate: int) -> None:
    if not sound_file.LOWEST_RATE <= rate <= sound_file.HIGHEST_RATE:
        raise MediaUnreadable("sound_rate", rate=rate)


def _sound(data: bytes, wanted: int | None = None) -> tuple[int, NDArray[np.float32]]:
    """Give the file's rate, and mono samples at it or at the one ``wanted``."""
    describe = _by_first_bytes(data)
    if describe is None:
        raise MediaUnreadable("sound_unreadable")
    if data[:4] == b"RIFF":
        _check_rate(wav_rate(data))
    try:
        info = describe(data)
        _check_rate(info.sample_rate)
        if info.num_frames > sound_file.LONGEST * info.sample_rate:
            raise MediaUnreadable("sound_too_long")
        samples = _samples(data, wanted or info.sample_rate)
    except (miniaudio.MiniaudioError, ZeroDivisionError) as error:
        raise MediaUnreadable("sound_unreadable") from error
    if not samples.size:
        raise MediaUnreadable("sound_empty")
    if not np.isfinite(samples).all():
        raise MediaUnreadable("sound_unreadable")
    return info.sample_rate, samples


def _samples(data: bytes, rate: int) -> NDArray[np.float32]:
    """Decode to mono at this rate, in pieces, because a header may declare less than follows."""
    pieces, total = [], 0
    for piece in miniaudio.stream_memory(data, miniaudio.SampleFormat.FLOAT32, 1, rate, 16384):
        pieces.append(np.frombuffer(piece, np.float32))
        total += len(piece)
        if total > sound_file.LONGEST * rate:
            raise MediaUnreadable("sound_too_long")
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
