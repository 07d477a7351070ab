"""A camera of this machine, read by one thread of its own so that a hanging driver cannot hang the program."""

import os
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from biometric.clips import Photographs, VideoFile
from biometric.devices import Frame, Image
from biometric.errors import DeviceMissing
from biometric.pictures import read_image

__all__ = ["LEAST_PIXELS", "Photographs", "VideoFile", "Webcam", "camera_named", "read_image"]

LEAST_PIXELS = 300_000
"""A camera needs more pixels than these (Guangdong: 摄像头像素须大于 30万); 640x480 has 307,200."""
QUARTERS = (0, 90, 180, 270)
"""Degrees clockwise that a picture can be turned by, for a camera that hangs on its side or upside down."""
_BAD_READS = 30
"""Reads without a picture, one after another, that mean the camera is gone."""


class Capture(Protocol):
    """What is used of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether the device answers."""

    def read(self) -> tuple[bool, Any]:
        """Next picture."""

    def release(self) -> None:
        """Let go."""


def open_capture(index: int) -> Capture:
    """Open a camera through OpenCV and ask for 640x480."""
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    capture = cv2.VideoCapture(index, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, 640)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, 480)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


class Webcam:
    """A camera of this machine. ``read`` gives the newest picture; pictures nobody asked for are dropped."""

    recorded = False

    def __init__(
        self,
        index: int = 0,
        *,
        turn: int = 0,
        timeout: float = 5.0,
        opener: Callable[[int], Capture] = open_capture,
        listed: Callable[[int], bool] | None = None,
    ) -> None:
        """``index`` counts cameras from 0; ``timeout`` is in seconds, for opening and for every picture.

        ``turn`` is one of ``QUARTERS``, ``listed`` says whether the system knows a camera that cannot be opened.
        Raises ValueError for another turn.
        """
        if turn not in QUARTERS:
            raise ValueError(f"a picture cannot be turned by {turn} degrees")
        self.index, self.turn, self.timeout, self._opener = index, turn, timeout, opener
        self._known = listed or _listed
        self.name = f"camera {index}"
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._newest: Image | None = None
        self._taken, self._given, self._at, self._started = 0, 0, 0.0, 0.0
        self._trouble: str | None = None

    def open(self) -> None:
        """Get hold of the camera and wait for its first picture.

        Raises DeviceMissing: ``no_camera``; ``camera_busy`` when it is there but gives no picture, as when another
        program holds it; ``camera_too_coarse`` at 0.3 megapixels or less.
        """
        self._stop.clear()
        self._newest, self._trouble, self._taken, self._given = None, None, 0, 0
        self._started = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._taken or self._trouble, self.timeout)
        self._check_first(self._newest)

    def _check_first(self, image: Image | None) -> None:
        if image is None:
            self.close()
            raise DeviceMissing(self._trouble or "camera_busy", camera=self.index)
        height, width = image.shape[:2]
        if width * height <= LEAST_PIXELS:
            self.close()
            raise DeviceMissing("camera_too_coarse", camera=self.index, width=width, height=height)

    def read(self) -> Frame | None:
        """Newest picture not given yet; waits for it. Raises DeviceMissing ``camera_lost`` after the time-out."""
        with self._changed:
            self._changed.wait_for(lambda: self._taken > self._given or self._trouble, self.timeout)
            if self._taken <= self._given or self._newest is None:
                raise DeviceMissing("camera_lost", camera=self.index)
            self._given = self._taken
            image = self._newest
            turned = image if not self.turn else np.ascontiguousarray(np.rot90(image, -self.turn // 90))
            return Frame(turned, self._at, self._taken - 1)

    def close(self) -> None:
        """Let go of the camera; may be called twice. A driver that hangs is left to its daemon thread after 2 s."""
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(2.0)

    def _run(self) -> None:
        capture = self._opener(self.index)
        try:
            if not capture.isOpened():
                self._fail("camera_busy" if self._known(self.index) else "no_camera")
                return
            self._read_all(capture)
        finally:
            capture.release()

    def _read_all(self, capture: Capture) -> None:
        bad = 0
        while not self._stop.is_set() and bad < _BAD_READS:
            done, image = capture.read()
            if not done or image is None:
                bad += 1
                self._stop.wait(0.05)
                continue
            bad = 0
            with self._changed:
                self._newest, self._at = image, time.monotonic() - self._started
                self._taken += 1
                self._changed.notify_all()
        if bad:
            self._fail("camera_lost" if self._taken else "camera_busy")

    def _fail(self, key: str) -> None:
        with self._changed:
            self._trouble = key
            self._changed.notify_all()


def camera_named(source: str) -> Webcam | None:
    """The camera that a short text names: ``1``, or ``1@180`` for one that hangs upside down; else None."""
    found = re.fullmatch(r"([0-9]{1,3})(?:@(0|90|180|270))?", source)
    return Webcam(int(found[1]), turn=int(found[2] or 0)) if found else None


def _listed(index: int) -> bool:
    """Whether the system knows such a camera (Linux tells by a file; elsewhere it cannot be asked)."""
    return os.name == "posix" and index >= 0 and Path(f"/dev/video{index}").exists()
