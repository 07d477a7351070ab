"""Glasses and hats drawn onto a face whose landmarks are known, and walls put behind it."""

import cv2
import numpy as np

from biometric.devices import Image
from biometric.face.engine import Points


def with_glasses(image: Image, points: Points, keep: float = 0.3) -> Image:
    """Rims and lenses that let so much of the light through, 0..1; 1 is clear."""
    right, down, eyes = _axes(points)
    angle = float(np.degrees(np.arctan2(right[1], right[0])))
    lenses, rims = np.zeros(image.shape[:2], np.float32), np.zeros(image.shape[:2], np.uint8)
    for inner, outer in ((36, 39), (42, 45)):
        x, y = ((points[inner] + points[outer]) / 2 + down * eyes * 0.05).astype(int).tolist()
        size = (int(eyes * 0.27), int(eyes * 0.22))
        cv2.ellipse(lenses, (x, y), size, angle, 0, 360, 1.0, -1)
        cv2.ellipse(rims, (x, y), size, angle, 0, 360, 1, max(1, int(eyes * 0.02)))
    drawn = image * (1 - (1 - keep) * lenses[..., None])
    drawn[rims > 0] = 25
    return drawn.clip(0, 255).astype(np.uint8)


def with_hat(
    image: Image, points: Points, colour: tuple[int, int, int] = (60, 40, 30), low: float = 0.25
) -> Image:
    """A cap whose brim lies so many eye distances above the brows."""
    right, down, eyes = _axes(points)
    brim = points[17:27].mean(axis=0) - down * eyes * low
    sides = [brim - right * eyes * 1.1, brim + right * eyes * 1.1]
    top = [brim + (right - down * 0.9) * eyes, brim - (right + down * 0.9) * eyes]
    drawn = image.copy()
    cv2.fillConvexPoly(drawn, np.array([*sides, *top]).astype(np.int32), colour)
    return drawn


def before_a_shelf(image: Image, points: Points) -> Image:
    """Books and boxes in the place of the wall beside the head."""
    eyes = _axes(points)[2]
    middle, chance, drawn = float(points[27, 0]), np.random.default_rng(3), image.copy()
    height, width = image.shape[:2]
    for x in range(0, width, max(4, int(eyes * 0.3))):
        if abs(x + eyes * 0.15 - middle) > eyes * 1.35:
            for y in range(0, height, max(4, int(eyes * 0.5))):
                colour = tuple(int(v) for v in chance.integers(0, 255, 3))
                end = (x + int(eyes * 0.25), y + int(eyes * 0.45))
                cv2.rectangle(drawn, (x, y), end, colour, -1)
    return drawn


def _axes(points: Points) -> tuple[Points, Points, float]:
    across = points[45] - points[36]
    eyes = float(np.linalg.norm(across))
    right = across / eyes
    return right, np.array([-right[1], right[0]]), eyes
