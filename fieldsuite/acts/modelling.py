"""What goes before and beside a model: the card in three photographs, and attempts that failed."""

from datetime import date
from typing import Literal

from fieldsuite.payload import Payload


class CardSet(Payload):
    """证件采集: both sides of the card and the card in the hand, as evidence (内蒙古通知 一(一))."""

    kind = "card_set"
    source: Literal["photographs"] = "photographs"
    ratio: int
    """Width of the portrait over that of the face beside it, in 1/10,000."""
    likeness: int
    """How like the portrait is to the person who holds it, in 1/10,000."""


class ModellingFailure(Payload):
    """建模未成功: an attempt that made no model; after the last one that is allowed the back office looks."""

    kind = "modelling_failure"
    reviewed = True
    modality: Literal["face"] = "face"
    source: Literal["live", "photographs", "recording"]
    found: str
    """Word of what was wrong: poor_image, no_face, several_faces, identity_changed, ..."""
    advice: str = ""
    """Key of the sentence that was said."""
    attempt: int
    """Which one it was since the last model or the last look of the back office, from 1."""
    review_until: date | None = None
    """Day by which the back office looks at it; None while further attempts are allowed (内蒙古通知 三(二))."""
