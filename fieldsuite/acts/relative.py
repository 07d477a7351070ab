"""亲属协助: who helps a relative to certify, after the notice was read, with the relative's document and face."""

from typing import Literal

from pydantic import Field

from fieldsuite.payload import Payload


class Relative(Payload):
    """亲属协助登记: a helper was bound to a person, or let go again (抚顺指南 方式二(二); 广西通知 附件2)."""

    kind = "relative"
    step: Literal["bound", "released"]
    helper: str = Field(min_length=1)
    relation: str = ""
    phone: str = ""
    """Telephone of the helper: it may serve four people (广西通知 附件2)."""
    notice_version: str = ""
    notice_sha256: str = ""
    """Text that the helper read and agreed to."""
    likeness: int | None = None
    """How like the face that was captured is to the portrait on the document, in 1/10,000."""
    reason: str = ""
    """Why it was ended."""
