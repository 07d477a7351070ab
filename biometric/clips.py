"""Clips and photographs as cameras: a recording runs through the same code as a person before the camera."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from biometric.devices import Frame
from biometric.errors import MediaUnreadable
from biometric.pictures import read_image

MOST_SIDE = 4096
"""Pixels of a clip's longer side at most (our limit: 4K)."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_CLIPS = (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"OggS", b"FLV\x01", b"0&\xb2u")
"""Matroska and WebM, MPEG program stream, MPEG video, Ogg, Flash, Windows Media."""


class VideoFile:
    """A recorded clip as a camera; its frames carry the clip's own time."""

    recorded = True

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.name = str(path)
        self._capture: Any = None
        self._index = 0
        self._last = -1.0

    def open(self) -> None:
        """Open the clip.

        The kind is read off the first bytes, never off the name: playlists and text, which a decoder would follow to
        other files, are refused. Raises FileNotFoundError, or MediaUnreadable ``clip_is_photograph``, ``not_a_clip``,
        ``clip_too_large``.
        """
        import cv2

        _check_kind(self.path)
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
        capture = cv2.VideoCapture(str(self.path.absolute()), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            raise MediaUnreadable("not_a_clip", path=self.name)
        width, height = capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
        if max(width, height) > MOST_SIDE:
            capture.release()
            raise MediaUnreadable("clip_too_large", path=self.name, width=int(width), height=int(height))
        self._capture, self._index, self._last = capture, 0, -1.0

    def read(self) -> Frame | None:
        """Next frame, None at the end. Raises MediaUnreadable ``not_a_clip`` when there is not one frame."""
        import cv2

        if self._capture is None:
            return None
        done, image = self._capture.read()
        if not done or image is None:
            if self._index == 0:
                raise MediaUnreadable("not_a_clip", path=self.name)
            return None
        at = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if at <= self._last:
            at = self._last + 1 / (self._capture.get(cv2.CAP_PROP_FPS) or 25)
        frame = Frame(image, max(at, 0.0), self._index)
        self._index, self._last = self._index + 1, frame.at
        return frame

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None


class Photographs:
    """Photographs as a camera: one frame each, a second apart."""

    recorded = True

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(Path(path) for path in paths)
        self.name = ", ".join(path.name for path in self.paths)
        self._next = 0

    def open(self) -> None:
        """Begin with the first photograph."""
        self._next = 0

    def read(self) -> Frame | None:
        """Next photograph, None after the last. Raises what ``read_image`` raises."""
        if self._next >= len(self.paths):
            return None
        frame = Frame(read_image(self.paths[self._next]), float(self._next), self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        """Nothing to let go of."""


def _check_kind(path: Path) -> None:
    if path.is_dir():
        raise MediaUnreadable("not_a_clip", path=str(path))
    with path.open("rb") as file:
        head = file.read(256)
    still = head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    if still or head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise MediaUnreadable("clip_is_photograph", path=str(path))
    moving = head.startswith(_CLIPS) or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")
    stream = len(head) > 188 and head[0] == 0x47 and head[188] == 0x47
    if not (moving or stream or head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")):
        raise MediaUnreadable("not_a_clip", path=str(path))
