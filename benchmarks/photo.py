"""Photograph to verdict, 1:1, models loaded: ours beside face_recognition, and how far the likenesses lie apart.

Every photograph of the test data (three of NASA's portrait where there is none) is read, its face found, turned into
numbers and compared with one template, by both in turn. Likeness is 1 - distance for both. How far face_recognition's
own likenesses move when a few rows and columns are cut off every photograph says what can be asked of another program.
"""

import itertools
import statistics
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks._peer import face_recognition
from biometric.errors import MediaUnreadable
from biometric.face.compare import likeness
from biometric.face.dlib_engine import DlibEngine
from biometric.photographs import portrait
from biometric.pictures import read_image

FACES = Path(__file__).resolve().parents[2] / "shared" / "testdata" / "faces"
Vector = NDArray[np.float64]


def run() -> dict[str, str]:
    """Measure both on the same photographs."""
    with tempfile.TemporaryDirectory() as folder:
        photos = sorted(path for path in FACES.glob("*/*") if path.is_file()) or _portraits(Path(folder))
        return _measure(photos)


def _measure(photos: list[Path]) -> dict[str, str]:
    engine, peer = DlibEngine(), face_recognition()
    template = portrait(read_image(photos[0]), engine).vector
    known = peer.face_encodings(peer.load_image_file(photos[0]))
    mine: dict[Path, Vector] = {}
    theirs: dict[Path, Vector] = {}
    trimmed: dict[Path, Vector] = {}
    spent: list[tuple[float, float]] = []
    for path in photos:
        begun = time.perf_counter()
        image = peer.load_image_file(path)
        boxes = peer.face_locations(image)
        found = peer.face_encodings(image, boxes)
        if found:
            peer.compare_faces(known, found[0])
        between = time.perf_counter()
        try:
            vector = portrait(read_image(path), engine).vector
            likeness(template, vector)
        except MediaUnreadable:
            continue
        spent.append((between - begun, time.perf_counter() - between))
        if len(found) == 1:
            mine[path], theirs[path] = vector.astype(np.float64), found[0]
            again = peer.face_encodings(np.ascontiguousarray(image[7:, 5:]))
            trimmed[path] = again[0] if len(again) == 1 else found[0]
    peers, ours = (statistics.median(one) for one in zip(*spent, strict=True))
    return {
        "photographs": str(len(spent)),
        "face_recognition: load, locate, encode, compare": f"{peers * 1000:.0f} ms (median)",
        "ours, quality judged as well": f"{ours * 1000:.0f} ms (median)",
        "ratio": f"{sum(b for _, b in spent) / sum(a for a, _ in spent):.2f} in all, "
        f"{statistics.median(b / a for a, b in spent):.2f} median (at most 0.6)",
        "likeness against its own": _apart(mine, theirs),
        "its own, 7 rows and 5 columns cut off": _apart(trimmed, theirs),
    }


def _apart(one: dict[Path, Vector], other: dict[Path, Vector]) -> str:
    """How far the likenesses of all pairs lie apart."""
    pairs = list(itertools.combinations(one, 2))
    apart = [_alike(one, *pair) - _alike(other, *pair) for pair in pairs]
    sizes = np.abs(apart)
    return (
        f"{np.median(sizes):.4f} apart (median), {np.mean(sizes <= 0.01):.0%} of {len(pairs)} pairs within 0.01; "
        f"mean difference {np.mean(apart):+.4f}"
    )


def _alike(vectors: dict[Path, Vector], a: Path, b: Path) -> float:
    return max(0.0, 1.0 - float(np.linalg.norm(vectors[a] - vectors[b])))


def _portraits(folder: Path) -> list[Path]:
    from skimage.data import astronaut

    picture = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)
    for scale in (0.8, 1.0, 1.5):
        cv2.imwrite(str(folder / f"{scale}.png"), cv2.resize(picture, None, fx=scale, fy=scale))
    return sorted(folder.iterdir())
