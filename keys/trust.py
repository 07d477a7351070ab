"""Whose keys we believe, for what, from when until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from keys.ed25519 import SigningKey
from keys.request import OfficeCard, Request, make_request, open_request
from keys.trusted import Role, Statement, TrustedKey

__all__ = [
    "OfficeCard", "Request", "Role", "Statement", "Trust", "TrustedKey", "make_request", "make_trust",
    "open_request", "open_trust",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust statement that was verified; ``open_trust`` is the only way to one."""

    statement: Statement
    digest: str
    """SHA-256 of the signed statement."""
    data: bytes
    """The envelope, as it goes to others."""

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits over the root keys: the anchor of an office that has no trust yet."""
        raise NotImplementedError

    def expired(self, now: datetime) -> bool:
        """Say whether the statement has run out. Capture goes on; key changes and task lists wait."""
        raise NotImplementedError

    def key(self, kid: str) -> TrustedKey | None:
        """Give the key of this name, whatever its state, or None."""
        raise NotImplementedError

    def by_role(self, role: Role, office: str | None = None) -> tuple[TrustedKey, ...]:
        """Give the active keys of a role, of one office or of all."""
        raise NotImplementedError

    def valid(
        self, kid: str, role: Role | Collection[Role], at: datetime, *, office: str | None = None,
        proven_at: datetime | None = None,
    ) -> TrustedKey:  # fmt: skip
        """Give the key if it was good for this role (one of these roles) and office at that time.

        Raises TrustRefused E_SIGNATURE (unknown), E_EXPIRED, E_REVOKED, E_ROLE, in this order. A claimed
        time never rescues a revoked key; ``proven_at`` does, when what was signed is proven to be older
        than the revocation.
        """
        raise NotImplementedError


def make_trust(statement: Statement, root_keys: Sequence[SigningKey]) -> bytes:
    """Sign a statement with root keys."""
    raise NotImplementedError


def open_trust(data: bytes, current: Trust | None = None, anchor: str | None = None) -> Trust:
    """Read and verify a statement: by the trust we hold, or, the first time, by the fingerprint of its roots.

    Raises E_CANON, E_SCHEMA, E_TYPE, E_SIGNATURE (neither current nor anchor, or another anchor), E_EXPIRED
    (older than the one held), E_FORK (same version, other content), E_THRESHOLD (too few roots, old or new),
    E_PRACTICE. One that has run out is opened; ask ``expired``.
    """
    raise NotImplementedError
