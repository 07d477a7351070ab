"""The built-in face engine: dlib's HOG detector, 68 landmarks, ResNet."""

import threading
from typing import Any

import numpy as np

from biometric import models
from biometric.devices import Image
from biometric.face.engine import Points, Vector
from biometric.steps import Box

_WINDOW = 80
"""Width in pixels of the smallest face the HOG detector finds (its training window)."""


_EAGER = -0.4
"""Detector score that is enough where a face was a frame ago (a face turned by 35 degrees scores about -0.3)."""

_SHARE = 0.2
"""Share of the best score a further face must have (measured: faces of one photograph 0.7 to 3.3; folds of a space suit
beside a face of 1.4 score 0.04, and would make it "several faces")."""


class DlibEngine:
    """Faces through dlib; models load on first use and are shared by the process.

    One call at a time runs in a model (a network keeps state while it computes), so an engine may be used from
    several threads. ``find``, ``landmarks`` and ``embed`` raise ModelMissing.
    """

    name = "dlib"
    version = models.RESNET.digest

    _one_at_a_time = threading.Lock()

    def find(self, image: Image, *, smallest: int = 80, eager: bool = False) -> list[Box]:
        """Faces of a picture, the largest first.

        ``smallest`` is the width in pixels that must still be found: the picture is scaled so that it meets the
        detector's window, at a cost that rises as it falls (17 ms for 80 in 640x480, 4.6 ms for 160). ``eager`` takes
        weaker evidence, where a face is known to be.
        """
        import cv2

        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        scale = _WINDOW / smallest
        if scale != 1.0:
            how = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
            grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
        with self._one_at_a_time:
            found, scores, _ = models.detector().run(grey, 0, _EAGER if eager else 0.0)
        best = max(scores, default=0.0)
        least = min(_SHARE * best, best)
        boxes = [
            Box(*(round(v / scale) for v in (f.left(), f.top(), f.right(), f.bottom())))
            for f, score in zip(found, scores, strict=True)
            if score >= least
        ]
        return sorted(boxes, key=lambda box: box.right - box.left, reverse=True)

    def landmarks(self, image: Image, box: Box) -> Points:
        """The 68 points of the face in a box, at the detector's kind of box (brows to chin).

        Only the face and half of it around are handed over: the points are the same, the colours of a whole frame
        need not be turned about (0.3 ms of 1.5 in 640x480).
        """
        import dlib

        margin = (box.right - box.left) // 2
        left, top = max(box.left - margin, 0), max(box.top - margin, 0)
        part = image[top : max(box.bottom + margin, 1), left : max(box.right + margin, 1)]
        if not part.size:
            left, top, part = 0, 0, image
        where = dlib.rectangle(box.left - left, box.top - top, box.right - left, box.bottom - top)
        shape = models.landmarks()(_rgb(part), where)
        return np.array([(p.x + left, p.y + top) for p in shape.parts()], np.float32)

    def embed(self, image: Image, points: Points) -> Vector:
        """Embedding of the face with these landmarks: 128 numbers, float32 (75 ms on two cores)."""
        import dlib

        corners = [dlib.point(round(x), round(y)) for x, y in points.tolist()]
        left, top = points.min(axis=0).tolist()
        right, bottom = points.max(axis=0).tolist()
        shape: Any = dlib.full_object_detection(
            dlib.rectangle(round(left), round(top), round(right), round(bottom)), corners
        )
        with self._one_at_a_time:
            vector = models.resnet().compute_face_descriptor(_rgb(image), shape)
        return np.array(vector, np.float32)


def _rgb(image: Image) -> Image:
    """Reverse the channels: OpenCV has blue first, dlib red."""
    import cv2

    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
