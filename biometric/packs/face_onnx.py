"""Face engines of packs: an embedding network of OpenCV or of any ONNX file, with dlib's landmarks beneath.

Liveness needs 68 points, so whatever finds and embeds a face, dlib's predictor says where its parts are. Vectors are
brought to length one half: 1 minus their distance is then a likeness 0..1, as everywhere in this program
(``likeness_of_cosine`` converts a published threshold).
"""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from biometric.devices import Image
from biometric.errors import ModelMissing
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import Points, Vector
from biometric.packs.five_points import aligned, box_around, five_points
from biometric.packs.kinds import DETECTION, ONNX_FACE, SFACE
from biometric.packs.manifest import Manifest
from biometric.packs.pack import Pack
from biometric.steps import Box

DETECTED = 0.7
"""Score from which YuNet's find counts (OpenCV's default is 0.9, for few false ones; ours: old faces under a lamp
must be found, and dlib's landmarks and the quality checks look at what was found)."""
EAGER = 0.5
"""Score that is enough where a face was a frame ago."""
COMFORTABLE = 40
"""Pixels to which the smallest face that is looked for is brought: YuNet was trained for 10 to 300 (opencv_zoo,
face_detection_yunet), and the time goes with the picture's area."""
_LENGTH = 0.5


class PackFace:
    """A face engine of a pack. Calls of one engine run one after another: a network keeps state while it computes."""

    def __init__(self, pack: Pack) -> None:
        """Load the networks of a pack. Raises ModelMissing ``pack_gone``, ``pack_changed``, ``pack_unusable``."""
        manifest = pack.manifest
        self.name, self.version = str(manifest.engine), manifest.version
        self._beneath, self._turns = DlibEngine(), threading.Lock()
        self._pack = manifest.name
        self._quiet()
        held = {file.name for file in manifest.files}
        self._detector = self._made(lambda: _detector(pack.read(DETECTION))) if DETECTION in held else None
        make = _sface if manifest.engine == "sface" else _any_onnx
        weights = pack.read(SFACE if manifest.engine == "sface" else ONNX_FACE)
        self._network: Callable[[Image, Points], Vector] = self._made(lambda: make(weights, manifest))
        blank = np.full((120, 120, 3), 127, np.uint8)
        self.embed(blank, np.random.default_rng(0).uniform(30, 90, (68, 2)).astype(np.float32))

    def find(self, image: Image, *, smallest: int = 80, eager: bool = False) -> list[Box]:
        """Faces of a picture, the largest first; ``smallest`` is the width in pixels that must still be found."""
        detector = self._detector
        if detector is None:
            return self._beneath.find(image, smallest=smallest, eager=eager)
        small, scale = _reduced(image, min(1.0, COMFORTABLE / smallest))
        with self._turns:
            detector.setInputSize((small.shape[1], small.shape[0]))
            detector.setScoreThreshold(EAGER if eager else DETECTED)
            _, rows = self._made(lambda: detector.detect(small))
        boxes = [box_around(row[4:14].reshape(5, 2) / scale) for row in (() if rows is None else rows)]
        found = [box for box in boxes if box.right - box.left >= smallest * 0.9]
        return sorted(found, key=lambda box: box.right - box.left, reverse=True)

    def landmarks(self, image: Image, box: Box) -> Points:
        """The 68 points of the face in a box, by dlib."""
        return self._beneath.landmarks(image, box)

    def embed(self, image: Image, points: Points) -> Vector:
        """Embedding of the face with these landmarks, of length one half."""
        with self._turns:
            raw = np.asarray(self._made(lambda: self._network(image, points)), np.float64).ravel()
        length = float(np.linalg.norm(raw))
        if raw.size < 8 or not np.isfinite(length) or length < 1e-9:
            raise ModelMissing("pack_unusable", pack=self._pack, problem=f"embedding {raw.shape}")
        return np.asarray(raw * (_LENGTH / length), np.float32)

    @staticmethod
    def _quiet() -> None:
        """Keep OpenCV's remarks about its own back ends off the terminal; errors are raised all the same."""
        import cv2

        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)

    def _made(self, make: Callable[[], Any]) -> Any:
        """Run OpenCV's part; what it cannot read or compute becomes a sentence."""
        import cv2

        try:
            return make()
        except cv2.error as error:
            problem = str(getattr(error, "err", "")) or "OpenCV"
            raise ModelMissing("pack_unusable", pack=self._pack, problem=problem[:120]) from error


def likeness_of_cosine(cosine: float) -> float:
    """Likeness 0..1 in this program of a cosine -1..1 between two embeddings, as thresholds are published."""
    return float(1 - np.sqrt(max(0.0, (1 - cosine) / 2)))


def _reduced(image: Image, scale: float) -> tuple[Image, float]:
    import cv2

    if scale == 1.0:
        return image, 1.0
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False), scale


def _bytes(data: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.frombuffer(data, np.uint8)


def _detector(weights: bytes) -> Any:
    import cv2

    return cv2.FaceDetectorYN.create("onnx", _bytes(weights), _bytes(b""), (320, 320), DETECTED)


def _sface(weights: bytes, _: Manifest) -> Callable[[Image, Points], Vector]:
    import cv2

    network = cv2.FaceRecognizerSF.create("onnx", _bytes(weights), _bytes(b""))

    def embedded(image: Image, points: Points) -> Vector:
        # A row as YuNet gives it: the box, which alignment does not use, five points, a score.
        row = np.concatenate([np.zeros(4), five_points(points).ravel(), [1.0]]).astype(np.float32)
        return np.asarray(network.feature(network.alignCrop(image, row)), np.float32)

    return embedded


def _any_onnx(weights: bytes, manifest: Manifest) -> Callable[[Image, Points], Vector]:
    import cv2

    network = cv2.dnn.readNetFromONNX(_bytes(weights))
    side = manifest.number("side")
    mean, spread = manifest.number("mean_milli") / 1000, manifest.number("spread_milli") / 1000
    red_first = manifest.settings["channels"] == "rgb"

    def embedded(image: Image, points: Points) -> Vector:
        face = aligned(image, points, side)
        network.setInput(
            cv2.dnn.blobFromImage(face, 1 / spread, (side, side), (mean, mean, mean), swapRB=red_first)
        )
        return np.asarray(network.forward(), np.float32)

    return embedded
