"""Pages filled in by pen and photographed: drawn, ticked over the edge of a box, bent, in a shadow, in JPEG."""

import subprocess
from pathlib import Path

import cv2
import numpy as np

from forms.paper import roster_pen

DOTS = 110
"""Dots per inch of the picture: a telephone's photograph of a page has more."""


def drawn(pdf: Path, page: int = 1) -> np.ndarray:
    line = [
        "pdftoppm",
        "-r",
        str(DOTS),
        "-png",
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        pdf,
        pdf.with_suffix(""),
    ]
    subprocess.run(line, check=True)
    return cv2.imread(str(pdf.with_suffix(".png")), cv2.IMREAD_GRAYSCALE)


def tick(picture: np.ndarray, line: int, mark: str) -> None:
    """Tick a box as a hand does: over its edge."""
    box, scale = roster_pen.mark_place(line, mark), DOTS / 25.4
    points = [(box.x + 0.6, box.y + 2), (box.x + 1.7, box.y + 3.3), (box.x + 4.3, box.y - 0.3)]
    pen = (np.array(points) * scale).astype(int)
    cv2.polylines(picture, [pen], False, 50, 2)


def strip() -> bytes:
    """The picture of one line as it is everywhere: a photographed one shows the fonts of its machine."""
    line = np.full((90, 1300), 235, np.uint8)
    for left, right, shade in ((15, 85, 60), (110, 180, 130), (330, 440, 150), (720, 745, 40)):
        cv2.rectangle(line, (left, 20), (right, 70), shade, -1)
    for at in range(90, 1300, 150):
        cv2.line(line, (at, 0), (at, 90), 30, 3)
    return bytes(cv2.imencode(".png", line)[1].tobytes())


def photographed(picture: np.ndarray, out: Path) -> Path:
    """Take the page with a telephone: from an angle, with a shadow, in JPEG."""
    height, width = picture.shape
    there = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    here = np.float32([[60, 40], [width + 20, 70], [width, height + 70], [30, height + 30]])
    bent = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(there, here), (width + 90, height + 110), borderValue=120
    )
    shadow = np.linspace(0.7, 1, bent.shape[1])[None, :]
    cv2.imwrite(str(out), (bent * shadow).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return out
