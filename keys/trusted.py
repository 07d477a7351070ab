"""What a trust statement says: keys, what each may do, for whom and from when until when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from keys.canonical import encode
from keys.ed25519 import PublicKey, fingerprint
from keys.sealing import PublicRecipient

Role = Literal[
    "device", "relay", "officer", "supervisor", "clerk", "province-receipt", "province-task",
    "province-recipient", "root",
]  # fmt: skip
"""device: a laptop of an office; relay: one of a township desk that passes on; officer, supervisor, clerk:
people; province-receipt signs receipts and decisions, province-task task lists; province-recipient is
sealed to; root signs trust."""
Status = Literal["active", "revoked"]
RevokedReason = Literal["", "lost", "stolen", "compromised", "left"]
"""Why (design page bundle-format, 2.6). A key that ends in good order is not revoked: its ``not_after`` is
set."""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key and what it may do."""

    kid: str
    """SHA-256 of ``spki``."""
    spki: str
    """Base64. Ed25519; for ``province-recipient`` X25519."""
    role: Role
    office: str
    """Id of the office the key belongs to; ``manifest.site`` must be it."""
    not_before: str
    """UTC instants; the key is good from the first up to and not including the second."""
    not_after: str
    recipient_public: str | None = None
    """Base64 of the X25519 SPKI things for this key's holder are sealed to (device, relay,
    province-recipient)."""
    person: str = ""
    """Who holds it, as a human being; empty for machines."""
    name: str = ""
    area: str = ""
    """GB/T 2260 code the key may act for; empty means its office's."""
    status: Status = "active"
    revoked_at: str = ""
    revoked_reason: RevokedReason = ""

    @property
    def public(self) -> PublicKey:
        """The signing key. Raises TrustRefused for ``province-recipient``, which signs nothing."""
        return PublicKey.from_text(self.spki)

    @property
    def recipient(self) -> PublicRecipient | None:
        """What to seal to, or None."""
        return PublicRecipient.from_text(self.recipient_public) if self.recipient_public else None


@dataclass(frozen=True, slots=True)
class Statement:
    """What the roots sign."""

    version: int
    """1, 2, 3, …; a lower one than the one held is never taken."""
    practice: bool
    province: str
    """Name of the province, shown to people."""
    roots: tuple[str, ...]
    """Base64 SPKI of the root keys."""
    keys: tuple[TrustedKey, ...]
    issued: datetime
    expires: datetime
    thresholds: Mapping[str, int] = field(default_factory=lambda: {"root": 1})
    """How many of the roots must sign, and under ``people`` how many different people of the desk (clerks) must
    sign beside them; thresholds are data. A desk of one has no ``people``."""
    least_suite: int = 1
    """The lowest suite of ciphers (``keys.suites``) that senders use and readers take: signed, so that nobody on the
    way can ask for less."""


def fingerprint_of_roots(roots: Collection[str], threshold: int = 1) -> str:
    """Give the anchor of a province: eight groups of five digits over its roots, in any order, and the
    threshold.

    The threshold is part of it: otherwise one root of five could alone write a first statement that needs
    only one.
    """
    return fingerprint(encode({"roots": sorted(roots), "threshold": threshold}))
