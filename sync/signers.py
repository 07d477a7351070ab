"""Who must sign a manifest, and whether they did."""

from dataclasses import dataclass
from datetime import datetime

from keys.instants import from_text
from keys.signing import Envelope, verified_by
from keys.trust import Trust
from keys.trusted import Role, TrustedKey
from sync.errors import BundleRefused, refusing
from sync.manifest import BundleType, Manifest
from sync.record import OFFICER_ROLES

MACHINE_ROLES: dict[BundleType, tuple[Role, ...]] = {
    "bundle": ("device", "relay"),
    "receipt": ("province-receipt",),
    "decision": ("province-receipt",),
    "tasks": ("province-task",),
    "trust": ("province-receipt", "province-task"),
}
"""Role of the key named as ``device``, by type (words-and-codes, who signs what)."""
NEEDS_FRESH_TRUST: frozenset[BundleType] = frozenset({"tasks", "trust"})
"""With a trust statement that has run out, work goes on, but lists and key changes wait (bundle-format
2.6)."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature on the manifest counted."""

    role: Role
    person: str
    kid: str
    name: str = ""


def require_signers(
    envelope: Envelope, manifest: Manifest, trust: Trust, now: datetime
) -> tuple[Signer, ...]:
    """Give who signed: the machine first, then the officer. A bundle needs both; the province's types need
    the machine.

    Only the keys the manifest names are tried, so a signature by anybody else refuses it. A key must have
    been good at the time the manifest claims, or now if that lies ahead. Raises BundleRefused E_SIGNATURE
    (unknown key, a signature that does not verify), E_EXPIRED, E_REVOKED, E_ROLE, E_THRESHOLD (somebody's is
    missing), E_SAMEPERSON (one signed twice).
    """
    if manifest.type in NEEDS_FRESH_TRUST and trust.expired(now):
        raise BundleRefused("E_EXPIRED", "trust")
    wanted: list[tuple[str, tuple[Role, ...]]] = [(manifest.device, MACHINE_ROLES[manifest.type])]
    if manifest.officer:
        wanted.append((manifest.officer, OFFICER_ROLES))
    signed = _signed_by(envelope, [_known(trust, kid) for kid, _ in wanted])
    at = min(from_text(manifest.created.wall), now)
    with refusing():
        keys = [trust.valid(kid, roles, at, office=manifest.site) for kid, roles in wanted]
    if len(set(signed)) < len(signed):
        raise BundleRefused("E_SAMEPERSON", "signatures")
    if len(keys) > len(signed) or (manifest.type == "bundle" and not manifest.officer):
        raise BundleRefused("E_THRESHOLD", "signatures")
    return tuple(Signer(key.role, key.person, key.kid, key.name) for key in keys)


def _known(trust: Trust, kid: str) -> TrustedKey:
    key = trust.key(kid)
    if key is None:
        raise BundleRefused("E_SIGNATURE", "unknown key")
    return key


def _signed_by(envelope: Envelope, keys: list[TrustedKey]) -> list[str]:
    """Give whose each signature is, in their order, one signature one kid."""
    with refusing():
        publics = [key.public for key in keys]
    found = []
    for signature in envelope.signatures:
        by = verified_by(Envelope(envelope.payload_type, envelope.payload, (signature,)), publics)
        if not by:
            raise BundleRefused("E_SIGNATURE", "signature")
        found.append(by[0].kid)
    if not found:
        raise BundleRefused("E_SIGNATURE", "none")
    return found
