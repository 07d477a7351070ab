"""An officer as everybody may see them: who, in which role, with which public key, and proof that they hold
it."""

import hashlib
import re
from base64 import b64decode
from dataclasses import asdict, dataclass, fields, replace
from typing import Literal, get_args

from keys.canonical import encode
from keys.ed25519 import PublicKey, Signer
from keys.encoding import b64, unb64
from keys.errors import KeysError, TrustRefused

OfficerRole = Literal["officer", "supervisor", "clerk"]
"""经办人, 复核人 (supervisor), 省级经办 (clerk at the provincial desk)."""
CARD_TYPE = "application/vnd.fieldsuite.officer-card+json"
"""DSSE payload type of the proof on a card."""
ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
"""Ids of officers and offices: they become file names."""


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """Who an officer is. ``create_office`` needs the first three; the vault fills in the rest."""

    id: str
    """``[A-Za-z0-9_-]{1,64}``, unique in the office."""
    name: str
    role: OfficerRole
    public_spki: str = ""
    """Base64 of the Ed25519 SPKI; empty until the vault made the key."""
    person: str = ""
    """Who this is as a human being, the same in every office and role; empty becomes the id. Two keys of one
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


def prove(card: OfficerCard, key: Signer) -> OfficerCard:
    """Put the key's public half and its proof of possession on a card. Raises KeysError E_SCHEMA or
    E_CANON."""
    filled = replace(card, public_spki=key.public.text, person=card.person or card.id, proof="")
    read_card(filled.data())
    return replace(filled, proof=b64(key.sign(CARD_TYPE, encode(filled.data())).sig))


def require_proof(card: OfficerCard) -> PublicKey:
    """Give the card's key if its holder signed this very card. Raises TrustRefused ``card_changed``
    (E_SIGNATURE)."""
    key = PublicKey.from_text(card.public_spki)
    if not key.verify(CARD_TYPE, encode(replace(card, proof="").data()), unb64(card.proof)):
        raise TrustRefused("card_changed", name=card.name)
    return key


def read_card(value: object) -> OfficerCard:
    """Read a card from plain values. Raises KeysError E_SCHEMA; the proof is not verified here."""
    if (
        isinstance(value, dict)
        and set(value) == FIELDS
        and all(isinstance(item, str) for item in value.values())
        and ID.fullmatch(value["id"])
        and value["role"] in get_args(OfficerRole)
        and 0 < len(value["name"]) <= 64
        and 0 < len(value["person"]) <= 64
    ):
        return OfficerCard(**value)
    raise KeysError("bad_card", code="E_SCHEMA")
