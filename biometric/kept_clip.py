"""A clip kept in memory: JPEG frames with their own times in an MP4 container (ISO/IEC 14496-12), sealed as evidence.

Written and read without a file: what is not sealed must not touch the disk, and a decoder that guesses at formats must
not be given what came from outside. Common players show it (sample entry ``jpeg``, QuickTime Photo-JPEG).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from biometric.devices import Frame, Image
from biometric.errors import MediaUnreadable
from biometric.pictures import decoded_frame

MAGIC = b"\x00\x00\x00\x14ftyp"
"""First bytes of every clip that is written here."""
MOST_FRAMES = 1_000
"""Of a clip that is read: 20 s at 30 frames a second are 600."""
MOST_BYTES = 64 * 1024 * 1024
MOST_SIDE = 4_096
"""Pixels of the longer side of a frame that is read."""
MOST_GAP = 10_000
"""Milliseconds between two frames that are read."""


@dataclass(frozen=True, slots=True)
class KeptFrame:
    """One frame as it is kept."""

    at: float
    """Seconds since the first frame."""
    jpeg: bytes


def write(frames: Sequence[KeptFrame], width: int, height: int) -> bytes:
    """Put frames into one clip; times are kept to the millisecond. Raises ValueError without a frame."""
    if not frames:
        raise ValueError("needs a frame")
    times = [round(1000 * (frame.at - frames[0].at)) for frame in frames]
    lasts = [max(1, b - a) for a, b in pairwise(times)] + [40]
    media = b"".join(frame.jpeg for frame in frames)
    head = _box(b"ftyp", b"isom", _u32(0x200), b"isom")
    sizes = [len(frame.jpeg) for frame in frames]
    offsets = list(accumulate(sizes[:-1], initial=len(head) + 8))
    return head + _box(b"mdat", media) + _moov(sizes, offsets, lasts, width, height)


def _moov(sizes: list[int], offsets: list[int], lasts: list[int], width: int, height: int) -> bytes:
    unity = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    length = sum(lasts)
    entry = struct.pack(">6xH16xHHIIIH32xHh", 1, width, height, 0x480000, 0x480000, 0, 1, 24, -1)
    table = _box(
        b"stbl",
        _full(b"stsd", _u32(1), _box(b"jpeg", entry)),
        _full(b"stts", _u32(len(lasts)), *(_u32(1, last) for last in lasts)),
        _full(b"stsc", _u32(1, 1, 1, 1)),
        _full(b"stsz", _u32(0, len(sizes), *sizes)),
        _full(b"stco", _u32(len(offsets), *offsets)),
    )
    info = _box(
        b"minf",
        _full(b"vmhd", bytes(8), flags=1),
        _box(b"dinf", _full(b"dref", _u32(1), _full(b"url ", flags=1))),
        table,
    )
    media = _box(
        b"mdia",
        _full(b"mdhd", _u32(0, 0, 1000, length), struct.pack(">HH", 0x55C4, 0)),
        _full(b"hdlr", _u32(0), b"vide", bytes(12), b"\0"),
        info,
    )
    track = _full(
        b"tkhd", _u32(0, 0, 1, 0, length), bytes(16), unity, _u32(width << 16, height << 16), flags=3
    )  # fmt: skip
    film = _full(
        b"mvhd", _u32(0, 0, 1000, length, 0x10000), struct.pack(">H10x", 0x100), unity, bytes(24), _u32(2)
    )
    return _box(b"moov", film, _box(b"trak", track, media))


def _u32(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}I", *numbers)


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return _u32(8 + len(body)) + kind + body


def _full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _box(kind, _u32(flags), *parts)


def read(data: bytes) -> tuple[KeptFrame, ...]:
    """Take a clip apart that ``write`` made. Raises MediaUnreadable ``kept_clip_damaged`` for anything else."""
    try:
        return tuple(_frames(data))
    except (ValueError, KeyError, struct.error) as error:
        raise MediaUnreadable("kept_clip_damaged") from error


def _frames(data: bytes) -> Iterator[KeptFrame]:
    _check(data.startswith(MAGIC) and len(data) <= MOST_BYTES)
    table = data
    for step in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):
        table = _boxes(table)[step]
    inside = _boxes(table)
    count = struct.unpack_from(">I", inside[b"stsz"], 8)[0]
    _check(1 <= count <= MOST_FRAMES)
    sizes = struct.unpack_from(f">{count}I", inside[b"stsz"], 12)
    offsets = struct.unpack_from(f">{count}I", inside[b"stco"], 8)
    lasts = struct.unpack_from(f">{2 * count}I", inside[b"stts"], 8)[1::2]
    at = 0
    for size, offset, last in zip(sizes, offsets, lasts, strict=True):
        jpeg = data[offset : offset + size]
        _check(len(jpeg) == size and jpeg.startswith(b"\xff\xd8\xff") and 0 < last <= MOST_GAP)
        yield KeptFrame(at / 1000, jpeg)
        at += last


def _boxes(data: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        _check(8 <= size <= len(data) - at)
        found[kind] = data[at + 8 : at + size]
        at += size
    return found


def _check(right: bool) -> None:
    if not right:
        raise ValueError("not a kept clip")


class KeptClip:
    """A kept clip as a camera: a recording, played through the same code as a person before the lens."""

    recorded = True

    def __init__(self, data: bytes, name: str = "") -> None:
        """Raises MediaUnreadable ``kept_clip_damaged``."""
        self.name = name
        self._frames, self._next = read(data), 0

    def open(self) -> None:
        """Begin with the first frame."""
        self._next = 0

    def read(self) -> Frame | None:
        """Next frame, None after the last. Raises MediaUnreadable ``kept_clip_damaged``."""
        if self._next >= len(self._frames):
            return None
        kept, index = self._frames[self._next], self._next
        self._next += 1
        return Frame(decode_image(kept.jpeg), kept.at, index)

    def close(self) -> None:
        """Nothing to let go of."""


def decode_image(data: bytes) -> Image:
    """Decode a kept picture in a child process. Raises MediaUnreadable ``kept_clip_damaged``, ``media_*``."""
    try:
        return decoded_frame(data)
    except MediaUnreadable as error:
        raise MediaUnreadable(error.key if error.key.startswith("media_") else "kept_clip_damaged") from error
