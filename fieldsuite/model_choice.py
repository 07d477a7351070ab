"""What a record may say of engines: from now on this office uses another one."""

from typing import Literal

from pydantic import Field, model_validator

from fieldsuite.payload import Payload


class ModelChoice(Payload):
    """选用模型: which engine models faces or voices from now on, or looks for prints and screens; who and when: the
    envelope."""

    kind = "model"
    desk = True
    of_office = True
    modality: Literal["face", "voice", "passive"]
    pack: str = Field(default="", max_length=40)
    """Name of the pack; empty for the built-in engine, and for no passive check at all."""
    engine: str = ""
    version: str = ""
    digest: str = ""
    """SHA-256 of the pack's manifest: a pack of the same name is not meant by it."""
    enforced: bool = False
    """Passive only: a score below the threshold refuses; otherwise it is recorded with each verification."""

    @model_validator(mode="after")
    def _fits(self) -> "ModelChoice":
        if len({bool(self.pack), bool(self.engine), bool(self.version), bool(self.digest)}) != 1:
            raise ValueError("a pack is named with its engine, version and digest")
        if self.enforced and (self.modality != "passive" or not self.pack):
            raise ValueError("only a passive check is enforced")
        return self
