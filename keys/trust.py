"""Whose keys we believe, for what, from when until when.

A statement counts when enough of the roots signed it: the roots of the statement we hold, or, the first
time, the roots whose fingerprint was compared by voice or on paper. Only then is it read for what it says.
Versions rise; a statement that has run out is still known, since capture must go on in a village without a
line.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from datetime import datetime

from keys.ed25519 import PublicKey, Signer
from keys.encoding import sha256_hex
from keys.errors import KeysError, TrustRefused
from keys.instants import from_text
from keys.request import OfficeCard, Request, make_request, open_request
from keys.signing import (
    MAX_SIGNATURES,
    Envelope,
    open_envelope,
    sign_envelope,
    verified_by,
    write_envelope,
)
from keys.statement import TRUST_TYPE, read_statement, write_statement
from keys.trusted import Role, Statement, TrustedKey, fingerprint_of_roots

__all__ = [
    "OfficeCard", "Request", "Role", "Statement", "Trust", "TrustedKey", "countersign", "make_request",
    "make_trust", "open_request", "open_trust",
]  # fmt: skip


_OPENED = object()


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust statement that was verified; ``open_trust`` is the only way to one."""

    statement: Statement
    digest: str
    """SHA-256 of the signed statement."""
    data: bytes = field(repr=False)
    """The envelope, as it goes to others."""
    _by_kid: Mapping[str, TrustedKey] = field(repr=False)
    fresh_until: datetime | None = None
    """When the metadata it came down with runs out; None for a statement that came by itself."""
    opened_here: InitVar[object] = None

    def __post_init__(self, opened_here: object) -> None:
        if opened_here is not _OPENED:
            raise TypeError("a Trust comes from open_trust")

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits over the root keys and how many must sign: the anchor of a new
        office."""
        return fingerprint_of_roots(self.statement.roots, self.statement.thresholds["root"])

    @property
    def practice(self) -> bool:
        """True when this is a province that people only practise with."""
        return self.statement.practice

    def expired(self, now: datetime) -> bool:
        """Say whether the statement, or the metadata it came with, has run out. Capture goes on; key changes and task
        lists wait."""
        return now >= self.expires

    @property
    def expires(self) -> datetime:
        """When it stops being fresh."""
        return min(self.statement.expires, self.fresh_until or self.statement.expires)

    def fresh(self, until: datetime | None) -> "Trust":
        """Give the same trust with what the metadata says of its freshness."""
        return replace(self, fresh_until=until, opened_here=_OPENED)

    def unrevoked(self) -> "Trust":
        """Give the same trust as it was before anything was revoked: to ask whether a thing is older than that.

        Whoever opens something with it believes nothing of it yet.
        """
        keys = tuple(
            replace(key, status="active", revoked_at="", revoked_reason="") for key in self.statement.keys
        )
        before, by_kid = replace(self.statement, keys=keys), {key.kid: key for key in keys}
        return replace(self, statement=before, _by_kid=by_kid, opened_here=_OPENED)

    def key(self, kid: str) -> TrustedKey | None:
        """Give the key of this name, whatever its state, or None."""
        return self._by_kid.get(kid)

    def by_role(self, role: Role, office: str | None = None) -> tuple[TrustedKey, ...]:
        """Give the active keys of a role, of one office or of all."""
        return tuple(
            key
            for key in self.statement.keys
            if key.role == role and key.status == "active" and office in (None, key.office)
        )

    def office_name(self, site: str) -> str:
        """Give the name of an office as its device's key says it, also of a device that is trusted no more; the code
        of an office that has none.
        """
        named = [key for key in self.statement.keys if key.role == "device" and key.office == site]
        return min(named, key=lambda key: key.status != "active").name if named else site

    def valid(
        self,
        kid: str,
        role: Role | Collection[Role],
        at: datetime,
        *,
        office: str | None = None,
        proven_at: datetime | None = None,
    ) -> TrustedKey:
        """Give the key if it was good for this role (one of these roles) and office at that time.

        Raises TrustRefused E_SIGNATURE (unknown), E_EXPIRED, E_REVOKED, E_ROLE, in this order. A claimed
        time never rescues a revoked key; ``proven_at`` does, when what was signed is proven to be older
        than the revocation.
        """
        key = self._by_kid.get(kid)
        if key is None:
            raise TrustRefused("key_unknown", kid=kid[:12])
        if not from_text(key.not_before) <= at < from_text(key.not_after):
            raise TrustRefused("key_expired", code="E_EXPIRED", name=key.name or kid[:12])
        if key.status == "revoked" and (proven_at is None or proven_at >= from_text(key.revoked_at)):
            raise TrustRefused("key_revoked", code="E_REVOKED", name=key.name or kid[:12])
        roles = (role,) if isinstance(role, str) else role
        if key.role not in roles or office not in (None, key.office):
            raise TrustRefused("key_role", code="E_ROLE", name=key.name or kid[:12])
        return key


def make_trust(statement: Statement, root_keys: Sequence[Signer]) -> bytes:
    """Sign a statement with root keys: its own, and at a change of roots the old ones too.

    Raises KeysError E_SCHEMA or E_CANON for a statement that could not be read again, E_LIMIT for over
    eight keys.
    """
    return sign_envelope(TRUST_TYPE, write_statement(statement), root_keys)


def countersign(data: bytes, keys: Sequence[Signer]) -> bytes:
    """Add signatures to a statement, of other holders of a root or of the second person at the desk.

    Who signed already is left as they are. Raises NotCanonical, KeysError E_SCHEMA, E_TYPE, E_LIMIT (over eight).
    """
    envelope = open_envelope(data, TRUST_TYPE)
    already = {one.kid for one in envelope.signatures}
    more = tuple(key.sign(TRUST_TYPE, envelope.payload) for key in keys if key.public.kid not in already)
    signed = Envelope(envelope.payload_type, envelope.payload, (*envelope.signatures, *more))
    if len(signed.signatures) > MAX_SIGNATURES:
        raise KeysError("too_many_signatures", code="E_LIMIT", most=MAX_SIGNATURES)
    return write_envelope(signed)


def open_trust(data: bytes, current: Trust | None = None, anchor: str | None = None) -> Trust:
    """Read and verify a statement: by the trust we hold, or, the first time, by the fingerprint of its roots.

    Raises E_CANON, E_SCHEMA, E_LIMIT, E_TYPE, E_SIGNATURE (neither ``current`` nor ``anchor``, another
    anchor, no root signed), E_THRESHOLD (too few roots, old or new, or a second person is missing), E_SAMEPERSON,
    E_EXPIRED (an older version than the
    one held), E_FORK (the same version with other content), E_PRACTICE. One that has run out is opened; ask
    ``expired``.
    """
    envelope = open_envelope(data, TRUST_TYPE)
    statement = read_statement(envelope.payload)
    if current is not None:
        _require_roots(envelope, current.statement)
    elif anchor is None:
        raise TrustRefused("trust_no_anchor")
    elif _digits(anchor) != _digits(fingerprint_of_roots(statement.roots, statement.thresholds["root"])):
        raise TrustRefused("trust_other_anchor")
    _require_roots(envelope, statement)
    _require_people(envelope, statement, current)
    digest = sha256_hex(envelope.payload)
    if current is not None:
        _require_follows(statement, digest, current)
    return Trust(statement, digest, data, {key.kid: key for key in statement.keys}, opened_here=_OPENED)


def _require_roots(envelope: Envelope, of: Statement) -> None:
    """A root that signs twice counts once: ``verified_by`` gives each key once."""
    signed = len(verified_by(envelope, [PublicKey.from_text(root) for root in of.roots]))
    if not signed:
        raise TrustRefused("trust_unsigned")
    if signed < of.thresholds["root"]:
        raise TrustRefused("trust_too_few", code="E_THRESHOLD", signed=signed, needed=of.thresholds["root"])


def _require_people(envelope: Envelope, statement: Statement, current: Trust | None) -> None:
    """Two people for every change of keys, where the province says so: people, whatever number of keys they hold.

    A statement that directly follows the one held is signed by people whom that one knew, so that nobody brings a
    colleague of their own invention along; one that comes after others were missed can only be asked for its own.
    """
    held = current.statement if current and statement.version <= current.statement.version + 1 else statement
    needed = max(of.thresholds.get("people", 0) for of in (held, statement))
    if not needed:
        return
    known = {key.kid: key for key in held.keys if key.role == "clerk" and key.status == "active"}
    signed = verified_by(envelope, [key.public for key in known.values()])
    people = {known[key.kid].person for key in signed}
    if len(people) < needed:
        key, code = (
            ("trust_same_person", "E_SAMEPERSON") if len(signed) >= needed else ("trust_waits", "E_THRESHOLD")
        )
        raise TrustRefused(key, code=code, signed=len(people), needed=needed)


def _require_follows(statement: Statement, digest: str, current: Trust) -> None:
    if statement.practice != current.practice:
        raise KeysError("trust_practice", code="E_PRACTICE")
    held = current.statement.version
    if statement.version < held:
        raise TrustRefused("trust_older", code="E_EXPIRED", version=statement.version, held=held)
    if statement.version == held and digest != current.digest:
        raise TrustRefused("trust_forked", code="E_FORK", version=held)


def _digits(text: str) -> str:
    """A fingerprint as typed by hand: whatever stands between the digits is dropped, full-width digits are digits."""
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", text)))
