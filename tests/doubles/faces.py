"""Faces for tests: photographs of real people beside the project, or the portrait that scikit-image carries."""

from dataclasses import dataclass
from pathlib import Path

import cv2

from biometric.devices import Image
from biometric.webcam import read_image
from tests.doubles.puppet import Puppet
from tests.shared import SHARED

FACES = SHARED / "testdata" / "faces"


@dataclass(frozen=True)
class Somebody:
    """A person who can be photographed and filmed."""

    photographs: tuple[Path, ...]
    portrait: Image

    def film(self, actions: tuple[str, ...], path: Path) -> Path:
        """A clip in which they do these actions, in this order."""
        return Puppet(self.portrait).clip(actions, path)


def somebody(folder: Path) -> Somebody:
    """One person with three photographs; where no real ones are, NASA's portrait as it is, brighter and smaller."""
    if FACES.exists():
        who = FACES / "df01"
        return Somebody(tuple(who / f"img{n}.jpg" for n in (1, 2, 4)), read_image(who / "img5.jpg"))
    from skimage.data import astronaut

    portrait = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)
    kinds = {
        "as-is": portrait,
        "brighter": cv2.convertScaleAbs(portrait, alpha=1.1),
        "smaller": cv2.resize(portrait, None, fx=0.9, fy=0.9),
    }
    for name, picture in kinds.items():
        cv2.imwrite(str(folder / f"{name}.png"), picture)
    return Somebody(tuple(folder / f"{name}.png" for name in kinds), portrait)


def somebody_else() -> Somebody | None:
    """Another person, where there are real photographs."""
    if not FACES.exists():
        return None
    who = FACES / "df03"
    return Somebody(tuple(who / f"img{n}.jpg" for n in (47, 48, 49)), read_image(who / "img50.jpg"))
