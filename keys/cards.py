"""An officer as everybody may see them: who, in which role, with which public key, and proof that they hold
it."""

import hashlib
from base64 import b64decode
from dataclasses import asdict, dataclass, fields
from typing import Literal

OfficerRole = Literal["officer", "supervisor", "clerk"]
"""经办人, 复核人 (supervisor), 省级经办 (clerk at the provincial desk)."""
CARD_TYPE = "application/vnd.fieldsuite.officer-card+json"
"""DSSE payload type of the proof on a card."""


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """Who an officer is. What is given to ``create_office`` needs the first three; the vault fills in the
    rest."""

    id: str
    """``[A-Za-z0-9_-]{1,64}``, unique in the office."""
    name: str
    role: OfficerRole
    public_spki: str = ""
    """Base64 of the Ed25519 SPKI; empty until the vault made the key."""
    person: str = ""
    """Who this is as a human being, the same in every office and role; empty means: the id. Two keys of one
    person never make two people (E_SAMEPERSON)."""
    proof: str = ""
    """Base64 signature by the officer's own key over the canonical card without this field."""

    @property
    def kid(self) -> str:
        """SHA-256 of the public key, 64 hexadecimal digits."""
        return hashlib.sha256(b64decode(self.public_spki)).hexdigest()

    def data(self) -> dict[str, str]:
        """Give the card as plain values."""
        return asdict(self)


FIELDS = frozenset(field.name for field in fields(OfficerCard))
"""Names of a card's fields, all of them text."""
