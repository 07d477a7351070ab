"""Is the wall behind a face plain, as the notices ask (Guangxi: 请使用白色或纯颜色作为背景)."""

import numpy as np

from biometric.devices import Image
from biometric.face.engine import Points

_EYES = 24
"""Pixels between the outer eye corners of the reduced picture: fine texture and noise are gone, edges stay."""
_LEAST = 200
"""Pixels of background that must be seen: 0.35 square eye distances; less says nothing."""
_EDGE = 4.0
"""Change a pixel in CIE L*a*b* that is an edge: twice what a shadow on a wall has."""


def busy(image: Image, points: Points) -> float:
    """Share 0..1 of the background that is full of edges, beside the head from its top to the chin.

    A shadow that fades is no edge. Measured on 41 photographs sorted by eye: 26 with a plain wall or one out of focus
    0.00 to 0.14, 15 with writing, shelves or people 0.20 to 0.56. Where the head fills the picture 0.
    """
    import cv2

    scale = min(_EYES / max(float(np.linalg.norm(points[45] - points[36])), 1e-6), 4.0)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)
    middle, chin = (points[36] + points[45]) / 2 * scale, float(points[8, 1]) * scale
    top, low = max(int(middle[1] - 2.2 * _EYES), 0), max(int(chin - 0.2 * _EYES), 0)
    wall = small[top:low]
    if min(wall.shape[:2]) < 3:
        return 0.0
    lab = cv2.GaussianBlur(cv2.cvtColor(wall, cv2.COLOR_BGR2LAB).astype(np.float32), (0, 0), 1.0)
    down, right = np.gradient(lab * np.array([100 / 255, 1, 1], np.float32), axis=(0, 1))
    steep = np.sqrt((down**2 + right**2).sum(axis=2)) > _EDGE
    beside = np.abs(np.arange(wall.shape[1]) - middle[0])
    seen = steep[:, (beside > 1.3 * _EYES) & (beside < 3.2 * _EYES)]
    return float(seen.mean()) if seen.size >= _LEAST else 0.0
