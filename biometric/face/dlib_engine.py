"""The built-in face engine: dlib's HOG detector, 68 landmarks, ResNet on faces set upright by five points."""

import itertools
import threading
from typing import Any

import numpy as np

from biometric import models
from biometric.devices import Image
from biometric.face.engine import Points, Vector
from biometric.face.geometry import box_around
from biometric.steps import Box

_WINDOW = 80
"""Width in pixels of the smallest face the HOG detector finds (its training window)."""


_EAGER = -0.4
"""Detector score that is enough where a face was a frame ago (a face turned by 35 degrees scores about -0.3)."""

_SHARE = 0.2
"""Share of the best score a further face must have (measured: faces of one photograph 0.7 to 3.3; folds of a space suit
beside a face of 1.4 score 0.04, and would make it "several faces")."""


_AROUND = tuple(itertools.product((-0.06, 0.06), (-0.06, 0.06), (0.94, 1.06)))
"""Boxes off which the five points are read: moved right and down by a share of the width, and made so much wider."""


class DlibEngine:
    """Faces through dlib; models load on first use and are shared by the process.

    One call at a time runs in a model (a network keeps state while it computes), so an engine may be used from
    several threads. ``find``, ``landmarks`` and ``embed`` raise ModelMissing.
    """

    name = "dlib"
    version = f"{models.RESNET.digest}-{models.CORNERS.digest[:4]}"
    """The network's weights and those that set a face upright: both change what comes out."""

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
        """Embedding of the face with these landmarks: 128 numbers, float32 (75 ms on two cores).

        The face is set upright by dlib's five points, as face_recognition does it. They shift with the box they are
        looked for in, so that their mean over eight boxes around the landmarks is taken (2 ms). Of the likenesses of
        666 pairs 92 % are then within 0.01 of face_recognition's; its own are when a few rows and columns are cut off
        the photographs, in 90 % (``benchmarks/photo.py``).
        """
        import dlib

        box, red_first = box_around(points), _rgb(image)
        wide, x, y = box.right - box.left, (box.left + box.right) / 2, (box.top + box.bottom) / 2
        with self._one_at_a_time:
            found = []
            for right, down, wider in _AROUND:
                half, at_x, at_y = wide * wider / 2, x + right * wide, y + down * wide
                edges = (round(v) for v in (at_x - half, at_y - half, at_x + half, at_y + half))
                found.append(models.corners()(red_first, dlib.rectangle(*edges)))
            five = np.mean([[(p.x, p.y) for p in one.parts()] for one in found], axis=0)
            corners = [dlib.point(round(x), round(y)) for x, y in five.tolist()]
            shape: Any = dlib.full_object_detection(found[0].rect, corners)
            vector = models.resnet().compute_face_descriptor(red_first, shape)
        return np.array(vector, np.float32)


def _rgb(image: Image) -> Image:
    """Reverse the channels: OpenCV has blue first, dlib red."""
    import cv2

    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
