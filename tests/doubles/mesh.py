"""Draws a picture whose vertices have moved: textured triangles, the farthest first."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float64]
Image = NDArray[np.uint8]
MOUTH_INSIDE = np.array([28.0, 22.0, 48.0], np.float32)


@dataclass(frozen=True)
class Mesh:
    """Triangles over a picture, shape (n, 3), wound one way; ``mouth`` marks those inside the lips."""

    vertices: Plane
    triangles: NDArray[np.intp]
    mouth: NDArray[np.bool_]

    def draw(self, picture: Image, after: Plane, depth: Plane, behind: Image, darkness: float = 0.0) -> Image:
        """Move the picture so that the vertices come to lie at ``after``, in front of ``behind``.

        What is turned away is not drawn; ``darkness`` 0..1 is how black the inside of the mouth is.
        """
        left, top = np.maximum(np.floor(after[self.triangles].min(axis=(0, 1))).astype(int), 0).tolist()
        far = np.ceil(after[self.triangles].max(axis=(0, 1))).astype(int) + 1
        right, bottom = np.minimum(far, [picture.shape[1], picture.shape[0]]).tolist()
        label = np.zeros((bottom - top, right - left), np.int32)
        corners = after[self.triangles]
        seen = np.flatnonzero(areas(corners) > 0.01)
        maps = np.zeros((len(corners) + 1, 2, 3), np.float32)
        square = np.concatenate([corners[seen], np.ones((len(seen), 3, 1))], axis=2)
        maps[seen + 1] = np.linalg.solve(square, self.vertices[self.triangles[seen]]).transpose(0, 2, 1)
        outlines = np.round((corners - [left, top]) * 16).astype(np.int32)
        for index in seen[np.argsort(depth[self.triangles[seen]].mean(axis=1), kind="stable")].tolist():
            cv2.fillConvexPoly(label, outlines[index], index + 1, shift=4)
        moved = cv2.remap(picture, _places(maps[label], left, top), None, cv2.INTER_LINEAR)
        if darkness > 0:
            shade = np.concatenate([[False], self.mouth])[label].astype(np.float32) * min(darkness, 1.0)
            soft = cv2.GaussianBlur(shade, (0, 0), 1.2)[:, :, None]
            moved = (moved * (1 - soft) + MOUTH_INSIDE * soft).astype(np.uint8)
        whole = behind.copy()
        np.copyto(whole[top:bottom, left:right], moved, where=(label > 0)[:, :, None])
        return whole


def _places(maps: NDArray[np.float32], left: int, top: int) -> NDArray[np.float32]:
    ys, xs = np.mgrid[top : top + maps.shape[0], left : left + maps.shape[1]].astype(np.float32)
    return maps[..., 0] * xs[..., None] + maps[..., 1] * ys[..., None] + maps[..., 2]


def areas(corners: Plane) -> NDArray[np.float64]:
    """Twice the signed areas of triangles, shape (n, 3, 2) -> (n,)."""
    b, c = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0]
