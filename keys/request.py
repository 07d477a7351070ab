"""A device and its officers ask to be trusted, and prove that they hold their keys."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from keys.canonical import decode_object, encode
from keys.cards import ID, OfficerCard, read_card, require_proof
from keys.ed25519 import PublicKey, fingerprint
from keys.errors import KeysError, TrustRefused
from keys.instants import from_text, to_text
from keys.keyring import Keyring
from keys.sealing import PublicRecipient
from keys.signing import open_envelope, sign_envelope, verified_by
from keys.trusted import TrustedKey

REQUEST_TYPE = "application/vnd.fieldsuite.request+json"
"""DSSE payload type of an enrolment request."""
MAX_OFFICERS = 256
"""Officers of one office in a request."""
_FIELDS = frozenset({"type", "format", "practice", "made_at", "office", "device", "recipient", "officers"})


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office as everybody may see it."""

    id: str
    """``[A-Za-z0-9_-]{1,64}``, given by the province."""
    name: str
    area: str = ""
    """GB/T 2260 code."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose proofs were verified: whoever made it holds these keys. Who that is, a voice must
    say."""

    office: OfficeCard
    device: PublicKey
    recipient: PublicRecipient
    officers: tuple[OfficerCard, ...]
    practice: bool
    made_at: datetime
    fingerprint: str
    """Eight groups of five digits over the whole request: read aloud by one side, compared by the other."""
    relay: bool = False
    """True when the office is a township desk that receives, reviews and passes on."""

    def trusted_keys(
        self, not_before: datetime, not_after: datetime, device_role: Literal["device", "relay"] | None = None
    ) -> tuple[TrustedKey, ...]:
        """Give what the province adds to its statement when it says yes: the device first (as what it asked to be,
        unless said otherwise), then the officers."""
        when = (to_text(not_before), to_text(not_after))
        asked: Literal["device", "relay"] = "relay" if self.relay else "device"
        device = TrustedKey(
            self.device.kid, self.device.text, device_role or asked, self.office.id, *when,
            recipient_public=self.recipient.text, name=self.office.name, area=self.office.area,
        )  # fmt: skip
        people = (
            TrustedKey(
                one.kid, one.public_spki, one.role, self.office.id, *when,
                person=one.person, name=one.name, area=self.office.area,
            )
            for one in self.officers
        )  # fmt: skip
        return (device, *people)


def make_request(
    keyring: Keyring,
    office: OfficeCard,
    officers: Sequence[OfficerCard] = (),
    *,
    practice: bool,
    now: datetime,
    relay: bool = False,
) -> bytes:
    """Write a request: signed by the device and the officer at work; other officers' cards bring their own
    proofs.

    ``officers`` are those of the office (``keys.vault.officers``); the one at work is added when not among
    them. Raises KeysError E_SCHEMA for an office id that is none, TrustRefused for a card that was changed.
    """
    cards = {card.id: card for card in (*officers, keyring.officer)}
    payload = encode(
        {
            **({"relay": True} if relay else {}),
            "type": "request",
            "format": 1,
            "practice": practice,
            "made_at": to_text(now),
            "office": asdict(office),
            "device": keyring.device_key.public.text,
            "recipient": keyring.hybrid_key.public.text,
            "officers": [cards[one].data() for one in sorted(cards)],
        }
    )
    data = sign_envelope(REQUEST_TYPE, payload, [keyring.device_key, keyring.officer_key])
    open_request(data)
    return data


def open_request(data: bytes) -> Request:
    """Read a request and verify every proof in it.

    Raises NotCanonical, KeysError E_SCHEMA or E_TYPE, TrustRefused (a key unsound, a proof of possession
    missing).
    """
    envelope = open_envelope(data, REQUEST_TYPE)
    value = decode_object(envelope.payload)
    officers, relay = value.get("officers"), value.pop("relay", None)
    if (
        relay not in (None, True)
        or set(value) != _FIELDS
        or value["type"] != "request"
        or value["format"] != 1
        or not isinstance(value["practice"], bool)
        or not isinstance(officers, list)
        or not 0 < len(officers) <= MAX_OFFICERS
    ):
        raise KeysError("bad_request", code="E_SCHEMA")
    cards = tuple(read_card(one) for one in officers)
    device = PublicKey.from_text(value["device"])
    people = [require_proof(card) for card in cards]
    if len({key.kid for key in (device, *people)}) != 1 + len(people):
        raise KeysError("bad_request", code="E_SCHEMA")
    if device not in verified_by(envelope, [device]):
        raise TrustRefused("request_unproven")
    return Request(
        _office(value["office"]),
        device,
        PublicRecipient.from_text(value["recipient"]),
        cards,
        value["practice"],
        from_text(value["made_at"]),  # type: ignore[arg-type]
        fingerprint(envelope.payload),
        relay is True,
    )


def _office(value: object) -> OfficeCard:
    if (
        isinstance(value, dict)
        and set(value) == {"id", "name", "area"}
        and all(isinstance(item, str) for item in value.values())
        and ID.fullmatch(value["id"])
        and 0 < len(value["name"]) <= 64
    ):
        return OfficeCard(**value)
    raise KeysError("bad_request", code="E_SCHEMA")
