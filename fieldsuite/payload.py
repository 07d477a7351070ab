"""What every payload of a record has: a kind, a strict shape, plain values for signing."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from fieldsuite.tidy import tidy


class Payload(BaseModel):
    """Base of what is inside a record: unknown fields are refused, nothing can be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[str]
    reviewed: ClassVar[bool] = False
    """True when a second person must agree (复核) before it counts: 四川规程 第11条."""
    desk: ClassVar[bool] = False
    """True when the provincial desk makes such records too (广西通知 三(一): the agency's own 批量人脸建模)."""
    of_office: ClassVar[bool] = False
    """True when it is about the office itself and names no person."""

    clock: Literal["untrusted", "confirmed"] | None = None
    """What the office thought of its own clock when it was made; None when the clock was beyond doubt."""

    instead_of: str | None = None
    """Id of the record of this person and kind that came back (退回), when this one was made in its place; the
    journal fills it in."""

    @property
    def at_desk(self) -> bool:
        """True when the provincial desk may make this very record."""
        return self.desk

    def data(self) -> dict[str, Any]:
        """Give the payload as plain values for signing."""
        data: dict[str, Any] = tidy(self.model_dump(mode="json", exclude_none=True))
        return data
