"""What a record may say of templates and thresholds: a threshold was set, templates were deleted."""

from typing import Literal

from pydantic import Field, model_validator

from fieldsuite.payload import Payload

Whole = Field(ge=0, le=10_000)
"""A share or a likeness as a whole number of 1/10,000."""


class Threshold(Payload):
    """阈值设定: from now on this office decides verifications by another threshold; who and when: the envelope."""

    kind = "threshold"
    desk = True
    of_office = True
    modality: Literal["face", "voice"]
    engine: str
    version: str
    captures: Literal["several", "one"]
    """Templates it is for: of three or more captures, or of fewer (``limits.FaceLimits``)."""
    accept: int = Whole
    unclear: int = Whole
    before_accept: int = Whole
    before_unclear: int = Whole
    built_in: bool = False
    """True for the way back: the values that came with the engine hold again."""
    reason: str = Field(min_length=1)
    genuine: int = 0
    """Trials of the calibration it rests on; 0 when there was none."""
    impostor: int = 0
    far: int | None = None
    """Expected false acceptance in millionths, with its interval of 95 %; None without a calibration."""
    far_low: int | None = None
    far_high: int | None = None
    frr: int | None = None
    frr_low: int | None = None
    frr_high: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Threshold":
        if self.unclear > self.accept:
            raise ValueError("unclear lies above accept")
        return self


class Deletion(Payload):
    """删除生物特征: templates of a person were erased, and that nothing was left of them was looked up."""

    kind = "deletion"
    desk = True
    modality: Literal["face", "voice"]
    reason: Literal["withdrawn", "ended", "mistaken"]
    """撤回同意, 待遇终止, 建错模."""
    detail: str = ""
    consent: str = ""
    """Record in which the person withdrew, when that is the reason."""
    enrolments: tuple[str, ...]
    """Records in which the templates were made."""
    templates_sha256: tuple[str, ...]
    """What the erased templates hashed to."""
    left: Literal[0] = 0
    """Templates of this kind that were found afterwards: it is signed only when there were none."""
