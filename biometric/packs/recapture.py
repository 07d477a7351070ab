"""The passive check of a pack: the face is cut out at several widths, and each network says what it sees."""

from collections.abc import Mapping

import numpy as np

from biometric.devices import Image
from biometric.errors import ModelMissing
from biometric.face.engine import Points
from biometric.packs.minifasnet import PERSON, SIDE, MiniFasNet
from biometric.packs.pack import Pack
from biometric.voice.torch_file import read_state

FOREHEAD = 0.3
"""Height of the forehead over that from brows to chin: the networks were trained on boxes that hold it (measured on
the samples of the published project: the recaptures score 0.27 and 0.00, the person 1.00; without it 0.03, 0.18, 0.99,
but 87 instead of 92 of 100 press photographs from 0.5)."""


class Recapture:
    """MiniFASNet from a pack: the mean of its networks, one a width; 20 ms each on one core."""

    name = "minifasnet"

    def __init__(self, pack: Pack) -> None:
        """Read the networks of a pack. Raises ModelMissing ``pack_gone``, ``pack_changed``, ``pack_unusable``."""
        self.version, self.accept = pack.manifest.version, pack.manifest.threshold("accept")
        self._networks: Mapping[float, MiniFasNet] = {
            float(file.name.split("_")[0]): _network(pack, file.name) for file in pack.manifest.weights
        }

    def score(self, image: Image, points: Points) -> float:
        """Score 0..1 of the face with these 68 landmarks; high is a person, low a print or a screen."""
        shares = [net.classes(cut_out(image, points, wide))[PERSON] for wide, net in self._networks.items()]
        return float(np.mean(shares))


def cut_out(image: Image, points: Points, wide: float) -> Image:
    """Cut a face out with its surroundings, ``wide`` times as wide as it is, and bring it to 80 x 80 pixels.

    As Silent-Face-Anti-Spoofing does it (generate_patches.py): less wide where the picture is too small, moved where it
    would leave the picture.
    """
    import cv2

    high, across = image.shape[:2]
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    top -= FOREHEAD * (bottom - top)
    width, height = max(right - left, 1.0), max(bottom - top, 1.0)
    times = min(wide, (across - 1) / width, (high - 1) / height)
    first = _within((left + right) / 2, width * times, across)
    upper = _within((top + bottom) / 2, height * times, high)
    part = image[int(upper) : int(upper + height * times) + 1, int(first) : int(first + width * times) + 1]
    return cv2.resize(part, (SIDE, SIDE)).astype(np.uint8, copy=False)


def _within(middle: float, length: float, most: int) -> float:
    """Where a stretch begins that lies around the middle and within the picture."""
    return max(0.0, min(middle - length / 2, most - 1 - length))


def _network(pack: Pack, name: str) -> MiniFasNet:
    try:
        return MiniFasNet(read_state(pack.read(name), None))
    except ValueError as error:
        raise ModelMissing("pack_unusable", pack=pack.manifest.name, problem=str(error)) from error
