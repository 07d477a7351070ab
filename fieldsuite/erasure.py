"""What a record may say of evidence: pictures or sounds were erased because their case is closed."""

from typing import Annotated, Literal

from pydantic import Field

from fieldsuite.payload import Payload

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Erasure(Payload):
    """清除留存: evidence of one person's verifications was erased here; none is ever erased without such a record."""

    kind = "erasure"
    desk = True
    reason: Literal["closed"] = "closed"
    """办结: every record that rests on it is decided, and its days are over."""
    records: tuple[str, ...] = Field(min_length=1)
    """Verifications it belonged to."""
    pieces: tuple[Digest, ...] = Field(min_length=1)
    """SHA-256 of what was erased; the verifications go on naming them."""
    profile: str
    """Profile whose policy says so, with its version: ``sichuan 1``."""
