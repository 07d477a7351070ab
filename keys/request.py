"""A device and its officers ask to be trusted, and prove that they hold their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from keys.cards import OfficerCard
from keys.ed25519 import PublicKey
from keys.keyring import Keyring
from keys.sealing import PublicRecipient
from keys.trusted import TrustedKey


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
    """An enrolment request whose signatures have been verified by the keys inside it. That is all they
    prove."""

    office: OfficeCard
    device: PublicKey
    recipient: PublicRecipient
    officers: tuple[OfficerCard, ...]
    practice: bool
    made_at: datetime
    fingerprint: str
    """Eight groups of five digits over the whole request: read aloud by one side, compared by the other."""

    def trusted_keys(self, not_before: datetime, not_after: datetime) -> tuple[TrustedKey, ...]:
        """Give what the province adds to its statement when it says yes: the device first, then the
        officers."""
        raise NotImplementedError


def make_request(
    keyring: Keyring, office: OfficeCard, officers: Sequence[OfficerCard], *, practice: bool, now: datetime
) -> bytes:
    """Write a request: signed by the device and the officer at work, the other officers' cards with their
    own proofs."""
    raise NotImplementedError


def open_request(data: bytes) -> Request:
    """Read a request and verify every proof in it.

    Raises NotCanonical, KeysError E_SCHEMA or E_TYPE, TrustRefused (a key unsound, a proof of possession
    missing).
    """
    raise NotImplementedError
