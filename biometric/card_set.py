"""身份证正面、反面和手持: three photographs that go with a model, and whether they show what they should.

内蒙古通知 一(一): 采集身份证正面和反面、手持身份证使照片和人脸…分别放入取像框内; 三(二): 持身份证的手臂适当
向前伸，以使身份证照片与本人头像比例适当.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from biometric.devices import Image
from biometric.face.compare import likeness
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import FaceEngine, Points, Vector
from biometric.face.quality import face_width
from biometric.limits import FACE, FaceLimits
from biometric.pictures import read_image
from biometric.steps import Measure, Refused

SMALLEST = 40
"""Pixels of the smallest portrait that is looked for: below it nobody could say whose it is."""
RATIO_LOW, RATIO_HIGH = 0.12, 0.65
"""Width of the portrait over that of the face beside it (ours). A card's portrait shows a face 18 mm wide, a face is
150 mm: side by side 0.12, with the arm half stretched towards the camera about 0.25; above 0.65 the card covers."""


@dataclass(frozen=True, slots=True)
class CardSet:
    """Three photographs that show what they should."""

    ratio: float
    """Width of the portrait on the card over that of the face beside it."""
    portrait_likeness: float
    """How like the portrait on the card's front is to the person who holds it, 0..1."""


def check_card_set(
    front: Path, back: Path, in_hand: Path, *, engine: FaceEngine | None = None, limits: FaceLimits = FACE
) -> CardSet | Refused:
    """Look at the three photographs; Refused names the one to take again and why.

    Raises MediaUnreadable for what is no picture, ModelMissing.
    """
    engine = engine or DlibEngine()
    portraits = _faces(read_image(front), engine)
    if len(portraits) != 1:
        return Refused("no_face", "advice_card_front", source=front.name)
    if _faces(read_image(back), engine):
        return Refused("several_faces", "advice_card_back", source=back.name)
    held = sorted(_faces(read_image(in_hand), engine), key=lambda one: -face_width(one[0]))
    if len(held) < 2:
        return Refused("no_face", "advice_card_in_hand", source=in_hand.name)
    (face, person), (small, _) = held[0], held[1]
    ratio = Measure("card", face_width(small) / max(face_width(face), 1e-6), RATIO_LOW, RATIO_HIGH)
    if not ratio.ok:
        return Refused("poor_image", ratio.advice, (ratio,), in_hand.name)
    alike = likeness(portraits[0][1], person)
    if alike < limits.accept_one:
        return Refused("not_same", "advice_card_other", (ratio,), front.name)
    return CardSet(ratio.value, alike)


def _faces(image: Image, engine: FaceEngine) -> Sequence[tuple[Points, Vector]]:
    found = [engine.landmarks(image, box) for box in engine.find(image, smallest=SMALLEST)]
    return [(points, engine.embed(image, points)) for points in found]
